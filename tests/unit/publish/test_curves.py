"""Words on a curve that there is not are refused before anything is read in, with the nearest name."""

import pytest

from turncurve.errors import RefusedInputError, UnknownNameError
from turncurve.publish.curves import check_curves


@pytest.fixture
def write(made):
    """Return a function that writes a council's words."""

    def put(text):
        folder = made.root / "data/raw/madeshire"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "turning_the_curve.yml").write_text(text, encoding="utf-8")

    return put


def test_a_story_of_no_indicator_is_refused_with_the_nearest_name(write):
    write("repeat_plans: {outcome: Safe}")
    with pytest.raises(UnknownNameError, match=r"no indicator called 'repeat_plans'.*Did you mean \w*repeat\w*"):
        check_curves("madeshire")


def test_a_name_like_no_other_is_sent_to_the_list(write):
    write("zzzz: {outcome: Safe}")
    with pytest.raises(UnknownNameError, match=r"See docs/indicators\.md"):
        check_curves("madeshire")


def test_a_target_that_no_share_can_have_is_refused_at_once(write):
    write("repeat_child_protection_plans: {target: {value: 130, by: 2015-03-31}}")
    with pytest.raises(RefusedInputError, match="more than 100 percent"):
        check_curves("madeshire")


@pytest.mark.parametrize(("text", "many"), [("referrals: {outcome: Safe}", 1), ("", 0)])
def test_words_on_curves_that_there_are_pass(write, text, many):
    write(text)
    assert check_curves("madeshire") == many


def test_a_council_that_has_written_nothing_passes(made):
    assert check_curves("madeshire") == 0
