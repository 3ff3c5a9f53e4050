"""How many kernels there is memory for."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import psutil

A_KERNEL = 500_000_000
"""Bytes that a further kernel is counted with: of 25 kernels of real releases, none had more than 212 MB of its own."""
_GROUP = Path("/sys/fs/cgroup")
# A group's limit, what it has used, and what of that: as systems name them now, and as they did.
_LIMITS = (
    ("memory.max", "memory.current", "memory.stat"),
    ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes", "memory/memory.stat"),
)
_GIVEN_UP = ("inactive_file", "total_inactive_file")  # files in memory that the system lets go when it needs room
_log = logging.getLogger(__name__)


def available(group: Path = _GROUP) -> int:
    """Return how much memory there is for more processes.

    Parameters
    ----------
    group : pathlib.Path
        Where the system states what a group of processes, such as a container, may have.

    Returns
    -------
    int
        Bytes: what the machine has, or less where this process may have less.
    """
    rooms = [_room(group, *names) for names in _LIMITS]
    return min([int(psutil.virtual_memory().available), *(room for room in rooms if room is not None)])


def at_once(wanted: int, *, given: int | None = None) -> int:
    """Return how many kernels to run at once; where there is memory for fewer than are wanted, say so.

    Parameters
    ----------
    wanted : int
        How many are asked for.
    given : int, optional
        Bytes that are available; looked up where not given.

    Returns
    -------
    int
        At least 1.
    """
    room = available() if given is None else given
    most = max(1, min(wanted, room // A_KERNEL))
    if most < wanted:
        shown: Sequence[float] = (room / 1e9, A_KERNEL / 1e9)
        words = "%d of %d notebooks are run at once: %.1f GB of memory is available, and each is counted with %.1f GB"
        _log.warning(words, most, wanted, *shown)
    return most


def _room(group: Path, limit: str, used: str, stated: str) -> int | None:
    """Return what a group may still have; None where it has no limit, or the system does not say."""
    try:
        most, now = (int((group / name).read_text(encoding="ascii")) for name in (limit, used))
        parts = [line.split() for line in (group / stated).read_text(encoding="ascii").splitlines()]
        given_up = max((int(part[1]) for part in parts if part[0] in _GIVEN_UP), default=0)
    except (OSError, ValueError, IndexError):
        return None
    return max(0, most - now + given_up)
