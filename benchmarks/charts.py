"""Measure what one control chart and one count forecast cost, as times of a plain alternative in the same run.

Run from the repository's root:

    OPENBLAS_NUM_THREADS=1 python benchmarks/charts.py

CPU time of this process alone, the middle of many runs. The command ends with 1 where a chart takes more than 10 ms or
a forecast more than 0.1 s.
"""

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from turncurve.analyses.questions.special_causes import SpecialCauses
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.indicators.registry import definition
from turncurve.methods.count_forecast import forecast_counts
from turncurve.methods.spc import RULE_SETS, ChartDesign, attribute_chart, g_chart, t_chart, xmr_chart
from turncurve.reference.periods import spans

SEED = 20130331
CHART_LIMIT, FORECAST_LIMIT = 0.010, 0.100
POINTS = 60
DAYS = [(dt.date(2009, 1, 1) + dt.timedelta(days=day),) * 2 for day in range(POINTS)]


@dataclass(frozen=True)
class Timing:
    """One thing timed: its CPU seconds, those of the plain alternative, and the limit."""

    name: str
    seconds: float
    plain: float
    limit: float

    @property
    def line(self) -> str:
        """One row of the table."""
        return (
            f"| {self.name} | {1000 * self.seconds:.2f} | {1000 * self.plain:.2f} | {self.seconds / self.plain:.2f} | "
            f"{1000 * self.limit:.0f} |"
        )


def seconds(work: Callable[[], object], *, runs: int) -> float:
    """CPU seconds of one run: the middle of so many, after one that is not counted."""
    work()
    found = []
    for _ in range(runs):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return statistics.median(found)


def plain_chart(values: np.ndarray) -> pd.DataFrame:
    """The plain alternative: mean, moving-range limits and runs of seven, as an analyst writes them with pandas."""
    held = pd.DataFrame({"value": values})
    centre, step = held["value"].mean(), 2.66 * held["value"].diff().abs().mean()
    above = (held["value"] > centre).rolling(7).sum()
    below = (held["value"] < centre).rolling(7).sum()
    rising = (held["value"].diff() > 0).rolling(6).sum()
    outside = (held["value"] > centre + step) | (held["value"] < centre - step)
    return held.assign(special=outside | above.eq(7) | below.eq(7) | rising.eq(6))


def charts(rng: np.random.Generator) -> list[Timing]:
    """Time every kind of chart under every rule set, and the whole answer of a page."""
    counts, below = rng.poisson(20, POINTS), rng.poisson(120, POINTS) + 1
    shares = rng.binomial(below, 0.16)
    events = [dt.date(2009, 1, 1) + dt.timedelta(days=int(day)) for day in np.cumsum(rng.integers(5, 60, POINTS + 1))]
    months = spans("month", first=dt.date(2009, 4, 1), last=dt.date(2030, 3, 31))[:POINTS]
    held = zip(months, shares.tolist(), below.tolist(), strict=True)
    measured = tuple(Measurement("Exampleshire", month, top, of) for month, top, of in held)
    figures = Figures(definition("repeat_child_protection_plans"), measured, Source("Made"))
    plain = seconds(lambda: plain_chart(counts.astype(float)), runs=100)
    found = []
    for name, rules in RULE_SETS.items():
        design = ChartDesign("neither", rules)
        drawn = {
            "XmR": lambda design=design: xmr_chart(counts, DAYS, design=design),
            "p": lambda design=design: attribute_chart(shares, DAYS, design=design, denominators=below),
            "c": lambda design=design: attribute_chart(counts, DAYS, design=design),
            "g": lambda design=design: g_chart(counts, DAYS, design=design),
            "t": lambda design=design: t_chart(events, design=design),
            "answer of a page": lambda rules=rules: SpecialCauses((figures,), rules=rules).signals,
        }
        found += [Timing(f"{kind}, {name}", seconds(work, runs=50), plain, CHART_LIMIT) for kind, work in drawn.items()]
    return found


def forecasts(rng: np.random.Generator) -> list[Timing]:
    """Time a count forecast of twelve months from four lengths of history."""
    found = []
    for length in (8, 24, 48, 120):
        season = 1 + 0.2 * np.sin(np.arange(length) * 2 * np.pi / 12)
        counts = rng.poisson(20 * season).astype(float)
        own = seconds(
            lambda counts=counts: forecast_counts(
                counts, horizon=12, rng=np.random.default_rng(1), season_length=12, origin="x"
            ),
            runs=20,
        )
        plain = seconds(lambda counts=counts: ETSModel(counts, error="add", trend=None).fit(disp=False), runs=10)
        found.append(Timing(f"12 months from {length}", own, plain, FORECAST_LIMIT))
    return found


def main() -> int:
    """Print both tables and tell whether everything is within its limit."""
    rng = np.random.default_rng(SEED)
    heads = "CPU ms | plain alternative, ms | times the plain | limit, ms |\n|---|---|---|---|---|\n"
    drawn, made = charts(rng), forecasts(rng)
    sys.stdout.write(f"| control chart of {POINTS} points | {heads}" + "\n".join(each.line for each in drawn))
    sys.stdout.write(f"\n\n| count forecast | {heads}" + "\n".join(each.line for each in made) + "\n")
    slow = [each.name for each in (*drawn, *made) if each.seconds > each.limit]
    sys.stdout.write(f"\nOver the limit: {', '.join(slow) or 'none'}\n")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
