"""A council's programme of audits as data: what is read, how often, how many, drawn from what, and what is asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from turncurve.errors import UnknownNameError
from turncurve.reference import project
from turncurve.tables import kept_words

PROGRAMMES = "audit_programme.json"

Cases = Literal["children in need", "child protection plans", "looked after"]
CASES: tuple[Cases, ...] = get_args(Cases)
Stratum = Literal["kind of case", "length open", "team", "need"]
STRATA: tuple[Stratum, ...] = get_args(Stratum)
LONG_OPEN = "open over 9 months"


@dataclass(frozen=True)
class Criterion:
    """One question of a question set.

    Parameters
    ----------
    standard : str
        The standard that it belongs to.
    criterion : str
        The question, in its own words.
    evidences : tuple of str
        The requirements that an answer is evidence for, such as N05.
    """

    standard: str
    criterion: str
    evidences: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuestionSet:
    """One version of a question set.

    Parameters
    ----------
    name : str
        The set's name.
    valid_from : datetime.date
        The first day on which files are drawn that are asked this version.
    criteria : tuple of Criterion
        The questions, in the set's order.
    """

    name: str
    valid_from: dt.date
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Programme:
    """One audit of a council's programme.

    Parameters
    ----------
    name : str
        Its name, as every return states it.
    scope : str
        What is read, and why, in plain words.
    frequency : str
        How often, in plain words, such as monthly.
    cases : tuple of str
        Kinds of case that are drawn from, of `CASES`.
    open_over_months : int
        Months that a case has been open for more than; 0 for any case.
    files : int or None
        Files to draw; None where a precision is wanted instead.
    margin, expected : float or None
        The wanted half-width, and the share met that is expected, in percent, where no number of files is given.
    strata : tuple of str
        What the files are parted by before they are drawn, of `STRATA`; the last is given up first.
    at_least : tuple of (str, float)
        The percentage of the files drawn that a kind of case, or cases open over 9 months, make up at least.
    double_marked : float
        The percentage of the files drawn that two auditors read.
    question_sets : tuple of QuestionSet
        The versions of its question set, from the first.
    """

    name: str
    scope: str
    frequency: str
    cases: tuple[str, ...]
    question_sets: tuple[QuestionSet, ...]
    open_over_months: int = 0
    files: int | None = None
    margin: float | None = None
    expected: float | None = None
    strata: tuple[str, ...] = ()
    at_least: tuple[tuple[str, float], ...] = ()
    double_marked: float = 0.0

    def asked_on(self, day: dt.date) -> QuestionSet | None:
        """Return the version of the question set in force on a day.

        Parameters
        ----------
        day : datetime.date
            The day of the draw, or of the audit where no draw is known.

        Returns
        -------
        QuestionSet or None
            None before the first.
        """
        begun = [each for each in self.question_sets if each.valid_from <= day]
        return max(begun, key=lambda each: each.valid_from) if begun else None


def keep(programmes: tuple[Programme, ...], *, folder: Path) -> None:
    """Keep a council's programme beside its canonical tables.

    Parameters
    ----------
    programmes : tuple of Programme
        Its audits.
    folder : pathlib.Path
        Where the council's tables are kept.
    """
    kept_words.keep(programmes, path=folder / PROGRAMMES)


def programmes_of(council: str) -> tuple[Programme, ...]:
    """Return a council's programme of audits.

    Parameters
    ----------
    council : str
        The council's name or folder.

    Returns
    -------
    tuple of Programme
        In the order of its file; none where it has written none.

    Raises
    ------
    RefusedInputError
        If what ingest kept is damaged.
    """
    path = project.processed_folder(council) / PROGRAMMES
    held: tuple[Programme, ...] | None = kept_words.read_back(
        tuple[Programme, ...], path=path, called="the programme of audits"
    )
    return held or ()


def programme_of(council: str, name: str) -> Programme:
    """Return one audit of a council's programme.

    Parameters
    ----------
    council : str
        The council's name or folder.
    name : str
        The audit's name.

    Returns
    -------
    Programme
        The audit.

    Raises
    ------
    UnknownNameError
        If the programme has no audit of that name.
    """
    held = programmes_of(council)
    for each in held:
        if each.name == name:
            return each
    known = ", ".join(each.name for each in held) or "none: write audit_programme.yml and run `turncurve ingest`"
    raise UnknownNameError(f"there is no audit called {name!r}", where=PROGRAMMES, remedy=f"Audits held: {known}")
