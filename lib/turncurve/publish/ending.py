"""Why a kernel's process ended: out of memory, a crash, an order from outside, or of its own accord."""

from __future__ import annotations

import signal
from collections.abc import Iterable
from pathlib import Path

OUT_OF_MEMORY = "ran out of memory"
DIED = "kernel died"
_COUNTERS = (
    Path("/proc/vmstat"),
    Path("/sys/fs/cgroup/memory.events"),
    Path("/sys/fs/cgroup/memory/memory.oom_control"),
)
_NOT_A_CRASH = {"SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"}


def kills_for_memory(counters: Iterable[Path] = _COUNTERS) -> int:
    """Return how many processes the system has ended because memory ran out, where it says so.

    Parameters
    ----------
    counters : iterable of pathlib.Path
        Files of lines with a name and a number; one of the name `oom_kill` counts.

    Returns
    -------
    int
        The largest of the counts; 0 where the system does not count them.
    """
    return max((_count(path) for path in counters), default=0)


def told(code: int | None, *, killed_for_memory: bool) -> tuple[str, str]:
    """Return how a kernel's process ended.

    Parameters
    ----------
    code : int or None
        The process's exit code, negative for a signal; None where it is not known.
    killed_for_memory : bool
        Whether the system ended a process for want of memory while this one ran.

    Returns
    -------
    (str, str)
        The status, and a clause that says why.
    """
    if code is None:
        return DIED, "its process ended, and the system does not say why"
    if code >= 0:
        return DIED, f"its process ended by itself with code {code}"
    name = _name(-code)
    if name == "SIGKILL" and killed_for_memory:
        return OUT_OF_MEMORY, "the system ended its process because memory ran out; run fewer at once with --jobs 1"
    if name in _NOT_A_CRASH:
        return DIED, f"its process was ended from outside ({name}): by somebody, or by the system for want of memory"
    return DIED, f"its process crashed ({name}): a fault in a compiled library"


def _name(number: int) -> str:
    """Return a signal's name."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _count(path: Path) -> int:
    """Return the count that one file gives; 0 where it gives none."""
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.split()[:1] == ["oom_kill"]), 0)
