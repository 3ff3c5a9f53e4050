"""Draw contacts to be coded, so many of each reason and some for two coders, and write the coders' workbooks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from math import ceil
from pathlib import Path

import pandas as pd

from turncurve.errors import TurnCurveError
from turncurve.methods.sampling import stratified_draw
from turncurve.present.words import within
from turncurve.publish.audit_workbook import readings_of, record
from turncurve.publish.contact_workbook import DRAW_HEADERS, write_contact_workbook
from turncurve.publish.handed_out import hand_out, keep_draw
from turncurve.reference import project
from turncurve.reference.periods import Period, at, month
from turncurve.tables.council import identify
from turncurve.tables.initial_access import InitialAccess, said
from turncurve.tables.records import Records

FOLDER = "contact_samples"
NOT_STATED = "not stated"
WHAT, DONE = "the contacts of this day", "its contacts has been coded"
_TOLD_APART = ("received_at", "child_key", "route", "source", "reason", "outcome")


@dataclass(frozen=True)
class ContactSample:
    """What was drawn and written.

    Parameters
    ----------
    folder : pathlib.Path
        Where the workbooks and the record are, below data/processed.
    drawn : DataFrame
        One row a contact drawn: reference, stratum, stratum_contacts, stratum_drawn, source, found_by and read_twice.
    contacts : int
        Contacts that could be drawn.
    seed : int
        The number from which the same contacts are drawn again.
    day : datetime.date
        The last day whose contacts could be drawn.
    """

    folder: Path
    drawn: pd.DataFrame
    contacts: int
    seed: int
    day: dt.date

    @property
    def lines(self) -> tuple[str, ...]:
        """What was drawn, in words without any child's: one line a reason, then how and from what."""
        strata = self.drawn.drop_duplicates("stratum").sort_values("stratum")
        each = tuple(
            f"{row.stratum}: {row.stratum_drawn} of {row.stratum_contacts:,} contacts."
            for row in strata.itertuples(index=False)
        )
        whole = f"{len(self.drawn)} of {self.contacts:,} contacts drawn with seed {self.seed}."
        twice = f"{int(self.drawn['read_twice'].sum())} of them are to be coded by two coders."
        return (*each, whole, *self._part, twice)

    @property
    def _part(self) -> tuple[str, ...]:
        """Say which days the draw is of, where it is not of a whole month."""
        whole = month(self.day.year, self.day.month)
        if self.day == whole.end:
            return ()
        said = f"They are contacts {within(Period(whole.start, self.day))}, and speak for no later day"
        return (f"{said}; to draw from the whole month, draw on {at(whole.end).label}.",)


def write_contact_sample(
    council: str, *, drawn_on: str, of_each: int = 40, twice: int = 33, seed: int | None = None, workbooks: int = 2
) -> ContactSample:
    """Draw contacts of one month, and write the workbooks for the coders and the record of the draw.

    Parameters
    ----------
    council : str
        The council's name or folder.
    drawn_on : str
        The last day whose contacts can be drawn, as YYYY-MM-DD: those of its month up to it are.
    of_each : int
        Contacts of each reason, or all where there are fewer.
    twice : int
        Percentage of them that two coders code apart.
    seed : int, optional
        The draw's seed; made from the council and the day where not given.
    workbooks : int
        Workbooks to share the contacts among, one a coder; where there is one, the second coding follows in it.

    Returns
    -------
    ContactSample
        What was drawn, and where it is.

    Raises
    ------
    TurnCurveError
        Where the day is none, no contact is on record in its month, they have been drawn otherwise before, or a
        workbook that would be written over is not as it was written.
    """
    identity, day = identify(council), _day(drawn_on)
    contacts = _of_month(Records(identity.folder, day).table("contacts"), day)
    used = _seed_of(identity.folder, day) if seed is None else seed
    processed = project.processed_folder(identity.folder)
    drawn = _with_words(_drawn(contacts, of_each=of_each, twice=twice, seed=used), day, folder=processed)
    folder = processed / FOLDER / day.isoformat()
    rows = [DRAW_HEADERS, *_record_rows(drawn, day)]
    keep_draw(folder / "draw.csv", record(rows), what=WHAT, done=DONE)
    books = _books(drawn, rows, workbooks=workbooks, label=identity.label, frame=said(identity.folder))
    hand_out(folder, books, asked={"twice": twice}, what=WHAT, done=DONE)
    return ContactSample(folder, drawn, len(contacts), used, day)


