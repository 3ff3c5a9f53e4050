"""Write a nation: invented councils of different sizes, each from a seed of its own, in the formats of Exampleshire."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from turncurve.errors import TurnCurveError
from turncurve.example import council
from turncurve.example.annex_a_writer import write_annex_a
from turncurve.example.cin_writer import write_cin_census
from turncurve.example.contact_log_writer import write_contact_log
from turncurve.example.council import ExampleSummary, check_ours, summed_up
from turncurve.example.faults import write_faults
from turncurve.example.return_writers import write_adoption_tracker
from turncurve.example.sized import Size, sized
from turncurve.example.ssda903_writer import write_ssda903
from turncurve.reference import project
from turncurve.tables import together

MOST = 152
"""Councils with children's services that England had in the years of the files."""
FOLDER = "example_council_{:03d}"
NAME = "Example Council {:03d}"
STORY = "turning_the_curve.yml"
"""What a council says of its curve: Exampleshire's words with the other's name, without which no page is complete."""
_TEXTS = ("council.yml", "example.key", "README.txt")
_GOLDEN = (5**0.5 - 1) / 2
"""Steps of the golden ratio spread any number of councils evenly over the sizes, and move none when more are added."""


def write_example(
    folder: Path | None, *, councils: int = 0, workers: int = 1, tell: Callable[[str], None] = lambda words: None
) -> ExampleSummary:
    """Write Exampleshire, or so many other invented councils instead.

    Parameters
    ----------
    folder : pathlib.Path, optional
        Where to: Exampleshire's own folder, or that in which the councils' folders lie; below data/raw if not given.
    councils : int
        How many other councils; Exampleshire if none.
    workers : int
        Processes that write.
    tell : callable
        Called with a sentence as each of the other councils is written.

    Returns
    -------
    ExampleSummary
        What was written.
    """
    if councils:
        return write_nation(folder or project.published_folder().parent, councils, workers=workers, tell=tell)
    return council.write(folder or project.raw_folder("exampleshire"))


def council_size(number: int) -> Size:
    """Return how large an invented council is: the same whether few councils or all are written.

    Parameters
    ----------
    number : int
        The council's number, from 1 to MOST.

    Returns
    -------
    Size
        Its name, its referrals, and how its families differ.

    Raises
    ------
    TurnCurveError
        If there is no council of that number.
    """
    if not 1 <= number <= MOST:
        raise TurnCurveError(
            f"there is no invented council of number {number}", where="councils", remedy=f"Ask for 1 to {MOST}"
        )
    held, name = _settings(), NAME.format(number)
    share = (0.5 + (number - 1) * _GOLDEN) % 1.0
    sizes = held["referrals"]
    referrals = float(np.exp(np.interp(share, sizes["at_share"], np.log(sizes["number"]))))
    chance = np.random.default_rng(_seed(number))
    drawn = {history: float(chance.normal(0, spread)) for history, spread in held["differences"].items()}
    return Size(name, round(referrals), drawn)


def write_nation(
    folder: Path, councils: int, *, workers: int = 1, tell: Callable[[str], None] = lambda words: None
) -> ExampleSummary:
    """Write the raw files of so many invented councils, each into a folder of its own: the same bytes each time.

    Parameters
    ----------
    folder : pathlib.Path
        Where the councils' folders lie, such as data/raw.
    councils : int
        How many, from 1 to MOST.
    workers : int
        Processes that write, one council at a time each.
    tell : callable
        Called with a sentence as each council is written.

    Returns
    -------
    ExampleSummary
        What was written: the files of all councils, their rows and faults together.

    Raises
    ------
    TurnCurveError
        If so many are not to be had, or a folder holds files of another council.
    """
    council_size(councils)
    numbers = range(1, councils + 1)
    for number in numbers:
        check_ours(folder / FOLDER.format(number))
    first = _write_together(folder) if councils > 1 else ExampleSummary(folder, (), 0, {}, 0)
    write = partial(write_council, folder=folder)
    if workers == 1 or councils == 1:
        return _noted(map(write, numbers), first, councils=councils, tell=tell)
    with ProcessPoolExecutor(min(workers, councils)) as pool:
        return _noted(pool.map(write, numbers), first, councils=councils, tell=tell)


def _write_together(folder: Path) -> ExampleSummary:
    """Write the settings that say that all of them are compared."""
    held: dict[str, str] = _settings()["together"]
    own, names = folder / held["folder"], ("README.txt", "council.yml")
    check_ours(own)
    with together.changing(own) as made:
        for name in names:
            (made / name).write_text(held[name], encoding="utf-8", newline="\n")
    size = sum((own / name).stat().st_size for name in names)
    return ExampleSummary(folder, tuple(f"{own.name}/{name}" for name in names), size, {}, 0)


def _noted(
    written: Iterable[ExampleSummary], whole: ExampleSummary, *, councils: int, tell: Callable[[str], None]
) -> ExampleSummary:
    """Tell of each council as it is written, and sum up all of them and what was written before."""
    for place, each in enumerate(written, 1):
        names = tuple(f"{each.folder.name}/{name}" for name in each.files)
        counts = Counter(whole.counts)
        counts.update(each.counts)
        whole = replace(
            whole, files=(*whole.files, *names), size=whole.size + each.size, counts=dict(counts),
            faults=whole.faults + each.faults,
        )  # fmt: skip
        tell(f"Wrote {each.folder.name}, {each.size / 1e6:.0f} MB ({place} of {councils}).")
    return whole


def write_council(number: int, *, folder: Path) -> ExampleSummary:
    """Write one invented council's raw files.

    Parameters
    ----------
    number : int
        The council's number, from 1 to MOST.
    folder : pathlib.Path
        Where the councils' folders lie.

    Returns
    -------
    ExampleSummary
        What was written.

    Raises
    ------
    TurnCurveError
        If there is no such council, or its folder holds files of another.
    """
    size, own = council_size(number), folder / FOLDER.format(number)
    check_ours(own)
    lives = sized(size)
    words = {"name": size.name, "folder": own.name, "referrals": size.referrals, "seed": _seed(number)}
    with together.changing(own) as made:
        for name in _TEXTS:
            (made / name).write_text(_settings()[name].format(**words), encoding="utf-8", newline="\n")
        told = _read("council_files.yml")[STORY].replace("Exampleshire", size.name)
        (made / STORY).write_text(told, encoding="utf-8", newline="\n")
        faults = [*write_annex_a(lives, made), *write_contact_log(lives, made)]
        write_cin_census(lives, made)
        write_ssda903(lives, made)
        write_adoption_tracker(lives, made)
        write_faults(faults, made)
    return summed_up(own, lives, faults=len(faults))


def _settings() -> dict[str, Any]:
    """Return the sizes, how councils differ, and the texts beside their files."""
    return _read("nation.yml")


@cache
def _read(name: str) -> dict[str, Any]:
    """Return what a file of the example's own holds."""
    held: dict[str, Any] = yaml.safe_load((resources.files("turncurve.example") / name).read_text(encoding="utf-8"))
    return held


def _seed(number: int) -> int:
    """Return the seed of what tells a council from the others, derived from its name."""
    return zlib.crc32(f"{NAME.format(number)} of the example".encode())
