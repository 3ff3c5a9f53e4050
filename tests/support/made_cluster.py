"""A cluster of processes on this machine: a scheduler and workers that work in a made project, to be killed at will."""

import contextlib
import os
import select
import socket
import subprocess
import sys
from pathlib import Path

import psutil

STEPS = "steps.pipe"
LONGEST = 180  # seconds after which a test takes something to hang; on a quiet machine none takes ten
BEGUN = f'with open("{STEPS}", "w") as steps:\n    steps.write(".")'
"""A cell that tells the test that a notebook has come so far."""


class MadeCluster:
    """A scheduler and workers, each a process of its own whose end nobody mends."""

    def __init__(self, root: Path, *, workers: int = 2) -> None:
        self.root = root
        (root / "tmp").mkdir(exist_ok=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        words = ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show"]
        self.scheduler = self._start("dask_scheduler", *words)
        self.workers = [self.join() for _ in range(workers)]

    def join(self) -> subprocess.Popen:
        """Have another worker join."""
        words = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--death-timeout", "30"]
        return self._start("dask_worker", self.address, *words, "--local-directory", str(self.root / "tmp"))

    def _start(self, name: str, *words: str) -> subprocess.Popen:
        own = {"TURNCURVE_ROOT": str(self.root), "TMPDIR": str(self.root / "tmp")}
        return subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-m", f"distributed.cli.{name}", *words],
            cwd=self.root,
            env={**os.environ, **own},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kernels(self) -> list[psutil.Process]:
        """Return the kernels that run for the workers: what was forked from their warm processes."""
        warm = [child for each in self.workers if each.poll() is None for child in psutil.Process(each.pid).children()]
        return [kernel for each in warm for kernel in each.children()]

    def kill(self, kind: str, which: int = 0) -> None:
        """Kill one part, as the system or somebody would."""
        if kind == "scheduler":
            self.scheduler.kill()
        elif kind == "worker":
            self.workers[which % len(self.workers)].kill()
        else:
            with contextlib.suppress(psutil.Error):  # one that has just ended needs no killing
                found = self.kernels()
                if found:
                    found[which % len(found)].kill()

    def close(self) -> None:
        """End what still runs."""
        for each in (*self.workers, self.scheduler):
            each.kill()
            each.wait(LONGEST)


class Steps:
    """Hears from notebooks how far they have come, through a pipe in the project's folder."""

    def __init__(self, root: Path) -> None:
        os.mkfifo(root / STEPS)
        self._handle = os.open(root / STEPS, os.O_RDWR | os.O_NONBLOCK)

    def wait(self, count: int) -> int:
        """Wait until notebooks have said so often that they have come so far; return how often they did."""
        heard = 0
        while heard < count:
            ready, _, _ = select.select([self._handle], [], [], LONGEST)
            if not ready:
                return heard
            heard += len(os.read(self._handle, count - heard))
        return heard

    def forget(self) -> None:
        """Forget what notebooks have said so far."""
        with contextlib.suppress(BlockingIOError):
            while os.read(self._handle, 1 << 16):
                pass

    def close(self) -> None:
        """Hear no more."""
        os.close(self._handle)
