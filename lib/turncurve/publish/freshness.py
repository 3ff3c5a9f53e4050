"""Whether something made earlier still stands for what it was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

import turncurve
from turncurve.tables import durable

_OURS = Path(turncurve.__file__).parent


def fingerprint(inputs: Iterable[Path], *, layers: Iterable[str], lock: Path) -> str:
    """Return what a result depends on: its inputs, our own code that makes it, and the environment's lock.

    Parameters
    ----------
    inputs : iterable of pathlib.Path
        Files, or folders with all that is in them.
    layers : iterable of str
        Layers of this package, such as "ingest".
    lock : pathlib.Path
        The environment's lock; it may not exist.

    Returns
    -------
    str
        64 hexadecimal digits; other bytes, names or places give others.
    """
    digest = hashlib.sha256()
    for folder in [*inputs, *(_OURS / layer for layer in layers), lock]:
        for path in sorted(_files(folder)):
            place = path.relative_to(folder).as_posix()
            digest.update(f"{folder.name}/{place}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def unless_fresh(stamp: Path, wanted: str, make: Callable[[], object]) -> bool:
    """Make a result unless its stamp says that nothing it depends on has changed.

    Parameters
    ----------
    stamp : pathlib.Path
        Where the fingerprint of the last result is kept.
    wanted : str
        The fingerprint now.
    make : callable
        Makes the result.

    Returns
    -------
    bool
        Whether it was made.
    """
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return False
    stamp.unlink(missing_ok=True)
    make()
    durable.write(stamp, wanted.encode())
    return True


def _files(folder: Path) -> list[Path]:
    """Return a file itself, or the files of a folder that are not caches."""
    if folder.is_file():
        return [folder]
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
