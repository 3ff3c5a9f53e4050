"""The evidence that claims cite, pulled from a council's records as they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from turncurve.analyses import series
from turncurve.analyses.answer import FromFigures
from turncurve.analyses.asked_all import HIDDEN, of_all_asked
from turncurve.analyses.audit_found import AuditSummary, Criterion
from turncurve.analyses.evidence_weight import Basis, Reading
from turncurve.analyses.questions import audit_summary
from turncurve.analyses.questions.staff_survey import StaffSurvey, staff_survey
from turncurve.analyses.workforce_figures import held, of, over_periods
from turncurve.errors import TurnCurveError
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.bounds import NoInterval
from turncurve.reference.periods import at
from turncurve.tables.peer_review import Cited, EvidenceKind
from turncurve.tables.records import Records

NOTHING_HELD = "nothing of the kind is on record"
Key: TypeAlias = tuple[EvidenceKind, str]
_BASES: dict[str, Basis] = {"random": "drawn at random", "all such files": "all cases"}


@dataclass(frozen=True)
class Series(FromFigures):
    """The last value of one indicator, or why it cannot be measured.

    Parameters
    ----------
    figures : tuple of Figures
        One; none where it cannot be measured.
    why_not : str
        Why not, as a clause.
    """

    figures: tuple[Figures, ...]
    why_not: str = ""


@dataclass(frozen=True)
class Asked(FromFigures):
    """What staff, managers and partners answered to the last questionnaire.

    Parameters
    ----------
    figures : tuple of Figures
        People who answered, and people agreeing by statement; none where no questionnaire is held.
    """

    figures: tuple[Figures, ...]


Source: TypeAlias = Series | Asked | StaffSurvey | AuditSummary


def key_of(cited: Cited) -> Key:
    """Return what a piece of evidence is read from: several may be read from one audit or survey.

    Parameters
    ----------
    cited : Cited
        The evidence.

    Returns
    -------
    tuple of (str, str)
        The kind, and which of the kind.
    """
    return cited.kind, {"indicator": cited.of, "audit": cited.of_whom}.get(cited.kind, "")


def source_of(records: Records, key: Key) -> Source:
    """Measure what a piece of evidence is read from; once for each report.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    key : tuple of (str, str)
        The kind, and which of the kind.

    Returns
    -------
    Series or Asked or StaffSurvey or AuditSummary
        Where it cannot be measured, a Series that says why.
    """
    return records.once(_source_of, key)


def _source_of(records: Records, key: Key) -> Source:
    """Measure what a piece of evidence is read from."""
    try:
        return _MEASURED[key[0]](records, key[1])
    except TurnCurveError as problem:
        return Series((), problem.what.rstrip("."))


def reading_of(cited: Cited, source: Source) -> Reading:
    """Return what a piece of evidence shows.

    Parameters
    ----------
    cited : Cited
        The evidence.
    source : Series or Asked or StaffSurvey or AuditSummary
        What it is read from.

    Returns
    -------
    Reading
        Its value and its counts, or why there is none.
    """
    if cited.kind == "document":
        return Reading("document", until=cited.dated)
    if isinstance(source, AuditSummary):
        return _of_audit(cited, source)
    if isinstance(source, StaffSurvey):
        return _of_survey(cited, source)
    if isinstance(source, Asked):
        return _of_questionnaire(cited, source)
    return _of_series(source)


def _last(records: Records, indicator: str) -> Series:
    """Measure the last year, or the last date, of an indicator."""
    figures = series.measured(records, indicator, grain="year")
    if not figures.measurements:
        return Series((), "the records cover no whole year")
    return Series((replace(figures, measurements=figures.measurements[-1:]),))


def _questionnaire(records: Records, _: str) -> Source:
    """Measure the questionnaire that closed last."""
    if not held(records, "questionnaires"):
        return Series((), NOTHING_HELD)
    day: dt.date = records.table("questionnaires")["closed_on"].max().date()
    names = ("people_who_answered", "people_agreeing")
    return Asked(tuple(over_periods(records, name, (at(day),)) for name in names))


def _survey(records: Records, _: str) -> Source:
    """Measure the staff survey."""
    found = staff_survey(records)
    return found if found.figures else Series((), NOTHING_HELD)


def _nothing(_: Records, __: str) -> Source:
    """Measure nothing: a document is read, and not measured."""
    return Series(())


_MEASURED: dict[EvidenceKind, Callable[[Records, str], Source]] = {
    "indicator": _last,
    "audit": audit_summary.latest,
    "survey": _survey,
    "questionnaire": _questionnaire,
    "document": _nothing,
}


def _of_series(source: Series) -> Reading:
    """Read an indicator's last value: every case is counted."""
    if not source.figures or not source.figures[0].measurements:
        return Reading("all cases", why_not=source.why_not or "it is not shown to these readers")
    (figures,) = source.figures
    last = figures.measurements[-1]
    read = partial(Reading, "all cases", until=last.period.end, by_year=True)
    value = figures.value(last)
    if value is None:
        return read(why_not="a count is hidden" if last.status == "hidden" else f"it has no value: {last.status}")
    return read(value=value, numerator=last.numerator, denominator=last.denominator)


