"""Which indicators there are, and how each is measured.

An indicator is one entry in a topic's `.yml` and one function of the same name in the topic's module. The function
takes the tables and the periods and returns its cases: one row a case, numbered by period.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType, ModuleType

import pandas as pd

from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.indicators import (
    adopters,
    adoption,
    adoption_activity,
    adoption_progress,
    adoption_scorecard,
    adoption_timeliness,
    allocation,
    audit_grades,
    audit_readings,
    audits,
    chair_challenge,
    child_protection,
    child_protection_return,
    conference_chairs,
    conference_participation,
    conferences,
    contact_coding,
    contact_returns,
    contacts,
    early_help,
    front_door,
    phone_calls,
    plan_drift,
    process_steps,
    questionnaires,
    staff_survey,
    staffing,
    step_down,
    supervision,
    threshold,
    training,
    workload,
)
from turncurve.indicators.cases import AMOUNT, MEETS, PERIOD, Tables, TablesHeld
from turncurve.indicators.counting import count
from turncurve.indicators.coverage import in_common, table_covers, unbroken
from turncurve.indicators.definition import Definition, load
from turncurve.indicators.figures import Figures, Source
from turncurve.reference.periods import Period
from turncurve.tables.records import Records

CaseFinder = Callable[[Tables, Sequence[Period]], pd.DataFrame]
TOPICS: tuple[ModuleType, ...] = (
    child_protection,
    child_protection_return,
    conferences,
    front_door,
    contacts,
    contact_returns,
    contact_coding,
    adoption,
    adoption_activity,
    adoption_progress,
    adoption_scorecard,
    adoption_timeliness,
    adopters,
    allocation,
    audits,
    audit_grades,
    audit_readings,
    staffing,
    workload,
    supervision,
    staff_survey,
    questionnaires,
    training,
    conference_chairs,
    plan_drift,
    chair_challenge,
    conference_participation,
    process_steps,
    early_help,
    step_down,
    threshold,
    phone_calls,
)


@dataclass(frozen=True)
class Indicator:
    """One indicator: its words and the function that finds its cases.

    Parameters
    ----------
    definition : Definition
        Its words and rules.
    cases : callable
        From tables and periods to a table of cases.
    """

    definition: Definition
    cases: CaseFinder


def _of_topic(topic: ModuleType) -> dict[str, Indicator]:
    """Return a topic's indicators: each entry of its `.yml` with the function of the same name."""
    words = load(topic.__name__.rpartition(".")[2])
    return {name: Indicator(definition, getattr(topic, name)) for name, definition in words.items()}


INDICATORS: Mapping[str, Indicator] = MappingProxyType(
    {name: indicator for topic in TOPICS for name, indicator in _of_topic(topic).items()}
)


def indicator_of(indicator: str) -> Indicator:
    """Return one indicator.

    Parameters
    ----------
    indicator : str
        Its identifier.

    Returns
    -------
    Indicator
        Its words and how its cases are found.

    Raises
    ------
    UnknownNameError
        If there is none of that name.
    """
    if indicator not in INDICATORS:
        raise UnknownNameError(
            f"there is no indicator called {indicator!r}", remedy=f"Use one of: {', '.join(sorted(INDICATORS))}"
        )
    return INDICATORS[indicator]


def definition(indicator: str) -> Definition:
    """Return one indicator's definition.

    Parameters
    ----------
    indicator : str
        Its identifier.

    Returns
    -------
    Definition
        Its words and rules.
    """
    return indicator_of(indicator).definition


def covered(indicator: str, records: Records | Mapping[str, pd.DataFrame]) -> Period:
    """Return the days over which an indicator can be measured from a council's records.

    Parameters
    ----------
    indicator : str
        Its identifier.
    records : Records or mapping of str to DataFrame
        The council's tables.

    Returns
    -------
    Period
        From the first to the last day that every table it reads covers, none after the report's date. Extracts may be
        missing between: a period in such a gap is not available.

    Raises
    ------
    TurnCurveError
        If a table that it reads holds nothing by the report's date, or its tables share no day.
    """
    for name in definition(indicator).tables:
        if not _unbroken(name, records):
            table_covers(name, _tables(records).table(name))  # which says that it holds nothing
    stretches = _stretches(indicator, records)
    if not stretches:
        raise TurnCurveError(
            "the records needed have no day in common",
            where=", ".join(definition(indicator).tables).replace("_", " "),
            remedy="Supply extracts of the same dates, or choose a later date for the report",
        )
    return Period(stretches[0].start, stretches[-1].end)


