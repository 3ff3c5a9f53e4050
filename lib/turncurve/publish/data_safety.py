"""Whether the folder that holds children's records is a safe place for them: who can read it, and who copies it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import psutil

from turncurve.publish import checkout
from turncurve.publish.finding import Finding
from turncurve.reference import project
from turncurve.tables.council import IDENTITY, identify

RECORDS = ("data/raw", "data/processed")
_OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# Folders that a service copies to the machines of others, by their names and by what the services leave in them.
_SYNCED_NAMES = {
    "OneDrive": r"onedrive( - .+)?",
    "Dropbox": r"dropbox( \(.+\))?",
    "Google Drive": r"google ?drive|googledrive-.+|my drive",
    "iCloud": r"icloud ?drive|com~apple~clouddocs|mobile documents",
    "Box": r"box( sync)?",
    "Nextcloud": r"nextcloud|owncloud",
    "SharePoint": r".+ - documents",
}
_SYNCED_MARKS = {
    "OneDrive": (".849C9593-D756-4E56-8D6E-42412F2A707B",),
    "Dropbox": (".dropbox", ".dropbox.cache"),
    "Google Drive": (".tmp.drivedownload", ".tmp.driveupload"),
    "Nextcloud": (".owncloudsync.log", ".nextcloudsync.log", ".sync_*.db"),
    "Syncthing": (".stfolder",),
}
_SYNCED_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK = re.compile(r"^(nfs\d?|cifs|smb\w*|afpfs|davfs\d?|webdav|9p|ncpfs|fuse\.(sshfs|rclone|s3fs|davfs\d?))$")


def findings(root: Path) -> Iterator[Finding]:
    """Look at where children's records are kept.

    Parameters
    ----------
    root : pathlib.Path
        The project's folder.

    Yields
    ------
    Finding
        A fault where a real council's records are there, else a note.
    """
    real = real_councils(root)
    yield permissions(root, needed=bool(real))
    yield synced(root, variables=os.environ, needed=bool(real))
    yield ignored(root, needed=bool(real))
    yield drive(root, psutil.disk_partitions(all=True))


def real_councils(root: Path) -> list[str]:
    """Return the councils whose own records are in the project, without the invented ones.

    Parameters
    ----------
    root : pathlib.Path
        The project's folder.

    Returns
    -------
    list of str
        Their folders.
    """
    there = [each for name in RECORDS for each in (root / name).glob("*") if each.is_dir() and each.name[0] != "."]
    names = sorted({each.name for each in there} - {project.published_folder().name})
    return [name for name in names if not _is_invented(name)]


def _is_invented(council: str) -> bool:
    """Tell whether a council is known to be invented; what has not been read in is taken for real."""
    if (project.processed_folder(council) / IDENTITY).is_file():
        return identify(council).synthetic
    path = project.raw_folder(council) / "council.yml"
    settings = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return re.search(r"^synthetic: *true", settings, re.MULTILINE) is not None


def permissions(root: Path, *, needed: bool, system: str = os.name) -> Finding:
    """Tell whether other users of this machine can read the records.

    Parameters
    ----------
    root : pathlib.Path
        The project's folder.
    needed : bool
        Whether a real council's records are there.
    system : str
        What Python calls the kind of system.

    Returns
    -------
    Finding
        Which folders are open.
    """
    if system == "nt":
        words = (
            "Who can read the data folder cannot be told on Windows: see its Properties, Security; you alone should."
        )
        return Finding(words, well=False, needed=False)
    if any(not each.stat().st_mode & _OPEN_TO_OTHERS for each in (root, root / "data")):
        return Finding("Nobody else can read the data folder.", well=True)
    open_ones = [name for name in RECORDS if (root / name).is_dir() and (root / name).stat().st_mode & _OPEN_TO_OTHERS]
    if not open_ones:
        return Finding("Nobody else can read the data folder.", well=True)
    words = f"Other users of this machine can open {' and '.join(open_ones)}: run `chmod 700 {' '.join(open_ones)}`."
    return Finding(words, well=False, needed=needed)


def synced(root: Path, *, variables: Mapping[str, str], needed: bool) -> Finding:
    """Tell whether a service copies the project's folder to other machines.

    Parameters
    ----------
    root : pathlib.Path
        The project's folder.
    variables : mapping of str to str
        The environment's variables, some of which name such a folder.
    needed : bool
        Whether a real council's records are there.

    Returns
    -------
    Finding
        Which service, and which folder says so.
    """
    for folder in (root, *root.parents):
        service = _service(folder, variables)
        if service:
            words = f"{service} copies {folder} to other machines: move the project to a folder that stays on this one."
            return Finding(words, well=False, needed=needed)
    return Finding("No service that we know of copies the project's folder to other machines.", well=True)


def _service(folder: Path, variables: Mapping[str, str]) -> str:
    """Return the service that copies a folder; empty where none is known to."""
    for service, pattern in _SYNCED_NAMES.items():
        if re.fullmatch(pattern, folder.name, re.IGNORECASE):
            return service
    for service, marks in _SYNCED_MARKS.items():
        if any(next(folder.glob(mark), None) for mark in marks):
            return service
    named = (variables.get(name) for name in _SYNCED_VARIABLES)
    return "OneDrive" if any(each and Path(each) == folder for each in named) else ""


def ignored(root: Path, *, needed: bool) -> Finding:
    """Tell whether git leaves the records alone.

    Parameters
    ----------
    root : pathlib.Path
        The project's folder.
    needed : bool
        Whether a real council's records are there.

    Returns
    -------
    Finding
        Whether records are tracked, or would be.
    """
    if not (root / ".git").exists():
        return Finding("The project is no git checkout, so that no record can be committed.", well=True)
    listed = checkout.asked(root, "ls-files", "--", *RECORDS, "reports")
    if listed is None:
        return Finding("git could not be asked what it tracks: install git, then look again.", well=False, needed=False)
    allowed = re.compile(r"data/raw/published/|(data/raw|data/processed|reports)/README\.md$")
    tracked = [line for line in listed.splitlines() if not allowed.match(line)]
    if tracked:
        words = (
            f"git tracks {len(tracked)} files of records or reports: run `git rm --cached` on them, first {tracked[0]}."
        )
        return Finding(words, well=False, needed=True)
    outcome = [checkout.asked(root, "check-ignore", f"{name}/council/file.csv") for name in (*RECORDS, "reports")]
    if all(outcome):
        return Finding("git ignores data/raw, data/processed and reports.", well=True)
    return Finding(
        "git does not ignore the records: restore .gitignore from the repository.", well=False, needed=needed
    )


def drive(root: Path, partitions: Iterable[tuple[str, ...]]) -> Finding:
    """Tell whether the project is on a drive of this machine.

    Parameters
    ----------
    root : pathlib.Path
        The project's folder.
    partitions : iterable of tuple
        Drives as psutil lists them: device, where it is mounted, type, options.

    Returns
    -------
    Finding
        On what kind of drive it is.
    """
    held = [each for each in partitions if root.is_relative_to(each[1])]
    if not held:
        return Finding("What kind of drive the project is on cannot be told.", well=True)
    device, place, kind, options = max(held, key=lambda each: len(each[1]))[:4]
    words = set(options.split(","))
    if _NETWORK.match(kind) or "remote" in words:
        return Finding(
            f"The project is on a network drive ({place}): locks and renames are not proved there, and others may read "
            "it; move it to a drive of this machine.",
            well=False,
            needed=False,
        )
    if words & {"removable", "cdrom"} or _is_removable(device):
        return Finding(
            f"The project is on a drive that can be taken out ({place}): move it to one that is encrypted and stays.",
            well=False,
            needed=False,
        )
    return Finding(f"The project is on a drive of this machine ({kind}).", well=True)


def _is_removable(device: str, *, blocks: Path = Path("/sys/class/block")) -> bool:
    """Tell whether Linux says that a drive can be taken out."""
    name = re.sub(r"p?\d+$", "", Path(device).name)
    path = blocks / name / "removable"
    return bool(name) and path.is_file() and path.read_text(encoding="ascii").strip() == "1"
