"""What holds the cells: archives, bombs, endings, and the XML of returns."""

import io
import re
import struct
import zipfile

from tests.hostile.corpus.case import Case, LeavesAlone, Reads, Refuses, case
from tests.hostile.corpus.makers import (
    EPISODE,
    PLAN,
    SHEET,
    book,
    census,
    child,
    day,
    in_sheet,
    joined,
    looked_after,
    looked_after_child,
    plan,
    rezipped,
)

ONE, TWO = ("A1", day("2012-05-15"), day("2012-08-01"), "a) Neglect", 0), ("A2", day("2012-06-03"), None, "PHY", 1)
BOTH = Reads({"cp_plans": [("A1", "2012-05-15", "2012-08-01", "NEG", 0), ("A2", "2012-06-03", None, "PHY", 1)]})
FILE = "annex_a/2012-12-31/annex_a.xlsx"
DAMAGED = "damaged or cut short"
END, TEXTS = "Child Protection Plan End Date", "xl/sharedStrings.xml"


def sound():
    return book(PLAN, ONE, TWO)


def packed(**parts):
    """Return the workbook with parts changed, added or dropped."""
    return lambda: rezipped(sound(), **parts)


def lying(content, *, part, size):
    """Return an archive whose directory says that a part is as long as we like."""
    name = part.encode()
    at = content.rfind(name) - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    start = struct.unpack_from("<I", content, at + 42)[0]
    changed = bytearray(content)
    struct.pack_into("<I", changed, at + 24, size)
    struct.pack_into("<I", changed, start + 22, size)
    return bytes(changed)


def linked():
    held = io.BytesIO(sound())
    with zipfile.ZipFile(held, "a") as more:
        about = zipfile.ZipInfo("xl/media/link")
        about.external_attr = 0o120777 << 16
        more.writestr(about, "/etc/passwd")
    return held.getvalue()


def protected():
    """Return a workbook one of whose parts says that it is encrypted."""
    content = bytearray(sound())
    at = bytes(content).rfind(SHEET.encode()) - 46
    start = struct.unpack_from("<I", content, at + 42)[0]
    struct.pack_into("<H", content, at + 8, 1)
    struct.pack_into("<H", content, start + 6, 1)
    return bytes(content)


def stray(row, column):
    return lambda: book(PLAN, ONE, TWO, change=lambda made, sheet: sheet.write(row, column, "x"))


def lies_of_size(part):
    return part.replace(b'ref="A1:E3"', b'ref="A1:XFD1048576"')


