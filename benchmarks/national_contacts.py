"""Summarise a national file of 8 million contacts: how long it takes, and how much memory.

Run from the repository's root:

    python benchmarks/national_contacts.py [contacts]

Writes an invented Parquet file of four years of 150 councils to a temporary folder, counts it by month, route, source,
reason and outcome in a process of its own, and prints its CPU seconds and its peak of memory. The command ends with 1
where it takes more than 4 GB.
"""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

CONTACTS, COUNCILS, DAYS, GIGABYTES = 8_000_000, 150, 1461, 4.0
A_TIME = 500_000
ROUTES = ("phone", "email", "letter")
SOURCES = ("1A", "1C", "2A", "3A", "3B", "5B", "6", "7", "8")
REASONS = ("about an allocated case", "for another agency or department", "reporting a concern", "not stated")
OUTCOMES = ("passed to the allocated worker", "referral", "information and advice", "no further action", None)
COUNT = """
import sys
from pathlib import Path
from turncurve.tables.many_contacts import contacts_over
found = contacts_over([Path(sys.argv[1])], by=("route", "source", "reason", "outcome"))
sys.stdout.write(f"{len(found):,} rows, {found['contacts'].sum():,} contacts")
"""


def written(path: Path, number: int) -> None:
    """Write so many contacts, some at a time."""
    chance = np.random.default_rng(2013)
    writer = None
    for start in range(0, number, A_TIME):
        size = min(A_TIME, number - start)
        received = np.datetime64("2009-04-01", "s") + chance.integers(0, DAYS * 86_400, size).astype("timedelta64[s]")
        drawn = {
            name: pa.array(np.array(names, dtype=object)[chance.integers(0, len(names), size)], pa.string())
            for name, names in (("route", ROUTES), ("source", SOURCES), ("reason", REASONS), ("outcome", OUTCOMES))
        }
        table = pa.table({
            "received_at": pa.array(received.astype("datetime64[us]")),
            "child_key": pa.array([f"{each:016x}" for each in chance.integers(0, 2_000_000, size)]),
            **drawn,
            "about_allocated_case": pa.array(chance.random(size) < 0.5),
            "edition": pa.array([f"council_{each:03d}/2013" for each in chance.integers(0, COUNCILS, size)]),
        })  # fmt: skip
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer is not None:
        writer.close()


def main() -> int:
    """Print the table, and return 1 where the limit is passed."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else CONTACTS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.parquet"
        written(path, number)
        size = path.stat().st_size
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, "-c", COUNT, str(path)], capture_output=True, text=True, check=True)  # noqa: S603 - ours
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = after.ru_maxrss / 1024**2
    sys.stdout.write(
        "| contacts | file, MB | counted | CPU s | peak of memory, GB | limit, GB |\n|---|---|---|---|---|---|\n"
    )
    sys.stdout.write(
        f"| {number:,} | {size / 1e6:.0f} | {done.stdout} | {seconds:.1f} | {peak:.2f} | {GIGABYTES:g} |\n"
    )
    return int(peak > GIGABYTES)


if __name__ == "__main__":
    sys.exit(main())
