"""Measure what each notebook costs from a cold start, beside what its imports cost alone, in the same run.

Run from the repository's root once `make reports` has been run:

    OPENBLAS_NUM_THREADS=1 python benchmarks/notebooks.py

CPU time of a new process that runs a notebook's code from top to bottom, imports included, with no kernel and no page;
the middle of several runs. The command ends with 1 where a notebook takes more than 6 s.
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


def main() -> int:
    """Print the table, and return 1 where a notebook passes its limit."""
    imports = cpu_of(IMPORTS)
    sys.stdout.write("| notebook | CPU s | times its imports | limit, s |\n|---|---|---|---|\n")
    slow = False
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        seconds = cpu_of(code_of(notebook))
        slow |= seconds > LIMIT
        sys.stdout.write(f"| {notebook.stem} | {seconds:.1f} | {seconds / imports:.1f} | {LIMIT:g} |\n")
    sys.stdout.write(f"\nImports alone: {imports:.1f} s.\n")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
