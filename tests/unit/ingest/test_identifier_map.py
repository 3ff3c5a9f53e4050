"""The map from identifiers to pseudonyms: written once each, for its owner alone."""

import pandas as pd
import pytest

from turncurve.errors import TurnCurveError
from turncurve.ingest import identifier_map, identifiers
from turncurve.ingest.identifiers import Key

KEY = Key(b"SYNTHETIC: a key that protects nobody")


def test_the_map_is_written_sorted_once_each_and_read_back(tmp_path):
    _, first = identifiers.pseudonyms(pd.Series(["2", "1"], dtype="str"), kind="child", key=KEY)
    _, second = identifiers.pseudonyms(pd.Series(["2", "001"], dtype="str"), kind="child", key=KEY)
    identifier_map.write([first, second], tmp_path / "identifiers.csv")
    assert list(identifier_map.read(tmp_path)["identifier"]) == ["001", "1", "2"]
    assert (tmp_path / "identifiers.csv").stat().st_mode & 0o077 == 0
    with pytest.raises(TurnCurveError, match="identifiers are not there"):
        identifier_map.read(tmp_path / "elsewhere")


def test_the_number_that_stands_for_a_pseudonym_is_found_in_any_map():
    maps = [
        identifiers.pseudonyms(pd.Series(cells, dtype="str"), kind="child", key=KEY)[1] for cells in (["7"], ["a 1"])
    ]
    assert identifier_map.numbers_of(maps) == {KEY.pseudonym("child", "7"): "7", KEY.pseudonym("child", "A1"): "A1"}
    assert identifier_map.numbers_of([]) == {}
