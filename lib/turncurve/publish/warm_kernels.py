"""Kernels forked from a process that has the libraries in memory: the same as plain ones, and ready much sooner.

jupyter_client knows of this as a kernel provisioner. Where a kernel cannot be forked it starts a plain one.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from turncurve.publish import kernel_process
from turncurve.publish.warm_parent import Forked, parent_for, why_plain

PROVISIONER = "turncurve-warm"
_SOON, _STEP = 50, 0.002


class WarmKernels(LocalProvisioner):
    """Starts kernels for jupyter_client: forked where that can be had, else plain ones."""

    async def launch_kernel(
        self,
        cmd: list[str],
        **kwargs: Any,  # noqa: ANN401 - jupyter_client names them
    ) -> KernelConnectionInfo:
        """Start one kernel.

        Parameters
        ----------
        cmd : list of str
            Its command line, as a plain one has it.
        **kwargs
            What `subprocess.Popen` would be given.

        Returns
        -------
        dict
            How it is reached.
        """
        environment: Mapping[str, str] = kwargs.get("env") or os.environ
        folder = str(kwargs.get("cwd") or Path.cwd())
        kernel = None if why_plain() else await _forked(cmd, environment, folder)
        if kernel is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.cwd = kernel, folder  # type: ignore[assignment]  # it has the words of a Popen
        self.pid = self.pgid = kernel.pid  # a forked kernel leads a group of its own
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """End the kernel at once, and wait a moment for it to have ended: whoever asks again waits longer.

        Parameters
        ----------
        restart : bool
            Whether another is to take its place.
        """
        await super().kill(restart=restart)
        for _ in range(_SOON):
            if await self.poll() is not None:
                return
            await asyncio.sleep(_STEP)


async def _forked(cmd: list[str], environment: Mapping[str, str], folder: str) -> Forked | None:
    """Return a kernel forked for a command line; None where that is of another program, or cannot be had."""
    start = [sys.executable, "-m", kernel_process.__name__]
    if cmd[: len(start)] != start:
        return None
    parent = parent_for(environment)
    if not await asyncio.wrap_future(parent.ready):
        return None
    return await asyncio.wrap_future(parent.fork(cmd[len(start) :], environment=environment, folder=folder))


# As the entry point says that pyproject.toml names; an environment that was made before it was named has none.
KernelProvisionerFactory.provisioners[PROVISIONER] = EntryPoint(
    PROVISIONER, f"{__name__}:{WarmKernels.__name__}", KernelProvisionerFactory.GROUP_NAME
)
