"""Draw the files of an audit from a council's records, and write what the auditors and the record need."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from io import BytesIO
from pathlib import Path

import pandas as pd

from turncurve.errors import TurnCurveError
from turncurve.indicators.audit_frame import open_cases, records_end
from turncurve.publish.audit_draw import NOT_PARTED, AuditDraw, draw, frame_of
from turncurve.publish.audit_workbook import readings_of, record, record_rows, write_workbook
from turncurve.publish.handed_out import hand_out, keep_draw
from turncurve.reference import project
from turncurve.reference.periods import at
from turncurve.tables import durable
from turncurve.tables.audit_programme import Programme, programme_of
from turncurve.tables.council import identify
from turncurve.tables.records import Records

FOLDER = "audit_samples"
WHAT, DONE = "the files of this audit and day", "its files has been audited"
DAYS_UNSEEN = 31
"""Days after the end of the records on which files may still be drawn: later, too much would have come and gone."""
_EVER = dt.date(9999, 1, 1)
TEMPLATES = ("audit_programme.yml", "audit_actions.yml")


@dataclass(frozen=True)
class AuditSample:
    """What was drawn and written.

    Parameters
    ----------
    folder : pathlib.Path
        Where the workbook and the record are, below data/processed.
    made : AuditDraw
        The draw.
    programme : Programme
        The audit.
    unseen_after : datetime.date or None
        The day on which the records end, where that is before the draw; None where they cover it.
    """

    folder: Path
    made: AuditDraw
    programme: Programme
    unseen_after: dt.date | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """What was drawn, in words without any child's: one line a stratum, then how and from what."""
        strata = self.made.files.drop_duplicates("stratum").sort_values("stratum")
        drawn = tuple(
            f"{row.stratum}: {row.stratum_drawn} of {row.stratum_files:,} files."
            for row in strata.itertuples(index=False)
            if row.stratum != NOT_PARTED
        )
        given_up = " and ".join(self.made.given_up)
        reason = f" They were not parted by {given_up}: there are not two files for each group." if given_up else ""
        whole = f"{self._whole}{reason}{self._precision}"
        twice = f"{int(self.made.files['read_twice'].sum())} of them are to be read twice."
        return (*drawn, whole, twice, *self._unseen)

    @property
    def _whole(self) -> str:
        """How many files are read, and by what chance."""
        files, frame = len(self.made.files), self.made.frame
        if files == frame:
            return f"All {frame:,} such files are read: nothing was left to chance."
        return f"{files:,} of {frame:,} files drawn at random with seed {self.made.seed}."

    @property
    def _precision(self) -> str:
        """Why so many, where the number follows from a margin."""
        margin, expected = self.programme.margin, self.programme.expected
        if margin is None or len(self.made.files) == self.made.frame:
            return ""
        parted = " Parting files by group can widen that a little." if self.made.strata else ""
        return f" So many tell a share near {expected or 50:g}% to within {margin:g} percentage points.{parted}"

    @property
    def _unseen(self) -> tuple[str, ...]:
        """What the records cannot tell of the days before the draw."""
        if self.unseen_after is None:
            return ()
        return (f"The records end on {at(self.unseen_after).label}: cases opened or closed after it are not seen.",)


