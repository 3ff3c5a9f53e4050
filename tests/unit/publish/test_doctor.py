import importlib.metadata
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from turncurve.publish import doctor, left_by_runs
from turncurve.publish.doctor import examine


@pytest.fixture
def machine(made, monkeypatch, tmp_path_factory):
    """Return a made project with a lock that the environment meets, and a key outside it.

    Kernels and temporary folders are the whole machine's, and other tests kill kernels: none is seen from here.
    """
    monkeypatch.setattr(left_by_runs, "_kernels", lambda: iter(()))
    lock = made.root / "requirements.lock"
    lock.write_text(f"pandas=={importlib.metadata.version('pandas')} \\\n    --hash=sha256:ab\n", encoding="utf-8")
    key = tmp_path_factory.mktemp("elsewhere") / "identifier.key"
    key.write_text("0123456789abcdef0123456789abcdef", encoding="utf-8")
    key.chmod(0o600)
    monkeypatch.setenv("TURNCURVE_KEY_FILE", str(key))
    return made


def wrong():
    return [each.words for each in examine() if each.needed and not each.well]


def test_a_machine_with_all_that_is_needed_is_well(machine):
    assert wrong() == []
    assert any("1 of 1 packages" in each.words for each in examine())


def test_a_package_of_another_version_is_named_with_what_to_do(machine):
    (machine.root / "requirements.lock").write_text("pandas==0.1 \\\n", encoding="utf-8")
    assert wrong() == ["1 packages differ from the lock (pandas): run `python install.py`."]


def test_a_package_for_another_system_is_no_fault(machine):
    (machine.root / "requirements.lock").write_text("for-another-system==1.0\n", encoding="utf-8")
    assert wrong() == []


def test_one_of_several_versions_for_different_systems_is_enough(machine):
    lock = machine.root / "requirements.lock"
    lock.write_text(lock.read_text(encoding="utf-8") + "pandas==2.0 ; python_version < '3.11'\n", encoding="utf-8")
    assert wrong() == []


def test_a_missing_lock_is_a_fault(machine):
    (machine.root / "requirements.lock").unlink()
    assert wrong() == ["requirements.lock is not there: restore it."]


@pytest.mark.parametrize(("free", "well"), [(999_999_999, False), (1_000_000_000, True), (1_000_000_001, True)])
def test_too_little_room_is_a_fault(machine, monkeypatch, free, well):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert (wrong() == []) is well


def test_a_folder_that_is_not_there_cannot_be_written_to(machine):
    (machine.root / "reports").rmdir()
    assert wrong() == ["Files cannot be written to reports (No such file or directory)."]


@pytest.mark.parametrize(("found", "well"), [((3, 10, 9), False), ((3, 11, 0), True), ((3, 14, 1), True)])
def test_an_old_python_is_a_fault(machine, monkeypatch, found, well):
    monkeypatch.setattr(sys, "version_info", found)
    assert (wrong() == []) is well


def test_outside_a_project_it_says_so_and_looks_no_further(monkeypatch):
    def refuse():
        raise doctor.TurnCurveError("the project's folder was not found")

    monkeypatch.setattr(doctor.project, "root", refuse)
    assert wrong() == ["the project's folder was not found."]


def test_what_only_some_need_is_told_and_is_no_fault(machine, monkeypatch):
    monkeypatch.setenv("TURNCURVE_KEY_FILE", "nowhere.key")
    monkeypatch.setattr(doctor.shutil, "which", lambda _: None)
    assert wrong() == []
    absent = [each.words for each in examine() if not each.well]
    assert len(absent) == 3
    assert "there is no key to make pseudonyms with" in absent[0]


def notes():
    return [each.words for each in examine() if not each.well and not each.needed]


