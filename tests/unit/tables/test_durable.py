import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from turncurve.errors import StorageError
from turncurve.tables import durable
from turncurve.tables.durable import move, settle, told, write

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")


@pytest.fixture
def waits(monkeypatch):
    """Wait for nothing, and note for how long it would have been."""
    noted: list[float] = []
    monkeypatch.setattr(durable.time, "sleep", noted.append)
    return noted


def refusing(times, *, then, error=PermissionError):
    """Return a rename that another program refuses a number of times."""
    left = [times]

    def rename(self, target):
        if left[0]:
            left[0] -= 1
            raise error(errno.EACCES, "Permission denied", str(target))
        return then(self, target)

    return rename


def test_a_file_is_there_with_all_that_it_should_hold(tmp_path):
    write(tmp_path / "new" / "a.csv", b"one")
    write(tmp_path / "new" / "a.csv", b"two")
    assert {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()} == {"a.csv": b"two"}


@POSIX
def test_a_private_file_is_its_owners_alone_from_the_first_byte(tmp_path, monkeypatch):
    path = tmp_path / "identifiers.csv"
    modes = []
    inner = durable.move
    monkeypatch.setattr(durable, "move", lambda part, to: (modes.append(part.stat().st_mode), inner(part, to)))
    write(path, b"a", private=True)
    assert [stat.S_IMODE(mode) for mode in [*modes, path.stat().st_mode]] == [0o600, 0o600]


def test_the_bytes_and_the_rename_are_flushed_before_it_is_called_done(tmp_path, monkeypatch):
    steps = []
    for name in ("fsync", "open"):
        inner = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *given, n=name, f=inner: (steps.append(n), f(*given))[1])
    rename = durable.Path.replace
    monkeypatch.setattr(durable.Path, "replace", lambda self, to: (steps.append("rename"), rename(self, to))[1])
    write(tmp_path / "a.csv", b"a")
    wanted = ["fsync", "rename"] if os.name == "nt" else ["fsync", "rename", "open", "fsync"]
    assert steps == wanted


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS])
def test_where_it_cannot_be_written_the_earlier_file_stays_and_nothing_half_is_left(tmp_path, monkeypatch, number):
    path = tmp_path / "a.csv"
    path.write_bytes(b"earlier")

    def refuse(_):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as failing:
        failing.setattr(os, "fsync", refuse)
        with pytest.raises(StorageError, match=r"a\.csv"):
            write(path, b"later")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"a.csv": b"earlier"}


def test_what_a_killed_run_left_is_no_hindrance(tmp_path):
    (tmp_path / ".a.csv.part").write_bytes(b"half")
    write(tmp_path / "a.csv", b"whole")
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_file_that_another_program_holds_for_a_moment_is_tried_again(tmp_path, monkeypatch, waits, times):
    (tmp_path / "a").write_bytes(b"a")
    monkeypatch.setattr(durable.Path, "replace", refusing(times, then=durable.Path.replace))
    move(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"a"
    assert waits == [0.1, 0.2, 0.4][:times]


def test_one_that_stays_open_in_excel_is_named_with_what_to_do(tmp_path, monkeypatch, waits):
    (tmp_path / "a").write_bytes(b"a")
    monkeypatch.setattr(durable.Path, "replace", refusing(9, then=durable.Path.replace))
    with pytest.raises(StorageError) as raised:
        move(tmp_path / "a", tmp_path / "problems.csv")
    assert str(raised.value).startswith("a file may not be written or moved, or is open in another program (")
    assert "problems.csv). Close it if it is open in Excel" in str(raised.value)
    assert len(waits) == 3


def test_what_no_wait_mends_is_not_waited_for(tmp_path, monkeypatch, waits):
    def refuse(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(durable.Path, "replace", refuse)
    with pytest.raises(StorageError, match="the disk is full"):
        move(tmp_path / "a", tmp_path / "b")
    assert waits == []


def test_everything_below_a_folder_is_flushed(tmp_path, monkeypatch):
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name in ("one", "a/two", "a/b/three"):
        (tmp_path / name).write_bytes(b"x")
    flushed = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    settle(tmp_path)
    assert len(flushed) == (3 if os.name == "nt" else 6)


@POSIX
@pytest.mark.parametrize(("number", "well"), [(errno.EINVAL, True), (errno.ENOTSUP, True), (errno.EIO, False)])
def test_a_system_that_flushes_no_folders_is_no_fault_but_a_broken_disk_is(tmp_path, monkeypatch, number, well):
    def refuse(_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    if well:
        durable.flush_folder(tmp_path)
    else:
        with pytest.raises(OSError, match=os.strerror(number)):
            durable.flush_folder(tmp_path)
    assert tmp_path.is_dir()


def test_the_file_is_named_where_the_system_does_not(tmp_path):
    with pytest.raises(StorageError, match=r"the disk is full \(.*plan\.json\)"), told(tmp_path / "plan.json"):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_an_error_of_ours_passes_as_it_is(tmp_path):
    with pytest.raises(StorageError, match="as it is"), told(tmp_path):
        raise StorageError("as it is")


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_a_disk_that_is_really_full_is_told(tmp_path):
    with pytest.raises(StorageError, match="the disk is full"), told(tmp_path):
        Path("/dev/full").write_bytes(b"x")


def test_a_disk_that_is_full_as_a_folder_is_flushed_is_told(tmp_path, monkeypatch):
    for number in range(durable.SIDE_BY_SIDE + 2):
        (tmp_path / f"{number}").write_bytes(b"x")

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="the disk is full"):
        settle(tmp_path)
