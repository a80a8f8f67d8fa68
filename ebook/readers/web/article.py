"""The page of an article becomes its titles and parts."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable, Sequence

import msgspec

from ebook.model import Origin, Repair, Titles
from ebook.readers.html import CONTROLS, Element, flatten, local, text_lines, visible_texts
from ebook.readers.web.pages import CHINESE, PageName, SavedPage, date_in, furniture, page_name
from ebook.reading.known import KnownArticle, Part
from ebook.reading.paper_names import is_paper_name
from ebook.reading.pieces import Line

__all__ = ["WebArticle", "read_article", "shown_breaks"]

_BREAK = re.compile(r"\s*<\s*/?\s*br\s*/?\s*>\s*", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_PARAGRAPH_END = re.compile(r"</p\s*>", re.IGNORECASE)
_BETWEEN = r"[\[\]【】（）()\s·|｜+\-＋－/⊕⊖○]*"
_CONTROL = re.compile(
    rf"{_BETWEEN}(?:(?:上一篇|下一篇|上一版|下一版|上一期|下一期|返回(?:目录|列表|首页|顶部)?|放大|缩小|默认|打印|分享(?:到)?[:：]?|复制链接|收藏"
    rf"|关闭|朗读|语音播报|查看评论|微信|微博|QQ空间|字号[:：]?|大|中|小){_BETWEEN})+"
)
_LONGEST_CONTROL = 100
_IMPRINT = re.compile(
    r"(?:来源|來源|作者|编辑|編輯|责编|日期|发布时间|版次)\s*[:：]|(?:19|20)\d\d[年/.-]\d{1,2}[月/.-]\d{1,2}日?\b"
)
_ORNAMENT = re.compile(
    r"(?:^|/)(?:tplimg|tplimgs|tplimages|skin|icons?)/|(?:^|/)(?:blank|spacer|loading|space)\.gif",
    re.IGNORECASE,
)
_SMALL = 24
_LONGEST_SOURCE = 200
_ARTICLE_ID = re.compile(r"(\d{2,})\D*$")


class WebArticle(msgspec.Struct, frozen=True, eq=False):
    """An article's page, read.

    Attributes:
        saved: the page.
        article: what it holds; the origin has no places yet.
        id: the site's number of the article, None where it says none.
        page: on which page of the paper it is printed, as far as it says so.
        lines: every text of the article as the page has it, for the count at the end.
        repairs: what was left out or taken apart.
    """

    saved: SavedPage
    article: KnownArticle
    id: str | None
    page: PageName
    lines: tuple[Line, ...]
    repairs: tuple[Repair, ...]


def read_article(saved: SavedPage) -> WebArticle:
    """Read the page of an article."""
    return _Reader(saved).read()


class _Reader:
    def __init__(self, saved: SavedPage) -> None:
        assert saved.article is not None  # noqa: S101  # asked of articles' pages alone
        self.saved, self.selectors = saved, saved.article.article
        self.repairs: list[Repair] = []
        self.lines: list[Line] = []
        page = saved.page
        self.dropped = set(page.all(self.selectors.drop))
        self.roles: dict[Element, str] = dict.fromkeys(page.all(self.selectors.caption), "FIG")
        self.roles |= dict.fromkeys(self.dropped, "DROP")

    def read(self) -> WebArticle:
        """The article."""
        selectors, saved = self.selectors, self.saved
        column = self._titles(selectors.column)
        kicker = self._titles(selectors.kicker, "introtitle")
        headline = self._titles(selectors.headline, "title", "founder-title")
        deck = self._titles(selectors.deck, "subtitle", "founder-subtitle")
        authors = self._authors()
        parts = [*authors, *self._parts()]
        article = KnownArticle(
            column=" ".join(column) or None,
            kicker=_one(kicker),
            headline=_one(headline),
            deck=_one(deck),
            parts=tuple(parts),
            origin=saved.origin,
        )
        found = _ARTICLE_ID.search(saved.path)
        number = saved.properties.get("articleid") or (found[1] if found else None)
        return WebArticle(saved, article, number, self._page(), tuple(self.lines), tuple(self.repairs))

    def _titles(self, selector: str, *properties: str) -> tuple[str, ...]:
        """The lines of a title; where the page shows none, Founder's comments may have it."""
        for element in self.saved.page.all(selector):
            lines = text_lines(element, self.roles)
            if any(map(_IMPRINT.match, lines)):
                continue  # where and when it appeared, which some sites put where others put a title
            self.roles.setdefault(element, "DROP")
            if lines:
                self._count(element)
                return self._broken(lines, element.sourceline or 0)
        for name in properties:
            if lines := _lines_of(self.saved.properties.get(name, "")):
                return lines
        return ()

    def _broken(self, lines: Iterable[str], number: int) -> tuple[str, ...]:
        """The lines of a title, a <br> that is shown as text being the end of a line."""
        found: list[str] = []
        for line in lines:
            parts, repair = shown_breaks(
                line, Origin(file=self.saved.path, lines=(number,) if number else ())
            )
            found += parts
            self.repairs += repair
        return tuple(found)

    def _authors(self) -> list[Part]:
        """Who wrote it, without the date and the paper's name that some sites put beside it."""
        for element in self.saved.page.all(self.selectors.author):
            found = [
                part for part in flatten(element, self.saved.path, self.roles, as_role="BY") if part.whole
            ]
            self.roles.setdefault(element, "DROP")
            if not found:
                continue
            self._count(element)
            names: list[Part] = []
            for text in (text.strip() for part in found for text in re.split(r"[|｜\n]", part.whole)):
                if date_in(text) or is_paper_name(text, CHINESE.masthead):
                    self._control(text, found[0].line)
                elif text:
                    names.append(msgspec.structs.replace(found[0], role="BY", text=text))
            return names
        lines = _lines_of(self.saved.properties.get("author", ""))
        return [Part(role="BY", text=line, file=self.saved.path) for line in lines]

    def _parts(self) -> list[Part]:
        """Pictures and text, in the page's order."""
        page = self.saved.page
        figures = set(page.all(self.selectors.figures))
        regions = figures | set(page.all(self.selectors.content))
        found: list[Part] = []
        for region in _outermost(page.root, regions):
            self._count(region)
            self._record_dropped(region)
            self._drop_ornaments(region)
            inside = dict.fromkeys((element for element in region.iter() if element in figures), "FIG")
            role = "FIG" if region in figures else "P"
            found += flatten(region, self.saved.path, inside | self.roles, as_role=role)
        return [part for part in found if not self._is_control(part)]

    def _count(self, element: Element) -> None:
        used = {each for each, role in self.roles.items() if role == "DROP" and each is not element}
        for text, number in visible_texts(element, used):
            self.lines.append(Line(text=text, file=self.saved.path, numbers=(number,) if number else ()))

    def _record_dropped(self, region: Element) -> None:
        for element in region.iter():
            is_control = element in self.dropped or local(element) in CONTROLS
            if is_control and (text := " ".join("".join(element.itertext()).split())):
                self._control(text, element.sourceline or 0)

    def _drop_ornaments(self, region: Element) -> None:
        """Leave out the site's own small pictures: buttons, dots and counters."""
        for picture in region.iter("img"):
            source = picture.get("src") or ""
            sizes = [picture.get(name) or "" for name in ("width", "height")]
            is_small = any(size.isascii() and size.isdigit() and int(size) <= _SMALL for size in sizes)
            if picture not in self.roles and (is_small or _ORNAMENT.search(source)):
                self.roles[picture] = "DROP"
                self._control(source[:_LONGEST_SOURCE] or "img", picture.sourceline or 0)

    def _is_control(self, part: Part) -> bool:
        """Whether a line of the text is a control of the site; it is recorded, and left out."""
        text = part.whole
        if part.role in {"PICTURE", "TAB"} or len(text) > _LONGEST_CONTROL or not _CONTROL.fullmatch(text):
            return False
        self._control(text, part.line)
        return True

    def _control(self, text: str, line: int) -> None:
        origin = Origin(file=self.saved.path, lines=(line,) if line else ())
        self.repairs.append(Repair(kind="dropped-line", text=text, code="web-controls", origin=origin))

    def _page(self) -> PageName:
        """On which page the article says that it is printed."""
        for element in self.saved.page.all(self.selectors.page):
            if (name := page_name(" ".join(text_lines(element)))).number:
                return name
        for text in furniture(self.saved, self.roles):
            if (name := page_name(text)).number and "版" in text:
                return name
        number = self.saved.properties.get("founder-pagenum", "")
        return PageName(page_name(f"{number}版").number, self.saved.properties.get("nodename") or None)


def shown_breaks(line: str, origin: Origin) -> tuple[list[str], list[Repair]]:
    """A title in which <br> is shown as text, as its lines."""
    if not _BREAK.search(line):
        return [line], []
    parts = [part for part in _BREAK.split(line) if part]
    repair = Repair(
        kind="dropped-character",
        text=line,
        result="\n".join(parts) or None,
        code="shown-markup",
        origin=origin,
    )
    return parts, [repair]


def _outermost(root: Element, wanted: set[Element]) -> list[Element]:
    """The elements, in order, that stand in no other of them."""
    return [
        element
        for element in root.iter()
        if element in wanted and not any(above in wanted for above in element.iterancestors())
    ]


def _one(lines: Sequence[str]) -> Titles:
    return tuple(lines) if len(lines) > 1 else (lines[0] if lines else None)


def _lines_of(markup: str) -> tuple[str, ...]:
    """The lines of a field of Founder's comments, which holds markup."""
    text = _BREAK.sub("\n", _PARAGRAPH_END.sub("\n", markup))
    text = entities.unescape(_TAG.sub("", text))
    return tuple(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)
