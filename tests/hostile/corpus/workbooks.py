"""Annex A workbooks of four kinds: sheets, headers, cells, dates, formulas, errors and logic."""

import datetime as dt

from tests.hostile.corpus.case import Case, LeavesAlone, Reads, Refuses, case
from tests.hostile.corpus.makers import (
    CHILD,
    EARLIER,
    END,
    INITIAL,
    PLAN,
    REFERRAL,
    START,
    TEAM,
    Padded,
    binary_book,
    book,
    day,
    in_sheet,
    old_book,
    open_document,
)

ONE, TWO = ("A1", day("2012-05-15"), day("2012-08-01"), "a) Neglect", 0), ("A2", day("2012-06-03"), None, "PHY", 1)
READ_ONE, READ_TWO = ("A1", "2012-05-15", "2012-08-01", "NEG", 0), ("A2", "2012-06-03", None, "PHY", 1)
BOTH = Reads({"cp_plans": [READ_ONE, READ_TWO]})


def plans(*rows, faults=()):
    return Reads({"cp_plans": list(rows)}, list(faults))


def row(**cells):
    """Return a workbook whose first plan has other cells."""
    names = ("child", "start", "end", "category", "earlier")
    changed = tuple(cells.get(name, cell) for name, cell in zip(names, ONE, strict=True))
    return lambda: book(PLAN, changed, TWO)


def read(**cells):
    names = ("child", "start", "end", "category", "earlier")
    return plans(tuple(cells.get(name, cell) for name, cell in zip(names, READ_ONE, strict=True)), READ_TWO)


def refused(field, rule):
    return plans(READ_TWO, faults=[(2, field, rule)])


def starts(*cells, **options):
    return lambda: book(PLAN, *((f"A{n}", cell, None, "NEG", 0) for n, cell in enumerate(cells)), **options)


def started(*texts, faults=()):
    return plans(*((f"A{n}", each, None, "NEG", 0) for n, each in enumerate(texts) if each), faults=faults)


def formula(written, *, at=(1, 2), value=None, error=None):
    """Return a workbook in which the end of the first plan is a formula."""

    def change(made, sheet):
        sheet.write_formula(*at, written, None, error if error is not None else value)

    return lambda: book(PLAN, ONE, TWO, change=change)


def without_result(kind):
    """Return a workbook whose end of the first plan is a formula that was saved without its result."""
    written = {
        "no value": b'<c r="C2"><f>TODAY()</f></c>',
        "an empty value": b'<c r="C2"><f>TODAY()</f><v></v></c>',
        "a value that closes itself": b'<c r="C2"><f>TODAY()</f><v /></c>',
        "a shared formula": b'<c r="C2"><f t="shared" si="0"/></c>',
        "an empty text": b'<c r="C2" t="str"><f>IF(B2="","","")</f><v></v></c>',
        "a text": b'<c r="C2" t="str"><f>IF(B2="","",B2)</f></c>',
    }[kind]
    return lambda: in_sheet(book(PLAN, (*ONE[:2], "HERE", *ONE[3:]), TWO), _cell_of_text(), written)


def _cell_of_text():
    return b'<c r="C2" t="s"><v>6</v></c>'


def hidden(made, sheet):
    made.get_worksheet_by_name("Notes").activate()
    sheet.hide()


def hidden_copy(made, sheet):
    made.get_worksheet_by_name("List 7 (old)").hide()


def very_hidden_copy(made, sheet):
    made.get_worksheet_by_name("List 7 (old)").very_hidden()


def merged_groups(made, sheet):
    sheet.merge_range(0, 0, 0, 1, "The child")
    sheet.merge_range(0, 2, 0, 4, "The plan")


def filtered(made, sheet):
    sheet.autofilter(0, 0, 2, 4)
    sheet.set_row(1, options={"hidden": True})


