"""Indicators: what each counts, and how, with its words beside it in a `.yml` of the same name."""
