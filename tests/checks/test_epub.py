"""Our own checks of EPUB files: silent on good ones, clear on bad ones, unharmed by hostile ones."""

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ebook.checks.epub import check, statistics
from ebook.epub import container
from ebook.errors import UnreadableSource
from tests.writers.epub.newspapers import book, edition, newspaper, with_paragraph

GOOD = book(newspaper())
ARTICLE = "EPUB/text/p01.xhtml"
PACKAGE = "EPUB/content.opf"
CONTAINER = "META-INF/container.xml"


@pytest.fixture
def problems(tmp_path):
    def of(data):
        path = tmp_path / "book.epub"
        path.write_bytes(data)
        return [str(problem) for problem in check(path)]

    return of


def repacked(changes=None, *, first="mimetype", stored=True):
    """The good book with files replaced, added, or (None) left out."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old:
        files = {name: old.read(name) for name in old.namelist()}
    files |= changes or {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(files, key=lambda name: name != first):
            if files[name] is not None:
                method = zipfile.ZIP_STORED if name == "mimetype" and stored else zipfile.ZIP_DEFLATED
                new.writestr(name, files[name], method)
    return out.getvalue()


def edited(name, old, new):
    with zipfile.ZipFile(io.BytesIO(GOOD)) as book_:
        content = book_.read(name)
    assert old in content
    return repacked({name: content.replace(old, new, 1)})


def test_a_good_book(problems):
    assert problems(GOOD) == []
    assert problems(repacked()) == []


def with_extra_field():
    """The good book whose first entry has an extra field, which shifts what should stand at byte 38."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            if entry.filename == "mimetype":
                entry.extra = struct.pack("<HHI", 0x7075, 4, 0)
            new.writestr(entry, old.read(entry.filename))
    return out.getvalue()


