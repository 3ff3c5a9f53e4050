"""The packages that a release was made with, as the list of components that security officers ask for (CycloneDX)."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from dataclasses import dataclass
from functools import cache

from turncurve.errors import PublicationError

COMPONENTS = "components.cdx.json"
PROGRAM = "turncurve"
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Component:
    """One package of the lock.

    Parameters
    ----------
    name, version : str
        As the lock has them.
    hashes : tuple of str
        SHA-256 of each file that may be installed for it.
    """

    name: str
    version: str
    hashes: tuple[str, ...]


def pinned(lock: str) -> tuple[Component, ...]:
    """Return the packages that a lock names.

    Parameters
    ----------
    lock : str
        The text of requirements.lock.

    Returns
    -------
    tuple of Component
        In the lock's order; of a package that differs between versions of Python each is one.

    Raises
    ------
    PublicationError
        If the lock names no package, or one without a hash.
    """
    found: list[Component] = []
    for line in lock.splitlines():
        if named := _PINNED.match(line):
            found.append(Component(named[1], named[2], ()))
        if found and (hashes := _HASH.findall(line)):
            last = found[-1]
            found[-1] = Component(last.name, last.version, (*last.hashes, *hashes))
    bare = [each.name for each in found if not each.hashes]
    if not found or bare:
        raise PublicationError(
            f"{bare[0]} has no hash in the lock" if bare else "the lock names no package",
            where="requirements.lock",
            remedy="Take the lock from the project again",
        )
    return tuple(found)


@cache
def bill_of_materials(lock: str, *, version: str = "") -> bytes:
    """Return the list of components.

    Parameters
    ----------
    lock : str
        The text of requirements.lock.
    version : str, optional
        The version of this program that the packages are for; empty where it is not known.

    Returns
    -------
    bytes
        CycloneDX 1.6 as JSON, without a time, the same to the byte for the same lock.
    """
    from cyclonedx.model import HashAlgorithm, HashType, Property
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component as Part
    from cyclonedx.model.component import ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    parts = [
        Part(
            type=ComponentType.LIBRARY,
            name=each.name,
            version=each.version,
            bom_ref=f"{each.name}=={each.version}",
            purl=PackageURL("pypi", name=each.name, version=each.version),
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sha) for sha in each.hashes[:1]],
        )
        for each in pinned(lock)
    ]
    whole = Part(
        type=ComponentType.APPLICATION,
        name=PROGRAM,
        version=version or None,
        bom_ref=PROGRAM,
        description="What the pages were made with: this program and the packages that its lock names",
        properties=[Property(name=f"{PROGRAM}:lock-sha256", value=hashlib.sha256(lock.encode()).hexdigest())],
    )
    bom = Bom(components=parts, serial_number=uuid.uuid5(uuid.NAMESPACE_URL, lock + version))
    bom.metadata.component = whole
    bom.register_dependency(whole, parts)
    held = json.loads(JsonV1Dot6(bom).output_as_string())
    held["metadata"].pop("timestamp", None)
    return (json.dumps(held, indent=1, sort_keys=True) + "\n").encode()
