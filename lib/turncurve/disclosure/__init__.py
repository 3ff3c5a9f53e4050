"""The only door to a reader: what may be shown, to whom, and what could be worked out from it."""
