"""The tracker's columns are found by the names that teams give them, on a sheet of any name."""

from tests.support.council_files import day


def test_other_names_of_the_columns_are_read(council):
    rows = [["Person ID", "Date entered care", "ADM decision", "PO date", "Matching date", "Foster placement started"]]
    rows.append(["1", *map(day, ("2011-01-10", "2011-06-01", "2011-09-01", "2011-11-01", "2011-01-20"))])
    council.workbook("children waiting.xlsx", {"March": rows})
    council.ingest()
    (route,) = council.table("adoption_pathways").to_dict("records")
    dates = [route[name].date() for name in ("entered_care_on", "decided_on", "placement_order_on", "matched_on")]
    assert dates == [day("2011-01-10"), day("2011-06-01"), day("2011-09-01"), day("2011-11-01")]
    assert route["foster_placement_on"].date() == day("2011-01-20")


def test_a_match_before_care_was_entered_is_refused_by_row(council):
    rows = [
        ["Child ID", "Entered care", "Decision", "Matched"],
        ["1", *map(day, ("2011-01-10", "2011-06-01", "2011-01-09"))],
    ]
    council.workbook("tracker.xlsx", {"Adoption tracker": rows})
    council.ingest()
    assert council.rules() == [(2, "Matched", "order")]


def test_a_match_before_the_placement_order_is_legitimate(council):
    rows = [["Child ID", "Entered care", "Decision", "Placement order", "Matched"]]
    rows.append(["1", *map(day, ("2011-01-10", "2011-06-01", "2011-09-01", "2011-08-01"))])
    council.workbook("tracker.xlsx", {"Adoption tracker": rows})
    assert council.ingest().totals().loc["adoption_pathways", "loaded"] == 1
