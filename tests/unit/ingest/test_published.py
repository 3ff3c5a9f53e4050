import datetime as dt

import pytest
import yaml

from tests.support.open_data import NAME, file_of, place
from turncurve.errors import RefusedInputError
from turncurve.ingest.published import COLUMNS, load_published, read_source, text_hash
from turncurve.tables import store

ROW = "repeat_child_protection_plans,Wiltshire,E06000054,2012-04-01,2013-03-31,62,388,16,published"
WORDS = {
    "publisher": "Department for Education",
    "title": "Children in need 2024",
    "published_on": dt.date(2024, 10, 31),
    "licence": "Open Government Licence",
    "sensitivity": "public",
    "layout": "ours",
}


@pytest.fixture
def raw(tmp_path):
    return tmp_path / "published"


def put(raw, *rows, edition="2024", name="plans.csv", content=None, **words):
    folder = raw / "dfe" / edition
    folder.mkdir(parents=True, exist_ok=True)
    text = content or ("\n".join([",".join(COLUMNS), *rows]) + "\n").encode("utf-8")
    (folder / name).write_bytes(text)
    told = {**WORDS, "files": {name: text_hash(folder / name)}, **words}
    (folder / "source.yml").write_text(yaml.safe_dump(told), encoding="utf-8")
    return folder


def load(raw):
    return load_published(raw=raw, processed=raw.parent / "processed")


def held(raw):
    load(raw)
    return store.read("published_figures", folder=raw.parent / "processed")


def test_a_small_table_is_stored_with_what_it_came_from(raw):
    put(raw, ROW)
    report = load(raw)
    assert (report.figures, report.files, report.repeated) == (1, {"dfe/2024/plans.csv": 1}, 0)
    assert list(report.lineage.sources) == ["dfe/2024/plans.csv"]
    row = held(raw).iloc[0]
    assert (row["numerator"], row["denominator"], row["value"], row["status"]) == (62, 388, 16.0, "published")
    assert row["published_on"].date() == dt.date(2024, 10, 31)
    assert row["source"] == "Department for Education, Children in need 2024"


def test_an_open_data_file_is_read_in_the_layout_of_its_release(raw):
    content = file_of([*place(), "388", "62", "16"])
    put(raw, name=NAME, content=content, layout="dfe_children_in_need", release_year=2024)
    figures = held(raw)
    assert set(figures["measure"]) == {"repeat_child_protection_plans", "child_protection_plans_started"}


def test_blank_counts_stay_blank(raw):
    put(raw, "children_adopted,Bath,,2013-04-01,2014-03-31,,,,suppressed")
    row = held(raw).iloc[0]
    assert row[["area_code", "numerator", "denominator", "value"]].isna().all()


def test_a_later_release_of_the_same_figure_stands_beside_the_earlier(raw):
    put(raw, ROW)
    put(raw, ROW.replace(",62,", ",60,"), edition="2013", published_on=dt.date(2013, 10, 31))
    assert held(raw)["numerator"].tolist() == [60, 62]


def test_two_files_of_one_day_that_say_the_same_are_one_figure(raw):
    put(raw, ROW)
    put(raw, ROW, edition="2024 again", title="The same again")
    assert (load(raw).figures, load(raw).repeated) == (1, 1)


def test_two_files_of_one_day_that_contradict_each_other_are_refused(raw):
    put(raw, ROW)
    put(raw, ROW.replace(",62,", ",60,"), edition="2024 again")
    with pytest.raises(RefusedInputError, match="different figures of repeat_child_protection_plans for Wiltshire"):
        load(raw)


def test_a_file_that_was_edited_is_refused_and_what_was_stored_stays(raw):
    folder = put(raw, ROW)
    before = held(raw)
    (folder / "plans.csv").write_text(",".join(COLUMNS) + "\n" + ROW.replace(",62,", ",26,"), encoding="utf-8")
    with pytest.raises(RefusedInputError, match=r"sha256 differs.*dfe/2024/plans\.csv"):
        load(raw)
    assert store.read("published_figures", folder=raw.parent / "processed").equals(before)


def test_a_copy_with_windows_line_ends_is_the_same_file(raw):
    folder = put(raw, ROW)
    path = folder / "plans.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(raw).figures == 1


def test_a_file_that_is_described_and_not_there_is_refused(raw):
    folder = put(raw, ROW)
    (folder / "plans.csv").unlink()
    with pytest.raises(RefusedInputError, match="is not there"):
        load(raw)


@pytest.mark.parametrize("name", ["publisher", "title", "published_on", "licence", "sensitivity", "layout", "files"])
def test_a_source_must_say_what_it_is(raw, name):
    folder = put(raw, ROW)
    told = yaml.safe_load((folder / "source.yml").read_text(encoding="utf-8"))
    del told[name]
    (folder / "source.yml").write_text(yaml.safe_dump(told), encoding="utf-8")
    with pytest.raises(RefusedInputError, match=f"does not say its {name}"):
        load(raw)


