import json

import nbformat
import pytest

from turncurve.errors import DisclosureError, PublicationError
from turncurve.methods.frozen_forecast import FrozenForecast
from turncurve.publish import executed
from turncurve.publish.executed import DRAFT, EXHIBIT, RECORDED, SOURCES, Exhibit
from turncurve.reference.periods import month
from turncurve.tables.issued import Issued


def stream(name, text):
    return nbformat.v4.new_output("stream", name=name, text=text)


def test_what_was_shown_is_collected_in_order(run, bundle, basis):
    shown = executed.collect(run(("a", bundle("one", rows=[("May", "c")]), bundle("two")), ("b", basis)))
    assert [each.id for each in shown.exhibits] == ["one", "two", "rests"]
    assert shown.exhibits[0] == Exhibit(
        "one", "Plans by month", "It rose.", (("Month", False), ("Plans", True)), (("May", "c"),)
    )
    assert shown.basis["inputs"] == {"madeshire/cin.xml": "cd" * 32}
    assert (shown.recorded, shown.missing) == ((), ())


def test_an_answer_stands_before_its_sentence(run, bundle, basis):
    said = bundle("one")
    said[EXHIBIT]["answer"] = "We cannot tell."
    assert executed.collect(run(("a", said), ("b", basis))).exhibits[0].sentence == "We cannot tell. It rose."


def test_recorded_tables_are_taken_for_the_plan_and_stay_out_of_the_notebook(run, bundle, basis):
    shown = executed.collect(run(("a", bundle(recorded={"cells": "secret 4"})), ("b", basis)))
    assert shown.recorded == ({"cells": "secret 4"},)
    assert "secret" not in nbformat.writes(shown.notebook)


def test_what_is_missing_makes_a_draft(run, basis):
    lacks = {DRAFT: {"missing": ["No story yet.", "No evidence yet."]}}
    assert executed.collect(run(("a", lacks), ("b", basis))).missing == ("No story yet.", "No evidence yet.")


@pytest.mark.parametrize(
    "output",
    [
        stream("stdout", "a child's name"),
        nbformat.v4.new_output("display_data", data={"text/html": "<table>", "text/plain": "a child's name"}),
        nbformat.v4.new_output("execute_result", data={"text/plain": "a child's name"}, execution_count=1),
    ],
)
def test_anything_shown_beside_the_page_is_refused_without_saying_what_it_was(run, basis, output):
    with pytest.raises(DisclosureError, match=r"did not pass through the page.*starts `plans.head") as caught:
        executed.collect(run(("plans.head()\nmore", output), ("b", basis)))
    assert "child's name" not in str(caught.value)


def test_warnings_are_noted_by_their_number_and_shown_nowhere(run, basis, caplog):
    shown = executed.collect(run(("a", stream("stderr", "a child's name\nagain\n")), ("b", basis)))
    assert "cell 1 wrote 2 lines of warnings" in caplog.text
    assert "child's name" not in nbformat.writes(shown.notebook) + caplog.text


@pytest.mark.parametrize("times", [0, 2])
def test_a_page_says_once_what_it_rests_on(run, bundle, basis, times):
    with pytest.raises(PublicationError, match="does not say, once, what it rests on"):
        executed.collect(run(("a", bundle()), ("b", *[basis] * times)))


def test_the_notebook_is_the_same_to_the_byte_whatever_ran_it(run, bundle, basis):
    first = run(("# Question",), ("a", bundle()), ("b", basis))
    second = run(("# Question",), ("a", bundle()), ("b", basis))
    for cell in second.notebook.cells:
        cell.id = "another"
        cell.metadata["papermill"] = {"duration": 0.3}
        cell["execution_count" if cell.cell_type == "code" else "ignored"] = 99
    second.notebook.metadata["papermill"] = {"start_time": "now"}
    texts = [nbformat.writes(executed.collect(each).notebook) for each in (first, second)]
    assert texts[0] == texts[1]
    nbformat.validate(json.loads(texts[0]))


