"""What a stored table was made from is kept beside it and told again."""

import pytest

from turncurve.errors import RefusedInputError
from turncurve.tables.lineage import Lineage, keep, known

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
