"""The books that are read, and what should be seen of them."""

from __future__ import annotations

from pathlib import Path

import msgspec

import ebook
from ebook.locales import words
from ebook.model import Article, Aside, Block, Figure, Issue
from ebook.render import RenderOptions, render
from ebook.render.edition import Edition
from ebook.writers.epub import write
from tests.render import reading
from tests.writers.epub.newspapers import newspaper

EXAMPLES = Path(__file__).parents[2] / "examples"
ROOT = "EPUB/"
"""Where an edition stands in its book."""


class Book(msgspec.Struct, frozen=True):
    edition: Edition
    content: bytes

    @property
    def articles(self) -> list[str]:
        """The paths of the articles, in printed order."""
        return [ROOT + doc.path for doc in self.edition.documents if doc.kind == "article"]


def example(name: str, *, vertical: bool = False) -> Book:
    path = EXAMPLES / name
    return bound(ebook.read(path).issue, path.parent, vertical=vertical)


def bound(issue: Issue, folder: Path | None = None, *, vertical: bool = False) -> Book:
    edition = render(issue, RenderOptions(vertical=vertical), folder).edition
    written = write(edition)
    return Book(edition, written.files[written.main])


BOOKS = {
    "chinese": lambda: example("qingheng-daily/issue.md"),
    "traditional-vertical": lambda: example("chaoyu-times/page.txt", vertical=True),
    "japanese-vertical": lambda: example("hihama-shimpo/page.txt", vertical=True),
    "korean": lambda: example("solneoul-ilbo/page.txt"),
    "everything-vertical": lambda: bound(newspaper("ja"), vertical=True),
}


def said(article: Article, lang: str, *, pictures: bool = True) -> str:
    """What a reader should see of an article: all its text, with the names that are printed nowhere.

    Where there are pictures, what is said in their stead is not seen.
    """
    if pictures:
        article = msgspec.structs.replace(article, body=tuple(map(without_alternative, article.body)))
    gap = words(lang).dateline_gap
    printed = "".join(reading.article(article, gap).split())
    names = [person.name for person in article.byline if "".join(person.name.split()) not in printed]
    byline = (article.byline_text or "") + "".join(names)
    return reading.article(msgspec.structs.replace(article, byline_text=byline), gap)


def without_alternative(block: Block) -> Block:
    if isinstance(block, Aside):
        return msgspec.structs.replace(block, body=tuple(map(without_alternative, block.body)))
    return msgspec.structs.replace(block, alt=None) if isinstance(block, Figure) and block.src else block
