"""The files of the looked after return fill care episodes and the steps towards adoption."""

import pandas as pd
import pytest

from turncurve.ingest.files import read_file
from turncurve.ingest.identifiers import Key
from turncurve.ingest.snapshot import take
from turncurve.ingest.ssda903 import BIRTHS, DECISIONS, MATCHES, RECIPES


def test_episodes_become_care_episodes(council):
    lines = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n1,10/01/2011,S,C2,N1,U6,PR1,01/09/2011,E4A\n"
    council.text("ssda903/2012/anything.csv", lines)
    council.ingest()
    (row,) = council.table("care_episodes").to_dict("records")
    assert row["started_on"] == pd.Timestamp("2011-01-10")
    assert row["ended_on"] == pd.Timestamp("2011-09-01")
    assert [row[name] for name in ("started_because", "legal_status", "need", "placement", "ended_because")] == [
        "S", "C2", "N1", "U6", "E4A",
    ]  # fmt: skip


def test_an_episode_that_ends_before_it_starts_is_refused(council):
    council.text("e.csv", "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n1,10/01/2011,S,C2,N1,U6,09/01/2011,E4A\n")
    council.text("log.csv", "Received,Route\n01/05/2012,Phone\n")
    assert council.ingest().totals().loc["care_episodes", "refused"] == 1


def test_codes_in_small_letters_are_read(council):
    council.text("e.csv", "child,decom,rne,ls,cin,place,dec,rec\n1,10/01/2011,s,c2,n1,u6,,\n")
    council.ingest()
    assert list(council.table("care_episodes")["placement"]) == ["U6"]


def test_the_other_files_serve_the_routes_to_adoption_only():
    used = {name: [recipe.table for recipe in recipes] for name, recipes in RECIPES.items() if name != "episodes"}
    assert used == {"placed_for_adoption": [DECISIONS], "ad1": [MATCHES], "header": [BIRTHS]}


HEADER = "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC"


def offer_of(council, text):
    """Return what the only sheet of the return offers, and the faults."""
    council.text("903.csv", text)
    (file,) = take(council.raw)
    held = read_file(file, key=Key(b"a key of more than sixteen characters"))
    (offer,) = held.offers
    return offer, [(row, each.field, each.rule) for each in held.problems for row in each.rows]


# text of the file                                              table          columns and the cells of the row
FILES = [
    (
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n1,01/02/2010,01/07/2011,02/07/2011,rd1\n",
        DECISIONS,
        {"decided_on": "2011-07-01", "plan_changed_on": "2011-07-02", "plan_changed_because": "RD1"},
    ),
    (
        "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE\n1,01/02/2010,01/11/2011,02/11/2011,1\n",
        MATCHES,
        {"matched_on": "2011-11-02", "by_foster_carer": "True"},
    ),
    ("CHILD,SEX,DOB,ETHNIC\n1,1,01/02/2010,WBRI\n", BIRTHS, {"born_on": "2010-02-01"}),
    (f"{HEADER}\n1,10/01/2011,S,C2,N1,U6,,\n", "care_episodes", {"started_on": "2011-01-10", "placement": "U6"}),
]


@pytest.mark.parametrize(("text", "table", "wanted"), FILES)
def test_each_file_of_the_return_is_told_by_its_columns_and_gives_its_table(council, text, table, wanted):
    offer, faults = offer_of(council, text)
    (row,) = offer.rows.to_dict("records")
    assert offer.table == table
    assert {name: str(row[name]).removesuffix(" 00:00:00") for name in wanted} == wanted
    assert faults == []


# the cells of an episode                              field, rule; is the row kept
EPISODES = [
    ("1,10/01/2011,S,C2,N1,U6,10/01/2011,E4A", [], True),
    ("1,10/01/2011,S,C2,N1,U6,09/01/2011,E4A", [(2, "DEC", "order")], False),
    ("1,,S,C2,N1,U6,,", [(2, "DECOM", "missing_required")], False),
    ("1,10/01/2011,Q,C2,N1,U6,,", [(2, "RNE", "unknown_code")], True),
    ("1,10/01/2011,S,C2,N1,U6x,,", [(2, "PLACE", "unknown_code")], True),
    ("1,10/01/2011,S,C2,N1,U6,,,extra", [(2, "", "extra_cells")], False),
    ("1.2E+11,10/01/2011,S,C2,N1,U6,,", [(2, "CHILD", "shortened_number")], False),
    ("#REF!,10/01/2011,S,C2,N1,U6,,", [(2, "CHILD", "error_cell")], False),
]


@pytest.mark.parametrize(("cells", "wanted", "is_kept"), EPISODES)
def test_an_episode_is_kept_or_refused_and_its_fault_is_named(council, cells, wanted, is_kept):
    offer, faults = offer_of(council, f"{HEADER}\n{cells}\n")
    assert faults == wanted
    assert (len(offer.rows), offer.refused) == ((1, 0) if is_kept else (0, 1))
