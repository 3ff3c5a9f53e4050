import hashlib
import subprocess

from turncurve.publish.checkout import NOT_A_CHECKOUT, code


def git(folder, *words):
    command = ["git", "-C", str(folder), *words]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own words


def test_outside_a_checkout_it_says_so(made):
    assert code(made.root) == {"commit": NOT_A_CHECKOUT, "uncommitted_changes": False, "lock": ""}


def test_in_a_checkout_it_names_the_commit_and_whether_anything_differs(made):
    lock = made.root / "requirements.lock"
    lock.write_text("pandas==3", encoding="utf-8")
    git(made.root, "init", "-q")
    git(made.root, "add", "requirements.lock")
    git(made.root, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "Add the lock")
    clean = code(made.root)
    assert len(clean["commit"]) == 40
    assert not clean["uncommitted_changes"]
    assert clean["lock"] == hashlib.sha256(b"pandas==3").hexdigest()
    made.page()
    assert code(made.root) == {**clean, "uncommitted_changes": True}


def test_a_folder_within_another_checkout_is_not_taken_for_one(made):
    git(made.root, "init", "-q")
    inner = made.root / "data"
    assert code(inner)["commit"] == NOT_A_CHECKOUT


def test_where_there_is_no_git_it_says_so(made, monkeypatch):
    (made.root / ".git").mkdir()
    monkeypatch.setenv("PATH", "")
    assert code(made.root)["commit"] == NOT_A_CHECKOUT
