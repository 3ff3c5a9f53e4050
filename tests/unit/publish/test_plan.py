import hashlib

from turncurve.disclosure.plan import from_json
from turncurve.disclosure.recorded import RecordedGrain, RecordedTable
from turncurve.indicators.cell import Cell, CellKey
from turncurve.publish import plan
from turncurve.reference.periods import year_ending

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


def test_a_release_that_shows_no_counts_of_its_own_has_an_empty_plan():
    assert from_json(plan.plan_text([])).hidden == ()


def test_a_plan_is_known_by_the_hash_of_its_file(tmp_path):
    path = tmp_path / "plan.json"
    path.write_text("{}", encoding="utf-8")
    assert plan.sha256_of(path) == hashlib.sha256(b"{}").hexdigest()
    assert plan.sha256_of(None) == ""
