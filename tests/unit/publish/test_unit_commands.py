import io
import json

import pytest

from turncurve import __main__ as command
from turncurve.errors import PublicationError
from turncurve.publish import one_unit
from turncurve.publish.unit_commands import asked

WHOLE = {"council": "madeshire", "as_at": "2013-03-31", "audience": "public", "notebook": "01_curve"}
REPORTS = """
releases:
  - {council: Madeshire, as_at: 2013-03-31, audiences: [public, restricted], notebooks: [01_curve]}
  - {council: Madeshire, as_at: 2012-03-31, audiences: [restricted], notebooks: [01_curve]}
"""


@pytest.fixture
def listed(made):
    """Return a project with two releases in reports.yml."""
    made.page()
    made.notebook("02_other", "council")
    (made.root / "reports.yml").write_text(REPORTS, encoding="utf-8")
    return made


def test_units_are_lines_of_json_that_the_other_command_takes(listed, capsys):
    assert command.main(["units"]) == 0
    units = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["as_at"], each["audience"], each["step"]) for each in units] == [
        ("2013-03-31", "restricted", 1),
        ("2013-03-31", "public", 2),
        ("2012-03-31", "restricted", 1),
    ]
    assert all(asked(json.dumps(each)) == each for each in units)


@pytest.mark.parametrize(
    ("words", "count"), [(["--council", "madeshire"], 3), (["--as-at", "2012-03-31"], 1), (["--council", "other"], 0)]
)
def test_units_of_one_council_or_date(listed, capsys, words, count):
    assert command.main(["units", *words]) == 0
    assert len(capsys.readouterr().out.splitlines()) == count


def test_a_unit_is_given_by_options_as_json_in_a_file_or_from_the_input(tmp_path, monkeypatch):
    path = tmp_path / "unit.yml"
    path.write_text("{council: madeshire, as_at: 2013-03-31, audience: public, notebook: 01_curve}", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(WHOLE)))
    options = {"council": "madeshire", "as_at": "2013-03-31", "audience": "public"}
    assert asked("01_curve", **options) == asked(json.dumps(WHOLE)) == asked(str(path)) == asked("-") == WHOLE


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("{}", "lacks council, as_at, audience, notebook"),
        ('{"council": "x"}', "lacks as_at, audience, notebook"),
        ("{council: [", "lacks council"),
        (json.dumps({**WHOLE, "jobs": 2}), "has what no unit has, jobs"),
        ("01_curve", "lacks council, as_at"),
    ],
)
def test_what_is_no_unit_is_told_in_a_sentence(unit, words):
    with pytest.raises(PublicationError, match=words):
        asked(unit)


def test_a_file_that_is_not_there_is_a_sentence(made, capsys):
    assert command.main(["unit", "no/such.json"]) == 1
    assert "a file or folder is not there (no/such.json)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "pages"), [({}, ["01_curve"]), ({"notebooks": ["02_other", "01_curve"]}, ["02_other", "01_curve"])]
)
def test_a_unit_is_of_the_listed_release_unless_its_notebooks_are_given(listed, monkeypatch, capsys, run, given, pages):
    ran = []

    def pretend(one, *, force):
        ran.append((one, force))
        return run(("a",), one=one.unit(), seconds=1.25)

    monkeypatch.setattr(one_unit, "run_unit", pretend)
    assert command.main(["unit", json.dumps({**WHOLE, **given}), "--force"]) == 0
    ((one, force),) = ran
    assert ([each.page for each in one.request.asked], one.audience, force) == (pages, "public", True)
    assert ": 1.2 s. `turncurve publish` will not run it again." in capsys.readouterr().out


def test_without_a_list_the_release_is_every_notebook_with_the_parameters_given(made, monkeypatch, run):
    made.page()
    ran = []
    monkeypatch.setattr(one_unit, "run_unit", lambda one, *, force: ran.append(one) or run(("a",), one=one.unit()))
    assert command.main(["unit", json.dumps({**WHOLE, "parameters": {"months": 6}})]) == 0
    assert dict(ran[0].unit().parameters)["months"] == 6
