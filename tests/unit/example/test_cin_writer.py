"""The census files: the layout's elements in its order, and what was known by each 31 March."""

import datetime as dt
from collections import Counter

import pytest

from turncurve.example.targets import of_year
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


def _iso(day):
    return (dt.date(1970, 1, 1) + dt.timedelta(days=int(day))).isoformat()


def _by_child(root):
    return {child.findtext("ChildIdentifiers/LAchildID"): child for child in root.iter("Child")}


@pytest.mark.parametrize("year", YEARS)
def test_the_census_holds_the_episodes_open_in_the_year_each_once(censuses, lives, year):
    """Counted from the simulation by hand: referred by 31 March, not closed before 1 April."""
    names = lives.children["child_id"].to_numpy()
    first, last = f"{year - 1}-04-01", f"{year}-03-31"
    expected = Counter(
        (str(names[child]), referred)
        for child, referred, closed in zip(
            lives.episodes["child"],
            map(_iso, lives.episodes["referred_on"]),
            map(_iso, lives.episodes["closed_on"]),
            strict=True,
        )
        if referred <= last and closed >= first
    )
    found = Counter(
        (number, details.findtext("CINreferralDate"))
        for number, child in _by_child(censuses[year]).items()
        for details in child.iter("CINdetails")
    )
    assert found == expected


@pytest.mark.parametrize("year", YEARS)
def test_the_referrals_of_the_year_are_counted_in_the_file(censuses, year):
    dates = [each.text for each in censuses[year].iter("CINreferralDate")]
    assert sum(date >= f"{year - 1}-04-01" for date in dates) == of_year("referrals", year)


@pytest.mark.parametrize("year", YEARS)
def test_plans_started_ended_and_repeated_are_counted_in_the_file(censuses, year):
    plans = list(censuses[year].iter("ChildProtectionPlans"))
    started = [each for each in plans if each.findtext("CPPstartDate") >= f"{year - 1}-04-01"]
    assert len(started) == of_year("plans_started", year)
    assert sum(each.find("CPPendDate") is not None for each in plans) == of_year("plans_ended", year)
    assert sum(int(each.findtext("NumberOfPreviousCPP")) > 0 for each in started) == of_year("repeat_plans", year)


@pytest.mark.parametrize("year", YEARS)
def test_enquiries_of_the_year_are_counted_in_the_file(censuses, year):
    begun = [each.text for each in censuses[year].iter("S47ActualStartDate")]
    assert sum(date >= f"{year - 1}-04-01" for date in begun) == of_year("section_47", year)


def test_dates_of_a_case_follow_one_another(censuses):
    for root in censuses.values():
        for details in root.iter("CINdetails"):
            referred, closed = details.findtext("CINreferralDate"), details.findtext("CINclosureDate")
            assert closed is None or closed >= referred
            assert (closed is None) == (details.find("ReasonForClosure") is None)
            for started in details.iterfind(".//AssessmentActualStartDate"):
                assert started.text >= referred
            for enquiry in details.iter("Section47"):
                held = enquiry.findtext("DateOfInitialCPC")
                assert held is None or held >= enquiry.findtext("S47ActualStartDate") >= referred


def test_a_plans_reviews_lie_within_it_in_order(censuses):
    for root in censuses.values():
        for plan in root.iter("ChildProtectionPlans"):
            dates = [each.text for each in plan.iterfind("Reviews/CPPreviewDate")]
            assert dates == sorted(set(dates))
            end = plan.findtext("CPPendDate") or "9999"
            assert all(plan.findtext("CPPstartDate") < each <= end for each in dates)


def test_a_conference_was_due_15_working_days_after_the_discussion_and_only_where_it_was_needed(censuses):
    for enquiry in censuses[2012].iter("Section47"):
        target = enquiry.findtext("InitialCPCtarget")
        assert (target is None) == (enquiry.findtext("ICPCnotRequired") == "1")
        if target is not None:
            days = dt.date.fromisoformat(target) - dt.date.fromisoformat(enquiry.findtext("S47ActualStartDate"))
            assert 21 <= days.days <= 27  # three weeks, and up to four bank holidays with a weekend


def test_an_assessment_has_a_factor_where_it_is_done_and_not_before(censuses):
    for each in censuses[2013].iter("Assessments"):
        done = each.find("AssessmentAuthorisationDate") is not None
        assert done == (each.find(".//AssessmentFactors") is not None)


def test_a_child_has_one_identity_in_every_year_but_for_the_unborn(censuses):
    known = {}
    for root in censuses.values():
        for number, child in _by_child(root).items():
            born = child.findtext("ChildIdentifiers/PersonBirthDate")
            if born is not None:
                assert known.setdefault(number, born) == born
    assert len(known) > 10_000


def test_no_element_is_empty(censuses):
    for root in censuses.values():
        assert not [each.tag for each in root.iter() if isinstance(each.tag, str) and not len(each) and not each.text]


def test_nothing_but_the_layouts_elements_is_written(censuses):
    standard = load("cin_census")
    named = {part for table in standard.tables for c in table.columns for part in (c.path or c.name).split("/")}
    frame = {"Message", "Header", "CollectionDetails", "Collection", "Year", "ReferenceDate", "Source", "SourceLevel",
             "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime", "Children", "Child"}  # fmt: skip
    found = {each.tag for each in censuses[2013].iter() if isinstance(each.tag, str)}
    assert found - frame <= named | {"CINdetails", "ChildProtectionPlans", "Section47", "Assessments", "Reviews"}
