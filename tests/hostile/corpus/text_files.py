"""Contact logs as text: encodings, delimiters, headers, footers, quotes, dates, codes and identifiers."""

from tests.hostile.corpus.case import Case, Reads, Refuses, case
from tests.hostile.corpus.makers import LOG, joined

ONE, TWO = ("13/04/2012 09:30", "0071", "Phone", "Police"), ("01/05/2012 10:00", "AB2", "Email", "1A")
READ_ONE, READ_TWO = ("0071", "2012-04-13 09:30", "phone", "6"), ("AB2", "2012-05-01 10:00", "email", "1A")
BOTH = Reads({"contacts": [READ_ONE, READ_TWO]})
WITH_NOTES = (*LOG, "Notes")


def whole(**options):
    return lambda: joined(LOG, ONE, TWO, **options)


def noted(first, second="", **options):
    return lambda: joined(WITH_NOTES, (*ONE, first), (*TWO, second), **options)


def with_row(*rows, header=LOG):
    return lambda: joined(header, ONE, TWO, *rows)


def faulty(*faults):
    return Reads({"contacts": [READ_ONE, READ_TWO]}, list(faults))


def dated(*cells):
    """Return a log whose only oddity is how its dates are written."""
    return lambda: joined(LOG, *((cell, f"C{n}", "Phone", "1A") for n, cell in enumerate(cells)))


def read_dates(*moments, faults=()):
    rows = [(f"C{n}", each, "phone", "1A") for n, each in enumerate(moments) if each]
    return Reads({"contacts": rows}, list(faults))


def from_whom(text):
    return lambda: joined(LOG, ("13/04/2012 09:30", "0071", "Phone", text))


def source(code, *faults):
    return Reads({"contacts": [("0071", "2012-04-13 09:30", "phone", code)]}, list(faults))


def whose(text):
    return lambda: joined(LOG, ("13/04/2012 09:30", text, "Phone", "Police"))


def child(name, *faults):
    rows = [] if faults else [(name, "2012-04-13 09:30", "phone", "6")]
    return Reads({"contacts": rows}, list(faults))


