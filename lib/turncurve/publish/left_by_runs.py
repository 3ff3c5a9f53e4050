"""What runs have left: who is at work now, and what one that was killed did not come to clear away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil

from turncurve.publish import kernel_process, run_folders, warm_process
from turncurve.publish.finding import Finding
from turncurve.tables import held, together
from turncurve.tables.held import OWNER

_OURS = {kernel_process.__name__, warm_process.__name__}
PLACES = ("data/raw", "data/processed", "reports")


def findings(root: Path) -> Iterator[Finding]:
    """Look for runs at work, and for what killed ones left.

    Parameters
    ----------
    root : pathlib.Path
        The project's folder.

    Yields
    ------
    Finding
        A fault only where tables are half changed; all else the next run mends by itself.
    """
    records = sorted((root / "data" / "processed").rglob(f"*{OWNER}"))
    targets = [path.with_name(path.name.removesuffix(OWNER)) for path in records]
    busy = [target for target in targets if held.is_held(target)]
    for target in targets:
        owner = held.owner_of(target)
        said = owner.words if owner else "it does not say who"
        if target in busy:
            yield Finding(f"A run is at work on {target.name}: {said}.", well=True)
        else:
            words = f"A run on {target.name} did not come to its end ({said}): give its command again."
            yield Finding(words, well=False, needed=False)
    yield from _unfinished(root, busy=bool(busy))
    yield from _kernels()
    if not targets:
        yield Finding("No run is at work, and none was cut short.", well=True)


def _unfinished(root: Path, *, busy: bool) -> Iterator[Finding]:
    """Look for folders that a run began to make or to put in their places."""
    below = [path for name in PLACES for path in sorted((root / name).rglob(".*")) if path.is_dir()]
    for path in below:
        folder = path.with_name(path.name.removeprefix(".").removesuffix(".next"))
        if path.name.endswith(".next") and together.is_unfinished(folder):
            words = f"{folder.name} is half changed, and nothing reads it: run `turncurve ingest` again."
            yield Finding(words, well=busy, needed=True)
    stages = [path.relative_to(root).as_posix() for path in below if path.name.endswith((".part", ".former"))]
    if stages and not busy:
        words = f"{len(stages)} half made folders are left, first {stages[0]}: the next run of the same command clears"
        yield Finding(f"{words} them away.", well=False, needed=False)


def _kernels() -> Iterator[Finding]:
    """Look for kernels, and their temporary files, whose run has gone."""
    orphans = []
    for process in psutil.process_iter(["pid", "ppid", "cmdline"]):
        about = process.info
        if _OURS.intersection(about["cmdline"] or ()) and about["ppid"] in {0, 1}:
            orphans.append(about["pid"])
    if orphans:
        numbers = ", ".join(str(number) for number in orphans)
        yield Finding(f"Kernels are left whose run has gone: end the processes {numbers}.", well=False, needed=False)
    folders = run_folders.left_over()
    if folders:
        words = f"{len(folders)} temporary folders of killed kernels are left: the next run clears them away."
        yield Finding(words, well=False, needed=False)
