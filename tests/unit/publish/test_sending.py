import json
from pathlib import Path

import pytest

from tests.support.made_release import release as released
from tests.support.made_s3 import bucket
from turncurve.errors import PublicationError, StorageError
from turncurve.publish import sending
from turncurve.publish.sending import CURRENT, LIST, TAKEN, send, take

TABLES = {"plans.parquet": b"PAR1 1", "plans.lineage.json": b"{}", "deep/er/words.json": b"[]"}
NOT_SENT = {"kept_runs/a.json": b"1", "staged/x/y.html": b"1", ".plans.part": b"1", "plans.lock": b"1"}


@pytest.fixture
def s3(monkeypatch):
    """Serve a bucket on the loopback, and enter it as a user would."""
    with bucket() as made:
        entered = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "eu-west-2"}
        for name, value in {**entered, "AWS_ENDPOINT_URL": made.url}.items():
            monkeypatch.setenv(name, value)
        yield made


@pytest.fixture(params=["folder", "s3"])
def url(request, tmp_path):
    """Give a place of each kind."""
    if request.param == "s3":
        request.getfixturevalue("s3")
    return {"folder": str(tmp_path / "drive"), "s3": "s3://council/tables"}[request.param]


@pytest.fixture
def tables(tmp_path):
    return written(tmp_path / "exampleshire", {**TABLES, **NOT_SENT})


def written(folder: Path, files) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_sent_is_taken_to_the_byte_and_nothing_else(tables, url, tmp_path):
    sent = send(tables, url, restricted=True)
    taken = take(url, tmp_path / "worker" / "exampleshire")
    assert (sent.files, sent.new) == (3, True)
    assert taken == sent
    assert files(tmp_path / "worker" / "exampleshire") == TABLES


def test_the_same_again_sends_and_takes_nothing(tables, url, tmp_path):
    send(tables, url, restricted=True)
    assert not send(tables, url, restricted=True).new
    take(url, tmp_path / "worker")
    assert not take(url, tmp_path / "worker").new


def test_a_change_is_another_list_and_the_former_is_left(tables, url, tmp_path):
    first = send(tables, url, restricted=True)
    take(url, tmp_path / "worker")
    (tables / "plans.parquet").write_bytes(b"PAR1 2")
    (tables / "plans.lineage.json").unlink()
    second = send(tables, url, restricted=True)
    assert second.name != first.name
    assert take(url, tmp_path / "worker").new
    assert files(tmp_path / "worker") == {"plans.parquet": b"PAR1 2", "deep/er/words.json": b"[]"}
    assert sending.Storage(url).read(f"{first.name}/plans.parquet") == b"PAR1 1"


def test_the_list_comes_after_the_files_and_what_stands_is_said_last(tables, s3):
    name = send(tables, "s3://council/tables", restricted=True).name
    put = [key.removeprefix("tables/") for method, key in s3.asked if method == "PUT"]
    assert put[-2:] == [f"{name}/{LIST}", CURRENT]
    assert len(put) == len(TABLES) + 2


@pytest.mark.parametrize("after", range(6))
def test_wherever_the_room_ends_what_stood_there_stands(tables, s3, tmp_path, monkeypatch, after):
    send(tables, "s3://council/tables", restricted=True)
    written(tables, {name: data + b" changed" for name, data in TABLES.items()})
    room, put = iter(range(after)), s3.answer

    def answer(method, key, body, **given):
        if method == "PUT" and next(room, None) is None:
            s3.refuses = {"PUT": "InsufficientStorage"}
        return put(method, key, body, **given)

    monkeypatch.setattr(s3, "answer", answer)
    if after < len(TABLES) + 2:
        with pytest.raises(StorageError, match="no room on the storage"):
            send(tables, "s3://council/tables", restricted=True)
        take("s3://council/tables", tmp_path / "worker")
        assert files(tmp_path / "worker") == TABLES
    s3.refuses = {}
    monkeypatch.setattr(s3, "answer", put)
    send(tables, "s3://council/tables", restricted=True)
    take("s3://council/tables", tmp_path / "worker")
    assert files(tmp_path / "worker")["plans.parquet"] == b"PAR1 1 changed"


