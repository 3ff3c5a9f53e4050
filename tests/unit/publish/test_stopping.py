import asyncio
import threading

import pytest

from turncurve.publish.stopping import Stop


async def forever(begun: threading.Event, cleared: list[str]) -> None:
    begun.set()
    try:
        await asyncio.Event().wait()
    finally:
        cleared.append("cleared")


def test_what_is_not_stopped_runs_to_its_end():
    done = []

    async def work():
        done.append("done")

    Stop().run(work())
    assert done == ["done"]


def test_what_runs_in_another_thread_is_ended_and_clears_away_after_itself():
    stop, begun, cleared, ended = Stop(), threading.Event(), [], []

    def run():
        with pytest.raises(asyncio.CancelledError):
            stop.run(forever(begun, cleared))
        ended.append("ended")

    thread = threading.Thread(target=run)
    thread.start()
    begun.wait(30)
    stop.now()
    thread.join(30)
    assert (cleared, ended) == (["cleared"], ["ended"])


def test_nothing_begins_after_the_stop():
    stop, begun, cleared = Stop(), threading.Event(), []
    stop.now()
    with pytest.raises(asyncio.CancelledError):
        stop.run(forever(begun, cleared))
    assert not begun.is_set()


def test_what_has_ended_is_not_ended_again():
    stop = Stop()

    async def work():
        await asyncio.sleep(0)

    stop.run(work())
    stop.now()
    assert stop._running == set()
