"""Measure what each notebook costs from a cold start, beside what its imports cost alone, in the same run.

Run from the repository's root once `make reports` has been run:

    OPENBLAS_NUM_THREADS=1 python benchmarks/notebooks.py

CPU time of a new process that runs a notebook's code from top to bottom, imports included, with no kernel and no page;
the middle of several runs. Notebooks 04 and 05, which read four years of some 4,600 contacts a month, stand beside a
plain script too, that reads the same table with pandas, counts it by month and each group, and draws what it counted
with matplotlib: no forecast, no limits, no bounds, and nothing hidden. Names of notebooks after the command measure
those alone. The command ends with 1 where a notebook takes more than 6 s.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 3
LIMIT = 6.0
IMPORTS = "import turncurve.present"
PLAIN = """
import io
import pandas
from matplotlib import pyplot
rows = pandas.read_parquet("data/processed/exampleshire/{table}.parquet")
month = rows["{day}"].dt.to_period("M")
for name in {groups}:
    counts = rows.groupby([month, rows[name].astype("str").fillna("not stated")]).size().unstack(fill_value=0)
    counts.to_html()
    figure, axes = pyplot.subplots()
    axes.plot(counts.index.to_timestamp(), counts.to_numpy(), label=list(counts.columns))
    axes.legend()
    figure.savefig(io.StringIO(), format="svg")
"""
BESIDE = {
    "04_initial_access": ("contacts", "received_at", ("route", "source", "reason", "outcome", "about_allocated_case")),
    "05_unallocated_cases": ("allocations", "ready_at", ("team", "team", "team")),
}
"""A plain script's table, its date and what it counts by: as many pictures as the notebook draws for its readers."""


def code_of(notebook: Path) -> str:
    """Return a notebook's code, top to bottom, as one program."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def cpu_of(program: str) -> float:
    """Return the CPU seconds of a new process that runs a program, the middle of several runs."""
    taken = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-c", program]
        surroundings = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        subprocess.run(command, cwd=ROOT, env=surroundings, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - ours
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(taken)


def times_plain(name: str, seconds: float) -> str:
    """Return how many times a plain script's CPU time a notebook takes; a dash where it has none beside it."""
    if name not in BESIDE:
        return "–"
    table, day, groups = BESIDE[name]
    return f"{seconds / cpu_of(PLAIN.format(table=table, day=day, groups=groups)):.1f}"


def main() -> int:
    """Print the table, and return 1 where a notebook passes its limit."""
    imports, asked = cpu_of(IMPORTS), sys.argv[1:]
    sys.stdout.write(
        "| notebook | CPU s | times its imports | times a plain script | limit, s |\n|---|---|---|---|---|\n"
    )
    slow = False
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        if asked and notebook.stem not in asked:
            continue
        seconds = cpu_of(code_of(notebook))
        slow |= seconds > LIMIT
        sys.stdout.write(
            f"| {notebook.stem} | {seconds:.1f} | {seconds / imports:.1f} | {times_plain(notebook.stem, seconds)} "
            f"| {LIMIT:g} |\n"
        )
    sys.stdout.write(f"\nImports alone: {imports:.1f} s.\n")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
