"""The table of selectors, and files that add to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ebook.errors import UnreadableSource
from ebook.model import Paragraph
from ebook.readers import ReadOptions
from ebook.readers.web import read
from ebook.readers.web.selectors import load
from ebook.source import Source

OWN = """
[[kind]]
name = "harbour"

[kind.layout]
is = "#front"
articles = "#front a"
articles_link = 'story-\\d+\\.html'

[kind.article]
is = "section.story"
headline = "section.story > header b"
author = ".by"
content = ".words"
drop = ".more"
"""
PAGE = """<html><head><title>海风日报</title></head><body><section class=story><header><b>渔船归</b></header>
<span class=by>本报记者 王一</span><div class=words><p>昨日清晨，渔船归港。</p><p class=more>展开全文</p></div></section>
</body></html>"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "site.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_the_built_in_table_is_whole() -> None:
    assert {"founder", "people", "people-2024"} <= {kind.name for kind in load()}


def test_a_file_adds_a_kind_of_site_before_the_others(own: Path) -> None:
    assert [kind.name for kind in load(own)] == ["harbour", *(kind.name for kind in load())]


def test_a_page_is_read_by_the_selectors_of_a_file(own: Path) -> None:
    reading = read(Source("story-1.html", PAGE.encode()), ReadOptions(selectors=own))
    (article,) = reading.issue.articles
    assert (article.headline, article.byline_text) == ("渔船归", "本报记者 王一")
    assert article.body == (Paragraph(text="昨日清晨，渔船归港。"),)
    assert "展开全文" in [repair.text for repair in reading.issue.repairs]


def test_without_the_file_such_a_page_is_refused_with_advice() -> None:
    with pytest.raises(UnreadableSource) as error:
        read(Source("story-1.html", PAGE.encode()), ReadOptions())
    assert "--selectors" in (error.value.hint or "")


def test_a_file_may_replace_a_kind(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text(OWN.replace("harbour", "founder"), encoding="utf-8")
    assert [kind.name for kind in load(path)].count("founder") == 1


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("#front a", "a >", "harbour: articles"),
        ("story-", "story-(", "harbour: articles_link"),
        ("drop =", "dorp =", "dorp"),
        ('headline = "section.story > header b"', "", "headline"),
        ("[[kind]]", "[[kind", "not a table of selectors"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(tmp_path: Path, old: str, new: str, named: str) -> None:
    path = tmp_path / "site.toml"
    path.write_text(OWN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UnreadableSource, match=named.replace("(", "\\(")) as error:
        load(path)
    assert error.value.file == str(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource):
        load(tmp_path / "no.toml")
