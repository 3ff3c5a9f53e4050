"""The page for elected members is in plain English."""

import json
import re

import pytest

from tests.support.readability import longest_sentence, reading_ease, syllables
from turncurve.present import scrutiny

PLAIN = 60
LONGEST = 30
JARGON = re.compile(
    r"\b(numerators?|denominators?|intervals?|confidence|significan\w*|cohorts?|metrics?|KPIs?|LSCB|IRO|CPP?|CIN|s47|"
    r"over-dispers\w*|stratif\w*|percentiles?|quartiles?|baselines?|trajector\w*|stakeholders?|outcomes?-based|"
    r"safeguarding|multi-agency|thresholds?|pathways?|caseloads?|SPC|special causes?|RAG|datasets?|forecasts?)\b",
    re.IGNORECASE,
)

# word            syllables
SPOKEN = [
    ("child", 1), ("children", 2), ("plan", 1), ("family", 3), ("wait", 1), ("made", 1), ("needed", 2), ("asked", 1),
    ("table", 2), ("better", 2), ("council’s", 2), ("government", 3), ("the", 1), ("free", 1),
]  # fmt: skip


@pytest.mark.parametrize(("word", "count"), SPOKEN)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_a_plain_text_reads_easier_than_an_official_one():
    plain = "The plan is late. Ask why, and ask what will be done."
    official = (
        "Considerable slippage against agreed milestones necessitates the prioritisation of remedial interventions."
    )
    assert reading_ease(plain) > 90
    assert reading_ease(official) < 20


@pytest.fixture(scope="module")
def narrative(root):
    """Return each cell of words of the notebook for elected members."""
    held = json.loads((root / "notebooks" / "12_scrutiny.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in held["cells"] if cell["cell_type"] == "markdown"]
    return [re.sub(r"^#+ (.*)$", r"\1.", cell, flags=re.MULTILINE) for cell in cells]


OURS = [*scrutiny.ASK.values(), scrutiny.BY_CHANCE, scrutiny.BY_RULE, scrutiny.LATELY]


def test_the_notebook_is_plain_english_cell_by_cell(narrative):
    assert reading_ease(" ".join(narrative)) >= PLAIN + 10
    for cell in narrative[:-1]:
        assert reading_ease(cell) >= PLAIN, cell


def test_what_the_page_says_of_itself_is_plain_english():
    assert reading_ease(" ".join(OURS)) >= PLAIN + 10
    for text in OURS:
        assert reading_ease(text) >= PLAIN, text


def test_no_sentence_is_long(narrative):
    for text in (*narrative, *OURS):
        assert longest_sentence(text) <= LONGEST, text


def test_no_word_of_the_trade_is_used(narrative):
    for text in (*narrative, *OURS):
        assert not JARGON.search(text), (JARGON.search(text).group(), text)
