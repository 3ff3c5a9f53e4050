"""Kill the parts of a batch that runs on a cluster, ten times each: the batch, a kernel, a worker, the scheduler.

Run from the repository's root:

    python benchmarks/cluster_failures.py [--trials 10] [--seed 2013]

Each trial is made on a project of its own: three pages for two audiences on a scheduler with two workers. A part is
killed when notebooks have told a number, drawn by chance, of times that they have come so far. The batch must end by
itself and say no traceback; what is staged must be nothing or what one machine stages, to the byte; no process may be
left; the same command on one machine must complete to the byte. The command ends with 1 where anything is wrong.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.failures.small_project import tree
from tests.failures.trial import surviving
from tests.support.made_cluster import BEGUN, LONGEST, MadeCluster, Steps
from tests.unit.publish.conftest import MadeProject

KINDS = ("batch", "kernel", "worker", "scheduler")
PAGES = ("01_one", "02_two", "03_three")
TOLD = 3  # times that each notebook tells how far it has come
ANSWER = 'showing.show("answer", "Answer", f"Of {council}, for the {audience}.", rows=[("May 2012", "c")])'
STAGED = "data/processed/madeshire/staged/2013-03-31"


def made(root):
    """Make the project."""
    project = MadeProject(root)
    for page in PAGES:
        project.notebook(page, "import showing", BEGUN, BEGUN, ANSWER, BEGUN, "showing.rest()")


def begun(root, *more):
    """Begin to publish."""
    own = {"TURNCURVE_ROOT": str(root), "TMPDIR": str(root / "tmp")}
    words = ["publish", "--council", "madeshire", "--as-at", "2013-03-31", *more]
    return subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-m", "turncurve", *words],
        cwd=root,
        env={**os.environ, **own},
        stdout=subprocess.DEVNULL,
        stderr=(root / "said.txt").open("wb"),
    )


def ended(batch):
    """Return how a batch ended; None where it hangs."""
    try:
        return batch.wait(LONGEST)
    except subprocess.TimeoutExpired:
        batch.kill()
        batch.wait()
        return None


def tried(folder, kind, *, after, which, wanted):
    """Make one trial; return how the batch ended, and what was wrong."""
    root = Path(tempfile.mkdtemp(prefix="t", dir=folder))
    made(root)
    steps, cluster = Steps(root), MadeCluster(root)
    try:
        batch = begun(root, "--cluster", cluster.address)
        wrong = [] if steps.wait(after) == after else ["notebooks did not come so far"]
        if kind == "batch":
            batch.kill()
        else:
            cluster.kill(kind, which)
        code = ended(batch)
    finally:
        cluster.close()
    said = (root / "said.txt").read_text(encoding="utf-8")
    wrong += ["it hangs"] if code is None else []
    wrong += ["a traceback was shown"] if "Traceback" in said else []
    wrong += [f"processes are left: {alive}"] if (alive := surviving(root)) else []
    wrong += ["what is staged is wrong"] if (root / STAGED).exists() and tree(root / STAGED) != wanted else []
    again = ended(begun(root))
    wrong += [f"the rerun ended with {again}"] if again != 0 else []
    wrong += ["the rerun differs"] if again == 0 and tree(root / STAGED) != wanted else []
    steps.close()
    shutil.rmtree(root)
    return code, wrong


def main():
    """Make the trials, say what is wrong with each, and end with 1 where anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=10)
    parser.add_argument("--seed", type=int, default=2013)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - it draws trials
    folder = Path(tempfile.mkdtemp(prefix="tc-"))
    counted: Counter[str] = Counter()
    try:
        root = folder / "undisturbed"
        made(root)
        steps = Steps(root)
        (root / "tmp").mkdir()
        assert ended(begun(root)) == 0
        steps.close()
        wanted = tree(root / STAGED)
        for kind in KINDS:
            for number in range(given.trials):
                after = chance.randrange(1, 2 * len(PAGES) * TOLD)
                code, wrong = tried(folder, kind, after=after, which=chance.randrange(2), wanted=wanted)
                counted[f"{kind} killed, the batch ended with {code}"] += 1
                counted["anything wrong"] += bool(wrong)
                said = "; ".join(wrong) or "nothing wrong"
                sys.stdout.write(f"{kind} {number}, after {after}, ended with {code}: {said}\n")
                sys.stdout.flush()
        for words, count in sorted(counted.items()):
            sys.stdout.write(f"{words}: {count}\n")
    finally:
        shutil.rmtree(folder)
    return 1 if counted["anything wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
