"""The books that are read, and what should be seen of them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from PIL import Image

import ebook
from ebook.edition import Edition
from ebook.languages import resolve
from ebook.model import Article, Aside, Block, Figure, Issue
from ebook.render import RenderOptions, render
from ebook.render.plan import make_plan
from ebook.writers.epub import write
from tests.render import reading
from tests.writers.epub.newspapers import newspaper

EXAMPLES = Path(__file__).parents[2] / "examples"
ROOT = "EPUB/"
"""Where an edition stands in its book."""


class Book(msgspec.Struct, frozen=True):
    """A book as an export makes it, and the edition in it."""

    edition: Edition
    content: bytes

    @property
    def articles(self) -> list[str]:
        """The paths of the articles, in printed order."""
        return [ROOT + doc.path for doc in self.edition.documents if doc.kind == "article"]

    def told(self, *, pictures: bool = True) -> list[str]:
        """What a reader should see of each of these documents: an article, and where it goes on."""
        issue = self.edition.issue
        plan = make_plan(issue, resolve(issue.lang).words, continuous=True)
        return [
            "".join(
                said(part.article, issue.lang, pictures=pictures)
                for part in (first, *(part for _, part in plan.parts(first)))
            )
            for first in plan.articles
            if not first.host
        ]


def example(name: str, **options: Any) -> Book:
    path = EXAMPLES / name
    return bound(ebook.read(path).issue, path.parent, **options)


def bound(issue: Issue, folder: Path | None = None, **options: Any) -> Book:
    """The book that an export makes: with a cover, and articles that go on elsewhere in one piece."""
    wanted = RenderOptions(**({"cover": "front-page", "continuous": True} | options))
    edition = render(issue, wanted, folder).edition
    written = write(edition)
    return Book(edition, written.files[written.main])


def illustrated(lang: str, **options: Any) -> Book:
    """A small paper with everything that a paper may hold: pictures described, not described, upright, wide."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, size in PICTURES.items():
            Image.new("RGB", size, "#8899aa").save(folder / file)
        figures = tuple(
            Figure(src=file, alt=alt, caption="汐 2024", credit="何青")
            for file, alt in zip(PICTURES, ("汐", None, ""), strict=True)
        )
        return bound(continued(newspaper(lang, pictures=figures)), folder, **options)


def continued(issue: Issue) -> Issue:
    """The issue with the rest of its lead, which has a jump line, on its last page."""
    last = issue.sections[-1]
    rest = Article(
        headline=issue.articles[0].headline,
        continued_from=f"（←{issue.sections[0].page}）",
        body=last.articles[-1].body,
    )
    last = msgspec.structs.replace(last, articles=(*last.articles, rest))
    return msgspec.structs.replace(issue, sections=(*issue.sections[:-1], last))


PICTURES = {"square.png": (300, 300), "tall.jpg": (400, 1400), "wide.jpg": (1500, 300)}

BOOKS = {
    "chinese": lambda: example("qingheng-daily/issue.md"),
    "traditional-vertical": lambda: example("chaoyu-times/page.txt", vertical=True),
    "japanese-vertical": lambda: example("hihama-shimpo/page.txt", vertical=True),
    "korean": lambda: example("solneoul-ilbo/page.txt", cover="none", theme="modern"),
    "everything": lambda: illustrated("zh-Hans", theme="classic", embed_fonts="all", cover="none"),
    "everything-vertical": lambda: illustrated("ja", theme="vertical", embed_fonts="rare"),
}


def said(article: Article, lang: str, *, pictures: bool = True) -> str:
    """What a reader should see of an article: all its text, with the names that are printed nowhere.

    Where there are pictures, what is said in their stead is not seen.
    """
    if pictures:
        article = msgspec.structs.replace(article, body=tuple(map(without_alternative, article.body)))
    gap = resolve(lang).words.dateline_gap
    printed = "".join(reading.article(article, gap).split())
    names = [person.name for person in article.byline if "".join(person.name.split()) not in printed]
    byline = (article.byline_text or "") + "".join(names)
    return reading.article(msgspec.structs.replace(article, byline_text=byline), gap)


def without_alternative(block: Block) -> Block:
    if isinstance(block, Aside):
        return msgspec.structs.replace(block, body=tuple(map(without_alternative, block.body)))
    return msgspec.structs.replace(block, alt=None) if isinstance(block, Figure) and block.src else block
