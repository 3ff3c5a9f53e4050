"""Dates: one explicit format a column, decided from the whole column and stated; never guessed cell by cell."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from turncurve.ingest.problems import Mask
from turncurve.ingest.sheet import DATE, NUMBER, TEXT, Kinds

Parts = Mapping[str, Any]  # by name of the part: an Arrow array of text
EARLIEST_YEAR, LATEST_YEAR = 1950, 2099
DAYS_FROM_1900_TO_1904 = 1462
BLANKS = ("-", "--", "n/a", "na", "none", "null", "nan")
_BLANK = rf"(?i)^(?:{'|'.join(BLANKS)})$"
_CLOCK = r"(?:[ T,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?\s?(?P<half>[AaPp][Mm])?)?"
_TIME = _CLOCK + "$"
_ZONE = r"[+\-]\d{2}:?\d{2}"
_OTHER_ZONE = rf"{_ZONE}$"
_IN_UTC = r":\d{2}(?:\.\d+)?\s?(?:Z|[+\-]00:?00)$"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = tuple(month.casefold() for month in calendar.month_name[1:])
SHAPES: dict[str, str] = {
    "numbers": r"^(?P<first>\d{1,2})[/.\- ](?P<second_part>\d{1,2})[/.\- ](?P<year>\d{4})" + _TIME,
    "iso": r"^(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _CLOCK + rf"\s?(?P<zone>Z|{_ZONE})?$",
    "named": r"^(?:[A-Za-z]{3,9},? )?(?P<day>\d{1,2})(?:st|nd|rd|th)?[ \-/]?(?P<name>[A-Za-z]{3,9})[ \-/,]{0,2}"
    r"(?P<year>\d{4})" + _TIME,
    "packed": r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})$",
    "serial": r"^(?P<serial>[1-7]\d{4}(?:\.\d+)?)$",
}
TWO_DIGIT_YEAR = r"^\d{1,2}[/.\- ](?:\d{1,2}|[A-Za-z]{3,9})[/.\- ]\d{2}(?:[ T,]+\d{1,2}:.*)?$"
WORDS = {
    "day_first": "day first",
    "month_first": "month first",
    "iso": "year first (ISO)",
    "named": "day, month by name, year",
    "packed": "eight digits, year first",
    "serial": "Excel's day numbers",
}
_AS_HERE = "; moments in UTC as clocks in the United Kingdom had them"
NOTHING_TELLS = "nothing in the column tells day from month"
_UNDECIDABLE = {"undecidable", "undecidable_beside"}
_AS_READ = {"either": "day_first", "month_first_beside": "month_first"}


@dataclass(frozen=True)
class ParsedDates:
    """A column of dates as read.

    Parameters
    ----------
    moments : Series of datetime64[us]
        One a row; missing where blank or not readable.
    faults : mapping of str to array of bool
        By rule: which rows could not be read.
    stated : str
        The format in a reader's words, and what decided it.
    """

    moments: pd.Series[pd.Timestamp]
    faults: Mapping[str, Mask]
    stated: str


def order_beside(stated: Iterable[str]) -> str:
    """Return how to read a column in which nothing tells day from month, from the columns beside it that do tell.

    Parameters
    ----------
    stated : iterable of str
        How each column of the sheet was read, as `parse` states it.

    Returns
    -------
    str
        "month_first" where others are written so and none day first, "undecidable" where both are, and otherwise
        "day_first", as the standards have it.
    """
    said = {each.split("; ")[0] for each in stated}
    if WORDS["month_first"] not in said:
        return "day_first"
    return "undecidable" if WORDS["day_first"] in said else "month_first"


def parse(
    texts: pd.Series[str], *, kinds: Kinds, dates_from_1904: bool = False, beside: str = "day_first"
) -> ParsedDates:
    """Read a column of dates, or of dates with times, in the one format that the whole column decides.

    Real dates of a workbook are taken as they are, and numbers as Excel's day numbers. Of the cells of text the format
    is that of most; where day and month cannot be told apart anywhere in the column, it is that of the columns beside.

    Parameters
    ----------
    texts : Series of str
        The cells; missing where blank.
    kinds : array of uint8
        What kind of cell each was.
    dates_from_1904 : bool
        Whether the workbook counts days from 1904.
    beside : str, optional
        The order where nothing in the column tells it, as `order_beside` gives it; day first if not given.

    Returns
    -------
    ParsedDates
        The dates, the rows that could not be read, and the format.
    """
    given = texts.where(~_matches(texts, _BLANK))
    blank = given.isna().to_numpy()
    is_text = (kinds == TEXT) & ~blank
    shape = _shape_of(given[is_text])
    values, read_as = _read_text(given, where=is_text, shape=shape, beside=beside)
    real, serial = (kinds == DATE) & ~blank, (kinds == NUMBER) & ~blank
    if real.any():
        values = np.where(real, _from_parts(_parts(given, "iso"), order="iso"), values)
    if serial.any():
        offset = DAYS_FROM_1900_TO_1904 if dates_from_1904 else 0
        values = np.where(serial, _from_serials(given, offset=offset), values)
        packed = serial & _matches(given, SHAPES["packed"])  # too great for a day number
        values = np.where(packed, _from_parts(_parts(given, "packed"), order="packed"), values)
    faults = _faults(given, values=values, is_text=is_text, shape=shape, undecidable=read_as in _UNDECIDABLE)
    swapped = _looks_swapped(given, is_text=is_text, real=real, values=values, read_as=read_as)
    faults["undecidable_date"] = faults["undecidable_date"] | swapped
    failed = np.logical_or.reduce(list(faults.values()))
    values = np.where(failed, np.datetime64("NaT", "us"), values)
    return ParsedDates(
        moments=pd.Series(values, index=texts.index).astype("datetime64[us]"),
        faults=faults,
        stated=_stated(read_as, n_text=int(is_text.sum()), n_real=int(real.sum()), n_serial=int(serial.sum()))
        + (_AS_HERE if (is_text & ~failed & _matches(given, _IN_UTC)).any() else ""),
    )


def _matches(texts: pd.Series[str], pattern: str) -> Mask:
    """Tell which texts have a shape; blank ones have none."""
    found = pc.match_substring_regex(pa.array(texts, type=pa.large_string(), from_pandas=True), pattern)
    return np.asarray(found.fill_null(False).to_numpy(zero_copy_only=False), dtype=bool)


def _shape_of(texts: pd.Series[str]) -> str:
    """Return the shape that most cells of text have; the standard's own where none has any."""
    if texts.empty:
        return "numbers"
    counts: dict[str, int] = {}
    for shape, pattern in SHAPES.items():
        counts[shape] = int(_matches(texts, pattern).sum())
        if counts[shape] * 2 > len(texts):
            return shape
    best = max(counts, key=lambda shape: counts[shape])
    return best if counts[best] else "numbers"