def test_what_was_changed_or_lost_on_the_storage_is_never_taken(tables, url, tmp_path):
    name = send(tables, url, restricted=True).name
    storage = sending.Storage(url)
    storage.write(f"{name}/plans.parquet", b"forged")
    with pytest.raises(StorageError, match="a file on the storage is not what was sent"):
        take(url, tmp_path / "worker")
    assert not (tmp_path / "worker").exists()
    send(tables, url, restricted=True)
    storage.write(CURRENT, json.dumps({"list": "ab" * 32}).encode() + b"\n")
    with pytest.raises(StorageError, match="a file is missing on the storage"):
        take(url, tmp_path / "worker")


@pytest.mark.parametrize(
    ("current", "said"),
    [
        (None, "nothing stands there"),
        (b"x", "was not sent by"),
        (b"[1]", "was not sent by"),
        (b'{"list": 1}', "was not sent"),
    ],
)
def test_what_was_not_sent_by_us_is_not_taken(tmp_path, current, said):
    if current is not None:
        written(tmp_path / "drive", {CURRENT: current})
    with pytest.raises(StorageError, match=said):
        take(str(tmp_path / "drive"), tmp_path / "worker")


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", "C:a", "a\\b"])
def test_a_list_that_leads_out_of_its_folder_is_refused(tmp_path, path):
    text = sending._text({path: {"bytes": 1, "sha256": "ab"}})
    name = sending._sha(text)
    written(tmp_path / "drive", {f"{name}/{LIST}": text, CURRENT: sending._pointer(name)})
    with pytest.raises(StorageError, match="leads out of its folder"):
        take(str(tmp_path / "drive"), tmp_path / "worker")


def test_a_folder_of_somebodys_own_is_never_replaced(tables, tmp_path):
    url = str(tmp_path / "drive")
    send(tables, url, restricted=True)
    own = written(tmp_path / "worker", {"mine.txt": b"mine"})
    with pytest.raises(PublicationError, match="was not taken from a storage"):
        take(url, own)
    take(url, tmp_path / "other")
    (tmp_path / "other" / "plans.parquet").write_bytes(b"mine")
    with pytest.raises(PublicationError, match="was not taken from a storage, or was changed since"):
        take(url, tmp_path / "other")
    assert files(own) == {"mine.txt": b"mine"}
    assert (tmp_path / f"other{TAKEN}").is_file()


def test_a_place_that_cannot_be_replaced_keeps_what_it_holds(tables, tmp_path, monkeypatch):
    url = str(tmp_path / "drive")
    send(tables, url, restricted=True)
    take(url, tmp_path / "worker")
    (tables / "plans.parquet").write_bytes(b"PAR1 2")
    send(tables, url, restricted=True)
    move = sending.durable.move

    def refuse(source, target, **given):
        if source.name == ".worker.part":
            raise StorageError("the folder is open in another program")
        move(source, target, **given)

    monkeypatch.setattr(sending.durable, "move", refuse)
    with pytest.raises(StorageError, match="open in another program"):
        take(url, tmp_path / "worker")
    assert files(tmp_path / "worker") == TABLES


def test_records_are_not_sent_unasked_and_nothing_is_not_sent(tables, tmp_path):
    with pytest.raises(PublicationError, match="not everything in the folder is for the public"):
        send(tables, str(tmp_path / "drive"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(PublicationError, match="there is nothing to send"):
        send(tmp_path / "empty", str(tmp_path / "drive"))
    assert not (tmp_path / "drive").exists()


def test_pages_for_the_public_are_sent_and_restricted_ones_only_where_that_is_said(tmp_path):
    counts = {"public": {"plans|a": 12}, "restricted": {"plans|a": 3}}
    edition = released(tmp_path, "2012-03-31", counts=counts)
    assert send(edition / "public", str(tmp_path / "a")).files == 4
    for folder in (edition, edition / "restricted"):
        with pytest.raises(PublicationError, match="not everything in the folder is for the public"):
            send(folder, str(tmp_path / "b"))
        assert send(folder, str(tmp_path / "b"), restricted=True).new
    (edition / "public" / "index.html").write_bytes(b"forged")
    with pytest.raises(PublicationError, match="not as it was signed"):
        send(edition / "public", str(tmp_path / "a"))


def test_a_file_that_changes_while_it_is_sent_replaces_nothing(tables, tmp_path, monkeypatch):
    listed = sending._text

    def late(given):
        (tables / "plans.parquet").write_bytes(b"changed meanwhile")
        return listed(given)

    monkeypatch.setattr(sending, "_text", late)
    with pytest.raises(StorageError, match="a file was changed while it was sent"):
        send(tables, str(tmp_path / "drive"), restricted=True)
    assert not (tmp_path / "drive" / CURRENT).exists()
