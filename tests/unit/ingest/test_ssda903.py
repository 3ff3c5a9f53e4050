"""The files of the looked after return fill care episodes and the steps towards adoption."""

import pandas as pd

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
