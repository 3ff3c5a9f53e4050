import importlib.metadata
import sys
from types import SimpleNamespace

import pytest

from turncurve.publish import doctor
from turncurve.publish.doctor import examine


@pytest.fixture
def machine(made, monkeypatch, tmp_path_factory):
    """Return a made project with a lock that the environment meets, and a key outside it."""
    lock = made.root / "requirements.lock"
    lock.write_text(f"pandas=={importlib.metadata.version('pandas')} \\\n    --hash=sha256:ab\n", encoding="utf-8")
    key = tmp_path_factory.mktemp("elsewhere") / "identifier.key"
    key.write_text("0123456789abcdef0123456789abcdef", encoding="utf-8")
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
