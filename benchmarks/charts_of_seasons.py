"""How often a chart of monthly counts warns, and how soon it sees a rise, with a season inside its limits and without.

Run `python benchmarks/charts_of_seasons.py` (with `--quick`, a tenth of the series). Counts vary nine times as much as
chance alone would make them. Beside the limits that follow the season stand those of a chart of plain counts.
"""

import datetime as dt
import sys

import numpy as np

from turncurve.methods.attribute_chart import attribute_chart
from turncurve.methods.seasonal_chart import seasonal_count_chart
from turncurve.methods.spc import ChartDesign, SpecialCause

SEED = 20130331
SERIES = 200
MONTHS = 48
LEVEL = 4600.0
SCATTER = 9.0
ORDINARY = {SpecialCause.COMMON, SpecialCause.CANNOT_TELL}
DAYS = [(dt.date(2009, 4, 1) + dt.timedelta(days=day),) * 2 for day in range(MONTHS)]
SEASON = np.exp(0.12 * np.array([0, 0.5, 1, 0.5, -2, 0.5, 0.5, 1, -1, 0, -0.5, -0.5]))
GROWTH = 1.06
KINDS = {
    "no season": (False, 1.0, 0),
    "season": (True, 1.0, 0),
    "season, last month up by 20%": (True, 1.2, 1),
    "season, last 3 months up by 10%": (True, 1.1, 3),
    "season, last 6 months up by 10%": (True, 1.1, 6),
    "season, last 12 months up by 10%": (True, 1.1, 12),
    "no season, last 6 months up by 10%": (False, 1.1, 6),
    "season, growth of 6% a year": (True, 1.0, 0),
    "season, growth of 6% a year, last month up by 20%": (True, 1.2, 1),
}


def drawn(rng, *, seasonal, rise, last, growth=1.0):
    """Draw four years of monthly counts."""
    mean = LEVEL * (np.tile(SEASON / SEASON.mean(), MONTHS // 12) if seasonal else np.ones(MONTHS))
    mean = mean * growth ** (np.arange(MONTHS) / 12)
    mean[MONTHS - last :] *= rise
    return rng.poisson(rng.gamma(mean / (SCATTER - 1)) * (SCATTER - 1))


def charted(counts, *, follows):
    """Return which months a chart calls special, and the middle width of its limits."""
    if follows:
        asked = ChartDesign("neither", steady=True)
        chart = seasonal_count_chart(counts, DAYS, places=range(MONTHS), season_length=12, design=asked)
    else:
        chart = attribute_chart(counts, DAYS, design=ChartDesign("neither"))
    widths = [point.upper - point.lower for point in chart.points if point.upper is not None]
    special = np.array([point.special_cause not in ORDINARY for point in chart.points])
    return special, np.median(widths) if widths else np.nan, bool(chart.season) if follows else False


def main():
    """Print the table."""
    series = SERIES // (10 if "--quick" in sys.argv else 1)
    sys.stdout.write(
        "| counts | limits | season taken out | width of the limits | ordinary months called special "
        "| charts that see the rise |\n|---|---|---|---|---|---|\n"
    )
    for name, (seasonal, rise, last) in KINDS.items():
        growth = GROWTH if "growth" in name else 1.0
        for follows in (False, True):
            rng = np.random.default_rng(SEED)
            made = [drawn(rng, seasonal=seasonal, rise=rise, last=last, growth=growth) for _ in range(series)]
            found = [charted(counts, follows=follows) for counts in made]
            special = np.array([each[0] for each in found])
            taken, width = np.mean([each[2] for each in found]), np.nanmedian([each[1] for each in found])
            seen = f"{np.mean(special[:, MONTHS - last :].any(axis=1)):.0%}" if last else "–"
            sys.stdout.write(
                f"| {name} | {'follow the season' if follows else 'plain'} | {f'{taken:.0%}' if follows else '–'} "
                f"| {width:,.0f} | {special[:, : MONTHS - last].mean():.1%} | {seen} |\n"
            )


if __name__ == "__main__":
    main()
