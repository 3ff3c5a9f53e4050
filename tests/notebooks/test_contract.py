import ast
import json
import re
from pathlib import Path

import pytest

from turncurve.indicators.registry import INDICATORS
from turncurve.publish import notebook, parameters

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
MOST_CELLS = 50
MOST_LINES = 8
LEAST_NARRATIVE = 0.4
SHOWS = ("chart", "table", "sentence", "definition", "basis", "draft")
STATEMENTS = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.If,
    ast.With,
    ast.Try,
)
# A figure of ours typed into prose: a percentage, a number with thousands, a decimal, or three digits and more.
# Years, dates, sections of an Act and the numbers of an indicator's name are words.
FIGURE = re.compile(r"\b\d+(?:\.\d+)?\s?%|\b\d{1,3}(?:,\d{3})+\b|\b\d+\.\d+\b|(?<![A-Z/])\b\d{3,}\b")
YEAR = re.compile(r"\b(?:19|20)\d\d(?:[-/]\d\d)?\b")


class Held:
    """A notebook as it is committed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.raw = json.loads(path.read_text(encoding="utf-8"))
        self.cells = [(each["cell_type"], "".join(each["source"]), each) for each in self.raw["cells"]]
        self.code = [text for kind, text, _ in self.cells if kind == "code"]
        self.narrative = [text for kind, text, _ in self.cells if kind == "markdown"]
        self.shown = [text for text in self.code if text.startswith("page.")]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def held(request) -> Held:
    """Return each notebook of the project."""
    return Held(request.param)


@pytest.fixture(params=[path for path in NOTEBOOKS if not path.name.startswith("00_")], ids=lambda path: path.stem)
def published(request) -> Held:
    """Return each notebook that becomes a page: all but the one to explore with."""
    return Held(request.param)


def called(text: str) -> str:
    """Return what a cell calls on the page, such as "chart"; nothing where it is not one such call."""
    statements = ast.parse(text).body
    if len(statements) != 1 or not isinstance(statements[0], ast.Expr) or not isinstance(statements[0].value, ast.Call):
        return ""
    function = statements[0].value.func
    ours = isinstance(function, ast.Attribute) and ast.unparse(function.value) == "page"
    return function.attr if ours else ""


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 3


def test_two_digits_lead_the_name_and_no_version_date_or_council_is_in_it(held):
    assert re.fullmatch(r"\d\d(_[a-z]+)+", held.path.stem)
    assert not re.search(r"exampleshire|wiltshire|draft|final|copy", held.path.stem)


def test_it_starts_with_its_title_and_two_sentences(held):
    kind, text, _ = held.cells[0]
    title, _, rest = text.partition("\n")
    assert kind == "markdown"
    assert re.match(r"# \S", title)
    assert len(re.findall(r"[.?!](?=\s|$)", rest.strip())) == 2


def test_its_parameters_are_typed_literals_each_with_a_comment_in_the_second_cell(held):
    kind, _, about = held.cells[1]
    assert (kind, about["metadata"].get("tags")) == ("code", ["parameters"])
    declared = parameters.declared(notebook.read(held.path))
    assert {"council", "as_at", "audience"} <= {each.name for each in declared}


def test_its_defaults_are_those_of_a_page_that_may_be_shown_to_anybody(held):
    defaults = {each.name: each.default for each in parameters.declared(notebook.read(held.path))}
    assert defaults["audience"] == "public" or "public" not in notebook.read(held.path).audiences


def test_it_imports_from_analyses_and_present_alone_and_makes_one_page(held):
    tree = ast.parse(held.cells[2][1])
    modules = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    assert all(re.match(r"turncurve\.(analyses|present)\b", module) for module in modules)
    assert [ast.unparse(each) for each in tree.body if not isinstance(each, ast.ImportFrom)] == [
        "page = Page(council, as_at, audience)"
    ]
    assert "import" not in " ".join(held.code[2:])


def test_a_narrative_cell_and_a_cell_of_one_call_follow_each_other(published):
    kinds = [kind for kind, _, _ in published.cells[3:]]
    assert kinds == ["markdown", "code"] * (len(kinds) // 2)
    assert all(re.match(r"## \S", text) for text in published.narrative[1:])
    assert all(called(text) in SHOWS for text in published.code[2:])


def test_it_says_something_before_each_thing_that_it_shows(published):
    assert all(len(text.partition("\n")[2].split()) >= 10 for text in published.narrative[1:])


def test_it_starts_with_the_answer_and_ends_with_what_it_rests_on(published):
    assert called(published.shown[0]) in {"sentence", "draft"}
    assert published.shown[-1] == "page.basis()"
    assert "page.basis()" not in published.shown[:-1]


def test_its_code_is_short_and_holds_no_program(held):
    assert len(held.cells) <= MOST_CELLS
    for text in held.code:
        assert len(text.splitlines()) <= MOST_LINES
        assert not re.search(r"^\s*[%!?]|\bprint\(|\bdisplay\(", text, re.MULTILINE)
        assert not [node for node in ast.walk(ast.parse(text)) if isinstance(node, STATEMENTS)]


def test_at_least_two_fifths_of_it_is_narrative(held):
    words = [sum(len(text.split()) for text in texts) for texts in (held.narrative, held.code)]
    assert words[0] >= LEAST_NARRATIVE * sum(words)


def test_numbers_in_its_prose_are_computed_and_never_typed(held):
    for text in held.narrative:
        assert FIGURE.findall(YEAR.sub("", text)) == []


def test_words_about_an_indicator_come_from_its_own_file(held):
    said = " ".join(" ".join(held.narrative).lower().split())
    for name, indicator in INDICATORS.items():
        words = " ".join(indicator.definition.counts.lower().split()).rstrip(".")
        assert words not in said, f"{name} is defined in prose: use page.definition"


def test_it_is_committed_without_outputs_and_without_the_mark_of_a_run(held):
    for kind, _, about in held.cells:
        if kind == "code":
            assert about["outputs"] == []
            assert about["execution_count"] is None
        assert not {"papermill", "execution", "collapsed", "scrolled"} & set(about["metadata"])
        assert "injected-parameters" not in about["metadata"].get("tags", [])
    assert not {"papermill", "widgets"} & set(held.raw["metadata"])


def test_it_says_whom_it_is_for_in_its_metadata(held):
    assert set(notebook.read(held.path).audiences) <= {"public", "restricted"}


def test_its_cells_are_named_by_their_place(held):
    names = [about["id"] for _, _, about in held.cells]
    assert names == sorted(set(names))
    assert (held.raw["nbformat"], held.raw["nbformat_minor"] >= 5) == (4, True)


def test_its_file_is_small(held):
    assert held.path.stat().st_size <= 40_000


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("It was 16.0% of them.", ["16.0%"]),
        ("There were 1,446 of them.", ["1,446"]),
        ("There were 388 plans.", ["388"]),
        ("From 2013 to 2024, and 2012-13.", []),
        ("Section 47 enquiries, A10, the first 15 working days.", []),
        ("A ratio of 0.5 was seen.", ["0.5"]),
    ],
)
def test_a_typed_figure_is_told_from_a_year_or_a_name(prose, found):
    assert FIGURE.findall(YEAR.sub("", prose)) == found


@pytest.mark.parametrize(
    ("cell", "call"),
    [
        ("page.chart(the_curve_so_far.history(page.records, indicator))", "chart"),
        ("page.chart(a); page.table(b)", ""),
        ("shown = page.chart(a)", ""),
        ("plans.head()", ""),
        ("other.page.chart(a)", ""),
    ],
)
def test_one_call_on_the_page_is_told_from_anything_else(cell, call):
    assert called(cell) == call
