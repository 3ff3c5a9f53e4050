"""How long the pathway method takes, as a multiple of a plain piece of work, and how that grows with councils.

    python benchmarks/pathway_speed.py            # 1, 4 and 16 councils, about a minute
    python benchmarks/pathway_speed.py --quick    # 1 and 4 councils

The plain piece of work draws ten million exponential numbers and puts them in order, on the same machine just before,
so that the ratio can be held against another machine's. Processor time throughout, never the clock on the wall.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from pathlib import Path

import numpy as np

from turncurve.methods.pathway import fit_pathway, pathway_cases, simulate
from turncurve.methods.pathway_scorecard import DaysBetween, pooled_windows

YEAR = 365.25
DRAWS = 1_000
AS_AT = float(np.floor(16 * YEAR))
MEASURE = DaysBetween("entry", "placed", "adopted", fixed_by="placed")


def generator_of_councils():
    """Load the truth generator that the tests use."""
    path = Path(__file__).resolve().parents[1] / "tests" / "support" / "simulated_council.py"
    spec = importlib.util.spec_from_file_location("simulated_council", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


truth = generator_of_councils()


def plain_work():
    """Return the seconds that the plain piece of work takes."""
    begun = time.process_time()
    np.sort(np.random.default_rng(1).standard_exponential(10_000_000))
    return time.process_time() - begun


def cases_of(seed):
    """Return the records of one invented council of Wiltshire's size."""
    council = truth.simulated_council(truth.STEADY, np.random.default_rng(seed))
    record = truth.as_recorded(council, truth.STEADY, as_at=AS_AT)
    return pathway_cases(record.pop("dates"), as_at=AS_AT, **record)


def parts(cases):
    """Return the seconds to learn, to draw 1,000 futures of five years, and to measure twenty windows of them."""
    windows = [(AS_AT + 91 * quarter - 3 * YEAR, AS_AT + 91 * quarter) for quarter in range(1, 21)]
    marks = [time.process_time()]
    model = fit_pathway(cases)
    marks.append(time.process_time())
    futures = simulate(model, horizon=AS_AT + 5 * YEAR, draws=DRAWS, generator=np.random.default_rng(1))
    marks.append(time.process_time())
    pooled_windows(futures, cases, measure=MEASURE, windows=windows)
    marks.append(time.process_time())
    return np.diff(marks)


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="1 and 4 councils")
    numbers = (1, 4) if parser.parse_args().quick else (1, 4, 16)
    records = [cases_of(seed) for seed in range(max(numbers))]
    parts(records[0])
    unit = min(plain_work() for _ in range(3))
    write = sys.stdout.write
    write(f"the plain piece of work: {unit:.2f} s\n\n")
    write("| councils | learning, s each | futures, s each | windows, s each | all, s each | futures / plain work |\n")
    write("|---:|---:|---:|---:|---:|---:|\n")
    for number in numbers:
        learning, futures, windows = np.mean([parts(cases) for cases in records[:number]], axis=0)
        every = learning + futures + windows
        write(f"| {number} | {learning:.2f} | {futures:.2f} | {windows:.2f} | {every:.2f} | {futures / unit:.1f} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
