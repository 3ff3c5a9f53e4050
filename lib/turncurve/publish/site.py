"""Index pages: one for each release and audience, and one over all of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from turncurve.publish import look, manifest
from turncurve.publish.manifest import PageEntry
from turncurve.reference.project import slug
from turncurve.tables.council import Council
from turncurve.tables.verify import MANIFEST, SIGN_OFF

INDEX = "index.html"


@dataclass(frozen=True)
class Section:
    """One part of an index page.

    Parameters
    ----------
    heading : str
        What the links have in common.
    links : tuple of Link
        Where they lead.
    lines : tuple of str
        What is said before them.
    kind : str
        How the links are set: "pages", each with its answer, or "files".
    """

    heading: str
    links: tuple[look.Link, ...]
    lines: tuple[str, ...] = ()
    kind: str = "pages"

    @property
    def id(self) -> str:
        """The section's address on its page."""
        return f"section-{slug(self.heading).replace('_', '-')}"


def release_index(
    council: Council, *, as_at: dt.date, audience: str, entries: Sequence[PageEntry], tables: Sequence[tuple[str, str]]
) -> str:
    """Return the index of one release for one audience.

    Parameters
    ----------
    council : Council
        Whose release it is.
    as_at : datetime.date
        The report's date.
    audience : str
        Whom it is for.
    entries : sequence of PageEntry
        Its pages.
    tables : sequence of (str, str)
        Title and path of each table's file.

    Returns
    -------
    str
        HTML.
    """
    subject = look.standing(council, as_at)
    questions = tuple(
        look.Link(each.question, f"{each.page}.html", each.answer, *(("DRAFT", "draft") if each.missing else ()))
        for each in entries
    )
    proof = (
        look.Link(MANIFEST, MANIFEST, "The hash of every file and of everything it was made from."),
        *(look.Link(f"{each.page}.ipynb", f"{each.page}.ipynb", "The executed notebook.") for each in entries),
    )
    sections = [
        Section("Questions and answers", questions),
        Section("Tables as CSV files", tuple(look.Link(title, path) for title, path in tables), kind="files"),
        Section(
            "Proof", proof, ("The command turncurve verify, with the name of this folder, checks every file.",), "files"
        ),
    ]
    return _render(
        look.Look(
            title=look.title("Pages", subject),
            owner=council.label,
            marks=look.marks(council, audience=audience, draft=any(each.missing for each in entries)),
            up=look.Link("All councils and periods", "../../../../index.html"),
            foot=(f"{subject}. {look.AUDIENCE_WORDS[audience]}.",),
            style=look.style([subject, look.AUDIENCE_WORDS[audience]]),
        ),
        heading=subject,
        lines=("Each question with the first thing that its page says.",),
        sections=[each for each in sections if each.links],
    )


def root_index(reports: Path) -> str:
    """Return the index over everything released: by council, period, audience and question.

    Parameters
    ----------
    reports : pathlib.Path
        The reports folder.

    Returns
    -------
    str
        HTML.
    """
    editions = sorted(path.parent for path in reports.glob(f"*/*/*/{SIGN_OFF}") if path.parent.name.isdigit())
    sections = [
        section
        for folder, several in groupby(editions, key=lambda edition: edition.parent)
        for section in [_period(folder, sorted(several, key=lambda edition: int(edition.name)), reports)]
    ]
    return _render(
        look.Look(
            title="Turning the Curve: released reports",
            owner="Turning the Curve",
            marks=(),
            up=None,
            foot=("Where a release was corrected, the latest edition is listed; earlier ones keep their addresses.",),
            style=look.style(),
        ),
        heading="Released reports",
        lines=("By council and period, with the first thing that each page says.",),
        sections=sections,
    )


def _period(folder: Path, editions: Sequence[Path], reports: Path) -> Section:
    """Return the latest edition of one council's release at one date."""
    latest = editions[-1]
    signed = json.loads((latest / SIGN_OFF).read_text(encoding="utf-8"))
    held = [manifest.read(latest / audience) for audience in sorted(signed["manifests"])]
    council = Council(**held[0]["council"])
    links = tuple(link for each in held for link in _links(each, latest.relative_to(reports).as_posix()))
    said = f"Edition {latest.name}. {signed['signed_by']}." + (f" {signed['reason']}." if signed["reason"] else "")
    earlier = tuple(
        look.Link(f"Edition {edition.name}, {audience.name}", f"{audience.relative_to(reports).as_posix()}/{INDEX}")
        for edition in editions[:-1]
        for audience in sorted(each for each in edition.iterdir() if (each / MANIFEST).is_file())
    )
    return Section(look.standing(council, dt.date.fromisoformat(folder.name)), (*links, *earlier), (said,))


def _links(held: Mapping[str, Any], place: str) -> list[look.Link]:
    """Return links to the pages of one audience's folder."""
    audience = str(held["audience"])
    mark = (look.AUDIENCE_WORDS[audience], audience)
    folder = f"{place}/{audience}"
    pages = [
        look.Link(each["question"], f"{folder}/{each['page']}.html", each["answer"], *mark) for each in held["pages"]
    ]
    return [*pages, look.Link(f"All pages and tables, {audience}", f"{folder}/{INDEX}")]


def _render(words: look.Look, *, heading: str, lines: tuple[str, ...], sections: Sequence[Section]) -> str:
    """Return an index page."""
    page = {
        **{name: getattr(words, name) for name in ("title", "owner", "marks", "up", "foot", "style", "policy")},
        "heading": heading,
        "lines": lines,
        "sections": sections,
    }
    return _environment().get_template("listing.html.j2").render(page=page)


@cache
def _environment() -> Environment:
    """Return the templates; every word is escaped."""
    return Environment(
        loader=PackageLoader("turncurve.publish", "template"),
        autoescape=True,
        undefined=StrictUndefined,
    )
