"""Every word of the glossary is said once, in sentences, and can be found in a text without mistaking another."""

import re

import pytest

from turncurve.reference.glossary import Term, _term, terms


def test_words_stand_once_in_the_order_of_the_alphabet():
    words = [term.word.lower() for term in terms()]
    assert words == sorted(set(words))
    assert len(words) > 40


def test_no_form_belongs_to_two_words():
    forms = [form.lower() for term in terms() for form in term.forms]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.word)
def test_a_meaning_is_sentences_without_markup(term):
    assert re.fullmatch(r"[A-Z0-9][^|<>*_`]+\.", term.meaning)
    assert len(term.meaning) <= 200
    assert all(form == form.strip() and form for form in term.forms)


def test_a_word_stands_alone_or_in_the_plural_unless_its_forms_are_given():
    plain = {"word": "placement order", "meaning": "The court's authority."}
    assert _term(plain) == Term("placement order", "The court's authority.", ("placement order", "placement orders"))
    assert _term({**plain, "forms": []}).forms == ()
    assert _term({**plain, "forms": ["order"], "beside": "adopt"}) == Term(
        "placement order", "The court's authority.", ("order",), "adopt"
    )


def test_a_measure_whose_name_could_be_an_actions_is_told_by_the_scorecard_beside_it():
    beside = {term.word: term.beside for term in terms()}
    assert {beside[word] for word in ("A1", "A2", "A3", "A10")} == {"scorecard"}
    assert beside["child protection plan"] == ""


def test_reading_again_gives_the_same():
    assert terms() is terms()
