"""Files in the public formats with the quirks of the samples that public readers of them are tried on."""

import re

from tests.hostile.corpus.case import Case, Reads, Refuses
from tests.hostile.corpus.makers import joined

EPISODES, RETURN, CENSUS = "ssda903/2018/episodes.csv", "ssda903/2018/return.xml", "cin_census/{}/census.xml"
WIDE = (
    *("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC"),
    *("REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"),
)
TWO_DIGITS = (
    ("1234", "21/07/2016", "P", "C2", "N2", "T3", "PR1", "24/04/17", "X1", "ALLEG", "AA1 1AA", "AA1 1AB", "9400001"),
    ("1234", "24/04/2017", "T", "C2", "N2", "R2", "PR5", "", "X1", "", "AA1 1AC", "AA1 1AD", "9400002"),
    ("77", "28/10/2016", "B", "D1", "N1", "P3", "PR1", "29/06/17", "E17", "", "AA1 1AE", "AA1 1AF", "9400003"),
)
REVIEWS = "<AREVIEW><REVIEW>28/01/2016</REVIEW><REVIEW_CODE>PN3</REVIEW_CODE></AREVIEW>" * 2
LOOKED_AFTER = (
    "<?xml version='1.0' encoding='us-ascii'?>\n<EXPSSDA903><CHILD><HEADER><CHILDID>947</CHILDID><UPN>A00000001</UPN>"
    f"<SEX>1</SEX><DOB>02/03/2013</DOB><ETHNIC>BOTH</ETHNIC><UASC />{REVIEWS}<MOTHER /><MC_DOB /><OC2><SDQ_REASON>SDQ5"
    "</SDQ_REASON></OC2></HEADER><EPISODE><DECOM>11/11/2016</DECOM><RNE>S</RNE><LS>V3</LS><CIN>N1</CIN><PL>A3</PL>"
    "<PL_POST>AA1 1AA</PL_POST><URN>1</URN><PLACE_PROVIDER>PR4</PLACE_PROVIDER><DEC>26/04/2017</DEC><REC>E7</REC>"
    "<REASON_PLACE_CHANGE /></EPISODE><EPISODE><DECOM>27/04/2017</DECOM><RNE>S</RNE><LS>E1</LS><CIN>N1</CIN><PL>U3</PL>"
    "<PLACE_PROVIDER>PR0</PLACE_PROVIDER><DEC /><REC>E4A</REC><REASON_PLACE_CHANGE /></EPISODE></CHILD>"
    "<CHILD><HEADER><CHILDID>504</CHILDID><SEX>2</SEX><DOB>04/05/2007</DOB></HEADER></CHILD></EXPSSDA903>"
)
DETAILS = (
    "<CINreferralDate>2022-10-06</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N4</PrimaryNeedCode>"
    "<CINclosureDate>2023-02-27</CINclosureDate><ReasonForClosure>RC1</ReasonForClosure>"
    "<DateOfInitialCPC>2022-12-06</DateOfInitialCPC><Assessments>"
    "<AssessmentActualStartDate>2022-11-03</AssessmentActualStartDate>"
    "<AssessmentInternalReviewDate>2022-11-22</AssessmentInternalReviewDate>"
    "<AssessmentAuthorisationDate>2022-12-18</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment>"
    "<AssessmentFactors>2A</AssessmentFactors><AssessmentFactors>2B</AssessmentFactors></FactorsIdentifiedAtAssessment>"
    "</Assessments><CINPlanDates><CINPlanStartDate>2023-01-24</CINPlanStartDate></CINPlanDates><Section47>"
    "<S47ActualStartDate>2022-11-02</S47ActualStartDate><InitialCPCtarget>2022-11-23</InitialCPCtarget>"
    "<DateOfInitialCPC>2022-11-17</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired></Section47>"
    "<ReferralNFA>0</ReferralNFA><ChildProtectionPlans><CPPstartDate>2022-12-17</CPPstartDate>"
    "<CPPendDate>2023-03-14</CPPendDate><InitialCategoryOfAbuse>PHY</InitialCategoryOfAbuse>"
    "<LatestCategoryOfAbuse>PHY</LatestCategoryOfAbuse><NumberOfPreviousCPP>10</NumberOfPreviousCPP><Reviews>"
    "<CPPreviewDate>2023-02-15</CPPreviewDate></Reviews></ChildProtectionPlans>"
)
BEFORE_COURT = (
    "</ChildProtectionPlans><PreProceedingsandFGDM><PPStartDate>2026-01-09</PPStartDate>"
    "<FGDMMeetingOffer>1</FGDMMeetingOffer><PPOutcome>A</PPOutcome></PreProceedingsandFGDM>"
)
ALL = {
    "referrals": [("X1", "2022-10-06", "1A", None)],
    "assessments": [("X1", "2022-11-03", "2022-12-18", None)],
    "strategy_discussions": [("X1", "2022-11-02")],
    "conferences": [("X1", "2022-11-17", None), ("X1", "2022-12-06", None)],
    "cp_plans": [("X1", "2022-12-17", "2023-03-14", "PHY", 10)],
    "cp_reviews": [("X1", "2022-12-17", "2023-02-15")],
}


