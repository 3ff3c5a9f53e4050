"""Known faults are mended in the open, and a correction that no longer holds is an error."""

import pytest

from tests.support.council_files import CHILD, day
from turncurve.errors import TurnCurveError

FILE = "annex_a/2012-09-30/annex_a.xlsx"
START, END = "Child Protection Plan Start Date", "Child Protection Plan End Date"
ENTRY = f"""
- file: {FILE}
  sheet: list_7
  match: {{{CHILD}: "2"}}
  field: {END}
  expect: "31/02/2012"
  to: 2012-09-01
  reason: the end was typed wrongly; the case record says 1 September
"""


@pytest.fixture
def faulty(council):
    rows = [{CHILD: "1", START: day("2012-05-15"), END: day("2012-08-01"), "Gender": "M"}]
    council.annex_a(list_7=[*rows, {CHILD: "2", START: day("2012-05-15"), END: "31/02/2012", "Gender": "F"}])
    return council


def corrected(council, text):
    (council.raw / "corrections.yml").write_text(text, encoding="utf-8")
    return council.ingest()


def test_without_the_correction_the_row_is_refused(faulty):
    assert faulty.ingest().totals().loc["cp_plans", "refused"] == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("expect:", "from:"),
        ("sheet: list_7", "sheet: List_7"),
        ("sheet: list_7", "sheet:"),
        (f"field: {END}", "field: child protection plan END date"),
        (f'{{{CHILD}: "2"}}', '{Gender: "F"}'),
    ],
)
def test_a_correction_mends_the_row_and_is_noted(faulty, old, new):
    report = corrected(faulty, ENTRY.replace(old, new) if old else ENTRY)
    assert report.totals().loc["cp_plans", "loaded"] == 2
    ends = faulty.table("cp_plans")["ended_on"].dt.date.astype(str)
    assert sorted(ends) == ["2012-08-01", "2012-09-01"]
    assert [(row, rule) for row, _, rule in faulty.rules()] == [(3, "corrected")]


def test_a_correction_may_blank_a_field(faulty):
    corrected(faulty, ENTRY.replace("to: 2012-09-01", "to:"))
    assert faulty.table("cp_plans")["ended_on"].isna().sum() == 1


# what changed                                       the message says
NO_LONGER = [
    ('expect: "31/02/2012"', 'expect: "30/02/2012"', "no longer holds: it expects another value"),
    (f'{{{CHILD}: "2"}}', f'{{{CHILD}: "9"}}', "no longer holds: it matches no row"),
    (f'{{{CHILD}: "2"}}', '{Shoe size: "9"}', 'no longer holds: it names a field "Shoe size"'),
    (f"file: {FILE}", "file: annex_a/other.xlsx", "about a file that is not there"),
    ("sheet: list_7", "sheet: list_3", "found no sheet"),
    ("  reason: the end", "  why: the end", 'has no "reason"'),
    ("  to: 2012-09-01\n", "", 'has no "to"'),
    ('  expect: "31/02/2012"\n', "", 'has no "expect"'),
    (f'match: {{{CHILD}: "2"}}', "match: 2", 'has no "match"'),
]


@pytest.mark.parametrize(("old", "new", "message"), NO_LONGER)
def test_a_correction_that_does_not_hold_stops_the_ingest(faulty, old, new, message):
    assert old in ENTRY
    with pytest.raises(TurnCurveError, match=message) as stopped:
        corrected(faulty, ENTRY.replace(old, new))
    assert "entry 1" in str(stopped.value)
    assert "31/02" not in str(stopped.value)
    assert not faulty.processed.exists()


def test_corrections_that_are_not_yaml_are_named(faulty):
    with pytest.raises(TurnCurveError, match=r"corrections cannot be read \(corrections\.yml\)"):
        corrected(faulty, "- file: [")


@pytest.mark.parametrize("text", ["", "corrections: []\n"])
def test_no_entries_are_no_corrections(faulty, text):
    assert corrected(faulty, text).problems == {"impossible_date": 1}
