"""What a stored table was made from is kept beside it and told again."""

import hashlib

import pandas as pd
import pytest

from turncurve.errors import RefusedInputError
from turncurve.tables.lineage import Lineage, keep, known, of_rows

MADE = Lineage("cp_plans", 388, "ab" * 32, {"cin/CIN_2013.xml": "cd" * 32}, {"loaded": 388, "refused": 2})


def test_a_lineage_kept_is_known_again_as_it_was(tmp_path):
    keep(MADE, folder=tmp_path)
    assert known("cp_plans", folder=tmp_path) == MADE


def test_each_table_has_its_own(tmp_path):
    keep(MADE, folder=tmp_path)
    assert known("cp_reviews", folder=tmp_path) is None


def test_the_same_lineage_is_the_same_bytes(tmp_path):
    keep(MADE, folder=tmp_path)
    first = (tmp_path / "cp_plans.lineage.json").read_bytes()
    keep(Lineage("cp_plans", 388, "ab" * 32, dict(MADE.sources), {"refused": 2, "loaded": 388}), folder=tmp_path)
    assert (tmp_path / "cp_plans.lineage.json").read_bytes() == first


@pytest.mark.parametrize("text", ["{", "[]", '{"table": "cp_plans"}', '{"unknown": 1}'])
def test_a_damaged_lineage_is_a_sentence(tmp_path, text):
    (tmp_path / "cp_plans.lineage.json").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match="damaged"):
        known("cp_plans", folder=tmp_path)


ROWS = pd.DataFrame({"day": pd.to_datetime(["2012-03-31", "2013-03-31"]), "value": [1.5, 2.0]})


def test_some_rows_of_a_table_name_their_own_files_and_have_their_own_hash():
    made = Lineage("issued_forecasts", 9, "ab" * 32, {"b.csv": "2", "a.csv": "1", "c.csv": "3"}, {"read": 9})
    found = of_rows(made, ROWS, sources=["c.csv", "a.csv"])
    text = b"day,value\n2012-03-31,1.5\n2013-03-31,2.0\n"
    assert found == Lineage(
        "issued_forecasts", 2, hashlib.sha256(text).hexdigest(), {"a.csv": "1", "c.csv": "3"}, {"read": 2, "loaded": 2}
    )
    assert list(found.sources) == ["a.csv", "c.csv"]


def test_other_rows_have_another_hash():
    hashes = {of_rows(MADE, rows, sources=[]).sha256 for rows in (ROWS, ROWS[:1], ROWS.assign(value=[1.5, 2.1]))}
    assert len(hashes) == 3
