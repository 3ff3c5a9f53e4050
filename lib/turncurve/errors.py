"""The one kind of error that a user is shown: what is wrong, where, and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

_LONG_PATH = 206  # what Windows calls a path that is too long
_SYSTEM_WORDS = {
    errno.ENOSPC: ("the disk is full", "Free some space, then give the same command again"),
    errno.EFBIG: ("the file is larger than the system allows", "Ask for a larger limit, then give the command again"),
    errno.EROFS: ("the folder can only be read", "Move the project to a folder that you may write to"),
    errno.ENAMETOOLONG: ("the path is too long", "Move the project to a folder with a shorter path"),
    errno.ENOENT: ("a file or folder is not there", "Restore it, or give the command that makes it"),
    errno.EMFILE: ("too many files are open", "End other programs, then give the same command again"),
}
_SYSTEM_WORDS[errno.EDQUOT] = _SYSTEM_WORDS[errno.ENOSPC]
_REFUSED = (
    "a file may not be written or moved, or is open in another program",
    "Close it if it is open in Excel, or ask for the right to write there, then give the same command again",
)


class TurnCurveError(Exception):
    """A problem that the user can mend, told in sentences and shown without a traceback.

    Parameters
    ----------
    what : str
        What is wrong, in one plain sentence without a full stop.
    where : str, optional
        The file, sheet, row, field or parameter concerned; never a value from a child's row.
    remedy : str, optional
        What to do about it, in one plain sentence without a full stop.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        place = f" ({where})" if where else ""
        advice = f" {remedy}." if remedy else ""
        super().__init__(f"{what}{place}.{advice}")


class RefusedInputError(TurnCurveError):
    """A file or table that cannot be trusted was refused whole."""


class UnknownNameError(TurnCurveError):
    """A council, indicator, parameter or profile by a name that is not known."""


class NoRecordsError(TurnCurveError):
    """The council's records hold nothing that a question could be answered from; nothing is wrong with them."""


class DisclosureError(TurnCurveError):
    """Something would have reached a reader that must not; nothing was shown."""


class PublicationError(TurnCurveError):
    """A page could not be made or proved; nothing was published."""


class BusyError(PublicationError):
    """Another run is at work on the same thing; nothing was changed."""


class StorageError(TurnCurveError):
    """The system refused to store a file; what was there before is still there."""


def of_system(problem: OSError, *, path: Path | None = None) -> StorageError:
    """Return what the system said of a file in a user's words.

    Parameters
    ----------
    problem : OSError
        What the system said.
    path : pathlib.Path, optional
        The file concerned, where the system does not name it.

    Returns
    -------
    StorageError
        What is wrong, with which file, and what to do.
    """
    named = problem.filename if isinstance(problem.filename, str | Path) else path
    if isinstance(problem, PermissionError):
        what, remedy = _REFUSED
    elif getattr(problem, "winerror", None) == _LONG_PATH:
        what, remedy = _SYSTEM_WORDS[errno.ENAMETOOLONG]
    else:
        usual = f"the system refused a file: {(problem.strerror or str(problem)).rstrip('.')}", "Mend it, and try again"
        what, remedy = _SYSTEM_WORDS.get(problem.errno or 0, usual)
    return StorageError(what, where=str(named or "the system does not say which file"), remedy=remedy)
