"""What one audit found: its criteria with their counts, and for which files they speak."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import pandas as pd

from turncurve.analyses.answer import FromFigures
from turncurve.errors import NoRecordsError, UnknownNameError
from turncurve.indicators import registry
from turncurve.indicators.audit_samples import Sample, samples
from turncurve.indicators.figures import Figures
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.interval import finite_population_exact
from turncurve.reference.periods import Period
from turncurve.tables.council import identify
from turncurve.tables.records import Records

ANSWERED = ("met", "partly met", "not met")
OUTSIDE = ("not applicable", "not answered")
ALL_ANSWERS = (*ANSWERED, *OUTSIDE)
SEVERAL_WAYS = "several ways"
"""How the files of a month were chosen where some were chosen in one way and some in another."""
_NO_SAMPLE = {
    "all such files": "these are all such files, so there is no sampling interval",
    "chosen": "the files were chosen and not drawn, so they speak for themselves alone",
    "random": "it is not stated how many files they were drawn from, so they speak for themselves alone",
    SEVERAL_WAYS: "the files were chosen in several ways, so they speak for themselves alone",
    "not stated": "how the files were chosen is not stated, so they speak for themselves alone",
}
_Name = TypeVar("_Name", bound=Hashable)
INDICATORS = ("files_by_answer", "files_by_question")


@dataclass(frozen=True)
class Criterion:
    """What was found of one criterion.

    Parameters
    ----------
    standard, criterion : str
        The standard and its criterion, in the question set's words.
    counts : tuple of (int or None)
        Files met, partly met, not met, not applicable and not answered; None where hidden.
    met_in_all : Interval or NoInterval
        Bounds for the percentage met among all files that the sample speaks for; the reason where there are none.
    estimate : float or None
        The percentage met among all such files where each stratum counts by its size; None where that is not needed,
        or cannot be told.
    is_weighted : bool
        Whether the files were drawn by strata, so that the percentage of those read is not that of all.
    """

    standard: str
    criterion: str
    counts: tuple[int | None, ...]
    met_in_all: Interval | NoInterval
    estimate: float | None = None
    is_weighted: bool = False

    @property
    def met(self) -> float | None:
        """The percentage met: among all such files where they were drawn by strata, else among those answered."""
        if self.is_weighted:
            return self.estimate
        if not self.answered or self.counts[0] is None:
            return None
        return 100 * self.counts[0] / self.answered

    @property
    def answered(self) -> int | None:
        """Files to which the criterion applied and was answered; None where a count is hidden."""
        held = [count for count in self.counts[: len(ANSWERED)] if count is not None]
        return sum(held) if len(held) == len(ANSWERED) else None


@dataclass(frozen=True)
class AuditSummary(FromFigures):
    """What one audit found, criterion by criterion.

    Parameters
    ----------
    figures : tuple of Figures
        Files by answer to each criterion, and files that each criterion was put to.
    sample : Sample
        How the files were chosen, and from how many.
    period : Period
        When they were audited.
    """

    figures: tuple[Figures, ...]
    sample: Sample
    period: Period

    @property
    def files(self) -> int | None:
        """How many files were read; None where that is hidden."""
        counts: dict[tuple[str, str], int | None] = {}
        for each in self.figures[1].measurements:
            _add(counts, _question(dict(each.breakdown)), each.numerator)
        known = [count for count in counts.values() if count is not None]
        return max(known) if known and len(known) == len(counts) else None

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Each criterion with its counts and interval, in the order of standard and criterion."""
        counts: dict[tuple[str, str], dict[str, int | None]] = {}
        for each in self.figures[0].measurements:
            words = dict(each.breakdown)
            _add(counts.setdefault(_question(words), {}), words["answer"], each.numerator)
        return tuple(
            self._criterion(standard, criterion, found) for (standard, criterion), found in sorted(counts.items())
        )

    def _criterion(self, standard: str, criterion: str, found: dict[str, int | None]) -> Criterion:
        """Return one criterion with what can be said beyond the files read."""
        counts = tuple(found.get(answer, 0) for answer in ALL_ANSWERS)
        return Criterion(standard, criterion, counts, _met_in_all(counts, self.sample))


