"""What chairs return is strict: kinds, agencies and subjects are those of the lists, and every key is there."""

import pandera.errors
import pytest

from tests.support.canonical import canonical
from turncurve.reference.formats.specification import load
from turncurve.tables.column import words_of
from turncurve.tables.conference_chairs import (
    ABOUT,
    AGENCIES,
    CHILD_TOOK_PART,
    KINDS,
    PARENTS_TOOK_PART,
    ChairChallenges,
    ChairedConferences,
    ConferenceAgencies,
)

MODELS = {
    "chaired_conferences": ChairedConferences,
    "conference_agencies": ConferenceAgencies,
    "chair_challenges": ChairChallenges,
}
WHICH = {"child_key": "c1", "held_on": "2012-06-01"}
ROWS = {
    "chaired_conferences": {**WHICH, "kind": "review", "chair_key": "h1", "child_took_part": "attended"},
    "conference_agencies": {**WHICH, "agency": "police", "invited": True, "attended": False},
    "chair_challenges": {**WHICH, "about": "drift", "raised_on": "2012-06-05"},
}
LISTS = {
    ("conferences", "Conference kind"): KINDS,
    ("conferences", "Child took part"): CHILD_TOOK_PART,
    ("conferences", "Parents took part"): PARENTS_TOOK_PART,
    ("agencies", "Agency"): AGENCIES,
    ("challenges", "Challenge about"): ABOUT,
}


def validated(table, **changes):
    return MODELS[table].validate(canonical(table, [{**ROWS[table], **changes}]), lazy=True)


@pytest.mark.parametrize("table", MODELS)
def test_a_row_with_its_required_columns_alone_is_kept(table):
    assert len(validated(table)) == 1


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("chaired_conferences", {"kind": "strategy"}),
        ("chaired_conferences", {"chair_key": None}),
        ("chaired_conferences", {"child_took_part": "perhaps"}),
        ("chaired_conferences", {"parents_took_part": "perhaps"}),
        ("conference_agencies", {"agency": "coastguard"}),
        ("conference_agencies", {"held_on": None}),
        ("chair_challenges", {"about": "lateness"}),
        ("chair_challenges", {"raised_on": None}),
    ],
)
def test_what_is_not_on_a_list_or_is_missing_is_refused(table, changes):
    with pytest.raises(pandera.errors.SchemaErrors):
        validated(table, **changes)


@pytest.mark.parametrize(("table", "column"), LISTS)
def test_the_lists_are_those_of_the_return(table, column):
    assert list(load("chair_return").table(table).column(column).codes.values()) == LISTS[table, column]


@pytest.mark.parametrize("table", MODELS)
def test_children_and_chairs_are_marked_as_people(table):
    words = words_of(MODELS[table])
    assert words["child_key"]["sensitivity"] == "child"
    assert words.get("chair_key", {"sensitivity": "staff"})["sensitivity"] == "staff"
    assert sum(each["event"] for each in words.values()) == 1
