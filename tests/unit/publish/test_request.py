import pytest

from turncurve.disclosure.rule import PROFILES
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


def test_a_starred_council_is_listed_once_a_folder_and_twice_is_refused_as_ever(made):
    (made.root / "data" / "raw" / "madeshire").mkdir(parents=True, exist_ok=True)
    starred = LISTED.replace("madeshire", '"made*"')
    (made.root / request.REPORTS).write_text(starred, encoding="utf-8")
    assert [each["council"] for each in listed(made.root)] == ["madeshire"]
    (made.root / request.REPORTS).write_text(starred + LISTED.removeprefix("\nreleases:\n"), encoding="utf-8")
    with pytest.raises(PublicationError, match="listed twice"):
        listed(made.root)


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
    with pytest.raises(PublicationError, match=r"the list of releases cannot be read \(reports.yml(: line \d+)?\)"):
        listed(made.root)


def test_a_list_that_says_one_word_twice_is_refused_with_its_line(made):
    path = made.root / request.REPORTS
    path.write_text(LISTED + LISTED, encoding="utf-8")
    with pytest.raises(PublicationError, match=r"'releases' stands twice \(reports.yml: line \d+\)"):
        listed(made.root)


@pytest.mark.parametrize("council", ["madeshire", "Madeshire"])
def test_one_release_listed_twice_is_refused(made, council):
    again = LISTED.removeprefix("\nreleases:\n").replace("madeshire", council)
    (made.root / request.REPORTS).write_text(LISTED + again, encoding="utf-8")
    with pytest.raises(PublicationError, match=r"listed twice \(reports.yml: madeshire, 2013-03-31\)"):
        listed(made.root)
    (made.root / request.REPORTS).write_text(LISTED + again.replace("2013", "2012"), encoding="utf-8")
    assert [each["as_at"] for each in listed(made.root)] == ["2013-03-31", "2012-03-31"]


def test_a_notebook_for_the_board_alone_has_no_unit_for_the_public(made):
    made.page("01_curve")
    made.notebook("02_chairs", "1", audiences=("restricted",))
    request = ask(["01", "02"], **USUAL)
    assert [unit.page for unit in request.units("public")] == ["01_curve"]
    assert [unit.page for unit in request.units("restricted")] == ["01_curve", "02_chairs"]


@pytest.mark.parametrize("others", [[], ["01"]])
def test_a_notebook_for_the_board_alone_is_refused_in_a_sentence_where_only_the_public_is_asked_for(made, others):
    made.page("01_curve")
    made.notebook("02_chairs", "1", audiences=("restricted",))
    with pytest.raises(UnknownNameError, match=r"02_chairs is not for the public.*Ask for the audience restricted"):
        ask([*others, "02"], **{**USUAL, "audiences": ["public"]})


def test_an_audience_without_a_page_is_refused(made):
    made.notebook("02_chairs", "1", audiences=("restricted",))
    with pytest.raises(PublicationError, match="none of the notebooks asked for is for the audience public"):
        ask(["02"], **USUAL)


@pytest.mark.parametrize("name", PROFILES)
def test_a_release_may_choose_the_rule_of_what_the_public_is_shown(made, name):
    made.page()
    assert ask(["01"], **USUAL).profile == "dfe_now"
    assert ask(["01"], **USUAL, profile=name).profile == name


@pytest.mark.parametrize("name", ["dfe", "", "DFE_NOW", None, 5, ["dfe_now"], {"dfe_now": 1}])
def test_a_rule_that_there_is_not_is_refused_in_one_sentence_that_lists_those_there_are(made, name):
    made.page()
    said = r"no rule profile .*\(profile of madeshire, 2013-03-31\). Choose one of: dfe_2012, dfe_now, nhs5, seven_rou"
    with pytest.raises(UnknownNameError, match=said):
        ask(["01"], **USUAL, profile=name)


@pytest.mark.parametrize(("profile", "refused"), [("nhs5", False), ("nhs6", True)])
def test_the_list_of_releases_may_name_a_rule_for_each_and_is_refused_before_anything_is_read_in(
    made, profile, refused
):
    text = f"""releases:
  - {{council: madeshire, as_at: 2013-03-31, audiences: [public], notebooks: [01_curve], profile: {profile}}}
  - {{council: madeshire, as_at: 2012-03-31, audiences: [public], notebooks: [01_curve]}}
"""
    (made.root / "reports.yml").write_text(text, encoding="utf-8")
    if refused:
        with pytest.raises(UnknownNameError, match="nhs6"):
            listed(made.root)
    else:
        assert [each.get("profile") for each in listed(made.root)] == ["nhs5", None]


def test_a_release_may_name_who_answers_for_it_beforehand(made):
    made.page()
    entry = "{council: madeshire, as_at: 2013-03-31, audiences: [public], notebooks: ['01'], signed_by: ' The board '}"
    (made.root / "reports.yml").write_text(f"releases:\n  - {entry}\n", encoding="utf-8")
    (release,) = listed(made.root)
    assert ask(**release).signed_by == "The board"
    assert ask(["01"], council="madeshire", as_at="2013-03-31", audiences=["public"]).signed_by == ""


@pytest.mark.parametrize("name", ["''", "' '", "7", "[]", "~", "true"])
def test_a_name_that_is_none_is_refused(made, name):
    entry = f"{{council: madeshire, as_at: 2013-03-31, audiences: [public], notebooks: [01], signed_by: {name}}}"
    (made.root / "reports.yml").write_text(f"releases:\n  - {entry}\n", encoding="utf-8")
    with pytest.raises(PublicationError, match=r"signed_by names nobody \(reports.yml\)"):
        listed(made.root)


def test_all_stands_for_every_notebook_of_readers_that_records_are_held_for(made):
    for name in ("00_explore", "01_curve", "03_audit"):
        made.notebook(name, "1")
    entry = "{council: madeshire, as_at: 2013-03-31, audiences: [public], notebooks: all}"
    (made.root / "reports.yml").write_text(f"releases:\n  - {entry}\n", encoding="utf-8")
    request = ask(**listed(made.root)[0])
    assert [each.page for each in request.asked] == ["01_curve", "03_audit"]
    assert request.what_is_held
