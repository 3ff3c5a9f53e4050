"""Settings that compare councils are kept, and nothing is read beside them."""

import pytest

from turncurve.errors import RefusedInputError
from turncurve.ingest.pipeline import ingest
from turncurve.tables.council import Council, identify

SETTINGS = "name: Made Councils\nsynthetic: true\ncompares: made_council_*\n"


@pytest.fixture
def raw(tmp_path, monkeypatch):
    """Return the raw folder of councils together, with its settings and a word to people."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    folder = tmp_path / "data/raw/made_councils"
    folder.mkdir(parents=True)
    (folder / "council.yml").write_text(SETTINGS, encoding="utf-8")
    (folder / "README.txt").write_text("SYNTHETIC", encoding="utf-8")
    return folder


def test_the_settings_are_kept_and_no_table(raw):
    report = ingest("made_councils")
    assert identify("made_councils") == Council("Made Councils", "made_councils", True, compares="made_council_*")
    assert [path.name for path in report.folder.iterdir() if path.suffix in {".json", ".parquet"}] == ["council.json"]
    assert (report.council, report.is_synthetic, report.files, report.problems) == ("Made Councils", True, (), {})
    assert report.totals().empty


def test_records_of_its_own_are_refused_and_nothing_is_kept(raw):
    (raw / "log.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(RefusedInputError, match=r"files of its own, .*made_councils: log\.csv"):
        ingest("made_councils")
    assert not (raw.parents[1] / "processed/made_councils/council.json").exists()


def test_names_lead_out_of_no_folder(raw):
    (raw / "council.yml").write_text("compares: ../../*/Made Council *\n", encoding="utf-8")
    ingest("made_councils")
    assert identify("made_councils").compares == "*_made_council_*"
