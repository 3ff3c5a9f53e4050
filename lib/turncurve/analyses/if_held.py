"""An answer where a council holds records of it, and otherwise the words that say that it holds none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from turncurve.analyses.answer import Answer, FromFigures
from turncurve.errors import NoRecordsError


@dataclass(frozen=True)
class NotHeld(FromFigures):
    """What stands in a page of many parts where a council holds no records for one of them.

    Parameters
    ----------
    figures : tuple of Figures
        None.
    why : str
        What is not held, in a clause.
    """

    why: str


def if_held(question: Callable[..., Answer], *asked: Any, **more: Any) -> Answer:  # noqa: ANN401 - the question's own
    """Answer a question, or say that no records are held to answer it from.

    A page that rests on one kind of records is not made where there are none. A page of many parts is made of those
    that there are, and says which it lacks.

    Parameters
    ----------
    question : callable
        The question.
    *asked, **more
        What it is given.

    Returns
    -------
    Answer
        The question's own; NotHeld where no records are held.
    """
    try:
        return question(*asked, **more)
    except NoRecordsError as problem:
        return NotHeld((), problem.what)
