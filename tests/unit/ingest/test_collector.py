"""While a file is read, the collector rests; after it, also after one that is refused, it is as it was."""

import gc

import pytest

from tests.support.council_files import CHILD, CouncilFiles, day
from turncurve.ingest import collector, files


@pytest.fixture(autouse=True)
def _as_it_was():
    yield
    gc.enable()


@pytest.mark.parametrize("was_at_work", [True, False])
def test_it_rests_within_and_is_as_it_was_after(was_at_work):
    if not was_at_work:
        gc.disable()
    with collector.at_rest():
        assert not gc.isenabled()
    assert gc.isenabled() == was_at_work


def test_it_works_again_after_a_refusal():
    with pytest.raises(ValueError, match="refused"), collector.at_rest():
        raise ValueError("refused")
    assert gc.isenabled()


def test_it_rests_while_a_council_s_file_is_recognised_and_read(tmp_path, monkeypatch):
    seen = []
    recognise = files.recognise
    monkeypatch.setattr(
        files, "recognise", lambda *told, **named: seen.append(gc.isenabled()) or recognise(*told, **named)
    )
    written = CouncilFiles(tmp_path)
    written.annex_a(list_1=[{CHILD: "A 17", "Date of Contact": day("2012-05-01")}])
    written.ingest()
    assert seen == [False]
    assert gc.isenabled()
