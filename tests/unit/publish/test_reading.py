"""A council's records are read in with the indicators that there are, so that a plan names no other."""

from turncurve.indicators.registry import INDICATORS
from turncurve.publish import reading


def test_every_indicator_that_there_is_and_no_other_may_be_named(monkeypatch):
    asked = {}
    monkeypatch.setattr(reading, "ingest", lambda council, **words: asked.update(council=council, **words))
    reading.read_records("testshire", progress=print)
    assert asked == {"council": "testshire", "progress": print, "indicators": frozenset(INDICATORS)}
