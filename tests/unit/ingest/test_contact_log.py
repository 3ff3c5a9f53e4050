"""A contact log fills every column of contacts."""

import pandas as pd

from turncurve.ingest.contact_log import RECIPES


def test_each_column_of_the_log_is_read(council):
    council.text(
        "log.csv",
        "Received,Child ID,Route,From whom,Reason,About an allocated case,Outcome\n"
        "01/05/2012 09:30,0071,Telephone,Police,Police domestic violence notification,No,Referral\n"
        "02/05/2012 10:00,,E-mail,,,,\n",
    )
    council.ingest()
    first, second = council.table("contacts").to_dict("records")
    assert first["received_at"] == pd.Timestamp("2012-05-01 09:30")
    assert [first[name] for name in ("route", "source", "reason", "about_allocated_case", "outcome")] == [
        "phone", "6", "police domestic violence notification", False, "referral",
    ]  # fmt: skip
    assert second["route"] == "email"
    assert all(pd.isna(second[name]) for name in ("child_key", "source", "reason", "about_allocated_case", "outcome"))


def test_a_route_of_the_councils_own_is_kept_as_logged(council):
    council.text("log.csv", "Received,Route\n01/05/2012 09:30,Carrier Pigeon\n")
    council.ingest()
    assert list(council.table("contacts")["route"]) == ["carrier pigeon"]


def test_a_log_that_needs_only_its_first_column_says_so_in_its_recipe():
    (recipe,) = RECIPES["contacts"]
    assert (recipe.required, recipe.order, recipe.offered_where) == (("received_at",), (), "")
