"""The census is read child by child, with its histories, and nothing in it is fetched or expanded."""

import datetime as dt

import pandas as pd
import pytest

from turncurve.errors import RefusedInputError
from turncurve.ingest import cin_census
from turncurve.ingest.files import read_file
from turncurve.ingest.identifiers import Key
from turncurve.ingest.snapshot import take

KEY = Key(b"a key of more than sixteen characters")
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


def census(*details, child="1", identity="", above=""):
    """Return a census of one child as bytes: each episode of need is XML."""
    body = "".join(f"<CINdetails>{each}</CINdetails>" for each in details)
    who = f"<ChildIdentifiers><LAchildID>{child}</LAchildID>{identity}</ChildIdentifiers>"
    return f"<Message>{above}<Children><Child>{who}{body}</Child></Children></Message>".encode()


def cells_of(content, table, *columns):
    """Return columns of one table as rows of text; blank cells are None."""
    cells = cin_census.read(content, file="cin.xml").sheets[table].cells
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in cells[list(columns)].to_numpy()]


BORN = "<PersonBirthDate>2008-05-20</PersonBirthDate>"
REFERRAL = "<CINreferralDate>2011-05-01</CINreferralDate>"
PLAN = "<CPPstartDate>2011-05-20</CPPstartDate>"
# XML within an episode of need                                    table                     columns   rows
ELEMENTS = [
    (REFERRAL, "referrals", ("LAchildID", "CINreferralDate"), [("1", "2011-05-01")]),
    (REFERRAL + "<ReferralSource> 1A\n</ReferralSource>", "referrals", ("ReferralSource",), [("1A",)]),
    (REFERRAL + "<ReferralSource>  </ReferralSource>", "referrals", ("ReferralSource",), [(None,)]),
    (REFERRAL + "<ReferralSource/>", "referrals", ("ReferralSource",), [(None,)]),
    (REFERRAL + "<!-- a note --><ReferralNFA>1</ReferralNFA>", "referrals", ("ReferralNFA",), [("1",)]),
    (REFERRAL + "<?go on?><ReferralNFA>1</ReferralNFA>", "referrals", ("ReferralNFA",), [("1",)]),
    (
        REFERRAL + "<Assessments><AssessmentActualStartDate>2011-05-02</AssessmentActualStartDate></Assessments>" * 2,
        "assessments",
        ("LAchildID", "AssessmentActualStartDate"),
        [("1", "2011-05-02")] * 2,
    ),
    (
        REFERRAL + "<Section47><S47ActualStartDate>2011-05-03</S47ActualStartDate></Section47>",
        "section_47",
        ("LAchildID", "S47ActualStartDate", "DateOfInitialCPC"),
        [("1", "2011-05-03", None)],
    ),
    (
        REFERRAL + f"<ChildProtectionPlans>{PLAN}<NumberOfPreviousCPP>2</NumberOfPreviousCPP></ChildProtectionPlans>",
        "child_protection_plans",
        ("LAchildID", "CPPstartDate", "NumberOfPreviousCPP"),
        [("1", "2011-05-20", "2")],
    ),
    (
        REFERRAL + f"<ChildProtectionPlans>{PLAN}<Reviews><CPPreviewDate>2011-08-01</CPPreviewDate>"
        "<CPPreviewDate>2012-01-20</CPPreviewDate></Reviews></ChildProtectionPlans>",
        "reviews",
        ("LAchildID", "CPPstartDate", "CPPreviewDate"),
        [("1", "2011-05-20", "2011-08-01"), ("1", "2011-05-20", "2012-01-20")],
    ),
    (REFERRAL + "<CINPlanDates><CINPlanStartDate>2011-06-01</CINPlanStartDate></CINPlanDates>", "assessments", (), []),
]


@pytest.mark.parametrize(("written", "table", "columns", "wanted"), ELEMENTS)
def test_each_element_gives_its_items_and_the_childs(written, table, columns, wanted):
    assert cells_of(census(written), table, *columns) == wanted


