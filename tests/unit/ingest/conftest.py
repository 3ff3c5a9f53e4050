"""What tests of ingest share."""

import pytest

from tests.support import private_postgres
from tests.support.council_files import CouncilFiles


@pytest.fixture
def council(tmp_path):
    return CouncilFiles(tmp_path)


@pytest.fixture(scope="session")
def postgres():
    """Return a PostgreSQL of the tests' own, or skip where it is not installed."""
    if private_postgres.programs() is None:
        pytest.skip("PostgreSQL is not installed")
    with private_postgres.running() as server:
        yield server
