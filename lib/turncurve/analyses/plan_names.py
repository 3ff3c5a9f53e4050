"""What an improvement plan says without what may be the names of persons: the public is told of posts alone."""

from __future__ import annotations

from dataclasses import replace

from turncurve.analyses.plan_items import Plan
from turncurve.tables.posts import names_a_person

NOT_NAMED = "a person, not named here"
"""What stands in place of words that may be a person's name."""


def without_names(plan: Plan) -> Plan:
    """Return a plan as the public may read it.

    Parameters
    ----------
    plan : Plan
        As the council has it.

    Returns
    -------
    Plan
        With `NOT_NAMED` for each owner, signature, chair or approval that may be the name of a person.
    """
    return replace(
        plan,
        chair=_post(plan.chair),
        objectives=tuple(replace(each, owner=_post(each.owner)) for each in plan.objectives),
        measures=tuple(
            replace(each, slip=replace(each.slip, approved_by=_post(each.slip.approved_by))) for each in plan.measures
        ),
        promises=tuple(
            replace(
                each,
                owner=_post(each.owner),
                slip=replace(each.slip, approved_by=_post(each.slip.approved_by)),
            )
            for each in plan.promises
        ),
        meetings=tuple(replace(each, signed_off_by=_post(each.signed_off_by)) for each in plan.meetings),
        risks=tuple(replace(each, owner=_post(each.owner)) for each in plan.risks),
    )


def _post(text: str) -> str:
    """Return words for a post as they stand, and others without the name."""
    return NOT_NAMED if names_a_person(text) else text
