"""What is remembered of the cells of one council's files while they are read, and forgotten after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TypeVar

import pyarrow as pa

_Returned = TypeVar("_Returned")
_FORGETTING: list[Callable[[], None]] = []


def remembered(function: Callable[..., _Returned]) -> Callable[..., _Returned]:
    """Let a function of a cell remember its answers until they are forgotten: a council's files repeat their cells.

    Parameters
    ----------
    function : callable
        A function of hashable values alone.

    Returns
    -------
    callable
        The same function.
    """
    remembering = cache(function)
    _FORGETTING.append(remembering.cache_clear)
    return remembering


@contextmanager
def one_council() -> Iterator[None]:
    """Forget all cells at the end, identifiers among them, and give the system back the memory that held them."""
    try:
        yield
    finally:
        for each in _FORGETTING:
            each()
        pa.default_memory_pool().release_unused()
