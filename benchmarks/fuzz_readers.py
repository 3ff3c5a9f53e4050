"""Spoil a sound file of each format by chance for some minutes: nothing but our own error may come out.

Run from the repository's root:

    python benchmarks/fuzz_readers.py [seconds] [seed]

Prints by format how many files were read and how many refused, the longest time, and every other thing that came out,
with the seed that makes it again. The command ends with 1 where there was any.
"""

import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from tests.support.mutated_files import SOUND, mutated
from turncurve.errors import TurnCurveError
from turncurve.ingest.files import read_file
from turncurve.ingest.identifiers import Key
from turncurve.ingest.snapshot import RawFile

SECONDS, SEED, LONGEST = 300, 20130331, 10
KEY = Key(b"a key of more than sixteen characters")


class HungError(Exception):
    """A file took longer than any may."""


def _hung(*_):
    raise HungError


def outcome(name, *, seed):
    """Say what came of a file spoilt by one seed."""
    content = mutated(SOUND[name](), chance=random.Random(seed))  # noqa: S311  # chance, not a secret
    signal.alarm(LONGEST)
    try:
        read_file(RawFile(name, Path(name), "", content), key=KEY)
    except TurnCurveError:
        return "refused"
    except BaseException as problem:
        if isinstance(problem, KeyboardInterrupt):
            raise
        return f"{type(problem).__name__}: {problem}"[:200]
    finally:
        signal.alarm(0)
    return "read"


def main() -> int:
    """Spoil files until the time is over, and print what came of them."""
    seconds, seed = (int(given) for given in (*sys.argv[1:3], *(SECONDS, SEED)[len(sys.argv) - 1 :]))
    signal.signal(signal.SIGALRM, _hung)
    counts, longest, others = Counter[tuple[str, str]](), Counter[str](), list[str]()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for name in SOUND:
            seed += 1
            began = time.monotonic()
            came = outcome(name, seed=seed)
            longest[name] = max(longest[name], time.monotonic() - began)
            counts[name, came if came in {"read", "refused"} else "other"] += 1
            if came not in {"read", "refused"}:
                others.append(f"{name}, seed {seed}: {came}")
    for name in SOUND:
        read, refused, other = (counts[name, kind] for kind in ("read", "refused", "other"))
        sys.stdout.write(f"{name}: read {read}, refused {refused}, other {other}; longest {longest[name]:.1f} s\n")
    sys.stdout.write("\n".join(others) + f"\nFiles in all: {sum(counts.values())}; other: {len(others)}\n")
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main())
