"""The tables of care and adoption: what they take, what they refuse, and in which order the way to adoption runs."""

import pandera.pandas as pa
import pytest

from tests.support.canonical import canonical
from turncurve.tables.care import AdoptionPathways, CareEpisodes

EPISODE = {"child_key": "c1", "started_on": "2012-04-03", "started_because": "S", "legal_status": "E1"}
PATHWAY = {"child_key": "c1", "entered_care_on": "2010-04-03", "age_at_entry": 1}
THE_WAY = ["entered_care_on", "decided_on", "placement_order_on", "matched_on", "placed_on", "adopted_on"]


@pytest.mark.parametrize(
    ("table", "model", "row"),
    [("care_episodes", CareEpisodes, EPISODE), ("adoption_pathways", AdoptionPathways, PATHWAY)],
)
def test_a_child_still_in_care_has_blanks_after_the_first_day(table, model, row):
    (held,) = model.validate(canonical(table, [row]), lazy=True).to_dict("records")
    assert held["child_key"] == "c1"


@pytest.mark.parametrize(
    ("table", "model", "row", "blank"),
    [
        ("care_episodes", CareEpisodes, EPISODE, "started_on"),
        ("care_episodes", CareEpisodes, EPISODE, "child_key"),
        ("adoption_pathways", AdoptionPathways, PATHWAY, "entered_care_on"),
        ("adoption_pathways", AdoptionPathways, PATHWAY, "child_key"),
    ],
)
def test_no_row_is_without_a_child_or_a_first_day(table, model, row, blank):
    with pytest.raises(pa.errors.SchemaErrors, match="not_nullable"):
        model.validate(canonical(table, [{**row, blank: None}]), lazy=True)


@pytest.mark.parametrize(("age", "taken"), [(-2, False), (-1, True), (0, True), (17, True), (None, True)])
def test_a_child_enters_care_at_an_age(age, taken):
    rows = canonical("adoption_pathways", [{**PATHWAY, "age_at_entry": age}])
    if taken:
        assert len(AdoptionPathways.validate(rows, lazy=True)) == 1
        return
    with pytest.raises(pa.errors.SchemaErrors):
        AdoptionPathways.validate(rows, lazy=True)


def test_the_dates_stand_in_the_order_of_the_way_to_adoption(dictionary):
    columns = list(dictionary["adoption_pathways"])
    places = [columns.index(name) for name in THE_WAY]
    assert places == sorted(places)


def test_every_date_and_pseudonym_on_the_way_is_about_the_child(dictionary):
    named = [*THE_WAY, "foster_placement_on", "plan_changed_on", "left_care_on", "sibling_group", "child_key"]
    assert {dictionary["adoption_pathways"][name]["sensitivity"] for name in named} == {"child"}
