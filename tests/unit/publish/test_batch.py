import logging
import pickle
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from turncurve.publish import batch, durations, memory
from turncurve.publish.batch import run_all
from turncurve.publish.kernel import Limits
from turncurve.publish.workers import Here, Workers

LIMITS = Limits(start=60, cell=60, notebook=120)


class Given(Workers):
    """Workers whose answers the test gives: each unit ends when the next but one is asked for."""

    def __init__(self, run, *, ends=True):
        super().__init__(None)
        self.run, self.ends, self.asked, self.patience = run, ends, [], 0.0

    def submit(self, unit, *, limits):
        self.asked.append(unit.page)
        future = Future()
        if self.ends:
            future.set_result(self.run(("a",), one=unit))
        return future

    def gone(self):
        return "" if self.ends else "no worker is left"


@pytest.fixture
def units(made, unit):
    """Return three units; the second took longest when it last ran."""
    found = [unit(made.notebook(f"0{number}_page", "council")) for number in (1, 2, 3)]
    return tuple(found)


def test_the_longest_is_begun_first_and_results_come_in_the_order_of_the_units(made, units, run):
    durations.keep([run(("a",), one=units[1], seconds=9.0), run(("a",), one=units[2], seconds=3.0)])
    given = Given(run)
    told = []
    runs = run_all(units, workers=given, tell=told.append)
    assert given.asked == ["02_page", "03_page", "01_page"]
    assert [each.unit for each in runs] == list(units)
    assert len(told) == 3


def test_another_is_at_work_while_one_is_told_of_and_while_the_rest_is_seen_to(units, run):
    class Narrow(Given):
        def room(self, at_work):
            return at_work < 1

    given = Narrow(run)
    steps = []
    run_all(
        units,
        workers=given,
        tell=lambda one: steps.append((one.unit.page, list(given.asked))),
        meanwhile=lambda: steps.append(("meanwhile", list(given.asked))),
    )
    assert steps == [
        ("meanwhile", ["01_page"]),
        ("01_page", ["01_page", "02_page"]),
        ("02_page", ["01_page", "02_page", "03_page"]),
        ("03_page", ["01_page", "02_page", "03_page"]),
    ]


def test_without_units_the_rest_is_seen_to_all_the_same(run):
    seen = []
    assert run_all([], workers=Given(run), meanwhile=lambda: seen.append("seen")) == ()
    assert seen == ["seen"]


def test_without_anybody_left_to_run_them_every_unit_is_told_as_lost_and_nothing_hangs(units, run):
    runs = run_all(units, workers=Given(run, ends=False))
    assert {(each.status, each.error, each.completed) for each in runs} == {("was lost", "no worker is left", False)}


def test_an_executor_that_takes_no_more_loses_units_and_not_the_batch(units):
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    pool.shutdown()
    runs = run_all(units, workers=Workers(pool))
    assert [each.status for each in runs] == ["was lost"] * 3
    assert "after shutdown" in runs[0].error


def test_a_pool_of_processes_shows_what_threads_show(made, unit):
    """The seam: a unit goes to another process, and its executed notebook comes back, as plain values."""
    notebook = made.page()
    one = unit(notebook)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        (there,) = run_all([one], workers=Workers(pool), limits=LIMITS)
    (here,) = run_all([one], workers=1, limits=LIMITS)
    shown = [[cell.get("outputs") for cell in each.notebook.cells] for each in (there, here)]
    assert shown[0] == shown[1]
    assert (there.completed, there.cells, there.read) == (True, here.cells, here.read)
    assert pickle.loads(pickle.dumps(there)).notebook == there.notebook  # noqa: S301 - our own bytes


def test_where_there_is_memory_for_one_kernel_they_run_one_after_the_other(units, monkeypatch, caplog):
    monkeypatch.setattr(memory, "available", lambda: memory.A_KERNEL - 1)
    began = []

    class Watched(Here):
        def submit(self, unit, *, limits):
            began.append(unit.page)
            return super().submit(unit, limits=limits)

        def result(self, unit, future):
            began.append("ended")
            return super().result(unit, future)

    monkeypatch.setattr(batch, "Here", Watched)
    with caplog.at_level(logging.WARNING):
        runs = run_all(units[:2], workers=2, limits=LIMITS)
    assert began == ["01_page", "ended", "02_page", "ended"]
    assert all(each.completed for each in runs)
    assert "1 of 2 notebooks are run at once" in caplog.text


def test_how_long_units_took_is_kept_also_where_the_batch_is_stopped(units, run):
    def stop(_):
        raise KeyboardInterrupt

    given = Given(run)
    given.stop = lambda: given.asked.append("stopped")
    with pytest.raises(KeyboardInterrupt):
        run_all(units, workers=given, tell=stop)
    assert given.asked[-1] == "stopped"
    assert durations.known(["madeshire"])[units[0].label] == 1.0
