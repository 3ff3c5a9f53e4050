"""The file formats as the `.yml` files state them."""

import pytest

from turncurve.errors import UnknownNameError
from turncurve.reference.formats.specification import load

FORMATS = [
    "annex_a",
    "cin_census",
    "ssda903",
    "contact_log",
    "adoption_tracker",
    "audit_return",
    "chair_return",
    "improvement_plan",
]
TYPES = {"text", "identifier", "code", "date", "datetime", "integer", "number", "decimal", "yes_no"}


def columns_of(key):
    return [(table, column) for table in load(key).tables for column in table.columns]


@pytest.mark.parametrize("key", FORMATS)
def test_each_format_names_its_source_and_has_a_table_with_titles(key):
    held = load(key)
    assert held.title
    assert held.source
    assert all(table.titles and table.columns for table in held.tables)


@pytest.mark.parametrize("key", FORMATS)
def test_each_column_has_a_type_that_is_known(key):
    assert {column.type for _, column in columns_of(key)} <= TYPES


@pytest.mark.parametrize("key", FORMATS)
def test_no_table_names_a_column_twice_even_by_another_name(key):
    for table in load(key).tables:
        names = [name.casefold() for column in table.columns for name in dict.fromkeys((column.name, *column.also))]
        assert len(names) == len(set(names)), table.key


@pytest.mark.parametrize("key", FORMATS)
def test_codes_are_text_and_every_coded_column_has_some(key):
    for table, column in columns_of(key):
        pairs = [*column.codes.items(), *column.spellings.items()]
        assert all(isinstance(value, str) and isinstance(code, str) for value, code in pairs), (table.key, column.name)
        assert bool(column.codes) == (column.type in {"code", "yes_no"}), (table.key, column.name)


@pytest.mark.parametrize("key", FORMATS)
def test_a_spelling_never_contradicts_the_standard(key):
    for _, column in columns_of(key):
        both = column.codes.keys() & column.spellings.keys()
        assert {value: column.codes[value] for value in both} == {value: column.spellings[value] for value in both}


@pytest.mark.parametrize("key", FORMATS)
def test_every_table_has_a_required_column_unless_it_is_a_header(key):
    without = [t.key for t in load(key).tables if not any(c.required for c in t.columns)]
    assert without in ([], ["header"])


def test_annex_a_has_eleven_lists_with_the_columns_of_the_template(shared):
    import yaml

    template = yaml.safe_load((shared / "standards" / "annex_a.yml").read_text(encoding="utf-8"))["lists"]
    assert [table.key for table in load("annex_a").tables] == [f"list_{number}" for number in range(1, 12)]
    for table in load("annex_a").tables:
        ours = [column.name for column in table.columns if not column.added and column.since is None]
        assert ours == [field["name"] for field in template[table.key]["fields"]]


def test_cin_census_and_looked_after_columns_are_those_of_the_standards(shared):
    import yaml

    modules = yaml.safe_load((shared / "standards" / "cin.yml").read_text(encoding="utf-8"))["modules"]
    plans = load("cin_census").table("child_protection_plans").columns
    assert [c.name for c in plans] == [
        item["name"] for item in modules["childprotectionplanstype"] if item["name"] != "Reviews"
    ]
    layouts = yaml.safe_load((shared / "standards" / "ssda903.yml").read_text(encoding="utf-8"))["tables"]
    for ours, theirs in (("episodes", "Episodes"), ("ad1", "AD1"), ("placed_for_adoption", "PlacedAdoption")):
        assert [c.name for c in load("ssda903").table(ours).columns] == layouts[theirs]["columns"]


def test_the_assessment_type_is_marked_as_added_by_councils():
    added = [(table.key, column.name) for table, column in columns_of("annex_a") if column.added]
    assert added == [("list_4", "Assessment Type")]


def test_a_column_carries_the_other_names_codes_and_spellings_of_its_set():
    source = load("annex_a").table("list_3").column("Referral Source")
    assert source.codes["q) 6: Police"] == "6"
    assert source.spellings["Police"] == "6"
    assert "Source of referral" in source.also


def test_an_unknown_format_table_or_column_is_named():
    with pytest.raises(UnknownNameError, match="no file format called 'annex_b'"):
        load("annex_b")
    with pytest.raises(UnknownNameError, match="no table 'list_12'"):
        load("annex_a").table("list_12")
    with pytest.raises(UnknownNameError, match="no column 'Shoe size'"):
        load("annex_a").table("list_1").column("Shoe size")
