"""The figures in a page's sentences marked for machines, so that each can be held against what was signed."""

from __future__ import annotations

import re

from turncurve.publish import templates

_SENTENCE = re.compile(r'(<p class="(?:sentence|answer)">)(.*?)(</p>)', re.DOTALL)
_MARKUP = re.compile(r"(<(?:a|code|button|summary|data)\b.*?</(?:a|code|button|summary|data)>|<[^>]+>)", re.DOTALL)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Days and years are when, sections and forms are names, and what stands in a longer word or an escape is neither.
_FIGURE = re.compile(
    r"(?<![\w&#./,-])(?<!Section )(?<!section )(?<!Regulation )(?<!Part )(?<!Form )"
    r"(?!(?:19|20)\d\d(?![\d%]|[,.]\d))"
    rf"(?!\d{{1,2}} (?:{_MONTHS})\b)"
    r"[-+\u2212]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w/]|[,.-]\d)"
)


def mark(html: str) -> str:
    """Mark each figure of a page's answers and sentences, as those of its tables are.

    Parameters
    ----------
    html : str
        A page, or part of one, whose text is escaped already.

    Returns
    -------
    str
        The same page to a reader.
    """
    return _SENTENCE.sub(lambda found: f"{found[1]}{_marked(found[2])}{found[3]}", html)


def _marked(inner: str) -> str:
    """Return a sentence with its figures marked, but for those inside a word explained or a link."""
    parts = _MARKUP.split(inner)
    parts[::2] = [_FIGURE.sub(_data, text) for text in parts[::2]]
    return "".join(parts)


def _data(found: re.Match[str]) -> str:
    """Return one figure, marked."""
    return templates.fill("figure.html.j2", value=found[0].replace(",", ""), text=found[0])
