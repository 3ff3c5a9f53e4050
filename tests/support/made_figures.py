"""Made definitions and figures for tests of what rests on them."""

from __future__ import annotations

import datetime as dt

from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.reference.periods import Period, at, spans, year_ending

SHARE = {
    "id": "repeat_plans",
    "title": "Repeat plans",
    "counts": "The share of plans that began where the child had been on one before.",
    "numerator": "Repeat plans",
    "denominator": "Plans started",
    "kind": "proportion",
    "unit": "percent",
    "decimals": 1,
    "window": "flow",
    "polarity": "a band",
    "why": "It matters.",
    "caveats": ("Bear this in mind.",),
    "source_fields": ("CPPstartDate",),
    "tables": ("cp_plans",),
    "published_counterpart": "",
    "owner": "Head of quality assurance",
    "base": "plans_started",
    "subset": (("previous plan", "yes"),),
}
COUNT = {
    **SHARE,
    "id": "plans_started",
    "title": "Plans started",
    "kind": "count",
    "unit": "plans",
    "decimals": 0,
    "denominator": "",
    "subset": (),
}
MEAN = {
    **SHARE,
    "id": "days_waited",
    "title": "Days waited",
    "kind": "mean",
    "unit": "days",
    "decimals": 0,
    "denominator": "Children adopted",
    "subset": (),
    "window": "three years pooled",
}
STOCK = {**COUNT, "id": "plans_open", "title": "Plans open", "window": "point", "base": "plans_open"}


def definition(words=None, **changes) -> Definition:
    return Definition(**{**(words or SHARE), **changes})


def yearly(counts, *, words=None, last=2013, area="Exampleshire", published=False, **changes) -> Figures:
    """Return yearly figures ending in `last`: pairs for a share or mean, whole numbers for a count, None for hidden."""
    years = range(last - len(counts) + 1, last + 1)
    return _figures([year_ending(year) for year in years], counts, words, area, published, changes)


def monthly(counts, *, words=None, first=dt.date(2012, 4, 1), area="Exampleshire", **changes) -> Figures:
    """Return monthly figures from `first`."""
    periods = spans("month", first=first, last=dt.date(2030, 3, 31))[: len(counts)]
    return _figures(periods, counts, words, area, False, changes)


def quarterly(counts, *, words=None, first=dt.date(2007, 4, 1), area="Exampleshire", **changes) -> Figures:
    """Return quarterly figures from `first`."""
    periods = spans("quarter", first=first, last=dt.date(2040, 3, 31))[: len(counts)]
    return _figures(periods, counts, words, area, False, changes)


def on_dates(counts, dates, *, words=None, area="Exampleshire", **changes) -> Figures:
    """Return figures of what was open on dates."""
    return _figures([at(day) for day in dates], counts, words or STOCK, area, False, changes)


def _figures(periods: list[Period], counts, words, area, published, changes) -> Figures:
    held = tuple(_measurement(area, period, count) for period, count in zip(periods, counts, strict=True))
    return Figures(definition(words, **changes), held, Source("Made for a test", published=published))


def _measurement(area, period, count) -> Measurement:
    if count is None:
        return Measurement(area, period, None, None, "hidden")
    if isinstance(count, tuple):
        numerator, denominator = count
        return Measurement(area, period, numerator, denominator, "measured" if denominator else "no cases")
    return Measurement(area, period, count)
