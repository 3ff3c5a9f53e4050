"""The census files: the layout's elements in its order, and what was known by each 31 March."""

from collections import Counter

import pytest

from turncurve.reference.formats.specification import load

YEARS = (2010, 2011, 2012, 2013)
ORDER = [
    "CINreferralDate", "ReferralSource", "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure", "DateOfInitialCPC",
    "Assessments", "Section47", "ReferralNFA", "ChildProtectionPlans",
]  # fmt: skip

DATED = (
    "CINreferralDate", "CINclosureDate", "CPPendDate", "CPPreviewDate", "DateOfInitialCPC",
    "AssessmentAuthorisationDate", "S47ActualStartDate",
)  # fmt: skip


def test_the_header_states_the_year_and_that_all_is_invented(censuses, written):
    for year, root in censuses.items():
        assert root.tag == "Message"
        assert root.findtext("Header/CollectionDetails/Year") == str(year)
        assert root.findtext("Header/CollectionDetails/ReferenceDate") == f"{year}-03-31"
        assert root.findtext("Header/Source/SoftwareCode") == "SYNTHETIC"
        assert b"<!-- SYNTHETIC" in (written / f"cin_census/{year}/CIN_{year}.xml").read_bytes()[:200]


def test_elements_stand_in_the_layouts_order(censuses):
    for details in censuses[2012].iter("CINdetails"):
        places = [ORDER.index(each.tag) for each in details]
        assert places == sorted(places)


def test_every_child_is_there_once_with_its_identifiers(censuses):
    for root in censuses.values():
        numbers = [each.text for each in root.iter("LAchildID")]
        assert len(numbers) == len(set(numbers)) == len(list(root.iter("Child")))
        assert all(number.startswith("SYN") for number in numbers)
        assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("referrals", "ReferralSource"),
        ("referrals", "PrimaryNeedCode"),
        ("referrals", "ReasonForClosure"),
        ("children", "GenderCurrent"),
        ("children", "Ethnicity"),
        ("children", "Disability"),
        ("assessments", "AssessmentFactors"),
        ("section_47", "ICPCnotRequired"),
        ("child_protection_plans", "InitialCategoryOfAbuse"),
    ],
)
def test_every_code_is_in_the_layouts_list(censuses, table, column):
    allowed = set(load("cin_census").table(table).column(column).codes)
    found = {each.text for root in censuses.values() for each in root.iter(column)}
    assert found
    assert found <= allowed


def test_nothing_after_the_31_march_is_told(censuses):
    for year, root in censuses.items():
        told = {each.text for tag in DATED for each in root.iter(tag)}
        assert max(told) <= f"{year}-03-31"


def test_every_case_was_open_at_some_time_in_the_year(censuses):
    for year, root in censuses.items():
        for details in root.iter("CINdetails"):
            closed = details.findtext("CINclosureDate")
            assert closed is None or closed >= f"{year - 1}-04-01"


def test_an_unborn_child_has_an_expected_date_of_birth_only(censuses):
    unborn = [each for each in censuses[2013].iter("ChildIdentifiers") if each.find("PersonBirthDate") is None]
    assert len(unborn) >= 2
    assert all(each.findtext("GenderCurrent") == "0" for each in unborn)
    assert all(each.findtext("ExpectedPersonBirthDate") > "2013-03-01" for each in unborn)


def test_a_family_that_moved_in_has_a_conference_without_an_enquiry(censuses):
    moved = Counter()
    for year, root in censuses.items():
        moved[year] = sum(each.find("DateOfInitialCPC") is not None for each in root.iter("CINdetails"))
    assert [moved[year] for year in YEARS] == [5, 4, 6, 0]


def test_the_history_of_reviews_grows_from_year_to_year(censuses):
    def histories(root):
        found = {}
        for child in root.iter("Child"):
            for plan in child.iter("ChildProtectionPlans"):
                key = child.findtext("ChildIdentifiers/LAchildID"), plan.findtext("CPPstartDate")
                found[key] = [each.text for each in plan.iter("CPPreviewDate")]
        return found

    before, after = histories(censuses[2012]), histories(censuses[2013])
    both = before.keys() & after.keys()
    assert len(both) > 150
    assert all(after[key][: len(before[key])] == before[key] for key in both)


def test_a_plan_started_on_the_day_of_its_conference(censuses):
    conferences, starts = set(), set()
    for child in censuses[2013].iter("Child"):
        number = child.findtext("ChildIdentifiers/LAchildID")
        conferences |= {(number, each.text) for each in child.iter("DateOfInitialCPC")}
        starts |= {(number, each.text) for each in child.iter("CPPstartDate") if each.text >= "2012-04-01"}
    assert len(starts - conferences) == 6  # families that moved in, whose conference was another council's