def test_what_is_needed_grows_with_what_is_held(machine, monkeypatch):
    (machine.root / "reports" / "large").write_bytes(b"x" * 1000)
    held = sum(path.stat().st_size for path in (machine.root / "data/processed").rglob("*") if path.is_file()) + 1000
    monkeypatch.setattr(doctor, "ROOM_NEEDED", 0)
    for free, well in ((3 * held - 1, False), (3 * held, True)):
        monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _, free=free: SimpleNamespace(free=free))
        assert (wrong() == []) is well


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
@pytest.mark.parametrize(("mode", "well"), [(0o600, True), (0o640, False), (0o604, False)])
def test_a_key_that_others_can_read_is_told_with_the_command_that_closes_it(machine, mode, well):
    key = Path(os.environ["TURNCURVE_KEY_FILE"])
    key.chmod(mode)
    assert (f"Other users can read the key: run `chmod 600 {key}`." not in notes()) is well
    machine.council("Realshire")
    assert (wrong() == []) is well


def test_a_key_inside_the_project_is_a_fault_where_real_records_are(machine, monkeypatch):
    machine.council("Realshire")
    (machine.root / "own.key").write_text("0123456789abcdef0123456789abcdef", encoding="utf-8")
    monkeypatch.setenv("TURNCURVE_KEY_FILE", str(machine.root / "own.key"))
    assert any("lies inside the project" in each for each in wrong())


@pytest.mark.parametrize(("system", "extra", "well"), [("nt", 0, True), ("nt", 1, False), ("posix", 500, True)])
def test_paths_that_windows_does_not_allow_are_told(system, extra, well):
    root = Path("C" * (doctor.LONGEST_WINDOWS_PATH - doctor.LONGEST_OF_OURS + extra))
    found = doctor.long_paths(root, system=system)
    assert (found.well, found.needed) == (well, well)


def test_the_longest_path_that_we_make_is_allowed_for(root):
    made = "reports/bath_and_north_east_somerset/2013-03-31/10/restricted/tables/09_adoption_annual_report/"
    assert len(made) + len("waiting_times_by_stage.csv") < doctor.LONGEST_OF_OURS


@pytest.mark.parametrize(("published", "well"), [("2026-01-31", True), ("2199-12-31", False)])
def test_a_clock_before_what_is_published_already_is_told(machine, published, well):
    folder = machine.root / "data/raw/published/a_source/2024"
    folder.mkdir(parents=True)
    (folder / "source.yml").write_text(f"title: A\npublished_on: {published}\n", encoding="utf-8")
    assert any(f"published already ({published})" in each for each in notes()) is not well


def test_a_system_that_takes_capitals_for_small_letters_is_named(machine, monkeypatch):
    inner = Path.is_file
    monkeypatch.setattr(Path, "is_file", lambda self: "DATA" in self.parts or inner(self))
    assert any("differ in capitals alone are one file here" in each.words for each in examine())


def test_a_missing_font_is_a_fault(machine, monkeypatch):
    monkeypatch.setattr(doctor, "FONT", "No Such Font At All")
    assert wrong() == ["The charts' font No Such Font At All is not there: run `python install.py`."]


@pytest.mark.parametrize("look", ["_packages", "_room", "_key", "_clock", "_helpers", "data_safety", "left_by_runs"])
def test_what_cannot_be_looked_at_is_a_finding_and_hides_no_other(machine, monkeypatch, look):
    def break_down(*_):
        raise RuntimeError("the machine is odd")

    if look in {"data_safety", "left_by_runs"}:
        monkeypatch.setattr(getattr(doctor, look), "findings", break_down)
    else:
        monkeypatch.setattr(doctor, look, break_down)
    told = [each.words for each in examine()]
    assert len([each for each in told if "could not be looked at in full (RuntimeError)" in each]) == 1
    assert len(told) >= 8


def test_a_run_that_was_cut_short_is_among_the_findings(machine):
    (machine.root / "data/processed/.madeshire.next").mkdir()
    assert wrong() == ["madeshire is half changed, and nothing reads it: run `turncurve ingest` again."]
