"""Index pages: one for each release and audience, and one over all of them."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from turncurve.publish import listing, look, manifest
from turncurve.publish.changes import PAGE as WHAT_CHANGED
from turncurve.publish.citation import CITATION
from turncurve.publish.components import COMPONENTS
from turncurve.publish.crate import CRATE
from turncurve.publish.feed import FEED
from turncurve.publish.manifest import PageEntry
from turncurve.tables.council import Council
from turncurve.tables.verify import MANIFEST, SIGN_OFF

INDEX = "index.html"
SEARCH = "search.html"

FIRST_SENTENCES = 2
"""So many sentences of each page's answer stand on the index over all."""

_FOR = {"public": "For the public", "restricted": "Restricted: OFFICIAL-SENSITIVE"}
_QUESTIONS = "By question"
_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")

# What stands beside the pages, with what it is for; each is listed where a release has it.
_BESIDE = {
    WHAT_CHANGED: ("What has changed since the last release", "Figure by figure."),
    CITATION: ("How to cite these pages", "A BibTeX entry."),
}
_PROOF = {
    CRATE: "The release as archives describe it (RO-Crate): each run, what went in and what came out.",
    COMPONENTS: "Every package of the environment, with its hash (CycloneDX).",
}


def release_index(
    council: Council,
    *,
    as_at: dt.date,
    audience: str,
    entries: Sequence[PageEntry],
    tables: Sequence[tuple[str, str]],
    files: Sequence[str] = (),
    rule: str = "",
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
    files : sequence of str
        Paths of all files of the folder.
    rule : str, optional
        By which rule this audience is shown counts, in words.

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
        *(look.Link(name, name, words) for name, words in _PROOF.items() if name in files),
    )
    beside = tuple(look.Link(words, name, says) for name, (words, says) in _BESIDE.items() if name in files)
    workbooks = tuple(
        look.Link(f"{each.question}: all tables as a workbook", f"{each.page}.xlsx")
        for each in entries
        if f"{each.page}.xlsx" in files
    )
    sections = [
        listing.Section("Questions and answers", questions),
        listing.Section("Beside the pages", beside),
        listing.Section("Tables as workbooks", workbooks, kind="files"),
        listing.Section("Tables as CSV files", tuple(look.Link(title, path) for title, path in tables), kind="files"),
        listing.Section(
            "Proof", proof, ("The command turncurve verify, with the name of this folder, checks every file.",), "files"
        ),
    ]
    return listing.render(
        look.Look(
            title=look.title("Pages", subject),
            owner=council.label,
            marks=look.marks(council, audience=audience, draft=any(each.missing for each in entries)),
            up=look.Link("All councils and periods", "../../../../index.html"),
            foot=(f"{subject}. {look.AUDIENCE_WORDS[audience]}.",),
            style=look.style([subject, look.AUDIENCE_WORDS[audience]]),
        ),
        heading=subject,
        lines=(
            "Each question with the first thing that its page says.",
            *((f"Disclosure control: {rule}.",) if rule else ()),
        ),
        sections=[each for each in sections if each.links],
    )


def search_page(reports: Path) -> str:
    """Return the list of everything shown in the latest editions, by question, with a box to search it.

    Parameters
    ----------
    reports : pathlib.Path
        The reports folder.

    Returns
    -------
    str
        HTML; without script the list is whole, and a browser's own search works in it.
    """
    by_question: dict[str, list[look.Link]] = {}
    for folder in _latest_editions(reports):
        for audience in sorted(path.parent for path in folder.glob(f"*/{MANIFEST}")):
            held = manifest.read(audience)
            standing = look.standing(Council(**held["council"]), dt.date.fromisoformat(held["as_at"]))
            mark = (look.AUDIENCE_WORDS[held["audience"]], held["audience"])
            place = audience.relative_to(reports).as_posix()
            for page in held["pages"]:
                by_question.setdefault(page["question"], []).extend(
                    look.Link(f"{title}: {standing}", f"{place}/{page['page']}.html#{address}", sentence, *mark)
                    for address, title, sentence in page["exhibits"]
                )
    return listing.render(
        look.Look(
            title="Turning the Curve: everything shown, by question",
            owner="Turning the Curve",
            marks=(),
            up=look.Link("All councils and periods", INDEX),
            foot=("Nothing on this page is fetched from elsewhere.",),
            style=look.style(),
            script=listing.search_script(),
        ),
        heading="Everything shown, by question",
        lines=("Each picture and table of the latest editions, with what it says.",),
        sections=[listing.Section(question, tuple(links)) for question, links in sorted(by_question.items())],
    )


def _latest_editions(reports: Path) -> list[Path]:
    """Return the latest edition of each council's release at each date."""
    editions = sorted(path.parent for path in reports.glob(f"*/*/*/{SIGN_OFF}") if path.parent.name.isdigit())
    latest = {edition.parent: edition for edition in sorted(editions, key=lambda each: int(each.name))}
    return [latest[folder] for folder in _latest_first(latest)]


