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
    commit = _git(root, "rev-parse", "HEAD")
    changed = _git(root, "status", "--porcelain", "--untracked-files=all", "--", *_CODE) if commit else None
    return {
        "commit": commit or NOT_A_CHECKOUT,
        "uncommitted_changes": bool(changed),
        "lock": hashlib.sha256(lock.read_bytes()).hexdigest() if lock.is_file() else "",
    }


def _git(root: Path, *words: str) -> str | None:
    """Return what git says of a folder, or None where it is not a checkout of its own or there is no git."""
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
