"""How accurate and how honest the do-nothing forecasts are, on published figures they had not seen.

Run from the project's root with `python benchmarks/forecast_accuracy.py`; the tables of docs/forecast_accuracy.md come
out. It reads the Department for Education's files in the folder `shared` beside the project, and says so where there
is none. The same machine type and lock give the same figures.
"""

from __future__ import annotations

import calendar
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from turncurve.methods.baseline import (
    Forecast,
    coverage,
    crps_from_draws,
    forecast_counts,
    forecast_share,
    forecast_smooth,
    interval_score,
    learn_share_panel,
)

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "dfe"
MONTHS = [*calendar.month_name[4:], *calendar.month_name[1:4]]
FIRST_YEAR, YEARS = 2013, 12
COUNT_ORIGINS = range(4, 12)  # at 31 March 2016 to 2023, from four years of history to eleven
SHARE_ORIGINS = range(4, 12)
DRAWS = 2000
COUNT_HEAD = (
    "| forecasts | n | mean absolute error | of the last 12 months' mean | ratio | ratio to seasonal naive | CRPS "
    "| 80% held (s.e.) | 95% held (s.e.) | 80% held of the year's total (s.e.) "
    "| plain Poisson 80% held |\n|---|---|---|---|---|---|---|---|---|---|---|\n"
)
ODDITY = ("Doncaster", 2022)  # published as 437 of 437


@dataclass(frozen=True)
class Judged:
    """One forecast beside what came: arrays over the periods ahead, and the errors of plainer forecasts."""

    council: str
    forecast: Forecast
    came: np.ndarray
    plain: np.ndarray
    flat_poisson: np.ndarray


def read(name: str, level: str) -> pd.DataFrame:
    rows = pd.read_csv(next(FOLDER.glob(name + "*.csv")), dtype=str)
    kept = rows[rows["geographic_level"].isin(level.split("|"))].assign(
        year=lambda table: table["time_period"].astype(int)
    )
    return kept.sort_values("year")


def monthly(level: str, name_field: str) -> dict[str, np.ndarray]:
    table = {}
    for name, rows in read("c6", level).groupby(name_field, dropna=False):
        values = np.full((YEARS, 12), np.nan)
        values[rows["year"] - FIRST_YEAR] = rows[MONTHS].apply(pd.to_numeric, errors="coerce")
        table["England" if pd.isna(name) else str(name)] = values.ravel()
    return dict(sorted(table.items()))


def repeat_plans() -> tuple[list[str], np.ndarray, np.ndarray]:
    rows = read("d3", "Local authority")
    names = sorted(set(rows["la_name"]))
    tables = [np.full((len(names), YEARS), np.nan) for _ in range(2)]
    place = rows["la_name"].map(names.index), rows["year"] - FIRST_YEAR
    for table, column in zip(tables, ("CPP_subsequent", "CPP_start"), strict=True):
        table[place] = pd.to_numeric(rows[column], errors="coerce")
    return names, *tables


def year_ahead(
    series: dict[str, np.ndarray], forecaster: Callable[..., Forecast], *, history: int | None
) -> Iterable[Judged]:
    for place, (name, values) in enumerate(series.items()):
        for year in COUNT_ORIGINS:
            known, came = values[: 12 * year], values[12 * year : 12 * year + 12]
            last = known[-12:]
            if np.isnan(last).all() or np.isnan(came).all():
                continue
            rng = np.random.default_rng([year, place])
            forecast = forecaster(
                known[-history:] if history else known, horizon=12, rng=rng, season_length=12, draws=DRAWS
            )
            if forecast.known:
                flat = np.full(12, np.nanmean(last))
                poisson = np.column_stack([stats.poisson.ppf(tail, flat) for tail in (0.1, 0.9)])
                yield Judged(council=name, forecast=forecast, came=came, plain=flat, flat_poisson=poisson)


def count_line(label: str, judged: Iterable[Judged]) -> str:
    parts = list(judged)
    came = np.concatenate([part.came for part in parts])
    groups = np.repeat([part.council for part in parts], 12)

    def error(point: Callable[[Judged], np.ndarray]) -> float:
        return float(np.mean([np.nanmean(np.abs(point(part) - part.came)) for part in parts]))

    ours, flat, naive = (
        error(lambda part: part.forecast.median),
        error(lambda part: part.plain),
        error(lambda part: part.forecast.naive),
    )
    crps = np.mean([np.nanmean(crps_from_draws(part.forecast.draws, part.came)) for part in parts])
    interval = np.concatenate([part.forecast.interval_80 for part in parts])
    held_80 = coverage(interval, came, groups=groups)
    held_95 = coverage(np.concatenate([part.forecast.interval_95 for part in parts]), came, groups=groups)
    totals = [np.quantile(part.forecast.total(), [0.1, 0.9]) for part in parts]
    year = coverage(totals, [part.came.sum() for part in parts], groups=[part.council for part in parts])
    poisson = coverage(np.concatenate([part.flat_poisson for part in parts]), came, groups=groups)
    return (
        f"| {label} | {len(parts)} | {ours:,.1f} | {flat:,.1f} | {ours / flat:.3f} | {ours / naive:.3f} | {crps:,.1f} "
        f"| {held_80.share:.3f} ({held_80.standard_error:.3f}) | {held_95.share:.3f} ({held_95.standard_error:.3f}) "
        f"| {year.share:.3f} ({year.standard_error:.3f}) | {poisson.share:.3f} |"
    )


