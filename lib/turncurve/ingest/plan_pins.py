"""Earlier editions of an improvement plan held at what they said when a later one was first read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from turncurve.ingest.improvement_plan import FORMAT
from turncurve.ingest.merge import Merged
from turncurve.ingest.problems import Problem
from turncurve.tables import plan_editions
from turncurve.tables.plan_editions import Edition

NOTICE = "improvement_notice"


def check(merged: Sequence[Merged], *, folder: Path) -> tuple[Problem, ...]:
    """Name the workbooks of earlier editions that say otherwise than they did.

    Parameters
    ----------
    merged : sequence of Merged
        The council's tables as they were read.
    folder : pathlib.Path
        Where its tables are kept, with what is known of the editions.

    Returns
    -------
    tuple of Problem
        One for each that is still among the files; what is gone has no file to be named by, and reports tell it.
    """
    notices = [each.rows for each in merged if each.table == NOTICE]
    files = {row["plan_on"]: str(row["edition"]) for rows in notices for row in rows.to_dict("records")}
    changed = [each for each in _held(merged, folder=folder) if each.now and each.sentence]
    return tuple(
        Problem(files[pd.Timestamp(each.plan_on)], "", (1,), "", "plan_edition_changed", FORMAT) for each in changed
    )


def keep(merged: Sequence[Merged], *, before: Path, folder: Path) -> None:
    """Keep what each edition said, and says.

    Parameters
    ----------
    merged : sequence of Merged
        The council's tables as they were read.
    before : pathlib.Path
        Where its tables are kept, with what was known of the editions.
    folder : pathlib.Path
        Where to keep what is known now.
    """
    held = _held(merged, folder=before)
    if held:
        plan_editions.keep(held, folder=folder)


def _held(merged: Sequence[Merged], *, folder: Path) -> tuple[Edition, ...]:
    """Return the editions that are read, held against those that were."""
    now = plan_editions.hashes_of({each.table: each.rows for each in merged})
    return plan_editions.pinned(plan_editions.editions_of("", folder=folder), now=now)
