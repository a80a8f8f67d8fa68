"""Books from anybody: what they say is text, what they bring along does not run, and what harms is refused."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from ebook.catalog import write
from ebook.epub import container
from tests.catalog.opds_rules import atom_faults, json_faults
from tests.catalog.reading import pages, tree
from tests.catalog.shelves import DOCUMENT, put_tiny

SCRIPT = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"
BODY = """<p onclick="alert(1)" style="position:fixed">先</p><script>alert(2)</script>中
<iframe src="a1.xhtml"></iframe><form action="https://example.org/"><p>表<button formaction="javascript:x">钮</button></p></form>
<a href="javascript:alert(3)">一</a><a href=" java&#10;script:alert(3)">二</a><a href="data:text/html,x">三</a>
<a href="https://example.org/">外</a><a href="mailto:a@example.org">信</a><a href="a2.xhtml#x">内</a>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="alert(4)"><script>alert(5)</script>
<a xlink:href="javascript:alert(6)"><text>图</text></a><set attributeName="href" to="javascript:x"/></svg>
<img src="https://example.org/spy.png" alt="远"/><object data="evil.svg">备</object><noscript>无</noscript>
<meta http-equiv="refresh" content="0;url=https://example.org/"/><base href="https://example.org/"/>
<x xmlns="urn:other">别<b xmlns="http://www.w3.org/1999/xhtml">处</b></x>后"""
EVIL_SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)"><script>alert(2)</script>
<style>rect { fill: red }</style><rect width="9" height="9"/></svg>"""
GOOD_SVG = b"""<?xml version="1.0"?>\n<!-- kept -->\n<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height='9'/></svg>\n"""


def edition(shelf: Path) -> Path:
    (folder,) = (shelf / "catalog/issues").iterdir()
    return folder / "edition"


def test_titles_are_text_everywhere(tmp_path: Path) -> None:
    put_tiny(
        tmp_path / "x.epub", title=SCRIPT, paper=SCRIPT, identifier="urn:x-test:a", articles=[(SCRIPT, "文")]
    )
    assert write(tmp_path).issues == 1
    raw = "<script>alert"
    for path in pages(tmp_path):
        root = tree(tmp_path, path)
        assert raw in "".join(root.itertext()), path
        assert [element.get("src") for element in root.iter("script") if not element.get("src")] == []
        assert not root.xpath("//@onerror")
    for path in (tmp_path / "catalog/opds").rglob("*.xml"):
        assert b"<script" not in path.read_bytes()
        etree.parse(path)
    data = (tmp_path / "catalog/search/2026.js").read_text(encoding="utf-8")
    assert data.count("<script>alert(1)</script>") == 2  # in strings of JSON, in a file of its own


def test_what_runs_or_loads_is_taken_out_and_its_text_stays(tmp_path: Path) -> None:
    put_tiny(
        tmp_path / "x.epub",
        articles=[("一", BODY), ("二", "<span id='x'/>")],
        extra={"evil.svg": EVIL_SVG, "run.js": "alert(9)"},
    )
    done = write(tmp_path)
    assert [problem.code for problem in done.report] == ["SHF-004"]
    page = edition(tmp_path) / "a1.xhtml"
    shown = page.read_text(encoding="utf-8")
    for bad in (
        "alert",
        "javascript",
        "iframe",
        "example.org/spy",
        "refresh",
        "<base",
        "<form",
        "formaction",
        "data:text",
    ):
        assert bad not in shown, bad
    text = "".join(etree.fromstring(page.read_bytes()).xpath("string(//*[@class='edition'])").split())
    assert text == "一先中表钮一二三外信内图备无别处后"
    assert 'href="https://example.org/"' in shown
    assert 'href="a2.xhtml#x"' in shown
    assert not (edition(tmp_path) / "run.js").exists()
    assert (edition(tmp_path) / "evil.svg").read_bytes().count(b"alert") == 0
    assert b"fill: red" in (edition(tmp_path) / "evil.svg").read_bytes()


def test_a_picture_that_runs_nothing_keeps_its_bytes(tmp_path: Path) -> None:
    put_tiny(tmp_path / "x.epub", extra={"good.svg": GOOD_SVG})
    assert write(tmp_path).report.problems == ()
    assert (edition(tmp_path) / "good.svg").read_bytes() == GOOD_SVG


