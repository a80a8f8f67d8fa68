"""Serving a shelf: its files as they are, in ranges, with their types; and nothing else."""

from __future__ import annotations

import http.client
import signal
import socket
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from lxml import etree

from tests.catalog.opds_rules import ACQUISITION, ATOM, OPENSEARCH, atom_faults
from tests.serve.process import serving
from tests.waiting import PATIENCE

BOOK = "/%E6%8A%A5%E7%BA%B8/%E6%B5%B7%E6%B1%90%20%E6%97%A5%E6%8A%A5%231.epub"


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def ask(address: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for a path exactly as it is written; no client mends it."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    connection.putrequest(method, path, skip_host=False)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    response = connection.getresponse()
    answer = Answer(response.status, response.headers, response.read())
    connection.close()
    return answer


def issue(folder: Path, date: str) -> str:
    (found,) = (folder / "catalog/issues").glob(f"{date}-*")
    return f"/catalog/issues/{found.name}"


def test_each_kind_of_file_has_its_type(folder: Path, address: str) -> None:
    own = issue(folder, "2026-03-05")
    types = {
        "/": "text/html; charset=utf-8",
        "/index.html": "text/html; charset=utf-8",
        BOOK: "application/epub+zip",
        "/catalog/opds/1/index.xml": "application/atom+xml;profile=opds-catalog;kind=navigation",
        "/catalog/opds/1/all/2026.xml": "application/atom+xml;profile=opds-catalog;kind=navigation",
        "/catalog/opds/1/all/2026-03.xml": "application/atom+xml;profile=opds-catalog;kind=acquisition",
        "/catalog/opds/1/new.xml": "application/atom+xml;profile=opds-catalog;kind=acquisition",
        "/catalog/opds/2/index.json": "application/opds+json",
        "/catalog/opds/search.xml": "application/opensearchdescription+xml",
        f"{own}/publication.json": "application/opds-publication+json",
        f"{own}/edition/a1.xhtml": "application/xhtml+xml",
        f"{own}/edition/book.css": "text/css; charset=utf-8",
        f"{own}/neighbours.js": "text/javascript; charset=utf-8",
        "/catalog/assets/no-cover.png": "image/png",
        "/foreign.bin": "application/octet-stream",
    }
    assert {path: ask(address, path).headers["Content-Type"] for path in types} == types


def test_a_book_comes_whole_or_in_part(folder: Path, address: str) -> None:
    whole = (folder / "报纸" / "海汐 日报#1.epub").read_bytes()
    assert ask(address, BOOK).body == whole
    head = ask(address, BOOK, "HEAD")
    assert (head.body, head.headers["Content-Length"], head.headers["Accept-Ranges"]) == (
        b"",
        str(len(whole)),
        "bytes",
    )
    for asked, start, end in (
        ("bytes=0-9", 0, 10),
        ("bytes=100-", 100, len(whole)),
        ("bytes=-5", len(whole) - 5, len(whole)),
    ):
        part = ask(address, BOOK, Range=asked)
        assert (part.status, part.body) == (206, whole[start:end])
        assert part.headers["Content-Range"] == f"bytes {start}-{end - 1}/{len(whole)}"
        assert part.headers["Content-Type"] == "application/epub+zip"
    assert ask(address, BOOK, Range=f"bytes={len(whole)}-").status == 416


def test_what_a_browser_has_is_not_sent_again(address: str) -> None:
    first = ask(address, "/index.html")
    assert ask(address, "/index.html", If_None_Match=first.headers["ETag"]).status == 304
    assert ask(address, "/index.html", If_Modified_Since=first.headers["Last-Modified"]).status == 304
    assert ask(address, "/index.html", If_None_Match='"other"').status == 200


REFUSED = [
    "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/catalog/../../secret.txt",
    "/catalog/..%2f..%2fsecret.txt", "//etc/passwd", "/%2fetc%2fpasswd", "/..\\secret.txt", "/..%5csecret.txt", "/out.txt",
    "/inner.txt", "/.hidden.txt", "/%2ehidden.txt", "/.ebook/manifest.sqlite", "/.ebook", "/catalog/.ebook-catalog",
    "/catalog/.made.json", "/catalog/./.made.json", "/catalog", "/catalog/", "/catalog/issues/", "/%E6%8A%A5%E7%BA%B8/",
    "/nothing", "/index.html/", "/index.html/x", "/%00", "/a%00b", "/index.html%00", f"/{'x' * 5000}", f"/{'长' * 90}".encode().hex(),
    "/%FF%FE",
]  # fmt: skip


@pytest.mark.parametrize("path", REFUSED)
def test_what_is_not_of_the_shelf_is_not_there(address: str, path: str) -> None:
    answer = ask(address, path if path.startswith("/") else f"/{path}")
    assert answer.status in {400, 404}, answer.status
    assert b"secret" not in answer.body
    assert b"root:" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_changed(address: str, method: str) -> None:
    assert ask(address, "/index.html", method).status == 405


@pytest.mark.parametrize("path", ["/", BOOK, "/nothing", "/catalog/opds/search?query=x"])
def test_every_answer_keeps_browsers_at_bay(address: str, path: str) -> None:
    headers = ask(address, path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "server" not in headers


def test_a_page_that_is_not_ours_may_run_nothing(address: str) -> None:
    policy = ask(address, "/foreign.html").headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "sandbox" not in ask(address, "/").headers["Content-Security-Policy"]


def test_the_search_answers_with_a_feed(address: str) -> None:
    root = etree.fromstring(ask(address, "/catalog/opds/search.xml").body)
    (template,) = [
        url.get("template") for url in root.iter(f"{OPENSEARCH}Url") if url.get("type") == ACQUISITION
    ]
    assert template == "search?query={searchTerms}"
    answer = ask(address, "/catalog/opds/search?query=%E7%81%AF%E5%A1%94")
    assert answer.headers["Content-Type"] == ACQUISITION
    feed = etree.fromstring(answer.body)
    assert list(atom_faults(feed)) == []
    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == [
        "海汐日报 2026-03-06",
        "海汐日报 2026-03-05",
    ]
    for link in feed.iter(f"{ATOM}link"):
        if link.get("rel") != "self":
            path = "/" + "/".join(link.get("href").split("/")).removeprefix("../../")
            assert (
                ask(
                    address,
                    path
                    if path.startswith("/catalog")
                    else f"/catalog/opds/{link.get('href')}".replace("/catalog/opds/../../", "/").replace(
                        "/catalog/opds/../", "/catalog/"
                    ),
                ).status
                == 200
            )
    for query, count in (
        ("abc", 1),
        ("%3C%26%3E", 1),
        ("%20", 0),
        ("", 0),
        ("x" * 5000, 0),
        ("%E7%81%AF+%E4%BA%86", 2),
    ):
        found = etree.fromstring(ask(address, f"/catalog/opds/search?query={query}").body)
        assert len(found.findall(f"{ATOM}entry")) == count, query
        assert list(atom_faults(found)) == []


def test_ctrl_c_ends_it_in_order(folder: Path) -> None:
    for sign in (signal.SIGINT, signal.SIGTERM):
        with serving(folder) as (address, process):
            assert ask(address, "/").status == 200
            process.send_signal(sign)
            _, errors = process.communicate(timeout=PATIENCE)
            assert (process.returncode in {0, -sign, 128 + sign}, errors) == (True, "")


def test_it_listens_on_this_machine_alone(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")


def test_a_port_that_is_taken_is_told(folder: Path, ebook) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = ebook("serve", folder, "--port", taken.getsockname()[1])
    assert result.code == 2
    assert "already in use" in result.err
    assert "--port" in result.err


def test_a_host_that_is_none_is_told(folder: Path, ebook) -> None:
    assert ebook("serve", folder, "--host", "192.0.2.1", "--port", "0").code == 2
    assert ebook("serve", folder, "--host", "no such host", "--port", "0").code == 2


def test_without_a_catalogue_it_says_what_to_do(tmp_path: Path, ebook) -> None:
    result = ebook("serve", tmp_path)
    assert result.code == 4
    assert "ebook catalog" in result.err


def test_without_the_extra_it_says_what_to_install(
    folder: Path, ebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "uvicorn", None)
    result = ebook("serve", folder)
    assert result.code == 8
    assert "pip install 'ebook[serve]'" in result.err
