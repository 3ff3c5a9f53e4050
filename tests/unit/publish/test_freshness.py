import errno
import os

import pytest

from turncurve.errors import StorageError
from turncurve.publish.freshness import fingerprint, unless_fresh


@pytest.fixture
def inputs(tmp_path):
    """Return a folder of two inputs."""
    folder = tmp_path / "raw"
    (folder / "cin").mkdir(parents=True)
    (folder / "cin" / "2013.xml").write_text("<a/>", encoding="utf-8")
    (folder / "log.csv").write_text("a,b", encoding="utf-8")
    return folder


def of(folder, *, layers=(), lock="requirements.lock"):
    return fingerprint([folder], layers=layers, lock=folder.parent / lock)


def test_the_same_inputs_have_the_same_fingerprint(inputs):
    assert of(inputs) == of(inputs)
    assert len(of(inputs)) == 64


def test_other_bytes_another_name_or_another_file_change_it(inputs):
    seen = {of(inputs)}
    (inputs / "log.csv").write_text("a,c", encoding="utf-8")
    seen.add(of(inputs))
    (inputs / "log.csv").rename(inputs / "log2.csv")
    seen.add(of(inputs))
    (inputs / "empty.csv").touch()
    seen.add(of(inputs))
    assert len(seen) == 4


def test_bytes_moved_from_one_file_to_the_next_change_it(inputs):
    (inputs / "a").write_text("xy", encoding="utf-8")
    (inputs / "b").write_text("z", encoding="utf-8")
    before = of(inputs)
    (inputs / "a").write_text("x", encoding="utf-8")
    (inputs / "b").write_text("yz", encoding="utf-8")
    assert of(inputs) != before


def test_our_own_code_and_the_lock_are_part_of_it(inputs):
    plain = of(inputs)
    assert of(inputs, layers=("reference",)) != plain
    (inputs.parent / "requirements.lock").write_text("pandas==3", encoding="utf-8")
    assert of(inputs) != plain


def test_caches_of_python_are_not(inputs):
    before = of(inputs)
    (inputs / "__pycache__").mkdir()
    (inputs / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert of(inputs) == before


def test_a_result_is_made_once_for_one_fingerprint(tmp_path):
    made = []
    stamp = tmp_path / "processed" / "stamp.txt"
    assert unless_fresh(stamp, "one", lambda: made.append("first"))
    assert not unless_fresh(stamp, "one", lambda: made.append("again"))
    assert unless_fresh(stamp, "two", lambda: made.append("second"))
    assert made == ["first", "second"]


def test_a_result_that_failed_is_made_again_the_next_time(tmp_path):
    stamp = tmp_path / "stamp.txt"
    unless_fresh(stamp, "one", lambda: None)

    def fail():
        raise ValueError("no room")

    with pytest.raises(ValueError, match="no room"):
        unless_fresh(stamp, "two", fail)
    assert unless_fresh(stamp, "one", lambda: None)


def test_a_stamp_that_is_deleted_only_means_more_work(tmp_path):
    stamp = tmp_path / "stamp.txt"
    unless_fresh(stamp, "one", lambda: None)
    stamp.unlink()
    assert unless_fresh(stamp, "one", lambda: None)


def test_a_stamp_is_whole_or_not_there(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as failing:
        failing.setattr(os, "fsync", full)
        with pytest.raises(StorageError, match="the disk is full"):
            unless_fresh(tmp_path / "stamp.txt", "ab", lambda: None)
    assert list(tmp_path.iterdir()) == []
    assert unless_fresh(tmp_path / "stamp.txt", "ab", lambda: None)
