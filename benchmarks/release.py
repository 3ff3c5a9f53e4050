"""Measure what a release of real notebooks costs beside plain papermill and nbconvert, all in one run.

Run from the repository's root once `make reports` has been run:

    python benchmarks/release.py [--runs 3] [--notebooks 03 07 09] [--project FOLDER]

On a copy of the project's tables, Exampleshire's restricted pages of some notebooks, each way in processes of its own:

- commands: papermill's command and then nbconvert's, one notebook after another;
- best plain: papermill's API and one exporter in one process, two workers, kernels shut down at once;
- floor: the cells' own code in one process that has loaded the libraries, no kernel and no page;
- ours: `turncurve publish --jobs 2`, first from nothing, then again unchanged, then with one table changed.

CPU seconds of all processes together, so that a busy machine blurs the ratios little; seconds by the clock beside
them. What plain papermill shows is held against what ours lays out, cell by cell. The command ends with 1 where any
cell differs.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parent.parent
COUNCIL, AS_AT, AUDIENCE = "exampleshire", "2013-03-31", "restricted"
GIVEN = {"council": COUNCIL, "as_at": AS_AT, "audience": AUDIENCE}
CHANGED = "audits"
SHOWN = ("image/svg+xml", "text/html", "text/markdown", "text/plain")
WAYS = ("commands", "best plain", "floor", "ours", "ours, unchanged", f"ours, table {CHANGED} changed")
IMPORTS = "import turncurve.present, turncurve.analyses.questions, matplotlib.pyplot"

BEST_PLAIN = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
import nbformat, papermill
from nbconvert import HTMLExporter
given, names, exporter = json.loads(sys.argv[1]), sys.argv[3:], HTMLExporter()

def run(name):
    return papermill.execute_notebook(
        f"notebooks/{name}.ipynb", None, parameters=given, kernel_name="python3", progress_bar=False,
        request_save_on_cell_execute=False, shutdown_kernel="immediate")

with ThreadPoolExecutor(2) as pool:
    for name, found in zip(names, pool.map(run, names)):
        nbformat.write(found, f"{sys.argv[2]}/{name}.ipynb")
        open(f"{sys.argv[2]}/{name}.html", "w", encoding="utf-8").write(exporter.from_notebook_node(found)[0])
"""
FLOOR = """
import ast, json, sys, time
given, names = json.loads(sys.argv[1]), sys.argv[3:]
IMPORTS
began, before = time.monotonic(), time.process_time()
for name in names:
    cells = [each for each in json.load(open(f"notebooks/{name}.ipynb", encoding="utf-8"))["cells"]
             if each["cell_type"] == "code"]
    own = {}
    for cell in cells:
        exec("".join(cell["source"]), own)
        if "parameters" in cell["metadata"].get("tags", ()):
            own.update(given)
json.dump([time.process_time() - before, time.monotonic() - began], open(f"{sys.argv[2]}/floor.json", "w"))
""".replace("IMPORTS", IMPORTS)


def surroundings(project):
    """Return the environment in which every way runs: the same clock, seed and number of threads."""
    return {
        **os.environ, "TURNCURVE_ROOT": str(project), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1",
        "MPLBACKEND": "agg", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1364688000", "TZ": "UTC",
        "PYTHONPATH": str(ROOT / "lib"),
    }  # fmt: skip


