"""Measure how often the verdict rule is wrong, and how often it finds what is there.

Run from the repository's root:

    python benchmarks/false_alarms.py            # the whole: the figures in docs/false_alarms.md
    python benchmarks/false_alarms.py --quick    # a twentieth of it, for a check

Every series is drawn from one seed, so that two runs on one machine give the same figures. Linear algebra on a single
thread (OPENBLAS_NUM_THREADS=1) is many times as fast here.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from turncurve.methods.baseline import forecast_counts
from turncurve.methods.bounds import Interval
from turncurve.methods.frozen_forecast import freeze
from turncurve.methods.turned import (
    ScaledSeries,
    TurnTest,
    TurnVerdict,
    Verdict,
    has_it_turned,
    scale_counts,
    scale_shares,
)

SEED = 20121017
LENGTHS = (8, 12, 20, 30, 45, 60)
MEANS = (1, 5, 20)
AUTOCORRELATIONS = (0.0, 0.25, 0.5)
SERIES = 100
FALLS = 600
LOOKS = 6

Draw = Callable[[np.random.Generator, int, float, float], npt.NDArray[np.float64]]


def thinned(rng: np.random.Generator, periods: int, mean: float, rho: float) -> npt.NDArray[np.float64]:
    """Draw Poisson counts of which each keeps a part of the last: INAR(1), Al-Osh and Alzaid (1987)."""
    counts = np.empty(periods)
    counts[0] = rng.poisson(mean)
    for period in range(1, periods):
        counts[period] = rng.binomial(int(counts[period - 1]), rho) + rng.poisson(mean * (1 - rho))
    return counts


def driven(rng: np.random.Generator, periods: int, mean: float, rho: float) -> npt.NDArray[np.float64]:
    """Draw counts whose mean follows the last count: INGARCH, Ferland, Latour and Oraichi (2006)."""
    counts = np.empty(periods)
    counts[0] = rng.poisson(mean)
    for period in range(1, periods):
        counts[period] = rng.poisson(mean * (1 - rho) + rho * counts[period - 1])
    return counts


def wandering(rng: np.random.Generator, periods: int, mean: float, rho: float) -> npt.NDArray[np.float64]:
    """Draw counts about a mean that itself wanders by a sixth: over-dispersed and autocorrelated."""
    sd = 0.15
    level = np.empty(periods)
    level[0] = rng.standard_normal()
    for period in range(1, periods):
        level[period] = rho * level[period - 1] + np.sqrt(1 - rho**2) * rng.standard_normal()
    return rng.poisson(mean * np.exp(sd * level - sd**2 / 2)).astype(float)


@dataclass
class Tally:
    """What was counted over many series."""

    series: int = 0
    turned: int = 0
    turned_once: int = 0
    intervals: int = 0
    held: int = 0
    no_change: int = 0

    def add(self, other: Tally) -> None:
        for name in ("series", "turned", "turned_once", "intervals", "held", "no_change"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self) -> str:
        covered = f"{100 * self.held / self.intervals:.1f}" if self.intervals else "none given"
        return (
            f"{self.series} | {100 * self.turned / self.series:.1f} | {100 * self.turned_once / self.series:.1f} | "
            f"{covered} | {100 * self.intervals / self.series:.0f} | {100 * self.no_change / self.series:.0f}"
        )


def is_told(verdict: TurnVerdict) -> bool:
    return verdict.verdict not in {Verdict.CANNOT_TELL_YET, Verdict.NO_CHANGE_FOUND}


def judged(series: ScaledSeries, test: TurnTest, *, origin: int) -> TurnVerdict:
    """Give the verdict with the frozen forecast, made only where it could change the verdict: it can but veto."""
    verdict = has_it_turned(series, test, origin=origin)
    if not is_told(verdict) or series.kind != "counts" or origin < 4:
        return verdict
    forecast = forecast_counts(
        series.original[:origin], horizon=test.looks[-1], rng=np.random.default_rng(SEED), season_length=1, draws=1000
    )
    return has_it_turned(series, test, origin=origin, frozen=freeze(forecast))


def null_tally(series: ScaledSeries, *, origin: int, nothing: float) -> Tally:
    """Judge one series in which nothing changed: by six looks, and by a single one at the end."""
    after = len(series.values) - origin
    repeated = judged(series, TurnTest("lower", looks=tuple(range(1, after + 1))), origin=origin)
    once = judged(series, TurnTest("lower", looks=(after,)), origin=origin)
    interval = repeated.latest.interval if repeated.latest else None
    given = isinstance(interval, Interval)
    return Tally(
        series=1,
        turned=int(is_told(repeated)),
        turned_once=int(is_told(once)),
        intervals=int(given),
        held=int(given and interval.lower <= nothing <= interval.upper),
        no_change=int(repeated.verdict is Verdict.NO_CHANGE_FOUND),
    )


def new_periods(length: int) -> int:
    """Six new periods at most, and no more than a third of the series."""
    return min(LOOKS, length // 3)


def null_counts(rng: np.random.Generator, draw: Draw, *, repeats: int) -> list[tuple[str, Tally]]:
    """Judge counts in which nothing changed, over lengths, means and autocorrelations."""
    cells: dict[tuple[str, float], Tally] = {}
    for length in LENGTHS:
        origin = length - new_periods(length)
        for mean in MEANS:
            for rho in AUTOCORRELATIONS:
                found = Tally()
                for _ in range(repeats):
                    found.add(null_tally(scale_counts(draw(rng, length, mean, rho)), origin=origin, nothing=1.0))
                for key in (("length", length), ("mean", mean), ("autocorrelation", rho), ("all", 0)):
                    cells.setdefault(key, Tally()).add(found)
    return [(name if name == "all" else f"{name} {value:g}", cells[name, value]) for name, value in sorted(cells)]


def null_shares(rng: np.random.Generator, *, repeats: int) -> list[tuple[str, Tally]]:
    """Judge yearly shares that vary 1, 2 and 3.5 times as much as independent cases would, and nothing changed."""
    found = []
    for factor, rho in ((1.0, 0.0), (2.0, 0.0), (3.5, 0.0), (3.5, 0.5)):
        tally = Tally()
        for length in (7, 9, 12):
            for _ in range(repeats):
                cases = rng.integers(350, 550, size=length)
                level = np.empty(length)
                level[0] = rng.standard_normal()
                for year in range(1, length):
                    level[year] = rho * level[year - 1] + np.sqrt(1 - rho**2) * rng.standard_normal()
                chance = np.clip(0.18 + np.sqrt(0.18 * 0.82 * (factor - 1) / 449) * level, 0.01, 0.99)
                tally.add(null_tally(scale_shares(rng.binomial(cases, chance), cases), origin=length - 5, nothing=0.0))
        found.append((f"variance {factor:g} times chance, autocorrelation {rho:g}", tally))
    return found


def found_falls(rng: np.random.Generator, *, repeats: int) -> list[tuple[str, str]]:
    """Judge a fall by a part of a mean of 40 a quarter, after 24 quarters, at each of six quarters."""
    found = []
    for fall in (0.15, 0.20, 0.25, 0.30):
        by_look = np.zeros(LOOKS)
        for _ in range(repeats):
            counts = np.concatenate([rng.poisson(40, 24), rng.poisson(40 * (1 - fall), LOOKS)])
            verdict = judged(scale_counts(counts), TurnTest("lower"), origin=24)
            if verdict.verdict is Verdict.TURNED_FOR_THE_BETTER and verdict.found_after:
                by_look[verdict.found_after - 1 :] += 1
        shares = " | ".join(f"{100 * share:.0f}" for share in by_look / repeats)
        found.append((f"a fall of {100 * fall:.0f} per cent", f"{repeats} | {shares}"))
    return found


def report(*, quick: bool) -> str:
    """Run everything and lay the figures out as tables."""
    part = 20 if quick else 1
    lines: list[str] = []
    head = (
        "series | turned, six looks, % | turned, one look, % | intervals that hold no change, % "
        "| given an interval, % | no change found, %"
    )
    for place, (title, draw) in enumerate(
        (
            ("Counts that keep a part of the last (INAR)", thinned),
            ("Counts whose mean follows the last (INGARCH)", driven),
            ("Counts about a mean that wanders by a sixth", wandering),
        )
    ):
        repeats = max(SERIES // (part * (1 if place == 0 else 2)), 3)
        rows = null_counts(np.random.default_rng((SEED, place)), draw, repeats=repeats)
        lines += [f"### {title}", "", f"| | {head} |", "|---|---|---|---|---|---|---|"]
        lines += [f"| {name} | {tally.row()} |" for name, tally in rows] + [""]
    lines += [
        "### Yearly shares, 7 to 12 years, five of them new",
        "",
        f"| | {head} |",
        "|---|---|---|---|---|---|---|",
    ]
    shares = null_shares(np.random.default_rng((SEED, 10)), repeats=max(SERIES // part, 5))
    lines += [f"| {name} | {tally.row()} |" for name, tally in shares] + [""]
    lines += ["### Falls from a mean of 40 a quarter after 24 quarters: found by quarter, %", ""]
    lines += [f"| | series | {' | '.join(str(look) for look in range(1, LOOKS + 1))} |", "|---" * (LOOKS + 2) + "|"]
    falls = found_falls(np.random.default_rng((SEED, 11)), repeats=max(FALLS // part, 25))
    lines += [f"| {name} | {row} |" for name, row in falls]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how often the verdict rule is wrong.")
    parser.add_argument("--quick", action="store_true", help="a twentieth of the series")
    parser.add_argument("--into", type=Path, help="a file to write the tables to; by default they are shown")
    chosen = parser.parse_args()
    text = report(quick=chosen.quick)
    if chosen.into:
        chosen.into.write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