OLD = ("A1", day("2012-05-15"), None, "EMO", 3)
_TABLE = [
    ("sheets", "renamed", lambda: book(PLAN, ONE, TWO, title="CP"), BOTH),
    ("sheets", "named as the template does", lambda: book(PLAN, ONE, TWO, title="List 7"), BOTH),
    (
        "sheets",
        "hidden, and the only one of its list",
        lambda: book(PLAN, ONE, TWO, sheets={"Notes": [("Read me",)]}, change=hidden),
        BOTH,
    ),
    (
        "sheets",
        "a hidden copy of other rows",
        lambda: book(PLAN, ONE, TWO, sheets={"List 7 (old)": [PLAN, OLD]}, change=hidden_copy),
        BOTH,
    ),
    (
        "sheets",
        "a copy hidden from the menu",
        lambda: book(PLAN, ONE, TWO, sheets={"List 7 (old)": [PLAN, OLD]}, change=very_hidden_copy),
        BOTH,
    ),
    (
        "sheets",
        "a copy in sight that contradicts",
        lambda: book(PLAN, ONE, TWO, sheets={"List 7 (2)": [PLAN, OLD]}),
        Reads(
            {"cp_plans": [READ_ONE, READ_TWO]},
            [(2, field, "conflicting_rows") for field in ("ended_on", "initial_category", "previous_plans")] * 2,
            merged=True,
        ),
    ),
    (
        "sheets",
        "a cover, notes and a pivot beside it",
        lambda: book(PLAN, ONE, TWO, sheets={"Cover": [("Annex A",)], "Pivot": [("Row Labels", "Count"), ("NEG", 2)]}),
        BOTH,
    ),
    (
        "sheets",
        "nothing but a cover",
        lambda: book(("Testshire", ""), title="Cover"),
        LeavesAlone("no kind that is read"),
    ),
    ("sheets", "empty", lambda: book(), Refuses("the workbook is empty")),
    ("header", "in row 2, below a title", lambda: book(("List 7: children on a plan",), PLAN, ONE, TWO), BOTH),
    ("header", "below merged group headings", lambda: book((), PLAN, ONE, TWO, change=merged_groups), BOTH),
    ("header", "in row 9", lambda: book(*[("note",)] * 8, PLAN, ONE, TWO), BOTH),
    (
        "header",
        "in other case, with line ends and spaces",
        lambda: book(tuple(f" {name.upper()} ".replace(" PLAN ", "\nPLAN  ") for name in PLAN), ONE, TWO),
        BOTH,
    ),
    (
        "header",
        "a required name cut short",
        lambda: book((CHILD, START[:-5], END, INITIAL, EARLIER, "Latest Category of Abuse"), ONE, TWO),
        Refuses(f'no column "{START}"'),
    ),
    (
        "header",
        "one name twice with other cells",
        lambda: book((*PLAN, START), (*ONE, day("2012-01-01")), (*TWO, None)),
        Refuses("two columns may be"),
    ),
    ("rows", "that a filter hides", lambda: book(PLAN, ONE, TWO, change=filtered), BOTH),
    ("rows", "blank ones between and below", lambda: book(PLAN, ONE, (None,), ("  ",), TWO, *[()] * 20), BOTH),
    ("rows", "twice the same", lambda: book(PLAN, ONE, ONE, TWO), Reads(BOTH.rows, merged=True)),
    (
        "rows",
        "a total below",
        lambda: book(PLAN, ONE, TWO, ("Total", 2, None, None, 1)),
        plans(READ_ONE, READ_TWO, faults=[(4, START, "impossible_date")]),
    ),
    (
        "rows",
        "a subtotal between",
        lambda: book(PLAN, ONE, ("Subtotal: 1",), TWO),
        plans(READ_ONE, READ_TWO, faults=[(3, START, "missing_required")]),
    ),
    ("cells", "nothing odd", lambda: book(PLAN, ONE, TWO), BOTH),
    ("cells", "texts with spaces around", row(child="  A1 ", category=" Neglect "), BOTH),
    ("cells", "blank texts for no end", row(end="   "), read(end=None)),
    ("cells", "an identifier as a number", row(child=71), read(child="71")),
    ("cells", "an identifier too long for a number", row(child=12345678901234567), refused(CHILD, "shortened_number")),
    (
        "cells",
        "a number as text with a separator",
        row(earlier="1,000"),
        plans((*READ_ONE[:4], None), READ_TWO, faults=[(2, EARLIER, "not_a_number")]),
    ),
    (
        "cells",
        "a number as a percentage",
        row(earlier="10%"),
        plans((*READ_ONE[:4], None), READ_TWO, faults=[(2, EARLIER, "not_a_number")]),
    ),
    (
        "cells",
        "a number below nothing",
        row(earlier=-1),
        plans((*READ_ONE[:4], None), READ_TWO, faults=[(2, EARLIER, "not_a_number")]),
    ),
    (
        "cells",
        "NA as a team's name",
        lambda: book(REFERRAL, ("A1", day("2012-05-15"), "Police", "NA"), title="List_3"),
        Reads({"referrals": [("A1", "2012-05-15", "6", "NA")]}),
    ),
    (
        "cells",
        "a team's name that is a number, a date and None",
        lambda: book(
            REFERRAL,
            *((f"A{n}", day("2012-05-15"), "Police", t) for n, t in enumerate((7, "None", "nan"))),
            title="List_3",
        ),
        Reads({"referrals": [(f"A{n}", "2012-05-15", "6", t) for n, t in enumerate(("7", "None", "nan"))]}),
    ),
    (
        "cells",
        "a team's name with control signs and markup",
        lambda: book(REFERRAL, ("A1", day("2012-05-15"), "Police", "North\x0b\u200b<b>1</b>"), title="List_3"),
        Reads({"referrals": [("A1", "2012-05-15", "6", "North <b>1</b>")]}),
    ),
    (
        "cells",
        "a team's name that is an error",
        lambda: book(REFERRAL, ("A1", day("2012-05-15"), "Police", "#N/A"), title="List_3"),
        Reads({"referrals": [("A1", "2012-05-15", "6", None)]}, [(2, TEAM, "error_text")]),
    ),
    ("dates", "real ones with a time", row(start=dt.datetime.fromisoformat("2012-05-15T23:59:59")), BOTH),
    ("dates", "day numbers that are not formatted", row(start=41044), BOTH),
    ("dates", "numbers of eight digits", row(start=20120515), BOTH),
    ("dates", "the 1904 system", lambda: book(PLAN, ONE, TWO, options={"date_1904": True}), BOTH),
    (
        "dates",
        "day numbers of the 1904 system",
        starts(39582, 39601, options={"date_1904": True}),
        started("2012-05-15", "2012-06-03"),
    ),
    ("dates", "Excel's own 29 February 1900", row(start=60), refused(START, "impossible_date")),
    (
        "dates",
        "texts in ISO form among real dates",
        starts(day("2012-05-15"), "2012-04-03"),
        started("2012-05-15", "2012-04-03"),
    ),
    (
        "dates",
        "swapped by a spreadsheet set to month first",
        starts(day("2012-04-03"), day("2012-05-03"), day("2012-06-03"), "13/04/2012", "14/04/2012", "25/05/2012"),
        started(
            None,
            None,
            None,
            "2012-04-13",
            "2012-04-14",
            "2012-05-25",
            faults=[(n, START, "undecidable_date") for n in (2, 3, 4)],
        ),
    ),
    ("dates", "a year of two digits", row(start="15/05/12"), refused(START, "two_digit_year")),
    ("dates", "true", row(start=True), refused(START, "other_format")),
    ("dates", "a time alone", row(start=0.5), refused(START, "impossible_date")),
    ("logic", "an end before the start", row(end=day("2012-05-14")), refused(END, "order")),
    ("logic", "an end on the day of the start", row(end=day("2012-05-15")), read(end="2012-05-15")),
    (
        "logic",
        "plans that overlap",
        lambda: book(PLAN, ONE, ("A1", day("2012-07-01"), None, "PHY", 1)),
        Reads(
            {"cp_plans": [READ_ONE, ("A1", "2012-07-01", None, "PHY", 1)]},
            [(3, "started_on", "overlapping_plans")],
            merged=True,
        ),
    ),
    (
        "logic",
        "a plan within another, and one after both",
        lambda: book(
            PLAN,
            ("A1", day("2012-01-10"), day("2012-09-10"), "NEG", 0),
            ("A1", day("2012-02-10"), day("2012-03-10"), "NEG", 0),
            ("A1", day("2012-05-10"), day("2012-12-10"), "NEG", 0),
        ),
        Reads(
            {
                "cp_plans": [
                    ("A1", "2012-01-10", "2012-09-10", "NEG", 0),
                    ("A1", "2012-02-10", "2012-03-10", "NEG", 0),
                    ("A1", "2012-05-10", "2012-12-10", "NEG", 0),
                ]
            },
            [(3, "started_on", "overlapping_plans"), (4, "started_on", "overlapping_plans")],
            merged=True,
        ),
    ),
    (
        "logic",
        "one plan twice, differently",
        lambda: book(PLAN, ONE, (*ONE[:3], "PHY", 0)),
        Reads(
            {"cp_plans": [("A1", "2012-05-15", "2012-08-01", "PHY", 0)]},
            [(2, "initial_category", "conflicting_rows"), (3, "initial_category", "conflicting_rows")],
            merged=True,
        ),
    ),
    ("formulas", "with a result", formula("=B2+78", value=41122), BOTH),
    ("formulas", "whose result is an empty text", without_result("an empty text"), read(end=None)),
    *(
        ("formulas", f"saved with {kind}", without_result(kind), refused(END, "other_format"))
        for kind in ("no value", "an empty value", "a value that closes itself", "a shared formula", "a text")
    ),
    *(
        ("errors", f"{error} for the end", formula("=Absent!A1", error=error), refused(END, "other_format"))
        for error in ("#REF!", "#N/A", "#VALUE!", "#DIV/0!")
    ),
    ("errors", "#NAME? for the child", formula("=Absent!A1", at=(1, 0), error="#NAME?"), refused(CHILD, "error_cell")),
    ("errors", "where nothing is needed", formula("=1/0", at=(1, 9), error="#DIV/0!"), BOTH),
]

