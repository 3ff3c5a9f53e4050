"""Which code makes a release: the commit, and whether anything differs from it."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path
from typing import Any

NOT_A_CHECKOUT = "not a checkout"
_CODE = ("lib", "notebooks", "requirements.lock")


def code(root: Path) -> dict[str, Any]:
    """Return which code made a release.

    Parameters
    ----------
    root : pathlib.Path
        The project's folder.

    Returns
    -------
    dict
        The commit, whether anything differed from it, and the hash of the environment's lock.
    """
    lock = root / "requirements.lock"
    commit = asked(root, "rev-parse", "HEAD")
    changed = asked(root, "status", "--porcelain", "--untracked-files=all", "--", *_CODE) if commit else None
    return {
        "commit": commit or NOT_A_CHECKOUT,
        "uncommitted_changes": bool(changed),
        "lock": hashlib.sha256(lock.read_bytes()).hexdigest() if lock.is_file() else "",
    }


def asked(root: Path, *words: str) -> str | None:
    """Return what git says of a folder.

    Parameters
    ----------
    root : pathlib.Path
        The project's folder.
    *words
        What to ask it.

    Returns
    -------
    str or None
        None where the folder is no checkout of its own, where there is no git, and where git says no.
    """
    if not (root / ".git").exists():
        return None
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            ["git", "-C", str(root), *words],  # noqa: S607 - whichever git the user has
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
