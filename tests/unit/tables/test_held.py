import contextlib
import json
import os
import socket
import subprocess
import sys
import time

import pytest
from filelock import FileLock

from turncurve.errors import BusyError, StorageError
from turncurve.tables import held as holding
from turncurve.tables.held import Owner, cut_short, held, is_held, owner_of, tables

ANOTHER = """
import os, sys
from pathlib import Path
from turncurve.tables.held import held
with held(Path(sys.argv[1]), what="busy", doing="turncurve ingest"):
    print("held", flush=True)
    sys.stdin.readline()
    if sys.argv[2] == "killed":
        os.kill(os.getpid(), 9)
"""


@pytest.fixture
def another(tmp_path):
    """Return a function that has another process hold something, and ends it in one way or the other."""
    running = []

    def hold(target, ending="well"):
        words = [sys.executable, "-c", ANOTHER, str(target), ending]
        process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
        running.append(process)
        assert process.stdout.readline() == "held\n"
        return process

    yield hold
    for process in running:
        end(process)


def end(process):
    """Let a process go on to its end, once."""
    if not process.stdin.closed:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write("\n")
            process.stdin.close()
        process.wait(30)
        process.stdout.close()


def take(target, **given):
    return held(target, **{"what": "another run is at it", "doing": "turncurve publish", **given})


def test_who_holds_it_and_since_when_is_written_beside_it_and_gone_at_the_end(tmp_path):
    with take(tmp_path / "x"):
        owner = owner_of(tmp_path / "x")
        assert (owner.doing, owner.process, owner.host) == ("turncurve publish", os.getpid(), socket.gethostname())
        assert is_held(tmp_path / "x")
    assert owner_of(tmp_path / "x") is None
    assert not is_held(tmp_path / "x")


def test_another_run_is_told_who_has_it_and_since_when_in_one_sentence(tmp_path, another):
    process = another(tmp_path / "x")
    with pytest.raises(BusyError) as raised, take(tmp_path / "x", where="Madeshire, 2013-03-31"):
        pass
    said = str(raised.value)
    assert said.startswith("another run is at it (Madeshire, 2013-03-31: turncurve ingest since ")
    assert f"process {process.pid} on {socket.gethostname()})" in said
    assert said.endswith("Wait until it has ended, or end it.")


def test_one_that_waits_has_it_when_the_other_has_ended(tmp_path, another):
    process = another(tmp_path / "x")
    process.stdin.write("\n")
    process.stdin.flush()
    with take(tmp_path / "x", patience=30) as former:
        assert former is None
        assert owner_of(tmp_path / "x").process == os.getpid()


def test_one_whose_owner_was_killed_is_taken_over_and_says_whose_it_was(tmp_path, another):
    process = another(tmp_path / "x", "killed")
    end(process)
    assert process.returncode == -9
    with take(tmp_path / "x") as former:
        assert (former.process, former.doing) == (process.pid, "turncurve ingest")
    with take(tmp_path / "x") as former:
        assert former is None


@pytest.mark.parametrize("ending", [ValueError, KeyboardInterrupt, SystemExit])
def test_one_that_ends_in_an_error_of_its_own_has_come_to_its_end(tmp_path, ending):
    with pytest.raises(ending), take(tmp_path / "x"):
        raise ending
    with take(tmp_path / "x") as former:
        assert former is None


def test_a_run_may_take_again_what_it_has_and_gives_it_up_at_the_outermost_end(tmp_path):
    with take(tmp_path / "x"):
        with take(tmp_path / "x", doing="turncurve release") as former:
            assert former is None
        assert owner_of(tmp_path / "x").doing == "turncurve publish"
        assert is_held(tmp_path / "x")
    assert not is_held(tmp_path / "x")


def test_a_clock_set_back_changes_nothing(tmp_path, monkeypatch):
    owner = Owner("turncurve publish", 1, "pc", "23:59 on 2199-12-31")
    (tmp_path / f"x{holding.OWNER}").write_text(json.dumps(owner.__dict__), encoding="utf-8")
    for name in ("x.lock", f"x{holding.OWNER}"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time.time() + 1e8,) * 2)
    with take(tmp_path / "x") as former:
        assert former == owner


@pytest.mark.parametrize("text", ["", "{", "[]", '{"doing": "a"}', '{"other": 1}'])
def test_a_record_that_cannot_be_read_is_none(tmp_path, text):
    (tmp_path / f"x{holding.OWNER}").write_text(text, encoding="utf-8")
    assert owner_of(tmp_path / "x") is None


def test_one_held_by_a_run_that_says_nothing_is_still_respected(tmp_path):
    with FileLock(tmp_path / "x.lock"), pytest.raises(BusyError, match="it does not say who"), take(tmp_path / "x"):
        pass
    assert not is_held(tmp_path / "x")


def test_nobody_holds_what_nobody_ever_held(tmp_path):
    assert not is_held(tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_a_place_where_nothing_can_be_written_is_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StorageError), take(tmp_path / "file" / "x"):
        pass


def test_tables_are_carried_to_their_end_before_anybody_works_on_them(tmp_path, another):
    process = another(tmp_path / "madeshire", "killed")
    end(process)
    (tmp_path / ".madeshire.next").mkdir()
    (tmp_path / ".madeshire.next" / "a").write_bytes(b"new")
    with tables(tmp_path / "madeshire", doing="turncurve publish") as said:
        assert (tmp_path / "madeshire" / "a").read_bytes() == b"new"
    assert said.endswith("; what it had decided was carried to its end.")
    with tables(tmp_path / "madeshire", doing="turncurve publish") as said:
        assert said == ""


def test_two_runs_on_one_councils_tables_are_not_let_in_together(tmp_path, another):
    another(tmp_path / "madeshire")
    with (
        pytest.raises(BusyError, match=r"at work on this council's tables \(madeshire: turncurve ingest"),
        tables(tmp_path / "madeshire", doing="turncurve publish"),
    ):
        pass
    assert is_held(tmp_path / "madeshire")


def test_what_becomes_of_what_a_killed_run_left_is_said():
    owner = Owner("turncurve publish", 12, "pc", "09:00 on 2026-11-22")
    assert cut_short(owner) == (
        "A former run did not come to its end (turncurve publish since 09:00 on 2026-11-22, process 12 on pc); "
        "what it left half made is made anew."
    )