def summary_of(records: Records, programme: str, period: Period) -> AuditSummary:
    """Summarise what one audit programme found in a period.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    programme : str
        The programme's name.
    period : Period
        The period.

    Returns
    -------
    AuditSummary
        Every criterion, with the files' selection.
    """
    held = audits_of(records, programme)
    figures = tuple(of_programme(records, indicator, programme, period) for indicator in INDICATORS)
    return AuditSummary(figures, _one_sample(samples(held, period=period)), period)


def audits_of(records: Records, programme: str) -> pd.DataFrame:
    """Return the answers of one audit programme.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    programme : str
        The programme's name.

    Returns
    -------
    DataFrame
        One row an answer, as the table of audits has them; at least one.

    Raises
    ------
    NoRecordsError
        If no audit at all had been made by the report's date.
    UnknownNameError
        If others had been, but none of that name.
    """
    audits = records.table("audits")
    if audits.empty:
        raise NoRecordsError(
            "no records are held of audits",
            where="by the report's date",
            remedy="Run `turncurve ingest` on what auditors returned, or choose a later date",
        )
    held: pd.DataFrame = audits[audits["programme"] == programme]
    if held.empty:
        raise UnknownNameError(
            f"no audit called {programme!r} had been made by the report's date",
            where="audits",
            remedy=f"Audits held: {', '.join(sorted(audits['programme'].unique()))}",
        )
    return held


def _one_sample(found: tuple[Sample, ...]) -> Sample:
    """Return how the files were chosen; files chosen in several ways together speak for no others."""
    if len(found) == 1:
        return found[0]
    return Sample(found[0].programme, SEVERAL_WAYS, sum(each.files for each in found), None)


def _question(words: dict[str, str]) -> tuple[str, str]:
    """Return the standard and criterion of a count."""
    return words["standard"], words["criterion"]


def _add(counts: dict[_Name, int | None], name: _Name, count: int | None) -> None:
    """Add a count to those of the same name; a hidden one hides their sum."""
    before = counts.get(name, 0)
    counts[name] = None if before is None or count is None else before + count


def of_programme(
    records: Records, indicator: str, programme: str, period: Period, *, by: tuple[str, ...] = ()
) -> Figures:
    """Return the counts of one programme alone.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    programme : str
        The programme's name.
    period : Period
        The period.
    by : tuple of str, optional
        What to break the counts down by, besides what the indicator's definition names.

    Returns
    -------
    Figures
        Of that programme.
    """
    figures = records.once(_of_all_programmes, indicator, period, by)
    own = tuple(each for each in figures.measurements if dict(each.breakdown)["programme"] == programme)
    return replace(figures, measurements=own)


def _of_all_programmes(records: Records, indicator: str, period: Period, by: tuple[str, ...]) -> Figures:
    """Return the counts of every programme."""
    area = identify(records.council).name
    return registry.measure(indicator, records, periods=(period,), area=area, by=by)


def _met_in_all(counts: tuple[int | None, ...], sample: Sample) -> Interval | NoInterval:
    """Bound the percentage met among all files, where the files read were drawn at random from a known number."""
    if not sample.supports_inference or sample.population is None:
        return NoInterval(_NO_SAMPLE.get(sample.selection, _NO_SAMPLE["not stated"]), "none")
    answered = counts[: len(ANSWERED)]
    if any(count is None for count in answered):
        return NoInterval("a count is hidden", "none")
    met, total = answered[0] or 0, sum(count or 0 for count in answered)
    if total > sample.population:
        return NoInterval("more files were read than they are said to be drawn from", "none")
    bounds = finite_population_exact(met, total, population=sample.population)
    if isinstance(bounds, NoInterval):
        return bounds
    share = bounds.proportion
    return Interval(100 * share.lower, 100 * share.upper, share.level, share.method)
