"""How well the pathway method forecasts invented councils whose future is known.

    python benchmarks/pathway_accuracy.py            # 12 to 30 councils in each world, about ten minutes
    python benchmarks/pathway_accuracy.py --quick    # 2 councils, a minute: a check that it runs, not a measurement
    python benchmarks/pathway_accuracy.py --small    # councils with a tracker of some 10, 25 and 100 cases only

Every figure is the same on every run. `benchmarks/pathway_speed.py` measures the time.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from turncurve.methods.pathway import fit_pathway, mean_days_between, pathway_cases, reached_in, simulate

YEAR = 365.25
DRAWS = 400
MEASURES = {
    "entry to placed": ("entry", "placed", -np.inf),
    "order to match": ("order", "match", 0.0),
}


def loaded(*path):
    """Load a module that is not installed."""
    place = Path(__file__).resolve().parents[1].joinpath(*path)
    spec = importlib.util.spec_from_file_location(place.stem, place)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


truth = loaded("tests", "support", "simulated_council.py")
panels = loaded("tests", "support", "simulated_panels.py")
oracle = loaded("benchmarks", "pathway_oracle.py")
LARGE_STEADY, LARGE_BACKLOG = (replace(world, entries_a_year=400.0) for world in (truth.STEADY, truth.BACKLOG))
WORLDS = {
    "steady": (truth.STEADY, (14.5, 16.5), 30),
    "backlog being cleared": (truth.BACKLOG, (15.5, 16.0, 17.0), 30),
    "courts sped up and backlog cleared": (truth.COURTS, (15.5, 16.0, 17.0), 30),
    "steady, twice the size": (LARGE_STEADY, (14.5, 16.5), 12),
    "backlog being cleared, twice the size": (LARGE_BACKLOG, (15.5, 16.0, 17.0), 12),
    "panels, steady": (panels.STEADY_PANELS, (14.5, 16.5), 20),
    "panels, backlog being cleared": (panels.PANELS_CLEARING, (15.5, 16.0, 17.0), 20),
}


def council_of(world, seed):
    """Draw a council by the generator that the world belongs to."""
    draw = panels.simulated_panels if isinstance(world, panels.PanelWorld) else truth.simulated_council
    return draw(world, np.random.default_rng(seed))


@dataclass(frozen=True)
class Score:
    """One forecast against what came to pass, and against the last value."""

    error: float
    inside: bool
    width: float
    last_error: float
    oracle_error: float
    oracle_inside: bool


def cases_of(council, world, as_at):
    """Give the method what the council's records would show on the date."""
    record = truth.as_recorded(council, world, as_at=as_at)
    return pathway_cases(record.pop("dates"), as_at=as_at, **record)


def forecasts(world, seed, origin, knows):
    """Score the forecasts of both measures at 12 and 24 months from one date of one council."""
    as_at = float(np.floor(origin * YEAR))
    council = council_of(world, seed)
    cases = cases_of(council, world, as_at)
    simulated = simulate(
        fit_pathway(cases), horizon=as_at + 2 * 366, draws=DRAWS, generator=np.random.default_rng(seed)
    )
    drawn = None if knows is None else knows.dates(truth.as_recorded(council, world, as_at=as_at), as_at=as_at)
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
            best = np.full(3, np.nan)
            if drawn is not None:
                best = np.quantile(oracle_means(drawn, cases, columns, window, at_least), [0.1, 0.5, 0.9])
            score = Score(
                middle - known,
                bool(low <= known <= high),
                high - low,
                last - known,
                best[1] - known,
                bool(best[0] <= known <= best[2]),
            )
            yield (measure, 12 * years), score


def oracle_means(drawn, cases, columns, window, at_least):
    """Pool the days of a window over the oracle's draws and those adopted by the date."""
    over = np.isfinite(cases.exit) | np.isfinite(cases.dates[:, 5])
    sums = []
    for dates in (cases.dates[over], drawn[1]):
        days = np.maximum(dates[:, columns["end"]] - dates[:, columns["start"]], at_least)
        sums.append((days, (dates[:, 5] >= window[0]) & (dates[:, 5] <= window[1]) & np.isfinite(days)))
    (past, counted), (days, inside) = sums
    total = np.bincount(drawn[0][inside], days[inside], minlength=DRAWS) + past[counted].sum()
    return total / (np.bincount(drawn[0][inside], minlength=DRAWS) + counted.sum())


