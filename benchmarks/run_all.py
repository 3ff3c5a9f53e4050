"""Run the benchmarks of speed and write what they found into docs/benchmarks.md.

Run from the repository's root once `make reports` has been run:

    python benchmarks/run_all.py [charts notebooks release scale large_council national_contacts] [-- WORDS]

Each has a block of its own in the document, between two marks, and only its own block is replaced; what stands after
`--` is passed on to it. With a block stand the command, the day, the machine, the versions and how busy the machine
was. The command ends with 1 where any benchmark does, which still writes what it found.
"""

import datetime as dt
import os
import platform
import re
import shlex
import subprocess
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "benchmarks.md"
NAMES = ("charts", "notebooks", "release", "scale", "large_council", "national_contacts")
PACKAGES = ("papermill", "nbconvert", "nbclient", "ipykernel", "pandas", "numpy", "matplotlib", "pyarrow", "duckdb")


def block(name):
    """Return the pattern of a benchmark's block: its marks, and what is between them."""
    return re.compile(rf"(<!-- begin {name} -->\n).*?(<!-- end {name} -->\n)", re.DOTALL)


def replaced(text, name, found):
    """Return the document with one block's content replaced; a document without the block is refused."""
    if len(block(name).findall(text)) != 1:
        raise SystemExit(f"{DOCUMENT.name} has no block {name}, or more than one: write the marks where it should be")
    return block(name).sub(lambda marks: f"{marks[1]}{found.rstrip()}\n{marks[2]}", text)


def machine():
    """Return the processor, its cores and the system, as they stand under a table."""
    names = re.findall(r"model name\s*: (.+)", _read("/proc/cpuinfo"))
    processor = names[0] if names else platform.processor() or platform.machine()
    return f"{os.cpu_count()} cores of {processor}, {platform.system()} {platform.release()}"


def _read(path):
    """Return a file's text; nothing where there is none."""
    return Path(path).read_text(encoding="utf-8") if Path(path).is_file() else ""


def load():
    """Return the mean number of processes that wanted a core in the last minute, where the system tells."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "not told"


def described(name, words, *, before, after, day):
    """Return the line that says how a block was made."""
    command = shlex.join(["python", f"benchmarks/{name}.py", *words])
    versions = ", ".join(f"{each} {metadata.version(each)}" for each in PACKAGES)
    return (
        f"Made on {day.isoformat()} by `OPENBLAS_NUM_THREADS=1 {command}` on {machine()}, shared; load {before} when "
        f"it began and {after} at its end. Python {platform.python_version()}, {versions}."
    )


def main(given) -> int:
    """Run what is asked for, or all; return 1 where any benchmark passed a limit."""
    place = given.index("--") if "--" in given else len(given)
    names, words = given[:place] or list(NAMES), given[place + 1 :]
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        raise SystemExit(f"there is no benchmark {', '.join(unknown)}: name some of {', '.join(NAMES)}")
    ended = 0
    for name in names:
        before, day = load(), dt.datetime.now(tz=dt.UTC).date()
        surroundings = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, f"benchmarks/{name}.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 - ours
        made = described(name, words, before=before, after=load(), day=day)
        if done.stdout.strip():
            text = replaced(DOCUMENT.read_text(encoding="utf-8"), name, f"{done.stdout.rstrip()}\n\n{made}")
            DOCUMENT.write_text(text, encoding="utf-8", newline="\n")
        ended |= done.returncode
    return int(ended != 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
