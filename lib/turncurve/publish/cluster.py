"""A cluster that runs units: dask.distributed, on other machines or as processes on this one, behind an executor.

Who runs what, and what becomes of a worker that ends, is the cluster's own affair; we only ask and take up.
"""

from __future__ import annotations

import importlib
import logging
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from typing import Any

from turncurve.errors import PublicationError
from turncurve.publish import memory
from turncurve.publish.kept_runs import KeptRuns
from turncurve.publish.kernel import Limits
from turncurve.publish.orders import carry_out, order_of, refusal, taken_up
from turncurve.publish.program import program
from turncurve.publish.run import Run, Unit
from turncurve.publish.run_folders import run_folder
from turncurve.publish.workers import Workers, told

LOCAL = "local"
REACH = 15.0
"""Seconds within which a scheduler must answer."""
JOIN = 120.0
"""Seconds within which a first worker must join, and after which a batch without any worker is given up."""
_ASK = 5.0
_CLOSE = 10.0
_WAITS = (0.5, 1.0, 2.0, 4.0)
_LOGGERS = ("distributed", "distributed.client", "tornado.application")  # what the user must know, we say


class Cluster(Workers):
    """Runs units on a cluster's workers, which share the project's folder.

    Parameters
    ----------
    client : distributed.Client
        The connection to the cluster's scheduler.
    force : bool
        Whether to run every unit, also where its result stands.
    """

    patience = 1.0

    def __init__(self, client: Any, *, force: bool) -> None:  # noqa: ANN401 - an extra may be absent
        super().__init__(client.get_executor(pure=False))
        self._client, self._force, self._program = client, force, program()
        self._seen = time.monotonic()

    @property
    def side_by_side(self) -> int:
        """How many units the workers that are there now run at once."""
        return max(1, sum(int(each["nthreads"]) for each in _workers(self._client).values()))

    def submit(self, unit: Unit, *, limits: Limits) -> Future[Run]:
        """Order one unit.

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
        order = order_of(unit, program=self._program, limits=limits, force=self._force)
        return self.executor.submit(carry_out, order)

    def result(self, unit: Unit, future: Future[Run]) -> Run:
        """Return what became of a unit, its result taken up from the project's folder.

        Parameters
        ----------
        unit : Unit
            What was run.
        future : concurrent.futures.Future
            What was given for it, which has ended.

        Returns
        -------
        Run
            As if it had been run here.
        """
        self._seen = time.monotonic()
        sent = super().result(unit, future)
        if sent.status == "was lost":
            return sent
        run = self._taken_up(sent, unit)
        for seconds in _WAITS:  # a shared drive may show late what another machine has written
            if run.status != "was lost":
                break
            time.sleep(seconds)
            run = self._taken_up(sent, unit)
        return run

    def _taken_up(self, sent: Run, unit: Unit) -> Run:
        """Look once for a unit's result."""
        return taken_up(sent, unit=unit, kept=KeptRuns(program=self._program))

    def gone(self) -> str:
        """Say that the scheduler is gone, or that there has been no worker for too long.

        Returns
        -------
        str
            A clause; empty where one is there, or may yet join.
        """
        if self._client.status == "closed":  # it tried for a while to find it again
            return "the cluster's scheduler is gone"
        if _workers(self._client):
            self._seen = time.monotonic()
        missing = time.monotonic() - self._seen
        return f"no worker of the cluster has been there for {missing:.0f} seconds" if missing > JOIN else ""

    def stop(self) -> None:
        """Take back what has not begun; what runs on other machines comes to its end there, and is kept."""
        self.executor.shutdown(wait=False)


@contextmanager
def chosen(address: str, *, jobs: int, force: bool = False) -> Iterator[int | Workers]:
    """Give who runs a batch, by the words of the command line.

    Parameters
    ----------
    address : str
        The scheduler's address, such as tcp://10.0.0.5:8786; or "local" for workers on this machine; or nothing.
    jobs : int
        How many kernels at once on this machine, where they are run here.
    force : bool
        Whether to run every unit, also where its result stands.

    Yields
    ------
    int or Workers
        The number where no cluster is named.

    Raises
    ------
    PublicationError
        If the cluster cannot be had, or has a worker of another version.
    """
    if not address:
        yield jobs
        return
    with ExitStack() as opened:
        client = opened.enter_context(_client(_reachable(address, opened, jobs=jobs), named=address))
        _require_workers(client, named=address)
        yield Cluster(client, force=force)


def _library() -> Any:  # noqa: ANN401 - an extra may be absent
    """Return the library, or say how to have it."""
    try:
        return importlib.import_module("distributed")
    except ImportError as problem:
        raise PublicationError(
            "running on a cluster needs a package that is not installed here",
            where="--cluster",
            remedy="Run `python install.py`, or add the extra turncurve[cluster]; or leave --cluster out",
        ) from problem


def _reachable(address: str, opened: ExitStack, *, jobs: int) -> str:
    """Return the scheduler's address; where workers on this machine are asked for, that of one begun for them."""
    library = _library()
    for name in _LOGGERS:  # each has a level and a handler of its own
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if address != LOCAL:
        if "://" not in address:
            raise PublicationError(
                f"this is no address of a scheduler: {address}",
                where="--cluster",
                remedy="Write it as tcp://host:port, as `dask scheduler` says it when it begins, or write local",
            )
        return address
    folder = opened.enter_context(run_folder())
    cluster = library.LocalCluster(
        n_workers=memory.at_once(jobs),
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        memory_limit=0,  # a worker only waits: kernels are processes of their own
        local_directory=folder,
        silence_logs=logging.CRITICAL,
    )
    opened.callback(cluster.close, timeout=_CLOSE)
    return str(cluster.scheduler_address)


@contextmanager
def _client(address: str, *, named: str) -> Iterator[Any]:
    """Give a connection to a scheduler."""
    try:
        client = _library().Client(address, timeout=REACH, set_as_default=False, name="turncurve")
    except (OSError, ValueError) as problem:
        raise PublicationError(
            f"the cluster's scheduler cannot be reached: {told(problem)}",
            where=f"--cluster {named}",
            remedy="Start it with `dask scheduler`, mend the address, or leave --cluster out; nothing was published",
        ) from problem
    try:
        yield client
    finally:
        client.close(timeout=_CLOSE)


def _require_workers(client: Any, *, named: str) -> None:  # noqa: ANN401 - an extra may be absent
    """Refuse a cluster that has no worker, or one that may run nothing for us."""
    try:
        client.wait_for_workers(1, timeout=JOIN)
    except (OSError, TimeoutError) as problem:
        raise PublicationError(
            f"no worker has joined the cluster within {JOIN:.0f} seconds",
            where=f"--cluster {named}",
            remedy="Start some in the project's folder with `dask worker ADDRESS --nthreads 1`; nothing was published",
        ) from problem
    answers = client.run(refusal, program(), on_error="return")
    refused = [told(each) if isinstance(each, BaseException) else each for each in answers.values() if each]
    if refused:
        raise PublicationError(
            f"{len(refused)} of {len(answers)} workers cannot be used: {refused[0]}",
            where=f"--cluster {named}",
            remedy="Install the same version there, start the worker again, and give the command again",
        )


def _workers(client: Any) -> dict[str, Any]:  # noqa: ANN401 - an extra may be absent
    """Return the workers that are there now; none where the scheduler does not answer."""
    try:
        found = client.sync(client.scheduler.identity, n_workers=-1, callback_timeout=_ASK)
    except Exception:  # whatever keeps it from answering, it does not answer
        return {}
    return dict(found["workers"])