def timed(project, *commands):
    """Return CPU seconds and seconds by the clock of commands run one after another, and what the last one said."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    for command in commands:
        done = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, *command],
            cwd=project,
            env=surroundings(project),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(done.stderr[-2000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, time.monotonic() - began, done.stderr


def copied(project, folder):
    """Copy what a release is made from, earlier signed releases too, and nothing that was made before of this one."""
    leave = shutil.ignore_patterns("staged*", "kept_runs*")
    shutil.copytree(project / "data", folder / "data", ignore=leave)
    if (project / "reports").is_dir():
        shutil.copytree(project / "reports", folder / "reports")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    for name in ("reports.yml", "requirements.lock"):
        shutil.copy2(ROOT / name, folder / name)
    return folder


def change_a_table(project):
    """Take the last row out of one table."""
    path = project / "data/processed" / COUNCIL / f"{CHANGED}.parquet"
    held = pq.read_table(path)
    pq.write_table(held.slice(0, held.num_rows - 1), path)


def shown(path):
    """Return what each code cell of an executed notebook shows, by its code; parameters put in are left out."""
    found = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code" or "injected-parameters" in cell["metadata"].get("tags", ()):
            continue
        data = [each["data"] for each in cell["outputs"] if "data" in each]
        parts = [{kind: "".join(each[kind]) for kind in SHOWN if kind in each} for each in data]
        found["".join(cell["source"])] = parts
    return found


def differing(plain, ours):
    """Return how many cells were compared, and the code of those that show something else in one than in the other."""
    held, other = shown(ours), shown(plain)
    faults = []
    for source, parts in held.items():
        beside = other.get(source, [])
        same = len(parts) <= len(beside) and all(
            {kind: theirs.get(kind) for kind in each} == each for each, theirs in zip(parts, beside, strict=False)
        )
        faults += [] if same else [source]
    return sum(bool(parts) for parts in held.values()), faults


def once(source, names):
    """Run every way once; return the seconds of each, how many pages stood, and the cells compared and differing."""
    with tempfile.TemporaryDirectory() as folder:
        project = copied(source, Path(folder))
        made = project / "made"
        made.mkdir()
        given = [part for name, value in GIVEN.items() for part in ("-p", name, value)]
        commands = [
            command for name in names for command in (
                ["-m", "papermill", f"notebooks/{name}.ipynb", f"made/{name}.ipynb", "-k", "python3", *given],
                ["-m", "nbconvert", "--to", "html", f"made/{name}.ipynb"],
            )
        ]  # fmt: skip
        taken = {"commands": timed(project, *commands)[:2]}
        plain = [json.dumps(GIVEN), str(made), *names]
        compared, faults = 0, []
        kept = {name: shutil.copy(made / f"{name}.ipynb", made / f"plain_{name}.ipynb") for name in names}
        taken["best plain"] = timed(project, ["-c", BEST_PLAIN, *plain])[:2]
        timed(project, ["-c", FLOOR, *plain])
        taken["floor"] = tuple(json.loads((made / "floor.json").read_text(encoding="utf-8")))
        ours = ["-m", "turncurve", "publish", *names, "--council", COUNCIL, "--as-at", AS_AT, "--audience", AUDIENCE]
        taken["ours"] = timed(project, ours)[:2]
        staged = project / "data/processed" / COUNCIL / "staged" / AS_AT / AUDIENCE
        for name, path in kept.items():
            cells, wrong = differing(Path(path), staged / f"{name}.ipynb")
            compared, faults = compared + cells, faults + [f"{name}: {source.splitlines()[-1]}" for source in wrong]
        *taken["ours, unchanged"], again = timed(project, ours)
        change_a_table(project)
        *taken[WAYS[-1]], changed = timed(project, ours)
        stood = (again.count("as before"), changed.count("as before"))
    return taken, stood, compared, faults


def main() -> int:
    """Print the table, and return 1 where a cell differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--notebooks", nargs="+", default=["03", "07", "09"])
    parser.add_argument("--project", type=Path, default=ROOT)
    wanted = parser.parse_args()
    names = [path.stem for each in wanted.notebooks for path in sorted((ROOT / "notebooks").glob(f"{each}*.ipynb"))]
    runs = [once(wanted.project.resolve(), names) for _ in range(wanted.runs)]
    floor = statistics.median(taken["floor"][0] for taken, *_ in runs)
    plain = statistics.median(taken["best plain"][0] for taken, *_ in runs)
    first = statistics.median(taken["commands"][0] for taken, *_ in runs)
    ours = statistics.median(taken["ours"][0] for taken, *_ in runs)
    write = sys.stdout.write
    write(f"{len(names)} restricted pages of Exampleshire, the middle of {wanted.runs}: {', '.join(names)}.\n\n")
    write(
        "| way | CPU s | clock s | to commands | to best plain | to the floor | to our first |\n"
        "|---|---|---|---|---|---|---|\n"
    )
    for way in WAYS:
        seconds, clock = (statistics.median(taken[way][place] for taken, *_ in runs) for place in (0, 1))
        ratios = " | ".join(f"{seconds / each:.2f}" for each in (first, plain, floor, ours))
        write(f"| {way} | {seconds:.1f} | {clock:.1f} | {ratios} |\n")
    _, stood, compared, faults = runs[-1]
    write(f"\nOf {len(names)} pages {stood[0]} stood when nothing had changed, and {stood[1]} when `{CHANGED}` had. ")
    write(f"Cells that show something, held against plain papermill's: {compared}, of which {len(faults)} differ.\n")
    sys.stderr.write("".join(f"differs: {each}\n" for each in faults))
    return int(any(each for *_, each in runs))


if __name__ == "__main__":
    sys.exit(main())
