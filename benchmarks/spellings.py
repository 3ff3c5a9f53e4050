"""Mangle the descriptions of the standards' codes as people and systems do, and count what is read rightly.

Run from the repository's root:

    python benchmarks/spellings.py [--count 300] [--seed 1] [--show]

The descriptions are those of the standards in the sibling folder `shared`; each is mangled in a way drawn by chance,
without regard to what the reader knows. Wrong is: read as another code than the one described. The last kind names one
code and describes another: read as either is wrong. The command ends with 1 where anything is read wrongly.
"""

import argparse
import random
import re
import sys
from collections import Counter
from pathlib import Path

import yaml

from turncurve.ingest import codes
from turncurve.reference.formats.specification import load

STANDARDS = Path(__file__).resolve().parents[2] / "shared" / "standards"
ANNEX = load("annex_a")
# Our field; the code set of the standard that describes it.
FIELDS = {
    "source": (ANNEX.table("list_3").column("Referral Source"), "cin", "referralsourcetype"),
    "need": (ANNEX.table("list_6").column("Primary Need Code"), "cin", "primaryneedcodetype"),
    "closure": (ANNEX.table("list_6").column("Reason for Closure"), "cin", "reasonforclosuretype"),
    "abuse": (ANNEX.table("list_7").column("Latest Category of Abuse"), "cin", "categoryofabusetype"),
    "ethnicity": (ANNEX.table("list_7").column("Ethnicity"), "cin", "ethnicitytype"),
    "legal status": (ANNEX.table("list_8").column("Child's Legal Status"), "annex_a", "Child's Legal Status"),
    "reason ceased": (ANNEX.table("list_8").column("Reason Ceased to be Looked After"), "annex_a", "ceased"),
    "placement": (ANNEX.table("list_8").column("Placement Type"), "annex_a", "Placement Type"),
    "provider": (ANNEX.table("list_8").column("Placement Provider"), "annex_a", "Placement Provider"),
    "accommodation": (ANNEX.table("list_9").column("Type of Accommodation"), "annex_a", "accommodation"),
    "activity": (ANNEX.table("list_9").column("Activity Status"), "annex_a", "activity"),
    "no longer adoption": (
        ANNEX.table("list_10").column("Reason Why Child No Longer Placed for Adoption"), "annex_a", "longer"
    ),
}  # fmt: skip
SHORT = {
    "local authority": "LA", "and": "&", "including": "inc.", "services": "servs", "service": "serv", "other": "oth",
    "child arrangements order": "CAO", "special guardianship order": "SGO", "parental responsibility": "PR",
    "general practitioner": "GP", "placement": "plcmt", "provision": "prov", "background": "backgrnd",
    "department": "dept", "for example": "e.g.", "accommodation": "accom", "another": "other",
    "independent": "indep", "residential": "resid", "voluntary": "vol", "no further action": "NFA",
}  # fmt: skip


def described():
    """Return by field the codes of the standards that our field has, and their descriptions."""
    held = {
        name: yaml.safe_load((STANDARDS / f"{name}.yml").read_text(encoding="utf-8")) for name in ("cin", "annex_a")
    }
    found = {}
    for field, (column, standard, name) in FIELDS.items():
        own = held[standard]["code_sets"]
        if standard == "cin":
            pairs = {str(code): str(words) for code, words in own[name].items()}
        else:
            key = next(key for key in own if key == name or name.casefold() in key.casefold().split()
                       or name.casefold() in key.casefold())  # fmt: skip
            listed = [re.sub(r"^[a-z]{1,2}\)\s*", "", str(each)) for each in own[key]["codes"]]
            pairs = dict(re.split(r"\s*[:\-–]\s*", each, maxsplit=1) for each in listed if re.search(r"[:\-–]", each))
        known = set(column.codes.values()) | set(column.spellings.values())
        found[field] = {code: words.strip(" .") for code, words in pairs.items() if code in known and words.strip()}
    return found


def with_code(code, words, chance):
    """Return the code, a mark and some of the words."""
    mark = chance.choice([" - ", ": ", "-", " – ", " ", ") ", " :", ". ", "  -  "])
    kept = words.split()[: chance.randint(1, 8)]
    return code + mark + " ".join(kept)


def closing(code, words, chance):
    """Return the words, and the code in brackets behind them."""
    return f"{words} {chance.choice(['({})', '[{}]', '- {}', '({})']).format(code)}"


