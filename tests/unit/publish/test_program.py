import sys

from turncurve.publish import program as module
from turncurve.publish.program import program


def test_the_program_is_our_source_the_lock_and_what_is_installed(made, monkeypatch, tmp_path):
    before = program()
    assert program() == before
    (made.root / "requirements.lock").write_text("pandas==3.1", encoding="utf-8")
    locked = program()
    monkeypatch.setattr(module.platform, "machine", lambda: "another")
    other_machine = program()
    (tmp_path / "site-packages" / "pandas-9.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site-packages")])
    installed = program()
    package = tmp_path / "turncurve"
    package.mkdir()
    (package / "__init__.py").write_text("changed", encoding="utf-8")
    monkeypatch.setattr(module.turncurve, "__file__", str(package / "__init__.py"))
    assert len({before, locked, other_machine, installed, program()}) == 5
