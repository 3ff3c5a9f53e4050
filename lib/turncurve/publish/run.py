"""Run one unit of work, one notebook for one council, date and audience, and say what really became of it.

The executed notebook's own account is never trusted: after a kernel's death it says that every cell completed.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import papermill
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from turncurve.errors import NoRecordsError
from turncurve.publish import ending
from turncurve.publish.kernel import ENGINE, KERNEL, Limits, Progress
from turncurve.publish.left_out import PLACE, tags_left_out
from turncurve.publish.parameters import Value
from turncurve.publish.stopping import Stop
from turncurve.tables.council import identify

Status = Literal[
    "completed",
    "failed",
    "no records held",
    "timed out",
    "ran out of memory",
    "kernel died",
    "kernel did not start",
    "was stopped",
    "was lost",
    "was refused",
]
NOT_HELD: Status = "no records held"
"""Of a notebook that nothing could be counted for; nothing is wrong with it or with the records."""
_log = logging.getLogger(__name__)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Unit:
    """One run of one notebook: the smallest piece of work, a plain value that can be sent anywhere.

    Parameters
    ----------
    notebook : pathlib.Path
        The notebook's file.
    page : str
        The name of the page that it makes.
    parameters : tuple of (str, value)
        All its parameters, checked.
    plan : pathlib.Path or None
        The release's suppression plan.
    """

    notebook: Path
    page: str
    parameters: tuple[tuple[str, Value], ...]
    plan: Path | None = None

    @property
    def council(self) -> str:
        """The council's folder."""
        return str(dict(self.parameters)["council"])

    @property
    def audience(self) -> str:
        """Whom the page is for."""
        return str(dict(self.parameters)["audience"])

    @property
    def as_at(self) -> dt.date:
        """The report's date."""
        return dt.date.fromisoformat(str(dict(self.parameters)["as_at"]))

    @property
    def label(self) -> str:
        """The unit in a reader's words."""
        return f"{self.page}, {self.council}, {self.as_at.isoformat()}, {self.audience}"


@dataclass(frozen=True)
class Ahead:
    """How far a batch has come.

    Parameters
    ----------
    ended, wanted : int
        Units that have ended, and all that are wanted.
    seconds : float or None
        How long the rest is likely to take; None where nothing tells.
    """

    ended: int
    wanted: int
    seconds: float | None


@dataclass(frozen=True)
class Run:
    """What became of one unit.

    Parameters
    ----------
    unit : Unit
        What was run.
    status : str
        "completed", or how it failed.
    cells, cells_run : int
        Code cells there are, and those that ran to their end.
    seconds : float
        How long it took.
    notebook : notebook node
        The notebook as far as it ran; None where its kernel never started.
    where : str
        The cell that failed; empty where none did.
    error : str
        The last line of the error; empty where there was none.
    read : tuple of str or None
        Files of the project that it read; folders that were listed end with a stroke. None where that is not known.
    kept : bool
        Whether it was not run now, because an earlier run's result still stands.
    why : str
        Why it was run, or was not; empty where nobody asked.
    ahead : Ahead or None
        How far the batch had come when it ended; None where nobody asked.
    """

    unit: Unit
    status: Status
    cells: int
    cells_run: int
    seconds: float
    notebook: Any = field(repr=False, compare=False)
    where: str = ""
    error: str = ""
    read: tuple[str, ...] | None = field(default=None, repr=False, compare=False)
    kept: bool = False
    why: str = ""
    ahead: Ahead | None = field(default=None, repr=False, compare=False)

    @property
    def completed(self) -> bool:
        """Whether every code cell ran to its end."""
        return self.status == "completed" and self.cells == self.cells_run


def read_by(runs: Iterable[Run]) -> set[str]:
    """Return what runs rested on: their notebooks, and the files that these read.

    Parameters
    ----------
    runs : iterable of Run
        What became of some units.

    Returns
    -------
    set of str
        Paths below the project, or whole; folders that were listed end with a stroke.
    """
    return {path for run in runs for path in (str(run.unit.notebook.resolve()), *(run.read or ()))}


