"""How accurate what the notebooks show is: which forecaster for which size, a share among others, and quarters.

Run from the project's root with `python benchmarks/projection_accuracy.py`; three tables of docs/forecast_accuracy.md
come out. It reads the Department for Education's files in the folder `shared` beside the project, and says so where
there is none. The same machine type and lock give the same figures.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

import forecast_accuracy as published
import numpy as np

from turncurve.analyses.do_nothing import expected
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.indicators.registry import INDICATORS
from turncurve.methods.baseline import coverage, crps_from_draws, forecast_counts, forecast_share, forecast_smooth
from turncurve.methods.forecast import Forecast
from turncurve.methods.share_panel import lone_council
from turncurve.reference.periods import year_ending

SIZES = (0, 200, 400, 800, 8000, float("inf"))
DRAWS = 1000
REPEAT = INDICATORS["repeat_child_protection_plans"].definition
WORLDS, QUARTERS, AHEAD = 400, 16, 8
STEP, EXTRA, CASES = 0.05, 0.006, 80.0


def both(known: np.ndarray, *, year: int, place: int) -> dict[str, Forecast]:
    """Forecast by each forecaster, and by half the futures of each."""
    made = {
        name: forecaster(known, horizon=12, rng=np.random.default_rng([year, place]), season_length=12, draws=DRAWS)
        for name, forecaster in (("counts", forecast_counts), ("smooth", forecast_smooth))
    }
    if all(forecast.known for forecast in made.values()):
        halves = np.concatenate([forecast.draws[::2] for forecast in made.values()])
        made["half of each"] = replace(made["counts"], draws=halves)
    return made


def sizes_table() -> Iterable[str]:
    """Compare the forecasters by the size of the series, ten thousand a month being the largest region's."""
    yield "| referrals a month | forecasts | forecaster | mean absolute error, of the last 12 months' mean | CRPS | "
    yield "80% held |\n|---|---|---|---|---|---|\n"
    areas = {
        **published.monthly("Local authority", "la_name"),
        **published.monthly("Regional|National", "region_name"),
    }
    rows = defaultdict(list)
    for place, values in enumerate(areas.values()):
        for year in published.COUNT_ORIGINS:
            known, came = values[: 12 * year], values[12 * year : 12 * year + 12]
            if np.isnan(known[-12:]).all() or np.isnan(came).all():
                continue
            size = np.nanmean(known[-12:])
            band = int(np.searchsorted(SIZES, size, side="right")) - 1
            for name, made in both(known, year=year, place=place).items():
                if made.known:
                    error, plain = (np.nanmean(np.abs(point - came)) for point in (made.median, size))
                    low, high = made.interval_80.T
                    held = np.nanmean(np.where(np.isnan(came), np.nan, (low <= came) & (came <= high)))
                    crps = np.nanmean(crps_from_draws(made.draws, came))
                    rows[band, name].append((error, plain, held, crps))
    for (band, name), found in sorted(rows.items()):
        error, plain, held, crps = np.mean(found, axis=0)
        top = "and more" if band == len(SIZES) - 2 else f"to {SIZES[band + 1]:,}"
        yield f"| {SIZES[band]:,} {top} | {len(found)} | {name} | {error / plain:.3f} | {crps / plain:.3f} "
        yield f"| {held:.3f} |\n"


def yearly(name: str, top: np.ndarray, bottom: np.ndarray) -> tuple[Measurement, ...]:
    """Return a council's years as measurements, those not published left without a value."""
    years = enumerate(zip(top, bottom, strict=True), start=published.FIRST_YEAR)
    return tuple(
        Measurement(name, year_ending(year), None, None, "not available")
        if np.isnan(above) or np.isnan(below)
        else Measurement(name, year_ending(year), int(above), int(below))
        for year, (above, below) in years
    )


