"""Who runs units: kernels on this machine, or anybody behind a `concurrent.futures.Executor`."""

from __future__ import annotations

import logging
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from turncurve.errors import TurnCurveError
from turncurve.publish import memory
from turncurve.publish.kernel import Limits
from turncurve.publish.run import Run, Unit, run_one
from turncurve.publish.stopping import Stop

_log = logging.getLogger(__name__)


class Workers:
    """Runs units through an executor that is given; what is sent and what comes back are plain values.

    Parameters
    ----------
    executor : concurrent.futures.Executor
        Runs them, in threads, in processes or on other machines.
    """

    patience: float | None = None
    """Seconds after which it is looked whether anybody is left; None where an executor tells by itself."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor

    @property
    def side_by_side(self) -> int:
        """How many units are run at once, as far as that is known."""
        return int(getattr(self.executor, "_max_workers", 1))

    def room(self, at_work: int) -> bool:
        """Tell whether another unit may be handed out.

        Parameters
        ----------
        at_work : int
            Units that have been handed out and have not ended.

        Returns
        -------
        bool
            True here: an executor keeps what it cannot run yet.
        """
        return at_work >= 0

    def submit(self, unit: Unit, *, limits: Limits) -> Future[Run]:
        """Hand out one unit.

        Parameters
        ----------
        unit : Unit
            What to run.
        limits : Limits
            How long it may take.

        Returns
        -------
        concurrent.futures.Future
            What becomes of it.
        """
        return self.executor.submit(run_one, unit, limits=limits)

    def result(self, unit: Unit, future: Future[Run]) -> Run:
        """Return what became of a unit.

        Parameters
        ----------
        unit : Unit
            What was run.
        future : concurrent.futures.Future
            What was given for it, which has ended.

        Returns
        -------
        Run
            Also where whoever ran it has ended, or did not know how to.
        """
        if future.cancelled():
            return lost(unit, "whoever was to run it is gone")
        problem = future.exception()
        return future.result() if problem is None else lost(unit, told(problem))

    def gone(self) -> str:
        """Say why nobody is left to run what was handed out.

        Returns
        -------
        str
            A clause; empty where somebody is.
        """
        return ""

    def stop(self) -> None:
        """End what runs and hand out no more, without waiting."""
        self.executor.shutdown(wait=False, cancel_futures=True)


class Here(Workers):
    """Runs units on this machine: threads of this process, each waiting for a kernel of its own.

    Parameters
    ----------
    workers : int
        How many kernels at once, if there is memory for as many.
    """

    def __init__(self, workers: int) -> None:
        self._stop = Stop()
        self._most = memory.at_once(max(1, workers))
        super().__init__(ThreadPoolExecutor(max_workers=self._most))

    def __enter__(self) -> Self:
        """Be ready to run."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait until every kernel has ended."""
        self.executor.shutdown(wait=True)

    def room(self, at_work: int) -> bool:
        """Tell whether another kernel may be started: always one, and further ones while there is memory.

        Parameters
        ----------
        at_work : int
            Kernels that run.

        Returns
        -------
        bool
            Whether there is a thread and memory for another.
        """
        return at_work == 0 or (at_work < self._most and memory.available() >= memory.A_KERNEL)

    def submit(self, unit: Unit, *, limits: Limits) -> Future[Run]:
        """Run one unit in a thread, where it can be ended.

        Parameters
        ----------
        unit : Unit
            What to run.
        limits : Limits
            How long it may take.

        Returns
        -------
        concurrent.futures.Future
            What becomes of it.
        """
        return self.executor.submit(run_one, unit, limits=limits, stop=self._stop)

    def stop(self) -> None:
        """End every kernel that runs, and start no more."""
        super().stop()
        self._stop.now()


def lost(unit: Unit, why: str) -> Run:
    """Return the record of a unit of which nothing came back.

    Parameters
    ----------
    unit : Unit
        What was to be run.
    why : str
        Why nothing came.

    Returns
    -------
    Run
        A failure like any other: nothing that rests on it is published.
    """
    return Run(unit, "was lost", 0, 0, 0.0, None, where=unit.notebook.name, error=why or "no reason was given")


def told(problem: BaseException) -> str:
    """Return what an executor said of a worker in a reader's words.

    Parameters
    ----------
    problem : BaseException
        What it raised in place of a result.

    Returns
    -------
    str
        One line.
    """
    name = type(problem).__name__
    if isinstance(problem, TurnCurveError):
        return str(problem)
    if name in {"KilledWorker", "BrokenProcessPool"}:
        return "each worker that was given it ended, for want of memory perhaps: look at its log"
    if isinstance(problem, ImportError | AttributeError):
        return f"a worker has not the package, or another version of it ({name})"
    lines = [line.strip() for line in str(problem).splitlines() if line.strip()]
    return f"{name}: {lines[-1]}" if lines else name
