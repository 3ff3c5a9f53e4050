"""Whatever fails and whenever: nothing wrong is published, the earlier report is intact, the same run completes."""

import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from tests.failures import faults
from tests.failures.small_project import AS_AT, COUNCIL, tree
from tests.failures.trial import LEFT_OVER, Fault, Journey, surviving
from turncurve.tables.held import held

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows neither forks nor sends these signals")
KILLS = 10


@pytest.fixture(scope="module")
def journey():
    """Return the journey of one small project, undisturbed once; sockets need a short path."""
    folder = Path(tempfile.mkdtemp(prefix="tc-"))
    made = Journey(folder)
    yield made
    made.close()
    shutil.rmtree(folder)


@pytest.fixture
def copy(journey):
    """Return a copy of the project before the later extract is read in."""
    root = journey.copy()
    yield root
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def mounts():
    """Skip where this machine lets nobody mount a disk of their own."""
    number = os.fork()
    if number == 0:
        try:
            faults.own_mounts()
        except OSError:
            os._exit(1)
        os._exit(0)
    if os.waitpid(number, 0)[1]:
        pytest.skip("this machine lets nobody mount a disk of their own")


def drawn(journey, number, of, *, seed=2013):
    """Return a step drawn by chance from one of several equal stretches of the journey."""
    first, last = (len(journey.steps) * each // of for each in (number, number + 1))
    return random.Random(f"{seed}-{number}-{of}").randrange(first, last)  # noqa: S311 - it draws trials


def step(journey, words, *, nth=0):
    """Return the number of a step by its words."""
    return [number for number, each in enumerate(journey.steps) if words in each][nth]


def check(journey, copy, fault):
    """Run with a fault; nothing may be wrong then, and nothing differ after the rerun."""
    ended = journey.run(copy, fault)
    assert journey.faults_found(copy) == [], ended
    assert "Traceback" not in ended.said
    assert journey.faults_after_rerun(copy) == [], ended
    return ended


def test_the_journey_takes_every_step_that_can_fail(journey):
    for words in ("cell", "plan.json", "manifest.json", ".former", "sign_off.json", "/2", "index.html", ".next"):
        assert step(journey, words)
    assert len(journey.steps) > 300


@pytest.mark.parametrize("number", range(KILLS // 2))
def test_two_kills_at_steps_drawn_by_chance(journey, copy, number):
    """The second hits the run that mends what the first left."""
    for seed in (1, 2):
        assert journey.run(copy, Fault("kill", drawn(journey, number, KILLS // 2, seed=seed))).code in {-9, 0}
        assert journey.faults_found(copy) == []
    assert journey.faults_after_rerun(copy) == []


def test_kills_just_before_and_just_after_what_decides(journey, copy):
    for words in (f".{COUNCIL}.part /data", f"staged/.{AS_AT}.part /data", ".2.part /reports"):
        for when in ("before", "after"):
            assert journey.run(copy, Fault(when, words=words)).code == -9, (when, words)
            assert journey.faults_found(copy) == []
    assert journey.faults_after_rerun(copy) == []


@pytest.mark.parametrize("nth", [2, -2])
def test_a_kill_while_a_notebook_runs_leaves_no_kernel(journey, copy, nth):
    ended = check(journey, copy, Fault("kill", step(journey, "cell", nth=nth), real=True))
    assert ended.code == -9
    assert ended.steps[-1].startswith("cell")
    assert surviving(copy) == []


@pytest.mark.parametrize("nth", [0, -1])
def test_a_kernel_that_dies_publishes_nothing_and_is_told_as_that(journey, copy, nth):
    ended = check(journey, copy, Fault("kernel", step(journey, "cell", nth=nth), real=True))
    assert ended.code == 1
    assert "the notebook kernel died: its process was ended from outside (SIGKILL)" in ended.said


def test_a_killed_parent_of_kernels_is_replaced_and_the_same_is_published(journey, copy):
    ended = check(journey, copy, Fault("parent", step(journey, "cell", nth=2), real=True))
    assert ended.code == 0
    assert "is run again: the process that its kernel was forked from was ended" in ended.said


def test_what_stands_is_not_run_again_and_changes_nothing_nor_does_its_loss(journey, copy):
    """All stands at first; then nothing is kept any more; then all that is kept is damaged."""
    kept = copy / "data/processed" / COUNCIL / "kept_runs"
    shutil.rmtree(copy)
    shutil.copytree(journey.undisturbed, copy)
    again = Fault(real=True, commands=("publish", "release"))
    first = journey.run(copy, again)
    assert (first.code, [each for each in first.steps if each.startswith("cell")]) == (0, [])
    assert first.said.count("as before, nothing that it rests on has changed") == 2
    assert changed(journey, copy) == []
    shutil.rmtree(kept)
    assert "cell 1" in journey.run(copy, again).steps
    assert changed(journey, copy) == []
    for path in kept.iterdir():
        held = path.read_bytes()
        path.write_bytes(held.replace(b"Answer", b"Another") if b"Answer" in held else held[::-1])
    assert "cell 1" in journey.run(copy, again).steps
    assert changed(journey, copy) == []


def changed(journey, root):
    """Return the files in which a project differs from one in which nothing was kept and nothing failed."""
    found = {name: tree(root / name) for name in journey.wanted}
    return [
        path
        for name, held in journey.wanted.items()
        for path in sorted({*held, *found[name]})
        if held.get(path) != found[name].get(path)
    ]


@pytest.mark.parametrize("number", range(2))
@pytest.mark.parametrize(
    ("kind", "said"), [("full", "the disk is full ("), ("denied", "a file may not be written or moved")]
)
def test_what_the_system_refuses_from_a_step_drawn_by_chance_is_told_and_mended(journey, copy, number, kind, said):
    ended = journey.run(copy, Fault(kind, drawn(journey, number, 2)))
    assert ended.code == 1
    assert f"turncurve: {said}" in ended.said
    assert "Traceback" not in ended.said
    assert journey.faults_found(copy) == []
    assert journey.faults_after_rerun(copy) == []


def test_a_disk_that_is_really_full_is_told_and_mended(journey, copy, mounts):
    ended = check(journey, copy, Fault("small disk", 120_000))
    assert ended.code == 1
    assert "turncurve: the disk is full (" in ended.said


def test_a_kill_in_the_middle_of_a_file_and_a_file_that_may_not_grow(journey, copy):
    """The system ends the process when a file grows beyond a limit, or refuses it: half of it is on the disk."""
    for kind, limit, code in (("kill", 500, -25), ("kill", 9000, -25), ("full", 3000, 1)):
        ended = journey.run(copy, Fault(kind, limit=limit))
        assert ended.code == code
        assert code != 1 or "larger than the system allows" in ended.said
        assert journey.faults_found(copy) == []
    assert journey.faults_after_rerun(copy) == []


def test_reports_that_can_only_be_read_stay_as_they_are(journey, copy, mounts):
    ended = check(journey, copy, Fault("read-only"))
    assert ended.code == 1
    assert "turncurve: the folder can only be read (" in ended.said


def test_an_order_to_end_leaves_nothing_half_made(journey, copy):
    ended = journey.run(copy, Fault("stopped", drawn(journey, 1, 2)))
    assert ended.code == 130
    assert "Traceback" not in ended.said
    assert [path.name for path in copy.rglob("*") if path.name.endswith(LEFT_OVER)] == []
    assert journey.faults_found(copy) == []
    assert journey.faults_after_rerun(copy) == []


def test_a_report_that_stays_open_in_excel_stops_before_anything_has_changed(journey, copy):
    ended = journey.run(copy, Fault("excel", 99, commands=("ingest",)))
    assert ended.code == 1
    assert "problems.csv). Close it if it is open in Excel" in ended.said
    assert journey.faults_found(copy) == []
    assert not (copy / "data/processed" / f".{COUNCIL}.next").exists()


def test_a_report_that_excel_holds_for_a_moment_is_waited_for(journey, copy):
    ended = journey.run(copy, Fault("excel", 2, commands=("ingest",)))
    assert ended.code == 0
    assert sum("problems.csv" in each and each.startswith("os.rename") for each in ended.steps) >= 3


def test_two_runs_at_once_harm_nothing_and_one_is_told(journey, copy):
    ended = journey.run(copy, Fault("twice"))
    assert ended.code == 0, ended.said
    assert journey.faults_found(copy) == []
    assert journey.faults_after_rerun(copy) == []


@pytest.mark.parametrize("command", ["ingest", "publish", "release"])
def test_each_command_is_told_who_is_at_work_and_changes_nothing(journey, copy, command):
    with held(copy / "data/processed" / COUNCIL, what="busy", doing="turncurve ingest"):
        ended = journey.run(copy, Fault(commands=(command,)))
    assert ended.code == 1
    assert f"at work on this council's tables ({COUNCIL}: turncurve ingest since " in ended.said
    assert f"process {os.getpid()} on " in ended.said
    assert journey.faults_found(copy) == []


def test_times_of_files_in_the_future_or_long_ago_change_nothing(journey, copy):
    for number, path in enumerate(sorted(copy.rglob("*"))):
        os.utime(path, (4e9, 4e9) if number % 2 else (1, 1))
    assert journey.faults_after_rerun(copy) == []
    assert (copy / "reports" / COUNCIL / AS_AT / "2").is_dir()
