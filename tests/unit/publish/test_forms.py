from types import SimpleNamespace

import pytest

from turncurve import __main__ as command
from turncurve.publish import audit_sample, contact_sample, plan_template


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return an empty project, which the commands take for their own."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "README.md").write_text("Here is the project.", encoding="utf-8")
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["template", "plan-template", "audit-sample", "audit-templates", "contact-sample"])
def test_each_command_has_help_in_a_sentence(name, capsys):
    assert command.main([name, "--help"]) == 0
    assert "Write" in (said := capsys.readouterr().out) or "Draw" in said


def test_template_says_what_it_wrote_and_where_the_filled_return_goes(project, capsys):
    assert command.main(["template", "chairs", "--to", "june.csv"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Wrote june_conferences.csv, june_agencies.csv, june_challenges.csv. Put the filled return")
    assert (project / "june_agencies.csv").is_file()
    assert command.main(["template", "chairs", "--to", "june.csv"]) == 1
    assert "there already" in capsys.readouterr().err


def test_the_plans_workbook_is_written_where_it_was_asked_for(project, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(plan_template, "write_plan_template", lambda to: asked.append(to) or to)
    assert command.main(["plan-template", "--to", "ours.xlsx"]) == 0
    assert asked == [project / "ours.xlsx"]
    assert capsys.readouterr().out.startswith("Wrote ours.xlsx. Keep one a meeting below data/raw/COUNCIL.")


def test_a_drawn_audit_says_what_was_drawn_and_what_to_do_with_the_workbooks(project, monkeypatch, capsys):
    drawn = SimpleNamespace(lines=("30 files of 412.",), folder=project / "audit")
    monkeypatch.setattr(audit_sample, "write_audit_sample", lambda programme, **given: drawn)
    assert command.main(["audit-sample", "thresholds", "--council", "x", "--drawn-on", "2013-01-07"]) == 0
    first, second, third = capsys.readouterr().out.splitlines()
    assert (first, second[:45]) == ("30 files of 412.", "See the workbooks and draw.csv in audit. Keep")
    assert "data/raw" in third


@pytest.mark.parametrize("names", [("audit_programme.yml",), ()])
def test_audit_templates_that_are_there_already_are_left(project, monkeypatch, capsys, names):
    monkeypatch.setattr(audit_sample, "write_templates", lambda council: tuple(project / name for name in names))
    assert command.main(["audit-templates", "--council", "x"]) == 0
    said = capsys.readouterr().out
    assert said == (
        "Wrote audit_programme.yml.\n" if names else "Both files are there already, and were left as they are.\n"
    )


def test_a_draw_of_contacts_says_what_was_drawn_and_what_to_do_with_the_workbooks(project, monkeypatch, capsys):
    asked = {}
    drawn = SimpleNamespace(lines=("200 of 4,537 contacts.",), folder=project / "contacts")
    monkeypatch.setattr(contact_sample, "write_contact_sample", lambda council, **given: asked.update(given) or drawn)
    words = ["contact-sample", "--council", "x", "--drawn-on", "2013-01-31", "--of-each", "20", "--workbooks", "3"]
    assert command.main(words) == 0
    assert asked == {"drawn_on": "2013-01-31", "of_each": 20, "twice": 33, "seed": None, "workbooks": 3}
    first, second, third = capsys.readouterr().out.splitlines()
    assert (first, second[:46]) == ("200 of 4,537 contacts.", "See the workbooks and draw.csv in contacts. Ke")
    assert "data/raw" in third
