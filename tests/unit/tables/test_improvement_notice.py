"""What a notice asks is strict: themes, sources and wordings are those of the lists, and every number is there."""

import pandera.errors
import pytest

from tests.support.canonical import canonical
from turncurve.tables.improvement_notice import THEMES, ImprovementFindings, ImprovementNotice, ImprovementRequirements

MODELS = {
    "improvement_notice": ImprovementNotice,
    "improvement_requirements": ImprovementRequirements,
    "improvement_findings": ImprovementFindings,
}
ROWS = {
    "improvement_notice": {"plan_on": "2012-09-14", "aim_on": "2013-12-31"},
    "improvement_requirements": {
        "plan_on": "2012-09-14", "requirement_id": "N02", "theme": "practice", "words": "No case waits for a worker",
    },
    "improvement_findings": {
        "plan_on": "2012-09-14", "finding_id": "R01", "source": "inspection recommendation", "words": "See each child",
        "wording": "invented", "requirement_id": "N22",
    },
}  # fmt: skip


def validated(table, **changes):
    return MODELS[table].validate(canonical(table, [{**ROWS[table], **changes}]), lazy=True)


@pytest.mark.parametrize("table", MODELS)
def test_a_row_with_its_required_columns_alone_is_kept(table):
    assert len(validated(table)) == 1


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_of_the_notice_is_known(theme):
    assert validated("improvement_requirements", theme=theme)["theme"].tolist() == [theme]


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("improvement_notice", {"aim_on": None}),
        ("improvement_notice", {"plan_on": None}),
        ("improvement_notice", {"weeks_between_meetings": 0}),
        ("improvement_requirements", {"requirement_id": None}),
        ("improvement_requirements", {"theme": "money"}),
        ("improvement_requirements", {"months_allowed": -1}),
        ("improvement_findings", {"source": "a newspaper"}),
        ("improvement_findings", {"wording": "as remembered"}),
        ("improvement_findings", {"words": None}),
    ],
)
def test_what_is_not_on_a_list_or_is_missing_is_refused(table, changes):
    with pytest.raises(pandera.errors.SchemaErrors):
        validated(table, **changes)


@pytest.mark.parametrize("unknown", ["served_on", "reported_on", "weeks_between_meetings", "chair"])
def test_a_notice_whose_own_date_is_not_held_is_kept(unknown):
    assert validated("improvement_notice", **{unknown: None})[unknown].isna().all()
