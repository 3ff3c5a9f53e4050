import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

# What conda-forge calls a package otherwise than the index does.
CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "duckdb": "python-duckdb",
    "nbconvert": "nbconvert-core",
    "tzdata": "python-tzdata",
}


@pytest.fixture(scope="module")
def declared(root):
    """Return the requirements that the package, its tests and its checks declare."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    return [Requirement(each) for each in [*project["dependencies"], *extras["test"], *extras["check"]]]


@pytest.fixture(scope="module")
def locked(root):
    """Return each locked package with its versions: several where they differ by system."""
    pinned = re.findall(
        r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", (root / "requirements.lock").read_text("utf-8"), re.MULTILINE
    )
    versions: dict[str, set[str]] = {}
    for name, version in pinned:
        versions.setdefault(name.lower().replace("_", "-"), set()).add(version)
    return versions


def test_conda_users_get_the_packages_that_the_project_declares(root, declared):
    held = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))
    listed = [Requirement(each) for each in held["dependencies"] if isinstance(each, str)]
    conda = {each.name: each.specifier for each in listed if each.name not in {"python", "pip"}}
    assert conda == {CONDA_NAMES.get(each.name, each.name): each.specifier for each in declared}
    assert held["dependencies"][-1] == {"pip": ["-e ."]}


def test_conda_users_get_the_python_that_the_project_declares(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    held = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))
    (python,) = [each for each in held["dependencies"] if isinstance(each, str) and each.startswith("python>")]
    assert python == f"python{project['requires-python']}"


def test_every_declared_package_is_locked_at_a_version_that_it_allows(declared, locked):
    for each in declared:
        versions = locked[each.name.lower()]
        assert all(SpecifierSet(str(each.specifier)).contains(version) for version in versions), each.name


def test_every_locked_package_has_its_hashes_and_no_index_is_named(root):
    for name in ("requirements.lock", "requirements-lab.lock"):
        text = (root / name).read_text(encoding="utf-8")
        entries = re.split(r"\n(?=[A-Za-z0-9])", text[re.search(r"^[A-Za-z0-9]", text, re.MULTILINE).start() :])
        assert all("--hash=sha256:" in entry for entry in entries)
        assert not re.search(r"://|--(extra-)?index-url|--find-links", text)


def test_jupyterlab_is_kept_out_of_the_run_environment(locked):
    assert not {"jupyterlab", "notebook", "rfc3987-syntax"} & set(locked)
