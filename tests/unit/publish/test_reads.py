import os
import subprocess
import sys
from pathlib import Path

import pytest

from turncurve.publish import reads
from turncurve.publish.kernel import Limits
from turncurve.publish.reads import Note, read_back
from turncurve.publish.run import run_one
from turncurve.tables import store

BEGUN = (
    "from turncurve.publish import reads; reads.begin(); open('data/a.csv').read(); import os; print(dict(os.environ))"
)


@pytest.fixture
def note(tmp_path):
    """Return a note of what is read in a project, and what it has noted."""
    log = tmp_path / "kernel" / "log"
    for folder in (tmp_path / "data", log.parent):
        folder.mkdir()
    made = Note(log, root=str(tmp_path))
    return made, lambda: read_back(log)


@pytest.mark.parametrize(
    ("event", "given", "noted"),
    [
        ("open", ("data/a.csv", "r", os.O_RDONLY), ("data/a.csv",)),
        ("open", (Path("data/a.csv"), "r", os.O_RDONLY), ("data/a.csv",)),
        ("open", ("data/../data/a.csv", "r", os.O_RDONLY), ("data/a.csv",)),
        ("open", ("data/a.csv", None, None), ("data/a.csv",)),
        ("open", ("data/a.csv", "w", os.O_WRONLY | os.O_CREAT), ()),
        ("open", ("data/a.csv", "r+", os.O_RDWR), ()),
        ("open", (3, "r", os.O_RDONLY), ()),
        ("open", ("/etc/hosts", "r", os.O_RDONLY), ()),
        ("open", ("showing.py", "r", os.O_RDONLY), ("showing.py",)),
        ("open", ("__pycache__/showing.cpython-311.pyc", "r", os.O_RDONLY), ("showing.py",)),
        ("os.scandir", ("data",), ("data/",)),
        ("os.listdir", ("data/processed",), ("data/processed/",)),
        ("os.scandir", (".",), ()),
        ("os.scandir", (None,), ()),
        (reads.STORED, ("data/plans.parquet",), ("data/plans.parquet",)),
        ("import", ("data/a.csv",), ()),
        ("open", ("tmp/turncurve-12-ab/x", "r", os.O_RDONLY), ()),
        ("open", ("turncurve-notes.csv", "r", os.O_RDONLY), ("turncurve-notes.csv",)),
        ("open", ("kernel/connection.json", "r", os.O_RDONLY), ()),
    ],
)
def test_what_is_read_of_the_project_is_noted_and_nothing_else(note, tmp_path, monkeypatch, event, given, noted):
    made, found = note
    monkeypatch.chdir(tmp_path)
    made.hear(event, given)
    assert found() == noted


def test_each_file_is_noted_once_and_in_order(note, tmp_path, monkeypatch):
    made, found = note
    monkeypatch.chdir(tmp_path)
    for path in ("data/b", "data/a", "data/b"):
        made.hear("open", (path, "r", os.O_RDONLY))
    assert found() == ("data/a", "data/b")
    assert (tmp_path / "kernel" / "log").read_text(encoding="utf-8").count("data/b\n") == 1


def test_what_is_installed_and_our_own_package_are_no_part_of_it(tmp_path, monkeypatch):
    for path in ("venv", "lib"):
        (tmp_path / path).mkdir()
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "venv"))
    monkeypatch.setattr(reads, "_ours", lambda: str(tmp_path / "lib"))
    (tmp_path / "kernel").mkdir()
    made = Note(tmp_path / "kernel" / "log", root=str(tmp_path))
    for path in ("venv/x.py", "lib/x.yml", "library"):
        made.hear("open", (str(tmp_path / path), "r", os.O_RDONLY))
    assert read_back(tmp_path / "kernel" / "log") == ("library",)


def test_our_own_package_is_the_one_that_runs():
    assert reads._ours() == str(Path(reads.__file__).resolve().parents[1])


def test_nothing_noted_is_not_the_same_as_nothing_read(tmp_path):
    assert read_back(tmp_path / "log") is None
    (tmp_path / "log").touch()
    assert read_back(tmp_path / "log") == ()


def test_a_process_notes_only_where_it_is_asked_to_and_its_code_does_not_see_that(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("1", encoding="utf-8")
    log = tmp_path / "kernel" / "log"
    log.parent.mkdir()
    own = {**os.environ, "TURNCURVE_ROOT": str(tmp_path), reads.LOG_VARIABLE: str(log)}
    words = [sys.executable, "-c", BEGUN]
    said = subprocess.run(words, env=own, cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert read_back(log) == ("data/a.csv",)
    assert reads.LOG_VARIABLE not in said.stdout
    log.unlink()
    own.pop(reads.LOG_VARIABLE)
    subprocess.run(words, env=own, cwd=tmp_path, capture_output=True, check=True)  # noqa: S603 - ours
    assert read_back(log) is None


def test_the_store_tells_of_a_table_also_where_there_is_none(made, unit):
    path = made.notebook(
        "01_reads",
        "import showing\nfrom pathlib import Path\nfrom turncurve.tables import store",
        "len(store.read('cp_plans', folder=Path('data/processed/madeshire')))",
        "Path('data/processed/madeshire/council.json').read_text() and None",
    )
    found = run_one(unit(path), limits=Limits(start=60, cell=60, notebook=120))
    assert found.completed
    folder = "data/processed/madeshire"
    assert {f"{folder}/cp_plans.parquet", f"{folder}/council.json", "showing.py"} <= set(found.read)


def test_a_reader_of_tables_is_heard_by_whoever_listens(tmp_path):
    heard = []
    on = True
    sys.addaudithook(lambda event, given: heard.append((event, *given)) if on and event == reads.STORED else None)
    store.read("cp_plans", folder=tmp_path)
    on = False
    assert heard == [(reads.STORED, str(tmp_path / "cp_plans.parquet"))]