def cased(code, words, chance):
    """Return the words in another case, with other spaces and marks."""
    words = chance.choice([str.upper, str.lower, str.title])(words)
    return chance.choice(["  {} ", "{}.", '"{}"', "{}", "{} "]).format(
        words.replace(" – ", chance.choice(["-", " - ", ": ", " / "])).replace(" ", chance.choice([" ", "  ", " "]))
    )


def slipped(code, words, chance):
    """Return the words with one letter of a long one wrong, missing, doubled or changed over."""
    long = list(re.finditer(r"[A-Za-z]{6,}", words))
    if not long:
        return words.lower()
    found = chance.choice(long)
    word, at = found.group(), chance.randint(1, len(found.group()) - 2)
    slips = [
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + chance.choice("aeioustrn") + word[at + 1 :],
    ]
    return words[: found.start()] + chance.choice(slips) + words[found.end() :]


def shortened(code, words, chance):
    """Return the words with some of them as people shorten them."""
    for long, short in chance.sample(sorted(SHORT.items()), len(SHORT)):
        if chance.random() < 0.6:
            words = re.sub(rf"\b{long}\b", short, words, flags=re.IGNORECASE)
    return words


def turned(code, words, chance):
    """Return the words' two parts in the other order."""
    parts = re.split(r"\s*[–:,]\s*|\s+-\s+", words, maxsplit=1)
    return f"{parts[1]} - {parts[0]}" if len(parts) == 2 else " ".join(reversed(words.split(" or ", 1)))


def counted(code, words, chance):
    """Return the words with singulars and plurals exchanged."""
    found = chance.choice(list(re.finditer(r"[A-Za-z]{4,}", words)) or [re.match(".*", words)])
    word = found.group()
    other = word[:-1] if word.endswith("s") else word + "s"
    return words[: found.start()] + other + words[found.end() :]


def dropped(code, words, chance):
    """Return the words without the small ones, or without what stands in brackets."""
    if "(" in words and chance.random() < 0.5:
        return re.sub(r"\s*\([^)]*\)*", "", words)
    return re.sub(r"\b(?:of|the|or|to|in|a|an|for|with|and)\s+", "", words)


def cut(code, words, chance):
    """Return the words as a field of a limited length cuts them."""
    return words[: chance.choice([20, 25, 30, 35, 40])]


def labelled(code, words, chance):
    """Return the words behind a mark of a system's own."""
    mark = chance.choice(["(CS) ", "x - ", "CODE_1 ", "~", "A12: ", "(03) ", "12. ", "* ", "[L] "])
    return mark + words


WAYS = (with_code, with_code, closing, cased, slipped, slipped, shortened, turned, counted, dropped, cut, labelled)


def spoilt(described, chance):
    """Return one mangled value: its field, how it was made, the value, and its code unless two are named."""
    field = chance.choice(sorted(described))
    pairs = described[field]
    code = chance.choice(sorted(pairs))
    if chance.random() < 0.08:
        other = chance.choice([each for each in sorted(pairs) if each != code])
        return field, "two", f"{code} - {pairs[other]}", None
    way = chance.choice(WAYS)
    return field, way.__name__, way(code, pairs[code], chance), code


def main():
    """Count, by how values were mangled, what is read rightly, left blank and read wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - it draws spellings
    texts = described()
    tally, wrong = Counter(), []
    for _ in range(given.count):
        field, way, value, code = spoilt(texts, chance)
        read = codes.code_for(value, FIELDS[field][0])
        outcome = "right" if read == code else "blank" if read is None else "wrong"
        tally[way, outcome] += 1
        if outcome == "wrong" or (given.show and outcome == "blank"):
            wrong += [outcome == "wrong"]
            sys.stdout.write(f"{outcome}: {field}, {way}: {value!r} is {code}, read as {read}\n")
    for way in sorted({way for way, _ in tally}):
        sys.stdout.write(
            f"{way}: " + ", ".join(f"{tally[way, each]} {each}" for each in ("right", "blank", "wrong")) + "\n"
        )
    for each in ("right", "blank", "wrong"):
        sys.stdout.write(f"{each}: {sum(n for (_, outcome), n in tally.items() if outcome == each)} of {given.count}\n")
    return 1 if any(wrong) else 0


if __name__ == "__main__":
    sys.exit(main())
