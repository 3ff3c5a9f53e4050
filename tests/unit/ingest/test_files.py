"""One file gives what its sheets hold, and two columns by one name are refused."""

import pytest

from tests.support.council_files import CHILD, day
from turncurve.errors import RefusedInputError
from turncurve.ingest.cin_census import INHERITED
from turncurve.ingest.corrections import Correction
from turncurve.ingest.files import RECIPES, read_file
from turncurve.ingest.identifiers import Key
from turncurve.ingest.snapshot import take
from turncurve.reference.formats.specification import load

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


LOG = "Received,Child ID,Route\n{},1,Phone\n"
END = "Child Protection Plan End Date"
PLANS = [CHILD, START]


# file                                           the date and edition that its rows bear
DATED = [
    ("log.csv", "2012-05-01", "contact_log/log"),
    ("logs/2012-06-30/log.csv", "2012-06-30", "contact_log/2012-06-30"),
    ("log 2012-06-30.csv", "2012-06-30", "contact_log/2012-06-30"),
    ("logs/log.csv", "2012-05-01", "contact_log/log"),
    ("logs/spring/log.csv", "2012-05-01", "contact_log/spring"),
]


@pytest.mark.parametrize(("file", "extracted_on", "edition"), DATED)
def test_the_date_and_edition_of_rows_come_from_the_path_else_from_the_last_event(council, file, extracted_on, edition):
    council.text(file, LOG.format("01/05/2012"))
    (offer,) = only_file(council).offers
    assert (offer.place.extracted_on, offer.place.edition) == (day(extracted_on), edition)


TRACKER = ["Child ID", "Entered care", "Decision"]
STEP = ["1", day("2011-01-10"), day("2011-07-01")]
# rows of the sheet                                                                            the extract's date
STATED = [
    ([["Extract date", day("2013-03-31")], TRACKER, STEP], "2013-03-31"),
    ([["Tracker", None, "EXTRACT DATE:", "31/03/2013"], TRACKER, STEP], "2013-03-31"),
    ([["Extract date", 41364], TRACKER, STEP], "2013-03-31"),
    ([["As at", day("2013-03-31")], TRACKER, STEP], "2013-03-31"),
    ([[*TRACKER, "Extract date"], [*STEP, day("2013-03-31")]], "2013-03-31"),
    ([[*TRACKER, "Extract date"], [*STEP, day("2013-03-30")], [*STEP, day("2013-03-31")]], "2013-03-31"),
    # Where nothing states it, the date is that of the last event.
    ([["Extract date", "soon"], TRACKER, STEP], "2011-07-01"),
    ([["Extract date", None], TRACKER, STEP], "2011-07-01"),
    ([["Printed on", day("2013-03-31")], TRACKER, STEP], "2011-07-01"),
    ([[*TRACKER, "Extract date"], [*STEP, None]], "2011-07-01"),
]


@pytest.mark.parametrize(("rows", "stated"), STATED)
def test_the_extracts_date_may_stand_above_the_header_or_in_a_column_of_its_own(council, rows, stated):
    council.workbook("tracker.xlsx", {"Adoption tracker": rows})
    assert {each.place.extracted_on for each in only_file(council).offers} == {day(stated)}


# file                               rows of the sheet                                    row of the header, if named
UNDATED = [
    ("tracker.xlsx", [TRACKER, STEP], 1),
    ("tracker.xlsx", [["Extract date", "soon"], TRACKER, STEP], 2),
    ("tracker.xlsx", [[*TRACKER, "Extract date"], [*STEP, None]], 1),
    ("tracker.xlsx", [[*TRACKER, "Extract date"], [*STEP, day("2013-03-31")]], None),
    ("tracker 2013-03-31.xlsx", [TRACKER, STEP], None),
]


@pytest.mark.parametrize(("file", "rows", "header"), UNDATED)
def test_a_tracker_that_does_not_say_when_it_stood_is_named_at_ingest(council, file, rows, header):
    council.workbook(file, {"Adoption tracker": rows})
    read = only_file(council)
    named = [(each.rows, each.field, each.rule) for each in read.problems]
    assert named == ([((header,), "Extract date", "no_extract_date")] if header else [])
    assert ("so no forecast can be made from it." in read.sentence) is (header is not None)
    assert [(each.read, each.refused) for each in read.offers] == [(1, 0)]


def test_a_log_without_an_extract_date_is_no_problem(council):
    council.text("log.csv", LOG.format("01/05/2012"))
    assert only_file(council).problems == ()


# sheets                                                                            the sentence
SENTENCES = [
    ({"List 7": [PLANS, ["1", day("2012-05-15")]]}, "Taken for: Annex A child-level lists: list_7 (List 7)."),
    (
        {"Cover": [["Annex A"]], "List 7": [PLANS, ["1", day("2012-05-15")]]},
        "Taken for: Annex A child-level lists: list_7 (List 7). Sheets left alone: Cover.",
    ),
    ({"Sheet1": [["name", "colour"], ["Tibbles", "tabby"]]}, "Left alone: a table of no kind that is read here."),
    (
        {"Sheet1": [["time_period", "time_identifier", "geographic_level"]]},
        "Left alone: a file of the Department's open data; published figures have their own folder.",
    ),
]


@pytest.mark.parametrize(("sheets", "sentence"), SENTENCES)
def test_each_file_is_summed_up_in_a_sentence(council, sheets, sentence):
    council.workbook("a.xlsx", sheets)
    assert only_file(council).sentence == sentence


