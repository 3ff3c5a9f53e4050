"""Run every file of the hostile corpus in a process of its own: what came of it, how long it took, and how much memory.

Run from the repository's root:

    python benchmarks/hostile_corpus.py

Prints the counts of each verdict, and the longest time and the most memory among the files refused. The command ends
with 1 where a file came out otherwise than its table says, or a refusal took 2 s of CPU or 300 MB or more. Memory is
that of the whole process, some 200 MB of which are the libraries.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.hostile.corpus.case import RIGHTLY_READ, RIGHTLY_REFUSED, judged
from tests.hostile.test_corpus import CASES

LONGEST, MOST = 2.0, 300.0


def measured(each):
    """Return the verdict on a case, its CPU seconds and its peak of memory in MB, in a process of its own."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        with tempfile.TemporaryDirectory() as folder:
            prepared = {name: make() for name, make in each.files.items()}
            began = time.process_time()
            ready = type(each)(each.item, each.name, {n: (lambda b=b: b) for n, b in prepared.items()}, each.wants)
            verdict, _ = judged(ready, Path(folder))
            os.write(theirs, f"{verdict}|{time.process_time() - began}".encode())
        os._exit(0)
    os.close(theirs)
    verdict, _, seconds = os.read(ours, 1000).decode().partition("|")
    os.close(ours)
    _, _, used = os.wait4(child, 0)
    return verdict or "process died", float(seconds or 0), used.ru_maxrss / 1024


def main() -> int:
    """Print what came of the corpus."""
    found = [(each, *measured(each)) for each in CASES]
    verdicts = Counter(verdict for _, verdict, _, _ in found)
    refused = [line for line in found if line[1] == RIGHTLY_REFUSED]
    slowest, largest = max(refused, key=lambda line: line[2]), max(refused, key=lambda line: line[3])
    sys.stdout.write("".join(f"{verdict}: {count}\n" for verdict, count in sorted(verdicts.items())))
    sys.stdout.write(f"longest refusal: {slowest[2]:.2f} s CPU ({slowest[0].name})\n")
    sys.stdout.write(f"largest refusal: {largest[3]:.0f} MB ({largest[0].name})\n")
    wrong = [each for each, verdict, _, _ in found if verdict not in {RIGHTLY_READ, RIGHTLY_REFUSED}]
    sys.stdout.write("".join(f"otherwise: {each.item}: {each.name}\n" for each in wrong))
    return 1 if wrong or slowest[2] >= LONGEST or largest[3] >= MOST else 0


if __name__ == "__main__":
    sys.exit(main())
