import ast
import re
import statistics
import subprocess
from pathlib import Path

import pytest

from turncurve.publish.scan import find

LONGEST_MODULE = 400
MEDIAN_MODULE = 150
MOST_STATEMENTS = 30
TEST_LINES_A_LINE = 1.2
# Words that would tie the repository to one machine, one registry or one way of making it.
PLACES = re.compile(
    r"(?<![\w.])/(?:work|root|home/\w+|tmp)/|[A-Z]:\\Users|"
    r"files\.pythonhosted|pypi\.org|registry\.npmjs|npmjs\.org|deb\.debian|conda\.anaconda",
)
MARKS = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
TEXT = {".py", ".md", ".yml", ".yaml", ".toml", ".json", ".j2", ".css", ".mjs", ".lock", ".ipynb", ".cff", ".csv", ""}


def tracked(root: Path) -> list[Path]:
    """Return the repository's files, without what is ignored."""
    command = ["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        pytest.skip("this is not a checkout")
    return [root / name for name in done.stdout.decode().split("\0") if name and (root / name).is_file()]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def lines_of_code(path: Path) -> int:
    """Count lines that are neither blank, nor a comment, nor documentation."""
    text = path.read_text(encoding="utf-8")
    documentation = {
        number
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    numbered = enumerate(text.splitlines(), start=1)
    return sum(
        bool(line.strip()) and line.strip()[0] != "#" and number not in documentation for number, line in numbered
    )


@pytest.fixture(scope="module")
def modules(root):
    """Return the modules of the package that say more than what they are."""
    return sorted(path for path in (root / "lib/turncurve").rglob("*.py") if path.name != "__init__.py")


@pytest.fixture(scope="module")
def committed(root):
    return tracked(root)


def test_no_module_is_long(modules):
    assert {path.name: lines(path) for path in modules if lines(path) > LONGEST_MODULE} == {}


def test_the_usual_module_fits_on_a_few_screens(modules):
    assert statistics.median(lines(path) for path in modules) <= MEDIAN_MODULE


def test_no_function_does_many_things(modules):
    long = {}
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                statements = sum(isinstance(each, ast.stmt) for each in ast.walk(node)) - 1
                long[f"{path.stem}.{node.name}"] = statements
    kept = sum(count <= MOST_STATEMENTS for count in long.values())
    assert kept >= 0.9 * len(long)


def test_every_module_has_a_test_of_its_name(root, modules):
    missing = []
    for path in modules:
        layer = path.relative_to(root / "lib/turncurve").parent.parts[:1]
        stem = path.stem.strip("_")
        if not list((root / "tests").joinpath("unit", *layer).rglob(f"test_{stem}.py")):
            missing.append(str(path.relative_to(root)))
    assert missing == []


def test_there_is_more_test_than_source(root):
    source = sum(map(lines_of_code, (root / "lib").rglob("*.py")))
    tests = sum(lines_of_code(path) for path in (root / "tests").rglob("*.py") if "node_modules" not in path.parts)
    assert tests >= TEST_LINES_A_LINE * source


def test_every_test_asserts_something(root):
    silent = [
        f"{path.name}: {node.name}"
        for path in (root / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _asserts(node)
    ]
    assert silent == []


def _asserts(function: ast.FunctionDef) -> bool:
    """Tell whether a test holds an assertion, expects an error, or calls a helper whose name says that it checks."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if re.search(r"raises|assert|check|agree|expect|benchmark", called):
                return True
    return False


def test_nothing_committed_names_a_machine_or_a_registry(root, committed):
    found = {}
    for path in committed:
        if path.suffix in TEXT and path != Path(__file__):
            held = PLACES.search(path.read_text(encoding="utf-8", errors="replace"))
            if held:
                found[str(path.relative_to(root))] = held[0]
    assert found == {}


def test_nothing_committed_is_left_unfinished(root, committed):
    named = [
        path for path in committed if path.suffix in {".py", ".yml", ".toml", ".j2", ".mjs"} and path != Path(__file__)
    ]
    found = [str(path.relative_to(root)) for path in named if MARKS.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_no_childs_data_and_no_release_of_a_real_council_is_committed(root, committed):
    places = [path.relative_to(root).as_posix() for path in committed]
    assert [each for each in places if re.match(r"data/raw/(?!published/|README\.md)", each)] == []
    assert [each for each in places if re.match(r"data/processed/(?!README\.md)", each)] == []
    assert [each for each in places if re.search(r"\.(parquet|xlsx|xls|pkl|feather)$", each)] == []


def test_exceptions_to_the_checks_say_why(root, modules):
    bare = []
    for path in modules:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            marked = re.search(r"# (?:noqa: [A-Z0-9, ]+|type: ignore\[[a-z, -]+\])(.*)$", line)
            if re.search(r"# (noqa|type: ignore)", line) and not (marked and re.search(r"[-#] ?\w+", marked[1])):
                bare.append(f"{path.relative_to(root)}:{number}")
    assert bare == []


def test_documentation_comments_and_blanks_are_not_code(tmp_path):
    path = tmp_path / "a.py"
    path.write_text('"""Words.\n\nMore."""\n\n# why\nx = 1\n\n\ndef f():\n    """Words."""\n    return "text"\n')
    assert lines_of_code(path) == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/work" + "/main", True),
        ("see /root" + "/x", True),
        ("pypi" + ".org", True),
        ("data/work/main", False),
        ("https://www.gov.uk/x", False),
    ],
)
def test_places_are_told_from_paths_of_our_own(text, found):
    assert bool(PLACES.search(text)) is found


def test_nothing_committed_looks_like_what_identifies_a_person(root, committed):
    # The tests of reading and of this very search need made-up ones.
    outside = [path for path in committed if path.relative_to(root).parts[0] != "tests"]
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in outside}
    assert find(files) == ()
