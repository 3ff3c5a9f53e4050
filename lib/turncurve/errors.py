"""The one kind of error that a user is shown: what is wrong, where, and what to do."""

from __future__ import annotations


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


class DisclosureError(TurnCurveError):
    """Something would have reached a reader that must not; nothing was shown."""


class PublicationError(TurnCurveError):
    """A page could not be made or proved; nothing was published."""
