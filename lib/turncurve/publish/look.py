"""What every page of ours looks like and allows: the head's words, the style and the content security policy."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from turncurve.tables.council import Council

LONGEST_TITLE = 70
# Characters that are not seen and turn the order of what is read about: 16.0% could be made to read 0.61%. And those
# that no page may hold.
_UNSEEN = re.compile("[\0\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
AUDIENCE_WORDS = {"public": "Public", "restricted": "OFFICIAL-SENSITIVE"}


@dataclass(frozen=True)
class Mark:
    """A word that stands at the top of a page.

    Parameters
    ----------
    words : str
        The word.
    kind : str
        How it is set: "public", "restricted", "synthetic" or "draft".
    """

    words: str
    kind: str


@dataclass(frozen=True)
class Link:
    """A link with what it leads to.

    Parameters
    ----------
    words : str
        What the reader clicks on.
    href : str
        Where it leads, relative to the page.
    says : str
        The answer that stands there; empty where there is none.
    mark, kind : str
        A word beside it, and how that is set; empty where there is none.
    """

    words: str
    href: str
    says: str = ""
    mark: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Look:
    """The words around a page's contents.

    Parameters
    ----------
    title : str
        The title of the browser's tab.
    owner : str
        The council, as it must stand on every output.
    marks : tuple of Mark
        The words at the top.
    up : Link or None
        Where the reader came from.
    foot : tuple of str
        The lines at the foot.
    style : str
        The page's own style sheet.
    script : str
        The page's own script; empty for nearly every page.
    """

    title: str
    owner: str
    marks: tuple[Mark, ...]
    up: Link | None
    foot: tuple[str, ...]
    style: str = field(repr=False)
    script: str = field(default="", repr=False)

    @property
    def policy(self) -> str:
        """The content security policy: our own style and script, pictures within the page, and nothing else."""
        script = f"script-src 'sha256-{_digest(self.script)}'; " if self.script else ""
        return (
            f"default-src 'none'; style-src 'sha256-{_digest(self.style)}'; {script}img-src data:; base-uri 'none'; "
            "form-action 'none'"
        )


def _digest(text: str) -> str:
    """Return a text's hash as a policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def as_read(html: str) -> str:
    """Return a page without the characters that are not seen and change the order of what is.

    Parameters
    ----------
    html : str
        A page, escaped already.

    Returns
    -------
    str
        The page; a council's own words are otherwise as they were written.
    """
    return _UNSEEN.sub("", html)


def standing(council: Council, as_at: dt.date) -> str:
    """Return the line that says whose page it is and when.

    Parameters
    ----------
    council : Council
        The council.
    as_at : datetime.date
        The report's date.

    Returns
    -------
    str
        "Exampleshire (SYNTHETIC), as at 31 March 2013".
    """
    return f"{council.label}, as at {as_at.day} {as_at:%B %Y}"


def title(question: str, subject: str, *, draft: bool = False) -> str:
    """Return a page's title, the question cut at a word where both would be too long to read in a tab.

    Parameters
    ----------
    question : str
        What the page answers.
    subject : str
        Whose page it is and when.
    draft : bool
        Whether the page is a draft.

    Returns
    -------
    str
        At most 70 characters, unless the subject alone is longer.
    """
    start = "DRAFT: " if draft else ""
    room = LONGEST_TITLE - len(f"{start}: {subject}")
    if len(question) > room:
        words = question[: max(room - 1, 0)].rsplit(" ", 1)[0].rstrip(" ,:;")
        question = f"{words}…" if words else ""
    return f"{start}{question}: {subject}" if question else f"{start}{subject}"


def marks(council: Council, *, audience: str, draft: bool = False) -> tuple[Mark, ...]:
    """Return the words that stand at the top of a council's page.

    Parameters
    ----------
    council : Council
        The council.
    audience : str
        Whom the page is for.
    draft : bool
        Whether the page is a draft.

    Returns
    -------
    tuple of Mark
        The audience, and SYNTHETIC and DRAFT where they hold.
    """
    invented = (Mark("SYNTHETIC: an invented council", "synthetic"),) if council.synthetic else ()
    unfinished = (Mark("DRAFT", "draft"),) if draft else ()
    return (Mark(AUDIENCE_WORDS[audience], audience), *invented, *unfinished)


def style(running: Sequence[str] = ()) -> str:
    """Return the style sheet, with the words that run at the foot of every printed page.

    Parameters
    ----------
    running : sequence of str
        Such as the council and the marking.

    Returns
    -------
    str
        Style sheet.
    """
    if not running:
        return _sheet()
    words = " · ".join(running).replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    return (
        f'{_sheet()}@page {{ @bottom-left {{ content: "{words}"; font: 8pt sans-serif; }} '
        '@bottom-right { content: counter(page) " of " counter(pages); font: 8pt sans-serif; } }\n'
    )


@cache
def _sheet() -> str:
    """Return the style sheet that all pages share."""
    text = files("turncurve.publish").joinpath("template", "style.css").read_text(encoding="utf-8")
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines() if line.strip())
