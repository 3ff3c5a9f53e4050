"""The folders among the system's temporary files that runs keep kernels' files in, and what killed ones left."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

_BEGINS = "turncurve-"


def run_folder() -> tempfile.TemporaryDirectory[str]:
    """Make a folder of this process, which is cleared away when it is left.

    Returns
    -------
    tempfile.TemporaryDirectory
        Named after this process, so that it is known whose it was; nobody else can open it.

    Raises
    ------
    OSError
        If it may not be made.
    """
    return tempfile.TemporaryDirectory(prefix=f"{_BEGINS}{os.getpid()}-", ignore_cleanup_errors=True)


def left_over() -> list[Path]:
    """Return the folders of runs that were killed before they could clear them away.

    Returns
    -------
    list of pathlib.Path
        None of a run that still lives, and none of another user's.
    """
    folders = sorted(Path(tempfile.gettempdir()).glob(f"{_BEGINS}*-*"))
    if not folders:
        return []
    import psutil  # seldom needed, and every command looks here

    found = []
    for path in folders:
        number = path.name.removeprefix(_BEGINS).partition("-")[0]
        if number.isdigit() and not psutil.pid_exists(int(number)) and os.access(path, os.W_OK):
            found.append(path)
    return found


def clear_left_over() -> None:
    """Clear away the folders of runs that were killed."""
    for path in left_over():
        shutil.rmtree(path, ignore_errors=True)
