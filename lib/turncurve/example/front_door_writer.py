"""Write the event log and the early help return of Exampleshire: one CSV file each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from turncurve.example.allocations import Queue
from turncurve.example.case_events import case_events
from turncurve.example.days import Numbers
from turncurve.example.early_help import early_help
from turncurve.example.faults import REFUSED, Fault
from turncurve.example.lives import Lives
from turncurve.example.rendering import Texts, coded, date_texts
from turncurve.reference.formats.specification import TableFormat, load

EVENTS = "event_log/2012-10-01_2013-03-31/events_2013-03-31_SYNTHETIC.csv"
HELP = "early_help/2011-04-01_2013-03-31/early_help_2013-03-31_SYNTHETIC.csv"
Wrong = tuple[list[str], str, str]


def write_front_door(lives: Lives, held: Queue, *, folder: Path, seed: int) -> tuple[Fault, ...]:
    """Write the event log and the early help return.

    Parameters
    ----------
    lives : Lives
        What happened to children.
    held : Queue
        Who waited for a worker.
    folder : pathlib.Path
        The council's raw folder.
    seed : int
        The example's seed.

    Returns
    -------
    tuple of Fault
        The faults put into the files on purpose.
    """
    events = event_rows(case_events(lives.contacts, held.cases, lives.assessments, seed=seed))
    spells = spell_rows(early_help(lives.episodes, lives.contacts, seed=seed), lives.children)
    return (
        *_write(folder, EVENTS, events, _wrong_events(events)),
        *_write(folder, HELP, spells, _wrong_spells(spells)),
    )


def event_rows(held: pd.DataFrame) -> pd.DataFrame:
    """Lay out the steps as the log has them.

    Parameters
    ----------
    held : DataFrame
        One row a step.

    Returns
    -------
    DataFrame
        Text, one row a step, in the format's columns.
    """
    table = load("event_log").table("events")
    values = {
        "Case ID": np.strings.add("SYNE", np.char.zfill((held["case"].to_numpy() + 1).astype(str), 6)),
        "Activity": coded(table.column("Activity"), held["activity"].to_numpy(dtype=str)),
        "Activity started": moments(held["started"].to_numpy()),
        "Activity ended": moments(held["ended"].to_numpy()),
        "Team or role": held["team"].to_numpy(dtype=str),
    }
    return _laid_out(table, values)


def spell_rows(held: pd.DataFrame, children: pd.DataFrame) -> pd.DataFrame:
    """Lay out the spells of early help as the return has them.

    Parameters
    ----------
    held : DataFrame
        One row a spell.
    children : DataFrame
        One row a child, by number.

    Returns
    -------
    DataFrame
        Text, one row a spell, in the format's columns.
    """
    table = load("early_help").table("early_help")
    values = {
        "Child ID": children["child_id"].to_numpy(dtype=str)[held["child"]],
        "Early help began": date_texts(held["began_on"].to_numpy()),
        "Came through": coded(table.column("Came through"), held["came_through"].to_numpy(dtype=str)),
        "Level of need": coded(table.column("Level of need"), held["level"].to_numpy(dtype=str)),
        "Assessment finished": date_texts(held["assessed_on"].to_numpy()),
        "Early help ended": date_texts(held["ended_on"].to_numpy()),
        "Early help outcome": coded(table.column("Early help outcome"), held["outcome"].to_numpy(dtype=str)),
    }
    return _laid_out(table, values)


def moments(minutes: Numbers) -> Texts:
    """Return moments as text.

    Parameters
    ----------
    minutes : array of int
        Minutes since 1970; -1 where there is none.

    Returns
    -------
    array of str
        Day and time; blank where there is none.
    """
    known = np.maximum(minutes, 0)
    clock = np.array([f" {minute // 60:02d}:{minute % 60:02d}" for minute in range(24 * 60)])
    return np.where(minutes >= 0, np.strings.add(date_texts(known // 1440), clock[known % 1440]), "")


def _laid_out(table: TableFormat, values: dict[str, Texts]) -> pd.DataFrame:
    """Return columns in the format's order."""
    return pd.DataFrame({column.name: values[column.name] for column in table.columns})


def _write(folder: Path, path: str, rows: pd.DataFrame, wrong: Sequence[Wrong]) -> list[Fault]:
    """Write one file, the faulty rows at its end."""
    lines = [
        ",".join(row) for row in [list(rows.columns), *rows.itertuples(index=False), *(row for row, _, _ in wrong)]
    ]
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes("".join(f"{line}\r\n" for line in lines).encode("utf-8"))
    first = len(rows) + 2
    return [Fault(path, "", first + at, field, rule, REFUSED) for at, (_, field, rule) in enumerate(wrong)]


def _wrong_events(rows: pd.DataFrame) -> list[Wrong]:
    """Return steps that cannot have been: before the referral, ended before begun, or without a time."""
    referral = rows[rows["Activity"] == "Referral"].iloc[40].copy()
    day = referral["Activity started"][:10]
    early, ended, blank = (referral.copy() for _ in range(3))
    early["Activity"], early["Activity started"] = "Allocation", "01/10/2012 07:00"
    early["Activity ended"] = "01/10/2012 07:10"
    ended["Activity started"], ended["Activity ended"] = f"{day} 23:30", f"{day} 23:10"
    blank["Activity started"] = ""
    return [
        (early.tolist(), "Activity started", "before_referral"),
        (ended.tolist(), "Activity ended", "order"),
        (blank.tolist(), "Activity started", "missing_required"),
    ]


def _wrong_spells(rows: pd.DataFrame) -> list[Wrong]:
    """Return a spell that ended before it began."""
    ended = rows[rows["Early help ended"] != ""].iloc[25].copy()
    ended["Early help ended"] = "04/01/2011"
    return [(ended.tolist(), "Early help ended", "order")]
