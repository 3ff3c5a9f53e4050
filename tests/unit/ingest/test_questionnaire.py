"""What a questionnaire's return offers, and what in it cannot be."""

import pytest

from turncurve.ingest.questionnaire import RECIPES
from turncurve.reference.formats.specification import load, templates
from turncurve.tables.column import words_of
from turncurve.tables.registry import model_of


def test_every_field_is_a_column_of_the_format_and_of_the_table():
    (recipe,) = RECIPES["answers"]
    assert set(recipe.wanted) == {each.name for each in load("questionnaire").table("answers").columns}
    assert set(recipe.fields) | {"edition"} == set(words_of(model_of(recipe.table)))


def test_a_row_needs_what_the_table_may_not_lack():
    (recipe,) = RECIPES["answers"]
    words = words_of(model_of(recipe.table))
    assert {name for name in recipe.fields if not words[name]["nullable"]} == set(recipe.required)


def test_the_day_on_which_it_closed_is_no_end_that_is_still_to_come():
    assert "closed_on" in RECIPES["answers"][0].happened


def test_a_respondent_is_a_pseudonym_of_nobody_else():
    assert RECIPES["answers"][0].kinds == {"respondent_key": "respondent"}


@pytest.mark.parametrize("column", ["Answered as", "Answer given"])
def test_an_empty_return_offers_the_lists(column):
    wanted = templates()["questionnaires"].table("answers").column(column)
    assert wanted.codes
    assert wanted.meaning
