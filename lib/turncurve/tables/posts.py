"""Whether words that should name a post look like the name of a person: a guess, by which nothing is refused."""

from __future__ import annotations

import re
from itertools import pairwise

_TITLE = re.compile(r"(?:^|[,;:(/–-]\s*)(?:mr|mrs|ms|miss|mx|dr|prof|cllr|sir|dame|rev)\b\.? +\w|@", re.IGNORECASE)
_PARTS = re.compile(r"[,;:()/–]|\s-\s|\band\b|&")
_NAME = re.compile(r"[A-Z][a-z'’-]*(?:[A-Z][a-z'’-]+)*\.?")
OF_POSTS = frozenset([
    "academy", "adoption", "advanced", "adviser", "advisor", "advocate", "agency", "all", "analyst", "area",
    "assessment", "assistant", "associate", "association", "assurance", "authority", "board", "borough",
    "business", "cabinet", "care", "case", "ccg", "central", "chair", "chairs", "chaplain", "chief", "child",
    "children", "clerk", "commander", "commissioner", "commissioning", "committee", "communications", "community",
    "conference", "consultant", "contact", "coordinator", "corporate", "council", "councillor", "county", "data",
    "deputy", "designated", "development", "director", "district", "doctor", "door", "early", "east", "education",
    "executive", "families", "family", "finance", "foster", "fostering", "front", "governor", "group", "guardian",
    "head", "health", "help", "hospital", "housing", "hr", "hub", "human", "improvement", "independent",
    "information", "inspector", "integrated", "interim", "joint", "lead", "leader", "learning", "leaving", "legal",
    "local", "looked", "manager", "managers", "mayor", "member", "members", "mentor", "midwife", "monitoring",
    "multi", "named", "need", "north", "nurse", "officer", "operations", "panel", "parenting", "partner",
    "partners", "partnership", "performance", "permanency", "placement", "plan", "planning", "police", "policy",
    "portfolio", "practice", "practitioner", "primary", "principal", "probation", "programme", "project",
    "protection", "public", "quality", "referral", "regional", "reporting", "resources", "review", "reviewing",
    "safeguarding", "school", "schools", "scrutiny", "secondary", "secretary", "senior", "service", "services",
    "social", "solicitor", "south", "specialist", "staff", "strategic", "strategy", "superintendent",
    "supervising", "supervisor", "support", "systems", "targeted", "team", "teams", "training", "transformation",
    "treasurer", "trust", "virtual", "west", "worker", "workers", "workforce", "youth",
])  # fmt: skip
"""Words that posts and bodies are called by; what has none of them, and is written as names are, is a person."""


def names_a_person(text: str) -> bool:
    """Tell whether words for a post look like the name of a person.

    Parameters
    ----------
    text : str
        A cell, such as "Head of adoption".

    Returns
    -------
    bool
        True for a title before a name, an address with an at sign, or two words or more that are written as names are
        and hold no word that posts are called by; alone, or beside a post.
    """
    parts = [part.split() for part in _PARTS.split(text) if part.strip()]
    alone = [part for part in parts if all(map(_is_name, part))]
    beside = any(len(one) == len(other) == 1 and one in alone and other in alone for one, other in pairwise(parts))
    return bool(_TITLE.search(text)) or beside or any(len(part) > 1 for part in alone)


def _is_name(word: str) -> bool:
    """Tell whether one word is written as a name is, and no post is called by it."""
    plain = re.sub(r"['’]s?$|\.$", "", word).lower()
    return _NAME.fullmatch(word) is not None and not {plain, plain.removesuffix("s")} & OF_POSTS
