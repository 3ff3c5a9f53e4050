import datetime as dt
import os
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME

from turncurve.publish import kernel
from turncurve.publish.kernel import KERNEL, Limits, Progress
from turncurve.publish.run import run_one

AS_AT = dt.date(2013, 3, 31)


def test_only_cells_that_ran_without_an_error_are_counted():
    progress = Progress()
    for place, status in enumerate(["ok", "ok", "error", "aborted"]):
        progress.enter(None, place)
        progress.leave(None, place, {"content": {"status": status}})
    assert (progress.cells, progress.current) == (2, 4)


@pytest.mark.parametrize(("passed", "left"), [(0, 10), (15, 10), (25, 5), (29.8, 1), (100, 1)])
def test_a_cell_may_take_its_own_time_or_what_is_left_of_the_notebooks(monkeypatch, passed, left):
    monkeypatch.setattr(kernel, "time", SimpleNamespace(monotonic=lambda: 1000.0 + passed))
    assert kernel._seconds_left(Progress(started=1000.0), Limits(cell=10, notebook=30)) == left


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no sockets of this kind")
def test_the_kernel_is_reached_through_files_that_only_this_user_can_open():
    with kernel._manager(KERNEL) as (manager, folder):
        assert manager.transport == "ipc"
        assert Path(manager.connection_file).parent == folder
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not folder.exists()


def test_where_the_path_is_too_long_for_a_socket_the_loopback_is_used(monkeypatch):
    monkeypatch.setattr(kernel, "LONGEST_SOCKET_PATH", 3)
    with kernel._manager(KERNEL) as (manager, _):
        assert manager.transport == "tcp"


def test_the_kernel_is_this_environments_own_and_no_other_of_its_name():
    with kernel._manager(KERNEL) as (manager, _):
        assert manager.kernel_spec_manager.kernel_dirs == []
        assert manager.kernel_spec.argv[0] in {sys.executable, "python"}
    assert KERNEL == NATIVE_KERNEL_NAME


def test_the_kernel_is_started_so_that_it_never_outlives_its_run():
    with kernel._manager(KERNEL) as (manager, folder):
        assert "turncurve.publish.kernel_process" in manager.kernel_spec.argv
        assert "ipykernel_launcher" not in manager.kernel_spec.argv
        assert folder.name.startswith(f"turncurve-{os.getpid()}-")


def test_a_kernel_is_shut_down_at_once_and_times_nothing(made, unit, monkeypatch):
    seen = {}

    class Seen(kernel.NotebookClient):
        def __init__(self, *given, **named):
            seen.update(named)
            super().__init__(*given, **named)

    monkeypatch.setattr(kernel, "NotebookClient", Seen)
    assert run_one(unit(made.notebook("01_curve", "council")), limits=Limits(start=60, cell=60, notebook=60)).completed
    assert (seen["shutdown_kernel"], seen["record_timing"]) == ("immediate", False)