def _parts(texts: pd.Series[str], shape: str) -> Parts:
    """Take the texts apart by a shape: text by name of the part, None where the shape does not fit."""
    array = pa.array(texts, type=pa.large_string(), from_pandas=True)
    found = pc.extract_regex(array, SHAPES[shape])
    names = [field.name for field in found.type]
    return {name: pc.struct_field(found, name) for name in names}


def _number(parts: Parts, name: str, *, absent: float = np.nan) -> npt.NDArray[np.float64]:
    """Return a part as numbers; `absent` where the shape fits but the part is not there."""
    column = parts[name]
    empty = pc.equal(column, "")
    filled = pc.if_else(empty, None, column)
    numbers = pc.cast(filled, pa.float64()).to_numpy(zero_copy_only=False)
    return np.where(np.asarray(empty.fill_null(False).to_numpy(zero_copy_only=False), dtype=bool), absent, numbers)


def _from_parts(parts: Parts, *, order: str) -> npt.NDArray[np.datetime64]:
    """Build dates with times from their parts; NaT where there is no such date or time."""
    day_name, month_name = {"day_first": ("first", "second_part"), "month_first": ("second_part", "first")}.get(
        order, ("day", "month")
    )
    year, day = _number(parts, "year"), _number(parts, day_name)
    month = _named_months(parts["name"]) if order == "named" else _number(parts, month_name)
    sound = (year >= EARLIEST_YEAR) & (year <= LATEST_YEAR) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    months = np.where(sound, (year - 1970) * 12 + month - 1, 0).astype("int64").astype("datetime64[M]")
    days = months.astype("datetime64[D]") + np.where(sound, day - 1, 0).astype("int64")
    sound &= days.astype("datetime64[M]") == months
    moments = days.astype("datetime64[us]")
    if "hour" in parts:
        seconds, in_day = _seconds(parts)
        sound &= in_day
        moments = moments + np.where(in_day, seconds, 0).astype("int64") * np.timedelta64(1_000_000, "us")
    moments = np.where(sound, moments, np.datetime64("NaT", "us"))
    zoned = "zone" in parts and pc.any(pc.not_equal(parts["zone"], "")).as_py()
    return _without_zones(moments, parts) if zoned else moments


