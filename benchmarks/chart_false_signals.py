"""How many points of a control chart are called special causes by chance alone, under each rule set.

Run `python benchmarks/chart_false_signals.py` (with `--quick`, a tenth of the series). The first table is the one that
`turncurve.methods.false_signals` holds: separate values of a normal distribution, without trend, season or memory. The
second shows that counts and shares are not far from it.
"""

import datetime as dt
import sys

import numpy as np

from turncurve.methods.spc import RULE_SETS, ChartDesign, SpecialCause, attribute_chart, xmr_chart

SEED = 20130331
SERIES = 4_000
LENGTHS = (4, 6, 8, 10, 12, 16, 20, 24, 30, 36, 48, 60, 84, 120)
ORDINARY = {SpecialCause.COMMON, SpecialCause.CANNOT_TELL}
DAYS = [(dt.date(2000, 1, 1) + dt.timedelta(days=day),) * 2 for day in range(max(LENGTHS))]


def separate(rng, points, design):
    """Chart values of a normal distribution."""
    return xmr_chart(rng.normal(100, 10, points), DAYS[:points], design=design)


def counts(rng, points, design):
    """Chart Poisson counts of 20 on average."""
    return attribute_chart(rng.poisson(20, points), DAYS[:points], design=design)


def shares(rng, points, design):
    """Chart shares of 16% of about 120."""
    below = rng.poisson(120, points) + 1
    return attribute_chart(rng.binomial(below, 0.16), DAYS[:points], design=design, denominators=below)


def flagged(make, points, rules, *, series):
    """The points called special in each of so many charts."""
    rng = np.random.default_rng([SEED, points])
    design = ChartDesign("neither", rules)
    charts = (make(rng, points, design) for _ in range(series))
    return np.array([sum(point.special_cause not in ORDINARY for point in chart.points) for chart in charts])


def table(make, *, lengths, series):
    """Print the mean number of points flagged, and how many charts have any."""
    for name, rules in RULE_SETS.items():
        for points in lengths:
            found = flagged(make, points, rules, series=series)
            error = found.std() / np.sqrt(series)
            sys.stdout.write(
                f"| {name} | {points} | {found.mean():.2f} ± {error:.2f} | {100 * (found > 0).mean():.1f} |\n"
            )


def main():
    """Print both tables."""
    series = SERIES // (10 if "--quick" in sys.argv else 1)
    for title, make, lengths in (
        ("Separate values", separate, LENGTHS),
        ("Counts", counts, (12, 24, 48)),
        ("Shares", shares, (12, 24, 48)),
    ):
        sys.stdout.write(
            f"\n### {title}\n\n| rule set | points | flagged, mean ± error | charts with any, % |\n|---|---|---|---|\n"
        )
        table(make, lengths=lengths, series=series)


if __name__ == "__main__":
    main()
