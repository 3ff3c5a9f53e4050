"""Pictures, tables and sentences, made together from one released answer."""

from turncurve.present.page import Page

__all__ = ["Page"]

# Each module that shows a kind of answer registers it when it is imported, which `exhibit` does for the kinds that a
# page shows: a new one needs no line here.