UNKNOWN = (2, "From whom", "unknown_code")
# item of the issue, what is odd, how the file is made, what must come of it
_TABLE = [
    ("encoding", "UTF-8", whole(), BOTH),
    ("encoding", "UTF-8 with a byte order mark", whole(encoding="utf-8-sig"), BOTH),
    ("encoding", "UTF-16 with a mark", whole(encoding="utf-16"), BOTH),
    ("encoding", "UTF-16, big end first, without a mark", whole(encoding="utf-16-be"), BOTH),
    ("encoding", "Windows-1252", noted("Zoë – “again”", encoding="cp1252"), BOTH),
    (
        "encoding",
        "UTF-8 and Windows-1252 in one file",
        lambda: joined(WITH_NOTES, (*ONE, "Zoë")) + joined((*TWO, "Zoë"), encoding="cp1252"),
        BOTH,
    ),
    (
        "encoding",
        "a mark of UTF-8 before Windows-1252",
        lambda: b"\xef\xbb\xbf" + noted("Zoë", encoding="cp1252")(),
        BOTH,
    ),
    (
        "encoding",
        "UTF-16 cut within a sign",
        lambda: whole(encoding="utf-16")()[:-1],
        Refuses("not text in an encoding"),
    ),
    ("encoding", "UTF-32", whole(encoding="utf-32"), Refuses("not text in an encoding|is empty|header")),
    (
        "encoding",
        "UTF-7 of nothing but bytes above",
        lambda: bytes(range(129, 160)) * 9,
        Refuses("not text in an encoding"),
    ),
    ("delimiter", "semicolons", whole(by=";"), BOTH),
    ("delimiter", "tabs", whole(by="\t"), BOTH),
    ("delimiter", "vertical bars", whole(by="|"), BOTH),
    ("delimiter", "semicolons said so in the first line", lambda: b"sep=;\r\n" + whole(by=";", end="\r\n")(), BOTH),
    ("delimiter", "commas within cells of a file with semicolons", noted("a, b, c, d, e, f", "g, h, i", by=";"), BOTH),
    ("delimiter", "trailing commas", lambda: joined((*LOG, "", ""), (*ONE, "", ""), (*TWO, "", "")), BOTH),
    (
        "delimiter",
        "an address with a comma that is not quoted",
        with_row(("02/05/2012", "9", "Phone", "1A", "x")),
        faulty((4, "", "extra_cells")),
    ),
    ("line ends", "CRLF", whole(end="\r\n"), BOTH),
    ("line ends", "CR", whole(end="\r"), BOTH),
    ("line ends", "no line end at the end", lambda: whole()().rstrip(b"\n"), BOTH),
    (
        "header",
        "below a title and a blank line",
        lambda: joined("Contacts of Testshire, 2012-13", "", LOG, ONE, TWO),
        BOTH,
    ),
    ("header", "in row 2, below group headings", lambda: joined("When,Who,How,", LOG, ONE, TWO), BOTH),
    ("header", "said again half way down", lambda: joined(LOG, ONE, LOG, TWO), faulty((3, "Received", "other_format"))),
    (
        "header",
        "one name twice with the same cells",
        lambda: joined((*LOG, "Received"), (*ONE, ONE[0]), (*TWO, TWO[0])),
        BOTH,
    ),
    (
        "header",
        "one name twice with other cells",
        lambda: joined((*LOG, "Received"), (*ONE, TWO[0]), (*TWO, ONE[0])),
        Refuses('two columns may be "Received"'),
    ),
    ("header", "quoted over two lines", lambda: joined('"Received","Child\n ID",Route,From whom', ONE, TWO), BOTH),
    ("footer", "a total", with_row(("Total", "2", "", "")), faulty((4, "Received", "other_format"))),
    (
        "footer",
        "a subtotal below a blank line",
        with_row("", ("", "Subtotal: 2", "", "")),
        faulty((5, "Received", "missing_required")),
    ),
    (
        "footer",
        "who made it",
        with_row(("Report run by A. Analyst on 01/05/2012 at 10:00", "", "", "")),
        faulty((4, "Received", "other_format")),
    ),
    ("quotes", "every cell", lambda: joined(*(tuple(f'"{c}"' for c in row) for row in (LOG, ONE, TWO))), BOTH),
    ("quotes", "a quote within a quote", noted('"He said ""go"", and went"'), BOTH),
    ("quotes", "an embedded line end", noted('"line one\nline two, and more"'), BOTH),
    ("quotes", "an embedded line end of Windows", noted('"line one\r\nline two"', '"x"', end="\r\n"), BOTH),
    (
        "quotes",
        "one that is not closed until a row below it",
        lambda: joined(WITH_NOTES, (*ONE, '"left open'), (*TWO, ""), ("02/05/2012", "9", "Phone", "1A", '"closed"')),
        Refuses("quotation mark that is not closed"),
    ),
    ("quotes", "one that is never closed", with_row('"02/05/2012'), Refuses("quotation mark")),
    ("quotes", "an inch mark in a cell", noted('a 12" ruler'), BOTH),
    ("control signs", "NUL", noted("a\x00b"), Refuses("not text in an encoding")),
    ("control signs", "a bell and an escape", noted("a\x07\x1b[31mb"), BOTH),
    ("control signs", "a vertical tab and a form feed in a cell", noted("a\x0bb\x0cc"), BOTH),
    ("control signs", "a line separator of Unicode in a cell", noted("a\u2028b\u2029c\u0085d"), BOTH),
    ("control signs", "a sign of the end of the file", lambda: whole()() + b"\x1a", BOTH),
    ("cut", "in the middle of a row", lambda: whole()()[:-14], Refuses("ends in the middle of a row")),
    ("cut", "header alone", lambda: joined(LOG), Reads({"contacts": []})),
    ("cut", "empty", b"", Refuses("is empty")),
    ("cut", "blank lines alone", b"\n\r\n \n", Refuses("is empty")),
    (
        "dates",
        "ISO, never day first",
        dated("2012-04-03", "2012-05-04 10:00"),
        read_dates("2012-04-03", "2012-05-04 10:00"),
    ),
    (
        "dates",
        "ISO with a T and parts of a second",
        dated("2012-04-03T09:30:00.0000000", "2012-05-04T10:00"),
        read_dates("2012-04-03 09:30", "2012-05-04 10:00"),
    ),
    ("dates", "ISO with strokes", dated("2012/04/03", "2012/05/04"), read_dates("2012-04-03", "2012-05-04")),
    (
        "dates",
        "day first where nothing tells",
        dated("03/04/2012", "05/06/2012"),
        read_dates("2012-04-03", "2012-06-05"),
    ),
    ("dates", "month first, told by one", dated("04/03/2012", "04/13/2012"), read_dates("2012-04-03", "2012-04-13")),
    ("dates", "points between", dated("13.04.2012 09:30", "01.05.2012"), read_dates("2012-04-13 09:30", "2012-05-01")),
    ("dates", "months by name", dated("13-Apr-2012", "1 September 2012"), read_dates("2012-04-13", "2012-09-01")),
    ("dates", "ordinal days", dated("1st May 2012", "22nd May 2012"), read_dates("2012-05-01", "2012-05-22")),
    (
        "dates",
        "American months by name",
        dated('"May 13, 2012"', "13 May 2012", "14 May 2012"),
        read_dates(None, "2012-05-13", "2012-05-14", faults=[(2, "Received", "other_format")]),
    ),
    (
        "dates",
        "years of two digits",
        dated("13/04/12", "14/04/12"),
        read_dates(faults=[(2, "Received", "two_digit_year"), (3, "Received", "two_digit_year")]),
    ),
    (
        "dates",
        "one ISO date in a column of day first",
        dated("13/04/2012", "14/04/2012", "2012-04-05"),
        read_dates("2012-04-13", "2012-04-14", faults=[(4, "Received", "other_format")]),
    ),
    (
        "dates",
        "day first and month first in one column",
        dated("13/04/2012", "04/14/2012", "03/04/2012"),
        read_dates(faults=[(row, "Received", "undecidable_date") for row in (2, 3, 4)]),
    ),
    ("dates", "Excel's day numbers in a text", dated("41012", "41013.5"), read_dates("2012-04-13", "2012-04-14 12:00")),
    (
        "dates",
        "day numbers among dates",
        dated("13/04/2012", "14/04/2012", "41014"),
        read_dates("2012-04-13", "2012-04-14", faults=[(4, "Received", "other_format")]),
    ),
    ("dates", "29 February of a leap year", dated("29/02/2012", "28/02/2012"), read_dates("2012-02-29", "2012-02-28")),
    (
        "dates",
        "29 February of a common year",
        dated("29/02/2011", "28/02/2011"),
        read_dates(None, "2011-02-28", faults=[(2, "Received", "impossible_date")]),
    ),
    (
        "dates",
        "29 February 1900 and 2100",
        dated("29/02/2100", "13/04/2012"),
        read_dates(None, "2012-04-13", faults=[(2, "Received", "impossible_date")]),
    ),
    (
        "dates",
        "31 June",
        dated("31/06/2012", "13/04/2012"),
        read_dates(None, "2012-04-13", faults=[(2, "Received", "impossible_date")]),
    ),
    (
        "dates",
        "25 o'clock",
        dated("13/04/2012 25:00", "14/04/2012 23:59"),
        read_dates(None, "2012-04-14 23:59", faults=[(2, "Received", "impossible_date")]),
    ),
    (
        "dates",
        "the twelve-hour clock at midnight and noon",
        dated("13/04/2012 12:00 AM", "13/04/2012 12:30 pm"),
        read_dates("2012-04-13", "2012-04-13 12:30"),
    ),
    (
        "dates",
        "a date that was never meant",
        dated("13/04/2012", "01/01/1900", "31/12/9999"),
        read_dates("2012-04-13", faults=[(3, "Received", "impossible_date"), (4, "Received", "impossible_date")]),
    ),
    (
        "dates",
        "Arabic digits",
        dated("13/04/2012", "١٣/٠٤/٢٠١٢"),
        read_dates("2012-04-13", faults=[(3, "Received", "other_format")]),
    ),
    ("codes", "other case, spaces and punctuation", from_whom("  pOLICE . "), source("6")),
    ("codes", "code and words", from_whom("6: Police"), source("6")),
    ("codes", "code and words that disagree", from_whom("6: School"), source(None, UNKNOWN)),
    ("codes", "denied", from_whom("Not police"), source(None, UNKNOWN)),
    ("codes", "a Cyrillic letter", from_whom("P\u043elice"), source(None, UNKNOWN)),
    ("codes", "a full-width letter", from_whom("Ｐolice"), source("6")),
    ("codes", "a hard space and a joiner", from_whom("\u00a0Police\u200b"), source("6")),
    ("codes", "a number that is no code", from_whom("66"), source(None, UNKNOWN)),
    ("codes", "a code in other case", from_whom("1a"), source("1A")),
    ("codes", "NA, which is no agency", from_whom("NA"), source(None, UNKNOWN)),
    ("codes", "a formula", from_whom('"=HYPERLINK(""http://x"",""Police"")"'), source(None, UNKNOWN)),
    ("codes", "markup", from_whom("<script>alert(1)</script>"), source(None, UNKNOWN)),
    ("identifiers", "leading zeros", whose("000123"), child("000123")),
    ("identifiers", "spaces within", whose(" 12 34 "), child("1234")),
    ("identifiers", "lower case", whose("ab12"), child("AB12")),
    ("identifiers", "full-width digits", whose("１２"), child("12")),
    ("identifiers", "a zero-width space", whose("12\u200b34"), child("1234")),
    ("identifiers", "a soft hyphen and a byte order mark", whose("\ufeff12\u00ad34"), child("1234")),
    ("identifiers", "two forms of one accent", whose("e\u0301 1"), child("\u00c91")),
    ("identifiers", "a Cyrillic letter", whose("\u04101"), child("", (2, "Child ID", "other_alphabet"))),
    ("identifiers", "a Greek letter", whose("\u03911"), child("", (2, "Child ID", "other_alphabet"))),
    ("identifiers", "Arabic digits", whose("\u0661\u0662"), child("", (2, "Child ID", "other_alphabet"))),
    ("identifiers", "shortened by a spreadsheet", whose("1.23E+11"), child("", (2, "Child ID", "shortened_number"))),
    ("identifiers", "shortened, in lower case", whose("1.23457e+11"), child("", (2, "Child ID", "shortened_number"))),
    (
        "identifiers",
        "shortened, with a decimal comma",
        whose('"1,23E+11"'),
        child("", (2, "Child ID", "shortened_number")),
    ),
    ("identifiers", "with decimals", whose("123.0"), child("123")),
    ("identifiers", "an error of a spreadsheet", whose("#REF!"), child("", (2, "Child ID", "error_cell"))),
    ("identifiers", "a word for nobody", whose("Unknown"), child(None)),
    ("identifiers", "with an apostrophe that a spreadsheet hides", whose("'00123"), child("00123")),
    ("identifiers", "as a formula that keeps zeros", whose('"=""00123"""'), child("00123")),
    ("injection", "a formula for the child", whose("=cmd|' /C calc'!A0"), child("", (2, "Child ID", "formula"))),
    ("injection", "markup for the child", whose("<b>1</b>"), child("", (2, "Child ID", "not_an_identifier"))),
    ("kind", "text that is no table of ours", lambda: joined("Dear all,", "please see below."), None),
]
CASES: tuple[Case, ...] = tuple(
    case(item, name, make, wants, file="logs/2012-13/log.csv")
    for item, name, make, wants in _TABLE
    if wants is not None
)
