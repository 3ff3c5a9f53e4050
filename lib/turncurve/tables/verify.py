"""Whether a published folder is still what was released, told with the standard library alone and no network.

This file and shown_figures.py beside it need nothing but Python: `python verify.py FOLDER` works where turncurve is
not installed.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

try:
    from turncurve.tables.shown_figures import faults as figure_faults
except ImportError:  # run as a file, where turncurve is not installed
    sys.path.append(str(Path(__file__).resolve().parent))
    from shown_figures import faults as figure_faults  # type: ignore[import-not-found, no-redef]  # the same, by itself

MANIFEST = "manifest.json"
SIGN_OFF = "sign_off.json"
LISTS = "lists.json"
OWN_SHA256 = "sha256"
FOLLOWED, FOLLOWED_SHA256 = "release", "manifest_sha256"
_DEEP = 3  # council, date and edition: an edition's place in the folder of all releases


@dataclass(frozen=True)
class Verdict:
    """What was found in the folders checked.

    Parameters
    ----------
    folders : tuple of str
        The folders that hold a manifest.
    files : int
        Files checked against a manifest.
    faults : tuple of str
        A sentence for each file that was changed, is missing or does not belong; empty where all is well.
    notes : tuple of str
        A sentence for each thing that could not be looked at, because it was not there.
    """

    folders: tuple[str, ...]
    files: int
    faults: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether there was something to check and nothing was wrong."""
        return bool(self.folders) and not self.faults


def verify(folder: Path, *, staged: bool = False, figures: bool = True) -> Verdict:
    """Check every file at or below a folder: against its manifest, each manifest against its sign-off, all in the list.

    A signed manifest names the release that it follows; where that one lies beside, it must still be what it was then.
    The list of releases, where the folder holds all of them, says which there must be. A file that no manifest and no
    list names does not belong.

    Parameters
    ----------
    folder : pathlib.Path
        One audience's folder, an edition, or anything above them.
    staged : bool
        Whether these are pages before anybody signed them: then manifests are all that there is to check.
    figures : bool
        Whether what a reader sees on each page is held against the files beside it too. A page that was held so
        before it was signed, and has the hash that was signed, need not be read again.

    Returns
    -------
    Verdict
        What was found.
    """
    folder = folder if folder.name not in {"", ".."} else folder.resolve()
    folders = sorted(path.parent for path in folder.rglob(MANIFEST))
    editions = sorted({path.parent for path in folder.rglob(SIGN_OFF)} | {each.parent for each in folders})
    faults: list[str] = []
    notes: list[str] = []
    if not staged:
        roots = _roots(folder, editions)
        faults += [fault for edition in editions for fault in _check_sign_off(edition, within=folder)]
        faults += [fault for root in roots for fault in _check_lists(root / LISTS, editions)]
        faults += _check_others(folder, folders, editions, roots)
        notes += [] if roots else _not_there(folder, folders)
    checked = 0
    for each in folders:
        count, found = _check_folder(each, figures=figures)
        checked += count
        faults += found
    if not folders:
        faults.append(f"{folder}: there is no {MANIFEST} here.")
    return Verdict(tuple(str(each) for each in folders), checked, tuple(faults), tuple(notes))


def _roots(folder: Path, editions: list[Path]) -> list[Path]:
    """Return the folders that hold all releases: those above council, date and edition, at or below a folder."""
    below = [edition.relative_to(folder).parts for edition in editions if edition.is_relative_to(folder)]
    roots = {folder.joinpath(*parts[:-_DEEP]) for parts in below if len(parts) >= _DEEP}
    nothing_left = not below and (folder / LISTS).is_file()
    return [folder] if nothing_left else sorted(roots)


def sealed(held: dict[str, Any]) -> bytes:
    """Return a small file that carries its own hash, so that a change of any byte of it is found.

    Parameters
    ----------
    held : dict
        What it says.

    Returns
    -------
    bytes
        JSON with sorted keys.
    """
    bare = {name: value for name, value in held.items() if name != OWN_SHA256}
    return _text({**bare, OWN_SHA256: hashlib.sha256(_text(bare)).hexdigest()})


