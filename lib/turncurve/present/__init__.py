"""Pictures, tables and sentences, made together from one released answer."""

from turncurve.present import comparison, turning_the_curve
from turncurve.present.page import Page

__all__ = ["Page", "comparison", "turning_the_curve"]
