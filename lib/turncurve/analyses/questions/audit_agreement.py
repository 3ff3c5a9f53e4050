"""How far two auditors of the same file agree, question by question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.audit_found import of_programme
from turncurve.errors import TurnCurveError
from turncurve.indicators.audit_readings import BETWEEN, SCALE
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.agreement import Agreement, ac1, fleiss_kappa, krippendorff_alpha
from turncurve.reference.periods import Period, month
from turncurve.tables.audit_programme import programmes_of
from turncurve.tables.records import Records

INDICATORS = ("answers_given_twice", "answers_agreed")
QUESTION = ("standard", "criterion")
PAIRS_ALWAYS_SAID = 0.9
"""Share of answers that are one and the same above which kappa says little."""


@dataclass(frozen=True)
class Agreed:
    """How far two auditors agreed on one question.

    Parameters
    ----------
    standard, criterion : str
        The question.
    read : int or None
        Files that two auditors answered it on; None where hidden.
    alike : int or None
        Of those, answered alike; None where hidden.
    coefficients : tuple of Agreement
        AC1, Fleiss' kappa and Krippendorff's alpha over files; empty where it is hidden what the answers were.
    is_one_sided : bool
        Whether nearly all answers are the same, so that kappa collapses however well the auditors agree.
    """

    standard: str
    criterion: str
    read: int | None
    alike: int | None
    coefficients: tuple[Agreement, ...] = ()
    is_one_sided: bool = False


@dataclass(frozen=True)
class AuditAgreement(FromFigures):
    """How far two auditors of the same file agreed.

    Parameters
    ----------
    figures : tuple of Figures
        Answers given twice, by question and by what they were; the share answered alike, of all questions together; and
        that share of each question.
    programme : str
        The audit.
    period : Period
        When the files were read.
    asked : tuple of (datetime.date, int), optional
        The day from which each set of questions held that the files were read by, and how many it asks; empty where the
        council keeps no programme.
    """

    figures: tuple[Figures, ...]
    programme: str
    period: Period
    asked: tuple[tuple[dt.date, int], ...] = ()

    @property
    def overall(self) -> tuple[int, int] | None:
        """Answers alike and answers given twice, of all questions together; None where hidden, or of several sets."""
        if len(self.asked) > 1:  # answers to different sets of questions are never averaged together
            return None
        held = [(each.numerator, each.denominator) for each in self.figures[1].measurements]
        known = [(alike, read) for alike, read in held if alike is not None and read]
        return known[0] if len(known) == 1 == len(held) else None

    @cached_property
    def questions(self) -> tuple[Agreed, ...]:
        """Each question that two auditors answered, in order of standard and criterion."""
        pairs: dict[tuple[str, str], dict[str, int | None]] = {}
        for each in self.figures[0].measurements:
            words = dict(each.breakdown)
            pairs.setdefault(_question(words), {})[words["pair"]] = each.numerator
        alike = {_question(dict(each.breakdown)): each for each in self.figures[2].measurements}
        return tuple(_agreed(alike[question], found) for question, found in sorted(pairs.items()))


def agreement(records: Records, programme: str) -> AuditAgreement:
    """Measure agreement on the files of a programme that two auditors read in the year to the report's date.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    programme : str
        The audit's name.

    Returns
    -------
    AuditAgreement
        Question by question, and of all together.

    Raises
    ------
    TurnCurveError
        If the programme read no file in the year.
    """
    audits = records.table("audits")
    year_before = records.as_at - dt.timedelta(days=365)
    days = audits.loc[audits["programme"] == programme, "audited_on"]
    days = days[days.dt.date > year_before]
    if days.empty:
        raise TurnCurveError(
            f"no file was read for {programme!r} in the year to the report's date",
            where="audits",
            remedy="Name another audit, or choose another date for the report",
        )
    first, last = days.min(), days.max()
    period = Period(month(first.year, first.month).start, min(month(last.year, last.month).end, records.as_at))
    given, alike = (of_programme(records, each, programme, period) for each in INDICATORS)
    by_question = of_programme(records, INDICATORS[1], programme, period, by=QUESTION)
    read = audits.loc[audits["audited_on"].isin(days) & (audits["programme"] == programme)]
    drawn = read["drawn_on"].fillna(read["audited_on"]).dt.date.unique()
    return AuditAgreement((given, alike, by_question), programme, period, _asked(records.council, programme, drawn))


def _asked(council: str, programme: str, days: Iterable[dt.date]) -> tuple[tuple[dt.date, int], ...]:
    """Return the sets of questions in force when files were drawn: from when, and how many questions."""
    held = next((each for each in programmes_of(council) if each.name == programme), None)
    sets = [held.asked_on(day) for day in days] if held else []
    return tuple(sorted({(each.valid_from, len(each.criteria)) for each in sets if each is not None}))


def _agreed(alike: Measurement, found: dict[str, int | None]) -> Agreed:
    """Return how far auditors agreed on one question, and its coefficients where it is known what each answered."""
    words = dict(alike.breakdown)
    agreed = Agreed(words["standard"], words["criterion"], alike.denominator, alike.numerator)
    counts = {pair: count for pair, count in found.items() if count is not None}
    if len(counts) < len(found):
        return agreed
    rows = [_row(pair) for pair, count in sorted(counts.items()) for _ in range(count)]
    if not rows:
        return agreed
    table = np.array(rows, dtype=float).reshape(len(rows), len(SCALE))
    made = (ac1(table), fleiss_kappa(table), krippendorff_alpha(table))
    return replace(
        agreed, coefficients=made, is_one_sided=float(table.sum(axis=0).max() / table.sum()) > PAIRS_ALWAYS_SAID
    )


def _question(words: dict[str, str]) -> tuple[str, str]:
    """Return the standard and criterion of a count."""
    return words["standard"], words["criterion"]


def _row(pair: str) -> list[int]:
    """Return how many of two auditors gave each answer of the scale."""
    answers = pair.split(BETWEEN)
    return [answers.count(each) for each in SCALE]
