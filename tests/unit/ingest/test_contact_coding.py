"""What the coding of a sample offers."""

import pytest

from turncurve.ingest.contact_coding import RECIPES
from turncurve.reference.formats.specification import load, templates
from turncurve.tables.column import words_of
from turncurve.tables.registry import model_of


@pytest.mark.parametrize("sheet", RECIPES)
def test_every_field_is_a_column_of_the_format_and_of_the_table(sheet):
    columns = {each.name for each in load("contact_coding").table(sheet).columns}
    for recipe in RECIPES[sheet]:
        assert set(recipe.wanted) == columns
        assert set(recipe.fields) | {"edition"} == set(words_of(model_of(recipe.table)))


@pytest.mark.parametrize("sheet", RECIPES)
def test_a_row_needs_what_the_table_may_not_lack(sheet):
    for recipe in RECIPES[sheet]:
        words = words_of(model_of(recipe.table))
        assert {name for name in recipe.fields if not words[name]["nullable"]} == set(recipe.required)


def test_contacts_and_coders_become_pseudonyms_of_their_own_kind():
    assert RECIPES["codings"][0].kinds == {"contact_key": "contact", "coder_key": "coder"}
    assert RECIPES["draw"][0].kinds == {"contact_key": "contact"}


def test_an_empty_return_can_be_asked_for():
    assert templates()["contact-codings"].key == "contact_coding"


def test_sources_are_coded_as_in_the_contact_log():
    ours = load("contact_coding").table("draw").column("Contact made by").codes
    assert ours == load("contact_log").table("contacts").column("From whom").codes
