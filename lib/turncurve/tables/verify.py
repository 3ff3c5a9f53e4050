"""Whether a published folder is still what was released, told with the standard library alone and no network.

This file needs nothing but Python: `python verify.py FOLDER` works where turncurve is not installed.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any

MANIFEST = "manifest.json"
SIGN_OFF = "sign_off.json"
LISTS = "lists.json"
OWN_SHA256 = "sha256"
FOLLOWED, FOLLOWED_SHA256 = "release", "manifest_sha256"


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
    """

    folders: tuple[str, ...]
    files: int
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether there was something to check and nothing was wrong."""
        return bool(self.folders) and not self.faults


def verify(folder: Path) -> Verdict:
    """Check every published file at or below a folder against its manifest, and each manifest against its sign-off.

    A signed manifest names the release that it follows; where that one lies beside, it must still be what it was then.

    Parameters
    ----------
    folder : pathlib.Path
        One audience's folder, an edition, or anything above them.

    Returns
    -------
    Verdict
        What was found.
    """
    signed = {path.parent for path in folder.rglob(SIGN_OFF)}
    signed |= {folder.parent} if (folder.parent / SIGN_OFF).is_file() and (folder / MANIFEST).is_file() else set()
    faults = [fault for edition in sorted(signed) for fault in _check_sign_off(edition, within=folder)]
    faults += [fault for path in sorted(folder.rglob(LISTS)) for fault in _check_lists(path)]
    folders = sorted(path.parent for path in folder.rglob(MANIFEST))
    checked = 0
    for each in folders:
        count, found = _check_folder(each)
        checked += count
        faults += found
    if not folders:
        faults.append(f"{folder}: there is no {MANIFEST} here.")
    return Verdict(tuple(str(each) for each in folders), checked, tuple(faults))


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


def _is_whole(path: Path, held: dict[str, Any]) -> bool:
    """Tell whether a file that carries its own hash is what was written; one of before there were such has none."""
    is_older = OWN_SHA256 not in held and "previous" not in held
    return is_older or path.read_bytes() == sealed(held)


def _check_lists(path: Path) -> list[str]:
    """Return which lists over all releases are not as they were made."""
    held = _load(path)
    files = held.get("files") if held else None
    if held is None or not isinstance(files, dict) or path.read_bytes() != sealed(held):
        return [f"{path}: changed since it was written."]
    made = [(path.parent / name, wanted) for name, wanted in sorted(files.items()) if _inside(name)]
    return [
        f"{each}: missing." if not each.is_file() else f"{each}: changed since it was made."
        for each, wanted in made
        if not each.is_file() or sha256(each) != wanted
    ]


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
    if held is None or not isinstance(manifests, dict):
        return [f"{edition / SIGN_OFF}: this is not a sign-off."]
    faults = [] if _is_whole(edition / SIGN_OFF, held) else [f"{edition / SIGN_OFF}: changed since it was written."]
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
    place, wanted = (named.get(FOLLOWED), named.get(FOLLOWED_SHA256)) if isinstance(named, dict) else (None, None)
    if not isinstance(place, str) or not isinstance(wanted, str) or not _inside(place):
        return [f"{path}: what it says of the release before it cannot be read."]
    council = edition.parent.parent
    before = council / place / MANIFEST
    if before.is_file():
        return (
            [] if sha256(before) == wanted else [f"{path}: follows {place}, which was changed since this was signed."]
        )
    everything_here = within.resolve() in {council.resolve(), *council.resolve().parents}
    return [f"{path}: follows {place}, which is missing."] if everything_here else []


def _check_folder(folder: Path) -> tuple[int, list[str]]:
    """Return how many files a manifest names, and what is wrong with them."""
    held = _load(folder / MANIFEST)
    named = held.get("files") if held else None
    if not isinstance(named, dict) or not all(_inside(path) and _hash_of(entry) for path, entry in named.items()):
        return 0, [f"{folder / MANIFEST}: this is not a manifest."]
    faults = []
    for path, entry in sorted(named.items()):
        target = folder / path
        if not target.is_file():
            faults.append(f"{target}: missing.")
        elif sha256(target) != _hash_of(entry):
            faults.append(f"{target}: changed since it was published.")
    faults += [fault for page in sorted(folder.glob("*.html")) for fault in _check_figures(page)]
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink()}
    faults += [f"{folder / path}: not in the manifest." for path in sorted(present - set(named) - {MANIFEST})]
    return len(named), faults


def _check_figures(page: Path) -> list[str]:
    """Return which exhibits of a page show a figure that is not in the table published beside it."""
    marked = _Marked()
    marked.feed(page.read_text(encoding="utf-8", errors="replace"))
    faults = []
    for exhibit, shown in sorted(marked.figures.items()):
        table = page.parent / "tables" / page.stem / f"{exhibit}.csv"
        held = Counter(_cells(table))
        missing = sorted(figure for figure, many in Counter(shown).items() if many > held[figure])
        if missing:
            faults.append(f"{page}, {exhibit}: shows {missing[0]}, which is not so in {table.name}.")
    return faults


class _Marked(HTMLParser):
    """The figures that a page marks, by the exhibit that they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: dict[str, list[str]] = {}
        self._exhibit = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag == "figure" and "exhibit" in (about.get("class") or ""):
            self._exhibit = about.get("id") or ""
        elif tag == "data":
            self.figures.setdefault(self._exhibit, []).append(_figure(about.get("value") or ""))


def _cells(table: Path) -> list[str]:
    """Return the cells of a table's file below its header; none where there is no file."""
    if not table.is_file():
        return []
    with table.open(encoding="utf-8-sig", newline="") as file:
        return [_figure(text) for row in list(csv.reader(file))[1:] for text in row]


def _figure(text: str) -> str:
    """Return a figure as both a page and a file write it."""
    return text.replace(",", "").removeprefix("'").strip()


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
    return 0 if verdicts and all(verdict.sound for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
