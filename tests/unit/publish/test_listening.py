import asyncio
import itertools
from queue import Empty

import pytest
import zmq
import zmq.asyncio

from turncurve.publish import kernel, listening
from turncurve.publish.listening import Listener

INFORMED = {"protocol_version": "5.3"}


def answer(number, kind="kernel_info_reply"):
    """Return what a kernel answers to one question."""
    return {"msg_type": kind, "parent_header": {"msg_id": f"q{number}"}, "content": INFORMED}


def status(state, number=None):
    """Return what a kernel says of itself: because of a question, or by itself."""
    parent = {} if number is None else {"msg_id": f"q{number}"}
    return {"msg_type": "status", "parent_header": parent, "content": {"execution_state": state}}


class Channel:
    """What comes from a kernel one after another; None where nothing does for as long as one waits."""

    def __init__(self, said):
        self.left = list(said)
        self.waited = []

    async def get_msg(self, timeout):
        """Return what comes next."""
        self.waited.append(timeout)
        found = self.left.pop(0) if self.left else None
        if found is None:
            raise Empty
        return found


class Scripted(Listener):
    """Listens to a kernel whose words are known beforehand."""

    shell_channel = iopub_channel = lives = asked = None

    def kernel_info(self):
        """Ask, which is counted."""
        return f"q{next(self.asked)}"

    async def is_alive(self):
        """Return whether it still lives, and for how long is known too."""
        return next(self.lives)


@pytest.fixture
def listen():
    """Return a function that waits for a kernel with known words, and returns how often it asked and what is left."""

    def wait(shell, iopub, *, lives=(), timeout=60.0):
        made = Scripted()
        made.shell_channel, made.iopub_channel = Channel(shell), Channel(iopub)
        made.asked, made.lives = itertools.count(1), itertools.chain(lives, itertools.repeat(True))
        asyncio.run(made.wait_for_ready(timeout=timeout))
        return next(made.asked) - 1, made.iopub_channel

    return wait


def test_a_kernel_is_ready_as_soon_as_it_says_that_it_is_idle_again(listen):
    came = [status("starting"), status("busy", 1), status("idle", 1), status("busy", 9)]
    asked, heard = listen([answer(1)], came)
    assert asked == 1
    assert heard.left == came[-1:]
    assert len(heard.waited) == 3  # nothing is waited for that does not come


def test_a_kernel_that_begins_slowly_is_asked_again(listen):
    asked, heard = listen([None, None, answer(1)], [status("busy", 1), status("idle", 1)])
    assert (asked, heard.left) == (3, [])


@pytest.mark.parametrize(
    "said", [[None, status("idle", 2)], [status("idle"), status("idle", 7), None, status("idle", 2)]]
)
def test_a_kernel_whose_own_word_was_not_heard_is_asked_again(listen, said):
    asked, heard = listen([answer(1), answer(2)], said)
    assert (asked, heard.left) == (2, [])


def test_another_answer_is_not_taken_for_what_was_asked(listen):
    asked, _ = listen([answer(1, "execute_reply"), answer(2)], [status("idle", 2)])
    assert asked == 2


def test_a_kernel_that_ends_before_it_answers_is_told(listen):
    with pytest.raises(RuntimeError, match="died before replying"):
        listen([], [], lives=[True, False])


def test_a_kernel_that_never_answers_is_waited_for_no_longer_than_may_be(listen):
    with pytest.raises(RuntimeError, match="didn't respond in 0 seconds"):
        listen([], [], timeout=0.0)
    with pytest.raises(RuntimeError, match="didn't respond in 0 seconds"):
        listen([answer(1)], [status("busy", 1)], timeout=0.0)


def test_without_a_limit_a_kernel_is_waited_for_as_long_as_it_lives(listen):
    assert listen([*[None] * 99, answer(1)], [status("idle", 1)], timeout=None)[0] == 100


def test_what_a_kernel_says_of_its_protocol_is_followed(monkeypatch, listen):
    seen = []
    monkeypatch.setattr(Listener, "_handle_kernel_info_reply", lambda _, said: seen.append(said))
    listen([answer(1)], [status("idle", 1)])
    assert seen == [answer(1)]


def test_the_engine_listens_so():
    with kernel._manager(kernel.KERNEL) as (manager, _):
        assert manager.client_factory is Listener


def test_a_kernel_that_is_not_there_yet_is_sought_often():
    made = Listener(context=zmq.asyncio.Context())
    made.start_channels(shell=False, iopub=False, stdin=False, hb=False, control=False)
    with made.context.socket(zmq.DEALER) as sought:
        assert sought.getsockopt(zmq.RECONNECT_IVL) == listening.RECONNECT
    made.context.term()
