"""One notebook in one fresh kernel: the papermill engine, the kernel's surroundings, and what really ran."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from papermill.engines import Engine, papermill_engines

from turncurve.publish import ending, kernel_process, listening, reads, warm_kernels
from turncurve.publish.left_out import kept
from turncurve.publish.run_folders import run_folder
from turncurve.publish.stopping import Stop
from turncurve.publish.surroundings import READS, environment
from turncurve.reference import project

ENGINE = "turncurve"
KERNEL = "python3"
LONGEST_SOCKET_PATH = 90  # Linux allows 107 characters; the kernel adds its own ending


@dataclass(frozen=True)
class Limits:
    """How long a run may take.

    Parameters
    ----------
    start, cell, notebook : float
        Seconds that the kernel's start, one cell and the whole notebook may take.
    """

    start: float = 60.0
    cell: float = 120.0
    notebook: float = 300.0


@dataclass
class Progress:
    """What of a notebook has really run: the only record that is trusted.

    Parameters
    ----------
    cells : int
        Code cells that ran to their end without an error.
    current : int
        Position of the cell that ran last, from 1.
    started : float
        Reading of the steady clock when the notebook started.
    notebook : notebook node
        The notebook as far as it has run; None before it starts.
    exit_code : int or None
        How the kernel's process ended before it was told to; None where it did not.
    orphaned : bool
        Whether it ended because the process that it was forked from did.
    read : tuple of str or None
        Files of the project that it read; None where that is not known.
    kills : int
        Processes that the system had ended for want of memory when the notebook started.
    """

    cells: int = 0
    current: int = 0
    started: float = field(default_factory=time.monotonic)
    notebook: Any = None
    exit_code: int | None = None
    orphaned: bool = False
    read: tuple[str, ...] | None = None
    kills: int = field(default_factory=ending.kills_for_memory)

    def enter(self, cell: Any, cell_index: int) -> None:  # noqa: ANN401 - nbclient names the arguments
        """Note which cell runs now.

        Parameters
        ----------
        cell : notebook node
            The cell.
        cell_index : int
            Its position, from 0.
        """
        self.current = cell_index + 1

    def leave(self, cell: Any, cell_index: int, execute_reply: Any) -> None:  # noqa: ANN401 - the same
        """Count a cell that ran to its end.

        Parameters
        ----------
        cell : notebook node
            The cell.
        cell_index : int
            Its position, from 0.
        execute_reply : dict
            What the kernel said of it.
        """
        self.cells += execute_reply["content"]["status"] == "ok"


class ReportEngine(Engine):  # type: ignore[misc]  # papermill ships no types
    """Runs a notebook for papermill: its own kernel, no sockets on the network, killed at once at the end."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,  # noqa: ANN401 - papermill ships no types
        kernel_name: str,
        *,
        progress: Progress,
        limits: Limits,
        as_at: dt.date,
        plan: Path | None,
        leave_out: frozenset[str] = frozenset(),
        stop: Stop | None = None,
        **_: object,
    ) -> None:
        """Run every cell in order, and stop at the first that fails.

        Parameters
        ----------
        nb_man : papermill.engines.NotebookExecutionManager
            The notebook with its parameters.
        kernel_name : str
            The kernel, always this environment's own.
        progress : Progress
            Where what really ran is counted.
        limits : Limits
            How long the run may take.
        as_at : datetime.date
            The report's date.
        plan : pathlib.Path or None
            The release's suppression plan.
        leave_out : frozenset of str
            Tags of the cells that this council's page does without.
        stop : Stop, optional
            What may end the run from outside.
        **_
            What papermill passes to every engine.
        """
        nb_man.nb.cells = kept(nb_man.nb.cells, leave_out)
        progress.notebook = nb_man.nb
        with _manager(kernel_name) as (manager, folder):
            client = NotebookClient(
                nb_man.nb,
                km=manager,
                startup_timeout=int(limits.start),
                iopub_timeout=int(limits.start),  # what a slow machine shows late is not lost
                timeout_func=lambda _cell: _seconds_left(progress, limits),
                record_timing=False,
                store_widget_state=False,
                shutdown_kernel="immediate",
                raise_on_iopub_timeout=True,
                on_cell_execute=progress.enter,
                on_cell_executed=progress.leave,
            )
            surroundings = environment(as_at, plan=plan, folder=folder, base=os.environ)
            (stop or Stop()).run(_execute(client, manager, surroundings=surroundings, progress=progress))
            progress.read = reads.read_back(folder / READS)


async def _execute(
    client: NotebookClient, manager: AsyncKernelManager, *, surroundings: Mapping[str, str], progress: Progress
) -> None:
    """Execute a notebook; however that ends, note how its process ended, and leave none behind."""
    try:
        await client.async_execute(cleanup_kc=True, env=dict(surroundings), cwd=str(project.root()))
    except RuntimeError:  # the kernel died, or did not start
        process = getattr(manager.provisioner, "process", None)
        progress.exit_code = None if process is None else process.poll()
        progress.orphaned = getattr(process, "orphaned", False)
        raise
    finally:
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)


def _seconds_left(progress: Progress, limits: Limits) -> int:
    """Return how long the next cell may take: its own limit, or what is left of the notebook's."""
    left = limits.notebook - (time.monotonic() - progress.started)
    return max(1, round(min(limits.cell, left)))


class _OwnKernels(KernelSpecManager):
    """Knows the kernel of this environment alone, started so that it never outlives what started it."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return how the kernel is started."""
        spec = super().get_kernel_spec(kernel_name)
        spec.argv = [kernel_process.__name__ if word == "ipykernel_launcher" else word for word in spec.argv]
        spec.metadata = {**spec.metadata, "kernel_provisioner": {"provisioner_name": warm_kernels.PROVISIONER}}
        return spec


@contextmanager
def _manager(kernel_name: str) -> Iterator[tuple[AsyncKernelManager, Path]]:
    """Give a kernel of this environment, reached through files that only this user can open where the system can."""
    with run_folder() as made:
        folder = Path(made)
        by_file = sys.platform != "win32" and len(made) < LONGEST_SOCKET_PATH
        manager = AsyncKernelManager(
            kernel_name=kernel_name,
            kernel_spec_manager=_OwnKernels(kernel_dirs=[]),  # never a kernel of the same name from elsewhere
            transport="ipc" if by_file else "tcp",
            connection_file=str(folder / "kernel.json"),
            client_class=f"{listening.__name__}.{listening.Listener.__name__}",
        )
        yield manager, folder


papermill_engines.register(ENGINE, ReportEngine)