def test_the_items_of_an_element_within_are_not_taken_for_those_of_the_element_around_it():
    plan = f"<ChildProtectionPlans>{PLAN}<CINreferralDate>1999-01-01</CINreferralDate></ChildProtectionPlans>"
    assert cells_of(census(REFERRAL + plan), "referrals", "CINreferralDate") == [("2011-05-01",)]


def test_every_episode_of_need_is_a_row_in_order():
    second = REFERRAL.replace("05-01", "09-01")
    found = cin_census.read(census(REFERRAL, second), file="cin.xml").sheets["referrals"]
    assert list(found.cells["CINreferralDate"]) == ["2011-05-01", "2011-09-01"]
    assert list(found.rows) == [1, 2]
    assert not found.broken.any()


def test_the_childs_items_may_come_after_the_episodes():
    text = census(REFERRAL).decode()
    who = text[text.index("<ChildIdentifiers>") : text.index("<CINdetails>")]
    moved = text.replace(who, "").replace("</Child></Children>", f"{who}</Child></Children>")
    assert cells_of(moved.encode(), "referrals", "LAchildID") == [("1",)]


def test_a_child_without_identifiers_has_a_blank_one_and_does_not_take_over_the_one_before():
    first = census(REFERRAL).decode()
    second = f"<Child><CINdetails>{REFERRAL}</CINdetails></Child></Children>"
    assert cells_of(first.replace("</Children>", second).encode(), "referrals", "LAchildID") == [("1",), (None,)]


@pytest.mark.parametrize(
    ("identity", "born"),
    [
        ("<PersonBirthDate>2008-05-21</PersonBirthDate>", 2),
        (BORN, 3),
        ("<ExpectedPersonBirthDate>2011-06-20</ExpectedPersonBirthDate>", -1),
        (f"{BORN}<ExpectedPersonBirthDate>2011-06-20</ExpectedPersonBirthDate>", 3),
        ("", None),
    ],
)
def test_the_age_at_the_start_of_a_plan_is_from_the_birth_or_the_expected_birth(council, identity, born):
    plan = f"<ChildProtectionPlans>{PLAN}</ChildProtectionPlans>"
    council.bytes("cin_census/2012/cin.xml", census(REFERRAL + plan, identity=identity))
    (file,) = take(council.raw)
    (offer,) = [each for each in read_file(file, key=KEY).offers if each.table == "cp_plans"]
    ages = [None if pd.isna(age) else int(age) for age in offer.rows["age_at_start"]]
    assert ages == [born]


# the header                                                                              the reference date
HEADERS = [
    ("<Header><CollectionDetails><ReferenceDate>2012-03-31</ReferenceDate></CollectionDetails></Header>", "2012-03-31"),
    ("<Header><ReferenceDate> 2012-03-31T00:00:00 </ReferenceDate></Header>", "2012-03-31"),
    ("<Header><ReferenceDate>31/03/2012</ReferenceDate></Header>", None),
    ("<Header><ReferenceDate/></Header>", None),
    ("<Header/>", None),
    ("", None),
]


@pytest.mark.parametrize(("above", "wanted"), HEADERS)
def test_the_reference_date_is_the_headers_where_it_is_a_date_in_iso_form(above, wanted):
    found = cin_census.read(census(REFERRAL, above=above), file="cin.xml").reference_date
    assert found == (dt.date.fromisoformat(wanted) if wanted else None)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("<Message>", "<!DOCTYPE Message><Message>"),
        lambda text: f"<!--{' ' * 9000}--><!DOCTYPE m [<!ENTITY a '2'>]>{text}".replace(">1<", ">1&a;<"),
    ],
)
def test_a_document_type_is_refused_wherever_it_stands_and_nothing_is_read(change):
    with pytest.raises(RefusedInputError, match=r"defines entities of its own.*cin\.xml"):
        cin_census.read(change(census(REFERRAL).decode()).encode(), file="cin.xml")


