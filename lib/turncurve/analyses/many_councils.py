"""One indicator of many councils over one year: one council's tables are held at a time, or a query counts over all."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from turncurve.indicators import registry
from turncurve.indicators.coverage import in_common, unbroken
from turncurve.indicators.figures import Figures, Measurement, Source, Status
from turncurve.reference import project
from turncurve.reference.periods import Period, year_ending
from turncurve.tables import lineage
from turncurve.tables.council import Council, identify
from turncurve.tables.lineage import Lineage
from turncurve.tables.many_contacts import contacts_over
from turncurve.tables.many_councils import councils_compared_by
from turncurve.tables.records import Records

CONTACTS = "contacts"
TAKEN_ON = "contacts_that_became_referrals"
"""The indicator that is counted by one query over all councils' Parquet files."""


def last_year(as_at: dt.date) -> Period:
    """Return the last whole year to 31 March by the report's date: the same for every council.

    Parameters
    ----------
    as_at : datetime.date
        The report's date.

    Returns
    -------
    Period
        From 1 April to 31 March.
    """
    return year_ending(as_at.year if (as_at.month, as_at.day) >= (3, 31) else as_at.year - 1)


def compared(records: Records) -> tuple[Council, ...]:
    """Return the councils that a page compares.

    Parameters
    ----------
    records : Records
        Those of the councils together.

    Returns
    -------
    tuple of Council
        In order of their folders; none where the page is of one council.
    """
    return councils_compared_by(identify(records.council))


def measured_of_each(records: Records, indicator: str) -> tuple[Figures, ...]:
    """Measure an indicator of each council compared over the last year, by the indicator's own code.

    Parameters
    ----------
    records : Records
        Those of the councils together; what was read of each council is noted in them.
    indicator : str
        The indicator's identifier.

    Returns
    -------
    tuple of Figures
        One measurement a council, in order of their folders; not available where its records do not cover the year.
    """
    return records.once(_of_each, indicator)


def _of_each(records: Records, indicator: str) -> tuple[Figures, ...]:
    """Measure an indicator of each council compared."""
    return tuple(_measured(records, each, indicator) for each in compared(records))


def taken_on_of_each(records: Records) -> tuple[Figures, ...]:
    """Count the contacts of each council over the last year that became referrals, by one query over all files.

    Parameters
    ----------
    records : Records
        Those of the councils together; what was read of each council is noted in them.

    Returns
    -------
    tuple of Figures
        What `measured_of_each` gives of the same indicator, without holding any council's contacts.
    """
    councils, period = compared(records), last_year(records.as_at)
    paths = {each.folder: project.processed_folder(each.folder) / f"{CONTACTS}.parquet" for each in councils}
    held = {folder: path for folder, path in paths.items() if path.is_file()}
    if not held:
        return tuple(_figures(TAKEN_ON, each, period, (None, None), editions=()) for each in councils)
    counted = contacts_over(tuple(held.values()), by=("filename", "edition"), memory="1GB")
    folders = {str(path): folder for folder, path in held.items()}
    counted = counted.assign(folder=counted["filename"].map(folders), received_at=counted["from"]).dropna(
        subset=["received_at"]
    )
    counted = counted[counted["received_at"] <= pd.Timestamp(records.as_at)]
    for folder in held:
        _note(records, folder, (lineage.known(CONTACTS, folder=project.processed_folder(folder)),))
    return tuple(_taken_on(each, counted[counted["folder"] == each.folder], period) for each in councils)


def _measured(records: Records, council: Council, indicator: str) -> Figures:
    """Measure an indicator of one council, note what was read, and let its tables go."""
    period, tables = last_year(records.as_at), registry.definition(indicator).tables
    own = Records(council.folder, records.as_at, audience=records.audience)
    if any(own.table(name).empty for name in tables):
        found = _figures(indicator, council, period, (None, None), editions=())
    else:
        found = registry.measure(indicator, own, periods=(period,), area=council.name)
    _note(records, council.folder, own.read_so_far.values())
    return found


def _taken_on(council: Council, counted: pd.DataFrame, period: Period) -> Figures:
    """Return one council's contacts of the year, and how many of them became referrals."""
    # Months stand for their days: an edition that does not say what it covers counts as whole months in any case.
    covered = in_common((period,), unbroken(CONTACTS, counted))
    inside = counted[counted["received_at"].between(pd.Timestamp(period.start), pd.Timestamp(period.end))]
    whole = period in covered
    counts = (int(inside["referrals"].sum()), int(inside["contacts"].sum())) if whole else (None, None)
    return _figures(TAKEN_ON, council, period, counts, editions=counted["edition"].unique())


def _figures(
    indicator: str, council: Council, period: Period, counts: tuple[int | None, int | None], *, editions: Iterable[str]
) -> Figures:
    """Return one council's counts as figures."""
    above, below = counts
    status: Status = "not available" if below is None else "measured" if below else "no cases"
    named = tuple(sorted(editions))
    title = ", ".join(sorted({each.partition("/")[0].replace("_", " ") for each in named}))
    place = Measurement(council.name, period, above, below, status)
    return Figures(registry.definition(indicator), (place,), Source(title, named))


def _note(records: Records, folder: str, read: Iterable[Lineage | None]) -> None:
    """Note which stored tables of a council the page rests on, as one line of what it rests on."""
    before = records.read_so_far.get(folder, Lineage(folder, 0, "", {}, {}))
    found = {f"{folder}/{each.table}.parquet": each for each in read if each is not None}
    new = {name: each for name, each in found.items() if name not in before.sources}
    if not new:
        return
    sources = dict(sorted({**before.sources, **{name: each.sha256 for name, each in new.items()}}.items()))
    counts = Counter(dict(before.counts))
    for each in new.values():
        counts.update(each.counts)
    text = "\n".join(f"{name} {sha}" for name, sha in sources.items())
    whole = hashlib.sha256(text.encode()).hexdigest()
    rows = before.rows + sum(each.rows for each in new.values())
    records.read_so_far[folder] = Lineage(folder, rows, whole, sources, dict(counts))
