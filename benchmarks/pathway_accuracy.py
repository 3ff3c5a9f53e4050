"""How well the pathway method forecasts invented councils whose future is known.

    python benchmarks/pathway_accuracy.py            # 40 councils in each world, about ten minutes
    python benchmarks/pathway_accuracy.py --quick    # 6 councils, a minute: a check that it runs, not a measurement

Every figure but the seconds is the same on every run.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from turncurve.methods.pathway import fit_pathway, mean_days_between, pathway_cases, simulate

YEAR = 365.25
DRAWS = 400
MEASURES = {
    "entry to placed": ("entry", "placed", -np.inf),
    "order to match": ("order", "match", 0.0),
}


def generator_of_councils():
    """Load the truth generator that the tests use."""
    path = Path(__file__).resolve().parents[1] / "tests" / "support" / "simulated_council.py"
    spec = importlib.util.spec_from_file_location("simulated_council", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


truth = generator_of_councils()
WORLDS = {
    "steady": (truth.STEADY, (14.5, 16.5)),
    "backlog being cleared": (truth.BACKLOG, (15.5, 16.0, 17.0)),
    "courts sped up and backlog cleared": (truth.COURTS, (15.5, 16.0, 17.0)),
}


@dataclass(frozen=True)
class Score:
    """One forecast against what came to pass, and against the last value."""

    error: float
    inside: bool
    width: float
    last_error: float


def cases_of(council, world, as_at):
    """Give the method what the council's records would show on the date."""
    record = truth.as_recorded(council, world, as_at=as_at)
    return pathway_cases(record.pop("dates"), as_at=as_at, **record)


def forecasts(world, seed, origin):
    """Score the forecasts of both measures at 12 and 24 months from one date of one council."""
    as_at = float(np.floor(origin * YEAR))
    council = truth.simulated_council(world, np.random.default_rng(seed))
    cases = cases_of(council, world, as_at)
    simulated = simulate(
        fit_pathway(cases), horizon=as_at + 2 * 366, draws=DRAWS, generator=np.random.default_rng(seed)
    )
    for measure, (start, end, at_least) in MEASURES.items():
        columns = {"start": truth.MILESTONES.index(start), "end": truth.MILESTONES.index(end), "closed": 5}
        last = truth.pooled_mean(council["dates"], window=(as_at - 3 * YEAR, as_at), at_least=at_least, **columns)
        for years in (1, 2):
            window = (np.floor(as_at + (years - 3) * YEAR) + 1, np.floor(as_at + years * YEAR))
            known = truth.pooled_mean(council["dates"], window=(window[0] - 1, window[1]), at_least=at_least, **columns)
            pooled = mean_days_between(
                simulated, cases, start=start, end=end, counted_on="adopted", window=window, at_least=at_least
            )
            low, middle, high = np.nanquantile(pooled.mean, [0.1, 0.5, 0.9])
            score = Score(middle - known, bool(low <= known <= high), high - low, last - known)
            yield (measure, 12 * years), score


def measured(world, origins, councils):
    """Collect the scores of many councils."""
    scores = {}
    for seed in range(1000, 1000 + councils):
        for origin in origins:
            for key, score in forecasts(world, seed, origin):
                scores.setdefault(key, []).append(score)
    return scores


def row(name, key, scores):
    """Write one line of the table."""
    errors = np.array([score.error for score in scores])
    last = np.abs([score.last_error for score in scores]).mean()
    inside = np.mean([score.inside for score in scores])
    width = np.mean([score.width for score in scores])
    sure = np.abs(errors).std(ddof=1) / np.sqrt(len(errors))
    measure, months = key
    return (
        f"| {name} | {measure} | {months} | {np.abs(errors).mean():.1f} ({sure:.1f}) | {errors.mean():+.1f} "
        f"| {inside:.2f} | {width:.0f} | {last:.1f} | {len(errors)} |\n"
    )


def seconds():
    """Time a fit and 1,000 futures of five years for one council, in seconds of processor time."""
    council = truth.simulated_council(truth.STEADY, np.random.default_rng(7))
    as_at = float(np.floor(16 * YEAR))
    cases = cases_of(council, truth.STEADY, as_at)
    begun = time.process_time()
    model = fit_pathway(cases)
    fitted = time.process_time()
    simulate(model, horizon=as_at + 5 * YEAR, draws=1000, generator=np.random.default_rng(7))
    return len(cases), fitted - begun, time.process_time() - fitted


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="6 councils a world")
    councils = 6 if parser.parse_args().quick else 40
    write = sys.stdout.write
    write(
        "| world | measure | months ahead | mean absolute error, days (s.e.) | bias | 80% interval holds | its width "
    )
    write("| last value's error | forecasts |\n|---|---|---:|---:|---:|---:|---:|---:|---:|\n")
    for name, (world, origins) in WORLDS.items():
        for key, scores in sorted(measured(world, origins, councils).items()):
            write(row(name, key, scores))
            sys.stdout.flush()
    number, fitting, simulating = seconds()
    write(f"\n{number} cases on record: {fitting:.2f} s to fit, {simulating:.2f} s for 1,000 futures of five years\n")


if __name__ == "__main__":
    main()
