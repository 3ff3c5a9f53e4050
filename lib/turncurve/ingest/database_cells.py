"""A value of a database as the text that a cell of an exported file would hold."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Callable
from decimal import Decimal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DIGITS_OF_A_NUMBER = 15  # a binary number keeps no more: further digits are not those that were meant
_LINE_ENDS = re.compile(r"[\r\n]+")


class UnfitValueError(ValueError):
    """A value of a kind that no cell of a table can hold."""


def text_of(value: object) -> str:
    """Return one value as text: dates in ISO form, moments in the time that clocks in England showed.

    Parameters
    ----------
    value : object
        As the database's driver gives it.

    Returns
    -------
    str
        Empty for NULL. Yes and no are "Y" and "N"; numbers stand without an exponent and without decimals that are 0,
        but for binary ones with more digits than they can keep, which show that; line ends within a text are spaces.

    Raises
    ------
    UnfitValueError
        If the value is bytes, a list, a document or the like.
    """
    if value is None:
        return ""
    for kinds, write in _WRITERS:
        if isinstance(value, kinds):
            return write(value)
    raise UnfitValueError


def _moment(value: dt.datetime) -> str:
    """Return a moment in ISO form, with the time of day only where there is one."""
    local = value.astimezone(LONDON).replace(tzinfo=None) if value.tzinfo is not None else value
    return local.date().isoformat() if local.time() == dt.time() else local.isoformat(sep=" ", timespec="seconds")


def _exact(value: Decimal) -> str:
    """Return an exact number without decimals that are 0."""
    whole = value.is_finite() and value == value.to_integral_value()
    return format(value.to_integral_value() if whole else value, "f")


def _binary(value: float) -> str:
    """Return a binary number: with an exponent where it is too long for its digits to be those that were meant."""
    if value.is_integer() and abs(value) < 10**DIGITS_OF_A_NUMBER:
        return str(int(value))
    return f"{value:E}" if value.is_integer() else repr(value)


def _words(value: str) -> str:
    """Return a text on one line, or refuse one that no text file can hold."""
    if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise UnfitValueError
    return _LINE_ENDS.sub(" ", value)


# In this order: yes and no are whole numbers to Python, and a moment is a date.
_WRITERS: tuple[tuple[type | tuple[type, ...], Callable[..., str]], ...] = (
    (str, _words),
    (bool, lambda value: "Y" if value else "N"),
    (int, str),
    (dt.datetime, _moment),
    (dt.date, dt.date.isoformat),
    (Decimal, _exact),
    (float, _binary),
    (uuid.UUID, str),
)
