import os
import subprocess
import sys
import time

import psutil
import pytest

from turncurve.publish import kernel_process
from turncurve.publish.kernel_process import PARENT, follow

BUSY = """
import os, sys
from turncurve.publish.kernel_process import follow
follow(int(sys.argv[1]))
print(os.getpid(), flush=True)
sum(range(10**12))  # one call into C: no other thread of this process gets its turn
"""
STARTER = """
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1], str(os.getpid())], stdout=subprocess.PIPE, text=True)
print(child.stdout.readline(), flush=True)
os.kill(os.getpid(), 9)
"""


def gone(number: int, *, within: float = 20.0) -> bool:
    """Wait until a process has gone, or is but a record that nobody has asked for."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            if psutil.Process(number).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
    return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ends a process that is deep in C")
def test_a_process_deep_in_a_computation_ends_when_its_parent_is_killed():
    done = subprocess.run([sys.executable, "-c", STARTER, BUSY], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == -9
    assert gone(int(done.stdout))


@pytest.mark.skipif(sys.platform == "win32", reason="there the kernel waits for its parent's handle")
def test_a_process_whose_parent_has_ended_already_ends_at_once():
    words = [sys.executable, "-c", f"from turncurve.publish.kernel_process import follow; follow({os.getpid() + 1})"]
    assert subprocess.run(words, check=False).returncode == 1  # noqa: S603 - our own words


def test_a_process_whose_parent_lives_goes_on():
    words = [sys.executable, "-c", f"from turncurve.publish.kernel_process import follow; follow({os.getpid()})"]
    assert subprocess.run(words, check=False).returncode == 0  # noqa: S603 - our own words


def test_the_kernel_follows_its_parent_before_anything_else(monkeypatch):
    told = []
    monkeypatch.setenv(PARENT, "12")
    monkeypatch.setattr(kernel_process, "follow", told.append)
    monkeypatch.setattr("ipykernel.kernelapp.launch_new_instance", lambda: told.append("kernel"))
    monkeypatch.setattr(sys, "path", list(sys.path))
    kernel_process.main()
    assert told == [12, "kernel"]
    assert PARENT not in os.environ


def test_nothing_in_the_working_folder_replaces_a_library(monkeypatch, tmp_path):
    monkeypatch.delenv(PARENT, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("ipykernel.kernelapp.launch_new_instance", lambda: None)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    kernel_process.main()
    assert "" not in sys.path


def test_one_that_is_started_by_hand_follows_nobody(monkeypatch):
    monkeypatch.delenv(PARENT, raising=False)
    followed = []
    monkeypatch.setattr(kernel_process, "follow", followed.append)
    monkeypatch.setattr("ipykernel.kernelapp.launch_new_instance", lambda: None)
    monkeypatch.setattr(sys, "path", list(sys.path))
    kernel_process.main()
    assert followed == []
    assert follow is not followed.append
