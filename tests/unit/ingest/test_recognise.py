"""A file is recognised by its content, and what is not ours is named as what it is."""

import pytest

from tests.support.council_files import CHILD, day, list_rows
from turncurve.errors import RefusedInputError
from turncurve.ingest.recognise import recognise

LOG = b"Received,Child ID,Route\n01/05/2012,1,Phone\n"


def of_workbook(council, sheets, *, file="a.xlsx"):
    return recognise(council.workbook("a.xlsx", sheets).read_bytes(), file=file)


# content                                                                  file          kind
TEXTS = [
    (LOG, "x.csv", "contact_log"),
    (LOG, "annex_a.txt", "contact_log"),
    (b"CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n", "x.csv", "ssda903"),
    (b"CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED\n", "x.csv", "ssda903"),
    (b"Programme,Audit date,File,Auditor,Standard,Criterion,Answer\n", "x.csv", "audit_return"),
    (b"time_period,time_identifier,geographic_level,la_name\n", "x.csv", "dfe_open_data"),
    (b"name,colour\nTibbles,tabby\n", "x.csv", "unknown"),
    (b"<?xml version='1.0'?><!-- made --><Message><Children/></Message>", "x.xml", "cin_census"),
    (b"<c:Message xmlns:c='urn:x'/>", "x.xml", "cin_census"),
    (b"<Recipe/>", "x.xml", "unknown"),
    (b"\x89PNG\r\n", "x.png", "unknown"),
    (b"%PDF-1.7", "x.pdf", "unknown"),
    (b"PK\x03\x04 a document of words", "x.docx", "unknown"),
]


@pytest.mark.parametrize(("content", "file", "kind"), TEXTS)
def test_a_file_is_taken_for_what_its_content_is(content, file, kind):
    assert recognise(content, file=file).kind == kind


@pytest.mark.parametrize("title", ["List_7", "List 7", "List7", "LIST 7 - Child protection", "Sheet1"])
@pytest.mark.parametrize("above", [[], [["List 7: Child protection"]], [["Exampleshire"], [], ["As at 30/09/2012"]]])
def test_a_list_of_annex_a_is_found_under_any_title_with_its_header_on_any_of_the_first_rows(council, title, above):
    rows = list_rows("list_7", [{CHILD: "1", "Child Protection Plan Start Date": day("2012-05-15")}])
    found = of_workbook(council, {title: [*above, *rows], "Guidance": [["Read me"]]})
    assert (found.kind, [sheet.table.key for sheet in found.sheets], found.left_alone) == (
        "annex_a",
        ["list_7"],
        ("Guidance",),
    )
    assert found.sheets[0].header == len(above)


def test_every_list_is_told_from_every_other_by_its_columns(council):
    keys = [f"list_{number}" for number in range(1, 12)]
    found = of_workbook(council, {f"Sheet{number}": list_rows(key, []) for number, key in enumerate(keys)})
    assert [sheet.table.key for sheet in found.sheets] == keys