def write_audit_sample(
    name: str, *, council: str, drawn_on: str, seed: int | None = None, workbooks: int = 1
) -> AuditSample:
    """Draw the files of one audit, and write the workbooks for its auditors and the record of the draw.

    Parameters
    ----------
    name : str
        The audit's name in the council's programme.
    council : str
        The council's name or folder.
    drawn_on : str
        The day on which the files must be open, as YYYY-MM-DD: nothing dated after it is used.
    seed : int, optional
        The draw's seed; made from the audit's name and the day where not given.
    workbooks : int
        Workbooks to share the files among, one an auditor.

    Returns
    -------
    AuditSample
        What was drawn, and where it is.

    Raises
    ------
    TurnCurveError
        Where no question set is in force on the day, the records end long before it, the files have been drawn with
        another seed, or a workbook that would be written over is not as it was written.
    """
    identity = identify(council)
    programme, day = programme_of(identity.folder, name), _day(drawn_on)
    asked = programme.asked_on(day)
    if asked is None:
        raise TurnCurveError(
            "no version of the question set is in force on that day",
            where=f"audit_programme.yml: {programme.question_sets[0].name}",
            remedy="Draw later, or let the set be valid from an earlier day",
        )
    ended = _records_end(identity.folder, day)
    used = _seed_of(programme, day) if seed is None else seed
    made = draw(frame_of(open_cases(Records(identity.folder, day), day), programme), programme, seed=used)
    files = _with_own_numbers(made, project.processed_folder(identity.folder))
    folder = project.processed_folder(identity.folder) / FOLDER / f"{project.slug(programme.name)}_{day.isoformat()}"
    drawn = record_rows(files, title=programme.name, drawn_on=day)
    keep_draw(folder / "draw.csv", record(drawn), what=WHAT, done=DONE)
    books = {}
    for number, readings in enumerate(readings_of(files, workbooks=workbooks), start=1):
        book = BytesIO()
        write_workbook(book, readings, drawn=drawn, label=identity.label, asked=asked)
        books["audit_return.xlsx" if workbooks == 1 else f"audit_return_{number:02d}.xlsx"] = book.getvalue()
    hand_out(folder, books, asked={}, what=WHAT, done=DONE)
    return AuditSample(folder, made, programme, ended)


def write_templates(council: str) -> tuple[Path, ...]:
    """Write the templates that a council fills: its programme of audits, and the actions that follow from them.

    Parameters
    ----------
    council : str
        The council's name or folder.

    Returns
    -------
    tuple of pathlib.Path
        The files written; one that is there already is left as it is.
    """
    folder = project.raw_folder(council)
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / name for name in TEMPLATES if not (folder / name).exists()]
    for path in written:
        text = (resources.files("turncurve.reference") / "templates" / path.name).read_text(encoding="utf-8")
        durable.write(path, text.encode())
    return tuple(written)


def _day(text: str) -> dt.date:
    """Return the day of the draw."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise TurnCurveError(
            f"{text!r} is not a date", where="--drawn-on", remedy="Write it as YYYY-MM-DD"
        ) from problem


def _records_end(folder: str, day: dt.date) -> dt.date | None:
    """Return the day on which the records end, where that is before the draw; refuse a draw long after it."""
    ended = records_end(Records(folder, _EVER))
    if ended is None or ended >= day:
        return None
    if (day - ended).days > DAYS_UNSEEN:
        raise TurnCurveError(
            f"records end on {at(ended).label}, so nothing tells which files are open on {at(day).label}",
            where="--drawn-on",
            remedy="Draw for a day that the records cover, or run `turncurve ingest` with newer extracts first",
        )
    return ended


def _seed_of(programme: Programme, day: dt.date) -> int:
    """Return a seed that follows from the audit and the day."""
    return int.from_bytes(sha256(f"{programme.name}\x1f{day.isoformat()}".encode()).digest()[:4], "big")


def _with_own_numbers(made: AuditDraw, folder: Path) -> pd.DataFrame:
    """Return the files drawn with the case's own number, from the map that stays with the records."""
    path = folder / "identifiers.csv"
    if not path.is_file():
        raise TurnCurveError(
            "the map of the cases' own numbers is not there", where=path.name, remedy="Run `turncurve ingest` first"
        )
    held = pd.read_csv(path, dtype="str", keep_default_na=False)
    children = held[held["kind"] == "child"]
    own = dict(zip(children["pseudonym"], children["identifier"], strict=True))
    if not set(made.files["child_key"]) <= set(own):
        raise TurnCurveError(
            "a case drawn has no number in the map", where=path.name, remedy="Run `turncurve ingest` again"
        )
    return made.files.assign(file=made.files["child_key"].map(own), seed=made.seed)
