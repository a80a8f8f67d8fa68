"""The saved pages of a site: each HTML file is a page of the paper, an article, or neither."""

from __future__ import annotations

import datetime
import functools
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import msgspec
from PIL import Image

from ebook.calendar import find_dates
from ebook.errors import UnreadableSource
from ebook.facsimile import Facsimile, PageImage
from ebook.languages import Language
from ebook.model import Origin, Repair
from ebook.problems import Problem
from ebook.readers.decode import decode
from ebook.readers.html import Element, parse_html, text_lines
from ebook.readers.pictures import address
from ebook.readers.web.selectors import Kind, Page
from ebook.reading.folio import page_of
from ebook.source import Source

__all__ = [
    "CHINESE",
    "Area",
    "Links",
    "PageName",
    "SavedPage",
    "address",
    "date_in",
    "facsimile_of",
    "furniture",
    "page_name",
    "read_saved",
    "size_in",
]

_COMMENT_MARK = re.compile(r"<!--\s*<(?P<end>/?)npm:(?P<name>[\w-]+)\s*>\s*-->")
_CONTENT_MARK = re.compile(r"<!--\s*(?P<end>/?)enpcontent\s*-->")
_WRITTEN = re.compile(
    r"<script[^<>]{0,300}>\s{0,50}document\.write\(\s*(?:view\(\s*)?(?P<quote>[\"'])(?P<text>(?:\\.|(?!(?P=quote))[^\\\n]){0,4000})(?P=quote)\s*\)?\s*\)\s*;?\s*</script\s*>",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\(?:u(?P<code>[0-9A-Fa-f]{4})|(?P<char>.))", re.DOTALL)
_FIELD = re.compile(r"<(?P<name>[\w-]{1,40})>(?P<value>.{0,1000}?)</(?P=name)>", re.DOTALL)
_PROPERTIES = re.compile(r"<!--\s*(?:enpproperty|<founder-)")
_LONGEST_PROPERTIES = 20_000
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_REFRESH = re.compile(r"url\s*=\s*[\"']?([^\"'>\s]+)", re.IGNORECASE)


_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff")
_SMALL = re.compile(r"(?:_[bs])?\.\w+$")
"""What Founder puts behind the name of a page's picture."""
_LEGIBLE = 1400
"""Pixels: the longer side of a page's picture from which on its text can be read."""
_BROADSHEET = (1000, 1430)
"""The proportions of a page of which only a PDF is there."""

SizeOf: TypeAlias = Callable[[str], tuple[int, int] | None]
"""The width and height of a picture at a path within the source, None where there is no such picture."""


class Area(msgspec.Struct, frozen=True):
    """A rectangle of a page's picture, as shares of its width and height."""

    left: float
    top: float
    right: float
    bottom: float


class PageName(msgspec.Struct, frozen=True):
    """What a page of the paper is called."""

    number: str | None = None
    title: str | None = None


class SavedPage(msgspec.Struct, frozen=True, eq=False):
    """An HTML file, parsed.

    Attributes:
        path: its path within the source.
        page: what selectors are asked of.
        layout: the kind of site that it is a page of the paper of, if it is one.
        article: the kind of site that it is an article of, if it is one.
        properties: what Founder's comments say of the article.
        forward: where the page sends the browser at once, None where it stays.
    """

    path: str
    page: Page
    layout: Kind | None
    article: Kind | None
    properties: Mapping[str, str]
    forward: str | None
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def origin(self) -> Origin:
        """The file."""
        return Origin(file=self.path)


def read_saved(path: str, data: bytes, kinds: Sequence[Kind]) -> SavedPage:
    """Parse a file, and find out which kind of site it is from.

    Raises:
        UnreadableSource: it is not HTML.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableSource("the file is empty", file=path, hint="save the page again from the browser")
    decoded = decode(Source(path, data), declared=_declared(data))
    if "<" not in decoded.text:
        raise UnreadableSource(
            "this is not an HTML page", file=path, hint="save the page again from the browser"
        )
    properties = _properties(decoded.text)
    root = parse_html(_with_marks(decoded.text), path)
    page = Page(root)
    article = next((kind for kind in kinds if page.has(kind.article.marks)), None)
    layout = None if article else next((kind for kind in kinds if _is_layout(page, kind)), None)
    return SavedPage(
        path, page, layout, article, properties, _forward(root), decoded.repairs, decoded.problems
    )


def _properties(text: str) -> dict[str, str]:
    """What Founder's comments say of an article; the first of a name counts."""
    found: dict[str, str] = {}
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        comment = text[start : min(end, start + _LONGEST_PROPERTIES)]
        if _PROPERTIES.match(comment):
            for field in _FIELD.finditer(comment):
                found.setdefault(field["name"].lower(), field["value"])
        start = text.find("<!--", end)
    return found


def _declared(data: bytes) -> str | None:
    """The encoding that a page's head declares."""
    match = _DECLARED.search(data[:4096])
    return match[1].decode("ascii").lower() if match else None


def _with_marks(text: str) -> str:
    """A page in which comments that mark parts are elements, and titles that scripts write are written."""
    text = _COMMENT_MARK.sub(lambda match: f"<{match['end']}npm-{match['name'].lower()}>", text)
    text = _CONTENT_MARK.sub(lambda match: f"<{match['end']}enpcontent>", text)
    return _WRITTEN.sub(lambda match: _ESCAPED.sub(_unescaped, match["text"]), text)


def _unescaped(match: re.Match[str]) -> str:
    if match["code"]:
        code = int(match["code"], 16)
        return "\ufffd" if 0xD800 <= code <= 0xDFFF or code < ord(" ") else chr(code)  # noqa: PLR2004 surrogates
    return {"n": " ", "t": " ", "r": " "}.get(match["char"], match["char"])


def _forward(root: Element) -> str | None:
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh" and (
            match := _REFRESH.search(meta.get("content") or "")
        ):
            return str(match[1])
    return None


