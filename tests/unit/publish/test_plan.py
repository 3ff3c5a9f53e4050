import datetime as dt
import hashlib

import pytest

from tests.support.made_release import release, sha256
from turncurve.disclosure.plan import from_json
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.errors import DisclosureError
from turncurve.indicators.cell import Cell, CellKey
from turncurve.ingest.releases import read_releases
from turncurve.publish import plan
from turncurve.reference.periods import Period, spans, year_ending

MONTHS = year_ending(2013)


def table(name: str, counts: dict[str, int]) -> str:
    """Return a recorded table of one year's counts by category, as a page records it."""
    cells = [Cell(CellKey("contacts", "Madeshire", MONTHS, (("route", route),)), n) for route, n in counts.items()]
    grain = RecordedGrain("year", tuple(cells), tuple((cell.key,) for cell in cells))
    return RecordedTable(name, hashlib.sha256(name.encode()).hexdigest(), (grain,)).to_json()


def test_the_plan_hides_a_small_count_of_any_page_and_leaves_a_large_one():
    made = from_json(plan.plan_text([table("one", {"calls": 40, "letters": 3}), table("two", {"calls": 40})]))
    hidden = {dict(key.breakdown)["route"] for key in made.hidden}
    assert "letters" in hidden
    assert "calls" not in hidden
    assert {each.table_id for each in made.tables} == {"one", "two"}


def test_the_plan_is_the_same_text_whatever_the_order_of_the_pages():
    tables = [table("one", {"calls": 40, "letters": 3}), table("two", {"visits": 2})]
    assert plan.plan_text(tables) == plan.plan_text(tables[::-1])


def test_whoever_keeps_plans_is_asked_for_them_with_what_is_public_already(made):
    asked = []

    def solve(recorded, *, profile, earlier):
        asked.append((recorded, profile, list(earlier)))
        return "kept"

    text, earlier = plan.plan_for(["a"], council="madeshire", as_at="2013-03-31", profile="nhs5", solve=solve)
    assert (text, earlier.sources) == ("kept", {})
    assert asked == [(["a"], "nhs5", [])]


def test_whoever_signs_is_told_of_counts_revised_by_few():
    recorded = [table("one", {"calls": 40, "letters": 33})]
    before = [Cell(CellKey("contacts", "Madeshire", MONTHS, (("route", "calls"),)), 38)]
    text = plan.plan_text(recorded, earlier=before)
    (words,) = plan.told_of(text, recorded, earlier=before)
    assert words.startswith("1 count is hidden now because an earlier release showed another number")
    assert plan.told_of(text, recorded, earlier=[]) == ()


def test_a_release_that_shows_no_counts_of_its_own_has_an_empty_plan():
    assert from_json(plan.plan_text([])).hidden == ()


def test_a_plan_is_known_by_the_hash_of_its_file(tmp_path):
    path = tmp_path / "plan.json"
    path.write_text("{}", encoding="utf-8")
    assert plan.sha256_of(path) == hashlib.sha256(b"{}").hexdigest()
    assert plan.sha256_of(None) == ""


QUARTERS = spans("quarter", first=dt.date(2012, 4, 1), last=dt.date(2013, 3, 31))
COUNTS = dict(zip((*QUARTERS, MONTHS), (8, 3, 20, 30, 61), strict=True))


def of_time(name: str, *periods: Period) -> str:
    """Return a recorded table of counts of some periods, as a page records it."""
    cells = tuple(Cell(CellKey("contacts", "Madeshire", each), COUNTS[each]) for each in periods)
    return RecordedTable(
        name, sha256(name.encode()), (RecordedGrain(None, cells, tuple((c.key,) for c in cells)),)
    ).to_json()


def shown(text: str, *periods: Period) -> dict[str, int | None]:
    """Return what a release under a plan shows of some periods."""
    hidden = {str(key) for key in from_json(text).hidden}
    keys = {str(CellKey("contacts", "Madeshire", each)): COUNTS[each] for each in periods}
    return {key: None if key in hidden else count for key, count in keys.items()}


