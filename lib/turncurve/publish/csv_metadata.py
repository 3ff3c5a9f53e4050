"""What each published CSV file holds, for machines: W3C CSV on the Web metadata that lies beside the file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml

from turncurve.disclosure.rule import RuleProfile
from turncurve.publish.crate import TERMS
from turncurve.reference import project
from turncurve.tables.council import Council

SUFFIX = "-metadata.json"
INVENTED = "SYNTHETIC: the council and all its records are invented."
NOTHING, NOT_YET = "–", "not yet"
_MEANS = {
    NOTHING: "there is nothing to show here",
    NOT_YET: "not enough time had passed by the report's date to know it",
}
_WHOLE = re.compile(r"[-+]?\d+")
_DECIMAL = re.compile(r"[-+]?\d+\.\d+")
_DOUBLE = re.compile(r"[-+]?\d+(\.\d+)?e[-+]?\d+")
_PERCENT = re.compile(r"percent(age points)?|%", re.IGNORECASE)


@dataclass(frozen=True)
class About:
    """What is the same for every table of one audience's folder.

    Parameters
    ----------
    council : Council
        Whose figures they are.
    as_at : datetime.date
        The report's date.
    audience : str
        Whom they are for.
    rule : RuleProfile or None
        The rule by which small counts are hidden; None where every count is shown.
    licences : tuple of str
        Licences of the published sources that the pages rest on.
    """

    council: Council
    as_at: dt.date
    audience: str
    rule: RuleProfile | None = None
    licences: tuple[str, ...] = ()

    def marks(self) -> dict[str, str]:
        """Return what stands in place of a number, with its meaning.

        Returns
        -------
        dict of str to str
            Meaning by mark.
        """
        own = {} if self.rule is None else {self.rule.symbol: f"not shown: {self.rule.title} ({self.rule.name})"}
        return {**own, **_MEANS}


@dataclass(frozen=True)
class Words:
    """What is said of one table.

    Parameters
    ----------
    title, says : str
        What it shows, and what it says.
    numeric : tuple of str
        Headings of the columns that hold numbers.
    notes : tuple of str, optional
        What must be borne in mind.
    source : str, optional
        Where the numbers come from.
    marks : mapping of str to str, optional
        Meaning of each mark that stands in place of a number, where they are not the usual ones.
    """

    title: str
    says: str
    numeric: tuple[str, ...]
    notes: tuple[str, ...] = ()
    source: str = ""
    marks: Mapping[str, str] | None = None


def metadata(path: str, data: bytes, *, words: Words, about: About) -> dict[str, bytes]:
    """Return the description of one CSV file.

    Parameters
    ----------
    path : str
        The file's path below its folder.
    data : bytes
        The file.
    words : Words
        What is said of it.
    about : About
        What is the same for all.

    Returns
    -------
    dict of str to bytes
        JSON-LD by its path: the file's own with an ending that readers of the standard look for.

    References
    ----------
    W3C (2015), Metadata Vocabulary for Tabular Data; Model for Tabular Data and Metadata on the Web.
    """
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    marks = about.marks() if words.marks is None else dict(words.marks)
    held: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": PurePosixPath(path).name,
        "dc:title": words.title,
        "dc:description": words.says,
        "dc:publisher": about.council.label,
        "dc:date": about.as_at.isoformat(),
        "dc:temporal": f"As at {about.as_at.isoformat()}: nothing dated later was used",
        "dc:audience": about.audience,
        "dc:rights": " ".join([TERMS[about.audience], *about.licences]),
        **({"dc:license": list(about.licences)} if about.licences else {}),
        **({"dc:source": words.source} if words.source else {}),
        **({"dc:provenance": INVENTED} if about.council.synthetic else {}),
        "dc:accessRights": "Every count is shown" if about.rule is None else about.rule.words,
        "notes": [
            *({"note": each} for each in words.notes),
            *({"mark": mark, "meaning": meaning} for mark, meaning in marks.items()),
        ],
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True},
        "tableSchema": {"columns": _columns(header, rows, numeric=words.numeric, marks=marks)},
    }
    text = json.dumps(held, indent=1, sort_keys=True, ensure_ascii=False)
    return {f"{path}{SUFFIX}": f"{text}\n".encode()}


def licences(inputs: Iterable[str]) -> tuple[str, ...]:
    """Return the licences of the published sources among what went in.

    Parameters
    ----------
    inputs : iterable of str
        Names of input files, as pages give them.

    Returns
    -------
    tuple of str
        Publisher and licence of each, once, in order.
    """
    folders = {project.published_folder() / PurePosixPath(name).parent for name in inputs}
    sources = [folder / "source.yml" for folder in sorted(folders) if (folder / "source.yml").is_file()]
    held = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sources]
    return tuple(dict.fromkeys(f"{each['publisher']}: {each['licence']}." for each in held if isinstance(each, dict)))


def _columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, numeric: tuple[str, ...], marks: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return what is said of each column, in order."""
    names = _names(header)
    return [
        {
            "name": name,
            "titles": title,
            **_type([row[place] for row in rows], numeric=title in numeric, marks=marks),
            **({"schema:unitText": unit} if title in numeric and (unit := unit_of(title)) else {}),
        }
        for place, (title, name) in enumerate(zip(header, names, strict=True))
    ]


def unit_of(heading: str) -> str:
    """Return the unit that a heading states.

    Parameters
    ----------
    heading : str
        Such as "Middle (days)" or "95% low".

    Returns
    -------
    str
        "days", "percent"; empty where it states none.
    """
    _, opened, inside = heading.rpartition("(")
    if opened and inside.endswith(")"):
        return inside[:-1]
    found = _PERCENT.fullmatch(heading) or re.search(r", (%|percent)$", heading, re.IGNORECASE)
    if found is None:
        return ""
    return "percentage points" if "points" in heading.lower() else "percent"


def _type(values: Sequence[str], *, numeric: bool, marks: Mapping[str, str]) -> dict[str, Any]:
    """Return a column's type, and what stands in it in place of a number."""
    if not numeric:
        return {"datatype": "string"}
    numbers = [value for value in values if value and value not in marks]
    fitting = [
        kind
        for kind, forms in (
            ("integer", (_WHOLE,)),
            ("decimal", (_WHOLE, _DECIMAL)),
            ("double", (_WHOLE, _DECIMAL, _DOUBLE)),
        )
        if all(any(form.fullmatch(number) for form in forms) for number in numbers)
    ]
    return {"datatype": fitting[0] if fitting else "string", "null": ["", *(mark for mark in marks if mark)]}


def _names(header: Sequence[str]) -> list[str]:
    """Return a name for each column that programs can use, no two of them the same."""
    found: list[str] = []
    for place, title in enumerate(header, start=1):
        name = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_") or f"column_{place}"
        found.append(name if name not in found else f"{name}_{place}")
    return found
