"""What releases of a council have told the public already: a later one must not give away what they hid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import pandas as pd

from turncurve.disclosure.rule import DEFAULT_PROFILE, RuleProfile
from turncurve.disclosure.rule import profile as rule_named
from turncurve.disclosure.told import Told, told
from turncurve.errors import UnknownNameError
from turncurve.indicators.cell import parse
from turncurve.ingest.releases import RELEASED
from turncurve.publish import manifest
from turncurve.reference import project
from turncurve.tables import lineage, store
from turncurve.tables.released import FIGURES, source_of

PUBLIC = "public"


@dataclass(frozen=True)
class Earlier:
    """Counts that are public already, or were hidden, and the files that say so.

    Parameters
    ----------
    sources : dict of str to str
        Hash of each file, by its path below the project.
    cells : tuple of Told
        Each count once: what a reader of all of them knows, each release by the rule that it was made by.
    """

    sources: Mapping[str, str] = field(default_factory=dict)
    cells: tuple[Told, ...] = ()


@dataclass(frozen=True)
class Planned:
    """The plan of the latest edition of a release, and what it was made against.

    Parameters
    ----------
    plan : str
        The plan's hash.
    earlier : Earlier
        What was public when it was made.
    """

    plan: str
    earlier: Earlier


def all_public(council: str) -> Earlier:
    """Return what all releases of a council have told the public, of whatever date and edition.

    Parameters
    ----------
    council : str
        The council's name or folder.

    Returns
    -------
    Earlier
        Nothing where there is no release.
    """
    return _told(council, _held(council))


def latest_plan(council: str, as_at: str) -> Planned | None:
    """Return the plan of a release's latest edition, and what it was made against.

    Parameters
    ----------
    council : str
        The council's name or folder.
    as_at : str
        The report's date, as YYYY-MM-DD.

    Returns
    -------
    Planned or None
        None where there is no edition for the public, or what its plan was made against is no longer held.
    """
    editions = [path for path in (project.reports_folder(council) / as_at).glob("*") if path.name.isdigit()]
    latest = max(editions, key=lambda path: int(path.name), default=None)
    if latest is None or not (latest / PUBLIC).is_dir():
        return None
    said = manifest.read(latest / PUBLIC)
    held = _held(council)
    wanted = said.get("earlier")
    if wanted is None or any(held.get(name) != sha for name, sha in wanted.items()):
        return None
    return Planned(str(said["plan"]), _told(council, wanted))


def _folder(council: str) -> Path:
    """Return where a council's tables are kept."""
    return project.processed_folder(council)


def _held(council: str) -> dict[str, str]:
    """Return the files of counts shown to the public that have been read back."""
    made = lineage.known(RELEASED, folder=_folder(council))
    return {} if made is None else {name: sha for name, sha in made.sources.items() if f"/{PUBLIC}/" in name}


def _told(council: str, sources: Mapping[str, str]) -> Earlier:
    """Return what some files of counts shown to the public say together."""
    rows = store.read(RELEASED, folder=_folder(council))
    rows = rows[rows["audience"] == PUBLIC].sort_values(["released_as_at", "edition_number", "cell"])
    rules = {name: rule_of(project.root() / PurePosixPath(name).parent) for name in sources}
    found: dict[str, Told] = {}
    for name, address, value in zip(_names(rows, council), rows["cell"], rows["value"], strict=True):
        if name in sources:
            one = told(parse(address), None if pd.isna(value) else int(value), rule=rules[name])
            found[address] = found[address].then(one) if address in found else one
    return Earlier(dict(sources), tuple(each for _, each in sorted(found.items())))


def rule_of(folder: Path) -> RuleProfile:
    """Return the rule by which what a release shows to the public was made safe.

    Parameters
    ----------
    folder : pathlib.Path
        The release's folder for the public.

    Returns
    -------
    RuleProfile
        The rule that its manifest names; the one that stood before a release could choose where it names none.

    Raises
    ------
    UnknownNameError
        If the manifest names a rule that there is not.
    """
    name = manifest.read(folder).get("profile") or DEFAULT_PROFILE
    try:
        return rule_named(name)
    except UnknownNameError as problem:
        where = folder.relative_to(project.root()).as_posix()
        raise UnknownNameError(
            "an earlier release was made by a rule profile that is not known",
            where=f"{where}/manifest.json",
            remedy="Use the version of turncurve that made it, or a later one",
        ) from problem


def _names(rows: pd.DataFrame, council: str) -> Iterable[str]:
    """Return the file that each row came from."""
    about = zip(rows["released_as_at"], rows["edition_number"], rows["audience"], strict=True)
    return [
        source_of(
            project.slug(council), as_at=day.date().isoformat(), edition=int(number), audience=audience, file=FIGURES
        )
        for day, number, audience in about
    ]
