"""Nothing of the records' corners, and no child's identifier, is in any byte of what was made or said."""

import re

import pytest

from tests.support.canaries import CORNERS, MANY, TOKENS
from turncurve.publish.scan import find, texts

CHILD = re.compile(r"SYN\d{6}")


@pytest.fixture(scope="module")
def everything(site):
    """Return every text of every file that was made, staged ones too, and all that was said."""
    held = {f"reports/{path}": data for path, data in site.files().items()}
    staged = site.root / "data/processed/exampleshire/staged"
    held |= {f"staged/{path.relative_to(staged)}": path.read_bytes() for path in staged.rglob("*") if path.is_file()}
    held |= {"said": site.said.encode(), "complained": site.complained.encode()}
    return {place: text for path, data in held.items() for place, text in texts(path, data)}


def test_the_tokens_are_in_the_raw_files(site):
    raw = site.root / "data/raw/exampleshire"
    words = "".join(
        path.read_text(encoding="utf-8") for path in raw.rglob("*") if path.suffix in {".csv", ".yml", ".txt"}
    )
    assert [token for token in TOKENS if token not in words] == []
    assert sum(many for _, many in CORNERS.values()) + 2 == MANY == len(TOKENS)


def test_no_token_is_in_anything_that_was_made_or_said(everything):
    assert len(everything) > 100
    found = [(token, place) for place, text in everything.items() for token in TOKENS if token in text]
    assert found == []


def test_no_childs_identifier_is_in_anything_that_was_made_or_said(everything):
    assert [place for place, text in everything.items() if CHILD.search(text)] == []


def test_nothing_released_looks_like_what_identifies_a_person(site):
    assert find(site.files()) == ()


def test_no_canonical_table_holds_a_token(site):
    held = {path.name: path.read_bytes() for path in (site.root / "data/processed").rglob("*") if path.is_file()}
    assert [name for name, data in held.items() for token in TOKENS if token.encode() in data] == []
