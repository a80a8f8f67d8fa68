"""The table of formats."""

import importlib.metadata
import json
import subprocess
import sys

import pytest

from ebook import formats as f
from ebook.errors import UnknownName
from ebook.source import Source


@pytest.fixture
def fresh_table():
    for made_once in (f.formats, f._added):
        made_once.cache_clear()
    yield
    for made_once in (f.formats, f._added):
        made_once.cache_clear()


@pytest.mark.parametrize(
    ("name", "data", "format_name"),
    [
        ("page.txt", b"{}", "text"),
        ("issue.md", b"", "markdown"),
        ("issue.JSON", b"", "json"),
        ("issue", b'\xef\xbb\xbf {"schema": 1}', "json"),
        ("issue", b"---\nname: x\n", "markdown"),
        ("issue", "海风日报\n".encode(), "text"),
        ("page.md", "# 海风日报\n\n2024年3月5日\n\n# 渔船归\n\n本报讯 昨日。\n".encode(), "text"),
        ("page.md", "# 01版 要闻\n\n## 渔船归\n\n![](images/1.jpg)\n".encode(), "text"),
        ("page.md", "# 01 要闻\n\n## 渔船归\n\n昨日。\n".encode(), "markdown"),
        ("page.txt", "---\n报名: 海风日报\n---\n\n# 01 要闻\n\n## 渔船归\n".encode(), "markdown"),
        ("page.txt", "# 渔船归\n署名：记者 王一\n\n昨日。\n".encode(), "markdown"),
    ],
)
def test_the_format_of_a_source_is_told_from_name_then_content(name, data, format_name):
    assert f.guess_reader(Source(name, data)) == format_name


def test_every_row_leads_to_functions_that_exist():
    for row in f.formats().values():
        if row.reader:
            assert callable(f.reader_of(row.name))
        if row.writer:
            assert callable(f.writer_of(row.name))
        for target in row.checks:
            assert callable(f._load(target))


@pytest.mark.parametrize(
    ("call", "name"), [(f.reader_of, "epub"), (f.writer_of, "text"), (f.writer_of, "docx")]
)
def test_a_wrong_name_is_answered_with_the_right_ones(call, name):
    with pytest.raises(UnknownName) as caught:
        call(name)
    assert "epub" in str(caught.value) or name in str(caught.value)
    assert "markdown" in caught.value.hint


def test_another_package_adds_a_format(monkeypatch, fresh_table):
    class Entry:
        @staticmethod
        def load():
            return f.Format(
                name="docbook", summary="DocBook", suffixes=(".dbk",), reader="ebook.readers.json:read"
            )

    monkeypatch.setattr(
        importlib.metadata, "entry_points", lambda group: [Entry] if group == "ebook.formats" else []
    )
    assert f.guess_reader(Source("a.dbk", b"x")) == "docbook"
    assert callable(f.reader_of("docbook"))


def test_an_output_is_known_by_its_name():
    assert f.output_format("海风日报.EPUB").name == "epub"
    assert f.output_format("page.txt") is None


EXPORTS = """
import json, sys
from ebook import convert
from ebook.source import Source

loaded = {}
for name, content in json.loads(sys.argv[1]).items():
    convert(Source(name, content.encode()), to="json")
    loaded[name] = sorted(sys.modules)
print(json.dumps(loaded))
"""
OTHERS = {
    "ebook.folders",
    "ebook.ocr",
    "ebook.pages",
    "ebook.readers.newsroom",
    "ebook.readers.web",
    "mammoth",
}


def test_only_the_reader_of_a_source_is_imported():
    """To recognise a format takes no reader: one process reads three sources, the quickest reader first."""
    sources = {
        "issue.json": '{"masthead": {"name": "海风日报"}}',
        "issue.md": "---\n报名: 海风日报\n---\n\n# 01 要闻\n\n## 渔船归\n\n昨日。\n",
        "page.txt": "海风日报\n\n第01版 要闻\n\n渔船归\n\n本报讯 昨日。\n",
    }
    run = subprocess.run(
        [sys.executable, "-c", EXPORTS, json.dumps(sources)], capture_output=True, text=True, check=True
    )
    loaded = {name: set(modules) for name, modules in json.loads(run.stdout).items()}
    assert not loaded["issue.json"] & (OTHERS | {"ebook.reading", "ebook.readers.markdown", "markdown_it"})
    assert not loaded["issue.md"] & (OTHERS | {"ebook.reading", "pycrfsuite"})
    assert not loaded["page.txt"] & OTHERS
