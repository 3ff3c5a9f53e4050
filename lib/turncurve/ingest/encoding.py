"""In which encoding, and with which delimiter, a text file is written."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from turncurve.errors import RefusedInputError

DELIMITERS = (",", ";", "\t", "|")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_SAMPLE = 4096
# A sign of two or three bytes as UTF-8 writes it: in Windows-1252 it would be two or three signs of which one is rare.
_MANY_BYTES = re.compile(rb"[\xc3\xc5][\x80-\xbf]|\xe2\x80[\x90-\xbf]")
_END_OF_FILE = "\x1a"  # what old systems close a text with
_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True)
class DecodedText:
    """A text file's characters and how they were found.

    Parameters
    ----------
    text : str
        The characters.
    encoding : str
        The encoding in a reader's words.
    """

    text: str
    encoding: str


def decode(content: bytes, *, file: str) -> DecodedText:
    """Decode a text file: by its byte order mark, else as UTF-16 without one, UTF-8, or Windows-1252.

    Parameters
    ----------
    content : bytes
        The file's bytes.
    file : str
        The file's name, for the message.

    Returns
    -------
    DecodedText
        The text and its encoding.

    Raises
    ------
    RefusedInputError
        If no encoding fits, or the bytes are not text.
    """
    for name, words in _candidates(content):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return DecodedText(text.rstrip(_END_OF_FILE), words)
    is_of_bytes = b"\x00" not in content and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if is_of_bytes and (mixed := _by_line(content.removeprefix(codecs.BOM_UTF8))) is not None:
        return mixed
    raise RefusedInputError(
        "the file is not text in an encoding that is known",
        where=file,
        remedy='Save it again as "CSV UTF-8", or as an .xlsx workbook',
    )


def _by_line(content: bytes) -> DecodedText | None:
    """Decode a text that was put together from two encodings, each line by its own; None where a line fits neither."""
    lines: list[str] = []
    for line in content.split(b"\n"):
        for name in ("utf-8", "cp1252"):
            try:
                lines.append(line.decode(name))
                break
            except UnicodeDecodeError:
                continue
        else:
            return None
    return DecodedText("\n".join(lines).rstrip(_END_OF_FILE), "UTF-8 and Windows-1252, line by line")


def _candidates(content: bytes) -> list[tuple[str, str]]:
    """List the encodings to try, in order."""
    for mark, name, words in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return [(name, words)]
    sample = content[:_SAMPLE]
    if len(sample) >= 4 and sample[1::2].count(0) > 0.4 * len(sample[1::2]):
        return [("utf-16-le", "UTF-16 without a byte order mark")]
    if len(sample) >= 4 and sample[0::2].count(0) > 0.4 * len(sample[0::2]):
        return [("utf-16-be", "UTF-16 without a byte order mark")]
    of_many = not content.isascii() and _MANY_BYTES.search(content)
    return [("utf-8", "UTF-8"), ("cp1252", "Windows-1252")][: 1 if of_many else 2]


def delimiter_of(text: str) -> str:
    """Return the delimiter of a delimited text: the one that parts its first lines into most columns.

    Parameters
    ----------
    text : str
        The text; a first line such as "sep=;" settles it.

    Returns
    -------
    str
        A comma, semicolon, tab or vertical bar; a comma where no line is parted.
    """
    lines = _QUOTED.sub("", text[: 16 * _SAMPLE]).splitlines()[:20]
    if lines and lines[0].casefold().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]

    lines = [
        line for line in lines if any(each in line for each in DELIMITERS)
    ]  # a title or a blank line tells nothing

    def breadth(delimiter: str) -> tuple[int, int]:
        """Return the median number of the delimiters in the first lines, and how many lines have just so many."""
        widths = sorted(line.count(delimiter) for line in lines)
        middle = widths[len(widths) // 2] if widths else 0
        return middle, widths.count(middle)

    return max(DELIMITERS, key=breadth)
