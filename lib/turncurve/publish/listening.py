"""Listens to one kernel, and takes it as ready as soon as it says so."""

from __future__ import annotations

import math
import time
from queue import Empty
from typing import Any

import zmq
from jupyter_client.asynchronous.client import AsyncKernelClient

ANSWER, IDLE = 1.0, 0.2
"""Seconds for which an answer, and then the word that the kernel is idle, is waited for before it is asked again."""
RECONNECT = 5
"""Milliseconds after which a kernel is sought again that was not there yet; the library's own are 100."""


class Listener(AsyncKernelClient):
    """A client that does not wait for silence.

    jupyter_client's own waits at each start until nothing was heard for 0.2 s. Here the word that the kernel is idle
    again after it was asked what it is shows that everything it says is heard; what it may yet say of such a question
    is no cell's, and is passed over.
    """

    def start_channels(self, *channels: bool, **named: bool) -> None:
        """Begin to listen, and seek a kernel that is about to begin without a pause that can be felt.

        Parameters
        ----------
        *channels, **named : bool
            Which channels, as jupyter_client has them.
        """
        self.context.setsockopt(zmq.RECONNECT_IVL, RECONNECT)  # for every socket that is made from now on
        super().start_channels(*channels, **named)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers and what it says is heard.

        Parameters
        ----------
        timeout : float, optional
            At most so many seconds.

        Raises
        ------
        RuntimeError
            If it ends before it answers, or does not answer in time.
        """
        until = time.monotonic() + (math.inf if timeout is None else timeout)
        asked: set[str] = set()
        while True:
            asked.add(self.kernel_info())
            answer = await self._answer()
            if answer is not None and await self._heard_idle(asked):
                self._handle_kernel_info_reply(answer)
                return
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > until:
                raise RuntimeError(f"Kernel didn't respond in {timeout:g} seconds")

    async def _answer(self) -> dict[str, Any] | None:
        """Return what the kernel says it is; None where it has not said yet."""
        try:
            said: dict[str, Any] = await self.shell_channel.get_msg(timeout=ANSWER)
        except Empty:
            return None
        return said if said["msg_type"] == "kernel_info_reply" else None

    async def _heard_idle(self, asked: set[str]) -> bool:
        """Return whether it was heard that the kernel is idle after one of some questions."""
        try:
            while True:
                said = await self.iopub_channel.get_msg(timeout=IDLE)
                told = said["msg_type"] == "status" and said["content"]["execution_state"] == "idle"
                if told and said["parent_header"].get("msg_id") in asked:
                    return True
        except Empty:
            return False
