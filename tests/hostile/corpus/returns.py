"""Returns that say something in an unexpected place, twice and differently, or in years that cannot be."""

from tests.hostile.corpus.case import Case, Reads
from tests.hostile.corpus.makers import (
    EPISODE,
    INITIAL,
    LOG,
    PLAN,
    REFERRAL,
    book,
    census,
    child,
    day,
    joined,
    looked_after,
    looked_after_child,
    plan,
)

ANNEX_A, LOGS, CENSUS = "annex_a/2012-12-31/annex_a.xlsx", "logs/2012-13/log.csv", "cin_census/2012/cin.xml"
EPISODES, RETURN = "ssda903/2019/episodes.csv", "ssda903/2019/return.xml"
REFERRED, PLANNED = ("A1", "2011-05-01", None, None), ("A1", "2011-06-01", None, None, None)
IDENTITY = "<ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers>"
NEED = "<CINdetails><CINreferralDate>2011-05-01</CINreferralDate></CINdetails>"
IN_CARE = {"DECOM": "01/05/2018", "RNE": "S", "LS": "C2"}
OUT_OF_PLACE = (1, "", "out_of_place")


def one(item, name, file, make, rows, *faults, merged=True):
    """Return a case of one file, through the whole ingest."""
    return Case(item, name, {file: make}, Reads(rows, list(faults), merged=merged))


def of_census(name, body, rows, *faults, **options):
    return one("XML", name, CENSUS, lambda: census(body, **options), rows, *faults)


def category(text, code, *faults):
    """Return a case of one plan with a category in a council's words."""
    rows = {"cp_plans": [("A1", "2012-05-15", None, code, 0)]}
    make = lambda: book(PLAN, ("A1", day("2012-05-15"), None, text, 0))  # noqa: E731 - made when asked for
    return one("codes", f"a category of {text}", ANNEX_A, make, rows, *faults)


def source(text, code, *faults):
    """Return a case of one referral with a source in a council's words."""
    rows = {"referrals": [("A1", "2012-10-05", code, "North")]}
    make = lambda: book(REFERRAL, ("A1", day("2012-10-05"), text, "North"), title="List_3")  # noqa: E731 - as above
    return one("codes", f"from {text}", ANNEX_A, make, rows, *faults)


def episodes(name, *rows, wants, faults=(), file=EPISODES):
    return one("years", name, file, lambda: joined(EPISODE, *rows), {"care_episodes": wants}, *faults)


def header(reference, year="2012"):
    return (
        f"<Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year>"
        f"<ReferenceDate>{reference}</ReferenceDate></CollectionDetails></Header>"
    )


UNDECIDED = (2, INITIAL, "unknown_code")
UNKNOWN = (2, "Referral Source", "unknown_code")
BOTH_PLANS = {"cp_plans": [("A1", "2012-05-15", None, "NEG", 0), ("A2", "2012-06-03", None, "PHY", 1)]}
TWO_PLANS = (("A1", day("2012-05-15"), None, "NEG", 0), ("A2", day("2012-06-03"), None, "PHY", 1))

