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
    (b"<EXPSSDA903/>", "x.xml", "given as XML, which is not read here"),
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
