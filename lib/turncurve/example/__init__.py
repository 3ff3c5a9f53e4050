"""Exampleshire: an invented council whose files are written in the real formats, from one seed."""

from turncurve.example.council import ExampleSummary, write

__all__ = ["ExampleSummary", "write"]
