"""Identifiers that only zeros tell apart are named, kind by kind, and never taken for one."""

import pandas as pd
import pytest

from tests.hostile.corpus.makers import LOG, joined
from turncurve.ingest.zeros_apart import check, doubtful_pseudonyms


def whose(*identifiers, kind="child"):
    held = [(kind, each, f"{kind} {each}") for each in identifiers]
    return pd.DataFrame(held, columns=["kind", "identifier", "pseudonym"], dtype="str")


# maps of the files                                     pseudonyms in doubt
MAPS = [
    ([], set()),
    ([whose("71", "72")], set()),
    ([whose("71"), whose("71")], set()),
    ([whose("71"), whose("0071")], {"child 71", "child 0071"}),
    ([whose("71", "071", "A1", "0A1", "5")], {"child 71", "child 071", "child A1", "child 0A1"}),
    ([whose("71"), whose("071", kind="worker")], set()),
    ([whose("710"), whose("71")], set()),
]


@pytest.mark.parametrize(("maps", "wanted"), MAPS)
def test_identifiers_of_one_kind_are_in_doubt_where_only_zeros_differ(maps, wanted):
    assert doubtful_pseudonyms(maps) == wanted


def test_nothing_is_said_where_nothing_is_in_doubt():
    assert check({}, maps=[whose("71")]) == ()


def test_the_first_row_of_each_in_each_sheet_is_named_and_every_row_is_kept(council):
    calls = [(f"{day}/04/2012 09:30", child, "Phone", "Police") for day, child in ((13, "71"), (14, "71"), (15, "5"))]
    council.bytes("logs/a.csv", joined(LOG, *calls))
    council.bytes("logs/b.csv", joined(LOG, ("16/04/2012 09:30", "0071", "Phone", "Police")))
    council.ingest()
    named = council.report("problems")
    assert list(named[["file", "row", "field", "rule"]].itertuples(index=False, name=None)) == [
        ("logs/a.csv", "2", "Child ID", "zeros_apart"),
        ("logs/b.csv", "2", "Child ID", "zeros_apart"),
    ]
    assert len(council.table("contacts")) == 4
    assert council.table("contacts")["child_key"].nunique() == 3
