"""The reference pages say what the code says, and every link in the documentation leads somewhere."""

import importlib.util
import re

import pytest


@pytest.fixture(scope="module")
def generate(root):
    specification = importlib.util.spec_from_file_location("docs_generate", root / "docs" / "generate.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


GENERATED = ["data_dictionary.md", "glossary.md", "indicators.md", "return_templates.md", "worked_examples.md"]


@pytest.mark.parametrize("page", GENERATED)
def test_a_reference_page_is_what_the_code_makes_of_it(generate, root, page):
    held = (root / "docs" / page).read_text(encoding="utf-8")
    assert held == generate.PAGES[page](), "run `python docs/generate.py`"


def test_every_generated_page_is_checked_here(generate):
    assert sorted(generate.PAGES) == GENERATED


def test_every_column_of_every_return_is_explained(generate):
    from turncurve.reference.formats.specification import templates

    page = generate.return_templates()
    for name, wanted in templates().items():
        assert f"`turncurve template {name}`" in page
        assert all(f" | {column.name} | " in page for table in wanted.tables for column in table.columns)


def test_every_table_and_indicator_is_documented(generate):
    from turncurve.indicators.registry import INDICATORS
    from turncurve.tables.registry import TABLES

    dictionary, indicators = generate.data_dictionary(), generate.indicators()
    assert all(f"## {name}\n" in dictionary for name in TABLES)
    assert all(f"`{name}`" in indicators for name in INDICATORS)


def test_links_between_documents_lead_somewhere(root):
    pages = [*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("data/**/README.md")]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)\)", page.read_text(encoding="utf-8"))
    ]
    assert len(links) > 5
    assert [f"{page.name}: {target}" for page, target in links if not (page.parent / target).exists()] == []


def test_the_readme_names_the_two_commands_and_every_folder_that_the_user_fixed(root):
    text = (root / "README.md").read_text(encoding="utf-8")
    for said in ("make reports", "make test", "notebooks", "data/raw", "data/processed", "reports", "install.py"):
        assert said in text