def _is_layout(page: Page, kind: Kind) -> bool:
    return page.has(kind.layout.marks) and any(
        re.search(kind.layout.articles_link, _href(link)) for link in page.all(kind.layout.articles)
    )


def _href(link: Element) -> str:
    """Where a link leads; some sites leave that to a script, which reads it from another attribute."""
    return link.get("data-href") or link.get("href") or ""


# --- what a page of the paper lists -------------------------------------------------------


class Listing(msgspec.Struct, frozen=True):
    """A page of the paper as a site lists it.

    Attributes:
        name: what it is called, as far as its list says so.
        articles: its articles by path within the source, each with the lines of its title.
        areas: where each article is printed.
    """

    name: PageName
    articles: dict[str, tuple[str, ...]]
    areas: dict[str, tuple[Area, ...]]


class Links(msgspec.Struct, frozen=True):
    """What a saved page lists.

    Attributes:
        pages: the pages of the issue by path within the source, with what they are called.
        listings: the page of the paper that it is, or all pages of the paper where one file lists them.
    """

    pages: dict[str, PageName]
    listings: tuple[Listing, ...]

    @staticmethod
    def of(saved: SavedPage, size_of: SizeOf) -> Links:
        """What a page of the paper lists.

        Args:
            saved: the page.
            size_of: gives the width and height of a picture in the source.
        """
        assert saved.layout is not None  # noqa: S101  # asked of pages of the paper alone
        selectors = saved.layout.layout
        pages: dict[str, PageName] = {}
        for link in saved.page.all(selectors.pages):
            path = _target(link, saved.path, selectors.pages_link)
            if path:
                pages.setdefault(path, page_name(" ".join(text_lines(link))))
        links = saved.page.all(selectors.articles)
        groups = saved.page.all(selectors.group)
        if not groups:
            return Links(pages, (_listing(saved, links, PageName(), size_of),))
        names = saved.page.all(selectors.page)
        listings = (
            _listing(saved, _within(links, group), _name_within(names, group), size_of) for group in groups
        )
        return Links(pages, tuple(listing for listing in listings if listing.articles))


def _within(elements: Iterable[Element], group: Element) -> list[Element]:
    return [element for element in elements if group in element.iterancestors()]


def _name_within(names: Iterable[Element], group: Element) -> PageName:
    found = (page_name(" ".join(text_lines(name))) for name in _within(names, group))
    return next((name for name in found if name.number), PageName())


def _listing(saved: SavedPage, links: Iterable[Element], name: PageName, size_of: SizeOf) -> Listing:
    assert saved.layout is not None  # noqa: S101  # asked of pages of the paper alone
    articles: dict[str, tuple[str, ...]] = {}
    areas: dict[str, list[Area]] = {}
    size = _picture_size(saved, size_of)
    for link in sorted(
        links, key=lambda element: element.tag == "area"
    ):  # the list's order before the picture's
        path = _target(link, saved.path, saved.layout.layout.articles_link)
        if not path:
            continue
        articles[path] = max(articles.get(path, ()), text_lines(link), key=lambda texts: len("".join(texts)))
        if link.tag == "area" and size and (area := _area(link.get("coords") or "", size)):
            areas.setdefault(path, []).append(area)
    return Listing(name, articles, {path: tuple(dict.fromkeys(boxes)) for path, boxes in areas.items()})


