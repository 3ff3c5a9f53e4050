"""Text from data reaches a page through templates that escape it, and by no other way: in the library and notebooks."""

import ast
import re

import nbformat
import pytest

# What writes HTML past the templates, wherever it stands: as a name, an attribute or an import.
FORBIDDEN = {"HTML", "Markdown", "Markup", "Javascript", "SVG", "Styler", "to_html", "_repr_html_", "display_html"}
# A name in a pattern, such as (?P<year>, is no element.
ELEMENT = re.compile(r"(?<!\?P)</?[a-z][a-z0-9]*[\s>/]", re.IGNORECASE)
# The one place that shows a bundle to a notebook.
SHOWS = "turncurve/present/page.py"
# Where elements are written beside values: headings of finished pages are set in order; the list of problems escapes
# each value by itself, as its own tests say; the invented council's records are XML, and no pages.
JOINS = ("turncurve/publish/render.py", "turncurve/ingest/problems_page.py", "turncurve/example/")
# What a template may pass on as it stands: our own style and script, and nothing that came from data.
AS_IT_STANDS = {"page.style | safe", "page.script | safe"}


def faults(source: str, *, place: str = "somewhere.py") -> list[str]:
    """Return what in a piece of code writes HTML past the templates."""
    found = []
    for node in ast.walk(ast.parse(source)):
        name = _name(node)
        if name in FORBIDDEN:
            found.append(f"{place}: {name}")
        if name == "style" and isinstance(node, ast.Attribute) and _called_on_table(node):
            found.append(f"{place}: style")
        if name == "display" and not place.endswith(SHOWS):
            found.append(f"{place}: display")
        if isinstance(node, ast.keyword) and node.arg == "autoescape" and not _is_true(node.value):
            found.append(f"{place}: autoescape")
        if _joins_html(node) and not place.startswith(JOINS):
            found.append(f"{place}: HTML joined with text")
    return found


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.FunctionDef):
        return node.name
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.alias):
        return node.name.rpartition(".")[2]
    return node.id if isinstance(node, ast.Name) else ""


def _called_on_table(node: ast.Attribute) -> bool:
    """Tell a table's style from a module of that name: look.style is a function of ours, and a module's words are."""
    return not (isinstance(node.value, ast.Name) and node.value.id in {"look", "words", "self", "page"})


def _is_true(value: ast.AST) -> bool:
    return isinstance(value, ast.Constant) and value.value is True


def _joins_html(node: ast.AST) -> bool:
    """Tell whether an element is written beside a value: by an f-string, a format, a percent sign or a plus."""
    if isinstance(node, ast.JoinedStr):
        parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
        return len(parts) < len(node.values) and any(ELEMENT.search(str(part)) for part in parts)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return _is_element(node.func.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return _is_element(node.left) or _is_element(node.right)
    return False


def _is_element(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(ELEMENT.search(node.value))


def loose(template: str) -> set[str]:
    """Return what a template passes on as it stands."""
    words = re.findall(r"\{\{-?\s*(.*?)\s*-?\}\}", template)
    return {each for each in words if "safe" in each or "autoescape" in template} - AS_IT_STANDS


def test_no_module_of_the_library_writes_html_past_the_templates(root):
    modules = sorted((root / "lib").rglob("*.py"))
    assert len(modules) > 400
    found = [
        fault
        for path in modules
        for fault in faults(path.read_text(encoding="utf-8"), place=path.relative_to(root / "lib").as_posix())
    ]
    assert found == []


def test_no_notebook_writes_html_past_the_templates(root):
    notebooks = sorted((root / "notebooks").glob("*.ipynb"))
    assert notebooks
    for path in notebooks:
        held = nbformat.read(path, as_version=4)
        code = [cell.source for cell in held.cells if cell.cell_type == "code"]
        assert [fault for source in code for fault in faults(source, place=path.name)] == []


def test_templates_pass_on_nothing_as_it_stands_but_our_style_and_script(root):
    templates = sorted((root / "lib").rglob("*.j2"))
    assert len(templates) >= 5
    assert {path.name: found for path in templates if (found := loose(path.read_text(encoding="utf-8")))} == {}


def test_a_template_that_is_not_escaped_by_itself_escapes_every_word_of_ours(root):
    # nbconvert's own templates do not escape: each word in ours that is text goes through `e`.
    text = (root / "lib/turncurve/publish/template/index.html.j2").read_text(encoding="utf-8")
    words = set(re.findall(r"\{\{-?\s*(.*?)\s*-?\}\}", text))
    drawn = {
        "(cell.source | markdown2html).strip()",
        "(cell.source | highlight_code(metadata=cell.metadata)).strip()",
        "output.data['text/html'].strip()",
        "frame.head(resources.page)",
        "frame.banner(resources.page)",
        "frame.foot(resources.page)",
    }
    counted = {each for each in words if each.endswith(("| length", "loop.length"))}
    assert {each for each in words - drawn - counted if not each.endswith("| e")} == set()


@pytest.mark.parametrize(
    "poor",
    [
        "table.style.format('{:.0f}')",
        "table.to_html()",
        "from IPython.display import HTML, display\ndisplay(HTML('<b>' + name + '</b>'))",
        "from IPython.display import Markdown\nMarkdown(f'**{council}**')",
        "import IPython\nIPython.display.Markdown(text)",
        "display(frame)",
        "class A:\n    def _repr_html_(self):\n        return self.name",
        "from markupsafe import Markup\nMarkup(text)",
        "Environment(autoescape=False)",
        "Environment(autoescape=select)",
        "f'<td>{name}</td>'",
        "'<a href=\"{}\">'.format(link)",
        "'<td>%s</td>' % name",
        "'<td>' + name",
        "pd.io.formats.style.Styler(frame)",
    ],
)
def test_each_way_past_the_templates_would_be_found(poor):
    assert faults(poor)


@pytest.mark.parametrize(
    "sound",
    [
        "page.chart(answer)",
        "fill('term.html.j2', text=name)",
        "f'{count} < {limit}'",
        "'a' + name",
        "look.style()",
        "f'{name} is less than 5'",
        "Environment(autoescape=True)",
    ],
)
def test_what_is_sound_is_not_taken_for_a_fault(sound):
    assert faults(sound) == []


@pytest.mark.parametrize("poor", ["{{ name | safe }}", "{% autoescape false %}{{ name }}{% endautoescape %}"])
def test_a_word_that_a_template_passes_on_would_be_found(poor):
    assert loose(poor)