def test_the_notebook_keeps_what_a_reader_sees_and_no_other_form_of_it(run, bundle, basis):
    shown = executed.collect(run(("# Question",), ("a", bundle(recorded={})), ("b", basis)))
    assert [cell.id for cell in shown.notebook.cells] == ["cell-001", "cell-002", "cell-003"]
    assert [cell.execution_count for cell in shown.notebook.cells if cell.cell_type == "code"] == [1, 2]
    kinds = {kind for cell in shown.notebook.cells for each in cell.get("outputs", []) for kind in each.data}
    assert kinds == {"text/html", "text/plain"}
    assert not kinds & {EXHIBIT, RECORDED, SOURCES}


def test_the_run_itself_is_left_as_it_was(run, bundle, basis):
    made = run(("a", bundle(recorded={})), ("b", basis))
    before = nbformat.writes(made.notebook)
    executed.collect(made)
    assert nbformat.writes(made.notebook) == before


@pytest.mark.parametrize("status", ["failed", "timed out", "kernel died", "kernel did not start"])
def test_a_run_that_failed_is_never_a_page(run, basis, status):
    broken = run(("b", basis), status=status, where="01_curve.ipynb, cell 3", error="KeyError: 'plans'.")
    with pytest.raises(PublicationError) as caught:
        executed.collect(broken)
    assert f"the notebook {status}: KeyError: 'plans' (01_curve.ipynb, cell 3)." in str(caught.value)
    assert "Nothing was published; open it in JupyterLab with council = 'madeshire'" in str(caught.value)


def test_a_notebook_that_says_it_completed_is_not_believed_where_cells_did_not_run(run, basis):
    with pytest.raises(PublicationError, match="the notebook failed: only 1 of 2 cells ran"):
        executed.collect(run(("a",), ("b", basis), cells_run=1))


ISSUE = Issued(
    "plans", "do nothing", "month", (month(2013, 4),), FrozenForecast("a", "b", (0.5,), ((3.0,),), ((3.0,),))
)


def test_forecasts_issued_and_counts_shown_are_kept_in_order(run, bundle, basis):
    first = {**bundle("one"), executed.ISSUED: [ISSUE.as_data()], executed.STATED: {"plans|a": 12, "plans|b": None}}
    second = {**bundle("two"), executed.STATED: {"plans|a": 12}}
    page = executed.collect(run(("a", first, second), ("b", basis)))
    assert page.issued == (ISSUE,)
    assert page.stated == (("plans|a", 12), ("plans|b", None), ("plans|a", 12))


def test_a_notebook_that_forecasts_nothing_issues_nothing(run, bundle, basis):
    page = executed.collect(run(("a", bundle("one")), ("b", basis)))
    assert (page.issued, page.stated) == ((), ())


@pytest.mark.parametrize(
    ("sentence", "rows", "said"),
    [
        ("It rose.", (), "no table beside it"),
        ("", (("May", "c"),), "no words for those who do not see it"),
        ("No description has been provided for this image", (("May", "c"),), "no words for those who do not see it"),
    ],
)
def test_a_chart_without_its_table_or_without_words_of_ours_stops_the_page(run, bundle, basis, sentence, rows, said):
    shown = bundle("curve", sentence=sentence, rows=rows, picture=True)
    with pytest.raises(PublicationError, match=rf"a chart has {said} \(01_curve.ipynb: Plans by month\)"):
        executed.collect(run(("page.chart(a)", shown), ("page.basis()", basis)))


def test_a_chart_with_its_table_and_its_words_is_kept(run, bundle, basis):
    shown = bundle("curve", rows=[("May", "c")], picture=True)
    assert len(executed.collect(run(("page.chart(a)", shown), ("page.basis()", basis))).exhibits) == 2


def test_a_picture_without_any_alternative_text_stops_the_page(run, bundle, basis):
    shown = bundle("curve", rows=[("May", "c")])
    shown["text/html"] += '<img src="data:image/svg+xml;base64,AAAA">'
    with pytest.raises(PublicationError, match="no words for those who do not see it"):
        executed.collect(run(("page.chart(a)", shown), ("page.basis()", basis)))