def _target(link: Element, base: str, form: str) -> str | None:
    """The path that a link leads to, if its address has a form."""
    href = _href(link)
    if not href or not re.search(form, href.split("#")[0].split("?")[0]):
        return None
    return address(href, base)


def _picture_size(saved: SavedPage, size_of: SizeOf) -> tuple[int, int] | None:
    """The size of the page's picture as it is shown, to which areas refer; else the size of its file."""
    assert saved.layout is not None  # noqa: S101  # asked of pages of the paper alone
    for picture in saved.page.all(saved.layout.layout.picture):
        shown = tuple(
            re.match(r"\s*(\d+)\s*(?:px)?\s*$", picture.get(name) or "") for name in ("width", "height")
        )
        if all(shown):
            width, height = (int(match[1]) for match in shown if match)
            return (width, height) if width and height else None
        path = address(picture.get("src") or "", saved.path)
        if path is not None and (found := size_of(path)):
            return found
    return None


def size_in(files: Mapping[str, bytes], path: str) -> tuple[int, int] | None:
    """The size of a picture in pixels, from its head; None where there is none at the path."""
    if path not in files or not path.lower().endswith(_PICTURES):
        return None
    try:
        with Image.open(io.BytesIO(files[path])) as picture:
            return picture.size
    except (OSError, ValueError, UnreadableSource, Image.DecompressionBombError):
        return None


def facsimile_of(saved: SavedPage, files: Mapping[str, bytes]) -> Facsimile | None:
    """The picture that a page shows of itself, as page 1; where that is small, the PDF that sites keep beside it."""
    assert saved.layout is not None  # noqa: S101  # asked of pages of the paper alone
    found = [
        address(picture.get("src") or "", saved.path)
        for picture in saved.page.all(saved.layout.layout.picture)
    ]
    paths = [path for path in found if path is not None]
    shown = {path: size for path in paths if (size := size_in(files, path))}
    large = [path for path, size in shown.items() if max(size) >= _LEGIBLE]
    drawn = [pdf for path in paths if (pdf := _SMALL.sub(".pdf", path)) in files]
    best = next(iter((*large, *drawn, *shown)), None)
    if best is None:
        return None
    width, height = next(iter(shown.values()), _BROADSHEET)
    image = PageImage(file=best, read=functools.partial(files.__getitem__, best))
    return Facsimile(number=1, width=width, height=height, image=image)


_POINTS = 4


def _area(coords: str, size: tuple[int, int]) -> Area | None:
    """The box around an area's points, cut to the picture; None for one that is none."""
    numbers = [float(value) for value in re.findall(r"-?\d{1,6}(?:\.\d{1,6})?", coords)]
    if len(numbers) < _POINTS:
        return None
    xs, ys = numbers[0::2], numbers[1::2]
    left, right = (min(max(x / size[0], 0.0), 1.0) for x in (min(xs), max(xs)))
    top, bottom = (min(max(y / size[1], 0.0), 1.0) for y in (min(ys), max(ys)))
    if left >= right or top >= bottom:
        return None
    return Area(round(left, 4), round(top, 4), round(right, 4), round(bottom, 4))


# --- what pages say of themselves ---------------------------------------------------------

_NAMED = re.compile(
    r"第?\s*(?P<number>[A-Za-z]{0,2}\s?[-－]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:[版面](?P<counter>)|(?=\s*[:：]))"
    r"\s*[:：·|｜ \u3000]*\s*(?P<title>[^\s:：()（）《》|｜]{0,16})"
)


_COUNTED = re.compile(r"版次\s*[:：]\s*(?P<number>[A-Za-z]{0,2}\d{1,3})(?P<title>)(?!\d)")


def page_name(text: str) -> PageName:
    """A page's number and name, as sites write them: 第01版：要闻, A02版 时政, 03版."""
    match = _COUNTED.search(text) or _NAMED.search(text)
    if match is None:
        return PageName()
    folio = page_of(f"{match['number']}版", CHINESE)
    return PageName(folio.page, match["title"] or None)


CHINESE = Language("zh-Hans", "zh-Hans")
"""Whose papers these sites are made for; page numbers are written alike in all of them."""

_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")


def date_in(text: str) -> datetime.date | None:
    """The first date of a text or of an address."""
    for found in find_dates(text, CHINESE):
        if found.date is not None:
            return found.date
    for match in _IN_PATH.finditer(text):
        try:
            return datetime.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None


def furniture(saved: SavedPage, used: Iterable[Element] = ()) -> list[str]:
    """The texts of a page that are no part of an article, block by block."""
    left_out = dict.fromkeys(used, "DROP")
    return list(text_lines(saved.page.root, left_out) if left_out else saved.page.lines)
