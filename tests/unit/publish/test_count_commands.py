"""The command that counts contacts says what it counted, and that small counts are in it."""

from turncurve import __main__ as command
from turncurve.publish import contact_counts
from turncurve.publish.contact_counts import ContactCounts


def test_what_was_asked_is_passed_on_and_what_was_counted_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    asked = {}

    def counted(council, **given):
        asked.update(given, council=council)
        return ContactCounts(given["to"], 150, 8_000_000, 25_920)

    monkeypatch.setattr(contact_counts, "write_contact_counts", counted)
    words = ["count-contacts", "--council", "*", "--to", "counts.csv", "--by", "route", "--by", "source"]
    assert command.main([*words, "--grain", "year"]) == 0
    assert asked == {
        "council": "*", "to": tmp_path / "counts.csv", "by": ("route", "source"), "grain": "year", "memory": "2GB",
    }  # fmt: skip
    first, second = capsys.readouterr().out.splitlines()
    assert first == "Counted 8,000,000 contacts of 150 councils: 25,920 rows in counts.csv."
    assert "keep it where the records are" in second


def test_what_is_not_known_is_one_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    folder = tmp_path / "data" / "processed" / "a"
    folder.mkdir(parents=True)
    (folder / "contacts.parquet").touch()
    words = ["count-contacts", "--council", "*", "--to", str(tmp_path / "c.csv"), "--by", "child_key"]
    assert command.main(words) == 1
    said = capsys.readouterr().err
    assert said.startswith("turncurve: ")
    assert "cannot be told apart by 'child_key'" in said
