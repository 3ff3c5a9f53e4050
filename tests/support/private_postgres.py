"""A PostgreSQL of the tests' own: made in a temporary folder, on a loopback port, and gone with the tests."""

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OWNER, READER, PASSWORD = "owner", "reader", "a p@ssword/that%must:stay hidden"
QUOTED = "a%20p%40ssword%2Fthat%25must%3Astay%20hidden"


@dataclass(frozen=True)
class Server:
    """A running server: as whom and where it is reached."""

    port: int
    password: str = PASSWORD

    def url(self, user=READER, *, password=QUOTED, database="postgres", more=""):
        """Return the address that a user would write."""
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}{more}"


def programs():
    """Return the folder of PostgreSQL's programs, or None where it is not installed."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return places[-1] if places and (places[-1] / "initdb").is_file() else None


def _without_rights():
    """Return a user of this machine that is not its administrator."""
    import pwd  # not on Windows, where these tests skip

    names = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def running():
    """Yield a server that runs as a user without rights, which the server asks for."""
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    user = {"user": _without_rights()} if os.geteuid() == 0 else {}
    data, secret = home / "data", home / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    if user:
        shutil.chown(home, **user)
        shutil.chown(secret, **user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={home} -c fsync=off"

    def call(program, *words):
        done = subprocess.run(  # noqa: S603  # PostgreSQL's own programs, with words of ours
            [programs() / program, "-D", data, *words],
            cwd=home,
            env={"LC_ALL": "C", "PATH": os.environ["PATH"]},
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            **user,
        )
        assert done.returncode == 0, done.stderr or done.stdout

    try:
        call("initdb", "-U", OWNER, "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--no-sync")
        call("pg_ctl", "-w", "-l", home / "log", "-o", settings, "start")
        yield Server(port)
    finally:
        if (data / "postmaster.pid").exists():
            call("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(home)
