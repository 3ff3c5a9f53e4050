"""Measure how often the verdict rule is wrong on quarterly shares of about a hundred cases.

Run from the repository's root:

    python benchmarks/false_alarms_of_shares.py            # the whole: the figures in docs/false_alarms.md
    python benchmarks/false_alarms_of_shares.py --quick    # a tenth of it, for a check

The verdict is asked for as a page asks for it: with the frozen forecast, wherever one could change it. Every series is
drawn from one seed. Linear algebra on a single thread (OPENBLAS_NUM_THREADS=1) is many times as fast here.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from false_alarms import Tally, is_told, new_periods

from turncurve.methods.baseline import forecast_share
from turncurve.methods.bounds import Interval
from turncurve.methods.frozen_forecast import freeze
from turncurve.methods.turned import TurnTest, TurnVerdict, Verdict, has_it_turned, scale_shares

SEED = 20130331
LENGTHS = (8, 12, 16, 20, 24)
KINDS = ((1.0, 0.0), (3.5, 0.0), (3.5, 0.5))
SHARE = 0.16
CASES = 100
SERIES = 160
FOUND = 100

Counts = npt.NDArray[np.int64]


def drawn(
    rng: np.random.Generator, *, length: int, factor: float, rho: float, levels: npt.NDArray[np.float64]
) -> tuple[Counts, Counts]:
    """Draw shares about given levels that vary so many times as much as independent cases would."""
    cases = rng.integers(CASES - 20, CASES + 21, size=length)
    wander = np.empty(length)
    wander[0] = rng.standard_normal()
    for quarter in range(1, length):
        wander[quarter] = rho * wander[quarter - 1] + np.sqrt(1 - rho**2) * rng.standard_normal()
    spread = np.sqrt(levels * (1 - levels) * (factor - 1) / (CASES - 1))
    chance = np.clip(levels + spread * wander, 0.005, 0.995)
    return rng.binomial(cases, chance), cases


def judged(tops: Counts, cases: Counts, *, origin: int) -> TurnVerdict:
    """Give the verdict over the looks that came, with the forecast made from the past alone where it could veto."""
    series = scale_shares(tops, cases)
    test = TurnTest("neither", looks=tuple(range(1, len(tops) - origin + 1)))
    verdict = has_it_turned(series, test, origin=origin)
    if not is_told(verdict) or origin < 4:
        return verdict
    forecast = forecast_share(
        tops[:origin].astype(float),
        cases[:origin].astype(float),
        horizon=test.looks[-1],
        rng=np.random.default_rng(SEED),
    )
    return has_it_turned(series, test, origin=origin, frozen=freeze(forecast))


def null_rows(rng: np.random.Generator, *, repeats: int) -> list[tuple[str, Tally]]:
    """Judge series in which nothing changed."""
    rows = []
    for factor, rho in KINDS:
        whole = Tally()
        for length in LENGTHS:
            found = Tally()
            for _ in range(repeats):
                levels = np.full(length, SHARE)
                tops, cases = drawn(rng, length=length, factor=factor, rho=rho, levels=levels)
                verdict = judged(tops, cases, origin=length - new_periods(length))
                interval = verdict.latest.interval if verdict.latest else None
                given = isinstance(interval, Interval)
                found.add(
                    Tally(
                        series=1,
                        turned=int(is_told(verdict)),
                        intervals=int(given),
                        held=int(given and interval.lower <= 0 <= interval.upper),
                        no_change=int(verdict.verdict is Verdict.NO_CHANGE_FOUND),
                    )
                )
            whole.add(replace(found))
            rows.append((f"variance {factor:g} times chance, autocorrelation {rho:g}: {length} quarters", found))
        rows.append((f"variance {factor:g} times chance, autocorrelation {rho:g}: all", whole))
    return rows


def found_rows(rng: np.random.Generator, *, repeats: int) -> list[tuple[str, str]]:
    """Judge shares that fall or rise after 18 quarters, over six quarters."""
    rows = []
    for factor in (1.0, 3.5):
        for after in (0.08, 0.24):
            hits = 0
            for _ in range(repeats):
                levels = np.concatenate([np.full(18, SHARE), np.full(6, after)])
                tops, cases = drawn(rng, length=24, factor=factor, rho=0.0, levels=levels)
                hits += judged(tops, cases, origin=18).direction == np.sign(after - SHARE)
            rows.append(
                (f"{100 * SHARE:.0f}% to {100 * after:.0f}%, {factor:g} times chance", f"{100 * hits / repeats:.0f}")
            )
    return rows


def report(*, quick: bool) -> str:
    """Run everything and lay the figures out as tables."""
    part = 10 if quick else 1
    lines = [
        "| | series | turned, % | intervals that hold no change, % | no change found, % |",
        "|---|---|---|---|---|",
    ]
    for name, tally in null_rows(np.random.default_rng((SEED, 0)), repeats=SERIES // part):
        covered = f"{100 * tally.held / tally.intervals:.1f}" if tally.intervals else "none given"
        told, quiet = (100 * count / tally.series for count in (tally.turned, tally.no_change))
        lines.append(f"| {name} | {tally.series} | {told:.1f} | {covered} | {quiet:.0f} |")
    lines += ["", "| a step after 18 quarters | found within six, % |", "|---|---|"]
    steps = found_rows(np.random.default_rng((SEED, 1)), repeats=FOUND // part)
    lines += [f"| {name} | {found} |" for name, found in steps]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how often the verdict rule is wrong on quarterly shares.")
    parser.add_argument("--quick", action="store_true", help="a tenth of the series")
    parser.add_argument("--into", type=Path, help="a file to write the tables to; by default they are shown")
    chosen = parser.parse_args()
    text = report(quick=chosen.quick)
    if chosen.into:
        chosen.into.write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
