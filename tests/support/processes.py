"""Processes as a test sees them."""

import contextlib
import time

import psutil


def gone(number, *, within=20.0):
    """Wait until a process has gone."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        with contextlib.suppress(psutil.NoSuchProcess):
            if psutil.Process(number).status() != psutil.STATUS_ZOMBIE:
                continue
        return True
    return False