BOMB = packed(also=[("xl/media/image1.emf", bytes(60_000_000))])
LAUGHS = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
ARCHIVES = [
    ("archive", "packed again", packed(), BOTH),
    ("archive", "a dimension that lies", packed(changes={SHEET: lies_of_size}), BOTH),
    ("archive", "a bomb", BOMB, Refuses("would unpack to 60 million bytes")),
    (
        "archive",
        "a bomb whose directory says that it is small",
        lambda: lying(rezipped(sound(), also=[("xl/extra.xml", bytes(5_000_000))]), part="xl/extra.xml", size=10),
        Refuses(DAMAGED),
    ),
    (
        "archive",
        "a sheet longer than its directory says",
        lambda: lying(sound(), part=SHEET, size=200),
        Refuses(DAMAGED),
    ),
    ("archive", "one part twice", packed(also=[(SHEET, b"<worksheet/>")]), Refuses("holds one part twice")),
    (
        "archive",
        "one part twice in other case",
        packed(also=[(SHEET.upper(), b"<worksheet/>")]),
        Refuses("holds one part twice"),
    ),
    ("archive", "a path that climbs", packed(also=[("../../evil.xml", b"<a/>")]), Refuses("path that leads out")),
    ("archive", "a path from the root", packed(also=[("/etc/evil.xml", b"<a/>")]), Refuses("path that leads out")),
    (
        "archive",
        "a path that climbs in Windows' way",
        packed(also=[("..\\evil.xml", b"<a/>")]),
        Refuses("path that leads out"),
    ),
    ("archive", "a link", linked, Refuses("holds a link")),
    ("archive", "ten thousand parts", packed(also=[(f"xl/p{n}", b"") for n in range(10_000)]), Refuses("parts")),
    ("archive", "a protected part", protected, Refuses("protected by a password")),
    (
        "archive",
        "entities in a sheet",
        packed(changes={SHEET: lambda part: part.replace(b"<worksheet", LAUGHS + b"<worksheet", 1)}),
        Refuses("defines entities"),
    ),
    ("archive", "a filled cell in the last corner", stray(1_048_575, 16_383), Refuses("17,180 million cells")),
    ("archive", "a filled cell far below and beside", stray(900_000, 12), Refuses("12 million cells")),
    ("archive", "a note to the right", stray(1, 700), BOTH),
    ("archive", "cut in the middle", lambda: sound()[:4000], Refuses(DAMAGED)),
    ("archive", "without its directory", lambda: sound()[:-60], Refuses(DAMAGED)),
    (
        "archive",
        "a byte of the sheet changed",
        lambda: (lambda b: b[: b.find(SHEET.encode()) + 60] + b"\xff\xff" + b[b.find(SHEET.encode()) + 62 :])(sound()),
        Refuses(DAMAGED),
    ),
    ("archive", "without its sheet", packed(drop=[SHEET]), Refuses(DAMAGED)),
    (
        "archive",
        "a text that is not in the list of texts",
        lambda: in_sheet(sound(), b"<v>5</v>", b"<v>99999</v>"),
        Refuses(DAMAGED),
    ),
]

# The last cell of the first row as XML allows it to be written, and no program writes it: those who look for cells by
# their usual beginning pass over it, and those who read XML do not.
OTHERWISE = [
    ("spaces about the sign", b'<c r = "XFD1048576"', "17,180 million cells"),
    ("a line end before the sign", b'<c r\n="XFD1048576"', "17,180 million cells"),
    ("a tab", b'<c\tr="XFD1048576"', "17,180 million cells"),
    ("small letters", b'<c r="xfd1048576"', "17,180 million cells"),
    ("a letter as its number", b'<c r="&#88;FD1048576"', "17,180 million cells"),
    ("another attribute first", b'<c s="0" r="XFD1048576"', "17,180 million cells"),
    ("signs of the dollar", b'<c r="$XFD$1048576"', DAMAGED),
    ("its place stated twice", b'<c r="E2" r="XFD1048576"', DAMAGED),
    ("a row that no sheet has", b'<c r="A4294967295"', DAMAGED),
    ("a column that no sheet has", b'<c r="ZZZZZZ2"', DAMAGED),
]
FULL = ("A2", day("2012-06-03"), day("2012-09-01"), "PHY", 1)
READ_FULL = ("A2", "2012-06-03", "2012-09-01", "PHY", 1)


def without_places(change=lambda part: part):
    """Return a workbook whose rows and cells do not say where they are, as some exporters write them."""
    strip = re.compile(rb'<(row|c) r="\w+"')
    return lambda: rezipped(book(PLAN, ONE, FULL), changes={SHEET: lambda part: strip.sub(rb"<\1", change(part))})


