"""However a sound file is spoilt by chance, it is read or refused with a sentence: nothing else comes out."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.mutated_files import SOUND, mutated
from turncurve.errors import TurnCurveError
from turncurve.ingest.files import FileRead, read_file
from turncurve.ingest.identifiers import Key
from turncurve.ingest.snapshot import RawFile

KEY = Key(b"a key of more than sixteen characters")


def outcome(name, content):
    """Return what a file gives: what was read, or the refusal."""
    file = RawFile(name, Path(name), hashlib.sha256(content).hexdigest(), content)
    try:
        return read_file(file, key=KEY)
    except TurnCurveError as problem:
        return problem


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_gives_rows_without_a_fault(name):
    held = outcome(name, SOUND[name]())
    assert isinstance(held, FileRead)
    assert sum(len(offer.rows) for offer in held.offers) > 0
    assert held.problems == ()


@pytest.mark.parametrize("name", SOUND)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(chance=st.randoms(use_true_random=False))
def test_a_file_spoilt_by_chance_is_read_or_refused_with_a_sentence(name, chance):
    held = outcome(name, mutated(SOUND[name](), chance=chance))
    assert isinstance(held, FileRead | TurnCurveError)
    if isinstance(held, TurnCurveError):
        assert held.what
        assert name in held.where
