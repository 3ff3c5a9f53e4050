"""The process that kernels are forked from: one a set of libraries, begun early, and nothing left of it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from types import SimpleNamespace

import pytest

from tests.support.processes import gone
from turncurve.publish import warm_parent
from turncurve.publish.kernel import Limits
from turncurve.publish.run import run_one
from turncurve.publish.warm_parent import Forked

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="kernels are forked on Linux alone")
LIMITS = Limits(start=60, cell=60, notebook=120)


def test_other_libraries_need_another_parent_and_a_run_of_its_own_does_not(monkeypatch, parents, tmp_path):
    class Made(SimpleNamespace):
        def close(self, *, wait=False):
            self.alive = False

    monkeypatch.setattr(warm_parent, "Parent", lambda given: Made(given=given, alive=True, idle=True))
    base = {"TURNCURVE_ROOT": str(tmp_path), "PATH": "/bin", "SOURCE_DATE_EPOCH": "1", "TURNCURVE_PLAN": "a"}
    first = warm_parent.parent_for(base)
    assert first.given == {"PATH": "/bin"}
    assert warm_parent.parent_for({**base, "SOURCE_DATE_EPOCH": "2", "TURNCURVE_PLAN": "b"}) is first
    (tmp_path / "requirements.lock").write_text("pandas==3.1", encoding="utf-8")
    second = warm_parent.parent_for(base)
    assert second is not first
    assert (first.alive, second.alive, list(parents.values())) == (False, True, [second])
    assert warm_parent.parent_for({**base, "PATH": "/usr/bin"}) is not second
    last = warm_parent.parent_for(base)
    last.alive = False
    assert warm_parent.parent_for(base) is not last


@pytest.mark.parametrize(
    ("platform", "variable", "why"),
    [
        ("linux", "", ""),
        ("darwin", "", "this system cannot fork a process safely"),
        ("win32", "", "this system cannot fork a process safely"),
        ("linux", "1", "TURNCURVE_PLAIN_KERNELS is set"),
    ],
)
def test_where_kernels_cannot_be_forked_it_is_said_why(monkeypatch, platform, variable, why):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(os, "pidfd_open", lambda _: 0, raising=False)
    monkeypatch.setenv(warm_parent.PLAIN_VARIABLE, variable)
    assert warm_parent.why_plain() == why


@linux
def test_a_parent_that_cannot_be_started_is_told_and_stands_in_nobodys_way(monkeypatch, caplog):
    def refuse(*_, **__):
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    parent = warm_parent.Parent({})
    assert parent.ready.result(20) is False
    parent.close(wait=True)
    assert (parent.alive, parent.idle) == (False, True)
    assert parent.fork([], environment={}, folder=".").result(1) is None
    assert "forked from: [Errno 12] Cannot allocate memory" in caplog.text


@linux
@pytest.mark.parametrize(("of", "step"), [(os, "mkdir"), (shutil, "rmtree")])
@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_folder_that_may_not_be_made_or_removed_is_told_and_keeps_nobody_waiting(
    monkeypatch, caplog, tmp_path, of, step
):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(of, step, refuse)
    parent = warm_parent.Parent({})
    parent.close(wait=True)
    assert (parent.ready.result(20), parent.alive) == (False, False)
    assert "forked from: [Errno 13] Permission denied" in caplog.text


def test_a_forked_kernel_speaks_as_a_process_does(monkeypatch):
    sent = []
    monkeypatch.setattr(os, "kill", lambda pid, number: sent.append((pid, number)))
    made = Forked(12)
    made.terminate()
    made.kill()
    assert (made.poll(), made.wait(0)) == (None, None)
    made.end(-9)
    made.kill()
    assert (made.poll(), made.wait(), made.orphaned) == (-9, -9, False)
    assert sent == [(12, signal.SIGTERM), (12, signal.SIGKILL)]
    late = Forked(13)
    monkeypatch.setattr(os, "kill", lambda *_: (_ for _ in ()).throw(ProcessLookupError))
    late.kill()
    assert late.poll() is None


@linux
def test_at_the_end_nothing_is_left_of_them(made, unit, parents, tmp_path_factory, monkeypatch):
    place = tmp_path_factory.mktemp("t")
    monkeypatch.setattr("tempfile.tempdir", str(place))
    run_one(unit(made.notebook("01_quick", "council")), limits=LIMITS)
    (parent,) = parents.values()
    assert parent.idle
    assert len(list(place.iterdir())) == 1
    warm_parent.close_all()
    assert gone(parent.pid)
    assert (list(place.iterdir()), warm_parent._parents) == ([], {})


@linux
def test_what_is_begun_early_is_what_kernels_are_forked_from(made, unit, parents):
    warm_parent.begin()
    (begun,) = parents.values()
    found = run_one(unit(made.notebook("01_parent", "import os\nos.getppid()")), limits=LIMITS)
    assert found.notebook.cells[-1].outputs[0]["data"]["text/plain"] == str(begun.pid)
    assert list(parents.values()) == [begun]


def test_nothing_is_begun_where_kernels_cannot_be_forked(monkeypatch, parents):
    monkeypatch.setenv(warm_parent.PLAIN_VARIABLE, "1")
    warm_parent.begin()
    assert parents == {}