NO_PLACE = re.compile(rb'<c r="\w+"')
UNUSUAL = [
    *(
        (
            "unusual",
            f"a filled cell far away, written with {name}",
            packed(changes={SHEET: lambda part, cell=cell: part.replace(b'<c r="E2"', cell)}),
            Refuses(said),
        )
        for name, cell, said in OTHERWISE
    ),
    (
        "unusual",
        "cells that do not say where they are",
        without_places(),
        Reads({"cp_plans": [("A1", "2012-05-15", "2012-08-01", "NEG", 0), READ_FULL]}),
    ),
    (
        "unusual",
        "an error in a cell that does not say where it is",
        without_places(lambda part: re.sub(rb'<c r="C2".*?</c>', b'<c r="C2" t="e"><v>#REF!</v></c>', part)),
        Reads({"cp_plans": [READ_FULL]}, [(2, END, "other_format")]),
    ),
    (
        "unusual",
        "a formula without its result in a cell that does not say where it is",
        without_places(lambda part: re.sub(rb'<c r="C2".*?</c>', b'<c r="C2"><f>TODAY()</f></c>', part)),
        Reads({"cp_plans": [READ_FULL]}, [(2, END, "other_format")]),
    ),
    (
        "unusual",
        "a row that no sheet has, of cells that do not say where they are",
        packed(changes={SHEET: lambda part: NO_PLACE.sub(b"<c", part.replace(b'<row r="2"', b'<row r="4294967295"'))}),
        Refuses(DAMAGED),
    ),
    (
        "unusual",
        "more texts stated than there are",
        packed(changes={TEXTS: lambda part: re.sub(rb'uniqueCount="\d+"', b'uniqueCount="4000000000"', part)}),
        Refuses(DAMAGED),
    ),
    ("unusual", "quotes of the other kind", packed(changes={SHEET: lambda part: part.replace(b'"', b"'")}), BOTH),
    (
        "unusual",
        "a remark among the cells",
        packed(changes={SHEET: lambda part: part.replace(b"<row ", b"<!-- <c r='XFD9'> --><row ", 1)}),
        BOTH,
    ),
]

PERIOD = [("A1", "2011-06-01", "2011-09-01", None, None)]
_ENDED = plan(end="2011-09-01")
CENSUS = "cin_census/2012/cin.xml"


def planned(more="", **options):
    return lambda: census(child(plan(more=more) if more else _ENDED), **options)


def typed(declared):
    return lambda: census(child(_ENDED), prolog=f'<?xml version="1.0"?>{declared}')