def measured(world, origins, councils):
    """Collect the scores of many councils."""
    knows = oracle.Oracle(truth, world, draws=DRAWS, seed=5) if isinstance(world, truth.World) else None
    scores = {}
    for seed in range(1000, 1000 + councils):
        for origin in origins:
            for key, score in forecasts(world, seed, origin, knows):
                scores.setdefault(key, []).append(score)
    return scores


def row(name, key, scores):
    """Write one line of the table."""
    errors = np.array([score.error for score in scores])
    last = np.abs([score.last_error for score in scores]).mean()
    inside = np.mean([score.inside for score in scores])
    width = np.mean([score.width for score in scores])
    sure = np.abs(errors).std(ddof=1) / np.sqrt(len(errors))
    best = np.abs([score.oracle_error for score in scores]).mean()
    held = np.mean([score.oracle_inside for score in scores])
    best = "not known | not known" if np.isnan(best) else f"{best:.1f} | {held:.2f}"
    measure, months = key
    return (
        f"| {name} | {measure} | {months} | {np.abs(errors).mean():.1f} ({sure:.1f}) | {best} | {errors.mean():+.1f} "
        f"| {inside:.2f} | {width:.0f} | {last:.1f} | {len(errors)} |\n"
    )


def with_tracker(entries, years, councils=30):
    """Score two years' adoptions and their days for small councils whose records begin with the decision."""
    world = replace(truth.STEADY, entries_a_year=entries, recorded=int(16 * YEAR - years * YEAR))
    as_at, scores, number = float(np.floor(16 * YEAR)), {}, []
    for seed in range(5000, 5000 + councils):
        council = truth.simulated_council(world, np.random.default_rng(seed))
        record = truth.as_recorded(council, world, as_at=as_at)
        decided = np.isfinite(record["dates"][:, 1])
        record = {name: values[decided] for name, values in record.items()}
        record["observed_from"] = np.maximum(record["dates"][:, 1], world.recorded)
        number.append(int(decided.sum()))
        if not number[-1]:
            continue
        cases = pathway_cases(record.pop("dates"), as_at=as_at, **record)
        futures = simulate(fit_pathway(cases), horizon=as_at + 732, draws=DRAWS, generator=np.random.default_rng(seed))
        window, dates = (as_at + 1, as_at + 731), council["dates"]
        came = (dates[:, 5] >= window[0]) & (dates[:, 5] <= window[1])
        adopted = reached_in(futures, milestone="adopted", edges=np.array([window[0], window[1] + 1]))[:, 0]
        scores.setdefault("adoptions", []).append((np.quantile(adopted, [0.1, 0.5, 0.9]), came.sum()))
        for measure, (start, end, least) in MEASURES.items():
            first, second = (truth.MILESTONES.index(name) for name in (start, end))
            days = np.maximum(dates[came, second] - dates[came, first], least)
            pooled = mean_days_between(
                futures, cases, start=start, end=end, counted_on="adopted", window=window, at_least=least
            )
            if np.isfinite(days).any():
                found = np.nanquantile(pooled.mean, [0.1, 0.5, 0.9]), np.nanmean(days)
                scores.setdefault(measure, []).append(found)
    for measure, found in scores.items():
        ends, known = np.array([each for each, _ in found]), np.array([each for _, each in found])
        error, inside = np.abs(ends[:, 1] - known).mean(), (ends[:, 0] <= known) & (known <= ends[:, 2])
        held, width = inside.mean(), (ends[:, 2] - ends[:, 0]).mean()
        yield f"| {np.mean(number):.0f} | {measure} | {error:.1f} | {held:.2f} | {width:.1f} | {len(known)} |\n"


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="2 councils a world")
    parser.add_argument("--small", action="store_true", help="councils with few cases")
    asked, write = parser.parse_args(), sys.stdout.write
    if asked.small:
        write("| cases | measure | mean absolute error | 80% interval holds | its width | forecasts |\n")
        write("|---:|---|---:|---:|---:|---:|\n")
        for entries, years in ((20.0, 2), (40.0, 3), (215.0, 2)):
            sys.stdout.writelines(with_tracker(entries, years))
        return
    write(
        "| world | measure | months ahead | mean absolute error, days (s.e.) | the oracle's error | its interval holds "
    )
    write("| bias | 80% interval holds | its width | last value's error | forecasts |\n")
    write("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n")
    for name, (world, origins, councils) in WORLDS.items():
        for key, scores in sorted(measured(world, origins, 2 if asked.quick else councils).items()):
            write(row(name, key, scores))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