def run_one(unit: Unit, *, limits: Limits, stop: Stop | None = None) -> Run:
    """Run one unit in a fresh kernel; once more where the process that its kernel was forked from was ended.

    Parameters
    ----------
    unit : Unit
        What to run.
    limits : Limits
        How long it may take.
    stop : Stop, optional
        What may end it from outside.

    Returns
    -------
    Run
        What became of it; a failure is a result, not an exception.
    """
    run, orphaned = _run_once(unit, limits=limits, stop=stop)
    if orphaned:  # the process that kernels are forked from was ended, which says nothing of this notebook
        _log.warning("%s is run again: the process that its kernel was forked from was ended", unit.label)
        run, _ = _run_once(unit, limits=limits, stop=stop)
    return run


def _run_once(unit: Unit, *, limits: Limits, stop: Stop | None) -> tuple[Run, bool]:
    """Run one unit, and tell whether its kernel ended with the process that it was forked from."""
    progress = Progress()
    status: Status = "completed"
    error = ""
    try:
        _execute(unit, progress, limits=limits, stop=stop)
    except CellExecutionError as problem:
        status = _of_error(problem.ename)
        error = last_line(f"{problem.ename}: {problem.evalue}")
    except CellTimeoutError:
        status, error = "timed out", _which_limit(progress, limits)
    except DeadKernelError:
        status, error = _ending(progress)
    except (RuntimeError, OSError) as problem:
        status, error = "kernel did not start", last_line(str(problem))
    except asyncio.CancelledError:
        status, error = "was stopped", "the run was stopped before it came to its end"
    return _record(unit, progress, status=status, error=error), progress.orphaned


def _execute(unit: Unit, progress: Progress, *, limits: Limits, stop: Stop | None) -> None:
    """Have papermill run one unit in our engine, and save nothing."""
    papermill.execute_notebook(
        str(unit.notebook),
        None,
        parameters=dict(unit.parameters),
        engine_name=ENGINE,
        kernel_name=KERNEL,
        language="python",
        progress_bar=False,
        request_save_on_cell_execute=False,
        progress=progress,
        limits=limits,
        as_at=unit.as_at,
        plan=unit.plan,
        leave_out=tags_left_out(identify(unit.council), unit.audience),
        stop=stop,
    )


def _of_error(name: str) -> Status:
    """Return what an error that a cell ended with says of the whole run, by the error's name."""
    if name == NoRecordsError.__name__:
        return NOT_HELD
    return "ran out of memory" if name.endswith("MemoryError") else "failed"


def _ending(progress: Progress) -> tuple[Status, str]:
    """Say how the kernel's process ended."""
    status, error = ending.told(progress.exit_code, killed_for_memory=ending.kills_for_memory() > progress.kills)
    return ("ran out of memory" if status == ending.OUT_OF_MEMORY else "kernel died"), error


def _record(unit: Unit, progress: Progress, *, status: Status, error: str) -> Run:
    """Return the record of one run, from what was counted while it ran."""
    cells = progress.notebook.cells if progress.notebook is not None else []
    return Run(
        unit=unit,
        status=status,
        cells=sum(cell.cell_type == "code" and bool(cell.source.strip()) for cell in cells),
        cells_run=progress.cells,
        seconds=time.monotonic() - progress.started,
        notebook=progress.notebook,
        where=_place(unit, cells[: progress.current]) if error else "",
        error=error,
        read=progress.read,
    )


def _place(unit: Unit, reached: list[Any]) -> str:
    """Say which cell of the author's own file was reached; the cell that papermill puts in is not one."""
    place = max((cell.metadata.get(PLACE, 0) for cell in reached), default=0)
    return f"{unit.notebook.name}, cell {place}" if place else unit.notebook.name


def _which_limit(progress: Progress, limits: Limits) -> str:
    """Say which limit of time was reached."""
    if time.monotonic() - progress.started >= limits.notebook:
        return f"the whole notebook took more than {limits.notebook:g} seconds"
    return f"the cell took more than {limits.cell:g} seconds"


def last_line(text: str) -> str:
    """Return the last line of an error that says something, without colours.

    Parameters
    ----------
    text : str
        What was raised.

    Returns
    -------
    str
        One line.
    """
    lines = [line.strip() for line in _COLOURS.sub("", text).splitlines() if line.strip()]
    return lines[-1] if lines else "no reason was given"
