import json

import pytest

from turncurve.errors import PublicationError, UnknownNameError
from turncurve.publish import notebook


def test_a_notebook_says_its_question_its_audiences_and_its_parameters(made):
    source = notebook.read(made.page("01_curve"))
    assert (source.name, source.question, source.audiences) == ("01_curve", "Has it changed?", ("public", "restricted"))
    assert source.parameters_cell.startswith("council: str")


@pytest.mark.parametrize("name", ["01_curve", "01", "01_curve.ipynb", "notebooks/01_curve.ipynb"])
def test_a_notebook_is_found_by_its_name_its_number_and_its_path(made, name):
    path = made.page("01_curve")
    made.page("02_forecast")
    assert notebook.find(name) == path


def test_a_notebook_outside_the_project_is_found_by_its_path(made, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "99_other.ipynb"
    elsewhere.write_bytes(made.page("99_other").read_bytes())
    assert notebook.find(str(elsewhere)) == elsewhere


def test_a_misspelt_notebook_is_answered_with_the_nearest(made):
    made.page("01_curve")
    with pytest.raises(UnknownNameError, match=r"no notebook called '01_curv'.*Did you mean 01_curve"):
        notebook.find("01_curv")


def test_a_name_like_no_other_is_answered_with_those_there_are(made):
    made.page("01_curve")
    with pytest.raises(UnknownNameError, match="Use one of 01_curve"):
        notebook.find("workforce")


def test_a_number_that_two_notebooks_share_names_neither(made):
    made.page("01_curve")
    made.page("01_other")
    with pytest.raises(UnknownNameError):
        notebook.find("01")


@pytest.mark.parametrize("tagged", [0, 2])
def test_a_notebook_needs_exactly_one_parameters_cell(made, tagged):
    path = made.page()
    held = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in held["cells"] if cell["cell_type"] == "code"]
    for place, cell in enumerate(code):
        cell["metadata"] = {"tags": ["parameters"]} if place < tagged else {}
    path.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(PublicationError, match=f"exactly one cell tagged `parameters`.*has {tagged}"):
        notebook.read(path)


@pytest.mark.parametrize("audiences", [None, (), ("everyone",), ("public", "everyone")])
def test_a_notebook_that_does_not_say_whom_it_is_for_is_refused(made, audiences):
    path = made.notebook("01_curve", "1", audiences=audiences)
    with pytest.raises(PublicationError, match="which audiences it has"):
        notebook.read(path)


@pytest.mark.parametrize("text", ["", "not JSON", "[]", "{}", '{"cells": []}', '{"cells": [1]}', '{"cells": 3}'])
def test_what_is_not_a_notebook_is_refused_in_a_sentence(made, text):
    path = made.root / "notebooks" / "01_curve.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PublicationError, match=r"not a notebook|is empty"):
        notebook.read(path)


def test_a_notebook_without_a_question_is_refused(made):
    path = made.page()
    held = json.loads(path.read_text(encoding="utf-8"))
    held["cells"][0]["source"] = ["No heading"]
    path.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(PublicationError, match="does not start with its question"):
        notebook.read(path)


@pytest.mark.parametrize(("about", "compares"), [({}, False), ({"compares": True}, True), ({"compares": "no"}, False)])
def test_a_notebook_says_whether_it_compares_councils(made, about, compares):
    path = made.page()
    held = json.loads(path.read_text(encoding="utf-8"))
    held["metadata"]["turncurve"] |= about
    path.write_text(json.dumps(held), encoding="utf-8")
    assert notebook.read(path).compares is compares


def test_of_several_councils_together_only_what_compares_them_is_for_readers(made):
    made.page("01_curve")
    path = made.page("02_compared")
    held = json.loads(path.read_text(encoding="utf-8"))
    held["metadata"]["turncurve"]["compares"] = True
    path.write_text(json.dumps(held), encoding="utf-8")
    (made.root / "notebooks" / "03_damaged.ipynb").write_text("[]", encoding="utf-8")
    assert notebook.for_readers() == ["01_curve", "03_damaged"]
    assert notebook.for_readers(several=True) == ["02_compared"]
