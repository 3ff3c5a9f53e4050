"""The mapping report names each column of the file and of the template once."""

from tests.support.council_files import CHILD, day


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
