"""What the tests of the methods share: councils whose truth is known, and a route with exact rates."""

import importlib.util
import sys

import pytest


def loaded(root, name):
    """Load a module that supports the tests."""
    spec = importlib.util.spec_from_file_location(name, root / "tests" / "support" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def truth(root):
    """Return the module that draws invented councils."""
    return loaded(root, "simulated_council")


@pytest.fixture(scope="session")
def exact(root):
    """Return the module whose route has rates that are known exactly."""
    return loaded(root, "constant_rates")


@pytest.fixture(scope="session")
def by_hand(root):
    """Return the module whose futures are written down date by date."""
    return loaded(root, "futures_by_hand")


@pytest.fixture(scope="session")
def panels(root):
    """Return the module that draws councils of another shape, whose panels share out adopters."""
    return loaded(root, "simulated_panels")
