"""The mapping report names each column of the file and of the template once."""

import pytest

from tests.support.council_files import CHILD, day
from turncurve.ingest import mapping
from turncurve.ingest.place import Place
from turncurve.ingest.recognise import recognise
from turncurve.ingest.sheet import below_header


def test_each_column_is_accounted_for(council):
    start = "Child Protection Plan Start Date"
    council.annex_a(title="List {}", above=[["List 7"]], list_7=[{CHILD: "1", start: day("2012-05-15"), "Ward": "x"}])
    council.ingest()
    lines = council.report("mapping").set_index("column")
    assert set(lines["taken_for"]) == {"annex_a list_7"}
    assert set(lines["header_row"]) == {"2"}
    assert lines.loc[start, "read_as"] == "dates of the workbook"
    assert lines.loc["Gender", "read_as"] == "not needed"
    assert lines.loc["", "header"] == "Ward"


def test_the_items_of_a_census_are_accounted_for_too(council):
    council.census(children=[{"id": "1", "details": [{"CINreferralDate": "2011-05-01", "ReferralNFA": "0"}]}])
    council.ingest()
    lines = council.report("mapping").set_index(["part", "column"])
    assert lines.loc[("CINdetails", "CINreferralDate"), "read_as"] == "year first (ISO)"
    assert lines.loc[("CINdetails", "PrimaryNeedCode"), "read_as"] == "not in the file"


PLACE = Place("a.csv", "", "contact_log", "contacts", "contact_log/a", None)
USED = ("Received", "Child ID", "Route", "Received")


def lines(content, *, stated=None):
    """Return the mapping of a log as (standard's column, file's header, how it was read)."""
    (matched,) = recognise(content, file="a.csv").sheets
    needed = {name: place for name, place in matched.columns.items() if name in USED}
    sheet = below_header(matched.grid, header=matched.header, columns=needed)
    found = mapping.of_sheet(sheet, place=PLACE, stated=stated or {}, used=USED, matched=matched)
    assert {each.header_row for each in found} == {matched.header + 1}
    return [(each.column, each.header, each.read_as) for each in found]


# the file                                       what is said of each column
LOGS = [
    (
        b"Received,Child ID,Route\n",
        [("Received", "Received", "how"), ("Child ID", "Child ID", ""), ("Route", "Route", "")],
    ),
    (
        b"Date received,Route,Reason\n",
        [
            ("Received", "Date received", "how"),
            ("Route", "Route", ""),
            ("Reason", "Reason", "not needed"),
            ("Child ID", "", "not in the file"),
        ],
    ),
    (
        b"Title\nReceived,,Colour,Child ID,Route\n",
        [
            ("Received", "Received", "how"),
            ("Child ID", "Child ID", ""),
            ("Route", "Route", ""),
            ("", "Colour", "not a column of the template: not used"),
        ],
    ),
]


@pytest.mark.parametrize(("content", "wanted"), LOGS)
def test_columns_are_found_absent_or_not_of_the_template_and_each_is_named_once(content, wanted):
    assert lines(content, stated={"Received": "how"}) == wanted


def test_the_report_has_a_row_a_column_and_says_where_it_is():
    table = mapping.table_of([mapping.ColumnMapping(PLACE, 1, "Received", "Date", "day first")])
    assert table.to_dict("records") == [
        {
            "file": "a.csv", "part": "", "taken_for": "contact_log contacts", "header_row": 1, "column": "Received",
            "header": "Date", "read_as": "day first",
        }
    ]  # fmt: skip
    assert list(mapping.table_of([]).columns) == mapping.COLUMNS
