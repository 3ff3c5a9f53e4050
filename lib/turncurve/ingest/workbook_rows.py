"""The rows of a workbook's sheets; of one that may harm whoever reads it, in a process that may come to harm alone.

The library that reads workbooks ends the whole process where it asks for more memory than there is. Run as a program,
this module reads a workbook from its input and writes its rows to its output, within limits, importing nothing of ours.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

Rows = list[tuple[str, bool, list[list[Any]]]]
MOST_MEMORY, MOST_SECONDS = 4_000_000_000, 120


class UnreadableWorkbookError(Exception):
    """The library could not read a workbook, for the reason that it says."""


def read_here(content: bytes) -> Rows:
    """Read a workbook in this process.

    Parameters
    ----------
    content : bytes
        The file's bytes.

    Returns
    -------
    list of (str, bool, list of list)
        Each worksheet's title, whether it is hidden, and its rows.

    Raises
    ------
    UnreadableWorkbookError
        If it cannot be read.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            (
                each.name,
                each.visible != SheetVisibleEnum.Visible,
                book.get_sheet_by_name(each.name).to_python(skip_empty_area=False),
            )
            for each in book.sheets_metadata
            if each.typ == SheetTypeEnum.WorkSheet
        ]
    except BaseException as problem:  # the reader's own panics on damaged bytes are no ordinary exceptions
        if isinstance(problem, KeyboardInterrupt | SystemExit):
            raise
        raise UnreadableWorkbookError(str(problem)) from problem


def read_apart(content: bytes, *, seconds: float = MOST_SECONDS) -> Rows:
    """Read a workbook in a process of its own, with limits of time and, where the system has them, of memory.

    Parameters
    ----------
    content : bytes
        The file's bytes.
    seconds : float
        How long it may take.

    Returns
    -------
    list of (str, bool, list of list)
        As `read_here`.

    Raises
    ------
    UnreadableWorkbookError
        If it cannot be read, takes too long, or ends the process.
    """
    command = [sys.executable, "-I", __file__]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=False)  # noqa: S603  # our own words
    except subprocess.TimeoutExpired as problem:
        raise UnreadableWorkbookError("it takes too long") from problem
    if done.returncode != 0:
        raise UnreadableWorkbookError("it ends whoever reads it")
    said: Rows | str = pickle.loads(done.stdout)  # noqa: S301  # written by ourselves, below
    if isinstance(said, str):
        raise UnreadableWorkbookError(said)
    return said


def _main() -> None:
    """Read a workbook from the input, and write its rows, or why they cannot be read, to the output."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    said: Rows | str
    try:
        said = read_here(sys.stdin.buffer.read())
    except UnreadableWorkbookError as problem:
        said = str(problem)
    pickle.dump(said, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    _main()
