"""Contact logs as systems really write them: read rightly, or refused by row or whole, and never silently wrong."""

import pandas as pd
import pytest

from turncurve.errors import RefusedInputError

HEADER = "Received,Child ID,Route,From whom"
ROWS = ["13/04/2012 09:30,0071,Phone,Police", "01/05/2012 10:00,72,Email,1A"]
READ = [("2012-04-13 09:30", "phone", "6"), ("2012-05-01 10:00", "email", "1A")]


def joined(header, *rows, by=",", end="\n"):
    return end.join([header, *rows]).replace(",", by) + end


def contacts(council):
    council.ingest()
    rows = council.table("contacts")
    return [
        (f"{r.received_at:%Y-%m-%d %H:%M}", r.route, None if pd.isna(r.source) else r.source) for r in rows.itertuples()
    ]


WHOLE = joined(HEADER, *ROWS)
# name                          bytes of the file
READ_RIGHTLY = {
    "UTF-8": WHOLE.encode(),
    "UTF-8 with a mark": WHOLE.encode("utf-8-sig"),
    "Windows-1252": joined(HEADER + ",Notes", *(row + ",Zoë – again" for row in ROWS)).encode("cp1252"),
    "UTF-16": WHOLE.encode("utf-16"),
    "UTF-16 without a mark": WHOLE.encode("utf-16-le"),
    "Windows line ends": joined(HEADER, *ROWS, end="\r\n").encode(),
    "old Macintosh line ends": joined(HEADER, *ROWS, end="\r").encode(),
    "no line end at the end": WHOLE.rstrip("\n").encode(),
    "semicolons": joined(HEADER, *ROWS, by=";").encode(),
    "tabs": joined(HEADER, *ROWS, by="\t").encode(),
    "vertical bars": joined(HEADER, *ROWS, by="|").encode(),
    "every cell quoted": joined(*('"' + line.replace(",", '","') + '"' for line in (HEADER, *ROWS)), by=",").encode(),
    "a line of title above": ("Contact log of Testshire\n" + WHOLE).encode(),
    "blank lines above and between": ("\n\n" + joined(HEADER, ROWS[0], "", ROWS[1])).encode(),
    "headers in capitals with underscores": joined("RECEIVED,CHILD_ID,ROUTE,FROM_WHOM", *ROWS).encode(),
    "headers by other names": joined("Date and time received,Person ID,Channel,Source of contact", *ROWS).encode(),
    "headers with spaces around and inside": joined(" Received ,Child  ID, Route,From  whom ", *ROWS).encode(),
    "columns in another order": joined(
        "Route,From whom,Received,Child ID", "Phone,Police,13/04/2012 09:30,0071", "Email,1A,01/05/2012 10:00,72"
    ).encode(),
    "spaces around cells": joined(HEADER, *(row.replace(",", " , ") for row in ROWS)).encode(),
    "trailing delimiters": joined(HEADER + ",,", *(row + ",," for row in ROWS)).encode(),
    "a column of no use that holds a comma": joined(HEADER + ",Notes", *(row + ',"one, two"' for row in ROWS)).encode(),
    "dates in ISO form": joined(HEADER, "2012-04-13 09:30,71,Phone,Police", "2012-05-01T10:00:00,72,Email,1A").encode(),
    "months by name": joined(HEADER, "13 April 2012 09:30,71,Phone,Police", "1 May 2012 10:00,72,Email,1A").encode(),
    "times of the twelve-hour clock": joined(
        HEADER, "13/04/2012 9:30 AM,71,Phone,Police", "01/05/2012 10:00 am,72,Email,1A"
    ).encode(),
    "month first, told by the thirteenth": joined(
        HEADER, "04/13/2012 09:30,71,Phone,Police", "05/01/2012 10:00,72,Email,1A"
    ).encode(),
    "codes with their letters and words": joined(
        HEADER, "13/04/2012 09:30,71,PHONE CALL,6 - Police", "01/05/2012 10:00,72,e-mail,1a"
    ).encode(),
    "a row twice": joined(HEADER, ROWS[0], ROWS[0], ROWS[1]).encode(),
    "identifiers of one child spelt differently": joined(
        HEADER, "13/04/2012 09:30, ab 71 ,Phone,Police", "13/04/2012 09:30,AB71,Phone,Police", ROWS[1]
    ).encode(),
}


