"""HTML from anywhere, as the parts of an article: web pages, and the bodies of newsroom formats.

Nothing of it is run, loaded or followed. What is text is kept; what a browser does not show is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import msgspec
from lxml import etree, html
from lxml.etree import _Element as Element

from ebook.errors import UnreadableSource
from ebook.model import Inline, LineBreak, RichText, Strong, plain, rich
from ebook.readers.runs import BREAK, SPACE, Mark, Run, joined, paragraphs
from ebook.reading.known import Part

__all__ = [
    "CONTROLS",
    "UNSEEN",
    "Element",
    "as_heading",
    "flatten",
    "is_bold",
    "local",
    "parse_html",
    "rich_text",
    "text_lines",
    "visible_texts",
    "without_bold",
]

CONTROLS = frozenset(("select", "button", "input", "textarea"))
"""Elements by which a reader of a web page acts."""

UNSEEN = CONTROLS | {
    "script", "style", "template", "noscript", "noframes", "iframe", "object", "embed", "applet", "head",
    "audio", "video", "canvas", "svg", "map",
}  # fmt: skip
"""Elements that show no text of the page."""

_BLOCKS = frozenset((
    "html", "body", "p", "div", "section", "article", "main", "header", "footer", "center", "ul", "ol",
    "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "caption",
    "thead", "tbody", "tfoot", "tr", "td", "th", "figure", "figcaption", "hr", "form", "fieldset",
    "address", "aside", "nav", "block", "byttl", "hedline", "hl1", "hl2", "media", "media-caption",
    "media-producer", "media-reference", "fn", "bq", "founder-content", "enpcontent",
    "npm-article-content", "npm-article-pic", "npm-article-pic-text",
))  # fmt: skip
"""Elements that begin a line, in HTML and in the formats of newsrooms and web editions."""

_MARKS = {"b": "strong", "strong": "strong", "em": "emphasis", "i": "emphasis", "a": "link"}
_ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "caption"), "H"),
    "li": "LIST",
    "blockquote": "QUOTE",
    "bq": "QUOTE",
    "pre": "VERSE",
    "figcaption": "FIG",
    "media-caption": "FIG",
    "media-producer": "CRED",
}
_LONGEST_HEADING = 40
_ENDS = re.compile(r"[。！？；：，、…,;:]\s*$")


# --- parsing ------------------------------------------------------------------------------


_HEADING = re.compile(
    r"(<h(?P<rank>[1-6])\b[^>]*>)(?P<text>.{0,2000}?)(</h(?P=rank)\s*>)", re.IGNORECASE | re.DOTALL
)
_PARAGRAPH = re.compile(r"<\s*(?P<end>/?)\s*p\b[^>]*>", re.IGNORECASE)


def parse_html(text: str, file: str) -> Element:
    """The tree of a page.

    A paragraph within a heading would end the heading in the parser, so each becomes a line of it first.

    Raises:
        UnreadableSource: it holds no element, or is nested so deeply that the parser would lose some of it.
    """
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    text = _HEADING.sub(lambda found: found[1] + _PARAGRAPH.sub("<br>", found["text"]) + found[4], text)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(
            "this is not an HTML page", file=file, hint="save the page again from the browser"
        ) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableSource("nested too deeply", file=file, hint="save the page again from the browser")
    return root


def local(element: Element) -> str:
    """An element's name without its namespace, in lower case; '' for a comment."""
    tag: Any = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2].lower()


def visible_texts(root: Element, without: Collection[Element] = ()) -> Iterator[tuple[str, int]]:
    """Every text below an element that is not unseen, with the line of its element.

    Args:
        root: the element.
        without: elements below it that are left out.
    """
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start":
            if local(element) in UNSEEN or element in without:
                walker.skip_subtree()
            elif element.text and element.text.strip():
                yield element.text, _line_of(element)
        elif element is not root and element.tail and element.tail.strip():
            yield element.tail, _line_of(element)


def _line_of(element: Element) -> int:
    line: int | None = element.sourceline
    return line or 0


