"""The whole journey in one call: the example council, public figures, every council's records, pages, releases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from turncurve.disclosure.rule import DEFAULT_PROFILE
from turncurve.disclosure.rule import profile as rule_named
from turncurve.errors import TurnCurveError
from turncurve.ingest.published import load_published
from turncurve.publish import failures, warm_parent
from turncurve.publish.curves import check_curves
from turncurve.publish.freshness import fingerprint, unless_fresh
from turncurve.publish.reading import read_records
from turncurve.publish.release import Released, needs_signature, rebuild_index, release
from turncurve.publish.request import REPORTS, Request, ask, listed
from turncurve.publish.run import Run, read_by
from turncurve.publish.stage import Staged, stage
from turncurve.publish.standing import Standing, of_everything
from turncurve.publish.workers import Workers
from turncurve.reference import project
from turncurve.reference.project import slug
from turncurve.tables import plan_editions
from turncurve.tables.council import identify
from turncurve.tables.held import held
from turncurve.tables.verify import verify

EXAMPLE = "exampleshire"
REBUILT = "Rebuilt from changed code or inputs"
_READING = ("ingest", "tables", "reference")
_STAMP = "read_from.txt"


@dataclass(frozen=True)
class _Step:
    """One step before any page is made, with what it depends on."""

    name: str
    words: str
    stamp: Path
    inputs: tuple[Path, ...]
    layers: tuple[str, ...]
    work: Callable[[], object]
    of_council: bool = False


@dataclass(frozen=True)
class ReadIn:
    """What came of reading in.

    Parameters
    ----------
    done : tuple of str
        What was made anew.
    refused : mapping of str to TurnCurveError
        By council's folder: why its files were not read; what was stored before is still there.
    """

    done: tuple[str, ...]
    refused: Mapping[str, TurnCurveError]


@dataclass
class _Note:
    """What a run read and said, for whoever asks for the same again."""

    words: list[str] = field(default_factory=list)
    pages: int = 0
    read: set[str] = field(default_factory=set)

    def hear(self, staged: Staged, *, say: Callable[[str], None]) -> Callable[[str], None]:
        """Take in what was staged, and return what notes each sentence as it is said."""
        self.words += staged.warnings
        self.pages += sum(run.unit.audience in staged.request.audiences for run in staged.runs)
        self.read |= read_by((*staged.runs, *staged.left_out))

        def heard(words: str) -> None:
            self.words.append(words)
            say(words)

        return heard


def make_everything(
    *,
    write_example: Callable[[Path], object],
    workers: int | Workers,
    say: Callable[[str], None],
    tell: Callable[[Run], None],
    profile: str = DEFAULT_PROFILE,
    force: bool = False,
    standing: Standing | None = None,
) -> tuple[Path, tuple[Released, ...]]:
    """Make what reports.yml asks for, from raw files to released pages.

    A council's releases are made in order of their dates, each when those before it have been released and read back.
    Releases that sign themselves end in reports, and so do those of figures already published for which reports.yml
    names who answers; others are left staged for a person to read and sign.

    Parameters
    ----------
    write_example : callable
        Writes the example council's raw files into a folder.
    workers : int or Workers
        How many kernels at once on this machine; or who runs the units.
    say : callable
        Called with a sentence as each step begins.
    tell : callable
        Called with each run as it ends.
    profile : str, optional
        Name of the rule of what the public may be shown, for releases that name none of their own.
    force : bool
        Whether to run every notebook, also where an earlier run's result still stands.
    standing : Standing, optional
        What was looked at already, before this was called.

    Returns
    -------
    (pathlib.Path, tuple of Released)
        The index over everything released, and the editions.

    Raises
    ------
    TurnCurveError
        If anything could not be made; what could be is released first, but nothing of the same council that is dated
        later.
    """
    everything = project.root() / "data" / "processed" / "everything"
    with held(everything, what="another run is making everything", doing="turncurve reports", where="reports.yml"):
        standing = standing or Standing(of_everything(profile))
        rule = rule_named(profile).name
        note = _Note()
        index, released = _make(
            write_example=write_example,
            workers=workers,
            say=say,
            tell=tell,
            profile=rule,
            force=force,
            standing=standing,
            note=note,
        )
        root = project.root()
        told = {"editions": [[each.folder.relative_to(root).as_posix(), each.signed_by] for each in released]}
        sound = partial(_sound, root / "reports")
        standing.note({**told, "words": note.words, "pages": note.pages}, also=note.read, sound=sound)
        return index, released


def _sound(reports: Path) -> bool:
    """Tell whether everything released is as it was signed."""
    return verify(reports, figures=False).sound


def _make(
    *,
    write_example: Callable[[Path], object],
    workers: int | Workers,
    say: Callable[[str], None],
    tell: Callable[[Run], None],
    profile: str,
    force: bool,
    standing: Standing,
    note: _Note,
) -> tuple[Path, tuple[Released, ...]]:
    """Make everything, while no other run does."""
    releases = tuple({"profile": profile, **each} for each in listed(project.root()))
    read = read_in([each["council"] for each in releases], write_example=write_example, say=say)
    standing.begin()
    if isinstance(workers, int):
        warm_parent.begin()
    requests = [ask(**each) for each in releases if not _waits(each["council"], refused=read.refused)]
    say(f"Making {sum(len(each.pages_for(to)) for each in requests for to in each.audiences)} pages.")
    released: list[Released] = []
    made: list[Staged] = []
    failed: set[str] = set()
    for together in in_turn(requests):
        wanted = [each for each in together if slug(each.council) not in failed]
        for one in stage(wanted, workers=workers, tell=tell, force=force):
            made.append(one)
            if one.error is not None:
                failed.add(slug(one.request.council))
            else:
                released += _released(one, say=note.hear(one, say=say))
    if (problem := failures.sum_up(made, refused=read.refused)) is not None:
        raise problem
    return rebuild_index(), tuple(released)


def _waits(council: str, *, refused: Mapping[str, TurnCurveError]) -> bool:
    """Tell whether a release must wait: its council's files were refused, or it compares councils and any's were."""
    return bool(refused) and (slug(council) in refused or bool(identify(council).compares))


def in_turn(requests: Sequence[Request]) -> tuple[tuple[Request, ...], ...]:
    """Return releases in the order in which they must be made: each rests on what those before it said.

    Parameters
    ----------
    requests : sequence of Request
        Releases of any councils and dates.

    Returns
    -------
    tuple of tuple of Request
        First the earliest of each council, then the second of each, and so on; those made together rest on one
        another in nothing.
    """
    ordered = sorted(requests, key=lambda each: each.as_at)
    place: Counter[str] = Counter()
    turns: dict[int, list[Request]] = {}
    for each in ordered:
        turns.setdefault(place[slug(each.council)], []).append(each)
        place[slug(each.council)] += 1
    return tuple(tuple(turns[turn]) for turn in sorted(turns))


def read_in(councils: Iterable[str], *, write_example: Callable[[Path], object], say: Callable[[str], None]) -> ReadIn:
    """Read in public figures and councils' records, where anything that they depend on has changed.

    A council whose files are refused stops no other.

    Parameters
    ----------
    councils : iterable of str
        Names or folders; one without a raw folder has published figures alone.
    write_example : callable
        Writes the example council's raw files into a folder.
    say : callable
        Called with a sentence as each step begins.

    Returns
    -------
    ReadIn
        What was made anew, and what was refused.

    Raises
    ------
    TurnCurveError
        If public figures cannot be read in, or the example cannot be written.
    """
    lock = project.root() / "requirements.lock"
    done: list[str] = []
    refused: dict[str, TurnCurveError] = {}
    for step in _steps(councils, write_example):

        def work(step: _Step = step) -> None:
            say(step.words)
            step.work()
            done.append(step.name)

        try:
            unless_fresh(step.stamp, fingerprint(step.inputs, layers=step.layers, lock=lock), work)
        except TurnCurveError as problem:
            if not step.of_council:  # public figures and the example are what all the rest stands on
                raise
            refused[step.name] = problem
    return ReadIn(tuple(done), refused)


def _steps(councils: Iterable[str], write_example: Callable[[Path], object]) -> Iterator[_Step]:
    """Give the steps in order; each is looked at only when those before it are done."""
    public = project.published_folder()
    stamp = project.processed_folder("published") / _STAMP
    yield _Step("published", "Reading public figures.", stamp, (public,), _READING, load_published)
    for council in dict.fromkeys(slug(each) for each in councils):
        raw, folder = project.raw_folder(council), project.processed_folder(council)
        if council == EXAMPLE:
            made = folder / "example_made_from.txt"
            if not raw.is_dir():
                made.unlink(missing_ok=True)
            write = partial(_write_example, write_example, raw, folder=folder)
            yield _Step("example", "Writing the example council's files.", made, (), ("example", "reference"), write)
        if raw.is_dir():
            read = partial(_read, council)
            words = f"Reading {council}'s records."
            yield _Step(council, words, folder / _STAMP, (raw,), _READING, read, of_council=True)


def _write_example(write_example: Callable[[Path], object], raw: Path, *, folder: Path) -> None:
    """Write the example council's files anew, whose plan then has no history that could be held against it."""
    write_example(raw)
    plan_editions.forget(folder=folder)


def _read(council: str) -> None:
    """Read one council's records in, if its words are of curves that there are."""
    check_curves(council)
    read_records(council)


def _released(staged: Staged, *, say: Callable[[str], None]) -> list[Released]:
    """Release what somebody has signed beforehand, or what signs itself; say where the rest waits."""
    council, as_at, beforehand = staged.request.council, staged.request.as_at, staged.request.signed_by
    if needs_signature(council, as_at, beforehand=beforehand):
        if beforehand:
            say(f"{REPORTS} cannot sign {council}, {as_at}: it holds more than figures already published.")
        say(f"Read {staged.folder}, then sign it with `turncurve release {council} --as-at {as_at} --signed-by NAME`.")
        return []
    return [release(council, as_at, reason=REBUILT, beforehand=beforehand)]
