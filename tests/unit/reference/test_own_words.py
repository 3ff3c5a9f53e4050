"""Our own files are read fast, and as the plain reader reads them."""

from importlib import resources

import pytest
import yaml

from turncurve.reference.own_words import own_words

FOLDERS = ("turncurve.indicators", "turncurve.reference")
FILES = [
    path for folder in FOLDERS for path in resources.files(folder).iterdir() if path.name.endswith(".yml")
]  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_of_our_files_says_the_same_as_to_the_plain_reader(path):
    text = path.read_text(encoding="utf-8")
    assert own_words(text) == yaml.safe_load(text)


def test_an_object_of_python_is_not_made():
    with pytest.raises(yaml.YAMLError):
        own_words("!!python/object/apply:os.getcwd []")