XLS = [
    ("xls", "nothing odd", lambda: old_book(PLAN, ONE, TWO), BOTH),
    ("xls", "header in row 2", lambda: old_book(("List 7",), PLAN, ONE, TWO), BOTH),
    (
        "xls",
        "real dates of the 1904 system",
        lambda: old_book(PLAN, ("A0", day("2008-05-14"), None, "NEG", 0), from_1904=True),
        started("2012-05-15"),
    ),
    (
        "xls",
        "day numbers of the 1904 system",
        lambda: old_book(PLAN, ("A0", 39582, None, "NEG", 0), from_1904=True),
        started("2012-05-15"),
    ),
    (
        "xls",
        "an error for the end",
        lambda: old_book(PLAN, (*ONE[:2], bytes([0x17, 1]), *ONE[3:]), TWO),
        refused(END, "other_format"),
    ),
    (
        "xls",
        "false, which is no error",
        lambda: old_book(PLAN, (*ONE[:4], bytes([0, 0])), TWO),
        plans((*READ_ONE[:4], None), READ_TWO, faults=[(2, EARLIER, "not_a_number")]),
    ),
    (
        "xls",
        "a filled cell in the last corner",
        lambda: old_book(PLAN, ONE, TWO, more=bytes.fromhex("0302 0e00 ffff ff00 0000 0000000000000000")),
        Refuses("would take up 17 million cells.*row 65536, column 256"),
    ),
    ("xls", "a password", lambda: old_book(PLAN, ONE, TWO, encrypted=True), Refuses("protected by a password")),
    ("xls", "cut short", lambda: old_book(PLAN, ONE, TWO)[:2500], Refuses("damaged or cut short")),
    (
        "xls",
        "nothing but its signature",
        lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(5000),
        Refuses("damaged or cut short"),
    ),
]
XLSB = [
    ("xlsb", "nothing odd", lambda: binary_book(PLAN, ONE, TWO), BOTH),
    (
        "xlsb",
        "day numbers of the 1904 system",
        lambda: binary_book(PLAN, ("A0", 39582, None, "NEG", 0), from_1904=True),
        started("2012-05-15"),
    ),
    (
        "xlsb",
        "an error for the end",
        lambda: binary_book(PLAN, (*ONE[:2], bytes([0x17]), *ONE[3:]), TWO),
        refused(END, "other_format"),
    ),
    (
        "xlsb",
        "a filled cell in the last row and column",
        lambda: binary_book(PLAN, ONE, (*[None] * 16_383, "x"), at={2: 1_048_575}),
        Refuses("17,180 million cells"),
    ),
    ("xlsb", "cut short", lambda: binary_book(PLAN, ONE, TWO)[:-200], Refuses("damaged or cut short")),
]
ERROR = (
    '<table:table-cell table:formula="of:=#REF!" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
)
NUMBER = '<table:table-cell office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell>'
FIRST, SECOND = (*ONE[:4], "0"), (*TWO[:4], "1")
ODS = [
    ("ods", "nothing odd", lambda: open_document(PLAN, FIRST, SECOND), BOTH),
    ("ods", "a number as a number", lambda: open_document(PLAN, (*ONE[:4], NUMBER), SECOND), BOTH),
    (
        "ods",
        "an error for the end",
        lambda: open_document(PLAN, (*ONE[:2], ERROR, *FIRST[3:]), SECOND),
        refused(END, "other_format"),
    ),
    (
        "ods",
        "a row that stands for a million",
        lambda: open_document(
            table=(
                '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
                'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
            )
        ),
        Refuses("17,180 million cells"),
    ),
    (
        "ods",
        "blank rows to the end of the sheet",
        lambda: open_document(
            PLAN,
            FIRST,
            SECOND,
            [
                (
                    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
                    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/>'
                )
            ],
        ),
        BOTH,
    ),
]
# Identifiers that are numbers and seen as 000123, beside others that are not.
AS_SEEN = plans(("000123", *READ_ONE[1:]), ("45", *READ_TWO[1:]))
XLS += [("xls", "zeros that a format shows", lambda: old_book(PLAN, (Padded(123), *ONE[1:]), (45, *TWO[1:])), AS_SEEN)]
XLSB += [
    ("xlsb", "zeros that a format shows", lambda: binary_book(PLAN, (Padded(123), *ONE[1:]), (45, *TWO[1:])), AS_SEEN)
]
TITLE = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
DAY = '<table:table-cell office:value-type="date" office:date-value="2012-05-15"><text:p>-</text:p></table:table-cell>'
TWICE = (
    '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="2">'
    "<text:p>002</text:p></table:table-cell>"
)
SEEN = '<table:table-cell office:value-type="float" office:value="{}"><text:p>{}</text:p></table:table-cell>'
ODS += [
    (
        "ods",
        "zeros that a format shows",
        lambda: open_document(PLAN, (SEEN.format(123, "000123"), *FIRST[1:]), (SEEN.format(45, "45"), *SECOND[1:])),
        AS_SEEN,
    ),
    (
        "ods",
        "zeros shown in cells and rows that stand for several",
        lambda: open_document(
            table="".join(
                f'<table:table-row table:number-rows-repeated="{often}">{"".join(cells)}</table:table-row>'
                for often, cells in (
                    (1, [TITLE.format(each) for each in (CHILD, START, EARLIER, TEAM)]),
                    (2, [SEEN.format(7, "007"), DAY, TWICE]),
                )
            )
        ),
        Reads({"cp_plans": [("007", "2012-05-15", None, None, 2)] * 2}, [(1, END, "no_end_column")]),
    ),
]
CASES: tuple[Case, ...] = tuple(
    case(item, name, make, wants, file=f"annex_a/2012-12-31/annex_a.{ending}")
    for ending, table in (("xlsx", _TABLE), ("xls", XLS), ("xlsb", XLSB), ("ods", ODS))
    for item, name, make, wants in table
)
