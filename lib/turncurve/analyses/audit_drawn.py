"""What an audit found whose draw is on record: each group of files counts by its size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from turncurve.analyses.audit_found import ALL_ANSWERS, ANSWERED, AuditSummary, Criterion, of_programme
from turncurve.indicators.audit_samples import Sample
from turncurve.indicators.figures import Figures
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.stratified import SampledStratum, weighted_share
from turncurve.reference.periods import Period, month
from turncurve.tables.records import Records

INDICATORS = ("files_by_draw", "files_by_stratum")
FEWEST_OF_STRATUM = 15
"""Of groups that gave fewer files on average nearly every count is small: the public is told the whole draw alone."""
NOT_BY_STRATUM = "its groups of files are too small to be shown, and each would have to count by its size"


@dataclass(frozen=True)
class DrawSummary(AuditSummary):
    """What one draw of files found, criterion by criterion.

    Parameters
    ----------
    figures : tuple of Figures
        Files by answer to each criterion, of the whole draw and by stratum; of the whole draw alone where the public is
        told and groups are small.
    sample : Sample
        How the files were chosen, from how many, and how many were read.
    period : Period
        When they were audited.
    drawn : str
        The day of the draw, as YYYY-MM-DD.
    strata : tuple of (str, int)
        Each stratum, with the files that it has.
    files_drawn : int
        Files drawn, read or not.
    """

    drawn: str = ""
    strata: tuple[tuple[str, int], ...] = ()
    files_drawn: int = 0

    @property
    def files(self) -> int | None:
        """How many files were read; None where that is hidden."""
        sums = [_sum(each.counts) for each in self.criteria]
        known = [each for each in sums if each is not None]
        return max(known) if known and len(known) == len(sums) else None

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Each criterion with its counts, and what it says of all files that were drawn from."""
        counts: dict[tuple[str, str], dict[str, int | None]] = {}
        parts: dict[tuple[str, str], dict[tuple[str, str], int | None]] = {}
        for each in self.figures[0].measurements:
            words = dict(each.breakdown)
            counts.setdefault((words["standard"], words["criterion"]), {})[words["answer"]] = each.numerator
        for each in self.figures[1].measurements if len(self.figures) > 1 else ():
            words = dict(each.breakdown)
            place = parts.setdefault((words["standard"], words["criterion"]), {})
            place[words["stratum"], words["answer"]] = each.numerator
        return tuple(
            self._of_draw(*question, found, parts.get(question, {})) for question, found in sorted(counts.items())
        )

    def _of_draw(
        self, standard: str, criterion: str, found: dict[str, int | None], parts: dict[tuple[str, str], int | None]
    ) -> Criterion:
        """Return one criterion, weighted by stratum."""
        counts = tuple(found.get(answer, 0) for answer in ALL_ANSWERS)
        if len(self.figures) == 1:
            return Criterion(standard, criterion, counts, NoInterval(NOT_BY_STRATUM, "none"), is_weighted=True)
        if None in parts.values() or None in counts:
            return Criterion(standard, criterion, counts, NoInterval("a count is hidden", "none"), is_weighted=True)
        strata = [self._stratum(name, files, parts) for name, files in self.strata]
        share = weighted_share(strata)
        if self.sample.selection == "all such files" and share.share is not None:
            none = NoInterval("these are all such files, so there is no sampling interval", "none")
            return Criterion(standard, criterion, counts, none, 100 * share.share, is_weighted=True)
        if share.share is None or isinstance(share.interval, NoInterval):
            return Criterion(standard, criterion, counts, share.interval, is_weighted=True)
        bounds = share.interval
        percent = Interval(100 * bounds.lower, 100 * bounds.upper, bounds.level, bounds.method)
        return Criterion(standard, criterion, counts, percent, 100 * share.share, is_weighted=True)

    @staticmethod
    def _stratum(name: str, files: int, parts: dict[tuple[str, str], int | None]) -> SampledStratum:
        """Return what was seen in one stratum of one criterion."""
        seen = [parts.get((name, answer)) or 0 for answer in ALL_ANSWERS]
        return SampledStratum(files, sum(seen), sum(seen[: len(ANSWERED)]), seen[0])


def last_draw(records: Records, programme: str) -> DrawSummary | None:
    """Summarise the last draw of an audit programme whose files were read.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    programme : str
        The programme's name.

    Returns
    -------
    DrawSummary or None
        None where no draw of the programme is on record, or its last audits belong to none.
    """
    audits, draws = records.table("audits"), records.table("audit_draws")
    held = audits[audits["programme"] == programme]
    if held.empty or held.loc[held["audited_on"] == held["audited_on"].max(), "drawn_on"].isna().all():
        return None
    day: pd.Timestamp = held["drawn_on"].max()
    files = draws[(draws["programme"] == programme) & (draws["drawn_on"] == day)]
    own = held[held["drawn_on"] == day]
    if files.empty:
        return None
    first, last = own["audited_on"].min(), own["audited_on"].max()
    period = Period(first.date().replace(day=1), min(month(last.year, last.month).end, records.as_at))
    drawn = f"{day:%Y-%m-%d}"
    strata = files.drop_duplicates("stratum").sort_values("stratum")
    few = records.audience == "public" and len(strata) > 1 and len(files) < FEWEST_OF_STRATUM * len(strata)
    wanted = INDICATORS[:1] if few else INDICATORS
    figures = tuple(_of_draw(of_programme(records, each, programme, period), drawn) for each in wanted)
    sizes = tuple((str(name), int(size)) for name, size in zip(strata["stratum"], strata["stratum_files"], strict=True))
    selection = str(own["selection"].iloc[0])
    sample = Sample(programme, selection, own["file_key"].nunique(), sum(size for _, size in sizes))
    return DrawSummary(figures, sample, period, drawn, sizes, files["file_key"].nunique())


def _of_draw(figures: Figures, drawn: str) -> Figures:
    """Return the counts of one draw alone."""
    own = tuple(each for each in figures.measurements if dict(each.breakdown)["drawn"] == drawn)
    return Figures(figures.definition, own, figures.source)


def _sum(counts: tuple[int | None, ...]) -> int | None:
    """Return the sum of counts; None where one is hidden."""
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
