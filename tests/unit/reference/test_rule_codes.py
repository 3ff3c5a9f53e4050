"""Faults of a statutory return bear its own rule codes, and only codes that the return has."""

import csv
import re

import pytest
import yaml

from turncurve.reference.formats import rule_codes
from turncurve.reference.formats.rule_codes import rule_code
from turncurve.reference.formats.specification import load

# format, field, rule                                       code
KNOWN = [
    ("ssda903", "DECOM", "impossible_date", "141"),
    ("ssda903", "DEC", "order", "356"),
    ("ssda903", "DEC", "other_format", "147"),
    ("cin_census", "CPPendDate", "order", "8925"),
    ("cin_census", "started_on", "overlapping_plans", "8940"),
    ("cin_census", "CPPendDate", "unknown_code", ""),
    ("annex_a", "DECOM", "impossible_date", ""),
    ("", "DECOM", "impossible_date", ""),
]


@pytest.mark.parametrize(("key", "field", "rule", "code"), KNOWN)
def test_a_fault_bears_the_code_of_the_return(key, field, rule, code):
    assert rule_code(key, field=field, rule=rule) == code


def entries():
    """Return each entry of the list: format, field and code."""
    path = rule_codes.resources.files("turncurve.reference.formats") / "rule_codes.yml"
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(key, each["field"], each["code"]) for key, rows in held["returns"].items() for each in rows]


@pytest.mark.parametrize(("key", "field", "code"), entries())
def test_every_code_is_about_a_field_of_the_return(key, field, code):
    columns = {column.name for table in load(key).tables for column in table.columns}
    assert field in columns | {"started_on"}
    assert re.fullmatch(r"\d{3,4}Q?", code)


@pytest.mark.parametrize(("key", "name"), [("ssda903", "ssda903_rules.csv"), ("cin_census", "cin_rules.csv")])
def test_every_code_stands_in_the_published_rules_about_that_field(shared, key, name):
    with (shared / "standards" / name).open(encoding="utf-8", newline="") as file:
        fields = {}
        for row in csv.DictReader(file):
            fields[row["code"]] = fields.get(row["code"], "") + row["fields"]
    wanted = {"started_on": "CPPstartDate", "DEC": "DEC"}
    apart = [
        (field, code)
        for of, field, code in entries()
        if of == key and wanted.get(field, field) not in fields.get(code, "")
    ]
    assert apart == []
