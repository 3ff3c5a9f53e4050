"""One sound file of each format, and the ways in which chance may spoil it."""

import io
import random
import zipfile

from tests.hostile.corpus import makers
from tests.hostile.corpus.makers import EPISODE, LOG, PLAN, child, day, joined, plan

_ROWS = [PLAN, ("A1", day("2012-05-15"), day("2012-08-01"), "a) Neglect", 0), ("A2", day("2012-06-03"), None, "PHY", 1)]
_TOKENS = (
    b"\x00", b"\xff\xff\xff\xff", b"<", b">", b"&", b'"', b"\r\n", b",", b"]]>", b"<!DOCTYPE x>", b"2012-05-15", b"-1",
    b"99999999999", b"\xe2\x80\x8b", b"PK\x03\x04", b"xmlns", b"1E+11", b"=", b"#REF!",
)  # fmt: skip


def _numbered(rows):
    """Return rows whose numbers are texts, as an .ods sheet is made from."""
    return [tuple(str(cell) if isinstance(cell, int) else cell for cell in row) for row in rows]


# by the file's name: how a sound one is made
SOUND = {
    "log.csv": lambda: joined(LOG, ("13/04/2012 09:30", "71", "Phone", '"Police"'), ("01/05/2012", "2", "Email", "1A")),
    "episodes.csv": lambda: joined(EPISODE, ("A1", "01/06/2011", "S", "C1", "02/07/2011", "X1")),
    "annex_a.xlsx": lambda: makers.book(*_ROWS),
    "annex_a.xls": lambda: makers.old_book(*_ROWS),
    "annex_a.xlsb": lambda: makers.binary_book(*_ROWS),
    "annex_a.ods": lambda: makers.open_document(*_numbered(_ROWS)),
    "cin.xml": lambda: makers.census(child(plan(end="2011-09-01"), "<DateOfInitialCPC>2011-05-20</DateOfInitialCPC>")),
    "ssda903.xml": lambda: makers.looked_after(makers.looked_after_child({"DECOM": "01/06/2011", "RNE": "S"})),
}


def mutated(content, *, chance: random.Random):
    """Return a file's bytes with a few places changed; of an archive, often within one of its parts."""
    if content.startswith(b"PK") and chance.random() < 0.8:
        return _in_a_part(content, chance)
    for _ in range(chance.randint(1, 6)):
        content = _once(content, chance)
    return content


def _in_a_part(content, chance):
    """Return an archive one of whose parts is changed."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            part = old.read(name)
            for _ in range(chance.randint(1, 4) if name == chosen else 0):
                part = _once(part, chance)
            new.writestr(name, part)
    return held.getvalue()


def _once(content, chance):
    """Return bytes with one change."""
    at = chance.randrange(len(content) + 1)
    until = min(len(content), at + chance.choice((1, 1, 2, 4, 16, 200)))
    piece = content[at:until]
    changes = (
        lambda: content[:at] + bytes(each ^ (1 << chance.randrange(8)) for each in piece) + content[until:],
        lambda: content[:at] + content[until:],
        lambda: content[:at] + chance.randbytes(len(piece)) + content[until:],
        lambda: content[:at] + piece * chance.choice((2, 3, 50)) + content[until:],
        lambda: content[:at] + chance.choice(_TOKENS) + content[at:],
        lambda: content[:at] + chance.choice(_TOKENS) + content[until:],
        lambda: content[: max(at, 1)],
    )
    return chance.choice(changes)()
