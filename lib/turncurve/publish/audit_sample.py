"""Draw the files of an audit from a council's records, and write what the auditors and the record need."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from pathlib import Path

import pandas as pd

from turncurve.errors import TurnCurveError
from turncurve.indicators.audit_frame import open_cases
from turncurve.publish.audit_draw import AuditDraw, draw, frame_of
from turncurve.publish.audit_workbook import readings_of, record, record_rows, write_workbook
from turncurve.reference import project
from turncurve.tables import durable
from turncurve.tables.audit_programme import Programme, programme_of
from turncurve.tables.council import identify
from turncurve.tables.records import Records

FOLDER = "audit_samples"
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
    """

    folder: Path
    made: AuditDraw

    @property
    def lines(self) -> tuple[str, ...]:
        """What was drawn, in words without any child's: one line a stratum, then how and from what."""
        strata = self.made.files.drop_duplicates("stratum").sort_values("stratum")
        drawn = tuple(
            f"{row.stratum}: {row.stratum_drawn} of {row.stratum_files:,} files."
            for row in strata.itertuples(index=False)
        )
        given_up = " and ".join(self.made.given_up)
        reason = f" They were not parted by {given_up}: there are not two files for each group." if given_up else ""
        whole = f"{len(self.made.files)} of {self.made.frame:,} files drawn with seed {self.made.seed}.{reason}"
        return (*drawn, whole, f"{int(self.made.files['read_twice'].sum())} of them are to be read twice.")


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
        Where no question set is in force on the day, or the files have been drawn with another seed.
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
    used = _seed_of(programme, day) if seed is None else seed
    made = draw(frame_of(open_cases(Records(identity.folder, day), day), programme), programme, seed=used)
    files = _with_own_numbers(made, project.processed_folder(identity.folder))
    folder = project.processed_folder(identity.folder) / FOLDER / f"{project.slug(programme.name)}_{day.isoformat()}"
    drawn = record_rows(files, title=programme.name, drawn_on=day)
    _keep_record(folder, record(drawn))
    for number, readings in enumerate(readings_of(files, workbooks=workbooks), start=1):
        path = folder / ("audit_return.xlsx" if workbooks == 1 else f"audit_return_{number:02d}.xlsx")
        write_workbook(path, readings, drawn=drawn, label=identity.label, asked=asked)
    return AuditSample(folder, made)


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


def _keep_record(folder: Path, kept: bytes) -> None:
    """Keep the record of a draw, and refuse to put another in its place: files may have been read already."""
    path = folder / "draw.csv"
    if path.is_file() and path.read_bytes() != kept:
        raise TurnCurveError(
            "the files of this audit and day have been drawn otherwise before",
            where=f"{folder.name}/{path.name}",
            remedy="Use that draw; take its folder away only if none of its files has been audited",
        )
    durable.write(path, kept)
