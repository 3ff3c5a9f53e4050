"""What the tables of the Standard Safeguarding Dataset offer, and how tables that refer to one another are joined."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from turncurve.ingest.checked import Checked, Offers, refusing
from turncurve.ingest.problems import Problem, found
from turncurve.ingest.recipe import Offer, Recipe

# Tables that stand between the files and the canonical tables: rows that name a plan or a period of care by its number.
REVIEWS, PLAN_STARTS, PERMANENCE, CARE_STARTS = "ssd_reviews", "ssd_plan_starts", "ssd_permanence", "ssd_care_starts"
OTHERS = "of_another_authority"

RECIPES: dict[str, tuple[Recipe, ...]] = {
    "ssd_contacts": (
        Recipe(
            table="contacts",
            fields={
                "child_key": "cont_person_id",
                "received_at": "cont_contact_date",
                "source": "cont_contact_source_code",
            },
            required=("received_at",),
            instead={"source": "cont_contact_source_desc"},
        ),
    ),
    "ssd_cin_episodes": (
        Recipe(
            table="referrals",
            fields={
                "child_key": "cine_person_id",
                "referred_on": "cine_referral_date",
                "source": "cine_referral_source_code",
                "no_further_action": "cine_referral_nfa",
                "primary_need": "cine_cin_primary_need_code",
                "closed_on": "cine_close_date",
                "closure_reason": "cine_close_reason",
                "team": "cine_referral_team",
            },
            required=("child_key", "referred_on"),
            order=(("referred_on", "closed_on"),),
        ),
    ),
    "ssd_cin_assessments": (
        Recipe(
            table="assessments",
            fields={
                "child_key": "cina_person_id",
                "started_on": "cina_assessment_start_date",
                "completed_on": "cina_assessment_auth_date",
                "team": "cina_assessment_team",
            },
            required=("child_key", "started_on"),
            order=(("started_on", "completed_on"),),
        ),
    ),
    "ssd_s47_enquiry": (
        Recipe(
            table="strategy_discussions",
            fields={"child_key": "s47e_person_id", "held_on": "s47e_s47_start_date"},
            required=("child_key", "held_on"),
        ),
    ),
    "ssd_initial_cp_conference": (
        Recipe(
            table="conferences",
            fields={
                "child_key": "icpc_person_id",
                "held_on": "icpc_icpc_date",
                "led_to_plan": "icpc_icpc_outcome_cp_flag",
            },
            required=("child_key", "held_on"),
            offered_where="held_on",
        ),
    ),
    "ssd_cp_plans": (
        Recipe(
            table="cp_plans",
            fields={
                "child_key": "cppl_person_id",
                "started_on": "cppl_cp_plan_start_date",
                "ended_on": "cppl_cp_plan_end_date",
                "initial_category": "cppl_cp_plan_initial_category",
                "latest_category": "cppl_cp_plan_latest_category",
                OTHERS: "cppl_cp_plan_ola",
            },
            required=("child_key", "started_on"),
            open_without="ended_on",
            order=(("started_on", "ended_on"),),
        ),
        Recipe(
            table=PLAN_STARTS,
            fields={
                "key": "cppl_cp_plan_id",
                "started_on": "cppl_cp_plan_start_date",
                OTHERS: "cppl_cp_plan_ola",
            },
            required=("key", "started_on"),
            offered_where="key",
            kinds={"key": "plan"},
            stands_with="cp_plans",
        ),
    ),
    "ssd_cp_reviews": (
        Recipe(
            table=REVIEWS,
            fields={"child_key": "cppr_person_id", "reviewed_on": "cppr_cp_review_date", "key": "cppr_cp_plan_id"},
            required=("child_key", "reviewed_on", "key"),
            offered_where="reviewed_on",
            kinds={"key": "plan"},
        ),
    ),
    "ssd_cla_episodes": (
        Recipe(
            table="care_episodes",
            fields={
                "child_key": "clae_person_id",
                "started_on": "clae_cla_episode_start_date",
                "started_because": "clae_cla_episode_start_reason",
                "need": "clae_cla_primary_need_code",
                "ended_on": "clae_cla_episode_ceased_date",
                "ended_because": "clae_cla_episode_ceased_reason",
            },
            required=("child_key", "started_on"),
            open_without="ended_on",
            dated=(("ended_on", "ended_because"),),
            order=(("started_on", "ended_on"),),
        ),
        Recipe(
            table=CARE_STARTS,
            fields={"key": "clae_cla_id", "started_on": "clae_entered_care_date"},
            required=("key", "started_on"),
            offered_where="started_on",
            kinds={"key": "care"},
        ),
    ),
    "ssd_permanence": (
        Recipe(
            table=PERMANENCE,
            fields={
                "child_key": "perm_person_id",
                "key": "perm_cla_id",
                "decided_on": "perm_adm_decision_date",
                "placement_order_on": "perm_placement_order_date",
                "matched_on": "perm_matched_date",
                "placed_on": "perm_placed_for_adoption_date",
                "foster_placement_on": "perm_placed_ffa_cp_date",
                "plan_changed_on": "perm_decision_reversed_date",
                "plan_changed_because": "perm_decision_reversed_reason",
                "adopted_on": "perm_permanence_order_date",
                "order_type": "perm_permanence_order_type",
            },
            required=("child_key", "key"),
            order=(("placed_on", "adopted_on"),),
            kinds={"key": "care"},
        ),
    ),
}


def join(offers: Offers) -> Checked:
    """Join the tables that refer to one another; what other formats offer is passed on as it is.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        By table: what each sheet offered.

    Returns
    -------
    Checked
        Reviews with the start of their plan, routes to adoption with the start of care, and no plan of another
        authority.
    """
    held = {name: list(given) for name, given in offers.items()}
    problems: list[Problem] = []
    for name in ("cp_plans", PLAN_STARTS):
        if name in held:
            pairs = [_own(offer) for offer in held[name]]
            held[name] = [offer for offer, _ in pairs]
            problems += [each for _, several in pairs for each in several if name == "cp_plans"]
    for source, starts, gives, table in (
        (REVIEWS, PLAN_STARTS, "plan_started_on", "cp_reviews"),
        (PERMANENCE, CARE_STARTS, "entered_care_on", "adoption_pathways"),
    ):
        known = _starts(held.pop(starts, []))
        for offer in held.pop(source, []):
            joined, lost = _with_start(offer, known, gives=gives, table=table)
            held.setdefault(table, []).append(joined)
            problems += lost
    return Checked(held, tuple(problems))


def _own(offer: Offer) -> tuple[Offer, tuple[Problem, ...]]:
    """Return the plans that are the council's own."""
    if OTHERS not in offer.rows:
        return offer, ()
    others = offer.rows[OTHERS].fillna(value=False).to_numpy(dtype=bool)
    return refusing(offer, others, field="cppl_cp_plan_ola", rule="other_authority")


