"""What every test may use: the project's root, the shared reference material, and no network but loopback."""

import os
import socket
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_socket import socket_allow_hosts

from tests.support.made_once import MadeOnce
from tests.support.sharing_out import LongFirst, place

# The ordinary run tries the same cases each time, so that it can be had again; `make search` tries new ones.
settings.register_profile("fixed", derandomize=True)
settings.register_profile("search", derandomize=False, print_blob=True)
settings.load_profile("fixed")

ROOT = Path(__file__).resolve().parents[1]
LOOPBACK = ("127.0.0.1", "::1", "localhost", "", None)
# Python runs a module of the name sitecustomize, where it finds one, at the start of every process: kernels too.
AT_START = """
import os, socket

_inner = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")}
_lookup = socket.getaddrinfo
_loopback = ("127.0.0.1", "::1", "localhost", "", None)


def _refuse(host):
    with open(os.environ["TURNCURVE_TEST_ATTEMPTS"], "a", encoding="utf-8") as noted:
        noted.write(f"{host}\\n")
    raise OSError("refused outside the loopback")


def _guarded(name):
    def call(self, *given):
        address = given[0] if name != "sendto" else given[-1]
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _loopback:
            _refuse(address[0])
        return _inner[name](self, *given)

    return call


def _looked_up(host, *given, **named):
    if host not in _loopback:
        _refuse(host)
    return _lookup(host, *given, **named)


for _name in _inner:
    setattr(socket.socket, _name, _guarded(_name))
socket.getaddrinfo = _looked_up
"""


@dataclass(frozen=True)
class Offline:
    """The surroundings of a process that has no network but loopback."""

    environment: dict[str, str]
    log: Path

    def attempts(self) -> list[str]:
        """Return the addresses that were tried."""
        return self.log.read_text(encoding="utf-8").split() if self.log.is_file() else []


def pytest_collection_modifyitems(items):
    """Begin with what takes long."""
    items.sort(key=lambda item: place(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Share files out among workers in that order, and some folders whole."""
    return LongFirst(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Refuse every connection and every name but the loopback's."""
    inner = socket.getaddrinfo

    def looked_up(host, *given, **named):
        if host not in LOOPBACK:
            message = f"no name but the loopback's is looked up in tests, and not {host}"
            raise OSError(message)
        return inner(host, *given, **named)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def offline(tmp_path_factory) -> Offline:
    """Return surroundings in which a process and all that it starts has no network but loopback."""
    folder = tmp_path_factory.mktemp("offline")
    (folder / "sitecustomize.py").write_text(AT_START, encoding="utf-8")
    log = folder / "attempts.txt"
    own = {"PYTHONPATH": str(folder), "TURNCURVE_TEST_ATTEMPTS": str(log)}
    return Offline({**os.environ, **own}, log)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory) -> MadeOnce:
    """Return what makes a folder once for all workers."""
    base = tmp_path_factory.getbasetemp()
    return MadeOnce(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture(scope="session")
def written_example(made_once):
    """Return what was written of Exampleshire: its raw files, to be read or copied and never changed."""
    from turncurve.example import write  # which most tests do without

    return made_once("exampleshire", write)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the project's root folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared reference material beside the project, or skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "README.md").is_file():
        pytest.skip("the shared reference material is not beside the project")
    return folder
