"""Which councils a page compares: those of such names, all of one kind, and every listener knows."""

import sys

import pytest

from tests.support.made_nation import TOGETHER, keep_council, keep_together
from turncurve.errors import TurnCurveError
from turncurve.tables.council import identify
from turncurve.tables.many_councils import councils_compared_by


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Return a project of two made councils and the settings that compare them."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    for number in (2, 1):
        keep_council(tmp_path, number, contacts=None)
    keep_together(tmp_path)
    return tmp_path


def named():
    return [each.folder for each in councils_compared_by(identify(TOGETHER))]


def test_those_of_such_names_are_compared_in_order_of_their_folders(root):
    assert named() == ["made_council_001", "made_council_002"]
    keep_council(root, 3, contacts=None)
    assert named() == ["made_council_001", "made_council_002", "made_council_003"]


def test_a_folder_without_a_council_and_the_councils_together_are_not_compared(root):
    (root / "data/processed/made_council_009").mkdir()
    keep_together(root, compares="made_*")
    assert named() == ["made_council_001", "made_council_002"]


def test_one_council_compares_no_others(root):
    assert councils_compared_by(identify("made_council_001")) == ()


@pytest.mark.parametrize("together", [True, False])
def test_invented_and_real_councils_never_stand_on_one_page(root, together):
    keep_council(root, 2, contacts=None, synthetic=False)
    keep_together(root, synthetic=together)
    with pytest.raises(TurnCurveError, match="invented and real councils cannot stand on one page"):
        named()


def test_real_councils_are_not_shown_under_an_invented_name_nor_invented_ones_without_it(root):
    keep_together(root, synthetic=False)
    with pytest.raises(TurnCurveError, match="say `synthetic: true` there"):
        named()


def test_whoever_listens_is_told_which_names_were_looked_for(root):
    heard, on = [], [True]
    sys.addaudithook(lambda event, given: heard.append(given[0]) if on and event == "turncurve.read" else None)
    named()
    on.clear()
    assert heard == [str(root / "data/processed/made_council_*/council.json")]
