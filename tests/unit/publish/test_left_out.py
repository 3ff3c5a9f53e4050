"""A council of which only published figures are held has a page without the cells that its records would fill."""

import json

import nbformat
import pytest

from turncurve.publish.kernel import Limits
from turncurve.publish.left_out import OWN_RECORDS_TAG, PLACE, PUBLIC_TAG, RESTRICTED_TAG, kept, tags_left_out
from turncurve.publish.run import run_one
from turncurve.tables.council import Council

LIMITS = Limits(start=60, cell=60, notebook=120)


def cell(text, *tags):
    """Return a code cell with tags."""
    return nbformat.v4.new_code_cell(text, metadata={"tags": list(tags)} if tags else {})


@pytest.mark.parametrize(("records", "own"), [(True, frozenset()), (False, frozenset({OWN_RECORDS_TAG}))])
@pytest.mark.parametrize(("audience", "other"), [("public", RESTRICTED_TAG), ("restricted", PUBLIC_TAG)])
def test_a_page_does_without_the_other_audience_s_cells_and_without_records_those_of_records(
    records, own, audience, other
):
    assert tags_left_out(Council("Madeshire", "madeshire", records=records), audience) == {other} | own


def test_the_cells_kept_are_those_without_the_tag_in_their_order_with_their_places():
    cells = [cell("a"), cell("b", "injected-parameters"), cell("c", OWN_RECORDS_TAG, "other"), cell("d", "other")]
    left = kept(cells, frozenset({OWN_RECORDS_TAG}))
    assert [each.source for each in left] == ["a", "b", "d"]
    assert [each.metadata[PLACE] for each in left] == [1, 1, 3]
    assert [each.source for each in kept(cells, frozenset())] == ["a", "b", "c", "d"]


def tagged(made, *cells):
    """Write a notebook whose cells that begin with "own" bear the tag."""
    path = made.notebook("01_curve", *cells)
    held = json.loads(path.read_text(encoding="utf-8"))
    for each in held["cells"]:
        if each["source"].startswith(("own", "## Own")):
            each["metadata"]["tags"] = [OWN_RECORDS_TAG]
    path.write_text(json.dumps(held), encoding="utf-8")
    return path


def sources(found):
    """Return the text of the cells that a run has, without the parameters."""
    return [each.source for each in found.notebook.cells[3:]]


def test_a_cell_left_out_neither_runs_nor_is_there(made, unit):
    made.council("Elsewhere", records=False)
    path = tagged(made, "## Own words", "own = 1 / 0", "## Words", "council")
    found = run_one(unit(path, council="elsewhere"), limits=LIMITS)
    assert found.completed
    assert sources(found) == ["## Words", "council"]


def test_a_council_with_records_runs_every_cell(made, unit):
    found = run_one(unit(tagged(made, "## Own words", "own = 1", "own")), limits=LIMITS)
    assert found.completed
    assert sources(found) == ["## Own words", "own = 1", "own"]


def test_a_failure_is_told_by_the_place_in_the_authors_file_whatever_was_left_out(made, unit):
    made.council("Elsewhere", records=False)
    path = tagged(made, "## Own words", "own = 1", "## Words", "1 / 0")
    found = run_one(unit(path, council="elsewhere"), limits=LIMITS)
    assert (found.status, found.where) == ("failed", "01_curve.ipynb, cell 6")


@pytest.mark.parametrize(("audience", "shown"), [("public", "others = 2"), ("restricted", "own = 1")])
def test_a_section_for_one_audience_is_not_on_the_other_s_page(made, unit, audience, shown):
    path = tagged(made, "own = 1", "others = 2")
    held = json.loads(path.read_text(encoding="utf-8"))
    for each in held["cells"]:
        if each["source"].startswith(("own", "others")):
            each["metadata"]["tags"] = [RESTRICTED_TAG if each["source"].startswith("own") else PUBLIC_TAG]
    path.write_text(json.dumps(held), encoding="utf-8")
    found = run_one(unit(path, audience=audience), limits=LIMITS)
    assert found.completed
    assert sources(found) == [shown]
