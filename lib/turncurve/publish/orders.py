"""A unit of work as it is sent to another machine, what is done with it there, and how its result comes back.

The result goes by the project's folder, where an earlier run's would be found too: what is sent back says only what
became of the unit. So nothing of a record crosses the network by it, and a result outlives whoever asked for it.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat

from turncurve.errors import PublicationError, TurnCurveError
from turncurve.publish import layout
from turncurve.publish.kept_runs import KeptRuns
from turncurve.publish.kernel import Limits
from turncurve.publish.parameters import Value
from turncurve.publish.program import program
from turncurve.publish.run import Run, Unit, last_line, run_one
from turncurve.reference import project


@dataclass(frozen=True)
class Order:
    """A unit of work with all that another machine needs to know: plain values, and no path of this machine's.

    Parameters
    ----------
    notebook : str
        The notebook's file below the project's folder.
    page : str
        The name of the page that it makes.
    parameters : tuple of (str, value)
        All its parameters, checked.
    plan : str
        The release's suppression plan below the project's folder; empty where there is none.
    program : str
        What every result of the batch depends on: our package's source, the lock, what is installed.
    limits : Limits
        How long it may take.
    force : bool
        Whether to run it, also where an earlier result stands.
    """

    notebook: str
    page: str
    parameters: tuple[tuple[str, Value], ...]
    plan: str
    program: str
    limits: Limits
    force: bool = False

    @property
    def unit(self) -> Unit:
        """The unit, where the project is here."""
        root = project.root()
        return Unit(root / self.notebook, self.page, self.parameters, root / self.plan if self.plan else None)


def order_of(unit: Unit, *, program: str, limits: Limits, force: bool = False) -> Order:
    """Return a unit as it is sent.

    Parameters
    ----------
    unit : Unit
        What to run.
    program : str
        What every result of the batch depends on.
    limits : Limits
        How long it may take.
    force : bool
        Whether to run it, also where an earlier result stands.

    Returns
    -------
    Order
        Plain values.
    """
    plan = "" if unit.plan is None else _below(unit.plan)
    return Order(_below(unit.notebook), unit.page, unit.parameters, plan, program, limits, force)


def refusal(wanted: str) -> str:
    """Say why this process may run nothing for a batch.

    Parameters
    ----------
    wanted : str
        What every result of the batch depends on.

    Returns
    -------
    str
        A clause; empty where it may.
    """
    try:
        ours = program()
    except TurnCurveError as problem:
        return f"the worker on {socket.gethostname()} is not at work in the project: {problem}"
    if ours != wanted:
        return (
            f"the worker on {socket.gethostname()} has another version of the package, of requirements.lock or of what "
            "is installed than this batch"
        )
    return ""


def carry_out(order: Order) -> Run:
    """Run what was ordered, unless a result of it stands, and leave its result in the project's folder.

    Parameters
    ----------
    order : Order
        What to run.

    Returns
    -------
    Run
        What became of it, without the notebook.
    """
    unit = order.unit
    why = refusal(order.program)
    if why:
        return Run(unit, "was refused", 0, 0, 0.0, None, where=unit.notebook.name, error=why)
    kept = KeptRuns(program=order.program)
    found = kept.find(unit)
    if order.force:
        kept.forget(unit)
    elif isinstance(found, Run):
        return replace(found, notebook=None, read=None)
    run = run_one(unit, limits=order.limits)
    if run.completed:
        kept.keep(run)
        return replace(run, notebook=None, read=None)
    layout.keep_failed(run)
    said = run.status != "failed"  # else the error's own words, which may name a child, are in the notebook
    return replace(run, notebook=None, read=None, error=run.error if said else "")


def taken_up(run: Run, *, unit: Unit, kept: KeptRuns) -> Run:
    """Return the result of a unit that was run elsewhere, as if it had been run here.

    Parameters
    ----------
    run : Run
        What was sent back.
    unit : Unit
        What was to be run.
    kept : KeptRuns
        Finds results that stand; new for each, so that files are looked at now.

    Returns
    -------
    Run
        With its notebook. Where it is said to have run and no result of it stands here, it is lost: whoever ran it
        saw other files.
    """
    run = replace(run, unit=unit)
    if run.status != "completed":
        return _with_notebook(run)
    found = kept.find(unit)
    if isinstance(found, Run):
        return replace(found, seconds=run.seconds, kept=False, why="")
    why = f"the worker's result does not stand here, because {found}: it must work in this project's own folder"
    return replace(run, status="was lost", where=unit.notebook.name, error=why)


def _with_notebook(run: Run) -> Run:
    """Return a run that failed with its notebook, as far as it ran, and its error's words."""
    place = layout.failed_notebook(run.unit)
    if run.status == "was refused" or not place.is_file():
        return replace(run, error=run.error or "the notebook says why, where it was run")
    notebook = nbformat.read(place, as_version=4)
    errors = [each for cell in notebook.cells for each in cell.get("outputs", []) if each.output_type == "error"]
    said = last_line(f"{errors[-1].ename}: {errors[-1].evalue}") if errors else ""
    return replace(run, notebook=notebook, error=run.error or said)


def _below(path: Path) -> str:
    """Return a path below the project's folder."""
    root = project.root()
    if not path.resolve().is_relative_to(root):
        raise PublicationError(
            "a notebook outside the project cannot be run on another machine",
            where=path.name,
            remedy="Put it into the folder notebooks, or run it without --cluster",
        )
    return path.resolve().relative_to(root).as_posix()
