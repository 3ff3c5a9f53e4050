"""What a kernel finds around it: the same every time."""

import datetime as dt
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from turncurve.publish.surroundings import environment

AS_AT = dt.date(2013, 3, 31)
# Prints what kernels' surroundings change by when the libraries of a release are loaded here.
LOADED = """
import datetime as dt, os
from pathlib import Path
from turncurve.publish.surroundings import environment

given = lambda: environment(dt.date.min, plan=None, folder=Path(), base=os.environ)
before = given()
import turncurve.publish.commands, turncurve.publish.cluster, turncurve.publish.everything
print(sorted(set(before.items()) ^ set(given().items())))
"""


@pytest.fixture
def surroundings(made):
    """Return a function that gives a kernel's environment variables."""

    def make(base=None, *, plan=None, as_at=AS_AT):
        return environment(as_at, plan=plan, folder=made.root / "own", base=base or {})

    return make


def test_a_kernel_is_told_where_the_project_is_and_draws_to_no_screen(surroundings, made):
    found = surroundings()
    assert found["TURNCURVE_ROOT"] == str(made.root)
    assert found["MPLBACKEND"] == "agg"


@pytest.mark.parametrize(("day", "seconds"), [(dt.date(1970, 1, 2), "86400"), (AS_AT, "1364688000")])
def test_the_only_clock_is_the_reports_date(surroundings, day, seconds):
    assert surroundings(as_at=day)["SOURCE_DATE_EPOCH"] == seconds


def test_what_varies_from_run_to_run_and_machine_to_machine_is_pinned(surroundings):
    found = surroundings({"PYTHONHASHSEED": "random", "OMP_NUM_THREADS": "8", "TZ": "Asia/Tokyo"})
    pinned = ("PYTHONHASHSEED", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TZ")
    assert [found[name] for name in pinned] == ["0", "1", "1", "1", "UTC"]


@pytest.mark.parametrize(("machine", "core"), [("x86_64", "Haswell"), ("aarch64", "ARMV8"), ("riscv64", None)])
def test_the_arithmetic_is_that_of_one_processor_type(surroundings, monkeypatch, machine, core):
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert surroundings().get("OPENBLAS_CORETYPE") == core


def test_a_users_own_settings_are_not_read(surroundings, made):
    found = surroundings({"PYTHONSTARTUP": "mine.py", "IPYTHONDIR": "mine", "MATPLOTLIBRC": "mine"})
    assert "PYTHONSTARTUP" not in found
    assert found["IPYTHONDIR"] == found["MATPLOTLIBRC"] == str(made.root / "own")


def test_the_plan_is_the_runs_own_and_never_one_left_from_another(surroundings):
    assert "TURNCURVE_PLAN" not in surroundings({"TURNCURVE_PLAN": "left.json"})
    assert surroundings(plan=Path("own.json"))["TURNCURVE_PLAN"] == "own.json"


def test_what_one_kernel_compiles_the_next_need_not(surroundings):
    assert "PYTHONDONTWRITEBYTECODE" not in surroundings({"PYTHONDONTWRITEBYTECODE": "1"})


def test_what_the_system_needs_is_kept(surroundings):
    assert surroundings({"PATH": "/bin"})["PATH"] == "/bin"


def test_the_kernel_is_told_whose_end_it_must_not_outlive(surroundings):
    assert surroundings()["TURNCURVE_PARENT"] == str(os.getpid())


def test_what_libraries_set_as_they_are_loaded_changes_nothing():
    words = [sys.executable, "-c", LOADED]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == "[]\n"  # noqa: S603 - our own
