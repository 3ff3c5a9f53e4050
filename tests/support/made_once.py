"""What is dear to make, made once for all workers: the first that asks makes it, and the others wait and find it."""

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from filelock import FileLock


class MadeOnce:
    """Folders that all workers share, each with what making it came to; nobody may change what is in them."""

    def __init__(self, base: Path) -> None:
        self._base = base

    def __call__(self, name: str, make: Callable[[Path], Any]) -> Any:
        """Return what came of making a folder of a name, which need not be there yet."""
        folder, found = self._base / name, self._base / f"{name}.pickle"
        with FileLock(f"{folder}.lock"):
            if not found.is_file():
                shutil.rmtree(folder, ignore_errors=True)  # of one who failed half way
                made = make(folder)
                found.write_bytes(pickle.dumps(made))
            return pickle.loads(found.read_bytes())  # noqa: S301 - our own bytes
