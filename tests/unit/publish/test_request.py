import pytest

from turncurve.errors import PublicationError, UnknownNameError
from turncurve.publish import request
from turncurve.publish.request import ask, listed

USUAL = {"council": "madeshire", "as_at": "2013-03-31", "audiences": ["public", "restricted"]}


def test_a_release_is_asked_for_by_the_names_of_its_notebooks(made):
    made.page("01_curve")
    made.page("02_forecast")
    asked = ask(["02", "01_curve"], **USUAL)
    assert [each.page for each in asked.asked] == ["02_forecast", "01_curve"]
    assert (asked.identity, asked.date.isoformat()) == (made.madeshire, "2013-03-31")


def test_its_audiences_stand_in_one_order_however_they_are_given(made):
    made.page()
    assert ask(["01"], **{**USUAL, "audiences": ["restricted", "public"]}).audiences == ("public", "restricted")


def test_each_notebook_becomes_a_unit_of_work_with_all_its_parameters(made, tmp_path):
    made.page()
    entry = {"notebook": "01_curve", "page": "01_curve_by_half_year", "parameters": {"months": 6}}
    (unit,) = ask([entry], **USUAL).units("restricted", plan=tmp_path / "plan.json")
    assert unit.page == "01_curve_by_half_year"
    assert unit.plan == tmp_path / "plan.json"
    assert dict(unit.parameters) == {
        "council": "madeshire",
        "as_at": "2013-03-31",
        "audience": "restricted",
        "months": 6,
    }


def test_a_misspelt_parameter_of_any_notebook_stops_the_whole_before_anything_runs(made):
    made.page("01_curve")
    made.page("02_forecast")
    with pytest.raises(UnknownNameError, match="Did you mean months"):
        ask(["01", {"notebook": "02", "parameters": {"month": 6}}], **USUAL)


def test_an_audience_that_one_notebook_is_not_for_stops_the_whole(made):
    made.notebook("01_curve", "1", audiences=("public",))
    with pytest.raises(UnknownNameError, match="is not for the audience 'restricted'"):
        ask(["01"], **USUAL)


@pytest.mark.parametrize(("notebooks", "audiences"), [([], ["public"]), (["01"], []), (["01"], ["public", "all"])])
def test_nothing_asked_for_is_a_sentence(made, notebooks, audiences):
    made.page()
    with pytest.raises(PublicationError, match="no notebook or no known audience"):
        ask(notebooks, **{**USUAL, "audiences": audiences})


def test_two_pages_of_one_name_are_refused_and_another_name_mends_it(made):
    made.page()
    other = {"notebook": "01", "parameters": {"months": 6}}
    with pytest.raises(PublicationError, match="two pages would be called 01_curve"):
        ask(["01", other], **USUAL)
    assert len(ask(["01", {**other, "page": "01_half"}], **USUAL).asked) == 2


LISTED = """
releases:
  - council: madeshire
    as_at: 2013-03-31
    audiences: [public]
    notebooks:
      - 01_curve
      - {notebook: 01_curve, page: half, parameters: {months: 6}}
"""


def test_the_list_of_releases_gives_what_ask_takes(made):
    made.page()
    (made.root / request.REPORTS).write_text(LISTED, encoding="utf-8")
    (release,) = listed(made.root)
    assert release["as_at"] == "2013-03-31"
    assert [each.page for each in ask(**release).asked] == ["01_curve", "half"]


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "releases:",
        "releases: []",
        "releases: 3",
        "releases: [1]",
        "other: []",
        "releases: [",
        LISTED.replace("audiences", "audience"),
        LISTED + "    title: more\n",
        LISTED.replace("    as_at: 2013-03-31\n", ""),
    ],
)
def test_a_list_that_cannot_be_read_is_a_sentence(made, text):
    if text is not None:
        (made.root / request.REPORTS).write_text(text, encoding="utf-8")
    with pytest.raises(PublicationError, match=r"the list of releases cannot be read \(reports.yml\)"):
        listed(made.root)


@pytest.mark.parametrize("council", ["madeshire", "Madeshire"])
def test_one_release_listed_twice_is_refused(made, council):
    again = LISTED.removeprefix("\nreleases:\n").replace("madeshire", council)
    (made.root / request.REPORTS).write_text(LISTED + again, encoding="utf-8")
    with pytest.raises(PublicationError, match=r"listed twice \(reports.yml: madeshire, 2013-03-31\)"):
        listed(made.root)
    (made.root / request.REPORTS).write_text(LISTED + again.replace("2013", "2012"), encoding="utf-8")
    assert [each["as_at"] for each in listed(made.root)] == ["2013-03-31", "2012-03-31"]
