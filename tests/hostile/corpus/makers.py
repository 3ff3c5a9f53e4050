"""Files of each format as bytes, and the ways in which they are spoilt."""

import datetime as dt
import io
import struct
import warnings
import zipfile

import pandas as pd
import xlsxwriter

CHILD, TEAM = "Child Unique ID", "Allocated Team"
START, END = "Child Protection Plan Start Date", "Child Protection Plan End Date"
INITIAL, EARLIER = "Initial Category of Abuse", "Number of Previous Child Protection Plans"
PLAN = (CHILD, START, END, INITIAL, EARLIER)
LOG = ("Received", "Child ID", "Route", "From whom")
REFERRAL = (CHILD, "Date of referral", "Referral Source", TEAM)
EPISODE = ("CHILD", "DECOM", "RNE", "LS", "DEC", "REC")
SHEET = "xl/worksheets/sheet1.xml"


class Padded(int):
    """A number in the format 000000, of an .xls or .xlsb workbook."""


def joined(*rows, by=",", end="\n", encoding="utf-8"):
    """Return a text file: rows are tuples of cells or lines as they are."""
    return "".join((row if isinstance(row, str) else by.join(row)) + end for row in rows).encode(encoding)


def book(*rows, title="List_7", change=None, options=None, sheets=None):
    """Return a workbook: one sheet of rows, others by title; dates become real dates; the change is made at the end."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, **(options or {})}) as made:
        dated = made.add_format({"num_format": "dd/mm/yyyy"})
        for name, lines in {title: rows, **(sheets or {})}.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(lines):
                for place, cell in enumerate(row):
                    if isinstance(cell, dt.date):
                        sheet.write_datetime(number, place, pd.Timestamp(cell).to_pydatetime(), dated)
                    elif cell is not None:
                        sheet.write(number, place, cell)
        if change is not None:
            change(made, made.worksheets()[0])
    return held.getvalue()


def rezipped(content, changes=None, *, also=(), drop=()):
    """Return an archive with parts changed by name, dropped, or added (a name may come again)."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in drop:
                part = old.read(name)
                new.writestr(name, (changes or {}).get(name, lambda each: each)(part))
        with warnings.catch_warnings(action="ignore"):  # of a name that comes again, as is meant
            for name, part in also:
                new.writestr(name, part)
    return held.getvalue()


def in_sheet(content, old, new):
    """Return a workbook whose first sheet has bytes replaced; they must be there."""

    def change(part):
        assert old in part, part[:3000]
        return part.replace(old, new)

    return rezipped(content, {SHEET: change})


def day(text):
    """Return a date from ISO text."""
    return dt.date.fromisoformat(text)


def census(*children, prolog='<?xml version="1.0" encoding="utf-8"?>', year="2012", encoding="utf-8", header=None):
    """Return a census of children given as XML."""
    own = header or (
        f"<Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year>"
        f"<ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails></Header>"
    )
    return f"{prolog}<Message>{own}<Children>{''.join(children)}</Children></Message>".encode(encoding)


def child(*details, identity="<LAchildID>A1</LAchildID><PersonBirthDate>2005-01-01</PersonBirthDate>"):
    """Return a child of the census as XML, each detail being what stands in one CINdetails."""
    body = "".join(f"<CINdetails><CINreferralDate>2011-05-01</CINreferralDate>{each}</CINdetails>" for each in details)
    return f"<Child><ChildIdentifiers>{identity}</ChildIdentifiers>{body}</Child>"


def plan(start="2011-06-01", end="", more=""):
    """Return a child protection plan of the census as XML."""
    ended = f"<CPPendDate>{end}</CPPendDate>" if end else ""
    return f"<ChildProtectionPlans><CPPstartDate>{start}</CPPstartDate>{ended}{more}</ChildProtectionPlans>"


def looked_after(*children, root="EXPSSDA903", prolog='<?xml version="1.0"?>'):
    """Return a looked after return as XML."""
    return f"{prolog}<{root}>{''.join(children)}</{root}>".encode()


def looked_after_child(*episodes, who="A1"):
    """Return a child of the looked after return: episodes are dicts of element and text."""
    body = "".join(
        "<EPISODE>" + "".join(f"<{k}>{v}</{k}>" for k, v in each.items()) + "</EPISODE>" for each in episodes
    )
    return f"<CHILD><HEADER><CHILDID>{who}</CHILDID><SEX>1</SEX><DOB>01/02/2010</DOB></HEADER>{body}</CHILD>"


def open_document(*rows, title="List_7", table=""):
    """Return an .ods workbook; a cell is a text, a date (ISO in a tuple) or XML as it is; or the table's XML given."""
    body = table or "".join(f"<table:table-row>{''.join(map(_open_cell, row))}</table:table-row>" for row in rows)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="{title}">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"/>'
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        made.writestr("META-INF/manifest.xml", manifest)
        made.writestr("content.xml", content)
    return held.getvalue()


def _open_cell(cell):
    """Return a cell of an .ods sheet."""
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, dt.date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}">'
            f"<text:p>{cell:%d/%m/%Y}</text:p></table:table-cell>"
        )
    if cell.startswith("<"):
        return cell
    return f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'


# .xls: a compound file that holds one BIFF8 stream, by hand


def _record(kind, body=b""):
    """Return one BIFF record."""
    return struct.pack("<HH", kind, len(body)) + body


