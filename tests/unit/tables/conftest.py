"""What tests of canonical tables share."""

import pytest

from turncurve.tables.column import words_of
from turncurve.tables.registry import TABLES


@pytest.fixture(scope="session")
def dictionary():
    """Return what every table says of each of its columns: by table, by column."""
    return {name: words_of(model) for name, model in TABLES.items()}
