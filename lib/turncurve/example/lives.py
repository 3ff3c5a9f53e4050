"""The lives of the children of Exampleshire, simulated from one seed: what the files are then written from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from turncurve.example.adoption import adoption_routes
from turncurve.example.audits import audits
from turncurve.example.care import care_periods
from turncurve.example.care_episodes import care_episodes
from turncurve.example.cases import case_referrals, families_of
from turncurve.example.children import children
from turncurve.example.conferences import conferences
from turncurve.example.contacts import contacts
from turncurve.example.days import LAST_DAY, NEVER
from turncurve.example.enquiries import children_of, enquiries
from turncurve.example.needs import needs
from turncurve.example.plans import plan_histories
from turncurve.example.referrals import Families, families, referrals
from turncurve.example.reviews import late_plans, reviews

TOPICS = (
    "plans", "conferences", "reviews", "adoption", "care", "cases", "families", "referrals", "enquiries", "needs",
    "care episodes", "children", "contacts", "audits", "writing", "chairs",
)  # fmt: skip


@dataclass(frozen=True)
class Lives:
    """What happened, table by table; dates are day numbers, NEVER for what has not happened by March 2013.

    Parameters
    ----------
    children : DataFrame
        One row a child, by number.
    episodes : DataFrame
        One row a referral of a child and the episode of need that followed.
    assessments : DataFrame
        One row an assessment.
    enquiries : DataFrame
        One row a section 47 enquiry of a child.
    conferences : DataFrame
        One row an initial conference about a child.
    plans : DataFrame
        One row a child protection plan.
    reviews : DataFrame
        One row a review of a plan.
    care : DataFrame
        One row a period of care.
    care_episodes : DataFrame
        One row an episode of care.
    routes : DataFrame
        One row a child on a route to adoption.
    contacts : DataFrame
        One row a contact.
    audits : DataFrame
        One row an answer to a question on an audited file.
    council : str
        The invented council's name, as it stands in the files.
    """

    children: pd.DataFrame
    episodes: pd.DataFrame
    assessments: pd.DataFrame
    enquiries: pd.DataFrame
    conferences: pd.DataFrame
    plans: pd.DataFrame
    reviews: pd.DataFrame
    care: pd.DataFrame
    care_episodes: pd.DataFrame
    routes: pd.DataFrame
    contacts: pd.DataFrame
    audits: pd.DataFrame
    council: str = "Exampleshire"


def chance(seed: int, topic: str) -> np.random.Generator:
    """Return a topic's own source of chance, so that a change in one topic leaves the others as they are.

    Parameters
    ----------
    seed : int
        The example's seed.
    topic : str
        One of TOPICS.

    Returns
    -------
    numpy Generator
        The source.
    """
    return np.random.default_rng([seed, TOPICS.index(topic)])


def live(seed: int) -> Lives:
    """Simulate everything that the example's files tell.

    Parameters
    ----------
    seed : int
        The example's seed.

    Returns
    -------
    Lives
        The tables.
    """
    histories = plan_histories(chance(seed, "plans"))
    held = conferences(histories.groups, rng=chance(seed, "conferences"))
    routes = adoption_routes(chance(seed, "adoption"))
    first_case = int(max(held["case"].max(), histories.groups["case"].max())) + 1
    care = care_periods(histories, routes, first_case=first_case, rng=chance(seed, "care"))
    of_cases = case_referrals(histories, held, care, rng=chance(seed, "cases"))
    drawn = chance(seed, "families")
    everyone = families(families_of(of_cases, rng=drawn), rng=drawn)
    rows = referrals(of_cases, everyone, rng=chance(seed, "referrals"))
    asked = enquiries(held, rows, families=everyone, rng=chance(seed, "enquiries"))
    plans, care = _named(histories.plans, everyone), _named(care, everyone)
    followed = needs(rows, _busy(plans, care, asked), rng=chance(seed, "needs"))
    plans = plans.assign(in_care=plans["child"].isin(care["child"]))
    known = {"episodes": followed.episodes, "plans": plans, "care": care}
    who = children(everyone, histories, known, rng=chance(seed, "children"))
    spare = np.setdiff1d(np.arange(len(who)), rows["child"].to_numpy())
    drawn = chance(seed, "reviews")
    return Lives(
        children=who,
        episodes=followed.episodes,
        assessments=followed.assessments,
        enquiries=asked,
        conferences=children_of(held, everyone)[["child", "held_on", "strategy_on", "led_to_plan", "transfer"]],
        plans=plans,
        reviews=_held(reviews(plans, late=late_plans(plans, rng=drawn), rng=drawn), plans),
        care=care,
        care_episodes=care_episodes(care, routes, rng=chance(seed, "care episodes")),
        routes=_routes_by_child(routes, care),
        contacts=contacts(followed.episodes, spare, rng=chance(seed, "contacts")),
        audits=audits(followed.episodes, plans, care, rng=chance(seed, "audits")),
    )


def _named(rows: pd.DataFrame, everyone: Families) -> pd.DataFrame:
    """Add the child's number to rows that name the case and the place in the family."""
    return rows.assign(child=everyone.first_child[rows["case"]] + rows["member"])


def _busy(plans: pd.DataFrame, care: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """Return every stretch in which a case cannot have closed."""
    stretches = [
        plans.assign(from_on=plans["started_on"], until_on=plans["ends_on"], left_because=""),
        care.assign(from_on=care["entered_on"], until_on=care["left_on"]),
        asked.assign(
            from_on=asked["held_on"],
            until_on=np.where(asked["conference_on"] < NEVER, asked["conference_on"], asked["held_on"]) + 14,
            left_because="",
        ),
    ]
    columns = ["child", "from_on", "until_on", "left_because"]
    return pd.concat([each[columns] for each in stretches], ignore_index=True)


def _held(found: pd.DataFrame, plans: pd.DataFrame) -> pd.DataFrame:
    """Keep the reviews held by the last day, with the child."""
    known = found[found["reviewed_on"] <= LAST_DAY]
    return known.assign(child=plans["child"].to_numpy()[known["plan"]]).reset_index(drop=True)


def _routes_by_child(routes: pd.DataFrame, care: pd.DataFrame) -> pd.DataFrame:
    """Return one row a child on a route to adoption; the group's number where it has brothers or sisters."""
    rows = care.loc[care["route"] >= 0, ["child", "route"]].reset_index(drop=True)
    shared = routes.drop(columns=["wait", "linking", "zero", "year"]).iloc[rows["route"]].reset_index(drop=True)
    return pd.concat([rows, shared], axis=1)
