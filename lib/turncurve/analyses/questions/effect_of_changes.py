"""Whether contacts changed when the front door did: before and after each change made, season and trend allowed for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from turncurve.analyses import door_months
from turncurve.analyses.answer import FromFigures
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.count_regression import RateRatio
from turncurve.reference.periods import Period, spans
from turncurve.tables.council import identify
from turncurve.tables.initial_access import DoorChange, said
from turncurve.tables.records import Records

AFTER = "after the change"
FEWEST_AFTER, FEWEST_BEFORE = 6, 12
"""Whole months that must lie on either side of a change for it to be judged."""
NEAR = 183
"""Another change within so many days could as well be behind what is seen."""
Verdict = Literal["fewer", "more", "no change shown", "cannot tell"]


@dataclass(frozen=True)
class Effect:
    """What followed one change.

    Parameters
    ----------
    change : DoorChange
        The change.
    before, after : int
        Whole months on either side.
    verdict : {"fewer", "more", "no change shown", "cannot tell"}
        What the counts say.
    ratio : RateRatio or None
        What contacts a working day were multiplied by; None where it cannot be told.
    reason : str
        Why it cannot be told, as a sentence without its full stop; empty where it can.
    beside : tuple of str
        Other changes that bear on the same contacts within half a year.
    """

    change: DoorChange
    before: int
    after: int
    verdict: Verdict
    ratio: RateRatio | None = None
    reason: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class EffectOfChanges(FromFigures):
    """What followed each change made to the front door.

    Parameters
    ----------
    figures : tuple of Figures
        Contacts by month: in all, and by reason.
    changes : tuple of DoorChange
        The changes made by the report's date.
    """

    figures: tuple[Figures, ...]
    changes: tuple[DoorChange, ...] = ()

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """One a change, in order of date."""
        return tuple(self._effect(each) for each in self.changes)

    def _effect(self, change: DoorChange) -> Effect:
        """Return what followed one change."""
        held = self._months(change)
        if isinstance(held, str):
            return Effect(change, 0, 0, "cannot tell", reason=held)
        # The month in which it came is neither before nor after, unless it came on the first.
        kept = [each for each in held if not _holds(each.period, change.made_on)]
        after = np.array([each.period.start >= change.made_on for each in kept])
        counts = int((~after).sum()), int(after.sum())
        reason = _too_few(*counts)
        beside = tuple(
            each.what
            for each in self.changes
            if each is not change
            and abs((each.made_on - change.made_on).days) <= NEAR
            and (not each.reason or not change.reason or each.reason == change.reason)
        )
        if reason:
            return Effect(change, *counts, "cannot tell", reason=reason, beside=beside)
        periods = [each.period for each in kept]
        terms = {
            AFTER: after.astype(float),
            door_months.TREND: door_months.trend(periods),
            **door_months.season(periods),
        }
        found = door_months.regress_months(kept, terms)
        ratio = found.ratio_of(AFTER)
        if ratio is None:
            return Effect(change, *counts, "cannot tell", reason=found.reason, beside=beside)
        return Effect(change, *counts, _verdict(ratio), ratio, beside=beside)

    def _months(self, change: DoorChange) -> Sequence[Measurement] | str:
        """Return the months of the contacts that a change bears on, or why they cannot be used."""
        if not change.reason:
            return door_months.known(self.figures[0])
        own = tuple(
            each for each in self.figures[1].measurements if dict(each.breakdown)["reason"] == change.reason.lower()
        )
        if not own:
            return f"the log has no contact of the reason {change.reason!r}"
        return door_months.known(replace(self.figures[1], measurements=own))


def effect_of_changes(records: Records) -> EffectOfChanges:
    """Compare contacts before and after each change that the council has made to its front door.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    EffectOfChanges
        Change by change.
    """
    window = registry.covered("contacts", records)
    months = spans("month", first=window.start, last=min(window.end, records.as_at))
    area = identify(records.council).name
    figures = tuple(
        registry.measure(name, records, periods=months, area=area) for name in ("contacts", "contacts_by_reason")
    )
    held = said(records.council, folder=records.folder).as_at(records.as_at)
    return EffectOfChanges(figures, held.changes)


def _holds(period: Period, day: dt.date) -> bool:
    """Tell whether a change came within a month that had begun."""
    return period.start < day <= period.end


def _too_few(before: int, after: int) -> str:
    """Say why a change cannot be judged by so many months; empty where it can."""
    if after < FEWEST_AFTER:
        months = "month lies" if after == 1 else "months lie"
        return f"{after} whole {months} after it, and {FEWEST_AFTER} are needed"
    if before < FEWEST_BEFORE:
        months = "month lies" if before == 1 else "months lie"
        return f"{before} whole {months} before it, and {FEWEST_BEFORE} are needed"
    return ""


def _verdict(ratio: RateRatio) -> Verdict:
    """Say which way contacts went, where the interval leaves no doubt."""
    if ratio.interval.upper < 1:
        return "fewer"
    return "more" if ratio.interval.lower > 1 else "no change shown"