def measure(
    indicator: str,
    records: Records | Mapping[str, pd.DataFrame],
    *,
    periods: Sequence[Period],
    area: str,
    by: tuple[str, ...] = (),
) -> Figures:
    """Measure an indicator from a council's records.

    Parameters
    ----------
    indicator : str
        Its identifier.
    records : Records or mapping of str to DataFrame
        The council's tables, by name, or its records as they stood on the report's date.
    periods : sequence of Period
        Periods wanted: single dates for what is open on a date, years together for a pooled mean.
    area : str
        The area's name, as it is to be shown.
    by : tuple of str
        Further columns of its cases to break it down by, such as "chair"; none where the definition's own are enough.

    Returns
    -------
    Figures
        One measurement for each period, and for each category of a breakdown. A period that the records do not cover,
        or that falls in a gap between extracts, is not available; it is never zero.
    """
    known = indicator_of(indicator)
    tables = _tables(records)
    cases = known.cases(tables, periods)
    reached = _reaching_back(_stretches(indicator, records), known.definition)
    divided = replace(known.definition, by=(*known.definition.by, *by))
    counts = count(cases, divided, periods=periods, area=area, covered=reached)
    return Figures(divided, counts, _source(tables, known.definition))


def children_behind(indicator: str, records: Records | Mapping[str, pd.DataFrame], period: Period) -> pd.DataFrame:
    """List the children behind one figure, for local use only.

    Parameters
    ----------
    indicator : str
        Its identifier.
    records : Records or mapping of str to DataFrame
        The council's tables.
    period : Period
        The period of the figure.

    Returns
    -------
    DataFrame
        One row a case: the child's pseudonym, the dates behind the figure and, for a share or a mean, the column
        `counted` (yes, no or not known) or `days`.
    """
    cases = indicator_of(indicator).cases(_tables(records), (period,))
    named = cases.drop(columns=[PERIOD, *(name for name in ("edition",) if name in cases)])
    if MEETS in named:
        answers = named[MEETS].map({True: "yes", False: "no"}).astype("str").fillna("not known")
        named = named.assign(counted=answers).drop(columns=MEETS)
    keys = [name for name in ("child_key", "file_key", "worker_key", "respondent_key") if name in named]
    keys = keys or [str(named.columns[0])]
    ordered = named.rename(columns={AMOUNT: "days"}).sort_values(keys, kind="stable")
    return ordered[[*keys, *(name for name in ordered.columns if name not in keys)]].reset_index(drop=True)


def _stretches(indicator: str, records: Records | Mapping[str, pd.DataFrame]) -> tuple[Period, ...]:
    """Return the stretches of days that every table of an indicator covers, none after the report's date."""
    latest = records.as_at if isinstance(records, Records) else dt.date.max
    held: tuple[Period, ...] = (Period(dt.date.min, latest),)
    for name in definition(indicator).tables:
        held = in_common(held, _unbroken(name, records))
    return held


def _unbroken(name: str, records: Records | Mapping[str, pd.DataFrame]) -> tuple[Period, ...]:
    """Return the stretches of days that a table covers."""
    return _tables(records).once(_stretches_of, name)


def _stretches_of(tables: Tables, name: str) -> tuple[Period, ...]:
    """Return the stretches of days that a table covers."""
    return unbroken(name, tables.table(name))


def _editions_of(tables: Tables, name: str) -> frozenset[str]:
    """Return the editions that a table's rows came from."""
    return frozenset(tables.table(name)["edition"].unique())


def _reaching_back(stretches: tuple[Period, ...], definition: Definition) -> tuple[Period, ...]:
    """Return of each stretch the days from which records reach back as far as an indicator needs."""
    # What is looked for on a date lies in the months up to and with that date; what is looked for before a period's
    # first day may have happened on the very day so many months before.
    if not definition.months_back:
        return stretches
    step = pd.DateOffset(months=definition.months_back, days=-1 if definition.window == "point" else 0)
    first = [(pd.Timestamp(each.start) + step).date() for each in stretches]
    return tuple(Period(day, each.end) for day, each in zip(first, stretches, strict=True) if day <= each.end)


def _tables(records: Records | Mapping[str, pd.DataFrame]) -> Tables:
    """Return what reads tables by name, whichever way they are held."""
    return records if isinstance(records, Records) else TablesHeld(records)


def _source(tables: Tables, known: Definition) -> Source:
    """Return the extracts that an indicator's tables came from."""
    editions = sorted(frozenset[str]().union(*(tables.once(_editions_of, name) for name in known.tables)))
    kinds = sorted({edition.partition("/")[0].replace("_", " ") for edition in editions})
    return Source(", ".join(kinds), tuple(editions))