@pytest.mark.parametrize("line", [1, 3, 7])
def test_damage_is_named_by_its_line(line):
    text = "\n" * (line - 1) + "<Message><Children><Child></Children></Message>"
    with pytest.raises(RefusedInputError, match=rf"damaged or cut short \(cin\.xml, line {line}\)"):
        cin_census.read(text.encode(), file="cin.xml")


@pytest.mark.parametrize("name", sorted(cin_census.RECIPES))
def test_a_table_has_its_own_columns_and_those_it_takes_over(name):
    table = cin_census.table_for(name)
    names = [column.name for column in table.columns]
    inherited = list(cin_census.INHERITED[name])
    assert names[: len(inherited)] == inherited
    assert names[0] == "LAchildID"
    assert len(names) == len(set(names))


def offered(council, *details):
    """Return what one child's episodes offer: by table how many rows, and the faults as (part, row, field, rule)."""
    council.bytes("cin_census/2012/cin.xml", census(*details))
    (file,) = take(council.raw)
    held = read_file(file, key=KEY)
    faults = [(each.part, row, each.field, each.rule) for each in held.problems for row in each.rows]
    return {offer.table: len(offer.rows) for offer in held.offers if len(offer.rows)}, faults


ENQUIRY = "<Section47><S47ActualStartDate>2011-05-05</S47ActualStartDate>{}</Section47>"
CONFERENCE = "<DateOfInitialCPC>{}</DateOfInitialCPC>"
# XML within an episode                                               rows by table           faults
EPISODES = [
    (REFERRAL, {"referrals": 1}, []),
    (
        REFERRAL + "<CINclosureDate>2011-04-30</CINclosureDate>",
        {},
        [("CINdetails", 1, "CINclosureDate", "order")],
    ),
    (
        REFERRAL + "<PrimaryNeedCode>N12</PrimaryNeedCode>",
        {"referrals": 1},
        [("CINdetails", 1, "PrimaryNeedCode", "unknown_code")],
    ),
    (
        REFERRAL + "<ReferralNFA>maybe</ReferralNFA>",
        {"referrals": 1},
        [("CINdetails", 1, "ReferralNFA", "unknown_code")],
    ),
    (
        REFERRAL + ENQUIRY.format(CONFERENCE.format("2011-05-20")),
        {"referrals": 1, "strategy_discussions": 1, "conferences": 1},
        [],
    ),
    (
        REFERRAL + ENQUIRY.format(CONFERENCE.format("2011-05-04")),
        {"referrals": 1, "strategy_discussions": 1},
        [("Section47", 1, "DateOfInitialCPC", "order")],
    ),
    (REFERRAL.replace("2011-05-01", "01/05/2011"), {"referrals": 1}, []),
    (REFERRAL.replace("2011-05-01", "2011-02-30"), {}, [("CINdetails", 1, "CINreferralDate", "impossible_date")]),
    ("<ReferralNFA>0</ReferralNFA>", {}, []),
]


@pytest.mark.parametrize(("written", "rows", "faults"), EPISODES)
def test_an_episode_offers_its_events_and_its_faults_are_named_by_element(council, written, rows, faults):
    found_rows, found_faults = offered(council, written)
    assert found_rows == rows
    assert [each for each in found_faults if each[3] != "missing_required"] == faults


def test_an_element_out_of_place_is_read_refused_and_named(council):
    begun = "<AssessmentActualStartDate>2011-05-02</AssessmentActualStartDate>"
    given, faults = offered(council, f"{REFERRAL}<Wrapper><Assessments>{begun}</Assessments></Wrapper>")
    assert given == {"referrals": 1}
    assert faults == [("Assessments", 1, "", "out_of_place")]


@pytest.mark.parametrize(
    ("year", "reference", "named"),
    [("2012", "2012-03-31", False), ("2012", "2021-03-31", True), ("soon", "2012-03-31", False)],
)
def test_a_header_whose_year_and_date_contradict_is_told(year, reference, named):
    above = f"<Header><Year>{year}</Year><ReferenceDate>{reference}</ReferenceDate></Header>"
    assert cin_census.read(census(REFERRAL, above=above), file="cin.xml").is_of_another_year is named
