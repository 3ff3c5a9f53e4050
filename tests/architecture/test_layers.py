import contextlib
import io
import logging.config
import re

import pytest
from importlinter import cli
from importlinter.application.use_cases import read_user_options


@pytest.fixture(autouse=True)
def _loggers_left_alone(monkeypatch):
    """Keep the linter from its setting up of logs, which turns off every logger that was there before it."""
    monkeypatch.setattr(logging.config, "dictConfig", lambda _: None)


def test_data_flows_one_way(root, monkeypatch):
    monkeypatch.chdir(root)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = cli.lint_imports(config_filename=str(root / ".importlinter"), no_cache=True)
    assert code == 0, said.getvalue()
    assert re.search(r"[1-9]\d* kept, 0 broken", said.getvalue())


def test_every_layer_of_the_package_is_in_the_contract(root):
    options = read_user_options(config_filename=str(root / ".importlinter"))
    (layers,) = [each for each in options.contracts_options if each["type"] == "layers"]
    named = {name for line in layers["layers"] for name in re.findall(r"turncurve\.(\w+)", line)}
    package = root / "lib" / "turncurve"
    there = {path.name for path in package.iterdir() if (path / "__init__.py").is_file()}
    assert there | {"__main__", "errors"} == named


def test_a_layer_that_imports_upwards_is_found(tmp_path, monkeypatch):
    for layer, line in {"tables": "from made import publish", "publish": "x = 1"}.items():
        (tmp_path / "made" / layer).mkdir(parents=True)
        (tmp_path / "made" / layer / "__init__.py").write_text(line, encoding="utf-8")
    (tmp_path / "made" / "__init__.py").touch()
    config = tmp_path / "contract"
    contract = "[importlinter]\nroot_package = made\n[importlinter:contract:1]\nname = a\ntype = layers\nlayers =\n"
    config.write_text(f"{contract}    made.publish\n    made.tables\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    with contextlib.redirect_stdout(io.StringIO()):
        assert cli.lint_imports(config_filename=str(config), no_cache=True) == 1