def test_a_log_is_summed_up_without_the_name_of_a_sheet(council):
    council.text("log.csv", LOG.format("01/05/2012"))
    assert only_file(council).sentence == "Taken for: Contact log: contacts."


@pytest.mark.parametrize("kind", sorted(RECIPES))
def test_each_kind_of_file_has_recipes_of_tables_that_its_standard_has(kind):
    standard = load(kind)
    assert RECIPES[kind]
    for key, recipes in RECIPES[kind].items():
        names = {column.name for column in standard.table(key).columns}
        for recipe in recipes:
            inherited = INHERITED.get(key, ()) if kind == "cin_census" else ()
            assert {*recipe.fields.values(), *recipe.born} <= names | set(inherited)
            assert set(recipe.required) <= set(recipe.fields)
            assert {name for pair in recipe.order for name in pair} <= set(recipe.fields)


# the further column's cells                             is the file refused
AGAIN = [
    ([day("2012-05-15"), day("2012-06-15")], False),
    ([day("2012-05-15"), None], True),
    ([None, None], True),
    (["2012-05-15", "2012-06-15"], False),
    ([day("2012-06-15"), day("2012-05-15")], True),
]


@pytest.mark.parametrize(("cells", "is_refused"), AGAIN)
def test_a_column_that_is_there_twice_must_say_the_same_in_every_row(council, cells, is_refused):
    first = [day("2012-05-15"), day("2012-06-15")]
    rows = [[str(number), one, two] for number, (one, two) in enumerate(zip(first, cells, strict=True))]
    council.workbook("a.xlsx", {"List 7": [[*PLANS, START], *rows]})
    if is_refused:
        with pytest.raises(RefusedInputError, match="two columns may be"):
            only_file(council)
    else:
        assert only_file(council).offers[0].read == 2


def test_a_column_that_is_there_twice_and_is_not_needed_harms_nothing(council):
    council.workbook("a.xlsx", {"List 7": [[*PLANS, "Gender", "Gender"], ["1", day("2012-05-15"), "M", "F"]]})
    assert only_file(council).offers[0].read == 1


def test_identifiers_of_every_sheet_are_in_the_map(council):
    referral = "Date of referral"
    sheets = {"List 7": [PLANS, ["1", day("2012-05-15")]], "List 3": [[CHILD, referral], ["2", day("2012-05-01")]]}
    council.workbook("a.xlsx", sheets)
    held = only_file(council).identifiers
    assert sorted(held["identifier"]) == ["1", "2"]
    assert set(held["kind"]) == {"child"}


def test_a_correction_reaches_a_column_that_is_not_needed_and_is_counted_as_used(council):
    council.workbook("a.xlsx", {"List 7": [[*PLANS, "Gender", END], ["1", day("2012-05-15"), "M", None]]})
    (file,) = take(council.raw)
    mend = Correction(3, "a.xlsx", "", {"Gender": "M"}, START, "2012-05-15", "2012-05-16", True, "SYNTHETIC")
    held = read_file(file, key=KEY, corrections=[mend])
    assert held.corrections_used == {3}
    assert list(held.offers[0].rows["started_on"].dt.date) == [day("2012-05-16")]
    assert [each.rule for each in held.problems] == ["corrected"]
    assert read_file(file, key=KEY).corrections_used == frozenset()


def test_the_same_file_is_read_alike_every_time(council):
    council.workbook("a.xlsx", {"List 7": [PLANS, ["1", day("2012-05-15")], ["2", "15/05/12"]]})
    one, two = only_file(council), only_file(council)
    assert one.problems == two.problems
    assert one.offers[0].rows.equals(two.offers[0].rows)
    assert one.mapping == two.mapping


# name of the file, its content                       kind
KINDS = [
    ("log.csv", LOG.format("01/05/2012"), "contact_log"),
    ("903.csv", "CHILD,DECOM,RNE,LS,CIN,PLACE\n1,10/01/2011,S,C2,N1,U6\n", "ssda903"),
    ("notes.md", "# Notes\n", "unknown"),
    ("table.csv", "name,colour\nTibbles,tabby\n", "unknown"),
    ("open.csv", "time_period,time_identifier,geographic_level\n2024,Year,National\n", "dfe_open_data"),
    ("other.xml", "<Recipe/>", "unknown"),
]


@pytest.mark.parametrize(("file", "content", "kind"), KINDS)
def test_only_files_of_a_known_kind_give_anything(council, file, content, kind):
    council.text(file, content)
    held = only_file(council)
    assert held.kind == kind
    assert bool(held.offers) == (kind not in {"unknown", "dfe_open_data"})
    assert held.sentence.startswith("Taken for: " if held.offers else "Left alone: ")


def test_rows_of_the_sheets_of_one_file_bear_their_own_sheet_and_one_edition(council):
    sheets = {"List 7": [PLANS, ["1", day("2012-05-15")]], "List 3": [[CHILD, "Date of referral"], ["2", "01/05/2012"]]}
    council.workbook("annex_a/2012-09-30/a.xlsx", sheets)
    places = [offer.place for offer in only_file(council).offers]
    assert [(place.part, place.table) for place in places] == [("List 7", "list_7"), ("List 3", "list_3")]
    assert {(place.edition, place.extracted_on) for place in places} == {("annex_a/2012-09-30", day("2012-09-30"))}


def test_a_file_without_a_date_of_any_kind_has_none(council):
    council.text("log.csv", LOG.format("soon"))
    (offer,) = only_file(council).offers
    assert (offer.place.extracted_on, offer.read, offer.refused) == (None, 1, 1)
