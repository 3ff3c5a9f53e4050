import pytest

from turncurve.publish.ending import DIED, OUT_OF_MEMORY, kills_for_memory, told


@pytest.mark.parametrize(
    ("code", "killed", "status", "words"),
    [
        (None, False, DIED, "the system does not say why"),
        (0, False, DIED, "by itself with code 0"),
        (1, True, DIED, "by itself with code 1"),
        (-9, True, OUT_OF_MEMORY, "because memory ran out"),
        (-9, False, DIED, "from outside (SIGKILL)"),
        (-15, True, DIED, "from outside (SIGTERM)"),
        (-11, True, DIED, "crashed (SIGSEGV): a fault in a compiled library"),
        (-6, False, DIED, "crashed (SIGABRT)"),
        (-99, False, DIED, "crashed (signal 99)"),
    ],
)
def test_how_a_process_ended_is_told_as_what_it_was(code, killed, status, words):
    found = told(code, killed_for_memory=killed)
    assert found[0] == status
    assert words in found[1]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("nr_free_pages 12\noom_kill 3\n", 3),
        ("low 0\noom 4\noom_kill 2\noom_group_kill 9\n", 2),
        ("oom 4\n\n", 0),
        ("", 0),
    ],
)
def test_the_systems_count_of_processes_ended_for_want_of_memory_is_read(tmp_path, text, count):
    path = tmp_path / "vmstat"
    path.write_text(text)
    assert kills_for_memory([path, tmp_path / "absent"]) == count


def test_the_larger_of_two_counts_is_taken(tmp_path):
    for name, count in (("a", 2), ("b", 5)):
        (tmp_path / name).write_text(f"oom_kill {count}\n")
    assert kills_for_memory([tmp_path / "a", tmp_path / "b"]) == 5


def test_a_system_that_does_not_count_has_none():
    assert kills_for_memory([]) == 0
