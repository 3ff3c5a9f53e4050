"""Every file of the corpus comes out as its table says: read rightly or refused rightly, never silently wrong."""

from collections import Counter

import pytest

from tests.hostile.corpus import (
    containers,
    councils,
    left_out,
    peers,
    returns,
    rows_cut_short,
    strangers,
    text_files,
    tired,
    workbooks,
)
from tests.hostile.corpus.case import RIGHTLY_READ, RIGHTLY_REFUSED, judged

CASES = (
    *text_files.CASES,
    *workbooks.CASES,
    *containers.CASES,
    *councils.CASES,
    *left_out.CASES,
    *rows_cut_short.CASES,
    *returns.CASES,
    *peers.CASES,
    *strangers.CASES,
    *tired.CASES,
)
NAMES = [f"{each.item}: {each.name} ({next(iter(each.files)).rpartition('.')[2]})" for each in CASES]


@pytest.mark.parametrize("each", CASES, ids=NAMES)
def test_a_hostile_or_messy_file_comes_out_as_its_table_says(each, tmp_path):
    verdict, what = judged(each, tmp_path)
    assert verdict in {RIGHTLY_READ, RIGHTLY_REFUSED}, what


def test_no_two_cases_have_one_name_and_there_are_enough():
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []
    assert len(CASES) >= 120
