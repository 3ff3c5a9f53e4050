"""How long units took when they last ran, so that the longest is begun first and the time left can be told.

Nothing that is published depends on it: it is our own record, and deleting it costs a good order alone.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from turncurve.errors import TurnCurveError
from turncurve.publish.notebook import AUDIENCES
from turncurve.publish.run import NOT_HELD, Ahead, Run, Unit
from turncurve.publish.standing import KEPT
from turncurve.reference import project
from turncurve.tables import durable

RECORD = "run_record.json"
_log = logging.getLogger(__name__)


def known(councils: Iterable[str]) -> dict[str, float]:
    """Return how long units took.

    Parameters
    ----------
    councils : iterable of str
        Councils' names or folders.

    Returns
    -------
    dict of str to float
        Seconds by the unit's label; none of a council whose record cannot be read.
    """
    found: dict[str, float] = {}
    for folder in sorted({_place(council) for council in councils}):
        try:
            held = json.loads(folder.read_text(encoding="utf-8"))
            found |= {str(label): float(seconds) for label, seconds in held.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            continue
    return found


def expected(units: Sequence[Unit]) -> tuple[float | None, ...]:
    """Return how long units are likely to take.

    Parameters
    ----------
    units : sequence of Unit
        What is to be run.

    Returns
    -------
    tuple of float or None
        Seconds when it ran last; else the longest that its page has taken for anybody in the same records; None where
        nothing is known.
    """
    seconds = known(unit.council for unit in units)
    pages: dict[str, float] = {}
    for label, each in seconds.items():
        page = label.partition(",")[0]
        pages[page] = max(each, pages.get(page, 0.0))
    return tuple(seconds.get(unit.label, pages.get(unit.page)) for unit in units)


def longest_first(units: Sequence[Unit]) -> tuple[int, ...]:
    """Return the order in which units are best begun, so that no long one is left to the end.

    Parameters
    ----------
    units : sequence of Unit
        What is to be run.

    Returns
    -------
    tuple of int
        Their places: those of known length by length, the longest first; then the others, by the notebook's name.
    """
    likely = expected(units)
    return tuple(sorted(range(len(units)), key=lambda place: (-(likely[place] or 0.0), units[place].label)))


def keep(runs: Iterable[Run]) -> None:
    """Keep how long units took, each in its council's record.

    Parameters
    ----------
    runs : iterable of Run
        What was run now; one that did not come to its end tells nothing.
    """
    took: dict[str, dict[str, float]] = {}
    for run in runs:
        if run.completed and not run.kept:
            took.setdefault(run.unit.council, {})[run.unit.label] = round(run.seconds, 2)
    for council, seconds in took.items():
        data = json.dumps({**known([council]), **seconds}, indent=1, sort_keys=True)
        try:
            durable.write(_place(council), f"{data}\n".encode(), private=True)
        except TurnCurveError as problem:
            _log.warning("How long notebooks took could not be kept: %s", problem)


def telling(
    units: Sequence[Unit], tell: Callable[[Run], None] | None, *, side_by_side: Callable[[], int]
) -> Callable[[Run], None] | None:
    """Return what tells of each run with how far the batch has come.

    Parameters
    ----------
    units : sequence of Unit
        All that is wanted, in every step of the batch.
    tell : callable or None
        Called with each run, which then says how far.
    side_by_side : callable
        Returns how many run at once.

    Returns
    -------
    callable or None
        To be called with each run as it ends; None where nobody is told.
    """
    if tell is None:
        return None
    left = {unit.label: seconds for unit, seconds in zip(units, expected(units), strict=True)}
    wanted = len(left)
    took: list[float] = []

    def told(run: Run) -> None:
        left.pop(run.unit.label, None)
        if run.status == NOT_HELD:  # nor will it be run for anybody else
            for label in [_label_for(each, run.unit) for each in AUDIENCES]:
                left.pop(label, None)
        if not run.kept:
            took.append(run.seconds)
        seconds = _rest(left.values(), took=took)
        rest = None if seconds is None else seconds / max(1, side_by_side())
        tell(replace(run, ahead=Ahead(wanted - len(left), wanted, rest)))

    return told


def _label_for(audience: str, unit: Unit) -> str:
    """Return the label of the same page of the same release for an audience."""
    given = tuple({**dict(unit.parameters), "audience": audience}.items())
    return replace(unit, parameters=given).label


def _rest(likely: Iterable[float | None], *, took: Sequence[float]) -> float | None:
    """Return how long units take one after the other, those not known as long as the mean of what was run now."""
    usual = sum(took) / len(took) if took else None
    each = [usual if seconds is None else seconds for seconds in likely]
    return None if None in each else sum(seconds for seconds in each if seconds is not None)


def _place(council: str) -> Path:
    """Return where a council's record is."""
    return project.processed_folder(council) / KEPT / RECORD
