"""The workbooks that coders of contacts fill."""

import openpyxl
import pytest

from turncurve.publish.contact_workbook import DRAW_HEADERS, HEADERS, HOW_TO_FILL, write_contact_workbook
from turncurve.reference.formats.specification import load
from turncurve.tables.initial_access import DemandCode, InitialAccess

LINES = [("C20130131-0001", "first", "02/01/2013 09:00; K1; phone"), ("C20130131-0001", "second", "the same")]
DRAW = [DRAW_HEADERS, ("C20130131-0001", "31/01/2013", "a concern", 90, 10, "6")]
FRAME = InitialAccess(coding_frame=(DemandCode("V1", "A new concern", "value"),), could_go_to=("Housing", "Early help"))


@pytest.fixture
def book(tmp_path):
    def make(frame=FRAME, name="one.xlsx"):
        path = tmp_path / name
        write_contact_workbook(path, LINES, draw=DRAW, label="Testshire (SYNTHETIC)", frame=frame)
        return openpyxl.load_workbook(path)

    return make


def test_each_coding_is_a_row_with_what_its_contact_is_found_by_and_blanks_to_fill(book):
    rows = list(book()["Codings"].iter_rows(values_only=True))
    assert rows[0] == HEADERS
    assert rows[1] == ("C20130131-0001", "31/01/2013", "first", LINES[0][2], None, None, None)
    assert rows[2][2] == "second"


def test_only_what_is_to_be_filled_can_be_changed(book):
    sheet = book()["Codings"]
    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[2]] == [True, True, True, True, False, False, False]


def test_codes_and_destinations_are_chosen_from_the_council_s_own_lists(book):
    rules = book()["Codings"].data_validations.dataValidation
    assert [(each.formula1, str(each.sqref)) for each in rules] == [
        ('"V1"', "F2:F3"),
        ('"Housing,Early help"', "G2:G3"),
    ]


@pytest.mark.parametrize("places", [(), ("Housing, adult",), tuple(f"Agency {n}" for n in range(60))])
def test_no_list_is_offered_where_there_is_none_or_a_cell_cannot_hold_it(book, places):
    assert book(InitialAccess(could_go_to=places))["Codings"].data_validations.dataValidation == []


def test_the_record_of_the_draw_is_in_it_out_of_sight(book):
    sheet = book()["Contacts drawn"]
    assert sheet.sheet_state == "hidden"
    assert [tuple(row) for row in sheet.iter_rows(values_only=True)] == DRAW


def test_the_guide_names_the_council_and_says_what_each_code_means(book):
    said = [row[0] for row in book()["How to fill"].iter_rows(values_only=True)]
    assert said == ["Testshire (SYNTHETIC)", *HOW_TO_FILL, "V1: A new concern (value)"]


def test_what_is_filled_are_columns_by_which_it_is_read_back(book):
    known = {each.name for each in load("contact_coding").table("codings").columns}
    assert known <= set(HEADERS)


def test_the_same_draw_makes_the_same_bytes(book, tmp_path):
    book(name="one.xlsx")
    book(name="two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
