"""A council's own words for its adoption annual report: what its records do not hold, and what will change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from turncurve.reference import project
from turncurve.tables import kept_words

REPORTS = "annual_report.json"

Section = Literal["summary", "children", "adopters", "timeliness", "disruptions", "complaints", "staffing"]
SECTIONS: tuple[Section, ...] = get_args(Section)


@dataclass(frozen=True)
class Count:
    """A number that the records do not hold, as the council states it.

    Parameters
    ----------
    what : str
        What is counted.
    number : int
        How many in the year, or on its last day.
    before : int or None
        The same of the year before; None where not stated.
    people : bool
        Whether people are counted, so that a small number is hidden from the public; False for posts and the like.
    """

    what: str
    number: int
    before: int | None = None
    people: bool = True


@dataclass(frozen=True)
class Words:
    """What a council says under one heading.

    Parameters
    ----------
    section : str
        The heading: one of `SECTIONS`.
    text : str
        Its words, without numbers of people: those stand in the counts.
    source : str
        Where they come from.
    counts : tuple of Count
        The numbers.
    """

    section: Section
    text: str = ""
    source: str = ""
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True)
class Change:
    """One thing that will be done otherwise next year.

    Parameters
    ----------
    what : str
        What will change.
    who : str
        Who answers for it.
    by : datetime.date or None
        By when.
    measure : str
        How one will know.
    """

    what: str
    who: str = ""
    by: dt.date | None = None
    measure: str = ""


@dataclass(frozen=True)
class AnnualReport:
    """A council's own words for one year's report; what is not yet written is empty.

    Parameters
    ----------
    year : int
        The year to March that is reported on.
    words : tuple of Words
        One a heading that has any.
    next_year : tuple of Change
        What will change.
    """

    year: int
    words: tuple[Words, ...] = ()
    next_year: tuple[Change, ...] = ()

    def under(self, section: Section) -> Words:
        """Return what is said under one heading.

        Parameters
        ----------
        section : str
            The heading.

        Returns
        -------
        Words
            Empty where nothing is written.
        """
        return next((each for each in self.words if each.section == section), Words(section))


def keep(reports: tuple[AnnualReport, ...], *, folder: Path) -> None:
    """Keep a council's annual reports beside its canonical tables.

    Parameters
    ----------
    reports : tuple of AnnualReport
        One a year.
    folder : pathlib.Path
        Where the council's tables are kept.
    """
    kept_words.keep({report.year: report for report in reports}, path=folder / REPORTS)


def said(council: str, year: int) -> AnnualReport:
    """Return what a council has written for one year's report.

    Parameters
    ----------
    council : str
        The council's name or folder.
    year : int
        The year to March.

    Returns
    -------
    AnnualReport
        Empty where nothing is written of that year.

    Raises
    ------
    RefusedInputError
        If what ingest kept is damaged.
    """
    path = project.processed_folder(council) / REPORTS
    held: dict[int, AnnualReport] | None = kept_words.read_back(
        dict[int, AnnualReport], path=path, called="annual reports"
    )
    return (held or {}).get(year) or AnnualReport(year)
