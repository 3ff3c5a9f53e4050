"""A release is planned against every one before it as it was signed: one that was changed since stops the build."""

import pytest

from tests.support.attacker import World, reader
from tests.support.made_release import release, sha256
from turncurve.disclosure.address import written
from turncurve.disclosure.plan import from_json
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.errors import RefusedInputError
from turncurve.indicators.cell import Cell, CellKey
from turncurve.ingest.releases import read_releases
from turncurve.publish.plan import plan_for
from turncurve.reference.periods import year_ending

YEAR, BEFORE = year_ending(2013), year_ending(2012)
ROUTES = ("calls", "letters", "visits")
WORLD = World(tuple((((("route", route),)), BEFORE) for route in ROUTES), (30, 24, 4))


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Return a project of its own."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return tmp_path


def key(*pairs: tuple[str, str]) -> CellKey:
    return CellKey("plans started", "Exampleshire", BEFORE, pairs)


def cells(*breakdowns: tuple[tuple[str, str], ...]) -> list[Cell]:
    return [WORLD.cell(key(*pairs)) for pairs in breakdowns]


def recorded(given: list[Cell]) -> list[str]:
    """Return the counts of a release as its pages record them."""
    return [RecordedTable("t", sha256(b"t"), (RecordedGrain(None, tuple(given), ()),)).to_json()]


@pytest.fixture
def first(root):
    """Release calls and visits by route: visits, 4, are hidden; the total and letters are not shown at all."""
    given = cells((("route", "calls"),), (("route", "visits"),))
    text, _ = plan_for(recorded(given), council="exampleshire", as_at="2012-03-31")
    hidden = from_json(text).hidden
    assert hidden == (key(("route", "visits")),)
    counts = {str(cell.key): None if cell.key in hidden else cell.value for cell in given}
    folder = release(root, "2012-03-31", counts={"public": counts}, council="exampleshire")
    read_releases("exampleshire")
    return folder


def test_a_second_release_that_would_give_the_hidden_count_away_with_the_first_hides_more(first):
    """The total and letters, both large, leave with the first release's calls the 4 visits."""
    given = cells((), (("route", "letters"),))
    text, _ = plan_for(recorded(given), council="exampleshire", as_at="2013-03-31")
    plan = from_json(text)
    assert len(plan.hidden) == 1
    assert set(plan.hidden) < {cell.key for cell in given}
    every = [*given, *cells((("route", "calls"),), (("route", "visits"),))]
    small = key(("route", "visits"))
    alone = reader(WORLD, every, hidden=[small], step=1, least=0)
    assert alone.extremes(small) == (4, 4)
    for least in (0, 1):
        low, high = reader(WORLD, every, hidden=[small, *plan.hidden], step=1, least=least).extremes(small)
        assert low <= 3
        assert high >= 5


def test_a_first_release_that_was_made_to_look_as_if_it_had_shown_less_stops_the_second(first):
    """With its calls struck out the first release would seem to leave the total free to be shown."""
    path = first / "public" / "figures.csv"
    text = path.read_text(encoding="utf-8")
    assert ",30" in text
    path.write_text(text.replace(",30", ","), encoding="utf-8")
    with pytest.raises(RefusedInputError, match=r"figures\.csv: changed since"):
        read_releases("exampleshire")


def test_a_first_release_that_is_gone_stops_the_second(first):
    (first / "public" / "figures.csv").unlink()
    with pytest.raises(RefusedInputError, match=r"figures\.csv"):
        read_releases("exampleshire")


def test_a_count_that_was_revised_since_is_listed_for_the_person_who_signs(first):
    calls = Cell(key(("route", "calls")), 31)
    text, _ = plan_for(recorded([calls]), council="exampleshire", as_at="2013-03-31")
    plan = from_json(text)
    assert plan.revised == (calls.key,)
    assert str(written(calls.key)[0]) in text
