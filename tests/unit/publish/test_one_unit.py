import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.failures.small_project import tree
from turncurve.errors import PublicationError, UnknownNameError
from turncurve.publish import one_unit
from turncurve.publish.commands import publish_pages, requested
from turncurve.publish.kept_runs import NOTHING_CHANGED
from turncurve.publish.one_unit import listed_units, run_unit, wanted

RELEASE = {"council": "madeshire", "as_at": "2013-03-31"}


@pytest.fixture
def request_of(made):
    """Return a function that asks for a release of two pages, one for the board alone."""
    made.page("01_curve")
    made.notebook(
        "02_board", "import showing", 'showing.show("answer", "A", "B.")', "showing.rest()", audiences=("restricted",)
    )
    return lambda: requested([], **RELEASE)


def test_units_are_listed_in_steps_of_which_each_may_be_run_at_once(request_of):
    listed = [(each["step"], each["notebook"], each["audience"]) for each in listed_units([request_of()])]
    assert listed == [(1, "01_curve", "restricted"), (1, "02_board", "restricted"), (2, "01_curve", "public")]
    assert listed_units([requested(["01"], audiences=["restricted"], **RELEASE)])[-1]["step"] == 1


@pytest.mark.parametrize("name", ["01", "01_curve"])
def test_a_unit_is_found_by_its_notebooks_name_or_number(request_of, name):
    assert wanted(request_of(), name=name, audience="public").unit().page == "01_curve"


@pytest.mark.parametrize(
    ("name", "audience"), [("03", "public"), ("02", "public"), ("01", "everybody"), ("0", "public")]
)
def test_a_unit_that_the_release_has_not_is_told_with_those_that_it_has(request_of, name, audience):
    with pytest.raises(UnknownNameError, match=f"no page {name} for the audience {audience}"):
        wanted(request_of(), name=name, audience=audience)


def test_units_run_one_by_one_are_published_without_being_run_again_and_to_the_byte(made, request_of):
    """As somebody else's scheduler would: those of one step at once, then those of the next, then `publish`."""
    told = []
    given = {"audiences": [], "given": [], "workers": 1, "tell": told.append, **RELEASE}
    here = publish_pages([], **given)
    wanted_bytes = tree(here)
    shutil.rmtree(here)
    shutil.rmtree(made.root / "data/processed/madeshire/kept_runs")
    request = request_of()
    with pytest.raises(PublicationError, match="which have not been run: 01_curve, 02_board"):
        run_unit(wanted(request, name="01", audience="public"))
    with ThreadPoolExecutor(1) as pool:
        runs = [pool.submit(run_unit, wanted(request, name=name, audience="restricted")) for name in ("01", "02")]
        assert [each.result().completed for each in runs] == [True, True]
    assert run_unit(wanted(request, name="01", audience="public")).kept is False
    assert run_unit(wanted(request, name="01", audience="public")).why == NOTHING_CHANGED
    told.clear()
    assert tree(publish_pages([], **given)) == wanted_bytes
    assert [each.kept for each in told] == [True, True, True]


def test_a_unit_that_fails_says_in_which_cell_and_keeps_the_notebook_and_no_result(made):
    made.notebook("01_bad", "import showing", "1 / 0", "showing.rest()")
    one = wanted(requested([], **RELEASE), name="01", audience="restricted")
    with pytest.raises(PublicationError, match=r"the notebook failed: ZeroDivisionError.*01_bad.ipynb, cell 4"):
        run_unit(one)
    held = made.root / "data/processed/madeshire"
    assert [path.name for path in (held / "staged/failed").iterdir()] == ["01_bad.2013-03-31.restricted.ipynb"]
    assert not list(held.rglob("kept_runs/01_bad*"))


def test_a_result_is_not_kept_where_tables_were_changed_while_it_ran(made, request_of, monkeypatch, run):
    lineage = made.root / "data/processed/madeshire/plans.lineage.json"

    def changed(units, **_):
        lineage.write_text("{}", encoding="utf-8")
        return (run(("a",), one=units[0]),)

    monkeypatch.setattr(one_unit, "run_all", changed)
    with pytest.raises(PublicationError, match="tables were changed while the notebook ran"):
        run_unit(wanted(request_of(), name="01", audience="restricted"))
    assert not (made.root / "data/processed/madeshire/kept_runs").exists()


@pytest.mark.parametrize("change", ["a table of another", "another council"])
def test_a_page_of_several_councils_is_not_kept_where_one_of_them_was_changed(made, monkeypatch, run, change):
    made.council("Othershire", synthetic=True)
    made.council("Together", synthetic=True, compares="*shire")
    made.page("01_curve")
    request = requested(["01_curve"], council="together", as_at="2013-03-31", audiences=["restricted"])
    assert [each.name for each in request.rests_on] == ["madeshire", "othershire", "together"]

    def changed(units, **_):
        if change == "another council":
            made.council("Newshire", synthetic=True)
        else:
            (made.root / "data/processed/othershire/plans.lineage.json").write_text("{}", encoding="utf-8")
        return (run(("a",), one=units[0]),)

    monkeypatch.setattr(one_unit, "run_all", changed)
    with pytest.raises(PublicationError, match="tables were changed while the notebook ran"):
        run_unit(wanted(request, name="01", audience="restricted"))


def test_a_result_that_stands_is_run_again_where_that_is_asked_for(request_of, monkeypatch):
    one = wanted(request_of(), name="02", audience="restricted")
    run_unit(one)
    asked = []
    monkeypatch.setattr(one_unit, "run_all", lambda units, **_: asked.append(units))
    assert run_unit(one).kept
    with pytest.raises(TypeError):
        run_unit(one, force=True)
    assert len(asked) == 1
