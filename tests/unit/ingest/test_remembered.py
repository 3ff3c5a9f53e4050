"""What a council's files said is remembered while they are read, and by no process that goes on to the next."""

import pytest

from tests.support.council_files import CHILD, CouncilFiles, day
from turncurve.ingest import headers, identifiers, remembered


def test_a_function_answers_from_memory_until_a_council_has_been_read():
    asked = []

    @remembered.remembered
    def capitals(cell):
        asked.append(cell)
        return cell.upper()

    with remembered.one_council():
        assert [capitals("a"), capitals("a"), capitals("b")] == ["A", "A", "B"]
    assert capitals("a") == "A"
    assert asked == ["a", "b", "a"]


def test_it_is_forgotten_too_where_the_reading_stopped():
    asked = []
    function = remembered.remembered(asked.append)

    def refused():
        with remembered.one_council():
            function("a")
            raise ValueError("stopped")

    with pytest.raises(ValueError, match="stopped"):
        refused()
    function("a")
    assert asked == ["a", "a"]


def test_nothing_of_a_council_s_cells_is_kept_when_its_tables_stand(tmp_path):
    files = CouncilFiles(tmp_path)
    files.annex_a(list_1=[{CHILD: "A 17", "Date of Contact": day("2012-05-01")}])
    before = identifiers.clean("B 18"), headers.plain("A header")
    files.ingest()
    assert before == ("B18", "a header")
    assert [each.cache_info().currsize for each in (identifiers.clean, identifiers._people, headers.plain)] == [0] * 3