def _books(
    drawn: pd.DataFrame, rows: Sequence[Sequence[object]], *, workbooks: int, label: str, frame: InitialAccess
) -> dict[str, bytes]:
    """Return the coders' workbooks by their file names."""
    found_by = drawn.set_index("reference")["found_by"].to_dict()
    books = {}
    for number, readings in enumerate(readings_of(drawn.assign(file=drawn["reference"]), workbooks=workbooks), start=1):
        lines = [(reference, turn, str(found_by[reference])) for reference, turn in readings]
        book = BytesIO()
        write_contact_workbook(book, lines, draw=rows, label=label, frame=frame)
        books[f"contact_codings_{number:02d}.xlsx"] = book.getvalue()
    return books


def _day(text: str) -> dt.date:
    """Return the day of the draw."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise TurnCurveError(
            f"{text!r} is not a date", where="--drawn-on", remedy="Write it as YYYY-MM-DD"
        ) from problem


def _seed_of(council: str, day: dt.date) -> int:
    """Return a seed that follows from the council and the day."""
    return int.from_bytes(sha256(f"{council}\x1fcontacts\x1f{day.isoformat()}".encode()).digest()[:4], "big")


def _of_month(contacts: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Return the contacts of a month up to a day, each with its reason and a name of its own that no order changes."""
    received = contacts["received_at"]
    within = (received >= pd.Timestamp(day.replace(day=1))) & (received < pd.Timestamp(day) + pd.Timedelta(days=1))
    held = contacts[within].sort_values(list(_TOLD_APART), kind="stable").reset_index(drop=True)
    if held.empty:
        raise TurnCurveError(
            "no contact of that month is on record", where="--drawn-on", remedy="Choose a day that the log covers"
        )
    named = held[list(_TOLD_APART)].astype("str").fillna("").agg("\x1f".join, axis=1)
    names = named + "\x1f" + named.groupby(named).cumcount().astype("str")
    return held.assign(name=names, stratum=held["reason"].fillna(NOT_STATED))


def _drawn(contacts: pd.DataFrame, *, of_each: int, twice: int, seed: int) -> pd.DataFrame:
    """Return the contacts drawn, in order of time, with what weighs them and whether two coders code them."""
    parts = []
    for _, own in contacts.groupby("stratum", sort=True):
        names = own["name"].tolist()
        taken = stratified_draw(names, own["stratum"].tolist(), size=of_each, seed=seed, minimum=0)
        chosen = own[own["name"].isin([each.unit for each in taken.units])]
        parts.append(chosen.assign(stratum_contacts=len(own), stratum_drawn=len(chosen)))
    drawn = pd.concat(parts).sort_values("name", kind="stable").reset_index(drop=True)
    many, names = ceil(len(drawn) * twice / 100), drawn["name"].tolist()
    again = stratified_draw(names, drawn["stratum"].tolist(), size=many, seed=seed + 1, minimum=0)
    return drawn.assign(read_twice=drawn["name"].isin([each.unit for each in again.units]))


def _with_words(drawn: pd.DataFrame, day: dt.date, *, folder: Path) -> pd.DataFrame:
    """Return the contacts drawn with a reference each, and with what a coder finds them by in the council's log."""
    path = folder / "identifiers.csv"
    own: dict[str, str] = {}
    if path.is_file():
        held = pd.read_csv(path, dtype="str", keep_default_na=False)
        children = held[held["kind"] == "child"]
        own = dict(zip(children["pseudonym"], children["identifier"], strict=True))
    found_by = [
        "; ".join(
            part for part in (f"{each.received_at:%d/%m/%Y %H:%M}", own.get(str(each.child_key), ""), route) if part
        )
        for each, route in zip(drawn.itertuples(index=False), drawn["route"].fillna(""), strict=True)
    ]
    references = [f"C{day:%Y%m%d}-{number:04d}" for number in range(1, len(drawn) + 1)]
    return drawn.assign(reference=references, found_by=found_by)


def _record_rows(drawn: pd.DataFrame, day: dt.date) -> Sequence[tuple[object, ...]]:
    """Return the record of the draw as rows, in order of reference."""
    sources = drawn["source"].fillna("")
    return [
        (each.reference, f"{day:%d/%m/%Y}", each.stratum, each.stratum_contacts, each.stratum_drawn, source)
        for each, source in zip(drawn.itertuples(index=False), sources, strict=True)
    ]
