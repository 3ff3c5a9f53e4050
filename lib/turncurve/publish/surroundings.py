"""What a kernel finds around it: the same every time, whoever runs it and whenever."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Mapping
from pathlib import Path

from turncurve.publish import kernel_process, reads
from turncurve.reference import project

READS = "reads.txt"
"""The file in a run's own folder in which its kernel notes what it read."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
# What would bring in a user's own code or another run's plan, or have each kernel compile every library again.
_LEFT_OUT = ("TURNCURVE_PLAN", "PYTHONSTARTUP", "PYTHONDONTWRITEBYTECODE")
# What libraries set as they are loaded here, and set again in each kernel.
_SET_BY_LIBRARIES = ("PYARROW_IGNORE_TIMEZONE", "SPARK_LOCAL_IP")
_CORE_TYPE = {"x86_64": "Haswell", "AMD64": "Haswell", "aarch64": "ARMV8", "arm64": "ARMV8"}


def environment(as_at: dt.date, *, plan: Path | None, folder: Path, base: Mapping[str, str]) -> dict[str, str]:
    """Return the surroundings that make a kernel's work the same every time.

    Parameters
    ----------
    as_at : datetime.date
        The report's date: the only clock.
    plan : pathlib.Path or None
        The release's suppression plan.
    folder : pathlib.Path
        A folder of the run's own, for the settings that a user's own must not replace.
    base : mapping of str to str
        The variables of the parent process.

    Returns
    -------
    dict of str to str
        The kernel's environment variables.
    """
    midnight = dt.datetime.combine(as_at, dt.time(), tzinfo=dt.UTC)
    own = {
        project.ROOT_VARIABLE: str(project.root()),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(int(midnight.timestamp())),
        "MPLBACKEND": "agg",
        "MATPLOTLIBRC": str(folder),
        "IPYTHONDIR": str(folder),
        "IPYKERNEL_CELL_NAME": "cell",
        "TZ": "UTC",
        "JE_ARROW_MALLOC_CONF": "background_thread:false",  # else importing pandas starts a thread
        kernel_process.PARENT: str(os.getpid()),
        reads.LOG_VARIABLE: str(folder / READS),
        **dict.fromkeys(_ONE_THREAD, "1"),
    }
    machine = platform.machine()
    if machine in _CORE_TYPE:
        own["OPENBLAS_CORETYPE"] = _CORE_TYPE[machine]
    kept = {name: value for name, value in base.items() if name not in (*_LEFT_OUT, *_SET_BY_LIBRARIES)}
    return {**kept, **own, **({"TURNCURVE_PLAN": str(plan)} if plan else {})}
