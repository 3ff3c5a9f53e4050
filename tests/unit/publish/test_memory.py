import logging

import psutil
import pytest

from turncurve.publish import memory

NEW = {"memory.max": "2000000000", "memory.current": "1800000000", "memory.stat": "anon 5\ninactive_file 300000000\n"}
OLD = {
    "memory/memory.limit_in_bytes": "2000000000",
    "memory/memory.usage_in_bytes": "1800000000",
    "memory/memory.stat": "cache 7\ntotal_inactive_file 300000000\n",
}


@pytest.fixture
def group(tmp_path):
    """Return a function that writes what a system states of a group of processes."""

    def write(stated):
        for name, text in stated.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="ascii")
        return tmp_path

    return write


@pytest.fixture(autouse=True)
def _machine(monkeypatch):
    monkeypatch.setattr(psutil, "virtual_memory", lambda: type("", (), {"available": 4_000_000_000}))


@pytest.mark.parametrize(
    ("stated", "room"),
    [
        (NEW, 500_000_000),
        (OLD, 500_000_000),
        ({**NEW, "memory.max": "max"}, 4_000_000_000),
        ({**NEW, "memory.max": "9000000000"}, 4_000_000_000),
        ({**NEW, "memory.max": "1000000000"}, 0),
        ({"memory.max": "2000000000"}, 4_000_000_000),
        ({}, 4_000_000_000),
    ],
)
def test_what_the_machine_has_or_what_a_container_may_still_have(group, stated, room):
    assert memory.available(group(stated)) == room


@pytest.mark.parametrize(
    ("wanted", "room", "most"), [(2, 4.0, 2), (8, 4.0, 8), (9, 4.0, 8), (4, 1.2, 2), (4, 0.3, 1), (1, 0.0, 1)]
)
def test_no_more_kernels_than_there_is_memory_for_and_always_one(caplog, wanted, room, most):
    with caplog.at_level(logging.WARNING):
        assert memory.at_once(wanted, given=round(room * 1e9)) == most
    assert (f"{most} of {wanted} notebooks are run at once: {room:.1f} GB" in caplog.text) == (most < wanted)


def test_memory_is_looked_up_where_it_is_not_given(monkeypatch):
    monkeypatch.setattr(memory, "available", lambda: 3 * memory.A_KERNEL)
    assert memory.at_once(64) == 3