@pytest.mark.parametrize("name", READ_RIGHTLY)
def test_a_messy_log_is_read_rightly(council, name):
    council.bytes("log.csv", READ_RIGHTLY[name])
    assert contacts(council) == READ
    assert council.rules() == []


# name                                rows, with faults in some                             read  faults by (row, rule)
READ_IN_PART = {
    "a date that is not in the calendar": ([*ROWS, "31/04/2012 10:00,73,Phone,1A"], [(4, "impossible_date")]),
    "a year of two digits": ([*ROWS, "01/04/12 10:00,73,Phone,1A"], [(4, "two_digit_year")]),
    "a date in another format": ([*ROWS, "2012-04-01 10:00,73,Phone,1A"], [(4, "other_format")]),
    "a date that is missing": ([*ROWS, ",73,Phone,1A"], [(4, "missing_required")]),
    "a delimiter that is not quoted": ([*ROWS, "02/05/2012 10:00,73,Phone,1A,more"], [(4, "extra_cells")]),
    "a footer": ([*ROWS, "Total: 2,,,"], [(4, "other_format")]),
    "a date with a question mark": ([*ROWS, "02/05/2012?,73,Phone,1A"], [(4, "other_format")]),
    "an error of a spreadsheet": ([*ROWS, "#VALUE!,73,Phone,1A"], [(4, "other_format")]),
    "a date in words": ([*ROWS, "yesterday,73,Phone,1A"], [(4, "other_format")]),
    "a formula": ([*ROWS, "=TODAY(),73,Phone,1A"], [(4, "other_format")]),
}


@pytest.mark.parametrize("name", READ_IN_PART)
def test_a_row_that_cannot_be_trusted_is_refused_and_the_rest_is_read(council, name):
    rows, faults = READ_IN_PART[name]
    council.text("log.csv", joined(HEADER, *rows))
    assert contacts(council) == READ
    assert [(row, rule) for row, _, rule in council.rules()] == faults
    totals = council.ingest().totals().loc["contacts"]
    assert dict(totals) == {"read": 3, "loaded": 2, "refused": 1, "merged": 0}


def test_a_log_that_mixes_day_first_and_month_first_gives_nothing(council):
    rows = ["13/04/2012,1,Phone,1A", "04/14/2012,2,Phone,1A", "01/02/2012,3,Phone,1A"]
    council.text("log.csv", joined(HEADER, *rows))
    assert contacts(council) == []
    assert {rule for _, _, rule in council.rules()} == {"undecidable_date"}


@pytest.mark.parametrize("source", ["The postman", "1A - Police", "4 children", "=cmd"])
def test_a_source_that_is_not_sure_is_left_blank_and_named(council, source):
    council.text("log.csv", joined(HEADER, f"13/04/2012 09:30,71,Phone,{source}"))
    assert contacts(council) == [("2012-04-13 09:30", "phone", None)]
    assert council.rules() == [(2, "From whom", "unknown_code")]


# name                                     bytes                                           the message says
REFUSED_WHOLE = {
    "an empty file": (b"", "the file is empty"),
    "a file of zeros": (bytes(2000), "the file is empty"),
    "a file of blank lines": (b"\n \r\n\t\n", "the file is empty"),
    "bytes that are not text": (b"Received,Route\n\x81\x8d\xff\n", "not text in an encoding"),
    "a workbook named as text": (b"PK\x03\x04rest", r"ends in \.csv, but its content is a workbook"),
    "a web page named as text": (b"<!DOCTYPE html><html></html>", "its content is a web page"),
    "a quotation mark that is not closed": (joined(HEADER, *ROWS, '"02/05/2012').encode(), "do not hold together"),
    "two columns by one name": (
        joined("Date received,Contact date,Route", "01/04/2012,02/04/2012,Phone").encode(),
        "two columns may be",
    ),
}


@pytest.mark.parametrize("name", REFUSED_WHOLE)
def test_a_log_that_cannot_be_trusted_is_refused_whole_with_a_sentence(council, name):
    content, message = REFUSED_WHOLE[name]
    council.bytes("logs/log.csv", content)
    with pytest.raises(RefusedInputError, match=message) as stopped:
        council.ingest()
    assert "logs" in str(stopped.value) or "log.csv" in str(stopped.value)
    assert stopped.value.remedy
    assert not council.processed.exists()
