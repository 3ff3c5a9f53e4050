"""Cross-classified populations agree with Das Gupta's example, and their structure is a product of its parts."""

import numpy as np
import pandas as pd
import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.cross_classified import standardise_cross_classified, structure_factors


def read(shared, number, classified_by):
    data = pd.read_csv(shared / "reference" / "decomposition" / f"dasgupta_eg{number}_input.csv")
    populations = [str(name) for name in sorted(data["pop"].unique())]
    parts = [data[data["pop"].astype(str) == name] for name in populations]
    return standardise_cross_classified(
        {"rate": np.stack([part["rate"] for part in parts])},
        populations,
        sizes=np.stack([part["size"] for part in parts]),
        classified_by={name: parts[0][name].tolist() for name in classified_by},
    )


def test_one_classification_is_reproduced(shared):
    expected = pd.read_csv(shared / "reference" / "decomposition" / "dasgupta_eg5.1_expected_08.csv").set_index("row")
    whole = read(shared, "5.1", ["age_group"]).decompose("1970", "1985")
    rate, structure = whole.effects
    for effect, row in ((rate, "rate"), (structure, "age_group_struct")):
        assert [effect.first, effect.second] == pytest.approx(list(expected.loc[row, ["1970", "1985"]]), abs=1e-9)
        assert round(100 * effect.share, 2) == expected.loc[row, "decomp"]
    assert [whole.first, whole.second] == pytest.approx(list(expected.loc["crude", ["1970", "1985"]]), abs=1e-9)


# Das Gupta's table 5.3 by an independent route: death rates by race and age, with both structures worked cell by cell.
def test_two_classifications_are_as_worked_cell_by_cell(shared):
    data = pd.read_csv(shared / "reference" / "decomposition" / "dasgupta_eg5.3_input.csv")
    parts = {}
    for year, part in data.groupby("pop"):
        size = part.pivot_table(index="race", columns="age", values="size").to_numpy()
        rate = part.pivot_table(index="race", columns="age", values="rate").to_numpy()
        by_race, by_age, whole = size.sum(axis=1, keepdims=True), size.sum(axis=0, keepdims=True), size.sum()
        race = np.sqrt(size / by_age * by_race / whole)
        age = np.sqrt(size / by_race * by_age / whole)
        parts[year] = (rate, size / whole, race, age)
    (rate_one, share_one, race_one, age_one), (rate_two, share_two, race_two, age_two) = parts[1970], parts[1985]
    found = read(shared, "5.3", ["race", "age"]).decompose("1970", "1985")
    effects = {effect.factor: effect.effect for effect in found.effects}
    assert effects["rate"] == pytest.approx(((share_one + share_two) / 2 * (rate_two - rate_one)).sum())
    middle = (rate_one + rate_two) / 2
    assert effects["race"] == pytest.approx((middle * (age_one + age_two) / 2 * (race_two - race_one)).sum())
    assert effects["age"] == pytest.approx((middle * (race_one + race_two) / 2 * (age_two - age_one)).sum())
    assert sum(effects.values()) == pytest.approx(found.difference)


def test_structure_factors_multiply_to_each_cells_share():
    sizes = np.random.default_rng(3).integers(1, 50, size=(2, 12)).astype(float)
    classes = {
        "age": np.array(list("aaaabbbbcccc")),
        "sex": np.array(list("mmffmmffmmff")),
        "area": np.array(list("xyxyxyxyxyxy")),
    }
    found = structure_factors(sizes, classes)
    product = np.prod(np.stack(list(found.values())), axis=0)
    np.testing.assert_allclose(product, sizes / sizes.sum(axis=1, keepdims=True))


def test_a_cell_that_nobody_is_in_has_a_factor_of_zero_and_effects_still_sum():
    found = standardise_cross_classified(
        {"rate": [[0.1, 0.2, 0.3, 0.4], [0.1, 0.3, 0.3, 0.5]]},
        ["then", "now"],
        sizes=[[10, 20, 0, 0], [10, 10, 10, 0]],
        classified_by={"age": ["a", "a", "b", "b"], "sex": ["m", "f", "m", "f"]},
    ).decompose("then", "now")
    assert sum(effect.effect for effect in found.effects) == pytest.approx(found.difference)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"sizes": [[1, 2], [3, -4]]}, "missing or negative"),
        ({"sizes": [[1, 2], [0, 0]]}, "population is empty"),
        ({"sizes": [[1, 2, 3], [1, 2, 3]]}, "one value for each population and cell"),
        ({"classified_by": {"age": ["a", "a"]}}, "stands twice"),
        ({"classified_by": {"age": ["a"]}}, "one class for each cell"),
        ({"classified_by": {"rate": ["a", "b"]}}, "name of a factor"),
        ({"rate": lambda of: of["rate"].sum()}, "one finite rate for each cell"),
    ],
)
def test_what_cannot_be_cross_classified_is_refused_in_a_sentence(changed, says):
    given = {"sizes": [[1, 2], [3, 4]], "classified_by": {"age": ["a", "b"]}} | changed
    with pytest.raises(TurnCurveError, match=says):
        standardise_cross_classified({"rate": [[0.1, 0.2], [0.1, 0.3]]}, ["then", "now"], **given)
