"""How many people must answer the phones, hour by hour, so that few callers wait."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.workforce_figures import held, over_periods
from turncurve.indicators import registry
from turncurve.indicators.counting import NOT_STATED
from turncurve.indicators.figures import Figures
from turncurve.methods.telephone_queue import TelephoneQueue, people_needed, telephone_queue
from turncurve.reference.periods import Period
from turncurve.reference.working_days import is_working_day
from turncurve.tables.records import Records

INDICATOR = "calls_by_hour"
MINUTES_AN_HOUR = 60.0
SECONDS_A_MINUTE = 60.0
FEWEST_A_DAY = 0.5
"""Fewer calls a working day than this in an hour are no hour of the office."""


@dataclass(frozen=True)
class Aim:
    """What is aimed at on the phones.

    Parameters
    ----------
    minutes_a_call : float
        Minutes that a call takes, with what is written down after it.
    within : float
        Seconds in which calls are to be answered.
    share : float
        Percentage of calls to be answered in that time.
    """

    minutes_a_call: float
    within: float
    share: float


@dataclass(frozen=True)
class HourOfCalls:
    """One hour of the day.

    Parameters
    ----------
    hour : str
        When it begins.
    calls : float
        Calls in it on an ordinary working day.
    needed : TelephoneQueue
        What callers meet with as many people as the aim needs.
    one_fewer : TelephoneQueue or None
        What they meet with one fewer; None where one is needed.
    """

    hour: str
    calls: float
    needed: TelephoneQueue
    one_fewer: TelephoneQueue | None


@dataclass(frozen=True)
class PhoneCover(FromFigures):
    """Who must answer the phones.

    Parameters
    ----------
    figures : tuple of Figures
        Calls by hour of the day over the last year; none where no contact log has times of day.
    aim : Aim
        What is aimed at.
    """

    figures: tuple[Figures, ...]
    aim: Aim

    @property
    def hours(self) -> tuple[HourOfCalls, ...]:
        """The hours of the office, in order; without those that may not be shown."""
        found = self.figures[0].measurements if self.figures else ()
        days = _working_days(found[0].period) if found else 0
        known = [(dict(each.breakdown)["hour"], each.numerator) for each in found if each.numerator]
        a_day = [(hour, count / days) for hour, count in known if count and hour != NOT_STATED]
        return tuple(self._hour(hour, calls) for hour, calls in sorted(a_day) if calls >= FEWEST_A_DAY)

    def _hour(self, hour: str, calls: float) -> HourOfCalls:
        """Work out one hour."""
        handled = MINUTES_AN_HOUR / self.aim.minutes_a_call
        within = self.aim.within / SECONDS_A_MINUTE / MINUTES_AN_HOUR
        needed = people_needed(calls, handled=handled, within=within, share=self.aim.share / 100)
        fewer = needed.answering - 1
        one_fewer = telephone_queue(calls, handled=handled, answering=fewer, within=within) if fewer else None
        return HourOfCalls(hour, calls, needed, one_fewer)


def phone_cover(records: Records, *, minutes_a_call: float, within: float = 20.0, share: float = 80.0) -> PhoneCover:
    """Work out how many people must answer the phones in each hour of an ordinary working day.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    minutes_a_call : float
        Minutes that a call takes, with what is written down after it.
    within : float
        Seconds in which calls are to be answered.
    share : float
        Percentage of calls to be answered in that time, below 100.

    Returns
    -------
    PhoneCover
        Without figures where no contact log is held, or it covers no year.
    """
    aim = Aim(minutes_a_call, within, share)
    if not held(records, "contacts"):
        return PhoneCover((), aim)
    window = registry.covered(INDICATOR, records)
    end = pd.Timestamp(min(window.end, records.as_at))
    start = end + pd.Timedelta(days=1) - pd.DateOffset(years=1)
    if start < pd.Timestamp(window.start):
        return PhoneCover((), aim)
    return PhoneCover((over_periods(records, INDICATOR, (Period(start.date(), end.date()),)),), aim)


def _working_days(period: Period) -> int:
    """Count the working days of a period."""
    days = np.arange(np.datetime64(period.start), np.datetime64(period.end) + 1)
    return int(is_working_day(days).sum())
