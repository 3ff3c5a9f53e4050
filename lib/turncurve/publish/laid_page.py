"""One page's own files, laid out as soon as its notebook has run and while others still do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import nbformat

from turncurve.present.basis import protection
from turncurve.publish import look, render
from turncurve.publish.executed import Executed
from turncurve.publish.request import Request
from turncurve.publish.spreadsheet import SUFFIX, Sheet, workbook


@dataclass(frozen=True)
class LaidPage:
    """A page laid out but for what it needs to know of the release's other pages.

    Parameters
    ----------
    executed : Executed
        What its notebook showed.
    question : str
        What it answers.
    html : str
        The page, marked where links to other pages belong.
    files : mapping of str to bytes
        Its notebook and its workbook, by path below the audience's folder.
    """

    executed: Executed
    question: str
    html: str = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)


def lay(executed: Executed, *, request: Request) -> LaidPage:
    """Lay out one page of a release.

    Parameters
    ----------
    executed : Executed
        What its notebook showed.
    request : Request
        The release asked for.

    Returns
    -------
    LaidPage
        The page.
    """
    page = executed.unit.page
    (question,) = (each.source.question for each in request.asked if each.page == page)
    files = {f"{page}.ipynb": (nbformat.writes(executed.notebook) + "\n").encode()}
    html = render.page(executed, question=question, council=request.identity)
    return LaidPage(executed, question, html, {**files, **_workbook(executed, question=question, request=request)})


def _workbook(page: Executed, *, question: str, request: Request) -> dict[str, bytes]:
    """Return a page's tables as one workbook, or nothing where it has none."""
    sheets = [
        Sheet(each.title, each.sentence, each.columns, each.rows, each.notes, each.source)
        for each in page.exhibits
        if each.rows
    ]
    unit = page.unit
    shown = protection(unit.audience, profile=request.profile)
    intro = (
        look.standing(request.identity, unit.as_at),
        f"{look.AUDIENCE_WORDS[unit.audience]}.",
        f"Page: {unit.page}.",
        f"Disclosure control: {shown}.",
    )
    return (
        {f"{unit.page}{SUFFIX}": workbook(sheets, title=question, intro=intro, author=request.identity.label)}
        if sheets
        else {}
    )
