"""Kill, starve and stop the journey from files to a release a hundred times and more, each time at another step.

Run from the repository's root, for a night or an hour:

    python benchmarks/failures.py [--trials 100] [--seed 2013] [--recorded]

Each trial is made on a copy of a small project with an earlier report: a fault at a step drawn by chance, with real
kernels (with --recorded only where a kernel is to die); then what is left is looked at; then the same commands are
given again. The command ends with 1 where anything wrong was published, the earlier report was not intact to the byte,
a process was left, tables were half old and half new, or the rerun did not come to what an undisturbed run makes, to
the byte. The code must not change meanwhile: pages are made from its templates. The ordinary tests run some of the
same trials.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.failures.trial import Fault, Journey

# How many of ten trials are of each kind.
KINDS = ("kill", "kill", "kill", "kill", "kill", "kernel", "kernel", "full", "denied", "stopped")


def drawn(journey, number, *, chance, recorded):
    """Return the fault of one trial; kernels die at cells alone."""
    kind = KINDS[number % len(KINDS)]
    real = kind == "kernel" or not recorded
    steps = [place for place, each in enumerate(journey.steps) if kind != "kernel" or each.startswith("cell")]
    return Fault(kind, chance.choice(steps), real=real)


def tried(journey, fault):
    """Return how a trial ended, and what was wrong after it and after the rerun."""
    root = journey.copy()
    try:
        ended = journey.run(root, fault)
        wrong = [*journey.faults_found(root), *journey.faults_after_rerun(root, real=fault.real)]
        if "Traceback" in ended.said:
            wrong.append("a traceback was shown")
    finally:
        shutil.rmtree(root)
    return ended, wrong


def main():
    """Make the trials, say what is wrong with each, and end with 1 where anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2013)
    parser.add_argument("--recorded", action="store_true")
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - it draws trials
    folder = Path(tempfile.mkdtemp(prefix="tc-"))
    journey = Journey(folder)
    counted: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    try:
        for number in range(given.trials):
            fault = drawn(journey, number, chance=chance, recorded=given.recorded)
            ended, wrong = tried(journey, fault)
            counted[fault.kind] += 1
            counted["wrong"] += bool(wrong)
            codes[f"{fault.kind} ended with {ended.code}"] += 1
            named = f"trial {number}, {fault.kind} at {journey.steps[fault.at]!r}"
            for each in wrong or ["nothing wrong"]:
                sys.stdout.write(f"{named}: {each}\n")
            sys.stdout.flush()
        sys.stdout.write(f"{len(journey.steps)} steps; {given.trials} trials; {counted['wrong']} with anything wrong\n")
        for words, count in sorted(codes.items()):
            sys.stdout.write(f"{words}: {count}\n")
    finally:
        journey.close()
        shutil.rmtree(folder)
    return 1 if counted["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
