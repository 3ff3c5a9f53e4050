"""Which days a council's records cover, so that a period without extracts is never taken for one without cases."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.errors import NoRecordsError
from turncurve.reference.periods import Period, month
from turncurve.tables.column import words_of
from turncurve.tables.registry import model_of

DATED_BY = {"adoption_pathways": "adopted_on", "contacts": "received_at"}
"""Column that dates a table's rows where it is not the first event: a route to adoption is complete when it ends."""

UNTIL_THEN = {"adoption_pathways": ("decided_on", "placement_order_on", "matched_on", "placed_on", "plan_changed_on")}
"""Columns that date a table's rows where not one of them has come to the event that should: nobody is adopted yet."""

WHOLE_EDITIONS = frozenset({"contacts", "chaired_conferences", "conference_agencies"})
"""Tables so full that an edition has rows in its first and last month: a month between two editions is a gap."""

_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})$")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
_TWO_YEARS = re.compile(r"((?:19|20)\d{2})[-_](\d{2})(?!\d)")
_YEAR = re.compile(r"((?:19|20)\d{2})(?!\d)")
_MONTHS = {"annex_a": 6, "cin_census": 12, "ssda903": 12, "workforce": 12}
"""Months that an extract of each format covers up to its date."""


def edition_covers(edition: str) -> Period | None:
    """Return the days that an extract covers by its nature.

    An Annex A covers the six months to its date, a census or a return of looked after children the year that ends on
    31 March, and an edition named by two dates the days between.

    Parameters
    ----------
    edition : str
        Source and edition, such as "annex_a/2012-09-30", "cin_census/2013", "ssda903/2012-13" or
        "contact_log/2009-04-01_2013-03-31".

    Returns
    -------
    Period or None
        None where the edition's name does not say.
    """
    named = _DAYS.search(edition)
    if named:
        return Period(dt.date.fromisoformat(named[1]), dt.date.fromisoformat(named[2]))
    source, _, name = edition.partition("/")
    last = _last_day(name) if source in _MONTHS else None
    if last is None or (source == "annex_a" and not _DAY.search(name)):
        return None
    first = pd.Timestamp(last) + pd.Timedelta(days=1) - pd.DateOffset(months=_MONTHS[source])
    return Period(first.date(), last)


def _last_day(name: str) -> dt.date | None:
    """Return the last day of an edition: its date, or the 31 March that ends its year."""
    day = _DAY.search(name)
    if day:
        try:
            return dt.date.fromisoformat(day[1])
        except ValueError:
            return None
    two = _TWO_YEARS.search(name)
    if two and int(two[2]) == (int(two[1]) + 1) % 100:
        return dt.date(int(two[1]) + 1, 3, 31)
    one = _YEAR.search(name)
    return dt.date(int(one[1]), 3, 31) if one else None


def unbroken(table: str, rows: pd.DataFrame) -> tuple[Period, ...]:
    """Return the stretches of days that a council's table covers without a gap.

    Where an edition is missing between two others, the days between are a gap: events of those days may be unknown.

    Parameters
    ----------
    table : str
        Name of the canonical table.
    rows : DataFrame
        Its rows.

    Returns
    -------
    tuple of Period
        In order of time, each made of editions that touch or overlap. Editions that do not say what they cover count
        as the whole months from the first of their rows to the last. Empty where no row has a date.
    """
    codes, editions = pd.factorize(rows["edition"])
    spans = [edition_covers(edition) for edition in editions]
    known = [span for span in spans if span is not None]
    silent = [code for code, span in enumerate(spans) if span is None]
    for part in [[code] for code in silent] if table in WHOLE_EDITIONS else [silent] if silent else []:
        within = np.isin(codes, part)
        dated = rows[_dating(table)][within].dropna()
        if dated.empty and table in UNTIL_THEN:
            dated = rows.loc[within, list(UNTIL_THEN[table])].melt()["value"].dropna()
        if not dated.empty:
            first, last = dated.min(), dated.max()
            known.append(Period(first.date().replace(day=1), month(last.year, last.month).end))
    return _joined(known)


def table_covers(table: str, rows: pd.DataFrame) -> Period:
    """Return the days that a council's table covers, from its first to its last.

    Parameters
    ----------
    table : str
        Name of the canonical table.
    rows : DataFrame
        Its rows.

    Returns
    -------
    Period
        From the earliest to the latest day that its editions cover; there may be gaps between.

    Raises
    ------
    NoRecordsError
        If the table has no row with a date.
    """
    found = unbroken(table, rows)
    if not found:
        raise NoRecordsError(
            f"no records are held of {table.replace('_', ' ')}",
            where="by the report's date",
            remedy="Put an extract that holds them under data/raw and run `turncurve ingest`, or choose a later date",
        )
    return Period(found[0].start, found[-1].end)


def covered_since(table: str, rows: pd.DataFrame, days: pd.Series) -> npt.NDArray[np.datetime64]:
    """Return how far back the records reach without a gap from each of some days.

    Parameters
    ----------
    table : str
        Name of the canonical table.
    rows : DataFrame
        Its rows.
    days : series of datetime64
        The days to look back from.

    Returns
    -------
    array of datetime64[D]
        First day of the stretch that holds each day; NaT where none does.
    """
    held = days.to_numpy(dtype="datetime64[us]").astype("datetime64[D]")
    since = np.full(held.shape, np.datetime64("NaT", "D"))
    for stretch in unbroken(table, rows):
        inside = (held >= np.datetime64(stretch.start)) & (held <= np.datetime64(stretch.end))
        since[inside] = np.datetime64(stretch.start)
    return since


def in_common(first: Sequence[Period], second: Sequence[Period]) -> tuple[Period, ...]:
    """Return the stretches of days that lie in both of two lists of stretches.

    Parameters
    ----------
    first, second : sequence of Period
        Stretches in order of time.

    Returns
    -------
    tuple of Period
        In order of time.
    """
    return tuple(
        Period(max(one.start, other.start), min(one.end, other.end))
        for one in first
        for other in second
        if one.overlaps(other)
    )


def _joined(spans: list[Period]) -> tuple[Period, ...]:
    """Return spans that touch or overlap as one."""
    joined: list[Period] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end + dt.timedelta(days=1):
            joined[-1] = Period(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _dating(table: str) -> str:
    """Return the column that dates a table's rows."""
    if table in DATED_BY:
        return DATED_BY[table]
    return next(name for name, words in words_of(model_of(table)).items() if words["event"])
