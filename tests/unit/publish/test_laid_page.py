"""A page is laid out by itself: its notebook, its workbook, and marks where links to other pages belong."""

import nbformat
import pytest

from turncurve.publish.executed import collect
from turncurve.publish.laid_page import lay
from turncurve.publish.request import ask


@pytest.fixture
def laid(made, run, bundle, basis, unit):
    """Return a function that lays out a page that shows one exhibit."""
    asked = ask(["01"], council="madeshire", as_at="2013-03-31", audiences=["restricted"]) if made.page() else None

    def make(**exhibit):
        one = unit(made.root / "notebooks/01_curve.ipynb", audience="restricted")
        cells = (("# Q?",), ("page.table(a)", bundle(**exhibit)), ("page.basis()", basis))
        return lay(collect(run(*cells, one=one)), request=asked)

    return make


def test_a_page_has_its_question_its_notebook_and_a_workbook_of_its_tables(laid):
    page = laid(rows=[("May", "1,446")])
    assert page.question == "Has it changed?"
    assert sorted(page.files) == ["01_curve.ipynb", "01_curve.xlsx"]
    held = nbformat.reads(page.files["01_curve.ipynb"].decode(), as_version=4)
    assert [cell.source for cell in held.cells] == ["# Q?", "page.table(a)", "page.basis()"]
    assert page.html.count("<!--elsewhere curve-->") == 1


def test_a_page_without_tables_has_no_workbook(laid):
    assert sorted(laid().files) == ["01_curve.ipynb"]
