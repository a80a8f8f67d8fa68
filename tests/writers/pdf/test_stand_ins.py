"""Characters that no font has: a sign on the page, the character in the text, the label kept."""

import json

import pymupdf
import pypdfium2
import pytest

from ebook.checks.pdf import check_pages
from ebook.fonts import STAND_IN
from ebook.pdf.compare import comparable
from ebook.pdf.reader import read_pdf
from ebook.pipeline import convert
from ebook.source import Source
from ebook.validators import pdf as verapdf

TEXTS = {
    "ideographs": "\U00020000甲\U0002a6a5乙\U0002ebf0丙\U00031350",
    "sequence": "⿰氵\U00020001字",
    "private": "私\ue000\ue001字",
    "unassigned": "未\u0378定",
    "selectors": "孤\ufe00独\U000e0100甲 \ufe0f乙",
    "emoji": "笑😀脸👨‍👩‍👧家🇨🇳旗👍🏽赞❤️心",
    "right to left": "他说\u200fשלום和مرحبا了",
    "annotation": "\ufff9注\ufffa释\ufffb毕",
    "controls": "控\x80制\x7f符\u2028末",
    "marks": "x\uabed、y\u180fz",
    "not decoded": "坏\ufffd字",
}
# MuPDF takes these for defects of the file, and makes others of them.
NOT_IN_MUPDF = {"controls", "not decoded"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    body = [
        {"type": "paragraph", "text": f"起首{text}，" + "这是一段中文，用来排满一行，" * 5 + f"{text}完。"}
        for text in TEXTS.values()
    ]
    titles = {"headline": "题\U00031350目", "kicker": "肩😀题"}
    issue = {
        "schema": "ebook-issue-1",
        "masthead": {"name": "海\U00031350报", "date": "2024-03-05"},
        "sections": [{"page": "01", "title": "要闻", "articles": [titles | {"body": body}]}],
    }
    done = convert(Source("a.json", json.dumps(issue).encode()), to="pdf")
    path = tmp_path_factory.mktemp("stand-ins") / "a.pdf"
    path.write_bytes(done.written[0].files[done.written[0].main])
    return done, path


def test_each_is_reported_and_the_print_says_what_it_did(made):
    done, _ = made
    told = [problem for problem in done.report if problem.code == "FNT-001"]
    assert any("U+31350" in problem.message for problem in told)
    assert {str(problem.severity) for problem in told} == {"warning"}
    assert [problem.code for problem in done.written[0].problems] == ["OUT-204", "OUT-204"]
    assert "right to left" in done.written[0].problems[1].message
    assert STAND_IN in done.written[0].problems[0].message


def test_both_readers_give_the_characters_back(made):
    _, path = made
    with pymupdf.open(path) as document:
        mupdf = comparable("".join(page.get_text() for page in document))
    pdfium = comparable("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)))
    for name, text in TEXTS.items():
        assert pdfium.count(comparable(text)) >= 2, name
        assert mupdf.count(comparable(text)) >= 2 or name in NOT_IN_MUPDF, name
    assert "题\U00031350目" in pdfium


def test_the_print_keeps_its_label_and_draws_no_empty_box(made):
    _, path = made
    assert b"pdfaid:part" in path.read_bytes()
    assert b"pdfuaid:part" in path.read_bytes()
    assert check_pages(read_pdf(path.read_bytes(), path.name)) == []


@pytest.mark.skipif(not verapdf.available(), reason="veraPDF is not installed: make verapdf")
def test_verapdf_agrees(made):
    assert verapdf.validate(made[1]) == []


def test_private_use_beyond_the_first_plane_is_kept_and_told():
    body = [{"type": "paragraph", "text": "私\U000f0000字"}]
    issue = {"schema": "ebook-issue-1", "sections": [{"page": "01", "articles": [{"body": body}]}]}
    done = convert(Source("a.json", json.dumps(issue).encode()), to="pdf")
    assert [problem.code for problem in done.written[0].problems] == ["OUT-204", "OUT-204"]
    assert "U+F0000" in done.written[0].problems[1].message
    with pymupdf.open(stream=done.written[0].files[done.written[0].main]) as document:
        assert any("私\U000f0000字" in page.get_text() for page in document)


def test_letters_within_a_drawing_are_no_text_of_the_issue(tmp_path):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><text x="5" y="40">图中😀字</text></svg>'
    (tmp_path / "a.svg").write_text(svg, "utf-8")
    source = tmp_path / "a.md"
    source.write_text("# 01\n\n## 题\n\n![一幅图](a.svg)\n\n正文。\n", "utf-8")
    done = convert(source, to="pdf")
    assert [(found.code, "U+1F600" in found.message) for found in done.written[0].problems] == [
        ("OUT-204", True)
    ]
    data = done.written[0].files[done.written[0].main]
    assert b"pdfaid:part" in data
    with pymupdf.open(stream=data) as document:
        assert any(f"图中{STAND_IN}字" in page.get_text() for page in document)
