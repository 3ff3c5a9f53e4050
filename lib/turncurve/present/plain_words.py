"""Words of the trade put into plain ones, and numbers of a plan's rows left out, wherever they come from."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from turncurve.present.exhibit import Column, Exhibit

_ROW = r"[AMIOPE]\d{2,3}"
_CODES = (
    (re.compile(rf"\b(?:milestone|action|measure|objective) {_ROW}: "), ""),
    (re.compile(rf" \({_ROW}(?:, {_ROW})*\)"), ""),
    (re.compile(rf"\b(?:milestone |action |measure |objective )?{_ROW}\b[:,]? ?"), ""),
    (re.compile(r"\bshown by (?:[0-9]{2}_\w+(?:#\S+)?|\w+_\w+)"), "shown by figures of this release"),
)
_PLAIN = {
    r"intervals?": "range",
    r"confidence": "trust",
    r"significan\w*": "real",
    r"safeguarding": "keeping children safe",
    r"multi-agency": "joint",
    r"thresholds?": "level of need",
    r"caseloads?": "the cases that each worker holds",
    r"pathways?": "way",
    r"baselines?": "starting point",
    r"forecasts?": "guess from figures",
    r"trajector\w*": "course",
    r"stakeholders?": "people concerned",
    r"outcomes?-based": "by results",
    r"numerators?": "number counted",
    r"denominators?": "number out of which",
    r"cohorts?": "group",
    r"metrics?|KPIs?": "measure",
    r"datasets?": "records",
    r"percentiles?|quartiles?": "place among all",
    r"special causes?": "something out of the ordinary",
    r"stratif\w*": "in parts",
    r"over-dispers\w*": "more spread than chance",
    r"LSCB": "safety board for children",
    r"IRO": "reviewing officer",
    r"CPP?": "child protection",
    r"CIN": "child in need",
    r"s47": "enquiry",
    r"SPC": "chart",
    r"RAG": "colour",
}
_WORDS = tuple((re.compile(rf"\b(?:{trade})\b", re.IGNORECASE), plain) for trade, plain in _PLAIN.items())


def plainly(text: str) -> str:
    """Return a text in plain words.

    Parameters
    ----------
    text : str
        As a plan, an indicator or another page has it.

    Returns
    -------
    str
        Without numbers of a plan's rows, but for those of the requirements, and without words of the trade.
    """
    for pattern, instead in _CODES:
        text = pattern.sub(instead, text)
    for pattern, instead in _WORDS:
        text = pattern.sub(partial(_as_begun, instead), text)
    return text


def plain_exhibit(exhibit: Exhibit) -> Exhibit:
    """Return an exhibit in plain words.

    Parameters
    ----------
    exhibit : Exhibit
        As another page has it.

    Returns
    -------
    Exhibit
        With the same numbers.
    """
    return replace(
        exhibit,
        title=plainly(exhibit.title),
        sentence=plainly(exhibit.sentence),
        answer=plainly(exhibit.answer),
        columns=tuple(Column(plainly(each.name), each.numeric, each.trend) for each in exhibit.columns),
        rows=tuple(tuple(map(plainly, row)) for row in exhibit.rows),
        notes=tuple(map(plainly, exhibit.notes)),
    )


def _as_begun(plain: str, found: re.Match[str]) -> str:
    """Return a plain word, begun as the word of the trade that it stands for."""
    trade = found[0]
    return plain[0].upper() + plain[1:] if trade[:1].isupper() and trade[1:2].islower() else plain
