"""Run a batch of units wherever an executor runs them: longest first, each to its end, failures stopping no others."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field

from turncurve.errors import TurnCurveError
from turncurve.publish import durations
from turncurve.publish.kernel import Limits
from turncurve.publish.run import Run, Unit
from turncurve.publish.run_folders import clear_left_over
from turncurve.publish.warm_parent import why_plain
from turncurve.publish.workers import Here, Workers, lost, told

_log = logging.getLogger(__name__)


@dataclass
class _Batch:
    """Units while they are run: those that wait, those at work, and what became of the others, by their places."""

    units: Sequence[Unit]
    workers: Workers
    limits: Limits
    waiting: deque[int]
    at_work: dict[Future[Run], int] = field(default_factory=dict)
    ended: dict[int, Run] = field(default_factory=dict)


def run_all(
    units: Sequence[Unit],
    *,
    workers: int | Workers = 2,
    limits: Limits | None = None,
    tell: Callable[[Run], None] | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> tuple[Run, ...]:
    """Run units side by side, each in a kernel of its own; one that fails stops no other.

    Parameters
    ----------
    units : sequence of Unit
        What to run.
    workers : int or Workers
        How many kernels at once on this machine; or who runs them.
    limits : Limits, optional
        How long each may take.
    tell : callable, optional
        Called with each run as it ends, while the next is at work already.
    meanwhile : callable, optional
        Called once, when the first units are at work.

    Returns
    -------
    tuple of Run
        In the order of the units.
    """
    clear_left_over()
    with _ready(workers, units) as ready:
        batch = _Batch(units, ready, limits or Limits(), deque(durations.longest_first(units)))
        try:
            _submit(batch)
            if meanwhile is not None:
                meanwhile()
            while batch.waiting or batch.at_work:
                for run in _some_ended(batch):
                    _submit(batch)
                    if tell is not None:
                        tell(run)
                _submit(batch)
        except BaseException:  # Ctrl-C above all: nobody waits for what is still to run
            ready.stop()
            raise
        finally:
            durations.keep(batch.ended.values())
    return tuple(batch.ended[place] for place in range(len(units)))


@contextmanager
def _ready(workers: int | Workers, units: Sequence[Unit]) -> Iterator[Workers]:
    """Give who runs units; where only a number is given, workers on this machine, which end with the batch."""
    if isinstance(workers, Workers):
        yield workers
        return
    if units and (why := why_plain()):
        _log.warning("Each notebook loads every library anew: %s", why)
    with Here(workers) as here:
        yield here


def _submit(batch: _Batch) -> None:
    """Hand out units while there is room for another."""
    while batch.waiting and batch.workers.room(len(batch.at_work)):
        place = batch.waiting.popleft()
        unit = batch.units[place]
        try:
            batch.at_work[batch.workers.submit(unit, limits=batch.limits)] = place
        except (RuntimeError, TurnCurveError) as problem:  # nobody takes it
            batch.at_work[_answered(lost(unit, told(problem)))] = place


def _answered(run: Run) -> Future[Run]:
    """Return a run that is known already as one that has just ended."""
    future: Future[Run] = Future()
    future.set_result(run)
    return future


def _some_ended(batch: _Batch) -> Iterator[Run]:
    """Wait a while, and give the units that have ended; where nobody is left to run the others, those as lost."""
    done, _ = wait(batch.at_work, timeout=batch.workers.patience, return_when=FIRST_COMPLETED)
    gone = "" if done else batch.workers.gone()
    for future in list(batch.at_work) if gone else sorted(done, key=batch.at_work.__getitem__):
        place = batch.at_work.pop(future)
        unit = batch.units[place]
        batch.ended[place] = lost(unit, gone) if gone else batch.workers.result(unit, future)
        yield batch.ended[place]
    while gone and batch.waiting:
        place = batch.waiting.popleft()
        batch.ended[place] = lost(batch.units[place], gone)
        yield batch.ended[place]