def _latest_first(folders: Iterable[Path]) -> list[Path]:
    """Return releases by council, the latest date of each first: that is what most readers come for."""
    by_date = sorted(set(folders), key=lambda folder: folder.name, reverse=True)
    return sorted(by_date, key=lambda folder: folder.parent.name)


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
    folders = _latest_first(edition.parent for edition in editions)
    periods = [section for folder in folders for section in _period(folder, editions, reports)]
    return listing.render(
        look.Look(
            title="Turning the Curve: released reports",
            owner="Turning the Curve",
            marks=(),
            up=None,
            foot=("Where a release was corrected, the latest edition is listed; earlier ones keep their addresses.",),
            style=look.style(),
        ),
        heading="Released reports",
        lines=(
            "By council and period, the latest first; for whom; and by question. Each with what its page says first.",
        ),
        sections=[*periods, *_by_question(folders, editions, reports), *_ways_in(bool(periods))],
        feed=FEED if periods else "",
    )


def _ways_in(anything: bool) -> list[listing.Section]:
    """Return the other ways to what is released."""
    links = (
        look.Link(
            "Everything shown, by question", SEARCH, "A list of every picture and table, with a box to search it."
        ),
        look.Link("Feed of releases", FEED, "For a feed reader, which says when there is a new edition."),
    )
    return [listing.Section("Other ways in", links)] if anything else []


def _held(folder: Path, editions: Sequence[Path]) -> tuple[Path, dict[str, Any], list[dict[str, Any]]]:
    """Return the latest edition of one council's release at one date, its sign-off and its manifests."""
    latest = max((each for each in editions if each.parent == folder), key=lambda edition: int(edition.name))
    signed = json.loads((latest / SIGN_OFF).read_text(encoding="utf-8"))
    return latest, signed, [manifest.read(latest / audience) for audience in sorted(signed["manifests"])]


def _standing(held: Mapping[str, Any]) -> str:
    """Return the line that says whose a folder is and when."""
    return look.standing(Council(**held["council"]), dt.date.fromisoformat(held["as_at"]))


def _period(folder: Path, editions: Sequence[Path], reports: Path) -> list[listing.Section]:
    """Return the latest edition of one council's release at one date, by audience."""
    latest, signed, held = _held(folder, editions)
    subject = _standing(held[0])
    said = f"Edition {latest.name}. {signed['signed_by']}." + (f" {signed['reason']}." if signed["reason"] else "")
    place = latest.relative_to(reports).as_posix()
    audiences = [listing.Section(_FOR[each["audience"]], tuple(_links(each, place)), within=subject) for each in held]
    earlier = tuple(
        look.Link(f"Edition {edition.name}, {audience.name}", f"{audience.relative_to(reports).as_posix()}/{INDEX}")
        for edition in sorted(editions, key=lambda each: int(each.name))
        if edition.parent == folder and edition != latest
        for audience in sorted(each for each in edition.iterdir() if (each / MANIFEST).is_file())
    )
    former = [listing.Section("Earlier editions", earlier, kind="files", within=subject)] if earlier else []
    return [listing.Section(subject, (), (said,)), *audiences, *former]


def _links(held: Mapping[str, Any], place: str) -> list[look.Link]:
    """Return links to the pages of one audience's folder."""
    audience = str(held["audience"])
    folder = f"{place}/{audience}"
    pages = [
        look.Link(each["question"], f"{folder}/{each['page']}.html", gist(each["answer"])) for each in held["pages"]
    ]
    return [*pages, look.Link(f"All pages and tables, {audience}", f"{folder}/{INDEX}")]


def _by_question(folders: Sequence[Path], editions: Sequence[Path], reports: Path) -> list[listing.Section]:
    """Return each question with every period and audience that it was answered for."""
    found: dict[str, list[look.Link]] = {}
    for folder in folders:
        latest, _, several = _held(folder, editions)
        for held in several:
            audience = held["audience"]
            place = f"{latest.relative_to(reports).as_posix()}/{audience}"
            mark = (look.AUDIENCE_WORDS[audience], audience)
            for page in held["pages"]:
                link = look.Link(_standing(held), f"{place}/{page['page']}.html", "", *mark)
                found.setdefault(page["question"], []).append(link)
    parts = [
        listing.Section(each, tuple(links), kind="files", within=_QUESTIONS) for each, links in sorted(found.items())
    ]
    return [listing.Section(_QUESTIONS, ()), *parts] if parts else []


def gist(answer: str) -> str:
    """Return the beginning of an answer: its judgement, and the first thing that it rests on.

    Parameters
    ----------
    answer : str
        What a page says first.

    Returns
    -------
    str
        Its first two sentences.
    """
    sentences = _SENTENCE_END.split(answer)
    return " ".join(sentences[:FIRST_SENTENCES])
