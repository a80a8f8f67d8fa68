"""What a print's colophon says of characters that no font has."""

import re

from ebook.pipeline import read
from ebook.render import RenderOptions, render
from ebook.render.record import make_record
from ebook.source import Source

RARE = "\U00031350"
TEXT = f"""---
name: 海风{RARE}报
date: 2024-03-05
---

# 01

## 拾〓遗{RARE}

甲{RARE}乙{RARE}丙\ue000。

## 又一篇

原稿自用〓。
"""


def colophon(text, **options):
    source = Source("a.md", text.encode())
    issue = read(source).issue
    options |= {"record": make_record(issue, source, "markdown", "text/markdown")}
    edition = render(issue, RenderOptions(**options)).edition
    return edition.documents[-1].content.decode()


def section(xhtml):
    return "".join(re.findall('<section class="stand-ins">(.*?)</section>', xhtml, re.DOTALL))


def test_each_is_listed_with_its_code_point_and_its_places():
    found = section(colophon(TEXT))
    said = re.sub("<[^>]+>", "", found)
    assert re.findall(r"U\+[0-9A-F]+", said) == ["U+31350", "U+E000"]
    assert f"拾〓遗{RARE}（3处）" in said
    assert re.search(r'href="p01-\w+\.xhtml"', found)


def test_the_papers_own_signs_are_told_apart():
    assert "原文自用〓2处" in section(colophon(TEXT))
    assert "自用" not in section(colophon(TEXT.replace("〓", "")))


def test_what_the_colophon_alone_quotes_is_listed_too():
    text = TEXT.replace(RARE, "").replace("\ue000", "")
    issue = read(Source("a.md", text.encode())).issue
    source = Source(f"{RARE}.md", text.encode())
    record = make_record(issue, source, "markdown", "text/markdown")
    content = render(issue, RenderOptions(record=record)).edition.documents[-1].content.decode()
    assert "编校说明</a>" in section(content)


def test_nothing_is_said_where_nothing_is_missing_or_nothing_is_printed():
    assert section(colophon(TEXT.replace(RARE, "").replace("\ue000", ""))) == ""
    issue = read(Source("a.md", TEXT.encode())).issue
    assert not any(b"stand-ins" in document.content for document in render(issue).edition.documents)
