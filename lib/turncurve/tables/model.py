"""The base of every canonical table's model: strict, never coercing."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import pandera.pandas as pa


@contextmanager
def _without_dask() -> Iterator[None]:
    """Have imports find no tables of dask, unless they are loaded already; what was loaded is there again after."""
    modules = cast("dict[str, object]", sys.modules)
    hidden = "dask.dataframe" if "dask" in modules else "dask"
    if "dask.dataframe" in modules:
        yield
        return
    modules[hidden] = None
    try:
        yield
    finally:
        del modules[hidden]


# At its first check pandera loads dask's tables, where a cluster's packages are installed, to know one when it sees it.
# None of ours is one, and a second of CPU is much for that.
with _without_dask():
    importlib.import_module("pandera.typing.dask")


class CanonicalTable(pa.DataFrameModel):
    """A canonical table: exactly the columns named, with exactly their types."""

    class Config:
        """Settings of pandera: an unknown column is an error, and nothing is converted in passing."""

        strict = True
        coerce = False
        ordered = True
