"""The installer runs with the standard library alone, with a network or without, and says what it lacks."""

import importlib.util
import subprocess
import sys
from types import SimpleNamespace

import pytest


@pytest.fixture
def installer(root, tmp_path, monkeypatch):
    """Return the installer as a module of a project of its own, and note what it runs instead of running it."""
    spec = importlib.util.spec_from_file_location("turncurve_installer", root / "install.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("requirements.lock", "requirements-lab.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    ran: list[list[str]] = []

    def run(words, **_):
        ran.append([str(word) for word in words])
        return SimpleNamespace(returncode=module.code)

    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module.subprocess, "run", run)
    monkeypatch.setattr(module.venv, "create", lambda folder, **_: (folder.mkdir(), ran.append(["venv"])))
    module.ran, module.code = ran, 0
    return module


def started(installer, monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["install.py", *map(str, words)])
    installer.main()
    return installer.ran


def wheels_in(folder):
    folder.mkdir()
    (folder / "one-1-py3-none-any.whl").write_bytes(bytes(2_000_000))
    return folder


def test_the_lock_is_installed_by_its_hashes_and_our_own_package_after_it(installer, monkeypatch):
    ran = started(installer, monkeypatch)
    assert ran[0] == ["venv"]
    assert ran[1][1:4] == ["-m", "pip", "install"]
    assert "--require-hashes" in ran[2]
    assert ran[2][-1].endswith("requirements.lock")
    assert ran[3][-2:] == ["-e", "."]
    assert not any("--no-index" in words for words in ran)


def test_from_a_folder_of_wheels_no_step_looks_anywhere_else(installer, monkeypatch, tmp_path):
    folder = wheels_in(tmp_path / "wheels with a space")
    ran = started(installer, monkeypatch, "--wheels", folder)
    assert len(ran) == 4
    for words in ran[1:]:
        at = words.index("--no-index")
        assert words[at : at + 3] == ["--no-index", "--find-links", str(folder)]


@pytest.mark.parametrize("name", ["absent", "empty"])
def test_a_folder_without_wheels_is_said_before_anything_is_made(installer, monkeypatch, tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(SystemExit, match=r"no wheels in .*--fill FOLDER"):
        started(installer, monkeypatch, "--wheels", tmp_path / name)
    assert installer.ran == []


def test_filling_a_folder_fetches_the_lock_and_the_installer_and_installs_nothing(
    installer, monkeypatch, tmp_path, capsys
):
    folder = wheels_in(tmp_path / "wheels")
    ran = started(installer, monkeypatch, "--fill", folder)
    assert [words[1:4] for words in ran] == [["-m", "pip", "download"]] * 2
    assert all(words[0] == sys.executable for words in ran)
    assert ["--dest", str(folder), "--require-hashes"] == ran[0][-5:-2]
    assert ran[1][-1] == "uv"
    assert all("--only-binary" in words for words in ran)
    assert "1 wheels, 2 MB" in capsys.readouterr().out
    assert not (tmp_path / ".venv").exists()


def test_filling_for_the_lab_fetches_its_lock_too(installer, monkeypatch, tmp_path):
    ran = started(installer, monkeypatch, "--lab", "--fill", tmp_path / "wheels")
    assert [words[-1].rpartition("/")[2] for words in ran] == ["requirements.lock", "requirements-lab.lock", "uv"]


def test_a_wheel_that_cannot_be_had_stops_the_filling(installer, monkeypatch, tmp_path):
    installer.code = 1
    with pytest.raises(SystemExit, match="Not every wheel could be fetched"):
        started(installer, monkeypatch, "--fill", tmp_path / "wheels")
    assert len(installer.ran) == 1


def test_a_step_that_fails_ends_with_its_code(installer, monkeypatch):
    installer.code = 3
    with pytest.raises(SystemExit) as ended:
        started(installer, monkeypatch)
    assert ended.value.code == 3


def test_filling_and_installing_at_once_is_refused(installer, monkeypatch, tmp_path):
    with pytest.raises(SystemExit):
        started(installer, monkeypatch, "--fill", tmp_path, "--wheels", tmp_path)
    assert installer.ran == []


def test_an_older_python_is_told_which_is_needed(installer, monkeypatch):
    monkeypatch.setattr(installer.sys, "version_info", (3, 10, 0))
    with pytest.raises(SystemExit, match=r"Python 3\.11 or later is needed"):
        started(installer, monkeypatch)


def test_on_windows_the_interpreter_is_where_windows_puts_it(installer, monkeypatch):
    monkeypatch.setattr(installer.sys, "platform", "win32")
    assert installer.environment_python().parts[-2:] == ("Scripts", "python.exe")


def test_its_help_stands_on_a_console_of_western_europe(root):
    surroundings = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "PATH": ""}
    words = [sys.executable, root / "install.py", "--help"]
    done = subprocess.run(words, capture_output=True, check=True, env=surroundings)  # noqa: S603  # our own program
    assert b"--fill" in done.stdout
