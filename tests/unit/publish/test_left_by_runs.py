import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from turncurve.publish import kernel_process
from turncurve.publish.left_by_runs import findings
from turncurve.tables.held import OWNER, held

KILLED = json.dumps({"doing": "turncurve publish", "process": 12, "host": "pc", "since": "09:00 on 2026-11-22"})


@pytest.fixture
def alone(monkeypatch, tmp_path_factory):
    """Return the list of processes that there are, and temporary files of nobody else's."""
    processes: list[SimpleNamespace] = []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("system")))
    monkeypatch.setattr(psutil, "process_iter", lambda _: iter(processes))
    return processes


def told(made):
    return [(each.words, each.well, each.needed) for each in findings(made.root)]


def test_where_nothing_is_left_that_is_said(made, alone):
    assert told(made) == [("No run is at work, and none was cut short.", True, True)]


def test_a_run_at_work_is_named_and_is_no_fault(made, alone):
    with held(made.root / "data/processed/madeshire", what="busy", doing="turncurve ingest"):
        ((words, well, _),) = told(made)
    assert well
    assert words.startswith("A run is at work on madeshire: turncurve ingest since ")


def test_a_run_that_was_killed_is_named_with_what_to_do(made, alone):
    (made.root / "data/processed/madeshire/staged").mkdir()
    (made.root / f"data/processed/madeshire/staged/2013-03-31{OWNER}").write_text(KILLED, encoding="utf-8")
    words = "turncurve publish since 09:00 on 2026-11-22, process 12 on pc"
    assert told(made) == [
        (f"A run on 2013-03-31 did not come to its end ({words}): give its command again.", False, False)
    ]


def test_tables_half_changed_are_a_fault_unless_a_run_is_changing_them_now(made, alone):
    (made.root / "data/processed/.madeshire.next").mkdir()
    fault = "madeshire is half changed, and nothing reads it: run `turncurve ingest` again."
    assert (fault, False, True) in told(made)
    with held(made.root / "data/processed/madeshire", what="busy", doing="turncurve ingest"):
        assert (fault, True, True) in told(made)


def test_half_made_folders_are_counted_and_the_first_is_named(made, alone):
    for name in ("reports/madeshire/2013-03-31/.2.part", "data/processed/madeshire/staged/.2013-03-31.former"):
        (made.root / name).mkdir(parents=True)
    (words, well, needed), *_ = told(made)
    assert words.startswith("2 half made folders are left, first data/processed/madeshire/staged/.2013-03-31.former:")
    assert (well, needed) == (False, False)


def test_kernels_whose_run_has_gone_are_named_by_number(made, alone):
    words = [sys.executable, "-m", kernel_process.__name__, "-f", "kernel.json"]
    alone += [
        SimpleNamespace(info={"pid": 31, "ppid": 1, "cmdline": words}),
        SimpleNamespace(info={"pid": 32, "ppid": 30, "cmdline": words}),
        SimpleNamespace(info={"pid": 33, "ppid": 1, "cmdline": ["python"]}),
        SimpleNamespace(info={"pid": 34, "ppid": 1, "cmdline": None}),
    ]
    assert told(made)[0] == ("Kernels are left whose run has gone: end the processes 31.", False, False)


def test_temporary_folders_of_killed_kernels_are_counted(made, alone):
    words = [sys.executable, "-c", "import os; print(os.getpid())"]
    dead = int(subprocess.run(words, capture_output=True, check=True).stdout)  # noqa: S603 - our own words
    for number in (dead, os.getpid()):
        Path(tempfile.gettempdir(), f"turncurve-{number}-abc").mkdir()
    assert told(made)[0][0].startswith("1 temporary folders of killed kernels are left")


def test_what_is_not_ours_is_left_alone(made, alone):
    (made.root / "data/raw/.git").mkdir()
    (made.root / "reports/.hidden").mkdir()
    assert told(made) == [("No run is at work, and none was cut short.", True, True)]
