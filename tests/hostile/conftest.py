"""What the hostile corpus shares."""

import pytest

from tests.support.council_files import CouncilFiles


@pytest.fixture
def council(tmp_path):
    return CouncilFiles(tmp_path)
