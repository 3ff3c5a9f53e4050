"""The tracker's columns are found by the names that teams give them, on a sheet of any name."""

import pandas as pd
import pytest

from tests.support.council_files import day
from turncurve.ingest.files import read_file
from turncurve.ingest.identifiers import Key
from turncurve.ingest.snapshot import take


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
        ["Child ID", "Entered care", "Decision", "Matched", "Extract date"],
        ["1", *map(day, ("2011-01-10", "2011-06-01", "2011-01-09", "2013-03-31"))],
    ]
    council.workbook("tracker.xlsx", {"Adoption tracker": rows})
    council.ingest()
    assert council.rules() == [(2, "Matched", "order")]


def test_a_match_before_the_placement_order_is_legitimate(council):
    rows = [["Child ID", "Entered care", "Decision", "Placement order", "Matched"]]
    rows.append(["1", *map(day, ("2011-01-10", "2011-06-01", "2011-09-01", "2011-08-01"))])
    council.workbook("tracker.xlsx", {"Adoption tracker": rows})
    assert council.ingest().totals().loc["adoption_pathways", "loaded"] == 1


# the row's further cells                                                    field, rule
BACKWARDS = [
    ({"Placed": "2011-01-09"}, [("Placed", "order")]),
    ({"Adopted": "2011-01-09"}, [("Adopted", "order")]),
    ({"Placed": "2011-12-01", "Adopted": "2011-11-30"}, [("Adopted", "order")]),
    ({"Placed": "2011-12-01", "Adopted": "2011-12-01"}, []),
    ({"Matched": "2011-01-10"}, []),
]


@pytest.mark.parametrize(("cells", "wanted"), BACKWARDS)
def test_steps_that_run_backwards_are_refused_and_those_of_one_day_are_not(council, cells, wanted):
    rows = [["Extract date", "Child ID", "Entered care", "Decision", *cells]]
    rows.append([day("2013-03-31"), "1", day("2011-01-10"), day("2011-01-10"), *map(day, cells.values())])
    council.workbook("tracker.xlsx", {"Adoption tracker": rows})
    (file,) = take(council.raw)
    held = read_file(file, key=Key(b"a key of more than sixteen characters"))
    assert [(each.field, each.rule) for each in held.problems] == wanted
    assert held.offers[0].refused == len(wanted)


@pytest.mark.parametrize(
    ("answer", "counts", "rules"),
    [
        ("Yes", True, []),
        ("No", False, []),
        (None, False, []),
        ("perhaps", False, [(2, "Foster carer adoption", "unknown_code")]),
    ],
)
def test_a_foster_placement_counts_only_where_the_foster_carers_adopt(council, answer, counts, rules):
    rows = [["Extract date", "Child ID", "Entered care", "Decision", "Foster carer adoption", "Foster placement start"]]
    rows.append([day("2013-03-31"), "1", day("2011-01-10"), day("2011-06-01"), answer, day("2011-01-20")])
    council.workbook("tracker.xlsx", {"Adoption tracker": rows})
    council.ingest()
    (route,) = council.table("adoption_pathways").to_dict("records")
    assert pd.notna(route["foster_placement_on"]) is counts
    assert council.rules() == rules


PAST = ("Decision", "Placement order", "Matched", "Placed", "Adopted", "Plan changed", "Foster placement start")


@pytest.mark.parametrize("step", PAST)
@pytest.mark.parametrize(("on", "refused"), [("2013-05-01", False), ("2013-05-02", True), ("2014-01-01", True)])
def test_a_step_more_than_a_month_after_the_extract_cannot_have_happened(council, step, on, refused):
    names = ["Extract date", "Child ID", "Entered care", *dict.fromkeys(("Decision", step))]
    values = {"Decision": day("2011-06-01"), step: day(on)}
    row = [day("2013-03-31"), "1", day("2011-01-10"), *(values[name] for name in names[3:])]
    council.workbook("tracker.xlsx", {"Adoption tracker": [names, row]})
    lines = council.ingest().totals().loc["adoption_pathways"]
    assert lines["refused"] == int(refused)
    assert council.rules() == [(2, step, "after_extract")] * refused


# the row's further cells                                       field, rule and the date it should follow
DOUBTED = [
    ({"Decision": "2011-01-09"}, ("Decision", "step_order", "Entered care")),
    ({"Placement order": "2011-05-31"}, ("Placement order", "step_order", "Decision")),
    ({"Matched": "2011-05-31"}, ("Matched", "step_order", "Decision")),
    ({"Placed": "2011-05-31"}, ("Placed", "step_order", "Decision")),
    ({"Placement order": "2011-09-02", "Placed": "2011-09-01"}, ("Placed", "step_order", "Placement order")),
    ({"Matched": "2011-09-02", "Placed": "2011-09-01"}, ("Placed", "step_order", "Matched")),
    ({"Adopted": "2011-09-01", "Plan changed": "2011-09-02"}, ("Plan changed", "after_adoption", "")),
]


@pytest.mark.parametrize(("cells", "wanted"), DOUBTED)
def test_steps_out_of_order_are_named_with_the_date_they_should_follow_and_the_row_is_kept(council, cells, wanted):
    held = {"Decision": "2011-06-01", **cells}
    row = [day("2013-03-31"), "1", day("2011-01-10"), *map(day, held.values())]
    council.workbook("tracker.xlsx", {"Adoption tracker": [["Extract date", "Child ID", "Entered care", *held], row]})
    (file,) = take(council.raw)
    read = read_file(file, key=Key(b"a key of more than sixteen characters"))
    assert [(each.field, each.rule, each.follows) for each in read.problems] == [wanted]
    assert (wanted[2] in read.problems[0].sentence, read.problems[0].rows) == (True, (2,))
    assert (read.offers[0].refused, len(read.offers[0].rows)) == (0, 1)


def test_steps_of_one_day_are_in_order(council):
    names = ["Entered care", "Decision", "Placement order", "Matched", "Placed", "Adopted", "Plan changed"]
    row = [day("2013-03-31"), "1", *[day("2011-01-10")] * len(names)]
    council.workbook("tracker.xlsx", {"Adoption tracker": [["Extract date", "Child ID", *names], row]})
    council.ingest()
    assert council.rules() == []


@pytest.mark.parametrize(
    ("cells", "follows"),
    [
        ({"Placed": "2011-12-01", "Adopted": "2011-11-30"}, "Placed"),
        ({"Placed": "2011-12-01", "Adopted": "2011-01-09"}, "Entered care"),  # earlier than both, and named once
    ],
)
def test_a_row_refused_for_its_order_is_told_which_date_should_come_first(council, cells, follows):
    row = [day("2013-03-31"), "1", *[day("2011-01-10")] * 2, *map(day, cells.values())]
    names = ["Extract date", "Child ID", "Entered care", "Decision", *cells]
    council.workbook("tracker.xlsx", {"Adoption tracker": [names, row]})
    council.ingest()
    (problem,) = council.report("problems").to_dict("records")
    assert (problem["field"], problem["rule"]) == ("Adopted", "order")
    assert problem["sentence"].startswith(f'is earlier than "{follows}", the date')
    assert problem["sentence"].endswith("the row was refused")
