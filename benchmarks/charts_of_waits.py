"""How often a chart of waits warns: of steady months, of one backlog, of a change for good, and of a slow drift.

Run `python benchmarks/charts_of_waits.py` (with `--quick`, a tenth of the series). Beside the limits that give way to
those of a steady stretch stand those of all months, as any chart of separate values draws them.
"""

import datetime as dt
import sys

import numpy as np

from turncurve.methods.spc import ChartDesign, SpecialCause, xmr_chart

SEED = 20130331
SERIES = 100
MONTHS = 36
BACKLOG = slice(16, 24)
ORDINARY = {SpecialCause.COMMON, SpecialCause.CANNOT_TELL}
DAYS = [(dt.date(2000, 1, 1) + dt.timedelta(days=day),) * 2 for day in range(MONTHS)]


def steady(rng):
    """Waits of two days or so, none of them out of the ordinary."""
    return rng.gamma(16, 2 / 16, MONTHS), np.zeros(MONTHS, dtype=bool)


def backlog(rng):
    """The same with a backlog of eight months, in which the wait rises to ten times and falls again."""
    waits, unusual = steady(rng)
    waits[BACKLOG] *= np.array([3, 5, 8, 10, 10, 8, 5, 3])
    unusual[BACKLOG] = True
    return waits, unusual


def change(rng):
    """The same, three times as long for good after two years."""
    waits, unusual = steady(rng)
    waits[24:] *= 3
    unusual[24:] = True
    return waits, unusual


def early_change(rng):
    """The same, three times as long for good after one year and a half."""
    waits, unusual = steady(rng)
    waits[18:] *= 3
    unusual[18:] = True
    return waits, unusual


def drift(rng):
    """The same, growing by a twentieth every month."""
    waits, unusual = steady(rng)
    return waits * 1.05 ** np.arange(MONTHS), unusual


def measured(make, *, taken, series):
    """Tell how many charts warn of most, or have no limits, and what part of each kind of month is called special."""
    rng = np.random.default_rng([SEED, series])
    always, none, ordinary, unusual = 0, 0, [], []
    for _ in range(series):
        waits, away = make(rng)
        chart = xmr_chart(waits, DAYS, design=ChartDesign("lower", steady=taken))
        special = np.array([point.special_cause not in ORDINARY for point in chart.points])
        always += special.sum() > MONTHS / 2
        none += not chart.has_limits
        if chart.has_limits:
            ordinary.append(special[~away].mean())
            unusual += [special[away].mean()] if away.any() else []
    return always / series, none / series, np.mean(ordinary), np.mean(unusual) if unusual else None


def main():
    """Print the table."""
    series = SERIES // (10 if "--quick" in sys.argv else 1)
    sys.stdout.write(
        "| waits | limits | warn of most months | no limits | ordinary months called special | unusual months seen |\n"
        "|---|---|---|---|---|---|\n"
    )
    for make in (steady, backlog, change, early_change, drift):
        for taken in (False, True):
            always, none, ordinary, unusual = measured(make, taken=taken, series=series)
            seen = "–" if unusual is None else f"{unusual:.0%}"
            limits = "of a steady stretch where needed" if taken else "of all months"
            name = make.__name__.replace("_", " ")
            sys.stdout.write(f"| {name} | {limits} | {always:.1%} | {none:.1%} | {ordinary:.1%} | {seen} |\n")


if __name__ == "__main__":
    main()
