import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from turncurve import __main__ as command
from turncurve.errors import RefusedInputError
from turncurve.ingest import published, releases
from turncurve.publish import curves, reading, standing
from turncurve.publish.receiving import of_council, of_published, of_releases, read_back, receive_and_read

AGAIN = "nothing that it rests on has changed."
OTHERS = ("madeshire", "othershire")


@pytest.fixture
def received(made, monkeypatch, tmp_path_factory):
    """Receive files of two councils and public figures; nobody edits our own code or the user's settings meanwhile."""
    monkeypatch.setattr(standing, "program", lambda: "the program")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))
    monkeypatch.delenv("TURNCURVE_KEY_FILE", raising=False)
    for name in (*OTHERS, "published"):
        (made.root / "data/raw" / name).mkdir()
        (made.root / "data/raw" / name / "log.csv").write_text("1", encoding="utf-8")


@pytest.fixture
def read(made, monkeypatch, received):
    """Replace what reads; return a function that reads councils in, and says what was read, told and remarked."""
    did: list[str] = []

    def records(council, *, progress):
        did.append(council)
        folder = made.root / "data/processed" / council
        folder.mkdir(exist_ok=True)
        (folder / "plans.parquet").write_text("made", encoding="utf-8")
        row = {"read": [4], "loaded": [3], "merged": [0], "refused": [1]}
        totals = pd.DataFrame(row, index=["cp_plans"])
        return SimpleNamespace(totals=lambda: totals, left_alone=(), folder=folder)

    def back(council):
        did.append(f"releases of {council}")
        (made.root / "data/processed" / council / "issued_forecasts.parquet").write_text("made", encoding="utf-8")
        return releases.ReleasesRead(1, 3, 2)

    def figures():
        did.append("published")
        (made.root / "data/processed/published").mkdir(exist_ok=True)
        (made.root / "data/processed/published/published_figures.parquet").write_text("made", encoding="utf-8")
        return SimpleNamespace(figures=3637)

    monkeypatch.setattr(published, "load_published", figures)
    monkeypatch.setattr(releases, "read_releases", back)
    monkeypatch.setattr(reading, "read_records", records)
    monkeypatch.setattr(curves, "check_curves", lambda council: did.append(f"curves of {council}"))

    def go(*councils, force=False, receive=None):
        did.clear()
        said, remarked = [], []
        given = {"force": force, "say": said.append, "remark": remarked.append}
        receive_and_read(councils, receive=receive, here=lambda path: path.name, **given)
        read_back(councils, **given)
        return list(did), said, remarked

    return go


ALL = ["published", "curves of madeshire", "madeshire", "curves of othershire", "othershire",
       "releases of madeshire", "releases of othershire"]  # fmt: skip


def test_what_has_not_changed_is_not_read_again_and_the_same_is_said(read):
    did, said, remarked = read(*OTHERS)
    assert (did, remarked) == (ALL, [])
    again = read(*OTHERS)
    assert again[:2] == ([], said)
    assert said[:3] == [
        "Read 3,637 published figures.",
        "cp_plans: 4 rows read, 3 kept, 0 merged, 1 refused.",
        "See problems.html, mapping.csv and reconciliation.csv in madeshire.",
    ]
    assert again[2][:2] == [f"Not read again: public figures, {AGAIN}", f"Not read again: madeshire, {AGAIN}"]


def test_force_reads_everything(read):
    read(*OTHERS)
    assert read(*OTHERS, force=True)[0] == ALL


@pytest.mark.parametrize(
    ("name", "did"),
    [
        ("data/raw/madeshire/log.csv", ["curves of madeshire", "madeshire"]),
        ("data/raw/madeshire/new/second.csv", ["curves of madeshire", "madeshire"]),
        ("data/raw/published/log.csv", ["published", *ALL[1:5]]),
        ("data/processed/madeshire/plans.parquet", ["curves of madeshire", "madeshire"]),
        ("data/processed/madeshire/new.parquet", ["curves of madeshire", "madeshire"]),
        ("data/processed/published/published_figures.parquet", ["published"]),
        ("data/processed/madeshire/issued_forecasts.parquet", ["releases of madeshire"]),
        ("reports/madeshire/2013-03-31/1/sign_off.json", ["releases of madeshire"]),
        ("settings/turncurve/pseudonym-key", None),
        ("data/processed/madeshire/staged/2013-03-31/index.html", []),
        ("data/processed/madeshire/read_from.txt", []),
        ("data/processed/madeshire.lock", []),
    ],
)
def test_what_changed_is_read_and_nothing_else(read, made, name, did):
    read(*OTHERS)
    path = made.root / name
    if did is None:  # the key of pseudonyms, which is outside the project's data
        from turncurve.ingest.identifiers import default_key_file

        path, did = default_key_file(), ALL[1:5]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("changed", encoding="utf-8")
    assert read(*OTHERS)[0] == did
    assert read(*OTHERS)[0] == []