ENTITIES = Refuses("defines entities of its own")
XML_DAMAGED = Refuses(DAMAGED)
RETURNS = [
    ("XML", "nothing odd", planned(), Reads({"cp_plans": PERIOD})),
    (
        "XML",
        "UTF-16",
        planned(prolog='<?xml version="1.0" encoding="utf-16"?>', encoding="utf-16"),
        Reads({"cp_plans": PERIOD}),
    ),
    ("XML", "a byte order mark", planned(encoding="utf-8-sig"), Reads({"cp_plans": PERIOD})),
    (
        "XML",
        "Windows-1252",
        planned(prolog='<?xml version="1.0" encoding="windows-1252"?><!-- Zoë -->', encoding="cp1252"),
        Reads({"cp_plans": PERIOD}),
    ),
    (
        "XML",
        "a namespace",
        lambda: census(child(_ENDED)).replace(b"<Message>", b'<Message xmlns="urn:x">'),
        Reads({"cp_plans": PERIOD}),
    ),
    (
        "XML",
        "a prefix",
        lambda: (
            census(child(_ENDED))
            .replace(b"<", b"<c:")
            .replace(b"<c:/", b"</c:")
            .replace(b"<c:?", b"<?")
            .replace(b"<c:Message>", b'<c:Message xmlns:c="urn:x">')
        ),
        Reads({"cp_plans": PERIOD}),
    ),
    (
        "XML",
        "a remark within a date",
        planned("<CPPendDate>2011-<!-- checked -->09-01</CPPendDate>"),
        Reads({"cp_plans": PERIOD}),
    ),
    (
        "XML",
        "an instruction within a date",
        planned("<CPPendDate>2011-09<?x y?>-01</CPPendDate>"),
        Reads({"cp_plans": PERIOD}),
    ),
    (
        "XML",
        "a date as character data",
        planned("<CPPendDate><![CDATA[2011-09-01]]></CPPendDate>"),
        Reads({"cp_plans": PERIOD}),
    ),
    (
        "XML",
        "two ends that differ",
        planned("<CPPendDate>2011-09-01</CPPendDate><CPPendDate>2011-10-01</CPPendDate>"),
        Reads({"cp_plans": []}, [(1, "CPPendDate", "other_format")]),
    ),
    ("XML", "one end said twice", planned("<CPPendDate>2011-09-01</CPPendDate>" * 2), Reads({"cp_plans": PERIOD})),
    (
        "XML",
        "two children's numbers in one",
        lambda: census(child(_ENDED, identity="<LAchildID>A1</LAchildID><LAchildID>A2</LAchildID>")),
        Reads({"cp_plans": []}, [(1, "LAchildID", "error_cell")] * 2),
    ),
    (
        "XML",
        "an end before the start",
        planned("<CPPendDate>2011-05-01</CPPendDate>"),
        Reads({"cp_plans": []}, [(1, "CPPendDate", "order")]),
    ),
    (
        "XML",
        "dates day first, all alike",
        planned("<CPPendDate>13/09/2011</CPPendDate>"),
        Reads({"cp_plans": [("A1", "2011-06-01", "2011-09-13", None, None)]}),
    ),
    (
        "XML",
        "a category that no year has",
        planned("<InitialCategoryOfAbuse>FIN</InitialCategoryOfAbuse>"),
        Reads({"cp_plans": [("A1", "2011-06-01", None, None, None)]}, [(1, "InitialCategoryOfAbuse", "unknown_code")]),
    ),
    (
        "XML",
        "a child without a number",
        lambda: census(child(_ENDED, identity="")),
        Reads({"cp_plans": []}, [(1, "LAchildID", "missing_required")] * 2),
    ),
    ("XML", "an entity that is defined and not used", typed('<!DOCTYPE Message [<!ENTITY a "b">]>'), ENTITIES),
    ("XML", "a billion laughs", typed('<!DOCTYPE Message [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'), ENTITIES),
    ("XML", "an external entity", typed('<!DOCTYPE Message [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), ENTITIES),
    (
        "XML",
        "a parameter entity",
        typed('<!DOCTYPE Message [<!ENTITY % a SYSTEM "http://localhost/x"> %a;]>'),
        Refuses("entities of its own|damaged"),
    ),
    ("XML", "an external document type", typed('<!DOCTYPE Message SYSTEM "http://localhost/x.dtd">'), ENTITIES),
    ("XML", "a document type after much white space", typed(" " * 9000 + "<!DOCTYPE Message>"), ENTITIES),
    ("XML", "an entity that is not defined", planned("<CPPendDate>&x;</CPPendDate>"), XML_DAMAGED),
    ("XML", "a control sign", planned("<CPPendDate>\x01</CPPendDate>"), XML_DAMAGED),
    ("XML", "cut short", lambda: census(child(_ENDED))[:-40], XML_DAMAGED),
    ("XML", "something after its end", lambda: census(child(_ENDED)) + b"<more/>", XML_DAMAGED),
    ("XML", "nested a hundred thousand deep", planned("<a>" * 100_000 + "</a>" * 100_000), XML_DAMAGED),
    ("XML", "a text of twelve million signs", planned(f"<CPPendDate>{'x' * 12_000_000}</CPPendDate>"), XML_DAMAGED),
    ("XML", "a root with a colon and nothing after it", lambda: b"<Message:></Message:>", LeavesAlone("no kind")),
    ("XML", "no child", census, Refuses("holds no child")),
    ("XML", "another return", lambda: b"<SchoolCensus/>", LeavesAlone("no kind that is read here")),
]

SOUND = {"DECOM": "01/06/2011", "RNE": "S", "LS": "C1", "DEC": "", "REC": ""}
READ = ("A1", "2011-06-01", "C1", None)
RETURN = "ssda903/2012/return.xml"


def episodes(*rows):
    return lambda: joined(EPISODE, *rows)


LOOKED_AFTER = [
    (
        "looked after, XML",
        "nothing odd",
        RETURN,
        lambda: looked_after(looked_after_child(SOUND)),
        Reads({"care_episodes": [READ]}),
    ),
    (
        "looked after, XML",
        "a remark within a code",
        RETURN,
        lambda: looked_after(looked_after_child(SOUND | {"LS": "C<!-- x -->1"})),
        Reads({"care_episodes": [READ]}),
    ),
    (
        "looked after, XML",
        "an end before the start",
        RETURN,
        lambda: looked_after(looked_after_child(SOUND | {"DEC": "01/05/2011", "REC": "E3"})),
        Reads({"care_episodes": []}, [(1, "DEC", "order")]),
    ),
    ("looked after, XML", "no child", RETURN, looked_after, Refuses("holds no child")),
    (
        "looked after, XML",
        "a billion laughs",
        RETURN,
        lambda: looked_after(prolog='<!DOCTYPE EXPSSDA903 [<!ENTITY a "ha">]>'),
        ENTITIES,
    ),
    (
        "looked after, CSV",
        "dates in ISO form",
        "ssda903/2012/episodes.csv",
        episodes(("A1", "2011-06-01", "S", "C1", "2011-07-02", "X1")),
        Reads({"care_episodes": [("A1", "2011-06-01", "C1", "2011-07-02")]}),
    ),
    (
        "looked after, CSV",
        "codes in other case",
        "ssda903/2012/episodes.csv",
        episodes(("A1", "01/06/2011", "s", "c1", "", "")),
        Reads({"care_episodes": [READ]}),
    ),
    (
        "looked after, CSV",
        "a code that no year has",
        "ssda903/2012/episodes.csv",
        episodes(("A1", "01/06/2011", "S", "C9", "", "")),
        Reads({"care_episodes": [("A1", "2011-06-01", None, None)]}, [(2, "LS", "unknown_code")]),
    ),
    (
        "looked after, CSV",
        "one episode twice",
        "ssda903/2012/episodes.csv",
        episodes(*[("A1", "01/06/2011", "S", "C1", "", "")] * 2),
        Reads({"care_episodes": [READ, READ]}),
    ),
]

ENDINGS = [
    ("ending", "a workbook called text", "a/log.csv", sound, Refuses("ends in .csv, but its content is a workbook")),
    ("ending", "text called a workbook", "a/annex_a.xlsx", lambda: joined(PLAN), Refuses("its content is text")),
    (
        "ending",
        "a web page called a workbook",
        "a/annex_a.xls",
        lambda: b"<html><table><tr><td>A1</td></tr></table></html>",
        Refuses("its content is a web page"),
    ),
    ("ending", "XML called text", "a/log.csv", lambda: census(child(_ENDED)), Refuses("its content is XML")),
    ("ending", "a PDF called a workbook", "a/annex_a.xlsx", lambda: b"%PDF-1.7 x", Refuses("its content is a PDF")),
    ("ending", "a workbook with .xls at its end", "a/annex_a.xls", sound, BOTH),
    ("ending", "a workbook with no ending", "a/annex_a", sound, BOTH),
    (
        "ending",
        "a document",
        "a/letter.docx",
        lambda: rezipped(sound(), drop=["xl/workbook.xml"]),
        LeavesAlone("no kind that is read here"),
    ),
    (
        "ending",
        "a picture",
        "a/photo.png",
        lambda: b"\x89PNG\r\n\x1a\n" + bytes(99),
        LeavesAlone("no kind that is read"),
    ),
]

CASES: tuple[Case, ...] = (
    *(case(item, name, make, wants, file=FILE) for item, name, make, wants in (*ARCHIVES, *UNUSUAL)),
    *(case(item, name, make, wants, file=CENSUS) for item, name, make, wants in RETURNS),
    *(case(item, name, make, wants, file=file) for item, name, file, make, wants in (*LOOKED_AFTER, *ENDINGS)),
)
