"""Pictures, tables and sentences, made together from one released answer."""

from turncurve.present import adoption_forecast, audit_summary, comparison, story_behind_the_curve, turning_the_curve
from turncurve.present.page import Page

__all__ = ["Page", "adoption_forecast", "audit_summary", "comparison", "story_behind_the_curve", "turning_the_curve"]
