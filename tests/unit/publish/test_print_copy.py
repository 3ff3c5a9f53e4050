"""Print copies are made where Chromium is, beside the release and never in it."""

import shutil

import pytest

from turncurve.errors import PublicationError, TurnCurveError
from turncurve.publish.print_copy import BROWSERS, print_copies

PAGE = "<!DOCTYPE html><html lang='en-GB'><title>Plans</title><h1>Plans</h1><p>Three.</p></html>"


@pytest.fixture
def release(tmp_path):
    folder = tmp_path / "reports" / "public"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    for name in ("01_turning_the_curve.html", "02_adoption_forecast.html", "index.html"):
        (folder / name).write_text(PAGE, encoding="utf-8")
    return folder


def test_every_page_but_the_index_is_printed_outside_the_release(release, tmp_path):
    if not any(map(shutil.which, BROWSERS)):
        pytest.skip("Chromium is not installed")
    before = sorted(path.name for path in release.iterdir())
    made = print_copies(release, to=tmp_path / "print")
    assert [path.name for path in made] == ["01_turning_the_curve.pdf", "02_adoption_forecast.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in made)
    assert sorted(path.name for path in release.iterdir()) == before


def test_without_chromium_it_says_what_to_do_instead(release, tmp_path):
    with pytest.raises(TurnCurveError, match="print the page from any browser"):
        print_copies(release, to=tmp_path / "print", browsers=("no-such-browser",))
    assert not (tmp_path / "print").exists()


def test_a_folder_that_is_no_release_is_refused(tmp_path):
    with pytest.raises(PublicationError, match="not a folder of released pages"):
        print_copies(tmp_path, to=tmp_path / "print")


def test_what_prints_nothing_leaves_nothing(release, tmp_path):
    # A program that does nothing stands for a browser that fails.
    idle = "true" if shutil.which("true") else "python3"
    with pytest.raises(PublicationError, match=r"could not be printed \(01_turning_the_curve\.html\)"):
        print_copies(release, to=tmp_path / "print", browsers=(idle,))
    assert list((tmp_path / "print").iterdir()) == []
