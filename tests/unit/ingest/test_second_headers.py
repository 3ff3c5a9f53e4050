"""Headers below the first are found by the names in them, and read only where they have the same columns."""

import pytest

from turncurve.ingest import delimited, second_headers
from turncurve.ingest.recognise import recognise
from turncurve.ingest.sheet import below_header
from turncurve.reference.formats.specification import load

LOG = load("contact_log").table("contacts")
FIRST = "Received,Child ID,Route,From whom"
WANTED = {"Received": 0, "Child ID": 1, "Route": 2, "From whom": 3}


def grid_of(*lines):
    return delimited.read("\n".join((FIRST, *lines, "")).encode(), file="a.csv")


def found(*lines):
    held = second_headers.of(grid_of(*lines), header=0, columns=WANTED, table=LOG)
    return [(each.position, each.has_moved, each.columns) for each in held]


MOVED = {"Received": 3, "Child ID": 0, "Route": 2, "From whom": 1}
CALL = "13/04/2012,71,Phone,Police"
# lines below the first header                                  headers found
SHEETS = [
    ((CALL,), []),
    ((CALL, FIRST), [(2, False, WANTED)]),
    (("Child ID,From whom,Route,Received", CALL), [(1, True, MOVED)]),
    (("CHILD ID,from whom,Route,received",), [(1, True, MOVED)]),
    (("Child ID,From whom,Route,Other",), [(1, True, None)]),
    (("Child ID,From whom,Route,Route",), [(1, True, None)]),
    (("Child ID,From whom,Route,Received", CALL, FIRST), [(1, True, MOVED), (3, True, WANTED)]),
    (("13/04/2012,71,Route,Police",), []),
    ((",,Route,",), []),
]


@pytest.mark.parametrize(("lines", "wanted"), SHEETS)
def test_a_header_further_down_is_found_and_whether_its_columns_have_moved(lines, wanted):
    assert found(*lines) == wanted


def test_the_rows_below_a_moved_header_are_read_by_it_and_those_of_another_are_unfit():
    lines = (
        CALL,
        "Child ID,From whom,Route,Received",
        "72,School,Email,14/04/2012",
        "Child ID,Route,Who,Where",
        "1,2,3,4",
    )
    sheet = below_header(grid_of(*lines), header=0, columns=WANTED, table=LOG)
    assert list(sheet.cells.loc[2]) == ["14/04/2012", "72", "Email", "School"]
    assert {rule: mask.tolist() for rule, mask in sheet.unfit.items()} == {
        "columns_moved": [False, True, False, False, False],
        "other_header": [False, False, False, True, True],
    }


def test_a_header_within_the_first_rows_is_no_second_one_of_itself():
    content = "\n".join(("Contacts of the year", "", FIRST, CALL, "")).encode()
    (match,) = recognise(content, file="logs/a.csv").sheets
    assert second_headers.of(match.grid, header=match.header, columns=match.columns, table=match.table) == ()
