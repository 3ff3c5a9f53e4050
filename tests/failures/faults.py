"""Faults of the system, put into a process of our own at a step that is counted: the same each time."""

import contextlib
import ctypes
import errno
import os
import resource
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import psutil

_NEW_MOUNTS, _NEW_USERS = 0x20000, 0x10000000
_READ_ONLY, _REMOUNT, _BIND, _WITH_ALL_BELOW, _PRIVATE = 1, 32, 4096, 16384, 1 << 18
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_MAKING = ("open", "os.mkdir")


class Steps:
    """Counts what a process does to files below a folder and which cell its kernels begin, and acts at one of them.

    The interpreter itself tells of each step before it is taken (its audit events), so that nothing of the program
    has to know of this.
    """

    def __init__(self, root: Path, *, log: Path) -> None:
        self._root = str(root)
        self._ours = tuple(str(root / name) for name in ("data", "reports", "tmp"))
        self._log = log
        self._taken = 0
        self._lock = threading.RLock()
        self._inside = False
        self._act: Callable[[int, str], None] = lambda number, step: None

    def watch(self, act: Callable[[int, str], None]) -> None:
        """Call a function with the number and the name of each step, from now on."""
        self._act = act
        sys.addaudithook(self._audit)

    def take(self, event: str, words: str = "") -> None:
        """Count one step, note it, and act."""
        with self._lock:
            if self._inside:
                return
            self._inside = True
            try:
                number, self._taken = self._taken, self._taken + 1
                with self._log.open("a", encoding="utf-8") as file:
                    file.write(f"{event} {words}\n")
                self._act(number, f"{event} {words}")
            finally:
                self._inside = False

    def _audit(self, event: str, given: tuple) -> None:
        """Take a step where an audit event changes a file of ours."""
        if event == "open":
            path, _, flags = given
            changes = isinstance(flags, int) and bool(flags & _WRITING)
        else:
            changes = event in {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"}
            path = given[0] if given else ""
        if not changes or not isinstance(path, str | os.PathLike) or not str(path).startswith(self._ours):
            return
        named = [str(each).removeprefix(self._root) for each in given[:2] if isinstance(each, str | os.PathLike)]
        self.take(event, " ".join(named[: 2 if event == "os.rename" else 1]))


def kill_ourselves() -> None:
    """End this process as a cut of the power would: at once, and without any clearing up."""
    os.kill(os.getpid(), signal.SIGKILL)


def kill_kernels() -> None:
    """End the kernels of this process, as the system does where memory runs out."""
    for child in psutil.Process().children(recursive=True):
        if not (_forks_kernels(child) and child.ppid() == os.getpid()):
            child.kill()


def kill_parents() -> None:
    """End the processes that kernels are forked from, and their kernels with them: the system does that as they end."""
    for child in psutil.Process().children():
        if _forks_kernels(child):
            child.kill()
            with contextlib.suppress(psutil.NoSuchProcess):  # its end has been taken note of
                while child.status() != psutil.STATUS_ZOMBIE:
                    os.sched_yield()


def _forks_kernels(process: psutil.Process) -> bool:
    """Tell whether a process is one that kernels are forked from, or was forked from one."""
    return "turncurve.publish.warm_process" in process.cmdline()


class Acts:
    """What to do at each step, for each kind of fault at a step."""

    def __init__(self, at: int, words: str) -> None:
        self._at = at
        self._words = words
        self._times = 0

    def none(self, number: int, step: str) -> None:
        """Do nothing."""

    def kill(self, number: int, step: str) -> None:
        """Cut the power at one step."""
        if number == self._at:
            kill_ourselves()

    def before(self, number: int, step: str) -> None:
        """Cut the power just before a step of a name."""
        if self._words in step:
            kill_ourselves()

    def after(self, number: int, step: str) -> None:
        """Cut the power just after a step of a name."""
        if self._times:
            kill_ourselves()
        self._times += self._words in step

    def kernel(self, number: int, step: str) -> None:
        """Kill the kernel at the first cell from a step on."""
        if number >= self._at and step.startswith("cell") and self._first(1):
            kill_kernels()

    def parent(self, number: int, step: str) -> None:
        """Kill what kernels are forked from at the first cell from a step on."""
        if number >= self._at and step.startswith("cell") and self._first(1):
            kill_parents()

    def full(self, number: int, step: str) -> None:
        """Let the disk be full from a step on."""
        if number >= self._at and step.startswith(_MAKING):
            raise OSError(errno.ENOSPC, "No space left on device")

    def denied(self, number: int, step: str) -> None:
        """Allow nothing from a step on."""
        if number >= self._at and not step.startswith("cell"):
            raise PermissionError(errno.EACCES, "Permission denied")

    def stopped(self, number: int, step: str) -> None:
        """Order the process to end at one step."""
        if number == self._at:
            signal.raise_signal(signal.SIGTERM)

    def excel(self, number: int, step: str) -> None:
        """Hold a report open for so many tries to replace it."""
        if step.startswith("os.rename") and step.endswith("problems.csv") and self._first(self._at):
            raise PermissionError(errno.EACCES, "The process cannot access the file")

    def _first(self, most: int) -> bool:
        """Tell whether this is one of the first times."""
        self._times += 1
        return self._times <= most


def act_of(kind: str, at: int, *, words: str) -> Callable[[int, str], None]:
    """Return what to do at each step, for a kind of fault at a step."""
    acts = Acts(at, words)
    return getattr(acts, kind, acts.none)


def count_cells(steps: Steps) -> None:
    """Have each cell that a kernel begins be a step too."""
    from turncurve.publish.kernel import Progress

    inner = Progress.enter

    def enter(self, cell, cell_index):
        inner(self, cell, cell_index)
        steps.take("cell", str(cell_index))

    Progress.enter = enter


def own_temporary_folder(folder: Path) -> None:
    """Have this process and its kernels keep their temporary files in a folder that names them."""
    folder.mkdir(exist_ok=True)
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None


def limit_files(size: int | None, *, killed: bool = False) -> None:
    """Have the system refuse, or kill us for, what makes a file longer than so many bytes; None ends that."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL if killed else signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard if size is None else size, hard))


def own_mounts() -> None:
    """Let this process mount what no other sees; where it is not an administrator, as one of a space of its own."""
    uid, gid = os.getuid(), os.getgid()
    _called("unshare", _NEW_MOUNTS | (0 if uid == 0 else _NEW_USERS))
    if uid:
        for name, text in (("uid_map", f"0 {uid} 1"), ("setgroups", "deny"), ("gid_map", f"0 {gid} 1")):
            Path(f"/proc/self/{name}").write_text(text, encoding="ascii")
    _called("mount", b"none", b"/", None, _PRIVATE | _WITH_ALL_BELOW, None)


def mount_disk(folder: Path) -> None:
    """Mount a disk that is in memory."""
    folder.mkdir()
    _called("mount", b"tmpfs", bytes(folder), b"tmpfs", 0, b"size=64m")


def leave_room(folder: Path, room: int) -> None:
    """Make a mounted disk so small that so many bytes of room are left."""
    held = os.statvfs(folder)
    used = (held.f_blocks - held.f_bfree) * held.f_frsize
    _called("mount", None, bytes(folder), None, _REMOUNT, f"size={used + room}".encode())


def mount_read_only(folder: Path) -> None:
    """Have a folder be one that can only be read, also for an administrator."""
    _called("mount", bytes(folder), bytes(folder), None, _BIND, None)
    _called("mount", bytes(folder), bytes(folder), None, _BIND | _REMOUNT | _READ_ONLY, None)


def _called(name: str, *given: object) -> None:
    """Call the system's library, and raise what it refuses."""
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*given):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), name)
