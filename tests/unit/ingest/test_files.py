"""One file gives what its sheets hold, and two columns by one name are refused."""

import pytest

from tests.support.council_files import CHILD, day
from turncurve.errors import RefusedInputError
from turncurve.ingest.files import read_file
from turncurve.ingest.identifiers import Key
from turncurve.ingest.snapshot import take

KEY = Key(b"a key of more than sixteen characters")
START = "Child Protection Plan Start Date"


def only_file(council):
    (file,) = take(council.raw)
    return read_file(file, key=KEY)


def test_the_sentence_says_what_the_file_was_taken_for_and_what_was_left(council):
    council.workbook("a.xlsx", {"List 7": [[CHILD, START], ["1", day("2012-05-15")]], "Notes": [["x"]]})
    assert (
        only_file(council).sentence
        == "Taken for: Annex A child-level lists: list_7 (List 7). Sheets left alone: Notes."
    )


def test_a_table_whose_column_the_file_lacks_is_offered_nothing(council):
    council.workbook("a.xlsx", {"List 7": [[CHILD, START], ["1", day("2012-05-15")]]})
    assert [offer.table for offer in only_file(council).offers] == ["cp_plans"]


def test_a_second_column_by_the_same_name_is_refused_where_it_differs(council):
    council.workbook("a.xlsx", {"List 7": [[CHILD, START, START], ["1", day("2012-05-15"), day("2012-05-16")]]})
    with pytest.raises(RefusedInputError, match=rf'two columns may be "{START}".*List 7, row 1'):
        only_file(council)


def test_a_second_column_by_the_same_name_is_passed_over_where_it_is_the_same(council):
    council.workbook("a.xlsx", {"List 7": [[CHILD, START, START], ["1", day("2012-05-15"), day("2012-05-15")]]})
    assert [(offer.table, offer.read) for offer in only_file(council).offers] == [("cp_plans", 1)]


def test_a_file_that_states_no_date_is_as_old_as_its_last_event(council):
    council.text("log.csv", "Received,Route\n01/05/2012,Phone\n17/06/2012 10:00,Phone\n")
    (offer,) = only_file(council).offers
    assert offer.place.extracted_on == day("2012-06-17")


def test_a_file_left_alone_gives_nothing_but_a_sentence(council):
    council.text("notes.txt", "remember the milk\n")
    read = only_file(council)
    assert (read.kind, read.offers, read.mapping) == ("unknown", (), ())
