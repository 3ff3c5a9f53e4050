"""The process that kernels are forked from: it has the libraries and our own modules in memory, and has drawn once.

Of ours it holds modules as they were imported and nothing that they work out; a kernel that is forked after one of them
was edited imports them anew. It has one thread, so that a fork of it is whole. It reads requests, each one line of
JSON, from the socket that is its standard input, forks a kernel for each, and says when one has ended and how. It ends
when that socket is closed.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import json
import os
import pkgutil
import random
import selectors
import signal
import socket
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from turncurve.publish import kernel_process

LIBRARIES = (
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.magics",
    "IPython.core.oinspect",
    "IPython.display",
    "IPython.extensions.storemagic",
    "IPython.utils.wildcard",
    "faulthandler",
    "filelock",
    "jinja2",
    "jinja2.ext",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.dates",
    "matplotlib.figure",
    "matplotlib.layout_engine",
    "numpy",
    "numpy.typing",
    "pandas",
    "pandas.core.arrays.arrow.extension_types",
    "pandas.core.methods.to_dict",
    "pandas.io.formats.csvs",
    "pandas.io.parquet",
    "pandera.pandas",
    "pyarrow.dataset",
    "pyarrow.parquet",
    "pydantic.dataclasses",
    "pydantic.type_adapter",
    "scipy.linalg",
    "scipy.optimize",
    "scipy.sparse",
    "scipy.special",
    "scipy.stats",
    "sqlite3",
    "statsmodels.stats.inter_rater",
    "tornado.platform.asyncio",
    "yaml",
    "zmq.utils.garbage",
)
"""What is imported before the first fork: what notebooks use, none of it ours."""
OURS = "turncurve"
IMPORTED = (f"{OURS}.analyses", f"{OURS}.present")
"""What notebooks may import of ours; each with all its modules, and with what these import."""

_FOLLOWED = "JPY_PARENT_PID"  # whom a kernel looks for; ipykernel reads it as it is imported


@dataclass(frozen=True)
class OurModules:
    """Our own modules as they were imported.

    Parameters
    ----------
    files : mapping of str to tuple
        By the module's name: its file, its size, and when it and its entry were changed last, in nanoseconds.
    """

    files: Mapping[str, tuple[str, int, int, int]] = field(default_factory=dict)

    @property
    def stand(self) -> bool:
        """Whether there are any, and each file is as it was."""
        return bool(self.files) and all(_file_of(held[0]) == held for held in self.files.values())


def import_ours() -> OurModules:
    """Import what notebooks import of ours.

    Returns
    -------
    OurModules
        What was imported; nothing where a module cannot be, or was edited meanwhile: each kernel then imports them
        itself, and tells what is wrong.
    """
    began = time.time_ns()
    try:
        with contextlib.redirect_stderr(io.StringIO()):  # what an import warns of, each kernel would say again
            for top in IMPORTED:
                for each in pkgutil.walk_packages(importlib.import_module(top).__path__, f"{top}."):
                    importlib.import_module(each.name)
        held = {name: module.__file__ for name, module in sys.modules.items() if name.split(".")[0] == OURS}
        files = {name: _file_of(path) for name, path in held.items() if path and not name.startswith(f"{OURS}.publish")}
    except Exception:  # as an analyst has just saved it: whatever it raises, the kernel's cell tells
        return OurModules()
    return OurModules(files if all(max(each[2:]) < began for each in files.values()) else {})


def _file_of(path: str) -> tuple[str, int, int, int]:
    """Return what tells whether a file was changed; nothing of one that is not there."""
    try:
        found = os.stat(path)  # noqa: PTH116 - several hundred for each kernel
    except OSError:
        return (path, -1, 0, 0)
    return (path, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def make_ready() -> bool:
    """Import the libraries and draw once.

    Returns
    -------
    bool
        Whether this process still has one thread, so that it may be forked.
    """
    os.environ[_FOLLOWED] = str(os.getpid())
    with contextlib.redirect_stderr(io.StringIO()):  # what an import warns of, each kernel would say again
        for name in LIBRARIES:
            with contextlib.suppress(ImportError):  # what is not installed, a notebook cannot use either
                importlib.import_module(name)
        _draw()
    for module in list(sys.modules.values()):
        getattr(module, "__warningregistry__", {}).clear()  # what was warned of once here is warned of in each kernel
    gc.collect()
    gc.freeze()  # a kernel's collector does not touch, and so does not copy, what all share
    return threads() == 1


def threads() -> int:
    """Return how many threads this process has, as the system counts them.

    Returns
    -------
    int
        At least 1; 0 where the system does not say.
    """
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir())
    except OSError:
        return 0


def _draw() -> None:
    """Draw one picture, which reads the fonts and makes ready what every drawing needs; its settings are put back."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context():
        figure = Figure(layout="constrained")
        axes = figure.add_subplot()
        axes.plot([1.0, 2.0], [1.0, 2.0], marker="o", label="one")
        axes.bar([1.0, 2.0], [1.0, 2.0])
        axes.set_title("one")
        figure.legend(loc="outside upper left")
        figure.savefig(io.StringIO(), format="svg")