# --- flattening ---------------------------------------------------------------------------


def flatten(
    root: Element, file: str, roles: Mapping[Element, str] | None = None, *, as_role: str = "P"
) -> list[Part]:
    """The parts of an article below an element, in order.

    Args:
        root: the element that holds them.
        file: the file it is from.
        roles: roles of elements that are known by other means; 'DROP' leaves one out.
        as_role: the role of text that nothing says more of.
    """
    flattener = _Flattener(file, roles or {}, as_role, _line_of(root))
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start":
            if not flattener.open(element):
                walker.skip_subtree()
        elif event == "end":
            flattener.close(element)
        if event != "start" and element is not root:
            flattener.text(element.tail)
    flattener.flush()
    return flattener.parts


class _Flattener:
    """Takes elements one after the other, and makes a part of whatever stands in one block."""

    def __init__(self, file: str, roles: Mapping[Element, str], as_role: str, line: int) -> None:
        self.parts: list[Part] = []
        self._file, self._known = file, roles
        self._runs: list[Run] = []
        self._marks: list[Mark] = []
        self._roles: list[str] = [as_role]
        self._line = line

    def open(self, element: Element) -> bool:
        """Begin an element; False where its content is done with."""
        name = local(element)
        role = self._known.get(element)
        if role == "DROP" or (name in UNSEEN and not role):
            return False
        if name in _BLOCKS or role:
            self.flush()
            self._line = _line_of(element)
            self._roles.append(role or _role_of(element, name) or self._roles[-1])
        if name in _MARKS:
            self._marks.append((_MARKS[name], element.get("href") or ""))
        return self._open_content(element, name)

    def _open_content(self, element: Element, name: str) -> bool:
        match name:
            case "br":
                self._runs.append(Run(BREAK))
            case "img" | "media-reference":
                self._picture(element)
            case "ruby":
                self._runs.append(_ruby(element, tuple(self._marks)))
                return False
            case "table" if rows := _rows(element, self._known):
                self._table(element, rows)
                return False
            case _:
                self.text(element.text)
        return True

    def close(self, element: Element) -> None:
        """End an element."""
        name = local(element)
        role = self._known.get(element)
        if role == "DROP" or (name in UNSEEN and not role):
            return
        if name in _BLOCKS or role:
            self.flush()
            self._roles.pop()
        if name in _MARKS:
            self._marks.pop()

    def text(self, text: str | None) -> None:
        """Characters in the open element."""
        if text:
            if not self._runs and SPACE.fullmatch(text) and "\xa0" not in text:
                return
            self._runs.append(Run(text, tuple(self._marks)))

    def flush(self) -> None:
        """Finish the open block."""
        runs, self._runs = self._runs, []
        role = self._roles[-1]
        for lines in paragraphs(runs, keep=role == "VERSE"):
            text = joined(lines)
            if plain(text).strip():
                self.parts.append(as_heading(Part(role=role, text=text, file=self._file, line=self._line)))

    def _picture(self, element: Element) -> None:
        self.flush()
        source = element.get("src") or element.get("source") or element.get("data-src") or ""
        alt = " ".join((element.get("alt") or element.get("alternate-text") or "").split()) or None
        line = _line_of(element)
        self.parts.append(Part(role="PICTURE", file=self._file, line=line, picture=source.strip(), alt=alt))

    def _table(self, element: Element, rows: tuple[tuple[RichText, ...], ...]) -> None:
        line = _line_of(element)
        for caption in element.iterchildren("caption"):
            text = rich_text(caption)
            if plain(text):
                self.parts.append(Part(role="TCAP", text=text, file=self._file, line=_line_of(caption)))
        self.parts.append(Part(role="TAB", file=self._file, line=line, rows=rows))


_LONGEST_CAPTION = 400


