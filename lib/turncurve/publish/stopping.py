"""Stopping at once what runs in other threads, so that nobody who presses Ctrl-C waits for notebooks to end."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any


class Stop:
    """Ends every task that runs under it, from any thread, and lets none begin after that."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: set[tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]]] = set()
        self._stopped = False

    def now(self) -> None:
        """End all that runs; each clears away after itself."""
        with self._lock:
            self._stopped = True
            for loop, task in self._running:
                loop.call_soon_threadsafe(task.cancel)

    def run(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something to its end, or until it is stopped.

        Parameters
        ----------
        work : coroutine
            What to run.

        Raises
        ------
        asyncio.CancelledError
            If it was stopped, or was not to begin.
        """
        asyncio.run(self._watched(work))

    async def _watched(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something where it can be found."""
        task = asyncio.ensure_future(work)
        entry = (asyncio.get_running_loop(), task)
        with self._lock:
            self._running.add(entry)
            if self._stopped:
                task.cancel()
        try:
            await task
        finally:
            with self._lock:
                self._running.discard(entry)
