"""The process that a notebook runs in: it ends as soon as the process that started it has ended, however that ended."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

from turncurve.publish import reads

PARENT = "TURNCURVE_PARENT"
_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def follow(parent: int) -> None:
    """End this process when its parent ends; at once if it has ended already.

    Linux ends it even where it is deep in a computation. On other systems the kernel looks once a second whether its
    parent still lives; there and here what happened before this call is looked at too.

    Parameters
    ----------
    parent : int
        Number of the process that started this one.
    """
    if sys.platform == "win32":  # pragma: no cover - there the kernel waits for its parent's handle by itself
        return
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def main() -> None:
    """Follow the parent, then run the kernel as usual."""
    parent = os.environ.pop(PARENT, "")
    if parent:
        follow(int(parent))
    if sys.path and Path(sys.path[0] or ".").resolve() == Path.cwd():
        del sys.path[0]  # as ipykernel's own start does: nothing in the folder replaces a library
    reads.begin()
    from ipykernel import kernelapp  # only once the parent is followed

    kernelapp.launch_new_instance()


if __name__ == "__main__":
    main()
