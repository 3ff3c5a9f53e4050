import socket
import subprocess
import sys

import pytest
from pytest_socket import SocketConnectBlockedError

# Addresses set aside for documentation, by RFC 5737 and RFC 3849: nobody is there.
OUTSIDE = ["192.0.2.1", "198.51.100.7"]


@pytest.mark.parametrize("address", OUTSIDE)
def test_no_test_can_reach_an_address_outside(address):
    warned = pytest.warns(UserWarning, match="A test tried to use")
    with socket.socket() as tried, warned, pytest.raises(SocketConnectBlockedError):
        tried.connect((address, 80))


def test_no_test_can_look_a_name_up():
    with pytest.raises(OSError, match="no name but the loopback's"):
        socket.getaddrinfo("example.org", 80)


def test_loopback_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as tried:
        assert tried.getpeername() == server.getsockname()


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        ("import socket; socket.socket().connect(('192.0.2.1', 80))", True),
        ("import socket; socket.getaddrinfo('example.org', 80)", True),
        ("import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 80))", True),
        (
            "import socket; s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname())",
            False,
        ),
    ],
)
def test_processes_that_tests_start_are_held_to_the_same(offline, code, refused):
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=offline.environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert ("refused outside the loopback" in done.stderr) is refused
    assert bool(offline.attempts()) is refused
    offline.log.unlink(missing_ok=True)
    assert (done.returncode != 0) is refused
