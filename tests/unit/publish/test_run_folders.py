"""A run's folder is its own and goes with it; what a killed run left is known by its number and cleared away."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from turncurve.publish.run_folders import clear_left_over, left_over, run_folder


@pytest.fixture(autouse=True)
def temporary(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def dead():
    """Return the number of a process that has ended."""
    words = [sys.executable, "-c", "import os; print(os.getpid())"]
    return int(subprocess.run(words, capture_output=True, check=True).stdout)  # noqa: S603 - our own words


def test_a_folder_is_named_after_this_process_and_goes_when_it_is_left(temporary):
    with run_folder() as made:
        assert Path(made).name.startswith(f"turncurve-{os.getpid()}-")
        assert left_over() == []
    assert list(temporary.iterdir()) == []


def test_folders_of_the_dead_alone_are_cleared_away_with_what_is_in_them(temporary, dead):
    (temporary / f"turncurve-{dead}-abc" / "inner").mkdir(parents=True)
    kept = [f"turncurve-{os.getpid()}-abc", "turncurve-notes-abc", f"other-{dead}-abc"]
    for name in kept:
        (temporary / name).mkdir()
    assert [each.name for each in left_over()] == [f"turncurve-{dead}-abc"]
    clear_left_over()
    assert sorted(each.name for each in temporary.iterdir()) == sorted(kept)