def test_every_page_forbids_what_it_does_not_need(shelf: Path) -> None:
    for path in pages(shelf):
        root = tree(shelf, path)
        (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not [name for name in root.xpath("//@*") if name.attrname.startswith("on")], path
        assert root.xpath("//style") == []
        own = root.xpath("//script/@src")
        assert own
        assert all("/assets/" in source or source.endswith("neighbours.js") for source in own)


@pytest.mark.parametrize(
    "name", ["../../../../tmp/evil.xhtml", "/etc/evil.xhtml", "a\\..\\evil.xhtml", "C:evil.xhtml"]
)
def test_paths_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    shelf = tmp_path / "a" / "b" / "c" / "shelf"
    path = put_tiny(shelf / "x.epub")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, DOCUMENT.format(lang="zh", title="a", text="b"))
    done = write(shelf)
    assert (done.issues, [problem.code for problem in done.report]) == (0, ["OUT-111"])
    assert not list(tmp_path.rglob("evil*"))


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_TOTAL", 1 << 20)
    path = tmp_path / "bomb.epub"
    put_tiny(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OPS/bomb.css", bytes(1 << 20))
    done = write(tmp_path)
    assert (done.issues, [problem.code for problem in done.report]) == (0, ["OUT-111"])


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html xmlns="http://www.w3.org/1999/xhtml"><body>&b;</body></html>'
    put_tiny(tmp_path / "x.epub", extra={"a1.xhtml": bomb})
    assert [problem.code for problem in write(tmp_path).report] == ["OUT-114"]


def test_a_name_too_long_for_a_file_is_refused(tmp_path: Path) -> None:
    put_tiny(tmp_path / "x.epub", extra={f"{'长' * 90}.css": ""})
    assert [problem.code for problem in write(tmp_path).report] == ["OUT-111"]


def test_contents_nested_beyond_reason_do_not_stop_it(tmp_path: Path) -> None:
    deep = "<li><a href='a1.xhtml'>x</a><ol>" * 90 + "<li><a href='a1.xhtml'>y</a></li>" + "</ol></li>" * 90
    nav = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
        f'<nav epub:type="toc"><ol>{deep}</ol></nav></body></html>'
    )
    path = put_tiny(tmp_path / "x.epub")
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (files | {"OPS/nav.xhtml": nav.encode()}).items():
            archive.writestr(name, content)
    assert write(tmp_path).issues == 1


@pytest.mark.parametrize(
    ("date", "modified", "lang", "number", "identifier"),
    [
        ("2026-02-31", "2026-99-99T00:00:00Z", "zh_CN", "9" * 5000, "urn:标识 \u200b"),
        ("0000-01-01", "yesterday", "&quot;&gt;", "六千", "12345"),
        ("２０２６-03-05", "", "x", "-1", "https://example.org/<a>"),
        ("2026", "2026-03-05T00:00:00+08:00", "en-GB-oed", "1e9", "javascript:alert(1)"),
    ],
)
def test_metadata_may_be_anything(
    tmp_path: Path, date: str, modified: str, lang: str, number: str, identifier: str
) -> None:
    identifier = identifier.replace("<", "&lt;").replace(">", "&gt;")
    put_tiny(
        tmp_path / "x.epub", date=date, modified=modified, lang=lang, number=number, identifier=identifier
    )
    done = write(tmp_path)
    assert (done.issues, [problem.code for problem in done.report]) == (1, ["SHF-002"])
    feeds = [*(tmp_path / "catalog/opds/1").rglob("*.xml")]
    assert [fault for path in feeds for fault in atom_faults(etree.parse(path).getroot())] == []
    feeds = [*(tmp_path / "catalog/opds/2").rglob("*.json")]
    assert [fault for path in feeds for fault in json_faults(json.loads(path.read_bytes()))] == []


def test_contents_that_lead_nowhere_are_no_links(tmp_path: Path) -> None:
    path = put_tiny(tmp_path / "x.epub")
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["OPS/nav.xhtml"] = files["OPS/nav.xhtml"].replace(b"a2.xhtml", b"../../secret.xhtml")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    write(tmp_path)
    (page,) = [found for found in pages(tmp_path) if found.endswith("/index.html")]
    contents = tree(tmp_path, page).xpath("//nav[contains(@class, 'whole')]//li/*")
    assert [(element.tag, element.text) for element in contents] == [("a", "第一条"), ("span", "第二条")]


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    put_tiny(tmp_path / "good.epub")
    try:
        (tmp_path / "good.epub").with_name("bad\udcff.epub").write_bytes(b"x")
    except OSError:
        pytest.skip("this file system has no such names")
    done = write(tmp_path)
    assert (done.issues, done.left_out) == (1, 1)
    assert str(done.report.problems[0]).isprintable()