def _without_zones(moments: npt.NDArray[np.datetime64], parts: Parts) -> npt.NDArray[np.datetime64]:
    """Turn moments in UTC into the United Kingdom's time; NaT where another time zone than these is given."""
    zones = pd.Series(parts["zone"].to_pandas(), dtype="str").fillna("").str.replace(":", "")
    timed = pd.Series(parts["hour"].to_pandas(), dtype="str").fillna("").ne("").to_numpy()
    in_utc, an_hour_ahead = zones.isin(["Z", "+0000", "-0000"]).to_numpy(), zones.eq("+0100").to_numpy()
    in_summer = _from_utc(moments - np.timedelta64(1, "h")) == moments
    # A day without a time is that day wherever it was written.
    ours = zones.eq("").to_numpy() | in_utc | (an_hour_ahead & (in_summer | ~timed))
    here = np.where(in_utc & timed, _from_utc(moments), moments)
    return np.where(ours, here, np.datetime64("NaT", "us"))


def _from_utc(moments: npt.NDArray[np.datetime64]) -> npt.NDArray[np.datetime64]:
    """Return moments in UTC as the United Kingdom's clocks had them."""
    return pd.DatetimeIndex(moments).tz_localize("UTC").tz_convert("Europe/London").tz_localize(None).to_numpy()


def _named_months(names: pa.Array) -> npt.NDArray[np.float64]:
    """Return the number of each month given by its English name or its first three letters."""
    numbers = {name: number for group in (_MONTHS, _FULL_MONTHS) for number, name in enumerate(group, 1)} | {"sept": 9}
    words = pd.Series(names.to_pandas(), dtype="str").str.casefold()
    return np.asarray(words.map(numbers), dtype="float64")


def _seconds(parts: Parts) -> tuple[npt.NDArray[np.float64], Mask]:
    """Return the seconds since midnight, and whether there is such a time."""
    hour, minute = _number(parts, "hour", absent=0), _number(parts, "minute", absent=0)
    second = _number(parts, "second", absent=0)
    half = pd.Series(parts["half"].to_pandas(), dtype="str").str.casefold().to_numpy()
    in_halves = np.isin(half, ["am", "pm"])
    sound = (minute < 60) & (second < 60) & np.where(in_halves, (hour >= 1) & (hour <= 12), hour < 24)
    hour = np.where(in_halves, hour % 12 + np.where(half == "pm", 12, 0), hour)
    return hour * 3600 + minute * 60 + second, sound


def _from_serials(texts: pd.Series[str], *, offset: int) -> npt.NDArray[np.datetime64]:
    """Build dates from Excel's day numbers; NaT where the text is not one in our range of years."""
    numbers = pd.to_numeric(texts, errors="coerce").to_numpy(dtype="float64", na_value=np.nan) + offset
    sound = (numbers >= 18264) & (numbers < 73051)  # 1 January 1950 to 31 December 2099
    seconds = np.round(np.where(sound, numbers, 0) * 86_400).astype("int64")
    moments = np.datetime64("1899-12-30", "us") + seconds * np.timedelta64(1_000_000, "us")
    return np.where(sound, moments, np.datetime64("NaT", "us"))


