"""Tables are found by name."""

import pytest

from turncurve.errors import UnknownNameError
from turncurve.tables.registry import TABLES, model_of


def test_each_name_gives_its_model():
    assert all(model_of(name) is model for name, model in TABLES.items())


def test_an_unknown_name_is_told_the_known_ones():
    with pytest.raises(UnknownNameError, match=r"no canonical table called 'plans'.*cp_plans"):
        model_of("plans")
