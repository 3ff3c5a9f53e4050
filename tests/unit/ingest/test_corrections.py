"""Known faults are mended in the open, and a correction that no longer holds is an error."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.support.council_files import CHILD, day
from turncurve.errors import TurnCurveError
from turncurve.ingest.corrections import Correction, apply, check_files, check_used, read
from turncurve.ingest.place import Place
from turncurve.ingest.sheet import DATE, NUMBER, TEXT, Sheet

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
    with pytest.raises(TurnCurveError, match=r"corrections cannot be read \(corrections\.yml: line 1\)"):
        corrected(faulty, "- file: [")


@pytest.mark.parametrize("text", ["", "corrections: []\n"])
def test_no_entries_are_no_corrections(faulty, text):
    assert corrected(faulty, text).problems == {"impossible_date": 1}


SHEET = Sheet(
    cells=pd.DataFrame({"Child ID": ["1", "2", "2"], "Route": ["Phone", None, "Fax"]}, dtype="str"),
    kinds={},
    rows=np.array([2, 4, 5]),
    headers={"Child ID": "Person", "Route": "How"},
    broken=np.zeros(3, dtype=bool),
)
PLACE = Place("log.csv", "", "contact_log", "contacts", "contact_log/log", None)


def correction(**parts):
    """Return a correction of the log's second row."""
    whole = {"number": 1, "file": "log.csv", "sheet": "", "match": {"Route": ""}, "field": "Route", "expect": ""}
    return Correction(**{**whole, "to": "Email", "to_is_date": False, "reason": "SYNTHETIC", **parts})


# the correction                                                        the routes as mended, the rows named
MENDED = [
    ({}, ["Phone", "Email", "Fax"], (4,)),
    ({"match": {"How": ""}}, ["Phone", "Email", "Fax"], (4,)),
    ({"match": {"person": "2", "ROUTE": "Fax"}, "expect": "Fax"}, ["Phone", None, "Email"], (5,)),
    ({"match": {"Child ID": "1"}, "expect": "Phone", "to": ""}, [None, None, "Fax"], (2,)),
    ({"match": {}, "field": "Child ID", "expect": "2"}, None, None),
    ({"sheet": "Contacts"}, ["Phone", "Email", "Fax"], (4,)),
]


@pytest.mark.parametrize(("parts", "routes", "named"), MENDED)
def test_a_correction_mends_the_rows_that_match_and_no_other(parts, routes, named):
    if routes is None:
        with pytest.raises(TurnCurveError, match="expects another value than the field holds"):
            apply(SHEET, [correction(**parts)], place=PLACE)
        return
    mended, notes, used = apply(SHEET, [correction(**parts)], place=PLACE)
    assert [None if pd.isna(cell) else cell for cell in mended.cells["Route"]] == routes
    assert [each.rows for each in notes] == [named]
    assert used == {1}
    assert list(SHEET.cells["Route"].fillna("-")) == ["Phone", "-", "Fax"]


@pytest.mark.parametrize("parts", [{"file": "other.csv"}, {"sheet": "List_7"}, {"field": "Colour"}])
def test_a_correction_of_another_file_sheet_or_field_is_passed_over(parts):
    mended, notes, used = apply(SHEET, [correction(**parts)], place=PLACE)
    assert (mended, notes, used) == (SHEET, (), frozenset())


def test_a_later_correction_sees_what_an_earlier_one_mended():
    second = correction(number=2, match={"Route": "Email"}, expect="Email", to="Letter")
    mended, _, used = apply(SHEET, [correction(), second], place=PLACE)
    assert list(mended.cells["Route"]) == ["Phone", "Letter", "Fax"]
    assert used == {1, 2}


@pytest.mark.parametrize(("is_date", "kind"), [(True, DATE), (False, TEXT)])
def test_a_mended_cell_is_of_the_kind_that_was_written(is_date, kind):
    numbered = replace(SHEET, kinds={"Route": np.array([NUMBER, TEXT, NUMBER], dtype=np.uint8)})
    mended, _, _ = apply(numbered, [correction(to="2012-05-01", to_is_date=is_date)], place=PLACE)
    assert list(mended.kind_of("Route")) == [NUMBER, kind, NUMBER]