CASES: tuple[Case, ...] = (
    of_census(
        "a plan directly beneath its child",
        f"<Child>{IDENTITY}{NEED}{plan()}</Child>",
        {"referrals": [REFERRED], "cp_plans": []},
        OUT_OF_PLACE,
    ),
    of_census(
        "a plan in no child",
        child("") + plan(),
        {"referrals": [REFERRED], "cp_plans": []},
        OUT_OF_PLACE,
        (1, "LAchildID", "missing_required"),
    ),
    of_census(
        "a plan in an element of another name",
        child(plan().replace("ChildProtectionPlans", "Plan")),
        {"referrals": [REFERRED], "cp_plans": []},
        OUT_OF_PLACE,
    ),
    of_census(
        "a plan with a small letter in its name",
        child(plan().replace("ChildProtectionPlans", "ChildProtectionplans")),
        {"referrals": [REFERRED], "cp_plans": [PLANNED]},
    ),
    of_census(
        "a child and its number in small letters",
        child(plan()).replace("Child>", "child>").replace("LAchildID", "lachildid") + child("").replace("A1", "A2"),
        {"referrals": [REFERRED, ("A2", *REFERRED[1:])], "cp_plans": [PLANNED]},
    ),
    of_census(
        "an item of a plan in a referral",
        child("<CPPstartDate>2011-06-01</CPPstartDate>"),
        {"referrals": [REFERRED], "cp_plans": []},
        (1, "CPPstartDate", "item_out_of_place"),
    ),
    of_census(
        "dates with the zone of a clock",
        child(plan("2011-06-01Z", "2011-08-01+01:00")),
        {"cp_plans": [("A1", "2011-06-01", "2011-08-01", None, None)]},
    ),
    of_census(
        "a date with no such zone",
        child(plan("2011-06-01", "2011-08-01+15:00")),
        {"cp_plans": []},
        (1, "CPPendDate", "other_time_zone"),
    ),
    of_census(
        "a year that is not that of its date",
        child(plan()),
        {"cp_plans": [PLANNED]},
        (1, "ReferenceDate", "header_years"),
        header=header("2021-03-31"),
    ),
    one(
        "XML",
        "an episode in a wrapper",
        RETURN,
        lambda: looked_after(
            looked_after_child(IN_CARE).replace(
                "</CHILD>",
                "<EPISODES><EPISODE><DECOM>01/06/2018</DECOM><RNE>P</RNE></EPISODE></EPISODES></CHILD>",
            )
        ),
        {"care_episodes": [("A1", "2018-05-01", "C2", None)]},
        (2, "", "out_of_place"),
    ),
    one(
        "XML",
        "an episode in small letters",
        RETURN,
        lambda: looked_after(looked_after_child(IN_CARE).replace("EPISODE>", "Episode>")),
        {"care_episodes": [("A1", "2018-05-01", "C2", None)]},
    ),
    *(
        category(text, None, UNDECIDED)
        for text in (
            "Physical neglect",
            "Emotional neglect",
            "Neglect - physical",
            "NEG - Emotional abuse",
            "EMO - Neglect",
            "NEG Physical abuse",
            "Emotional and physical neglect",
            "Sexual emotional neglect",
        )
    ),
    *(
        category(text, "MUL")
        for text in ("Neglect & emotional abuse", "Neglect physical", "Emotional neglect physical", "PHY/NEG")
    ),
    source("LA - other", None, UNKNOWN),
    source("Other LA", "5C"),
    source("Anonymous - family member", None, UNKNOWN),
    episodes(
        "two episodes that overlap",
        ("A1", "04/05/2018", "S", "C2", "10/07/2018", "X1"),
        ("A1", "01/06/2018", "P", "C2", "", ""),
        wants=[("A1", "2018-05-04", "C2", "2018-07-10"), ("A1", "2018-06-01", "C2", None)],
        faults=[(3, "started_on", "overlapping_episodes")],
    ),
    episodes(
        "an episode that starts as the one before it ends",
        ("A1", "04/05/2018", "S", "C2", "10/07/2018", "X1"),
        ("A1", "10/07/2018", "P", "C2", "", ""),
        wants=[("A1", "2018-05-04", "C2", "2018-07-10"), ("A1", "2018-07-10", "C2", None)],
    ),
    episodes(
        "an end without its reason",
        ("A1", "04/05/2018", "S", "C2", "10/07/2018", ""),
        wants=[("A1", "2018-05-04", "C2", "2018-07-10")],
        faults=[(2, "REC", "no_reason")],
    ),
    episodes(
        "an episode of a later year",
        ("A1", "04/05/2021", "S", "C2", "", ""),
        wants=[("A1", "2021-05-04", "C2", None)],
        faults=[(2, "DECOM", "after_year")],
    ),
    episodes(
        "an episode after a year that is named whole",
        ("A1", "04/05/2019", "S", "C2", "", ""),
        file="ssda903/2018-19/episodes.csv",
        wants=[("A1", "2019-05-04", "C2", None)],
        faults=[(2, "DECOM", "after_year")],
    ),
    Case(
        "several files",
        "of one extract that contradict each other",
        {
            ANNEX_A: lambda: book(PLAN, *TWO_PLANS),
            "annex_a/2012-12-31/copy of annex_a.xlsx": lambda: book(
                PLAN, ("A1", day("2012-05-15"), day("2012-09-01"), "PHY", 0)
            ),
        },
        Reads(
            {"cp_plans": [("A1", "2012-05-15", "2012-09-01", "PHY", 0), BOTH_PLANS["cp_plans"][1]]},
            [(2, field, "conflicting_files") for field in ("ended_on", "initial_category") for _ in range(2)],
            merged=True,
        ),
    ),
    Case(
        "several files",
        "of which the later opens what the earlier ends",
        {
            "annex_a/2012-06-30/a.xlsx": lambda: book(PLAN, ("A1", day("2012-05-15"), day("2012-06-20"), "NEG", 0)),
            "annex_a/2012-12-31/a.xlsx": lambda: book(PLAN, TWO_PLANS[0]),
        },
        Reads({"cp_plans": BOTH_PLANS["cp_plans"][:1]}, [(2, "ended_on", "reopened")], merged=True),
    ),
    one(
        "header",
        "the system's name behind each column",
        ANNEX_A,
        lambda: book(tuple(f"{name} (Mosaic)" for name in PLAN), *TWO_PLANS),
        BOTH_PLANS,
    ),
    one(
        "header",
        "columns that are numbered",
        ANNEX_A,
        lambda: book(tuple(f"{number}. {name}" for number, name in enumerate(PLAN, 1)), *TWO_PLANS),
        BOTH_PLANS,
    ),
    one(
        "dates",
        "year, day and month",
        LOGS,
        lambda: joined(
            LOG, ("2012-13-04", "1", "Phone", "6"), ("2012-03-04", "2", "Phone", "6"), ("2012-25-04", "3", "Phone", "6")
        ),
        {"contacts": []},
        *((row, "Received", "undecidable_date") for row in (2, 3, 4)),
    ),
)
