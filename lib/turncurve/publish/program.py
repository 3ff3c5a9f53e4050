"""What every result depends on besides what it was made from: our code, what is installed, and the machine's type."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from pathlib import Path

import turncurve
from turncurve.publish.freshness import fingerprint
from turncurve.reference import project


def program() -> str:
    """Return what every result depends on: our package's source, the lock, what is installed, and the machine's type.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    ours = Path(turncurve.__file__).parent
    source = fingerprint((ours,), layers=(), lock=project.root() / "requirements.lock")
    about = (source, _installed(), sys.version, platform.machine())
    return hashlib.sha256(json.dumps(about).encode()).hexdigest()


def _installed() -> list[str]:
    """Return the packages that are installed, each with its version."""
    folders = {path for each in sys.path if each.endswith("site-packages") for path in Path(each).glob("*.dist-info")}
    return sorted(path.name for path in folders)
