import contextlib
import json
import shutil

import pytest

from turncurve.errors import RefusedInputError, StorageError
from turncurve.tables import durable, together
from turncurve.tables.together import changing, complete, is_unfinished, refuse_unfinished

OLD = {"a.csv": b"old a", "b.csv": b"old b", "deep/c.csv": b"old c", "kept.csv": b"kept"}
NEW = {"a.csv": b"new a", "deep/c.csv": b"new c", "deep/d.csv": b"new d", "kept.csv": b"kept"}


def held(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def put(folder, files):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.fixture
def folder(tmp_path):
    put(tmp_path / "madeshire", OLD)
    return tmp_path / "madeshire"


def change(folder):
    with changing(folder, without=["b.csv"]) as part:
        put(part, {name: data for name, data in NEW.items() if name != "kept.csv"})


def test_new_files_take_their_places_and_others_stay(folder):
    change(folder)
    assert held(folder) == NEW
    assert [path.name for path in folder.parent.iterdir()] == ["madeshire"]


def test_a_folder_that_is_not_there_is_made(tmp_path):
    with changing(tmp_path / "new" / "folder") as part:
        put(part, {"a": b"1"})
    assert held(tmp_path / "new" / "folder") == {"a": b"1"}


def test_nothing_changes_where_something_goes_wrong_on_the_way(folder):
    def go_wrong():
        with changing(folder) as part:
            put(part, NEW)
            raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        go_wrong()
    assert held(folder) == OLD
    assert [path.name for path in folder.parent.iterdir()] == ["madeshire"]


def test_stopped_at_any_rename_all_is_old_or_the_rest_is_carried_to_its_end(folder, monkeypatch):
    """A change renames its files one after the other; it is stopped before each of them in turn."""
    fresh = folder.parent / "fresh"
    shutil.copytree(folder, fresh)
    seen = set()
    inner = durable.move
    for stop_at in range(12):
        shutil.rmtree(folder)
        shutil.copytree(fresh, folder)
        left = [stop_at]

        def rename(source, target, *, flush=True, left=left):
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            inner(source, target, flush=flush)

        with monkeypatch.context() as stopping, contextlib.suppress(KeyboardInterrupt):
            stopping.setattr(durable, "move", rename)
            change(folder)
        decided = is_unfinished(folder)
        assert decided or held(folder) in (OLD, NEW)
        assert complete(folder) is decided
        assert held(folder) == (NEW if decided or held(folder) == NEW else OLD)
        assert sorted(path.name for path in folder.parent.iterdir()) == ["fresh", "madeshire"]
        seen.add(("new" if held(folder) == NEW else "old", decided))
    assert seen == {("old", False), ("new", True), ("new", False)}


def test_what_is_unfinished_is_refused_with_what_to_do(folder):
    refuse_unfinished(folder, remedy="Never said")
    (folder.parent / ".madeshire.next").mkdir()
    with pytest.raises(RefusedInputError, match=r"being changed, or were .* \(madeshire\)\. Read it in again\."):
        refuse_unfinished(folder, remedy="Read it in again")


def test_the_next_change_first_carries_the_former_to_its_end(folder):
    put(folder.parent / ".madeshire.next", {"a.csv": b"newer", together.GONE: json.dumps(["b.csv"]).encode()})
    with changing(folder) as part:
        assert held(folder) == {**{name: OLD[name] for name in ("deep/c.csv", "kept.csv")}, "a.csv": b"newer"}
        put(part, {"e.csv": b"e"})
    assert "e.csv" in held(folder)


def test_one_that_was_carried_out_all_but_its_own_folder_is_no_hindrance(folder):
    (folder.parent / ".madeshire.next" / "deep").mkdir(parents=True)
    assert complete(folder)
    assert held(folder) == OLD
    assert not complete(folder)


def test_a_file_that_another_program_holds_stops_the_change_before_it_begins(folder, monkeypatch):
    inner = durable.move

    def windows(source, target, *, flush=True):
        if target.name == "deep" or target == folder / "deep/c.csv":
            raise StorageError("a file is open in another program", where=str(target))
        inner(source, target, flush=flush)

    monkeypatch.setattr(durable, "move", windows)
    with pytest.raises(StorageError, match=r"c\.csv"):
        change(folder)
    assert held(folder) == OLD
    assert not is_unfinished(folder)


def test_a_folder_reached_by_a_link_is_changed_where_it_is(folder, tmp_path):
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "link").symlink_to(folder, target_is_directory=True)
    change(other / "link")
    assert held(folder) == NEW
    assert [path.name for path in other.iterdir()] == ["link"]


def test_what_a_killed_run_had_begun_is_cleared_away(folder):
    put(folder.parent / ".madeshire.part", {"z.csv": b"half"})
    change(folder)
    assert held(folder) == NEW