def _role_of(element: Element, name: str) -> str | None:
    """The role that an element gives its text; what a table holds beside a picture is its caption."""
    if name in {"table", "figure"} and next(element.iterdescendants("img"), None) is not None:
        text = "".join(text for text, _ in visible_texts(element))
        return "FIG" if len("".join(text.split())) <= _LONGEST_CAPTION else None
    return _ROLES.get(name)


def _ruby(element: Element, marks: tuple[Mark, ...]) -> Run:
    reading = "".join("".join(rt.itertext()) for rt in element.iter("rt"))
    skipped = {child for name in ("rt", "rp") for child in element.iter(name)}
    base = "".join(
        text
        for node in element.iter()
        if isinstance(node.tag, str)
        for text in ((node.text or "") if node not in skipped else "",)
    )
    base += "".join(node.tail or "" for node in element.iterdescendants())
    return Run("".join(base.split()), marks, "".join(reading.split()))


def as_heading(part: Part) -> Part:
    """A paragraph; one that is all in bold and no sentence is a cross-heading, and no longer bold."""
    said = plain(part.text)
    if part.role != "P" or len(said) > _LONGEST_HEADING or _ENDS.search(said) or not is_bold(part.text):
        return part
    return msgspec.structs.replace(part, role="H", text=without_bold(part.text))


def is_bold(text: RichText) -> bool:
    """Whether all characters of a text are bold."""
    return not isinstance(text, str) and all(
        isinstance(item, (Strong, LineBreak)) or not plain(rich(item)).strip() for item in text.inlines
    )


def without_bold(text: RichText) -> RichText:
    """A text without the bold that a title needs no mark for."""
    if isinstance(text, str):
        return text
    inside: list[Inline] = []
    for item in text.inlines:
        inside += item.content if isinstance(item, Strong) else (item,)
    return rich(*inside)


# --- tables -------------------------------------------------------------------------------

_MOST_SPAN = 100


def _rows(table: Element, known: Mapping[Element, str]) -> tuple[tuple[RichText, ...], ...]:
    """The cells of a table of figures, () for a table that only arranges text or pictures."""
    if next(table.iterdescendants("table", "img", "h1", "h2"), None) is not None:
        return ()
    if any(known.get(element) == "FIG" for element in table.iter()):
        return ()
    rows = [
        row for row in table.iterdescendants("tr") if next(row.iterchildren("td", "th"), None) is not None
    ]
    widest = max((len(list(row.iterchildren("td", "th"))) for row in rows), default=0)
    if len(rows) < 2 or widest < 2:  # noqa: PLR2004 a table has two rows and two columns
        return ()
    taken: dict[tuple[int, int], RichText] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (number, column) in taken:
                column += 1
            _place(taken, (number, column), cell)
    width = 1 + max((column for _, column in taken), default=-1)
    return tuple(
        tuple(taken.get((number, column), "") for column in range(width)) for number in range(len(rows))
    )


def _place(taken: dict[tuple[int, int], RichText], at: tuple[int, int], cell: Element) -> None:
    number, column = at
    for down in range(_span(cell, "rowspan")):
        for right in range(_span(cell, "colspan")):
            taken.setdefault((number + down, column + right), "")
    taken[at] = rich_text(cell)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(1, int(value)), _MOST_SPAN) if value.isascii() and value.isdigit() else 1


# --- texts --------------------------------------------------------------------------------


def rich_text(element: Element) -> RichText:
    """The whole text of an element as one text, its blocks separated by breaks."""
    parts = [part for part in flatten(element, "") if part.role not in {"PICTURE", "TAB"}]
    content: list[Inline] = []
    for part in parts:
        if content:
            content.append(LineBreak())
        content += part.text.inlines if not isinstance(part.text, str) else (part.text,)
    return rich(*content)


def text_lines(element: Element, roles: Mapping[Element, str] | None = None) -> tuple[str, ...]:
    """The lines of an element's text without markup: its blocks, and what <br> divides."""
    lines: list[str] = []
    for part in flatten(element, "", roles):
        lines += (line.strip() for line in part.whole.split("\n"))
    return tuple(line for line in lines if line)