def _words(text):
    """Return a text as BIFF8 writes it: length, then two bytes a sign."""
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _old_cell(row, place, cell):
    """Return the record of one cell: text, number, date (a number in the second format), or a raw record's body."""
    if cell is None:
        return b""
    if isinstance(cell, dt.date):
        days = float((cell - dt.date(1899, 12, 30)).days)
        return _record(0x0203, struct.pack("<HHHd", row, place, 1, days))
    if isinstance(cell, bytes):
        return _record(0x0205, struct.pack("<HHH", row, place, 0) + cell)
    if isinstance(cell, int | float):
        return _record(0x0203, struct.pack("<HHHd", row, place, 2 * isinstance(cell, Padded), float(cell)))
    return _record(0x0204, struct.pack("<HHH", row, place, 0) + _words(cell))


def old_stream(rows, *, title="List_7", from_1904=False, encrypted=False, more=b""):
    """Return a BIFF8 stream of one sheet."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    formats = b"".join(_record(0x00E0, struct.pack("<HHHHHIIH", 0, f, 0, 0, 0, 0, 0, 0)) for f in (0, 14, 164))
    formats = _record(0x041E, struct.pack("<H", 164) + _words("000000")) + formats
    head = _record(0x0809, begin)
    head += _record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if encrypted else b""
    head += _record(0x0042, struct.pack("<H", 1200)) + _record(0x0022, struct.pack("<H", from_1904)) + formats
    name = struct.pack("<BB", len(title), 1) + title.encode("utf-16-le")
    at = len(head) + 4 + 6 + len(name) + 4
    head += _record(0x0085, struct.pack("<IBB", at, 0, 0) + name) + _record(0x000A)
    cells = b"".join(_old_cell(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row))
    extent = struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0)
    begin_sheet = struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6)
    return head + _record(0x0809, begin_sheet) + _record(0x0200, extent) + cells + more + _record(0x000A)


def compound(stream, *, name="Workbook"):
    """Return a compound file with one stream, padded so that it needs no small sectors."""
    size = 512
    body = stream.ljust(max(4096, -(-len(stream) // size) * size), b"\x00")
    sectors = len(body) // size
    tables = 1
    while (sectors + 1 + tables) * 4 > tables * size:
        tables += 1
    free, end, own = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain = [own] * tables + [end] + [*range(tables + 2, tables + 1 + sectors), end]
    chain += [free] * (tables * size // 4 - len(chain))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", *range(tables), *([free] * (109 - tables)))

    def entry(title, kind, start, length, below):
        words = (title + "\x00").encode("utf-16-le") if title else b""
        return words.ljust(64, b"\x00") + struct.pack(
            "<HBBIII16xI16xIQ", len(words), kind, 1, free, free, below, 0, start, length
        )

    folder = entry("Root Entry", 5, end, 0, 1) + entry(name, 2, tables + 1, len(body), free)
    folder += entry("", 0, 0, 0, free) * 2
    return header + struct.pack(f"<{len(chain)}I", *chain) + folder + body


def old_book(*rows, **options):
    """Return an .xls workbook of one sheet."""
    return compound(old_stream(rows, **options))


# .xlsb: the archive of an .xlsx whose parts are records, by hand


def _part(kind, body=b""):
    """Return one record of a binary part."""
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, left = b"", len(body)
    while True:
        low, left = left & 0x7F, left >> 7
        length += bytes([low | (0x80 if left else 0)])
        if not left:
            return number + length + body


def _long_words(text):
    """Return a text as a binary part writes it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _binary_rows(rows, at):
    """Return the records of a binary sheet's cells."""
    lines = b""
    for number, row in enumerate(rows):
        lines += _part(0, struct.pack("<IIHBBBI", (at or {}).get(number, number), 0, 300, 0, 0, 0, 0))
        for place, cell in enumerate(row):
            if isinstance(cell, dt.date):
                lines += _part(5, struct.pack("<IId", place, 1, float((cell - dt.date(1899, 12, 30)).days)))
            elif isinstance(cell, bytes):
                lines += _part(3, struct.pack("<II", place, 0) + cell)
            elif isinstance(cell, int | float):
                lines += _part(5, struct.pack("<IId", place, 2 * isinstance(cell, Padded), float(cell)))
            elif cell is not None:
                lines += _part(6, struct.pack("<II", place, 0) + _long_words(cell))
    return lines


def binary_book(*rows, title="List_7", from_1904=False, at=None):
    """Return an .xlsb workbook of one sheet: cells are texts, numbers, dates (in the date format) or error codes."""
    lines = _binary_rows(rows, at)
    extent = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = _part(129) + _part(148, extent) + _part(145) + lines + _part(146) + _part(130)
    about = _part(156, struct.pack("<II", 0, 1) + _long_words("rId1") + _long_words(title))
    settings = _part(131) + _part(153, struct.pack("<III", from_1904, 0, 0)) + _part(143) + about + _part(144)
    formats = _part(617, struct.pack("<I", 3)) + b"".join(
        _part(47, struct.pack("<HHHHHBBBB", 0, each, 0, 0, 0, 0, 0, 0, 0)) for each in (0, 14, 164)
    )
    own_formats = _part(615, struct.pack("<I", 1)) + _part(44, struct.pack("<H", 164) + _long_words("000000"))
    styles = _part(278) + own_formats + _part(616) + formats + _part(618) + _part(279)
    kinds = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    own = f'{links}<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    root = f'{links}<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.bin"/></Relationships>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", kinds)
        made.writestr("_rels/.rels", root)
        made.writestr("xl/workbook.bin", settings + _part(132))
        made.writestr("xl/_rels/workbook.bin.rels", own)
        made.writestr("xl/styles.bin", styles)
        made.writestr("xl/worksheets/sheet1.bin", sheet)
    return held.getvalue()
