"""docs/markdown.md says what is true."""

import re
from pathlib import Path

from ebook import model as m
from ebook.languages import known
from ebook.notation import words
from tests.readers.markdown.support import reading

_TEXT = (Path(__file__).parents[3] / "docs" / "markdown.md").read_text(encoding="utf-8")


def test_the_example_is_read_without_problems():
    example = re.search(r"```markdown\n(.*?)\n```\n", _TEXT, re.DOTALL)[1]
    result = reading(example)
    assert result.problems == ()
    kinds = {type(block) for article in result.issue.articles for block in m.walk(article.body)}
    assert kinds == {m.Paragraph, m.Heading, m.Table, m.Figure, m.Quote, m.Note, m.Aside, m.List, m.Verse}
    assert [person.name for person in result.issue.articles[0].byline] == ["张三", "李四"]


def test_the_tables_name_every_label_in_every_language():
    for vocabulary in (words.MASTHEAD, words.SECTION, words.ARTICLE, words.ROLE):
        for key in vocabulary.keys():  # noqa: SIM118  # no mapping
            for language in known():
                assert vocabulary.word(key, language).casefold() in _TEXT.casefold(), (key, language)
