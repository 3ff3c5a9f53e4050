"""The census is read child by child, with its histories, and nothing in it is fetched or expanded."""

import datetime as dt

import pytest

from turncurve.errors import RefusedInputError
from turncurve.ingest import cin_census

NEED = {"CINreferralDate": "2011-05-01", "ReferralSource": "1A", "ReferralNFA": "0"}


def test_each_element_becomes_a_sheet_whose_rows_carry_the_child(council):
    plan = {"CPPstartDate": "2011-05-20", "NumberOfPreviousCPP": "0", "reviews": ["2011-08-01", "2012-01-20"]}
    section_47 = {"S47ActualStartDate": "2011-05-05", "DateOfInitialCPC": "2011-05-20", "ICPCnotRequired": "0"}
    council.census(
        children=[
            {"id": "1", "born": "2010-01-01", "details": [NEED, {**NEED, "Section47": [section_47]}]},
            {"id": "2", "details": [{**NEED, "ChildProtectionPlans": [plan]}]},
        ]
    )
    held = cin_census.read((council.raw / "cin_census/2012/cin.xml").read_bytes(), file="cin.xml")
    assert held.reference_date == dt.date(2012, 3, 31)
    assert list(held.sheets["referrals"].cells["LAchildID"]) == ["1", "1", "2"]
    assert list(held.sheets["section_47"].cells["DateOfInitialCPC"]) == ["2011-05-20"]
    assert list(held.sheets["reviews"].cells["CPPreviewDate"]) == ["2011-08-01", "2012-01-20"]
    assert list(held.sheets["reviews"].cells["CPPstartDate"]) == ["2011-05-20", "2011-05-20"]
    assert list(held.sheets["reviews"].rows) == [1, 2]


def test_the_census_fills_the_tables_with_histories(council):
    plans = [
        {
            "CPPstartDate": "2010-05-20",
            "CPPendDate": "2010-09-01",
            "NumberOfPreviousCPP": "0",
            "reviews": ["2010-08-01"],
        },
        {"CPPstartDate": "2011-05-20", "NumberOfPreviousCPP": "1", "reviews": ["2011-08-01", "2012-01-20"]},
    ]
    council.census(children=[{"id": "1", "details": [{**NEED, "ChildProtectionPlans": plans}]}])
    council.ingest()
    assert list(council.table("cp_plans")["previous_plans"]) == [0, 1]
    assert list(council.table("cp_plans")["ended_on"].isna()) == [False, True]
    assert len(council.table("cp_reviews")) == 3
    assert list(council.table("referrals")["no_further_action"]) == [False]


def test_a_conference_of_a_transfer_in_has_no_strategy_discussion(council):
    council.census(children=[{"id": "1", "details": [{**NEED, "DateOfInitialCPC": "2011-06-01"}]}])
    council.ingest()
    conferences = council.table("conferences")
    assert list(conferences["held_on"].dt.date) == [dt.date(2011, 6, 1)]
    assert conferences["strategy_discussion_on"].isna().all()


def test_elements_in_a_namespace_are_read(council):
    council.census(children=[{"id": "1", "details": [NEED]}])
    path = council.raw / "cin_census/2012/cin.xml"
    path.write_text(path.read_text().replace("<Message>", '<Message xmlns="urn:census">'))
    assert council.ingest().totals().loc["referrals", "loaded"] == 1


def test_a_file_cut_short_is_refused_with_its_line(council):
    council.census(children=[{"id": "1", "details": [NEED]}])
    content = (council.raw / "cin_census/2012/cin.xml").read_bytes()
    with pytest.raises(RefusedInputError, match=r"damaged or cut short \(cin\.xml, line 1\)"):
        cin_census.read(content[:-30], file="cin.xml")


def test_a_census_without_children_is_refused():
    with pytest.raises(RefusedInputError, match="holds no child in need"):
        cin_census.read(b"<Message><Children/></Message>", file="cin.xml")


def test_a_reference_date_that_is_not_a_date_is_passed_over(council):
    council.census(children=[{"id": "1", "details": [NEED]}], reference_date="soon")
    held = cin_census.read((council.raw / "cin_census/2012/cin.xml").read_bytes(), file="cin.xml")
    assert held.reference_date is None


def test_every_recipe_names_items_of_its_table():
    for name, recipes in cin_census.RECIPES.items():
        columns = {column.name for column in cin_census.table_for(name).columns}
        for recipe in recipes:
            assert {*recipe.fields.values(), *recipe.born} <= columns