def _text(held: dict[str, Any]) -> bytes:
    """Return what is said as bytes, always laid out alike."""
    return (json.dumps(held, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _check_lists(path: Path, editions: list[Path]) -> list[str]:
    """Return what is wrong with the list of releases, and with what it names: releases, and lists made of them."""
    if not path.is_file():
        return [f"{path}: missing."]
    listed = read_lists(path)
    if listed is None:
        return [f"{path}: changed since it was written."]
    files, releases = listed
    made = [(path.parent / name, wanted) for name, wanted in sorted(files.items())]
    faults = [
        f"{each}: missing." if not each.is_file() else f"{each}: changed since it was made."
        for each, wanted in made
        if not each.is_file() or sha256(each) != wanted
    ]
    for place, hashes in sorted(releases.items()):
        faults += _check_listed(path.parent / place, hashes)
    here = {path.parent / place for place in releases}
    return faults + [
        f"{edition}: is not in {path.name}, the list of releases."
        for edition in editions
        if edition.is_relative_to(path.parent) and edition not in here
    ]


def read_lists(path: Path) -> tuple[dict[str, str], dict[str, dict[str, str]]] | None:
    """Read the list of releases.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    (dict of str to str, dict of str to dict) or None
        The hash of each list made of the releases; and for each edition's place the hashes of its sign-off and its
        manifests. None where the file is not what was written.
    """
    held = _load(path) or {}
    files, releases = held.get("files"), held.get("editions")
    tables = [files, releases, *(releases.values() if isinstance(releases, dict) else ())]
    if not all(isinstance(each, dict) and all(map(_inside, each)) for each in tables):
        return None
    return (files or {}, releases or {}) if path.read_bytes() == sealed(held) else None


def _check_listed(edition: Path, hashes: dict[str, str]) -> list[str]:
    """Return what is wrong between an edition and what the list of releases says of it."""
    if not any((edition / name).is_file() for name in hashes):
        return [f"{edition}: was released, and is missing."]
    return [
        f"{path}: missing, though it was released." if not path.is_file() else f"{path}: changed since it was released."
        for name, wanted in sorted(hashes.items())
        for path in [edition / name]
        if not path.is_file() or sha256(path) != wanted
    ]


def _check_others(folder: Path, folders: list[Path], editions: list[Path], roots: list[Path]) -> list[str]:
    """Return the files that no manifest, no sign-off and no list can answer for; a manifest tells of its own folder."""
    lists = [root / LISTS for root in roots]
    named = {path.parent / name for path in lists for name in (read_lists(path) or ({}, {}))[0]}
    known = {*lists, *named, *(edition / SIGN_OFF for edition in editions)}
    inside = set(folders)
    others = [path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir()]
    return [
        f"{path}: no manifest and no list names this file."
        for path in others
        if path not in known and not inside.intersection(path.parents)
    ]


def _not_there(folder: Path, folders: list[Path]) -> list[str]:
    """Return what could not be looked at, because a part of all releases alone is here."""
    links = [(each / MANIFEST, _link(each / MANIFEST), _council(each.parent)) for each in folders]
    notes = [
        f"{path}: follows {place}, which is not here and was not looked at."
        for path, (place, _), council in links
        if place and council in folder.resolve().parents and not (council / place / MANIFEST).is_file()
    ]
    alone = (
        f"{folder}: was checked by itself; the list of all releases, which says whether one is missing, is not in it."
    )
    return [*notes, alone] if folders else []


def sha256(path: Path) -> str:
    """Return the hash of a file's bytes.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _check_sign_off(edition: Path, *, within: Path) -> list[str]:
    """Return what is wrong between an edition's sign-off and its manifests."""
    held = _load(edition / SIGN_OFF)
    manifests = held.get("manifests") if held else None
    if not (edition / SIGN_OFF).is_file():
        return [f"{edition}: not signed, there is no {SIGN_OFF}."]
    if held is None or not isinstance(manifests, dict):
        return [f"{edition / SIGN_OFF}: this is not a sign-off."]
    whole = (edition / SIGN_OFF).read_bytes() == sealed(held)
    faults = [] if whole else [f"{edition / SIGN_OFF}: changed since it was written."]
    if not str(held.get("signed_by") or "").strip():
        faults.append(f"{edition / SIGN_OFF}: names nobody who signed.")
    for audience, wanted in sorted(manifests.items()):
        path = edition / str(audience) / MANIFEST
        if not path.is_file():
            faults.append(f"{path}: signed off, but missing.")
        elif sha256(path) != wanted:
            faults.append(f"{path}: changed since it was signed off.")
    faults += [fault for audience in sorted(manifests) for fault in _check_chain(edition, str(audience), held, within)]
    unsigned = [each for each in edition.iterdir() if each.is_dir() and each.name not in manifests]
    faults += [f"{each}: was not signed off." for each in sorted(unsigned)]
    own = within.name if within.parent == edition else ""
    kept = (str(edition / own), str(edition / SIGN_OFF))
    return [fault for fault in faults if not own or fault.startswith(kept)]


def _check_chain(edition: Path, audience: str, signed: dict[str, Any], within: Path) -> list[str]:
    """Return what is wrong between a signed manifest and the release that it follows."""
    path = edition / audience / MANIFEST
    named = (_load(path) or {}).get("previous") or {}
    all_signed = signed.get("previous")
    if named != ((all_signed.get(audience) or {}) if isinstance(all_signed, dict) else {}):
        return [f"{path}: names another release before it than its sign-off does."]
    if not named:
        return []
    place, wanted = _link(path)
    if not place:
        return [f"{path}: what it says of the release before it cannot be read."]
    council = _council(edition)
    before = council / place / MANIFEST
    if before.is_file():
        return (
            [] if sha256(before) == wanted else [f"{path}: follows {place}, which was changed since this was signed."]
        )
    everything_here = within.resolve() in {council, *council.parents}
    return [f"{path}: follows {place}, which is missing."] if everything_here else []


def _link(path: Path) -> tuple[str, str]:
    """Return the place of the release that a manifest follows and its manifest's hash; empty where it names none."""
    named = (_load(path) or {}).get("previous")
    place, wanted = (named.get(FOLLOWED), named.get(FOLLOWED_SHA256)) if isinstance(named, dict) else (None, None)
    readable = isinstance(place, str) and isinstance(wanted, str) and _inside(place)
    return (str(place), str(wanted)) if readable else ("", "")


def _council(edition: Path) -> Path:
    """Return the folder of a council's releases that an edition stands in."""
    return edition.resolve().parent.parent


def _check_folder(folder: Path, *, figures: bool) -> tuple[int, list[str]]:
    """Return how many files a manifest names, and what is wrong with them."""
    held = _load(folder / MANIFEST)
    named = held.get("files") if held else None
    if not isinstance(named, dict) or not all(_inside(path) and _hash_of(entry) for path, entry in named.items()):
        return 0, [f"{folder / MANIFEST}: this is not a manifest."]
    if not named:
        return 0, [f"{folder / MANIFEST}: names no file."]
    faults = []
    for path, entry in sorted(named.items()):
        target = folder / path
        if not target.is_file():
            faults.append(f"{target}: missing.")
        elif sha256(target) != _hash_of(entry):
            faults.append(f"{target}: changed since it was published.")
    for page in sorted(folder.glob("*.html")) if figures else ():
        faults += figure_faults(page, sentences=_sentences(held or {}, page.stem))
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink()}
    faults += [f"{folder / path}: not in the manifest." for path in sorted(present - set(named) - {MANIFEST})]
    return len(named), faults


def _sentences(held: dict[str, Any], page: str) -> dict[str, str]:
    """Return what a manifest says that each exhibit of a page says; nothing where it does not say."""
    pages = held.get("pages")
    listed = [each for each in pages if isinstance(each, dict)] if isinstance(pages, list) else []
    shown = [each.get("exhibits") for each in listed if each.get("page") == page]
    exhibits = [part for each in shown if isinstance(each, list) for part in each]
    return {str(part[0]): str(part[2]) for part in exhibits if isinstance(part, list) and len(part) > 2}


def _inside(path: str) -> bool:
    """Tell whether a manifest's path stays within its folder."""
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts and ":" not in path and "\\" not in path


def _hash_of(entry: Any) -> str:  # noqa: ANN401 - whatever the file holds
    """Return the hash that a manifest gives for a file; empty where it gives none."""
    found = entry.get("sha256") if isinstance(entry, dict) else None
    return found if isinstance(found, str) else ""


def _load(path: Path) -> dict[str, Any] | None:
    """Return what a JSON file holds, or None where it is not an object."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return held if isinstance(held, dict) else None


def main(words: list[str]) -> int:
    """Check the folders named on the command line and say what was found.

    Parameters
    ----------
    words : list of str
        Folders.

    Returns
    -------
    int
        0 where all is well, else 1.
    """
    verdicts = [verify(Path(word)) for word in words]
    for verdict in verdicts:
        for fault in verdict.faults:
            sys.stdout.write(f"{fault}\n")
        if verdict.sound:
            sys.stdout.write(f"{verdict.files} files in {len(verdict.folders)} folders are as they were published.\n")
        for note in verdict.notes:
            sys.stdout.write(f"Note. {note}\n")
    return 0 if verdicts and all(verdict.sound for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
