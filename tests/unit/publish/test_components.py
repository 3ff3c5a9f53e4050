"""The list of components is the lock's, each with its hash, and the same whenever it is made."""

import hashlib
import json

import pytest

from turncurve.errors import PublicationError
from turncurve.publish.components import Component, bill_of_materials, pinned

LOCK = f"""numpy==2.4.0 ; python_full_version < '3.12' \\
    --hash=sha256:{"a" * 64} \\
    --hash=sha256:{"b" * 64}
pandas==3.1.0 \\
    --hash=sha256:{"c" * 64}
"""


def test_each_package_of_the_lock_is_found_with_its_hashes():
    assert pinned(LOCK) == (
        Component("numpy", "2.4.0", ("a" * 64, "b" * 64)),
        Component("pandas", "3.1.0", ("c" * 64,)),
    )


def test_our_own_lock_is_all_hashed_and_holds_what_we_import(root):
    names = {each.name for each in pinned((root / "requirements.lock").read_text(encoding="utf-8"))}
    assert {"pandas", "numpy", "scipy", "papermill", "nbconvert", "xlsxwriter", "rocrate"} <= names


@pytest.mark.parametrize(("lock", "said"), [("", "names no package"), ("numpy==2.4.0\n", "numpy has no hash")])
def test_a_lock_that_proves_nothing_is_refused(lock, said):
    with pytest.raises(PublicationError, match=said):
        bill_of_materials(lock)


def test_the_list_says_name_version_and_hash_in_the_standards_form():
    held = json.loads(bill_of_materials(LOCK))
    assert (held["bomFormat"], held["specVersion"]) == ("CycloneDX", "1.6")
    listed = {each["name"]: each for each in held["components"]}
    assert listed["numpy"]["version"] == "2.4.0"
    assert listed["pandas"]["purl"] == "pkg:pypi/pandas@3.1.0"
    assert listed["pandas"]["hashes"] == [{"alg": "SHA-256", "content": "c" * 64}]


def test_it_is_the_same_to_the_byte_and_has_no_time():
    assert bill_of_materials(LOCK) == bill_of_materials(LOCK)
    assert "timestamp" not in json.loads(bill_of_materials(LOCK))["metadata"]
    assert (
        json.loads(bill_of_materials(LOCK))["serialNumber"]
        != json.loads(bill_of_materials(LOCK.replace("3.1.0", "3.1.1")))["serialNumber"]
    )


def test_it_says_what_the_list_is_of_and_that_it_needs_them_all():
    held = json.loads(bill_of_materials(LOCK, version="4.2"))
    whole = held["metadata"]["component"]
    assert (whole["type"], whole["name"], whole["version"]) == ("application", "turncurve", "4.2")
    digest = hashlib.sha256(LOCK.encode()).hexdigest()
    assert whole["properties"] == [{"name": "turncurve:lock-sha256", "value": digest}]
    needs = {each["ref"]: each.get("dependsOn", []) for each in held["dependencies"]}
    assert needs[whole["bom-ref"]] == sorted(each["bom-ref"] for each in held["components"])
    assert "version" not in json.loads(bill_of_materials(LOCK))["metadata"]["component"]


def test_another_version_is_another_list():
    assert bill_of_materials(LOCK, version="4.2") == bill_of_materials(LOCK, version="4.2")
    one, other = (json.loads(bill_of_materials(LOCK, version=each)) for each in ("4.2", "4.3"))
    assert one["serialNumber"] != other["serialNumber"]


def test_the_list_is_valid_by_the_standard():
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = bill_of_materials(LOCK, version="4.2").decode()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