def test_another_key_by_its_variable_reads_every_council(read, monkeypatch, tmp_path):
    read("madeshire")
    monkeypatch.setenv("TURNCURVE_KEY_FILE", str(tmp_path / "another"))
    assert read("madeshire")[0] == ["curves of madeshire", "madeshire"]


@pytest.mark.parametrize("gone", ["kept_runs", "plans.parquet", "issued_forecasts.parquet"])
def test_what_was_deleted_is_made_again_to_the_same(read, made, gone):
    _, said, _ = read("madeshire")
    path = made.root / "data/processed/madeshire" / gone
    for each in sorted(path.iterdir()) if path.is_dir() else [path]:
        each.unlink()
    did, now, _ = read("madeshire")
    assert did != []
    assert now == said


def test_a_council_that_is_refused_is_read_again_the_next_time(read, monkeypatch):
    def refuse(*_, **__):
        raise RefusedInputError("the workbook is empty")

    with monkeypatch.context() as broken:
        broken.setattr(reading, "read_records", refuse)
        with pytest.raises(RefusedInputError):
            read("madeshire")
    assert "madeshire" in read("madeshire")[0]


def test_a_file_that_came_while_a_council_was_read_is_read_the_next_time(read, made, monkeypatch):
    records = reading.read_records

    def slow(council, **given):
        (made.root / "data/raw/madeshire/late.csv").write_text("1", encoding="utf-8")
        return records(council, **given)

    monkeypatch.setattr(reading, "read_records", slow)
    read("madeshire")
    assert "madeshire" in read("madeshire")[0]
    assert read("madeshire")[0] == []


def test_a_database_is_asked_each_time_and_its_new_extract_is_read(read, made):
    raw = made.root / "data/raw/madeshire"
    (raw / "database.yml").write_text("url_variable: X", encoding="utf-8")
    extracts = iter(("1", "1", "2"))

    def receive(council):
        (raw / "extract.csv").write_text(next(extracts), encoding="utf-8")

    assert read("madeshire", receive=receive)[0][:3] == ["published", "curves of madeshire", "curves of madeshire"]
    assert read("madeshire", receive=receive)[0] == ["curves of madeshire"]
    assert "madeshire" in read("madeshire", receive=receive)[0]
    assert read("madeshire", receive=None)[0] == []


def test_a_council_without_releases_says_nothing_of_them(read, made, monkeypatch):
    monkeypatch.setattr(releases, "read_releases", lambda council: releases.ReleasesRead(0, 0, 0))
    assert not any("Read back" in line for line in read("madeshire")[1])


def test_a_project_that_was_moved_stands_where_it_is_now(read, made, monkeypatch, tmp_path_factory):
    read("madeshire")
    moved = tmp_path_factory.mktemp("elsewhere") / "project"
    made.root.rename(moved)
    monkeypatch.setenv("TURNCURVE_ROOT", str(moved))
    did, said, _ = read("madeshire")
    assert did == []
    assert "See problems.html, mapping.csv and reconciliation.csv in madeshire." in said


def test_each_scope_keeps_its_own_note(made):
    notes = {of_published().note, of_council("madeshire").note, of_releases("madeshire").note, of_council("b").note}
    assert len(notes) == 4
    assert all(note.parent.name == standing.KEPT for note in notes)


def test_where_nothing_changed_ingest_imports_nothing_heavy(read, made, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setenv("TURNCURVE_ROOT", str(made.root))
    (made.root / "data/raw/published/log.csv").unlink()
    for name in OTHERS:
        (made.root / "data/raw" / name / "log.csv").unlink()
        (made.root / "data/raw" / name).rmdir()
    for scope in (of_published(), of_releases("madeshire")):
        one = standing.Standing(scope)
        one.begin()
        one.note({"lines": ["Read."], "folder": "", "key": []}, sound=lambda: True)
    (made.root / "reports/madeshire").mkdir()
    one = standing.Standing(of_releases("madeshire"))
    one.begin()
    one.note({"lines": ["Read back."], "folder": "", "key": []}, sound=lambda: True)
    code = "import sys; from turncurve.__main__ import main; main(['ingest']); sys.exit('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert (done.returncode, done.stdout.splitlines()) == (0, ["Read.", "Read back."])
    assert "Not read again: public figures" in done.stderr


def test_ingest_takes_force_and_kept(read, made, monkeypatch, capsys):
    monkeypatch.setattr(command, "_receive", lambda council: pytest.fail("the database was asked"))
    (made.root / "data/raw/madeshire/database.yml").write_text("url_variable: X", encoding="utf-8")
    monkeypatch.chdir(made.root)
    assert command.main(["ingest", "madeshire", "--kept"]) == 0
    before = capsys.readouterr()
    assert command.main(["ingest", "madeshire", "--kept"]) == 0
    after = capsys.readouterr()
    assert after.out == before.out
    assert "Not read again: madeshire" in after.err
    assert command.main(["ingest", "madeshire", "--kept", "--force"]) == 0
    assert "Not read again" not in capsys.readouterr().err
    assert Path("data/processed/madeshire/plans.parquet").is_file()