def _read_text(
    given: pd.Series[str], *, where: Mask, shape: str, beside: str
) -> tuple[npt.NDArray[np.datetime64], str]:
    """Read the cells of text in one format, and say which it was."""
    nothing = np.full(len(given), np.datetime64("NaT", "us"))
    if not where.any():
        return nothing, shape
    texts = given.where(where)
    if shape == "serial":
        return np.where(_matches(texts, SHAPES[shape]), _from_serials(texts, offset=0), nothing), shape
    parts = _parts(texts, shape)
    order = _order(parts) if shape == "numbers" else shape
    if shape == "iso" and _has_year_day_month(parts):
        order = "undecidable"
    if order == "either" and beside != "day_first":
        order = f"{beside}_beside"
    if order in _UNDECIDABLE:
        return nothing, order
    return _from_parts(parts, order=_AS_READ.get(order, order)), order


def _order(parts: Parts) -> str:
    """Decide which of two numbers is the day, from all dates that can be read one way only."""
    first, second = _number(parts, "first"), _number(parts, "second_part")
    day_first = int(((first > 12) & (first <= 31) & (second <= 12)).sum())
    month_first = int(((second > 12) & (second <= 31) & (first <= 12)).sum())
    if not day_first and not month_first:
        return "either"
    if month_first * 20 <= day_first:
        return "day_first"
    return "month_first" if day_first * 20 <= month_first else "undecidable"


def _has_year_day_month(parts: Parts) -> bool:
    """Tell whether dates that begin with the year have the day before the month: more than the odd slip."""
    month, day = _number(parts, "month"), _number(parts, "day")
    day_last = int(((day > 12) & (day <= 31) & (month <= 12)).sum())
    day_second = int(((month > 12) & (month <= 31) & (day <= 12)).sum())
    return day_second * 20 > day_last


def _faults(
    given: pd.Series[str], *, values: npt.NDArray[np.datetime64], is_text: Mask, shape: str, undecidable: bool
) -> dict[str, Mask]:
    """Sort the cells that could not be read by the reason."""
    unread = np.isnat(values) & given.notna().to_numpy()
    if not unread.any():
        return dict.fromkeys(
            ("two_digit_year", "undecidable_date", "other_time_zone", "impossible_date", "other_format"), unread
        )
    fits = _matches(given, SHAPES[shape])
    two_digits = unread & is_text & _matches(given, TWO_DIGIT_YEAR)
    undecided = unread & is_text & fits & undecidable
    elsewhere = unread & is_text & fits & ~undecided & (shape == "iso") & _matches(given, _OTHER_ZONE)
    impossible = unread & ~two_digits & ~undecided & ~elsewhere & (fits | ~is_text)
    return {
        "two_digit_year": two_digits,
        "undecidable_date": undecided,
        "other_time_zone": elsewhere,
        "impossible_date": impossible,
        "other_format": unread & ~two_digits & ~undecided & ~elsewhere & ~impossible,
    }


def _looks_swapped(
    given: pd.Series[str], *, is_text: Mask, real: Mask, values: npt.NDArray[np.datetime64], read_as: str
) -> Mask:
    """Tell which real dates were probably swapped on opening: text is left only where the day is above 12."""
    # A spreadsheet set to month first turns 03/04/2012 into 4 March, and leaves 13/04/2012 as text.
    none = np.zeros(len(given), dtype=bool)
    if read_as != "day_first" or real.sum() < 3 or is_text.sum() < 3:
        return none
    days = pd.DatetimeIndex(values).day
    readable = is_text & ~np.isnat(values)
    all_late = bool((days[readable] > 12).all())
    return real if all_late and bool((days[real] <= 12).all()) else none


def _stated(read_as: str, *, n_text: int, n_real: int, n_serial: int) -> str:
    """Say in words how the column was read."""
    said: list[str] = []
    if n_text:
        special = {
            "either": f"day first (the standard's own; {NOTHING_TELLS})",
            "month_first_beside": f"month first (as columns beside it are; {NOTHING_TELLS})",
            "undecidable_beside": f"columns beside it are day first and month first, and {NOTHING_TELLS}: refused",
            "undecidable": "day first and month first are mixed: refused",
        }
        said.append(special.get(read_as) or WORDS[read_as])
    if n_real:
        said.append("dates of the workbook")
    if n_serial:
        said.append(WORDS["serial"])
    return "; ".join(said) or "no dates"
