"""Reading a piece of Markdown in a test."""

from ebook.languages import resolve
from ebook.readers import ReadOptions
from ebook.readers.markdown import read
from ebook.source import Source


def reading(text, lang=None, **options):
    return read(
        Source("issue.md", text.encode()), ReadOptions(lang=resolve(lang) if lang else None, **options)
    )


def article(text):
    """The first article of a text, which must be without problems."""
    result = reading("# 01 要闻\n\n" + text)
    assert result.problems == ()
    return result.issue.articles[0]


def body(text):
    return article("## 标题\n\n" + text).body


def problems(text):
    """Code and line of each problem."""
    return [(problem.code, problem.line) for problem in reading(text).problems]
