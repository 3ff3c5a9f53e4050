"""The process that kernels are forked from, seen from the process that asks for them; begun before it is needed."""

from __future__ import annotations

import atexit
import contextlib
import datetime as dt
import hashlib
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from turncurve.publish import kernel_process, warm_process
from turncurve.publish.run_folders import run_folder
from turncurve.publish.surroundings import environment
from turncurve.reference import project

PLAIN_VARIABLE = "TURNCURVE_PLAIN_KERNELS"
# What is a run's own; all else that a kernel is given, its parent was given before it loaded the libraries.
_OF_THE_RUN = ("TURNCURVE_", "SOURCE_DATE_EPOCH", "IPYTHONDIR", "MATPLOTLIBRC", "PYTEST_", "JPY_", "COLUMNS", "LINES")
_LONG = 10.0
_log = logging.getLogger(__name__)


def why_plain() -> str:
    """Tell why kernels cannot be forked here.

    Returns
    -------
    str
        A clause; empty where they can.
    """
    if os.environ.get(PLAIN_VARIABLE):
        return f"{PLAIN_VARIABLE} is set"
    if not sys.platform.startswith("linux") or not hasattr(os, "pidfd_open"):
        return "this system cannot fork a process safely"
    return ""


class Forked:
    """A kernel that was forked for us, with the words of `subprocess.Popen`.

    Parameters
    ----------
    pid : int
        Its number.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self.orphaned = False
        """Whether it ended because the process that it was forked from did."""
        self._ended = threading.Event()

    def end(self, code: int, *, orphaned: bool = False) -> None:
        """Note how it ended.

        Parameters
        ----------
        code : int
            Its exit code, negative for a signal.
        orphaned : bool
            Whether it ended because the process that it was forked from did.
        """
        self.returncode, self.orphaned = code, orphaned
        self._ended.set()

    def poll(self) -> int | None:
        """Return how it ended.

        Returns
        -------
        int or None
            Its exit code; None while it runs.
        """
        return self.returncode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait until it has ended.

        Parameters
        ----------
        timeout : float, optional
            At most so many seconds.

        Returns
        -------
        int or None
            Its exit code; None while it runs.
        """
        self._ended.wait(timeout)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended.

        Parameters
        ----------
        number : int
            The signal.
        """
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class Parent:
    """One process that kernels are forked from, and the thread that listens to it.

    The system ends that process with the thread that started it, so the thread lives as long as this process does.

    Parameters
    ----------
    surroundings : mapping of str to str
        The environment variables in which it loads the libraries.
    """

    def __init__(self, surroundings: Mapping[str, str]) -> None:
        self.ready: Future[bool] = Future()
        self._surroundings = dict(surroundings)
        self._link, self._theirs = socket.socketpair()
        self._lock = threading.Lock()
        self._asked: list[Future[Forked | None]] = []
        self._kernels: dict[int, Forked] = {}
        self._gone = False
        self.pid = 0
        self._thread = threading.Thread(target=self._live, name=__name__, daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return not self._gone

    @property
    def idle(self) -> bool:
        """Whether no kernel of it runs or is asked for."""
        with self._lock:
            return not self._kernels and not self._asked

    def fork(self, words: list[str], *, environment: Mapping[str, str], folder: str) -> Future[Forked | None]:
        """Ask for a kernel.

        Parameters
        ----------
        words : list of str
            The kernel's command line.
        environment : mapping of str to str
            Its environment variables.
        folder : str
            Its working folder.

        Returns
        -------
        concurrent.futures.Future
            The kernel; None where the process that it was to be forked from has ended.
        """
        answer: Future[Forked | None] = Future()
        line = json.dumps({"words": words, "env": dict(environment), "cwd": folder}).encode() + b"\n"
        with self._lock:
            if self._gone:
                answer.set_result(None)
                return answer
            self._asked.append(answer)
            with contextlib.suppress(OSError):  # then the thread that listens is about to find out
                self._link.sendall(line)
        return answer

    def close(self, *, wait: bool = False) -> None:
        """End it, and with it all kernels that were forked from it.

        Parameters
        ----------
        wait : bool
            Whether to wait until it has ended and nothing is left of it.
        """
        with contextlib.suppress(OSError):
            self._link.shutdown(socket.SHUT_RDWR)
        if wait:
            self._thread.join(_LONG)

    def _live(self) -> None:
        """Start the process, note what it says, and wait until it has ended."""
        try:
            with run_folder() as folder:
                self._listen(self._started(folder))
        except (OSError, ValueError) as problem:
            _log.warning("The process that kernels are forked from: %s", problem)
        finally:
            self._theirs.close()
            self._end()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        """Note what the process says until it has ended, and let nothing be left of it."""
        try:
            self.pid = process.pid
            self._theirs.close()  # only that process has the other end now, so that its end is seen
            with self._link.makefile("rb") as said:
                for line in said:
                    self._note(json.loads(line))
        finally:
            process.kill()
            process.wait()

    def _started(self, folder: str) -> subprocess.Popen[bytes]:
        """Start the process in a folder of its own, which its command line names."""
        own = {**self._surroundings, "IPYTHONDIR": folder, "MATPLOTLIBRC": folder}
        own[kernel_process.PARENT] = str(os.getpid())
        words = [sys.executable, "-m", warm_process.__name__, folder]
        return subprocess.Popen(  # noqa: S603 - our own words
            words, stdin=self._theirs.fileno(), env=own, cwd=folder, start_new_session=True
        )

    def _note(self, said: dict[str, Any]) -> None:
        """Note one thing that the process said."""
        with self._lock:
            if "ready" in said:
                self.ready.set_result(bool(said["ready"]))
            elif "pid" in said:
                kernel = self._kernels[said["pid"]] = Forked(said["pid"])
                self._asked.pop(0).set_result(kernel)
            else:
                self._kernels.pop(said["ended"]).end(said["code"])

    def _end(self) -> None:
        """Note that the process has ended, and that its kernels end with it."""
        with self._lock:
            self._gone = True
            for answer in self._asked:
                answer.set_result(None)
            for kernel in self._kernels.values():
                kernel.end(-signal.SIGKILL, orphaned=True)
            self._asked, self._kernels = [], {}
            if not self.ready.done():
                self.ready.set_result(False)
            self._link.close()


_parents: dict[tuple[int, str], Parent] = {}
_choosing = threading.Lock()


def parent_for(environment: Mapping[str, str]) -> Parent:
    """Return the process that kernels of some surroundings are forked from; one that has ended is replaced.

    Parameters
    ----------
    environment : mapping of str to str
        The environment variables that the kernel will have.

    Returns
    -------
    Parent
        One a set of libraries: another lock, or other settings that libraries read as they load, need another.
    """
    common = {name: value for name, value in environment.items() if not name.startswith(_OF_THE_RUN)}
    lock = Path(environment.get(project.ROOT_VARIABLE, ".")) / "requirements.lock"
    held = lock.read_bytes() if lock.is_file() else b""
    told = json.dumps([sys.executable, sorted(common.items())]).encode()
    key = (os.getpid(), hashlib.sha256(told + b"\0" + held).hexdigest())
    with _choosing:
        found = _parents.get(key)
        if found is None or not found.alive:
            for other in [each for each, parent in _parents.items() if each[0] == key[0] and parent.idle]:
                _parents.pop(other).close()
            found = _parents[key] = Parent(common)
        return found


def begin() -> None:
    """Start the process that the next batch's kernels are forked from, and do not wait for it to be ready.

    It loads its libraries while the caller goes on with what comes before the first kernel. Where kernels cannot be
    forked nothing is started.
    """
    if not why_plain():
        parent_for(environment(dt.date.min, plan=None, folder=Path.cwd(), base=os.environ))


def close_all() -> None:
    """End every process that this one forks kernels from, and clear away after it."""
    with _choosing:
        for key in [each for each in _parents if each[0] == os.getpid()]:
            _parents.pop(key).close(wait=True)


atexit.register(close_all)