def test_a_send_annex_a_is_refused_as_what_it_is(council):
    rows = [["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "EHC plan issued", "SEN primary need"]]
    with pytest.raises(RefusedInputError, match=r"special educational needs.*a\.xlsx.*lists 1 to 11"):
        of_workbook(council, {"List 1": rows})


def test_a_list_without_a_column_that_it_needs_is_refused_by_the_columns_name(council):
    rows = list_rows("list_7", [])
    rows[0][rows[0].index("Child Protection Plan Start Date")] = "Began"
    with pytest.raises(RefusedInputError, match=r'no column "Child Protection Plan Start Date".*List_7, row 1'):
        of_workbook(council, {"List_7": rows})


def test_a_list_that_nothing_is_made_from_may_lack_its_columns(council):
    rows = list_rows("list_6", [])
    rows[0][rows[0].index("CIN Start Date")] = "Began"
    plans = list_rows("list_7", [])
    found = of_workbook(council, {"List_6": rows, "List_7": plans})
    assert found.left_alone == ("List_6",)


# content                               file        the message says
REFUSED = [
    (LOG, "x.xlsx", r"ends in \.xlsx, but its content is text"),
    (b"PK\x03\x04", "x.csv", r"ends in \.csv, but its content is a workbook"),
    (b"<html><table></table></html>", "x.xls", "its content is a web page"),
    (b"%PDF-1.7", "x.xlsx", "its content is a PDF document"),
    (LOG, "x.xml", "its content is text"),
    (b"<Message/>", "x.csv", "its content is XML"),
    (b"", "x.csv", "the file is empty"),
    (b"<!DOCTYPE m [<!ENTITY a 'b'>]><Message/>", "x.xml", "defines entities"),
]


@pytest.mark.parametrize(("content", "file", "message"), REFUSED)
def test_a_file_that_is_not_what_it_says_is_refused(content, file, message):
    with pytest.raises(RefusedInputError, match=message) as stopped:
        recognise(content, file=file)
    assert file in str(stopped.value)
    assert stopped.value.remedy


def test_a_table_is_not_recognised_by_the_columns_that_all_lists_share(council):
    rows = [["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Allocated Team"]]
    assert of_workbook(council, {"Children": rows}).kind == "unknown"


# the columns of a text file                                                      the kind and table
HEADERS = [
    ("Received,Route", "contact_log", "contacts"),
    ("DATE RECEIVED;CHANNEL", "contact_log", "contacts"),
    ("Child ID\tEntered care\tDecision", "adoption_tracker", "tracker"),
    ("CHILD,DECOM,RNE,LS,CIN,PLACE", "ssda903", "episodes"),
    ("child|decom|rne|ls|cin|place", "ssda903", "episodes"),
    ("CHILD,SEX,DOB,ETHNIC", "ssda903", "header"),
    ("CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE", "ssda903", "ad1"),
    ("Child Unique ID,Date of referral,Referral Source", "annex_a", "list_3"),
    ("Child Unique ID,Child Protection Plan Start Date", "annex_a", "list_7"),
]


@pytest.mark.parametrize(("header", "kind", "table"), HEADERS)
def test_a_table_is_known_by_its_columns_in_any_spelling_and_delimiter(header, kind, table):
    found = recognise(f"{header}\n".encode(), file="anything.csv")
    assert (found.kind, [each.table.key for each in found.sheets]) == (kind, [table])


@pytest.mark.parametrize("above", range(12))
def test_a_header_is_looked_for_among_the_first_ten_rows(above):
    found = recognise(b"about the log\n" * above + LOG, file="x.csv")
    assert [each.header for each in found.sheets] == ([above] if above < 10 else [])
    assert found.kind == ("contact_log" if above < 10 else "unknown")


def test_the_row_with_most_of_the_columns_is_the_header():
    found = recognise(b"Received,Route\n" + b"Received,Child ID,Route,From whom\n01/05/2012,1,Phone,6\n", file="x.csv")
    assert found.sheets[0].header == 1


def test_a_file_is_of_the_kind_of_most_of_its_sheets(council):
    plans = list_rows("list_7", [])
    referrals = list_rows("list_3", [])
    log = [["Received", "Route", "From whom"]]
    found = of_workbook(council, {"List 7": plans, "Log": log, "List 3": referrals})
    assert found.kind == "annex_a"
    assert [each.format.key for each in found.sheets] == ["annex_a", "contact_log", "annex_a"]


def test_positions_of_columns_and_of_those_by_the_same_name_are_told():
    content = b"Route,Received,Route,Date received,Colour\n"
    (match,) = recognise(content, file="x.csv").sheets
    assert match.columns == {"Received": 1, "Route": 0}
    assert match.repeated == {"Route": (2,)}


# the XML                                                                    the kind
ROOTS = [
    ("<Message/>", "cin_census"),
    ("<?xml version='1.0'?>\n<?go on?>\n<Message/>", "cin_census"),
    ("<!-- <Recipe> --><Message/>", "cin_census"),
    (f"<!--{'x' * 9000}--><Message/>", "cin_census"),
    ("<a:Message xmlns:a='urn:x'/>", "cin_census"),
    ("<Message xmlns='urn:x'><cut", "cin_census"),
    ("<message/>", "unknown"),
    ("<Messages/>", "unknown"),
    ("<!-- <Message/> --><Recipe/>", "unknown"),
    (f"<!--<Message/>{'x' * 9000}--><Recipe/>", "unknown"),
    ("<", "unknown"),
]


@pytest.mark.parametrize(("text", "kind"), ROOTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_return_in_xml_is_known_by_its_root_and_not_by_a_comment(text, kind, encoding):
    assert recognise(text.encode(encoding), file="x.xml").kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE Message><Message/>",
        "<!DocType Message><Message/>".replace("DocType", "DOCTYPE"),
        f"<!--{'x' * 9000}--><!DOCTYPE Message><Message/>",
        f"<?xml version='1.0'?><!--{'x' * 9000}--><!DOCTYPE m [<!ENTITY a 'b'>]><Message/>",
        f"<!--{'x' * 9000}--><!DOCTYPE r><Recipe/>",
    ],
)
def test_a_document_type_is_refused_however_far_down_it_stands(text):
    with pytest.raises(RefusedInputError, match=r"defines entities of its own.*x\.xml"):
        recognise(text.encode(), file="x.xml")


# ending    contents that it may not have
ENDINGS = {
    ".csv": [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.4", b"<Message/>", b"<html></html>"],
    ".TXT": [b"PK\x03\x04", b"%PDF-1.4", b"<!doctype html><p>"],
    ".tsv": [b"<?xml version='1.0'?><a/>"],
    ".xlsx": [b"a,b\n", b"%PDF-1.4", b"<Message/>", b"\xff\xfea\x00"],
    ".ods": [b"a,b\n"],
    ".xlsm": [b"<HTML>"],
    ".XML": [b"a,b\n", b"PK\x03\x04", b"<html></html>"],
}


@pytest.mark.parametrize(("ending", "content"), [(ending, each) for ending, held in ENDINGS.items() for each in held])
def test_no_ending_may_contradict_the_content(ending, content):
    with pytest.raises(RefusedInputError, match="but its content is") as stopped:
        recognise(content, file=f"a{ending}")
    assert f"ends in {ending.casefold()}" in str(stopped.value)


@pytest.mark.parametrize("ending", [".csv", ".txt", ".xlsx", ".xls", ".xml", ".ods"])
@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\x00" * 20, b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_of_any_known_ending_is_refused_as_empty(ending, content):
    with pytest.raises(RefusedInputError, match="the file is empty"):
        recognise(content, file=f"a{ending}")


@pytest.mark.parametrize("words", ["EHCP", "EHC plan", "SEND", "Education, Health and Care plan", "SEN support"])
def test_special_educational_needs_are_known_in_any_of_their_names(council, words):
    with pytest.raises(RefusedInputError, match="special educational needs"):
        of_workbook(council, {"Sheet1": [["Name", words], ["x", "y"]]})


@pytest.mark.parametrize("words", ["sends", "Sender", "Sense check", "Essen"])
def test_words_that_only_begin_alike_are_not_special_educational_needs(council, words):
    assert of_workbook(council, {"Sheet1": [["Name", words], ["x", "y"]]}).kind == "unknown"


@pytest.mark.parametrize(
    ("title", "is_refused"),
    [("List_7", True), ("List 7", True), ("list7 - plans", True), ("Child protection", True), ("Notes", False)],
)
def test_a_sheet_titled_as_a_list_that_lacks_its_column_is_refused_and_another_is_left_alone(
    council, title, is_refused
):
    sheets = {title: [[CHILD, "Began", "Child Protection Plan End Date", "Initial Category of Abuse"]]}
    if is_refused:
        with pytest.raises(RefusedInputError, match="no column"):
            of_workbook(council, sheets)
    else:
        assert of_workbook(council, sheets).kind == "unknown"


@pytest.mark.parametrize("title", ["List 71", "List 70 old", "Lists"])
def test_a_title_that_only_begins_like_a_lists_is_none_of_ours(council, title):
    sheets = {title: [[CHILD, "Began", "Child Protection Plan End Date", "Initial Category of Abuse"]]}
    assert of_workbook(council, sheets).kind == "unknown"


def test_of_tables_that_fit_equally_the_title_decides(council):
    header = [CHILD, "Date of Contact", "Contact Source"]
    found = of_workbook(council, {"List 1": [header]})
    assert [each.table.key for each in found.sheets] == ["list_1"]
    assert found.title == "Annex A child-level lists"


@pytest.mark.parametrize(("content", "file"), [(LOG, "log.dat"), (b"PK\x03\x04", "a.zip"), (b"\x00\x01\x02", "a")])
def test_a_file_of_an_ending_that_is_not_ours_is_left_alone_whatever_it_holds(content, file):
    found = recognise(content, file=file)
    assert (found.kind, found.sheets) == ("unknown", ())


def test_a_workbook_under_another_ending_is_still_a_workbook(council):
    path = council.workbook("a.xlsx", {"List 7": [[CHILD, "Child Protection Plan Start Date"]]})
    assert recognise(path.read_bytes(), file="a.download").kind == "annex_a"