PACKED_BADLY = {
    "not first": (repacked(first=CONTAINER), "OUT-112", "the first file is not `mimetype`"),
    "extra field": (with_extra_field(), "OUT-112", "without them"),
    "compressed": (repacked(stored=False), "OUT-112", "pack it stored"),
    "another type": (repacked({"mimetype": b"application/zip"}), "OUT-112", "does not contain"),
    "no container": (repacked({CONTAINER: None}), "OUT-112", "is missing or does not name a package"),
    "container is no XML": (repacked({CONTAINER: b"<container"}), "OUT-114", "container.xml:1"),
    "no package": (repacked({PACKAGE: None}), "OUT-112", "names the package EPUB/content.opf"),
    "package is no XML": (edited(PACKAGE, b"</package>", b""), "OUT-114", PACKAGE),
    "file missing": (repacked({ARTICLE: None}), "OUT-113", "'text/p01.xhtml', which is not in the file"),
    "file more": (repacked({"EPUB/more.txt": b"x"}), "OUT-113", "EPUB/more.txt is in the file"),
    "no title": (edited(PACKAGE, "海汐日报 2024年3月5日</dc:title>".encode(), b"</dc:title>"), "OUT-113", "dc:title is missing"),
    "no modified": (edited(PACKAGE, b"dcterms:modified", b"dcterms:created"), "OUT-113", "dcterms:modified is missing"),
    "no identifier": (edited(PACKAGE, b'identifier id="id"', b'identifier id="x"'), "OUT-113", "identifier"),
    "spine dangles": (edited(PACKAGE, b'idref="p01"', b'idref="p99"'), "OUT-113", "the spine names 'p99'"),
    "spine twice": (edited(PACKAGE, b'idref="contents"', b'idref="p01"'), "OUT-113", "the spine names 'p01' twice"),
    "no nav": (edited(PACKAGE, b' properties="nav"', b""), "OUT-113", "one navigation document"),
    "not well-formed": (edited(ARTICLE, b"</h1>", b"</h2>"), "OUT-114", "EPUB/text/p01.xhtml:"),
    "entity": (
        edited(ARTICLE, b"<!DOCTYPE html>", b'<!DOCTYPE html [<!ENTITY a "b">]>'),
        "OUT-114",
        "declares entities",
    ),
    "HTML entity": (edited(ARTICLE, b"</h1>", b"&nbsp;</h1>"), "OUT-114", "nbsp"),
    "dead link": (edited(ARTICLE, b"</h1>", b'<a href="none.xhtml#a">x</a></h1>'), "OUT-115", "'none.xhtml#a' is not in the book"),
    "dead place": (edited(ARTICLE, b"</h1>", b'<a href="contents.xhtml#x">x</a></h1>'), "OUT-115", "names an id"),
    "picture gone": (edited(ARTICLE, b"</h1>", b'<img src="../images/a.png" alt=""/></h1>'), "OUT-115", "a.png"),
    "picture abroad": (edited(ARTICLE, b"</h1>", b'<img src="http://a.b/c.png" alt=""/></h1>'), "OUT-115", "loaded from the network"),
    "style abroad": (edited(ARTICLE, b"</head>", b'<link rel="stylesheet" href="http://a.b/c.css"/></head>'), "OUT-115", "loaded from the network"),
    "named twice": (edited(PACKAGE, b"</manifest>", b'<item id="x" href="nav.xhtml" media-type="a/b"/></manifest>'), "OUT-113", "names 'EPUB/nav.xhtml' twice"),
    "id twice": (edited(PACKAGE, b'id="p01"', b'id="nav"'), "OUT-113", "two items of the manifest have the id 'nav'"),
    "empty identifier": (edited(PACKAGE, b'<dc:identifier id="id">', b'<dc:identifier id="id"/><dc:identifier>'), "OUT-113", "identifier"),
    "way out": (edited(ARTICLE, b"</h1>", b'<a href="../../../x">x</a></h1>'), "OUT-115", "leads outside the book"),
    "file address": (edited(ARTICLE, b"</h1>", b'<a href="file:///x">x</a></h1>'), "OUT-115", "do not open"),
    "script address": (edited(ARTICLE, b"</h1>", b'<a href="javascript:x">x</a></h1>'), "OUT-115", "do not open"),
    "nav dangles": (edited("EPUB/nav.xhtml", b"text/p01.xhtml", b"text/p98.xhtml"), "OUT-115", "nav.xhtml"),
    "NCX dangles": (edited("EPUB/toc.ncx", b"text/p01.xhtml", b"text/p98.xhtml"), "OUT-115", "toc.ncx"),
    "style dangles": (
        repacked({"EPUB/styles/base.css": b"/* url(x) */\np { src: url('../fonts/a.otf') }"}),
        "OUT-115",
        "base.css:2: '../fonts/a.otf'",
    ),
    "blank page": (
        repacked({ARTICLE: b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body/></html>'}),
        "OUT-116",
        "neither text nor picture",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PACKED_BADLY)
def test_what_is_wrong_is_told_with_its_place(kind, problems):
    data, code, message = PACKED_BADLY[kind]
    found = problems(data)
    assert any(code in problem and message in problem for problem in found), found
    assert all(problem.startswith("book.epub: ") for problem in found)


def named(name):
    return repacked({name: b"x"})


HARMLESS = {
    "comment": edited(ARTICLE, b"</h1>", b"<!-- a --><?a b?></h1>"),
    "link to the web": edited(ARTICLE, b"</h1>", b'<a href="https://a.b/c">x</a><a href="mailto:a@b.c">y</a></h1>'),
    "escaped": edited(ARTICLE, b"</h1>", '<a id="灯" href="contents.%78html">x</a><a href="#%E7%81%AF">y</a></h1>'.encode()),
    "commented style": repacked({"EPUB/styles/base.css": b"/* url(none.png) */ p { background: url(data:,x) }"}),
    "picture alone": repacked({ARTICLE: b"""<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>
        <body><p id="page-p01"><img src="data:image/png;base64,AA" alt=""/></p></body></html>"""}),
}  # fmt: skip


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_is_not_wrong_is_not_told(kind, problems):
    assert problems(HARMLESS[kind]) == []


HOSTILE = {
    "upwards": named("../../etc/passwd"),
    "absolute": named("/etc/passwd"),
    "drive": named("C:x"),
    "backslash": named("..\\x"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_paths_out_of_the_archive(kind, problems):
    (problem,) = problems(HOSTILE[kind])
    assert "OUT-111" in problem


def test_two_files_of_one_name(problems):
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(ARTICLE, b"another text")
    (problem,) = problems(out.getvalue())
    assert "OUT-111" in problem


def test_a_bomb_is_not_unpacked(problems, monkeypatch):
    monkeypatch.setattr(container, "MAX_FILE", 1 << 20)
    (problem,) = problems(repacked({"EPUB/bomb.xhtml": bytes(2 << 20)}))
    assert "OUT-111" in problem
    monkeypatch.setattr(container, "MAX_TOTAL", 1 << 10)
    (problem,) = problems(GOOD)
    assert "OUT-111" in problem


def test_a_bomb_that_lies_about_its_size(problems, monkeypatch):
    monkeypatch.setattr(container, "MAX_FILE", 1 << 20)
    data = bytearray(repacked({"EPUB/bomb.xhtml": bytes(2 << 20)}))
    lied = data.replace(struct.pack("<I", 2 << 20), struct.pack("<I", 10))
    (problem,) = problems(bytes(lied))
    assert "OUT-11" in problem


def test_entities_do_not_multiply(problems):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    page = (
        f'<!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]><html xmlns="http://www.w3.org/1999/xhtml">&l9;</html>'
    )
    assert any("OUT-114" in problem for problem in problems(repacked({ARTICLE: page.encode()})))


def test_depth_does_not_overflow(problems):
    page = b'<html xmlns="http://www.w3.org/1999/xhtml">' + b"<b>" * 100_000 + b"</b>" * 100_000 + b"</html>"
    assert any("OUT-114" in problem for problem in problems(repacked({ARTICLE: page})))


def test_no_archive(problems):
    for data in (b"", b"PK\x03\x04", b"hello" * 100, GOOD[: len(GOOD) // 2], GOOD[100:]):
        (problem,) = problems(data)
        assert "OUT-110" in problem


def test_a_damaged_file(problems):
    at = GOOD.index(zlib.compress(b"")[:1], GOOD.index(ARTICLE.encode()) + 60)
    broken = GOOD[:at] + bytes(8) + GOOD[at + 8 :]
    assert problems(broken)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_no_damage_ends_in_a_traceback(problems, changes):
    data = bytearray(GOOD)
    for at, value in changes:
        data[at] = value
    problems(bytes(data))


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.sampled_from([ARTICLE, PACKAGE, CONTAINER, "EPUB/toc.ncx", "EPUB/nav.xhtml"]), st.data())
def test_no_content_ends_in_a_traceback(problems, name, data):
    with zipfile.ZipFile(io.BytesIO(GOOD)) as book_:
        content = bytearray(book_.read(name))
    at = data.draw(st.integers(0, len(content)))
    content[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    problems(repacked({name: bytes(content)}))


def test_a_missing_file(tmp_path):
    for ask in (check, statistics):
        with pytest.raises(UnreadableSource, match="no such file"):
            ask(tmp_path / "none.epub")


def test_statistics(tmp_path):
    path = tmp_path / "book.epub"
    path.write_bytes(GOOD)
    found = statistics(path)
    assert found.documents == len(edition(newspaper()).documents)
    assert found.pictures == 0
    path.write_bytes(b"nothing")
    assert statistics(path).documents == 0


def test_every_character_counts(tmp_path):
    path = tmp_path / "book.epub"

    def characters(text):
        path.write_bytes(book(with_paragraph(newspaper(), text)))
        return statistics(path).characters

    assert characters("灯亮了，" * 5) - characters("灯 亮\u3000了，") == 16