def test_entries_are_numbered_and_paths_and_values_are_made_plain(tmp_path):
    (tmp_path / "corrections.yml").write_text(
        "corrections:\n"
        "- {file: 'a\\b.csv', match: {ID: 7}, field: On, from: 2012-05-01, to: 2012-05-02, reason: x}\n"
        "- {file: c.csv, match: {ID: ' 8 '}, field: On, expect: null, to: '2012-05-02', reason: 1}\n",
        encoding="utf-8",
    )
    first, second = read(tmp_path)
    assert (first.number, first.file, first.match, first.expect) == (1, "a/b.csv", {"ID": "7"}, "2012-05-01")
    assert (first.to, first.to_is_date, second.to_is_date) == ("2012-05-02", True, False)
    assert (second.number, second.match, second.expect, second.reason) == (2, {"ID": "8"}, "", "1")


def test_a_folder_without_corrections_has_none(tmp_path):
    assert read(tmp_path) == ()
    check_files((), files=[])
    check_used((), used=frozenset())


@pytest.mark.parametrize("text", ["- {to: 2012-02-30}", "- file: [", "- {file: '\\q'}"])
def test_corrections_that_yaml_cannot_hold_are_a_sentence_and_no_traceback(tmp_path, text):
    (tmp_path / "corrections.yml").write_text(text, encoding="utf-8")
    with pytest.raises(TurnCurveError, match=r"cannot be read \(corrections\.yml(: line 1)?\)|has no"):
        read(tmp_path)


@pytest.mark.parametrize("text", ["3", "words", "corrections: 3", "corrections: {file: a}", "other: [1]", "a: 1"])
def test_what_is_no_list_of_entries_is_a_sentence(tmp_path, text):
    (tmp_path / "corrections.yml").write_text(text, encoding="utf-8")
    with pytest.raises(TurnCurveError, match=r"the corrections are not a list \(corrections.yml\)"):
        read(tmp_path)


WHOLE = "file: a.csv, match: {ID: %s}, field: On, expect: %s, to: %s, reason: x"


@pytest.mark.parametrize("value", ["012", "yes", "No", "12:30", "1_000", "1e3", ".nan", "0x1F", "7"])
def test_a_value_is_what_the_cell_holds_to_the_letter(tmp_path, value):
    (tmp_path / "corrections.yml").write_text(f"- {{{WHOLE % (value, value, value)}}}\n", encoding="utf-8")
    (held,) = read(tmp_path)
    assert (held.match, held.expect, held.to) == ({"ID": value}, value, value)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (f"{WHOLE % (1, 2, 3)}, sheets: list_7", "has no place for 'sheets'"),
        (f"{WHOLE % (1, 2, 3)}, from: 2", "has no place for 'from'"),
        (WHOLE % ("[1, 2]", 2, 3), "holds more than one value for 'ID'"),
        (WHOLE % (1, "[2]", 3), "holds more than one value for 'expect'"),
        (WHOLE % (1, 2, "{a: 3}"), "holds more than one value for 'to'"),
        ((WHOLE % (1, 2, 3)).replace("reason: x", "reason: "), 'has no "reason"'),
        ((WHOLE % (1, 2, 3)).replace("file: a.csv", "file: [a.csv]"), 'has no "file"'),
        ((WHOLE % (1, 2, 3)).replace("field: On", "field: {On: 1}"), 'has no "field"'),
    ],
)
def test_an_entry_that_is_not_what_it_should_be_is_refused_by_its_number(tmp_path, entry, message):
    (tmp_path / "corrections.yml").write_text(f"- {{{entry}}}\n", encoding="utf-8")
    with pytest.raises(TurnCurveError, match=f"entry 1 of the corrections {message}") as refused:
        read(tmp_path)
    assert "Give each entry a file" in refused.value.remedy


@pytest.mark.parametrize("text", ["- 7\n", "- {}\n", "corrections: [words]\n"])
def test_an_entry_that_lacks_everything_is_named_by_its_number(tmp_path, text):
    (tmp_path / "corrections.yml").write_text(text, encoding="utf-8")
    with pytest.raises(TurnCurveError, match='entry 1 of the corrections has no "file"'):
        read(tmp_path)


def test_bytes_that_are_not_utf_8_are_a_sentence(tmp_path):
    (tmp_path / "corrections.yml").write_bytes(b"- {file: caf\xe9}")
    with pytest.raises(TurnCurveError, match="cannot be read"):
        read(tmp_path)