def _starts(offers: Sequence[Offer]) -> pd.Series[pd.Timestamp]:
    """Return the start of each plan or period of care by its number; the earliest where several are stated."""
    if not offers:
        return pd.Series(pd.DatetimeIndex([]), index=pd.Index([], dtype="str"))
    rows = pd.concat([offer.rows[["key", "started_on"]] for offer in offers], ignore_index=True)
    first = rows.sort_values("started_on", kind="stable").drop_duplicates("key")
    return pd.Series(pd.DatetimeIndex(first["started_on"]), index=pd.Index(first["key"]))


def _with_start(
    offer: Offer, starts: pd.Series[pd.Timestamp], *, gives: str, table: str
) -> tuple[Offer, tuple[Problem, ...]]:
    """Give rows the start of what they belong to, and refuse those for which it is not known."""
    rows = offer.rows.assign(**{gives: pd.Series(starts.reindex(offer.rows["key"]).to_numpy(), dtype="datetime64[us]")})
    if "order_type" in rows:
        rows = rows.assign(adopted_on=rows["adopted_on"].where(rows["order_type"] == "adoption"))
    unknown = rows[gives].isna().to_numpy(dtype=bool)
    problems = found(offer.place, rows=rows["row"].to_numpy(), where=unknown, field=gives, rule="start_unknown")
    kept = rows[~unknown].reset_index(drop=True)
    return Offer(table, offer.place, kept, offer.read, offer.refused + int(unknown.sum())), problems