@pytest.fixture
def first(made):
    """Release the quarters of a year and the year, and read it back; return what the public saw of them."""
    text, earlier = plan.plan_for([of_time("one", *COUNTS)], council="madeshire", as_at="2013-03-31")
    assert dict(earlier.sources) == {}
    seen = shown(text, *COUNTS)
    more = {"plan": sha256(text.encode()), "earlier": {}}
    release(made.root, "2013-03-31", counts={"public": seen, "restricted": shown(text)}, more=more)
    read_releases("madeshire")
    return seen


def next_plan(*periods: Period) -> str:
    return plan.plan_for([of_time("two", *periods)], council="madeshire", as_at="2014-03-31")[0]


def test_a_count_hidden_in_the_first_release_cannot_be_worked_out_from_both_together(first):
    small, other = (str(CellKey("contacts", "Madeshire", QUARTERS[place])) for place in (1, 0))
    assert [key for key, count in first.items() if count is None] == [other, small]
    alone = plan.plan_text([of_time("two", QUARTERS[0])])
    both = {**first, **shown(alone, QUARTERS[0])}
    known = [count for key, count in both.items() if count is not None and not key.endswith("2012-04-01|2013-03-31")]
    assert 61 - sum(known) == COUNTS[QUARTERS[1]]  # each release by itself is safe, and both together give 3 away
    both = {**first, **{key: count for key, count in shown(next_plan(QUARTERS[0]), QUARTERS[0]).items() if count}}
    assert [key for key, count in both.items() if count is None] == [other, small]


def test_what_the_first_release_showed_is_not_taken_back(first):
    assert shown(next_plan(*COUNTS), *COUNTS) == first


def test_the_auditor_attacks_both_releases_together(first, monkeypatch):
    blind = plan.make_plan
    monkeypatch.setattr(plan, "make_plan", lambda tables, *, profile, earlier: blind(tables, profile=profile))
    with pytest.raises(DisclosureError, match="could be worked out from what is shown, so nothing is published"):
        next_plan(QUARTERS[0])


def test_a_plan_is_made_by_the_rule_that_is_asked_for():
    tables = [table("one", {"calls": 40, "letters": 7, "visits": 20})]
    assert from_json(plan.plan_text(tables)).hidden == ()
    made = from_json(plan.plan_text(tables, profile="seven_round_five"))
    assert made.profile == "seven_round_five"
    assert [dict(key.breakdown)["route"] for key in made.hidden] == ["letters"]


def test_an_earlier_release_keeps_the_rule_that_it_was_made_by(made):
    """Rounded counts are bounds of what they may be: none of them has been revised when exact ones follow."""
    seen = {str(CellKey("contacts", "Madeshire", each)): 5 * ((2 * COUNTS[each] + 5) // 10) for each in QUARTERS[2:]}
    release(made.root, "2013-03-31", counts={"public": seen}, more={"profile": "seven_round_five"})
    read_releases("madeshire")
    assert from_json(next_plan(*COUNTS)).revised == ()
    release(made.root, "2013-03-31", counts={"public": seen}, more={"profile": "dfe_now"})
    read_releases("madeshire")
    revised = {key.period for key in from_json(next_plan(*COUNTS)).revised}
    assert revised == {each for each in QUARTERS[2:] if COUNTS[each] % 5}


def test_a_release_made_again_has_the_plan_that_it_was_released_under_whatever_came_later(first, made):
    again = [of_time("one", *COUNTS)]
    before = plan.plan_for(again, council="madeshire", as_at="2013-03-31")
    release(made.root, "2014-03-31", counts={"public": {str(CellKey("contacts", "Madeshire", QUARTERS[2])): 20}})
    read_releases("madeshire")
    after = plan.plan_for(again, council="madeshire", as_at="2013-03-31")
    assert before == after
    assert dict(after[1].sources) == {}


def test_a_release_that_is_changed_is_planned_against_all_that_is_public_its_former_edition_too(first):
    text, earlier = plan.plan_for([of_time("other", QUARTERS[0])], council="madeshire", as_at="2013-03-31")
    assert list(earlier.sources) == ["reports/madeshire/2013-03-31/1/public/figures.csv"]
    assert shown(text, QUARTERS[0]) == {str(CellKey("contacts", "Madeshire", QUARTERS[0])): None}
