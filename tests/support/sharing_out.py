"""How tests are shared out among workers: file by file, in the order in which they were collected.

A folder whose tests rest on one project goes to one worker whole, so that it is made once and nobody waits for it.
What takes long comes first, so that no worker is left without work while another ends.
"""

from xdist.scheduler import LoadFileScheduling

TOGETHER = ("tests/browser/", "tests/journey/", "tests/unit/example/")
LONG = ("tests/browser/", "tests/journey/", "tests/failures/", "tests/hostile/")


def place(nodeid: str) -> int:
    """Return when a test's turn is; those of one place stay as they were collected."""
    return next((number for number, folder in enumerate(LONG) if nodeid.startswith(folder)), len(LONG))


class LongFirst(LoadFileScheduling):
    """Gives workers files, or whole folders, in the order of the tests."""

    def __init__(self, config, log=None):
        config.option.loadscopereorder = False  # by the number of tests, which says nothing of how long they take
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), super()._split_scope(nodeid))
