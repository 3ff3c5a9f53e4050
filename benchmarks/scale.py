"""Measure how cost grows with councils, periods and rows, and what a worker holds in memory.

Run from the repository's root once `make reports` has been run:

    python benchmarks/scale.py [--councils 8] [--pages 4] [--project FOLDER]

Invented councils are written, read in and made one page each (01, restricted), in processes of their own. CPU seconds
by number, with the exponent of a power law through four numbers: 1 is linear, less than 1 is a start that is shared.
The command ends with 1 where an exponent is above 1.1.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
EVERY = 600
"""Referrals a year of the councils that are counted: all alike, so that only their number differs."""
ROWS = (300, 600, 1200, 2400)
YEARS = (2010, 2011, 2012, 2013)
LIMIT = 1.1
BEGIN = """
import json, resource, sys, time
from pathlib import Path
raw, processed = Path(sys.argv[1]), Path(sys.argv[2])

def spent():
    return sum(each.ru_utime + each.ru_stime for each in (
        resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)))

def say(*numbers):
    print(json.dumps([*numbers, spent(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2]), flush=True)
"""
WRITE = (
    BEGIN
    + """
from turncurve.example import nation
from turncurve.example.sized import Size
sizes = json.loads(sys.argv[3])
nation.council_size = lambda number: Size(f"Example Council {number:03d}", sizes[number - 1], {})
for number in range(1, len(sizes) + 1):
    made = nation.write_council(number, folder=raw)
    say(number, sum(made.counts.values()), made.size)
"""
)
READ = (
    BEGIN
    + """
from turncurve.ingest.pipeline import ingest
for name in sys.argv[3:]:
    ingest(name, raw=raw / name, processed=processed / name)
    say(name)
"""
)
PAGES = (
    BEGIN
    + """
from turncurve.publish.request import ask
from turncurve.publish.stage import stage
made = stage([ask(["01"], council=name, as_at="2013-03-31", audiences=["restricted"]) for name in sys.argv[3:]],
             workers=2, tell=lambda run: None)
for each in made:
    if each.error:
        raise each.error
from turncurve.publish.warm_parent import close_all
close_all()
say(len(made))
"""
)
NATION = (
    BEGIN
    + """
from turncurve.tables.many_contacts import contacts_over
found = contacts_over(sorted(processed.glob("example_council_*/contacts.parquet")), by=("edition",), grain="year")
say(len(found), int(found["contacts"].sum()))
"""
)


def told(program, raw, processed, *words):
    """Run a program in a process of its own, and return the lines of numbers that it said."""
    surroundings = {
        **os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT / "lib"),
        "TURNCURVE_ROOT": str(raw.parent.parent),
    }  # fmt: skip
    command = [sys.executable, "-c", program, str(raw), str(processed), *map(str, words)]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, cwd=raw.parent.parent)  # noqa: S603 - ours
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]


def exponent(numbers, seconds):
    """Return the exponent of a power law through costs."""
    return float(np.polyfit(np.log(numbers), np.log(seconds), 1)[0])


def row(what, numbers, seconds, *, memory):
    """Write a line of the table, and return the exponent."""
    power = exponent(numbers, seconds)
    counts = ", ".join(f"{each:,}" for each in numbers)
    costs = ", ".join(f"{each:.1f}" for each in seconds)
    sys.stdout.write(f"| {what} | {counts} | {costs} | {power:.2f} | {memory:.2f} |\n")
    return power


def of_some_years(raw, name, *, last):
    """Copy a council with the files of the years to one alone."""
    to = raw / f"{name}_to_{last}"
    shutil.copytree(raw / name, to)
    for path in [*to.glob("cin_census/*"), *to.glob("ssda903/*"), *to.glob("annex_a/*")]:
        if int(path.name[:4]) > last or path.name > f"{last}-03-31":
            shutil.rmtree(path)
    for path in to.glob("contact_log/*"):
        if int(path.name.split("_")[2]) > last:
            path.unlink()
    key = (to / "example.key").read_text(encoding="utf-8")
    (to / "example.key").write_text(key.replace(name, to.name), encoding="utf-8")
    return to.name


def prepared(root, project):
    """Lay out a project without councils: published figures, notebooks and the list of what is installed."""
    for stage in ("raw", "processed"):
        shutil.copytree(project / "data" / stage / "published", root / "data" / stage / "published")
    shutil.copy2(ROOT / "data/raw/README.md", root / "data/raw/README.md")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    for name in ("reports.yml", "requirements.lock"):
        shutil.copy2(ROOT / name, root / name)
    return root / "data/raw", root / "data/processed"


def by_size(root, names):
    """Return how many rows councils of growing sizes have, and what was said when each was read in alone."""
    raw, processed = root / "data/raw", root / "data/processed"
    for each in (raw, processed):
        each.mkdir(parents=True)
    shutil.copy2(ROOT / "data/raw/README.md", raw / "README.md")
    sizes = told(WRITE, raw, processed, json.dumps(ROWS))
    return [each[1] for each in sizes], [told(READ, raw, processed, name)[0] for name in names[: len(ROWS)]]


def main() -> int:
    """Print the tables, and return 1 where a cost grows faster than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--councils", type=int, default=8)
    parser.add_argument("--pages", type=int, default=4)
    parser.add_argument("--project", type=Path, default=ROOT)
    given = parser.parse_args()
    number, write = given.councils, sys.stdout.write
    numbers = [number // 8, number // 4, number // 2, number]
    names = [f"example_council_{each:03d}" for each in range(1, number + 1)]
    with tempfile.TemporaryDirectory() as folder:
        raw, processed = prepared(Path(folder) / "all", given.project.resolve())
        written = told(WRITE, raw, processed, json.dumps([EVERY] * number))
        read = told(READ, raw, processed, *names)
        pages = [told(PAGES, raw, processed, *names[:each])[0] for each in (1, given.pages)]
        nation = told(NATION, raw, processed)[0]
        years = [told(READ, raw, processed, of_some_years(raw, names[0], last=year))[0] for year in YEARS]
        held, rows = by_size(Path(folder) / "sizes", names)
    write("| what | number | CPU s | exponent | memory of a worker, GB |\n|---|---|---|---|---|\n")
    found = [
        row("councils written", numbers, [written[each - 1][-2] for each in numbers], memory=written[-1][-1]),
        row("councils read in", numbers, [read[each - 1][-2] for each in numbers], memory=read[-1][-1]),
        row("years read in", (1, 2, 3, 4), [each[-2] for each in years], memory=years[-1][-1]),
        row("rows read in", held, [each[-2] for each in rows], memory=max(each[-1] for each in rows)),
    ]
    alone, together = written[0][-2] + read[0][-2], (written[-1][-2] + read[-1][-2]) / number
    page, each_page = pages[0][-2], pages[1][-2] / given.pages
    write(f"\nWritten and read in, a council of {number} costs {together / alone:.2f} of one alone. A page (01, ")
    write(
        f"restricted) of one council alone costs {page:.1f} s of CPU, of {given.pages} together {each_page:.1f} s each "
    )
    write(f"({each_page / page:.2f}). One query of DuckDB over {number} councils' Parquet files counts ")
    write(f"{nation[1]:,} contacts by year in {nation[-2]:.1f} s, imports included, holding {nation[-1]:.2f} GB.\n")
    return int(max(found) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
