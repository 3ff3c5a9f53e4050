"""What a council's raw folder says of itself."""

import pytest

from turncurve.errors import TurnCurveError
from turncurve.ingest.council import key_of, read
from turncurve.tables.council import Council


def test_a_folder_that_says_nothing_is_a_real_councils(tmp_path):
    assert read(tmp_path, council="North Someshire") == Council("North Someshire", "north_someshire")


def test_settings_name_the_council_and_say_whom_it_follows(tmp_path):
    (tmp_path / "council.yml").write_text(
        "name: Exampleshire\nsynthetic: true\nfollows: Wiltshire\nregion: South West\nneighbours: [A, B]\n",
        encoding="utf-8",
    )
    assert read(tmp_path, council="exampleshire") == Council(
        "Exampleshire", "exampleshire", synthetic=True, follows="Wiltshire", region="South West", neighbours=("A", "B")
    )


@pytest.mark.parametrize("text", ["synthetic: false\n", "synthetic:\n", "name: Exampleshire\n", "", "# name: A\n"])
def test_only_a_plain_true_makes_a_council_invented(tmp_path, text):
    (tmp_path / "council.yml").write_text(text, encoding="utf-8")
    assert not read(tmp_path, council="exampleshire").synthetic


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("name: [", "council.yml"),
        ("- a list\n", "council.yml"),
        ("Exampleshire\n", "council.yml"),
        ("? [a]\n: x\n", "council.yml"),
        ("name: x\nneighbours: 3\n", "council.yml"),
        ("neighbours: [A, 3]\n", "council.yml: neighbours"),
        ("name: 2012-02-30\n", "council.yml"),
        ("name: 2012-01-01\n", "council.yml: name"),
        ("name: yes\n", "council.yml: name"),
        ("name: .nan\n", "council.yml: name"),
        ("name: 12:30:45\n", "council.yml: name"),
        ("name: {a: b}\n", "council.yml: name"),
        ("name: !!binary TWFkZQ==\n", "council.yml: name"),
        ("synthetic: 'true'\n", "council.yml: synthetic"),
        ("synthetic: 1\n", "council.yml: synthetic"),
        ("synthetic: maybe\n", "council.yml: synthetic"),
        ("synthetik: true\n", "council.yml"),
        ("Name: Exampleshire\n", "council.yml"),
        ("name: A\nname: B\n", "council.yml: line 2"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused_in_their_place(tmp_path, text, where):
    (tmp_path / "council.yml").write_text(text, encoding="utf-8")
    with pytest.raises(TurnCurveError) as problem:
        read(tmp_path, council="exampleshire")
    assert problem.value.where.startswith(where)
    assert "Mend it there" in problem.value.remedy


def test_an_invented_council_uses_the_key_beside_it_and_a_real_one_never_does(tmp_path, monkeypatch):
    (tmp_path / "example.key").write_text("SYNTHETIC-key-of-a-test-0123456789abcdef\n", encoding="utf-8")
    monkeypatch.setenv("TURNCURVE_KEY_FILE", str(tmp_path / "absent.key"))
    key_of(tmp_path, Council("Exampleshire", "exampleshire", synthetic=True))
    with pytest.raises(TurnCurveError):
        key_of(tmp_path, Council("Realshire", "realshire"))


@pytest.mark.parametrize(
    ("council", "key"),
    [
        ("Realshire", "SYNTHETIC-exampleshire-key-it-protects-nobody-5b1e0c77d2f94a83"),
        ("Realshire", "SYNTHETIC-EXAMPLESHIRE-key-it-protects-nobody"),
        ("Realshire", "SYNTHETIC-example_council_007-key-it-protects-nobody-0badcafe"),
        ("Example Council 008", "SYNTHETIC-example_council_007-key-it-protects-nobody-0badcafe"),
        ("Exampleshire", "a-key-that-somebody-keeps-0123456789abcdef"),
    ],
    ids=[
        "the example's own",
        "the example's in capitals",
        "one of a nation's",
        "another of a nation's",
        "a key that is not of an invented council",
    ],
)
def test_a_council_that_copied_the_examples_settings_is_refused(tmp_path, council, key):
    (tmp_path / "example.key").write_text(f"{key}\n", encoding="utf-8")
    (tmp_path / "council.yml").write_text("name: Exampleshire\nsynthetic: true\n", encoding="utf-8")
    with pytest.raises(TurnCurveError, match="said to be invented") as problem:
        key_of(tmp_path, read(tmp_path, council=council))
    assert key not in str(problem.value)


def test_the_example_has_its_own_key(tmp_path):
    (tmp_path / "example.key").write_text("SYNTHETIC-exampleshire-key-0123456789abcdef\n", encoding="utf-8")
    assert key_of(tmp_path, Council("Exampleshire", "exampleshire", synthetic=True)) is not None


@pytest.mark.parametrize(
    ("text", "name", "neighbours"),
    [
        ("name:\nneighbours:\n", "North Someshire", ()),
        ("name: '7'\nneighbours: ['1', B]\n", "7", ("1", "B")),
        ("\ufeffname: Other\n", "Other", ()),
    ],
)
def test_what_is_left_blank_is_as_if_not_written(tmp_path, text, name, neighbours):
    (tmp_path / "council.yml").write_text(text, encoding="utf-8")
    held = read(tmp_path, council="North Someshire")
    assert (held.name, held.folder, held.neighbours) == (name, "north_someshire", neighbours)