def shown_scores(teachers: Callable[[int], Iterable[int]]) -> dict[int, list[tuple[float, ...]]]:
    """Forecast each council as the notebook does, taught by some of the others, and hold it against what came."""
    names, top, bottom = published.repeat_plans()
    scores = defaultdict(list)
    source = Source("published", published=True)
    for known in published.SHARE_ORIGINS:
        rows = [yearly(name, top[place, :known], bottom[place, :known]) for place, name in enumerate(names)]
        for place in range(len(names)):
            others = tuple(each for other in teachers(place) for each in rows[other])
            made = expected(
                Figures(REPEAT, rows[place], source), Figures(REPEAT, others, source) if others else None, horizon=3
            ).forecast
            for ahead in range(min(3, published.YEARS - known) if made.known else 0):
                came = 100 * top[place, known + ahead] / bottom[place, known + ahead]
                if not np.isnan(came):
                    low, high = made.interval_80[ahead]
                    scores[ahead + 1].append((abs(made.median[ahead] - came), low <= came <= high, place))
    return scores


def shown_table() -> Iterable[str]:
    """Judge the yearly share as the notebook forecasts it, by how many others teach it."""
    yield "| taught by | years ahead | n | mean absolute error | 80% held (s.e.) |\n|---|---|---|---|---|\n"
    count = len(published.repeat_plans()[0])
    ten = [
        np.random.default_rng(place).choice(np.delete(np.arange(count), place), 10, replace=False)
        for place in range(count)
    ]
    kinds: dict[str, Callable[[int], Iterable[int]]] = {
        "all others": lambda place: [other for other in range(count) if other != place],
        "ten others, drawn at random": lambda place: ten[place],
        "nobody": lambda _: (),
    }
    for said, teachers in kinds.items():
        for ahead, rows in sorted(shown_scores(teachers).items()):
            yield line(f"{said} | {ahead}", np.array(rows, dtype=float))


def line(said: str, table: np.ndarray) -> str:
    """Return a row: how many, the mean absolute error, and how many outcomes the 80% interval held."""
    bounds = np.column_stack([np.zeros(len(table)), np.full(len(table), 0.5)])
    held = coverage(bounds, 1 - table[:, 1], groups=table[:, 2])
    error = f"{table[:, 0].mean():.2f}"
    return f"| {said} | {len(table)} | {error} | {held.share:.3f} ({held.standard_error:.3f}) |\n"


def quarters_table() -> Iterable[str]:
    """Judge quarters of one council's share on made ones, with what is assumed of years and what of quarters."""
    yield "| drift assumed | quarters ahead | n | mean absolute error | 80% held (s.e.) |\n|---|---|---|---|---|\n"
    worlds = [made_quarters(np.random.default_rng(number)) for number in range(WORLDS)]
    for said, periods_a_year in (("of years, each quarter", 1), ("of quarters", 4)):
        rows = defaultdict(list)
        for number, (top, bottom) in enumerate(worlds):
            made = forecast_share(
                top[:QUARTERS],
                bottom[:QUARTERS],
                horizon=AHEAD,
                rng=np.random.default_rng(number),
                panel=lone_council(QUARTERS, periods_a_year=periods_a_year),
                draws=DRAWS,
            )
            for ahead in (1, 4, 8):
                came = top[QUARTERS + ahead - 1] / bottom[QUARTERS + ahead - 1]
                low, high = made.interval_80[ahead - 1]
                rows[ahead].append((100 * abs(made.median[ahead - 1] - came), low <= came <= high, number))
        for ahead, found in sorted(rows.items()):
            yield line(f"{said} | {ahead}", np.array(found, dtype=float))


def made_quarters(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Make quarters of a share about a sixth that drifts by a tenth of its odds a year, siblings hanging together."""
    logit = -1.6 + np.cumsum(STEP * rng.standard_normal(QUARTERS + AHEAD))
    chance = 1 / (1 + np.exp(-logit))
    size = 1 / EXTRA - 1
    cases = np.maximum(rng.poisson(CASES, QUARTERS + AHEAD), 1)
    return rng.binomial(cases, rng.beta(chance * size, (1 - chance) * size)).astype(float), cases.astype(float)


def main() -> int:
    """Write the tables."""
    if not published.FOLDER.is_dir():
        sys.stderr.write(
            "The published files are not there: the folder shared/data/dfe beside the project is absent.\n"
        )
        return 1
    for title, table in (
        ("Which forecaster, by the size of a monthly series", sizes_table),
        ("Repeat plans by years, as the notebook shows them", shown_table),
        ("Quarters of one council's share, on made councils", quarters_table),
    ):
        sys.stdout.write(f"\n## {title}\n\n")
        sys.stdout.writelines(table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
