import builtins
import errno

import pytest

from tests.support.made_s3 import bucket
from turncurve.errors import StorageError
from turncurve.publish.storage import Storage, _words

ENTERED = {"AWS_ACCESS_KEY_ID": "made", "AWS_SECRET_ACCESS_KEY": "made", "AWS_DEFAULT_REGION": "eu-west-2"}


@pytest.fixture
def s3(monkeypatch):
    """Serve a bucket on the loopback, and enter it as a user would."""
    with bucket() as made:
        for name, value in {**ENTERED, "AWS_ENDPOINT_URL": made.url}.items():
            monkeypatch.setenv(name, value)
        yield made


@pytest.fixture(params=["folder", "s3", "memory"])
def place(request, tmp_path):
    """Give one place of each kind."""
    if request.param == "s3":
        request.getfixturevalue("s3")
    return {"folder": str(tmp_path / "drive"), "s3": "s3://council/here", "memory": f"memory://{tmp_path.name}"}[
        request.param
    ]


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", bytes(range(256)) * 30_000], ids=["empty", "small", "large"])
def test_what_is_written_is_read_back_on_every_kind(place, data):
    storage = Storage(place)
    assert storage.read("a/b.csv") is None
    storage.write("a/b.csv", data)
    assert Storage(f"{place}/").read("a/b.csv") == data
    storage.write("a/b.csv", b"other")
    assert storage.read("a/b.csv") == b"other"
    assert storage.read("a/c.csv") is None


@pytest.mark.parametrize(
    ("method", "code", "words"),
    [
        ("PUT", "AccessDenied", "the storage does not let us in"),
        ("HEAD", "AccessDenied", "the storage does not let us in"),
        ("PUT", "InsufficientStorage", "there is no room on the storage"),
        ("PUT", "NoSuchBucket", "there is no such place on the storage"),
    ],
)
def test_what_a_storage_refuses_is_told_in_a_sentence(s3, method, code, words):
    storage = Storage("s3://council/here")
    s3.refuses = {method: code}
    with pytest.raises(StorageError, match=words) as told:
        (storage.write("a", b"1"), storage.read("a"))
    assert "s3://council/here" in str(told.value)


def test_a_storage_that_is_not_there_is_told_in_a_sentence(monkeypatch):
    for name, value in {**ENTERED, "AWS_ENDPOINT_URL": "http://127.0.0.1:9"}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(StorageError, match="the storage cannot be reached"):
        Storage("s3://council/here").write("a", b"1")


def test_a_kind_that_is_not_known_and_a_package_that_is_not_there_are_told(monkeypatch):
    with pytest.raises(StorageError, match="storage of this kind is not known here"):
        Storage("nonsense://a/b")
    real = builtins.__import__

    def without(name, *given, **named):
        if name == "fsspec":
            raise ImportError(name)
        return real(name, *given, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(StorageError, match=r"pip install turncurve\[storage\]"):
        Storage("memory://a")


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "there is no room"),
        (OSError("QuotaExceeded: the bucket is full"), "there is no room"),
        (PermissionError("no"), "does not let us in"),
        (OSError("AWS Error ACCESS_DENIED during PutObject"), "does not let us in"),
        (NotADirectoryError("x"), "no such place"),
        (TimeoutError("late"), "cannot be reached"),
    ],
)
def test_every_trouble_of_a_storage_has_its_words(problem, words):
    assert words in _words(problem)[0]