@pytest.mark.parametrize("text", ["", "- a list", "a: [", "just words"])
def test_a_description_that_is_none_is_refused(raw, text):
    folder = put(raw, ROW)
    (folder / "source.yml").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedInputError, match=r"dfe/2024/source\.yml"):
        load(raw)


def test_a_source_that_is_not_public_is_refused(raw):
    put(raw, ROW, sensitivity="restricted")
    with pytest.raises(RefusedInputError, match="is not public"):
        load(raw)


def test_a_date_of_publication_that_is_no_date_is_refused(raw):
    put(raw, ROW, published_on="October 2024")
    with pytest.raises(RefusedInputError, match="not a date"):
        load(raw)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ROW.replace("2012-04-01", "01/04/2012"), "not written 2024-03-31"),
        (ROW.replace(",62,", ",many,"), "a number is none"),
        (ROW.replace(",62,", ",62.5,"), "a number is none"),
        (ROW.replace("published", "x"), "status that is not known.*row 2"),
    ],
)
def test_a_row_that_cannot_be_read_refuses_the_file(raw, row, said):
    put(raw, row)
    with pytest.raises(RefusedInputError, match=said):
        load(raw)


def test_other_columns_are_refused(raw):
    put(raw, content=b"measure,area\nrepeat,Wiltshire\n")
    with pytest.raises(RefusedInputError, match="the columns are not measure, area, area_code"):
        load(raw)


def test_an_unknown_layout_is_refused(raw):
    put(raw, ROW, layout="dfe_pupils")
    with pytest.raises(Exception, match="no statistical series called 'dfe_pupils'"):
        load(raw)


def test_no_sources_at_all_are_an_error_that_says_where_they_should_be(raw):
    with pytest.raises(RefusedInputError, match="no published figures"):
        load(raw)


def test_the_release_year_is_that_of_publication_where_it_is_not_stated(raw):
    folder = put(raw, ROW)
    assert read_source(folder / "source.yml").release_year == 2024
    put(raw, ROW, release_year=2023)
    assert read_source(folder / "source.yml").release_year == 2023


# what source.yml says                                     the sentence
MISWRITTEN = [
    ({"files": ["plans.csv"]}, "the files of a source are not listed"),
    ({"files": "plans.csv"}, "the files of a source are not listed"),
    ({"release_year": "2024/25"}, "the year of a release is not a year"),
    ({"release_year": None}, "the year of a release is not a year"),
    ({"release_year": [2024]}, "the year of a release is not a year"),
]


@pytest.mark.parametrize(("words", "sentence"), MISWRITTEN)
def test_a_description_that_is_written_otherwise_is_refused_with_a_sentence(raw, words, sentence):
    put(raw, ROW, **words)
    with pytest.raises(RefusedInputError, match=sentence) as stopped:
        load(raw)
    assert "dfe/2024/source.yml" in str(stopped.value)
    assert stopped.value.remedy


def test_a_year_of_release_may_be_written_as_text(raw):
    assert read_source(put(raw, ROW, release_year="2024") / "source.yml").release_year == 2024


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("plans,Wiltshire,,2012-04-01,2013-03-31,-3,388,,published", "a count is below 0: plans of Wiltshire"),
        ("plans,Wiltshire,,2012-04-01,2013-03-31,120,100,,published", "a numerator is larger than its denominator"),
        ("plans,Wiltshire,,2013-04-01,2013-03-31,62,388,,published", "a period ends before it begins"),
    ],
)
def test_an_impossible_figure_is_refused_by_file_row_area_and_period(raw, row, said):
    put(raw, ROW, row)
    with pytest.raises(RefusedInputError, match=rf"{said}.*period to 2013-03-31.*dfe/2024/plans\.csv, row 3"):
        load(raw)


# numerator, denominator, value        is it refused
UNITS = [
    ("62", "388", "16", False),
    ("62", "388", "0.16", True),
    ("62", "388", "16.9", False),
    ("62", "338", "16", True),
]


@pytest.mark.parametrize(("numerator", "denominator", "value", "is_refused"), UNITS)
def test_a_percentage_that_is_not_its_counts_is_refused(raw, numerator, denominator, value, is_refused):
    put(raw, ROW.replace(",62,388,16,", f",{numerator},{denominator},{value},"))
    if not is_refused:
        assert load(raw).figures == 1
        return
    with pytest.raises(RefusedInputError, match=r"not the percentage.*row 2"):
        load(raw)


@pytest.mark.parametrize("written", ["published_on: 2024-02-31\n", "published_on: [\n", "\xff"])
def test_a_description_that_cannot_be_read_is_refused_with_what_to_do(raw, written):
    folder = put(raw, ROW)
    (folder / "source.yml").write_bytes(written.encode("latin-1"))
    with pytest.raises(RefusedInputError, match="cannot be read") as stopped:
        load(raw)
    assert stopped.value.remedy
