"""Reading what a council writes of its control chart: rebases and explanations, and what is refused of them."""

import datetime as dt

import pytest

from turncurve.errors import RefusedInputError
from turncurve.ingest.story import read
from turncurve.methods.chart_result import Rebase
from turncurve.tables.explanation import Explanation
from turncurve.tables.story import keep, told

WHOLE = """
repeat_child_protection_plans:
  rebases:
    - {on: 2012-10-01, reason: One chair for every conference, approver: Head of quality assurance}
  explanations:
    - {period: May 2012, words: Two large families came back on one day}
"""


def written(folder, text):
    (folder / "turning_the_curve.yml").write_text(text, encoding="utf-8")
    return read(folder)


def test_rebases_and_explanations_are_read_word_by_word(tmp_path):
    (story,) = written(tmp_path, WHOLE)
    assert story.rebases == (
        Rebase(dt.date(2012, 10, 1), "One chair for every conference", "Head of quality assurance"),
    )
    assert story.explanations == (Explanation("May 2012", "Two large families came back on one day"),)


def test_they_are_kept_and_told_unchanged(tmp_path, monkeypatch):
    (story,) = written(tmp_path, WHOLE)
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    folder = tmp_path / "data" / "processed" / "madeshire"
    folder.mkdir(parents=True)
    keep((story,), folder=folder)
    assert told("madeshire", story.indicator, as_at=dt.date(2013, 3, 31)) == story


@pytest.mark.parametrize(
    ("old", "new", "said", "place"),
    [
        (", approver: Head of quality assurance", "", "approver is not given", "rebases, number 1"),
        (", approver: Head of quality assurance", ', approver: " "', "approver is not given", "rebases, number 1"),
        ("reason: One chair for every conference, ", "", "reason is not given", "rebases, number 1"),
        ("on: 2012-10-01, ", "", "on is not given", "rebases, number 1"),
        ("2012-10-01", "October", "the date is not", "rebases, number 1, on"),
        (", approver:", ", who:", "no story has the word 'who' here", "rebases, number 1"),
        (
            "  explanations:",
            "    - {on: 2012-10-01, reason: Another, approver: Head}\n  explanations:",
            "limits start anew twice on one day",
            "rebases",
        ),
        (", words: Two large families came back on one day", "", "words is not given", "explanations, number 1"),
        ("period: May 2012, ", "", "period is not given", "explanations, number 1"),
        ("May 2012", "one spring", "'one spring' is no period, such as May 2012", "explanations, number 1, period"),
    ],
)
def test_what_is_not_accounted_for_is_refused_with_its_place(tmp_path, old, new, said, place):
    assert old in WHOLE
    with pytest.raises(RefusedInputError, match=said) as refused:
        written(tmp_path, WHOLE.replace(old, new))
    assert place in str(refused.value)
    assert "turncurve ingest" in str(refused.value)
