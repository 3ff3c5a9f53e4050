"""An owner is a post: what looks like a person's name is found, alone or beside a post."""

import pytest

from turncurve.reference.improvement_notice import notice
from turncurve.tables.posts import OF_POSTS, names_a_person

PERSONS = [
    "Jane Smith",
    "John Brown, Director",
    "Smith, Jane (Team manager)",
    "Head of adoption (Jane Smith)",
    "Director of children's services - Jane Anne Smith",
    "J. Smith",
    "Jane O'Neill",
    "Sian McDonald",
    "Mrs Smith",
    "dr smith",
    "jane.smith@example.org",
    "Team manager/Jane Smith",
    "Jane Smith and John Brown",
]
POSTS = [
    "",
    "Director",
    "DCS",
    "Head of Adoption",
    "Chief Executive",
    "Assistant Director, Children's Social Care",
    "Conference Chairs' Manager",
    "Team Manager (North)",
    "Principal Social Worker / Head of Quality Assurance",
    "Independent Chair of the Improvement Board",
    "Lead Member and Chief Executive",
    "Performance manager",
    "All team managers",
    "NHS Trust",
    "Virtual School Head",
    "Police Superintendent",
    "Caldicott Guardian",
    "Town Clerk",
    "The Mayor",
    "Borough Treasurer",
    "School Governor",
    "Hospital Chaplain",
    "Health Authority",
]


@pytest.mark.parametrize("text", PERSONS)
def test_a_name_is_found_alone_and_beside_a_post(text):
    assert names_a_person(text)


@pytest.mark.parametrize("text", [*POSTS, *notice().posts])
def test_a_post_is_no_name_however_its_words_are_written(text):
    assert not names_a_person(text)
    assert not names_a_person(text.title().replace("'S", "'s"))


def test_words_of_posts_are_plain_and_in_small_letters():
    assert all(word.isalpha() and word.islower() for word in OF_POSTS)
