"""Which of the project's files a notebook read: noted by the kernel as it runs, whatever code of ours did the reading.

The interpreter tells of every file that is opened and every folder that is listed (its audit events), and our store
tells of every table that is asked for, also of one that is not there.
"""

from __future__ import annotations

import os
import re
import sys
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any

LOG_VARIABLE = "TURNCURVE_READS"
STORED = "turncurve.read"
"""Name of the audit event by which our tables tell of a file that is asked for, or with a star of all of such names."""
_LISTED = {"os.listdir", "os.scandir"}
_CACHES = "__pycache__"
_OF_A_RUN = re.compile(r"(^|/)turncurve-\d+-")  # a kernel's own files, where temporary files are kept in the project


class Note:
    """Notes each file below a folder the first time that it is read.

    Parameters
    ----------
    log : pathlib.Path
        Where it is noted, one path below the folder a line; a folder that was listed ends with a stroke.
    root : str
        The folder.
    """

    def __init__(self, log: Path, *, root: str) -> None:
        self._handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._root = os.path.realpath(root) + os.sep
        self._data = (self._root + "data" + os.sep, self._root + "reports" + os.sep)
        left_out = (sys.prefix, _ours(), str(log.parent))
        self._left_out = tuple(os.path.realpath(each) + os.sep for each in left_out)
        self._noted: set[str] = set()

    def hear(self, event: str, given: tuple[Any, ...]) -> None:
        """Note one event of the interpreter.

        Parameters
        ----------
        event : str
            Its name.
        given : tuple
            What goes with it: first the path.
        """
        if event == STORED or (event == "open" and not _writes(given[2])):
            self._take(given[0])
        elif event in _LISTED:
            self._take(given[0], stroke=os.sep)

    def _take(self, given: object, *, stroke: str = "") -> None:
        """Note one path, unless it has been noted or is none of the project's."""
        if not isinstance(given, str | os.PathLike):
            return
        path = os.path.abspath(os.fspath(given)) + stroke  # noqa: PTH100 - called for every file that is opened
        if path in self._noted or not path.startswith(self._data if stroke else self._root):
            return
        self._noted.add(path)
        if path.startswith(self._left_out) or _OF_A_RUN.search(path.removeprefix(self._root)):
            return
        kept = source_from_cache(path) if _CACHES in path and path.endswith(".pyc") else path
        os.write(self._handle, (kept.removeprefix(self._root).replace(os.sep, "/") + "\n").encode())


def _writes(flags: object) -> bool:
    """Tell whether a file is opened to be written."""
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def begin() -> None:
    """Note what this process reads from now on, where whoever started it has asked for that."""
    log, root = os.environ.pop(LOG_VARIABLE, ""), os.environ.get("TURNCURVE_ROOT", "")
    if log and root:
        sys.addaudithook(Note(Path(log), root=root).hear)


def read_back(log: Path) -> tuple[str, ...] | None:
    """Return what a kernel noted.

    Parameters
    ----------
    log : pathlib.Path
        Where it noted it.

    Returns
    -------
    tuple of str or None
        Paths below the project's folder, sorted, each once; folders that were listed end with a stroke. None where
        it noted nothing, so that nobody takes that for a notebook that rests on nothing.
    """
    if not log.is_file():
        return None
    return tuple(sorted(set(log.read_text(encoding="utf-8").splitlines())))


def _ours() -> str:
    """Return the folder of our own package, which the key of a result holds as a whole."""
    return str(Path(__file__).resolve().parents[1])
