"""An issue that points at what it must not have: nothing is fetched or embedded, and each try is reported."""

import io
import json
import os
import socket
import struct
import threading
import zipfile
import zlib

import pymupdf
import pytest
from lxml import etree

from ebook.options import Options
from ebook.pipeline import convert
from ebook.print_options import PrintOptions

SECRET = "never-to-be-seen-in-print"
SVG = f"""<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&secret;{SECRET}</text></svg>"""
ACTIVE = f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">
<script>alert("{SECRET}")</script><image xlink:href="file:///etc/passwd" width="9" height="9"/>
<rect width="9" height="9" onclick="alert(1)" style="fill:url(http://127.0.0.1:9/x)"/></svg>"""
PICTURES = {
    "file:///etc/passwd": "IMG-003",
    "http://127.0.0.1:{port}/a.png": "IMG-003",
    "../secret.png": "IMG-002",
    "/etc/passwd": "IMG-002",
    "..%2fsecret.png": "IMG-002",
    "way-out.png": "IMG-002",
    "pipe.png": "IMG-004",
    "huge.png": "IMG-007",
    "entities.svg": "IMG-010",
    "active.svg": "IMG-011",
    "text.png": "IMG-009",
}
LINKS = ["javascript:alert(1)", "file:///etc/passwd", "../../secret.txt", "data:text/html,x", "vbscript:x"]


def huge_png() -> bytes:
    """30,000 × 30,000 white pixels in some hundred kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\0" * (3751 * 30000), 9)
    head = struct.pack(">IIBBBBB", 30000, 30000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def server():
    """A port that counts who knocks."""
    knocks: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def count() -> None:
            while True:
                try:
                    connection, address = listening.accept()
                except OSError:
                    return
                knocks.append(address)
                connection.close()

        threading.Thread(target=count, daemon=True).start()
        yield listening.getsockname()[1], knocks
        listening.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    outer = tmp_path_factory.mktemp("hostile")
    (outer / "secret.png").write_text(SECRET)
    inner = outer / "in"
    inner.mkdir()
    (inner / "way-out.png").symlink_to("/etc/passwd")
    (inner / "text.png").write_text(SECRET)
    (inner / "huge.png").write_bytes(huge_png())
    (inner / "entities.svg").write_text(SVG)
    (inner / "active.svg").write_text(ACTIVE)
    os.mkfifo(inner / "pipe.png")
    return inner


def as_json(pictures: list[str]) -> str:
    blocks = [{"type": "figure", "src": src, "alt": "图", "caption": "图片说明"} for src in pictures]
    for href in LINKS:
        link = {"type": "link", "href": href, "content": ["链接文字"]}
        blocks.append({"type": "paragraph", "text": {"inlines": ["见", link, "。"]}})
    article = {"headline": "来路不明", "body": blocks}
    return json.dumps({"schema": "ebook-issue-1", "sections": [{"page": "01", "articles": [article]}]})


def as_markdown(pictures: list[str]) -> str:
    figures = "".join(f"![图](<{src}>)\n\n" for src in pictures)
    links = "".join(f"见[链接文字](<{href}>)。\n\n" for href in LINKS)
    raw = '<img src="file:///etc/passwd"><link rel="attachment" href="file:///etc/passwd">'
    return f"# 01\n\n## 来路不明\n\n{figures}{links}{raw}\n"


def see_that_the_book_holds_nothing_of_it(book: bytes) -> None:
    """No byte of what was pointed at, no picture but the cleaned drawing, and no way out."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    content = b"".join(files.values())
    assert b"root:" not in content
    assert SECRET.encode() not in content
    assert not [name for name in files if name.endswith(".png") and "cover" not in name]
    documents = [data for name, data in files.items() if name.endswith((".xhtml", ".svg", ".opf"))]
    references = [
        (etree.QName(element).localname, value)
        for data in documents
        for element in etree.fromstring(data, etree.XMLParser(resolve_entities=False)).iter(etree.Element)
        for name, value in element.attrib.items()
        if etree.QName(name).localname in {"src", "href", "data", "poster", "action"}
    ]
    assert references
    assert not [
        (tag, value)
        for tag, value in references
        if ":" in value or value.startswith("/") or "passwd" in value
    ]
    assert not any(b"<script" in data or b"<!ENTITY" in data for data in documents)
    assert sum(data.count("链接文字".encode()) for data in documents) == len(LINKS)


@pytest.mark.parametrize(("name", "write"), [("a.json", as_json), ("a.md", as_markdown)])
def test_nothing_is_fetched_or_embedded_and_each_is_reported(name, write, folder, server):
    port, knocks = server
    pictures = {src.format(port=port): code for src, code in PICTURES.items()}
    (folder / name).write_text(write(list(pictures)), "utf-8")
    done = convert(folder / name, to=["epub", "pdf"], options=Options(print=PrintOptions(variant="ua-1")))
    told = [(problem.code, problem.message) for problem in done.report]
    for src, code in pictures.items():
        assert [found for found, message in told if f"{src!r}" in message and found.startswith("IMG")] == [
            code
        ]
    for href in LINKS:
        assert [found for found, message in told if f"to {href!r} is" in message] == ["ISS-019"]
    assert knocks == []
    see_that_the_book_holds_nothing_of_it(done.written[0].files[done.written[0].main])
    pdf = done.written[1].files[done.written[1].main]
    with pymupdf.open(stream=pdf) as document:
        said = "".join("".join(page.get_text() for page in document).split())
        targets = {link.get("uri") or link.get("file") for page in document for link in page.get_links()}
        content = b"".join(
            document.xref_stream(xref) or b""
            for xref in range(1, document.xref_length())
            if document.xref_is_stream(xref) and document.xref_get_key(xref, "Type")[1] != "/EmbeddedFile"
        )
        assert document.embfile_count() == 2
    assert said.count("链接文字") == len(LINKS)
    assert targets <= {None}
    assert b"root:" not in pdf + content
    assert SECRET.encode() not in content
    assert SECRET not in said
