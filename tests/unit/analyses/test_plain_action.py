"""Whether an action says what somebody will do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.analyses.plain_action import FEWEST_WORDS, INTENTIONS, is_said, vagueness

PLAIN = [
    "Make a child in need plan of three months the rule when a child protection plan ends",
    "Give chairs a form of words for what has changed, and refuse an ending without it",
    "Visit within a month",
    "Write to schools",
    "Bring health visitors to every review",
    "Document the reason for every ending",
    "Commission a review of endings",
    "Audit ten files every month",
    "Improve the form so that each ending says what changed",
    "Monitor the list monthly",
]
VAGUE = {
    "": "fewer than 3 words",
    "Improve practice": "fewer than 3 words",
    "Staff training": "fewer than 3 words",
    "Training for all staff": "does not begin with what somebody will do",
    "Better communication between agencies": "does not begin with what somebody will do",
    "The team will visit": "does not begin with what somebody will do",
    "Consultation with young people": "does not begin with what somebody will do",
    "Recruitment of more adopters": "does not begin with what somebody will do",
    "Improve communication between agencies": "says to improve and not what will be seen to be done",
    "Raise awareness of neglect": "says to raise and not",
    "Consider options for adopters": "says to consider and not",
}


@pytest.mark.parametrize("action", PLAIN)
def test_an_action_that_somebody_could_be_seen_to_do_is_plain(action):
    assert vagueness(action) == ""


@pytest.mark.parametrize("action", VAGUE)
def test_an_action_that_nobody_could_see_done_is_vague_and_the_reason_is_said(action):
    assert VAGUE[action] in vagueness(action)


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_three_words_are_enough_to_be_judged(more):
    action = " ".join(["Visit", "families", "monthly", "there"][: FEWEST_WORDS + more])
    assert (vagueness(action) != "") is (more < 0)


@pytest.mark.parametrize("word", sorted(INTENTIONS))
def test_an_intention_passes_only_with_what_will_be_seen(word):
    assert vagueness(f"{word} the quality of plans")
    assert vagueness(f"{word} the quality of plans by reading ten each month") == ""


@given(st.text(max_size=80))
def test_any_words_are_judged_in_a_sentence_or_passed(text):
    judged = vagueness(text)
    assert judged == "" or judged.startswith(("it says", "it does not"))
    assert judged == vagueness(f"  {text} ")


@pytest.mark.parametrize(
    "action",
    [
        "TBC by the team",
        "Work better together across the partnership",
        "Embed a culture of reflective practice",
        "Drive up standards of practice",
        "Be more robust",
        "Deliver excellent outcomes for children",
        "Make things better for children",
    ],
)
def test_a_slogan_or_a_placeholder_is_vague(action):
    assert vagueness(action)


@pytest.mark.parametrize("action", ["A manager checks each plan before it ends", "Make a plan of three months by May"])
def test_what_somebody_will_be_seen_to_do_is_plain(action):
    assert vagueness(action) == ""


@pytest.mark.parametrize("words", ["", "TBC", "tbc.", "To be confirmed", "N/A", "?", " - "])
def test_what_stands_in_for_words_says_nothing(words):
    assert not is_said(words)


def test_words_are_said():
    assert is_said("Head of child protection")