def _of_audit(cited: Cited, source: AuditSummary) -> Reading:
    """Read one question of an audit."""
    basis = _BASES.get(source.sample.selection, "chosen")
    read = partial(Reading, basis, until=source.period.end)
    found = next((each for each in source.criteria if each.criterion == cited.of), None)
    if found is None:
        return read(why_not="its last files were not read for this question")
    if found.met is None or found.counts[0] is None:
        return read(why_not=_why_no_share(found))
    bounds = None if basis == "all cases" else found.met_in_all
    return read(value=found.met, bounds=bounds, numerator=found.counts[0], denominator=found.answered)


def _why_no_share(found: Criterion) -> str:
    """Say why a question has no share met: hidden, not answered, or what its weighting by groups of files lacks."""
    if None in found.counts:
        return HIDDEN
    if not found.answered:
        return "no file answered it"
    return found.met_in_all.reason if isinstance(found.met_in_all, NoInterval) else HIDDEN


def _of_survey(cited: Cited, source: StaffSurvey) -> Reading:
    """Read one statement of the staff survey."""
    found = next((each for each in source.statements if each.text == cited.of), None)
    if found is None:
        return Reading("answers", why_not="no statement of the survey reads so")
    asked = source.waves[-1] if source.waves else None
    return _of_answers(source.figures[1], found.waves[-1], asked)


def _of_questionnaire(cited: Cited, source: Asked) -> Reading:
    """Read one statement of a questionnaire."""
    answered, agreeing = (of(source.figures, name) for name in ("people_who_answered", "people_agreeing"))
    group = ("answered as", cited.of_whom)
    wanted = {group, ("question", cited.of)}
    found = next((each for each in (agreeing.measurements if agreeing else ()) if wanted <= {*each.breakdown}), None)
    if agreeing is None or found is None:
        return Reading("answers", why_not="no group of ten people or more answered such a statement")
    asked = next((each for each in (answered.measurements if answered else ()) if group in each.breakdown), None)
    return _of_answers(agreeing, found, asked)


def _of_answers(agreeing: Figures, found: Measurement, asked: Measurement | None) -> Reading:
    """Read the answers to one statement, with what they say of all who were asked."""
    read = partial(Reading, "answers", until=found.period.end, by_year=True)
    value = agreeing.value(found)
    if value is None:
        return read(why_not=HIDDEN if found.status == "hidden" else "nobody answered")
    known = asked is not None and asked.numerator is not None and bool(asked.denominator)
    share = (asked.numerator or 0) / (asked.denominator or 1) if known and asked is not None else None
    bounds = of_all_asked(found, asked.denominator if asked is not None else None)
    return read(value=value, bounds=bounds, numerator=found.numerator, denominator=found.denominator, answered=share)
