import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import psutil
import pytest

from turncurve.publish import warm_process

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="kernels are forked on Linux alone")
PINNED = {"OPENBLAS_NUM_THREADS": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false", "MPLBACKEND": "agg"}
# Runs in a process of its own, because a process that has loaded the libraries cannot unload them.
COVERED = """
import importlib, pkgutil, sys
from turncurve.publish import warm_process

ready = warm_process.make_ready()
ours = sorted(name for name in sys.modules if name.startswith("turncurve"))
held = set(sys.modules)
import turncurve.present, turncurve.analyses
for package in ("present", "analyses", "disclosure", "indicators", "tables", "methods", "reference"):
    for each in pkgutil.walk_packages([f"{turncurve.__path__[0]}/{package}"], f"turncurve.{package}."):
        importlib.import_module(each.name)
tables = "pandera.typing.dask"  # which our tables load themselves, without dask
new = {name.partition(".")[0] for name in set(sys.modules) - held - {tables}}
print(ready, ours, sorted(name for name in new if name not in sys.stdlib_module_names))
"""
# Prints what of ours was imported, and what of it holds anything that was worked out: a kernel begins with nothing.
IMPORTED = """
import sys
from turncurve.publish import warm_process

ours = warm_process.import_ours()
filled = [
    f"{name}.{each}" for name, module in sys.modules.items() if name.startswith("turncurve")
    for each, held in vars(module).items() if hasattr(held, "cache_info") and held.cache_info().currsize
]
print(warm_process.make_ready(), ours.stand, len(ours.files) > 400, filled)
print(sorted({".".join(name.split(".")[:2]) for name in ours.files}))
"""
WARNED = """
import sys, warnings
from turncurve.publish import warm_process
import matplotlib as mpl

before = dict(mpl.rcParams)
warm_process.make_ready()
registries = [name for name, module in list(sys.modules.items()) if getattr(module, "__warningregistry__", None)]
print(dict(mpl.rcParams) == before, registries, sys.stderr is sys.__stderr__)
"""


def said(program: str) -> str:
    """Return what a program of its own says."""
    words = [sys.executable, "-c", program]
    surroundings = {**os.environ, **PINNED}
    done = subprocess.run(words, env=surroundings, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    return done.stdout.strip()


class Asking:
    """The socket of a process that serves, and what it says."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link
        self._said = link.makefile("rb")

    def ask(self, **words) -> None:
        """Ask for a kernel."""
        self._link.sendall(json.dumps(words).encode() + b"\n")

    def answer(self) -> dict:
        """Return the next thing that it says."""
        return json.loads(self._said.readline())

    def close(self) -> None:
        """Leave it alone, so that it ends."""
        self._said.close()
        self._link.close()


@pytest.fixture
def asking(monkeypatch, tmp_path):
    """Return a process that serves; the kernels that it forks write down where they are and end."""

    def write_down():
        held = {"words": sys.argv[1:], "own": os.environ["OWN"], "folder": str(Path.cwd()), "leads": os.getpgid(0)}
        held["chance"] = random.random()  # noqa: S311 - whether it is the same in two
        held["ours"] = sorted(name for name in sys.modules if name.startswith("turncurve"))
        Path(os.environ["OWN"]).write_text(json.dumps(held), encoding="utf-8")
        if sys.argv[1] == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        raise SystemExit(int(sys.argv[1]))

    monkeypatch.setattr(warm_process.kernel_process, "main", write_down)
    ours, theirs = socket.socketpair()
    number = os.fork()
    if number == 0:
        ours.close()
        with contextlib.suppress(BaseException):
            warm_process.serve(theirs)
        os._exit(0)
    theirs.close()
    made = Asking(ours)
    yield made
    made.close()
    assert os.waitpid(number, 0)[1] == 0


def test_the_libraries_are_there_in_one_thread_and_nothing_of_ours_is():
    ready, *rest = said(COVERED).split(maxsplit=1)
    assert ready == "True"
    light = ("kernel_process", "reads", "warm_process")
    ours = ["turncurve", "turncurve.publish", *(f"turncurve.publish.{name}" for name in light)]
    assert rest == [f"{ours} ['turncurve']"]


def test_our_modules_are_there_with_nothing_that_they_worked_out():
    first, second = said(IMPORTED).splitlines()
    assert first == "True True True []"
    layers = ("analyses", "disclosure", "errors", "indicators", "ingest", "methods", "present", "reference", "tables")
    assert second == str(["turncurve", *(f"turncurve.{name}" for name in layers)])


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Return the folder of a package like ours, of two modules."""
    folder = tmp_path / "oursalike" / "analyses"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    (folder / "__init__.py").touch()
    (folder / "counting.py").write_text("FOUND = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(warm_process, "OURS", "oursalike")
    monkeypatch.setattr(warm_process, "IMPORTED", ("oursalike.analyses",))
    yield folder
    for name in [each for each in sys.modules if each.startswith("oursalike")]:
        del sys.modules[name]


def kept(ours, folder):
    """Return which modules a kernel that is forked now begins with."""
    reading, writing = os.pipe()
    number = os.fork()
    if number == 0:
        warm_process.take_surroundings({}, folder=str(folder), ours=ours)
        os.write(writing, json.dumps(sorted(each for each in sys.modules if each.startswith("oursalike"))).encode())
        os._exit(0)
    os.waitpid(number, 0)
    os.close(writing)
    with os.fdopen(reading, "rb") as said_there:
        return json.loads(said_there.read())


def test_a_kernel_begins_with_our_modules_until_one_of_them_is_edited_or_taken_away(package):
    ours = warm_process.import_ours()
    everything = ["oursalike", "oursalike.analyses", "oursalike.analyses.counting"]
    assert kept(ours, package) == sorted(ours.files) == everything
    sys.modules["oursalike.publish"] = sys
    assert kept(ours, package) == everything
    edited = package / "counting.py"
    was = edited.stat()
    edited.write_text("FOUND = 2\n", encoding="utf-8")
    os.utime(edited, ns=(was.st_atime_ns, was.st_mtime_ns))  # as some programs put it back
    assert kept(ours, package) == []
    edited.unlink()
    assert not ours.stand
    assert kept(None, package) == []


@pytest.mark.parametrize("text", ["FOUND = ", "raise RuntimeError", "import oursalike.analyses.nothing"])
def test_a_module_that_cannot_be_imported_is_left_for_the_kernel_to_tell(package, text):
    (package / "broken.py").write_text(text, encoding="utf-8")
    ours = warm_process.import_ours()
    assert ours == warm_process.OurModules()
    assert kept(ours, package) == []


def test_a_module_that_was_edited_while_it_was_imported_is_imported_anew(package, monkeypatch):
    monkeypatch.setattr(warm_process.time, "time_ns", lambda: (package / "counting.py").stat().st_ctime_ns)
    assert not warm_process.import_ours().stand


def test_drawing_once_leaves_settings_and_warnings_as_they_were():
    assert said(WARNED) == "True [] True"


def test_each_kernel_is_as_if_it_had_just_been_started(asking, tmp_path):
    asking.ask(words=["0"], env={"OWN": str(tmp_path / "one")}, cwd=str(tmp_path))
    asking.ask(words=["0"], env={"OWN": str(tmp_path / "two")}, cwd=str(tmp_path))
    answers = [asking.answer() for _ in range(4)]
    pids = [each["pid"] for each in answers if "pid" in each]
    assert sorted(each["ended"] for each in answers if "ended" in each) == sorted(pids)
    one, two = (json.loads((tmp_path / name).read_text()) for name in ("one", "two"))
    assert one["folder"] == str(tmp_path)
    assert [one["leads"], two["leads"]] == pids
    assert one["chance"] != two["chance"]
    assert one["ours"] == []


@pytest.mark.parametrize(("words", "code"), [("0", 0), ("3", 3), ("dies", -signal.SIGKILL), ("not a number", 1)])
def test_how_a_kernel_ended_is_told(asking, tmp_path, words, code):
    asking.ask(words=[words], env={"OWN": str(tmp_path / "one")}, cwd=str(tmp_path))
    pid = asking.answer()["pid"]
    assert asking.answer() == {"ended": pid, "code": code}


def test_requests_that_come_in_pieces_are_put_together(asking, tmp_path):
    line = json.dumps({"words": ["0"], "env": {"OWN": str(tmp_path / "one")}, "cwd": str(tmp_path)}).encode() + b"\n"
    for piece in (line[:9], line[9:] + line):
        asking._link.sendall(piece)
    assert sorted(set().union(*(asking.answer() for _ in range(4)))) == ["code", "ended", "pid"]


def test_surroundings_are_taken_on_whole(tmp_path):
    number = os.fork()
    if number == 0:
        tempfile.gettempdir()
        warm_process.take_surroundings({"OWN": "1", "TMPDIR": str(tmp_path), "TZ": "UTC"}, folder=str(tmp_path))
        whole = (dict(os.environ), tempfile.gettempdir(), Path.cwd(), [m for m in sys.modules if m == "turncurve"])
        wanted = ({"OWN": "1", "TMPDIR": str(tmp_path), "TZ": "UTC"}, str(tmp_path), tmp_path.resolve(), [])
        os._exit(0 if whole == wanted else 1)
    assert os.waitpid(number, 0)[1] == 0


def test_threads_are_counted_as_the_system_does(monkeypatch):
    before = warm_process.threads()
    hold = threading.Event()
    other = threading.Thread(target=hold.wait)
    other.start()
    counted = warm_process.threads()
    hold.set()
    other.join()
    assert counted == before + 1
    monkeypatch.setattr(os, "listdir", lambda _: (_ for _ in ()).throw(OSError))
    assert warm_process.threads() == 0


def test_it_says_that_it_is_ready_and_ends_with_whoever_started_it(tmp_path):
    ours, theirs = socket.socketpair()
    words = [sys.executable, "-m", warm_process.__name__, str(tmp_path)]
    surroundings = {**os.environ, **PINNED, "TURNCURVE_PARENT": str(os.getpid())}
    process = subprocess.Popen(words, stdin=theirs, env=surroundings)  # noqa: S603 - our own words
    theirs.close()
    made = Asking(ours)
    assert made.answer() == {"ready": True}
    assert psutil.Process(process.pid).num_threads() == 1
    made.close()
    assert process.wait(20) == 0
