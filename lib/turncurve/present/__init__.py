"""Pictures, tables and sentences, made together from one released answer."""

from turncurve.present import (
    adoption_forecast,
    audit_summary,
    beside_others,
    has_it_turned,
    if_nothing_changes,
    story_behind_the_curve,
    the_curve_so_far,
)
from turncurve.present.page import Page

__all__ = [
    "Page",
    "adoption_forecast",
    "audit_summary",
    "beside_others",
    "has_it_turned",
    "if_nothing_changes",
    "story_behind_the_curve",
    "the_curve_so_far",
]
