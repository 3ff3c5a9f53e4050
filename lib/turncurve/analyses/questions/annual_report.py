"""What a council says itself in its adoption annual report: what no record holds, and what will change next year."""

from __future__ import annotations

from dataclasses import dataclass, replace

from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.reference.periods import Period, year_ending
from turncurve.tables.annual_report import AnnualReport, Change, Count, Section, Words, said
from turncurve.tables.council import identify
from turncurve.tables.records import Records

__all__ = ["NUMBERED", "Changes", "Reported", "changes", "under"]

NUMBERED: tuple[Section, ...] = ("adopters", "disruptions", "complaints", "staffing")
"""Headings of which no record holds the numbers, so that the council must state them."""


@dataclass(frozen=True)
class Reported:
    """A council's own words and numbers under one heading of the annual report.

    Parameters
    ----------
    section : str
        The heading.
    year : Period
        The year reported on.
    words : Words
        What the council says.
    figures : tuple of Figures
        One a number of people that it states, of this year and the year before.
    ours_to_tell : bool
        False where only published figures are held of the council: nobody else may tell its story.
    """

    section: Section
    year: Period
    words: Words
    figures: tuple[Figures, ...] = ()
    ours_to_tell: bool = True

    def over(self, figures: tuple[Figures, ...]) -> Reported:
        """Return the same words beside other figures.

        Parameters
        ----------
        figures : tuple of Figures
            The same numbers in the same order, as far as they may be shown.

        Returns
        -------
        Reported
            The same words; numbers of people are stated from those figures alone.
        """
        others = tuple(each for each in self.words.counts if not each.people)
        return replace(self, figures=figures, words=replace(self.words, counts=others))

    @property
    def others(self) -> tuple[Count, ...]:
        """The numbers that count no people, such as posts."""
        return tuple(each for each in self.words.counts if not each.people)

    @property
    def missing(self) -> tuple[str, ...]:
        """What this heading still lacks, one sentence each; a page that lacks anything is a draft."""
        if not self.ours_to_tell:
            return ()
        lacks = []
        if not self.words.text:
            lacks.append(f"Nothing is said of {_NAMES[self.section]} in the {self.year.label}.")
        if self.words.text and not self.words.source:
            lacks.append(f"It is not said where the words on {_NAMES[self.section]} come from.")
        if self.section in NUMBERED and not (self.figures or self.others):
            lacks.append(f"No number is given of {_NAMES[self.section]} in the {self.year.label}.")
        return tuple(lacks)


@dataclass(frozen=True)
class Changes:
    """What a council will do otherwise next year.

    Parameters
    ----------
    year : Period
        The year reported on.
    changes : tuple of Change
        What will change, by whom and when.
    ours_to_tell : bool
        False where only published figures are held of the council.
    figures : tuple of Figures
        None: words alone.
    """

    year: Period
    changes: tuple[Change, ...]
    ours_to_tell: bool = True
    figures: tuple[Figures, ...] = ()

    def over(self, figures: tuple[Figures, ...]) -> Changes:
        """Return the same words.

        Parameters
        ----------
        figures : tuple of Figures
            None.

        Returns
        -------
        Changes
            The same.
        """
        return replace(self, figures=figures)

    @property
    def missing(self) -> tuple[str, ...]:
        """What the changes still lack, one sentence each."""
        if not self.ours_to_tell:
            return ()
        if not self.changes:
            return ("It is not said what will change next year.",)
        asked = {"who": "who answers for it", "by": "by when", "measure": "how one will know"}
        return tuple(
            f"Of change number {number} it is not said {question}."
            for number, change in enumerate(self.changes, start=1)
            for name, question in asked.items()
            if not getattr(change, name)
        )


_NAMES: dict[Section, str] = {
    "summary": "the year as a whole",
    "children": "the children",
    "adopters": "adopters",
    "timeliness": "how soon steps were taken",
    "disruptions": "disruptions",
    "complaints": "complaints",
    "staffing": "staffing",
}


def under(records: Records, section: Section) -> Reported:
    """Return what a council says under one heading of its latest annual report.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    section : str
        The heading.

    Returns
    -------
    Reported
        Of the last whole year to March by the report's date; empty where nothing is written of that year.
    """
    council, report = identify(records.council), _report(records)
    words, year = report.under(section), year_ending(report.year)
    figures = tuple(
        _figures(count, section=section, place=place, year=report.year, area=council.name, source=words.source)
        for place, count in enumerate(words.counts)
        if count.people
    )
    return Reported(section, year, words, figures, council.records)


def changes(records: Records) -> Changes:
    """Return what a council says will change next year.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    Changes
        Of the last whole year to March by the report's date.
    """
    report = _report(records)
    return Changes(year_ending(report.year), report.next_year, identify(records.council).records)


def _report(records: Records) -> AnnualReport:
    """Return what the council has written of the last whole year by the report's date."""
    year = records.as_at.year - (year_ending(records.as_at.year).end > records.as_at)
    return said(identify(records.council).folder, year)


def _figures(count: Count, *, section: Section, place: int, year: int, area: str, source: str) -> Figures:
    """Return a number that a council states as figures, so that it passes disclosure control as all others do."""
    name = f"annual_report_{section}_{place + 1}"
    definition = Definition(
        id=name,
        title=count.what,
        counts=count.what,
        numerator=count.what,
        denominator="",
        kind="count",
        unit="as stated",
        decimals=0,
        window="flow",
        polarity="neither",
        why="",
        caveats=(),
        source_fields=(),
        tables=(),
        published_counterpart="",
        owner="",
        base=name,
    )
    stated = ((year - 1, count.before), (year, count.number))
    held = tuple(Measurement(area, year_ending(each), number) for each, number in stated if number is not None)
    return Figures(definition, held, Source(source or "the council's own words"))