def moved(details, *, by):
    """Return XML whose dates are some years later, and the rows that come of it."""
    text = re.sub(r"(?<=>)(20\d\d)(?=-\d\d-\d\d<)", lambda found: str(int(found.group()) + by), details)
    rows = {
        name: [tuple(_moved(cell, by) if place else cell for place, cell in enumerate(row)) for row in held]
        for name, held in ALL.items()
    }
    return text, rows


def _moved(cell, by):
    """Return a cell of a row with its year moved, where it is a date."""
    is_date = isinstance(cell, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", cell)
    return f"{int(cell[:4]) + by}{cell[4:]}" if is_date else cell


def census(year, reference, details):
    """Return a census of one child, with a text between two elements as one public sample has it."""
    return (
        f"<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year><ReferenceDate>{reference}"
        "</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>201</LEA></Source></Header><Children>"
        "<Child><ChildIdentifiers><LAchildID>X1</LAchildID><UPN>A000000000001</UPN><UPNunknown>UN3</UPNunknown>"
        "PersonBirthDate<PersonBirthDate>2015-03-27</PersonBirthDate><Sex>1</Sex></ChildIdentifiers><ChildCharacteristics>"
        "<Ethnicity>WBRI</Ethnicity><Disabilities><Disability>HAND</Disability></Disabilities></ChildCharacteristics>"
        f"<CINdetails>{details}</CINdetails></Child></Children></Message>"
    ).encode()


def of_census(name, year, reference, details, wants, *faults):
    made = {CENSUS.format(year): lambda: census(year, reference, details)}
    return Case("peers", name, made, wants if isinstance(wants, Refuses) else Reads(wants, list(faults), merged=True))


BORN_LATER = [(1, name, "not_of_a_child") for name in (
    "AssessmentActualStartDate", "CINreferralDate", "CPPstartDate", "S47ActualStartDate"
)]  # fmt: skip
CASES: tuple[Case, ...] = (
    Case(
        "peers",
        "ends with years of two digits, starts with four",
        {EPISODES: lambda: joined(WIDE, *TWO_DIGITS)},
        Reads(
            {"care_episodes": [("1234", "2017-04-24", "C2", None)]},
            [(2, "DEC", "two_digit_year"), (3, "DEC", "end_not_dated"), (4, "DEC", "two_digit_year")],
            merged=True,
        ),
    ),
    Case(
        "peers",
        "reviews and health within the header, empty elements, a child without episodes",
        {RETURN: LOOKED_AFTER.encode},
        Reads(
            {"care_episodes": [("947", "2016-11-11", "V3", "2017-04-26"), ("947", "2017-04-27", "E1", None)]},
            [(2, "DEC", "end_not_dated")],
            merged=True,
        ),
    ),
    of_census("a census of 2023 with a text between elements", 2023, "2023-03-31", DETAILS, ALL),
    of_census(
        "a census of 2026 with pre-proceedings",
        2026,
        "2026-03-31",
        *moved(DETAILS.replace("</ChildProtectionPlans>", BEFORE_COURT.replace("2026", "2023")), by=3),
    ),
    of_census(
        "an assessment of the future that ends before it starts",
        2023,
        "2023-03-31",
        DETAILS.replace("2022-11-03", "2028-04-28").replace("2022-12-18", "2020-09-19"),
        {**ALL, "assessments": []},
        *((1, "AssessmentActualStartDate", "after_extract"), (1, "AssessmentAuthorisationDate", "order")),
    ),
    of_census(
        "a child of 2015 referred in 1970",
        2023,
        "2023-03-31",
        *moved(DETAILS, by=-52),
        *BORN_LATER,
    ),
    of_census(
        "a closing tag written twice",
        2026,
        "2026-03-31",
        f"{DETAILS}<LBPSentDate>2026-09-20</<LBPSentDate>",
        Refuses("damaged or cut short .*line 1"),
    ),
    of_census(
        "a reference date in summer, and true for no further action",
        2022,
        "2022-07-21",
        "<CINreferralDate>2022-06-25</CINreferralDate><ReferralSource>7</ReferralSource><ReferralNFA>true</ReferralNFA>",
        {"referrals": [("X1", "2022-06-25", "7", None)]},
    ),
)