def counts_table() -> Iterable[str]:
    councils = monthly("Local authority", "la_name")
    yield COUNT_HEAD
    yield count_line("all history", year_ahead(councils, forecast_counts, history=None)) + "\n"
    for half in (0, 1):
        part = dict(list(councils.items())[half::2])
        yield (
            count_line(
                f"all history, {('odd', 'even')[half]} councils", year_ahead(part, forecast_counts, history=None)
            )
            + "\n"
        )
    for history in (48, 36, 24, 12, 8, 4):
        yield count_line(f"last {history} months only", year_ahead(councils, forecast_counts, history=history)) + "\n"


def smooth_table() -> Iterable[str]:
    regions = monthly("Regional|National", "region_name")
    yield COUNT_HEAD
    yield count_line("smooth series forecaster", year_ahead(regions, forecast_smooth, history=None)) + "\n"
    yield count_line("count forecaster", year_ahead(regions, forecast_counts, history=None)) + "\n"


def share_scores(
    teachers: Callable[[int], bool] | None, pupils: Callable[[int], bool]
) -> dict[int, list[tuple[float, ...]]]:
    names, top, bottom = repeat_plans()
    scores = defaultdict(list)
    for known in SHARE_ORIGINS:
        taught = [place for place in range(len(names)) if teachers and teachers(place)]
        panel = learn_share_panel(top[taught, :known], bottom[taught, :known]) if teachers else None
        for place in filter(pupils, range(len(names))):
            rng = np.random.default_rng([known, place])
            forecast = forecast_share(
                top[place, :known], bottom[place, :known], horizon=3, rng=rng, panel=panel, draws=DRAWS
            )
            for ahead in range(min(3, YEARS - known) if forecast.known else 0):
                came = top[place, known + ahead] / bottom[place, known + ahead]
                if np.isnan(came):
                    continue
                low, high = forecast.interval_80[ahead]
                wide_low, wide_high = forecast.interval_95[ahead]
                odd = (names[place], FIRST_YEAR + known + ahead) == ODDITY
                winkler = float(interval_score([low, high], came, level=0.80))
                crps = float(crps_from_draws(forecast.draws[:, ahead], came))
                scores[ahead + 1].append(
                    (
                        100 * abs(forecast.median[ahead] - came),
                        100 * abs(forecast.naive[ahead] - came),
                        100 * crps,
                        100 * winkler,
                        low <= came <= high,
                        wide_low <= came <= wide_high,
                        odd,
                        place,
                    )
                )
    return scores


def share_lines(label: str, scores: dict[int, list[tuple[float, ...]]]) -> Iterable[str]:
    for ahead, rows in sorted(scores.items()):
        table = np.array(rows, dtype=float)
        usual = table[table[:, 6] == 0]
        held = [
            coverage(
                np.column_stack([np.zeros(len(table)), np.full(len(table), 0.5)]),
                1 - table[:, column],
                groups=table[:, 7],
            )
            for column in (4, 5)
        ]
        yield (
            f"| {label} | {ahead} | {len(table)} | {table[:, 0].mean():.2f} | {usual[:, 0].mean():.2f} "
            f"| {table[:, 1].mean():.2f} | {table[:, 2].mean():.2f} | {table[:, 3].mean():.1f} "
            f"| {held[0].share:.3f} ({held[0].standard_error:.3f}) "
            f"| {held[1].share:.3f} ({held[1].standard_error:.3f}) |\n"
        )


def shares_table() -> Iterable[str]:
    yield "| forecasts | years ahead | n | mean absolute error | without the oddity | of the last value | CRPS "
    yield "| interval score 80% | 80% held (s.e.) | 95% held (s.e.) |\n|---|---|---|---|---|---|---|---|---|---|\n"
    yield from share_lines("taught by all councils", share_scores(lambda _: True, lambda _: True))
    halves = [
        share_scores(lambda place: place % 2 == 0, lambda place: place % 2 == 1),
        share_scores(lambda place: place % 2 == 1, lambda place: place % 2 == 0),
    ]
    yield from share_lines(
        "taught by the other half", {ahead: halves[0][ahead] + halves[1][ahead] for ahead in (1, 2, 3)}
    )
    yield from share_lines("each council alone", share_scores(None, lambda _: True))


def main() -> int:
    if not FOLDER.is_dir():
        sys.stderr.write(
            "The published files are not there: the folder shared/data/dfe beside the project is absent.\n"
        )
        return 1
    for title, table in (
        ("Monthly referrals of local authorities, 12 months ahead", counts_table),
        ("Monthly referrals of regions and England, 12 months ahead", smooth_table),
        ("Second or subsequent plans as a percentage of plans starting", shares_table),
    ):
        sys.stdout.write(f"\n## {title}\n\n")
        sys.stdout.writelines(table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
