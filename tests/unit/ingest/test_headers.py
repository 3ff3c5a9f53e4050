"""Columns are matched to the standard's whatever their spelling, and to no other."""

import pytest

from turncurve.ingest.headers import match, plain, without_marks
from turncurve.reference.formats.specification import load

ANNEX = load("annex_a")
LIST_7, LIST_9 = ANNEX.table("list_7"), ANNEX.table("list_9")


@pytest.mark.parametrize(
    "header",
    [
        "Child Protection Plan Start Date",
        " child protection plan start date ",
        "CHILD PROTECTION PLAN START DATE:",
        "Child_Protection_Plan_Start_Date",
        "Child\u00a0Protection Plan\nStart Date",
        "CP plan start date",
    ],
)
def test_one_column_has_many_spellings(header):
    assert match([header], LIST_7).columns == {"Child Protection Plan Start Date": 0}


def test_curly_quotes_ampersands_and_yes_or_no_do_not_matter():
    assert plain("Child’s  Legal Status") == plain("Child's legal status")
    assert plain("A & E") == plain("a and e")
    assert plain("NFA (Y/N)") == plain("nfa")


@pytest.mark.parametrize(
    "header",
    [
        "Date",
        "Start Date",
        "Child Protection Plan",
        "Latest Date of Contact (old)",
        "Age group",
        "",
        "Child Protection Plan Start Date 2",
    ],
)
def test_a_header_that_only_resembles_a_column_is_left_out(header):
    assert match([header], LIST_7).columns == {}


def test_every_name_of_every_column_finds_that_column():
    for table in ANNEX.tables:
        for column in table.columns:
            assert all(match([name], table).columns == {column.name: 0} for name in (column.name, *column.also))


def test_columns_keep_their_positions_and_a_second_by_the_same_name_is_reported():
    found = match(["Gender", "Child ID", "", "Child Unique Identifier"], LIST_7)
    assert found.columns == {"Gender": 0, "Child Unique ID": 1}
    assert found.repeated == {"Child Unique ID": (3,)}


def test_the_standards_own_name_is_preferred_to_another():
    found = match(["Child ID", "Child Unique ID"], LIST_9)
    assert found.columns == {"Child Unique ID": 1}
    assert found.repeated == {}


# headers                                                        what they are without marks
MARKED = [
    (("Child Unique ID (Mosaic)", "Gender"), ("Child Unique ID", "Gender")),
    (("Child Unique ID [LCS]",), ("Child Unique ID",)),
    (("1. Child Unique ID", "2) Gender"), ("Child Unique ID", "Gender")),
    (("1. Child Unique ID (Azeus)", "2. Gender (Azeus)"), ("Child Unique ID", "Gender")),
    (("ID (Ours)", "Gender (Ours)", "Age (Ours)"), ("ID", "Gender", "Age")),
    (("1. Child Unique ID", "Gender"), ("1. Child Unique ID", "Gender")),
    (("Child Protection Plan End Date (planned)", "Gender"), ("Child Protection Plan End Date (planned)", "Gender")),
    (("End Date (planned)", "Start Date (planned)", "", ""), ("End Date (planned)", "Start Date (planned)", "", "")),
    (("2019", "", "(Mosaic)"), ("2019", "", "(Mosaic)")),
]


@pytest.mark.parametrize(("headers", "bare"), MARKED)
def test_numbers_and_systems_names_are_taken_off_and_nothing_that_says_what_a_column_holds(headers, bare):
    assert without_marks(headers) == bare


def test_a_marked_column_is_found_and_one_without_a_mark_comes_first():
    marked = ["1. Child Unique ID (Mosaic)", "2. Gender (Mosaic)"]
    assert match(marked, LIST_7).columns == {"Child Unique ID": 0, "Gender": 1}
    assert match(["Gender (Mosaic)", "Gender"], LIST_7).columns == {"Gender": 1}
    assert match(["Gender (planned)"], LIST_7).columns == {}
