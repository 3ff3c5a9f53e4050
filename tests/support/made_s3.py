"""An S3-compatible storage on the loopback that keeps its files in memory, as much of one as is asked of it here."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

_ERROR = '<?xml version="1.0"?><Error><Code>{code}</Code><Message>{code}</Message></Error>'
_PART = "?part="
_STATUS = {"AccessDenied": 403, "NoSuchKey": 404, "NoSuchBucket": 404, "InsufficientStorage": 507}


class Bucket:
    """What one bucket holds, what it refuses, and what was asked of it."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        self.asked: list[tuple[str, str]] = []
        self.refuses: dict[str, str] = {}  # by method: the code of the error
        self.room = 1 << 40
        self.url = ""

    def answer(self, method: str, key: str, body: bytes, *, query: str = "") -> tuple[int, bytes]:
        """Return the status and the body that answer a request."""
        self.asked.append((method, key))
        code = self.refuses.get(method, "")
        if method == "PUT" and not code and sum(map(len, self.held.values())) + len(body) > self.room:
            code = "InsufficientStorage"
        if not code and method in {"GET", "HEAD"} and key not in self.held:
            code = "NoSuchKey"
        if code:
            return _STATUS[code], _ERROR.format(code=code).encode()
        if method == "POST":
            return 200, self._of_parts(key, query)
        if method == "PUT":
            number = parse_qs(query).get("partNumber", [""])[0]
            self.held[f"{key}{_PART}{int(number):05}" if number else key] = body
            return 200, b""
        return 200, self.held[key]

    def _of_parts(self, key: str, query: str) -> bytes:
        """Begin a file that comes in parts, or put its parts together."""
        if "uploadId" not in query:
            return b"<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>"
        parts = sorted(name for name in self.held if name.startswith(f"{key}{_PART}"))
        self.held[key] = b"".join(self.held.pop(name) for name in parts)
        return b'<CompleteMultipartUploadResult><ETag>"0"</ETag></CompleteMultipartUploadResult>'


@contextmanager
def bucket() -> Iterator[Bucket]:
    """Serve one bucket called "council" until the end."""
    made = Bucket()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            sent = self._received()
            if "aws-chunked" in (self.headers.get("Content-Encoding") or ""):
                sent = _without_chunks(sent)
            asked = urlsplit(self.path)
            place, _, key = unquote(asked.path).lstrip("/").partition("/")
            ours = place == "council"
            status, body = made.answer(self.command, key, sent, query=asked.query) if ours else _no_bucket()
            whole = len(body)
            if (span := re.match(r"bytes=(\d+)-(\d+)", self.headers.get("Range") or "")) and status == 200:
                status, body = 206, body[int(span[1]) : int(span[2]) + 1]
                self.headers_of_span = f"bytes {span[1]}-{span[2]}/{whole}"
            self.send_response(status)
            if status == 206:
                self.send_header("Content-Range", self.headers_of_span)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", '"0"')
            self.send_header("Last-Modified", "Sun, 22 Nov 2026 00:00:00 GMT")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def _received(self) -> bytes:
            """Return the body of a request, of a length that it says or in chunks."""
            if self.headers.get("Transfer-Encoding") != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length") or 0))
            found = b""
            while size := int(self.rfile.readline(), 16):
                found += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return found

        do_GET = do_PUT = do_HEAD = do_POST = _answer  # noqa: N815 - the names that the library calls

        def log_message(self, format: str, *given: object) -> None:  # noqa: A002 - the library's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    served.start()
    made.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield made
    finally:
        server.shutdown()
        served.join()
        server.server_close()


def _no_bucket() -> tuple[int, bytes]:
    return 404, _ERROR.format(code="NoSuchBucket").encode()


def _without_chunks(sent: bytes) -> bytes:
    """Return what was sent in signed chunks."""
    found, rest = b"", sent
    while match := re.match(rb"([0-9a-fA-F]+)(?:;[^\r]*)?\r\n", rest):
        size = int(match[1], 16)
        found += rest[match.end() : match.end() + size]
        rest = rest[match.end() + size + 2 :]
        if size == 0:
            break
    return found
