"""The base of every canonical table's model: strict, never coercing."""

from __future__ import annotations

import pandera.pandas as pa


class CanonicalTable(pa.DataFrameModel):
    """A canonical table: exactly the columns named, with exactly their types."""

    class Config:
        """Settings of pandera: an unknown column is an error, and nothing is converted in passing."""

        strict = True
        coerce = False
        ordered = True