def serve(link: socket.socket, *, ours: OurModules | None = None) -> None:
    """Fork a kernel for each request until nobody is left to ask.

    Parameters
    ----------
    link : socket.socket
        Where requests come from and answers go to.
    ours : OurModules, optional
        What kernels need not import again while it stands.
    """
    waiting = selectors.DefaultSelector()
    waiting.register(link, selectors.EVENT_READ)
    asked = b""
    while True:
        for key, _ in waiting.select():
            if key.data is not None:
                _tell_end(link, waiting, key)
                continue
            came = link.recv(1 << 16)
            if not came:
                return
            *lines, asked = (asked + came).split(b"\n")
            for line in lines:
                _fork(json.loads(line), link, waiting, ours=ours or OurModules())


def _fork(asked: dict[str, Any], link: socket.socket, waiting: selectors.BaseSelector, *, ours: OurModules) -> None:
    """Fork one kernel, and answer with its number."""
    parent = os.getpid()
    number = os.fork()
    if number == 0:
        inherited = [each.fd for each in waiting.get_map().values()]
        _become_kernel(asked, parent=parent, inherited=inherited, ours=ours)
    waiting.register(os.pidfd_open(number), selectors.EVENT_READ, number)
    _say(link, {"pid": number})


def _tell_end(link: socket.socket, waiting: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
    """Say that a kernel has ended, and how."""
    waiting.unregister(key.fileobj)
    os.close(key.fd)
    _, status = os.waitpid(key.data, 0)
    _say(link, {"ended": key.data, "code": os.waitstatus_to_exitcode(status)})


def _say(link: socket.socket, words: dict[str, Any]) -> None:
    """Send one line; where nobody listens any more, the next reading ends this process."""
    with contextlib.suppress(OSError):
        link.sendall(json.dumps(words).encode() + b"\n")


def _become_kernel(asked: dict[str, Any], *, parent: int, inherited: list[int], ours: OurModules) -> None:
    """Become the kernel that was asked for, as if it had just been started; never returns."""
    code = 1
    try:
        for each in inherited:
            os.close(each)
        os.setsid()
        take_surroundings(asked["env"], folder=asked["cwd"], ours=ours)
        os.environ[kernel_process.PARENT] = str(parent)
        sys.argv = [str(kernel_process.__file__), *asked["words"]]
        kernel_process.main()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)


def take_surroundings(environment: dict[str, str], *, folder: str, ours: OurModules | None = None) -> None:
    """Take on what a process that has just been started would have: chance of its own, no module of ours of yesterday.

    Parameters
    ----------
    environment : dict of str to str
        The environment variables.
    folder : str
        The working folder.
    ours : OurModules, optional
        Our modules as they were imported; kept while they stand, and else, as all others of ours, imported anew.
    """
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    time.tzset()
    tempfile.tempdir = None
    random.seed()
    importlib.import_module("numpy").random.seed()
    kept = ours.files if ours is not None and ours.stand else {}
    for name in [each for each in sys.modules if each.split(".")[0] == OURS and each not in kept]:
        del sys.modules[name]


def main() -> None:
    """Follow whoever started this process, make ready, and fork kernels."""
    parent = os.environ.pop(kernel_process.PARENT, "")
    if parent:
        kernel_process.follow(int(parent))
    if sys.path and Path(sys.path[0] or ".").resolve() == Path.cwd():
        del sys.path[0]
    link = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    ours = import_ours()
    _say(link, {"ready": make_ready()})
    serve(link, ours=ours)


if __name__ == "__main__":
    main()
