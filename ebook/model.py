"""The structure of a newspaper issue: Issue -> Masthead, Section -> Article -> Block -> Inline.

The model is closed and immutable, and the only thing that readers and writers share.
Its JSON (`to_json`, `from_json`) and its JSON Schema (`json_schema`) come from the
definitions below, so the three cannot disagree.

Conventions that hold everywhere:

* Text is as printed. A plain piece of text is a `str` without line breaks; text with
  inline markup is a `Styled`. `RichText` is either. Build one with `rich()`, which
  brings it into its one canonical form, and read the characters with `plain()`.
* A title that is printed in several lines (kicker, headline and deck) is a tuple of
  rich texts; one line is that text itself, none is None. `titles()` gives the tuple.
* A block knows the source lines it came from (`Origin`). The origin is no part of what
  the block says: two blocks that differ in their origins alone are equal.
"""

from __future__ import annotations

import datetime
from typing import Any, Literal, TypeAlias, get_args

import msgspec

__all__ = [
    "Article", "Aside", "Block", "Emphasis", "Figure", "Heading", "Inline", "InvalidIssue",
    "Issue", "LineBreak", "Link", "List", "Masthead", "Note", "Origin", "Paragraph", "Person", "Place",
    "Quote", "Repair", "RepairKind", "RichText", "Role", "Ruby", "Section", "Strong", "Styled",
    "Table", "Titles", "Upright", "Verse", "from_json", "inlines", "json_schema", "plain",
    "rich", "titles", "to_json", "walk",
]  # fmt: skip


class Node(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What all parts of the model have in common.

    Unknown fields are refused when JSON is read: a misspelt field would be lost text.
    """


class Place(Node, frozen=True):
    """A rectangle on a printed page.

    Attributes:
        page: the page, counted from 1 in the source's order.
        box: left, top, right and bottom as shares of the page's width and height, from its top left corner.
    """

    page: int
    box: tuple[float, float, float, float]


class Origin(Node, frozen=True, eq=False):
    """Where a piece came from: the source's file name, its lines counted from 1, ascending, its places on pages.

    A text that goes over columns has a place in each. Equal to every other origin and to none at all, which
    keeps it out of the equality of the nodes that carry it.
    """

    file: str
    lines: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Origin)

    def __hash__(self) -> int:
        return hash(None)

    def __str__(self) -> str:
        """`page.txt:65`, the form that editors and terminals make a link of."""
        return f"{self.file}:{self.lines[0]}" if self.lines else self.file


# --- inline content -----------------------------------------------------------------------


class Emphasis(Node, frozen=True, tag="emphasis"):
    """Emphasis: dots under or beside the characters in Chinese and Japanese (着重号, 圏点)."""

    content: tuple[Inline, ...]


class Strong(Node, frozen=True, tag="strong"):
    """Strong importance: set in the sans face (黑体, ゴシック), not in a heavier serif."""

    content: tuple[Inline, ...]


class Link(Node, frozen=True, tag="link"):
    """A hyperlink; `href` as the source has it."""

    href: str
    content: tuple[Inline, ...]


class Ruby(Node, frozen=True, tag="ruby"):
    """A reading over its base (注音, ルビ)."""

    base: str
    reading: str


class LineBreak(Node, frozen=True, tag="break"):
    """A line break that the paper prints and the reader must keep."""


class Upright(Node, frozen=True, tag="upright"):
    """A run set upright in one cell of vertical text (縦中横)."""

    text: str


Inline: TypeAlias = str | Emphasis | Strong | Link | Ruby | LineBreak | Upright


class Styled(Node, frozen=True):
    """Text with inline markup. Build it with `rich()`."""

    inlines: tuple[Inline, ...]


RichText: TypeAlias = str | Styled
Titles: TypeAlias = RichText | tuple[RichText, ...] | None


def inlines(text: RichText | None) -> tuple[Inline, ...]:
    """The inline content of a text: one string for plain text, nothing for None or ''."""
    if isinstance(text, Styled):
        return text.inlines
    return (text,) if text else ()


def rich(*content: Inline) -> RichText:
    """A text in canonical form: neighbouring strings joined, empty ones gone, plain as `str`."""
    merged = _merged(content)
    if all(isinstance(item, str) for item in merged):
        return "".join(item for item in merged if isinstance(item, str))
    return Styled(inlines=merged)


def _merged(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    out: list[Inline] = []
    for item in content:
        if item == "":
            continue
        if isinstance(item, str) and out and isinstance(out[-1], str):
            out[-1] += item
        elif isinstance(item, (Emphasis, Strong, Link)):
            out.append(msgspec.structs.replace(item, content=_merged(item.content)))
        else:
            out.append(item)
    return tuple(out)


def plain(text: Titles) -> str:
    """The characters of a text without markup: a ruby's base without its reading, breaks as newlines."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    if isinstance(text, tuple):
        return " ".join(plain(line) for line in text)
    return "".join(_plain_inline(item) for item in text.inlines)


def _plain_inline(item: Inline) -> str:
    match item:
        case str():
            return item
        case Emphasis() | Strong() | Link():
            return "".join(_plain_inline(child) for child in item.content)
        case Ruby():
            return item.base
        case Upright():
            return item.text
        case LineBreak():
            return "\n"


def titles(value: Titles) -> tuple[RichText, ...]:
    """The printed lines of a title, none or more."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


# --- blocks -------------------------------------------------------------------------------


class Paragraph(Node, frozen=True, tag="paragraph"):
    text: RichText
    origin: Origin | None = None


class Heading(Node, frozen=True, tag="heading"):
    """A cross-heading within an article (分题, 中見出し), or the title of a brief."""

    text: RichText
    origin: Origin | None = None


class Quote(Node, frozen=True, tag="quote"):
    """A pull quote, or a quotation set off from the text."""

    text: RichText
    origin: Origin | None = None


class Note(Node, frozen=True, tag="note"):
    """A note of the editors (编者按, 開欄的話, 注)."""

    text: RichText
    origin: Origin | None = None


class Verse(Node, frozen=True, tag="verse"):
    """Lines of verse, each kept as a line."""

    text: tuple[RichText, ...]
    origin: Origin | None = None


class List(Node, frozen=True, tag="list"):
    """A list. Markers that the paper prints (一、 ▽ ①) stay in the items.

    `ordered` says that it is numbered: by the numbers that all its items begin with, else from 1.
    """

    items: tuple[RichText, ...]
    ordered: bool = False
    origin: Origin | None = None


class Table(Node, frozen=True, tag="table"):
    """A table: column heads, rows of cells, and a note below it.

    A stub, of which only the heads could be read, has no rows. Rows may be shorter or
    longer than the header; what renders them fills up with empty cells.
    """

    caption: RichText | None = None
    header: tuple[RichText, ...] = ()
    rows: tuple[tuple[RichText, ...], ...] = ()
    note: RichText | None = None
    origin: Origin | None = None


class Figure(Node, frozen=True, tag="figure"):
    """A photograph or drawing.

    Attributes:
        src: a path relative to the source's folder.
        alt: describes the picture for those who cannot see it; None: nobody has described it,
            '': it is purely decorative.
        caption: the text below it.
        credit: whose it is, as printed.
        origin: where it came from.
    """

    src: str | None = None
    alt: str | None = None
    caption: RichText | None = None
    credit: RichText | None = None
    origin: Origin | None = None


class Aside(Node, frozen=True, tag="aside"):
    """A sidebar or box that goes with an article (相关链接, メモ)."""

    title: RichText | None = None
    body: tuple[Block, ...] = ()
    origin: Origin | None = None


Block: TypeAlias = Paragraph | Heading | Quote | Note | Verse | List | Table | Figure | Aside


# --- the issue ----------------------------------------------------------------------------

Role: TypeAlias = Literal[
    "reporter", "correspondent", "photographer", "intern", "columnist", "editor", "agency"
]
"""What a person or an agency did for an article."""

ROLES: tuple[Role, ...] = get_args(Role)


class Person(Node, frozen=True):
    role: Role
    name: str


class Article(Node, frozen=True):
    """One article. `body` begins after the dateline, which has its own field."""

    column: RichText | None = None
    kicker: Titles = None
    headline: Titles = None
    deck: Titles = None
    byline: tuple[Person, ...] = ()
    byline_text: str | None = None
    dateline: str | None = None
    body: tuple[Block, ...] = ()
    continued_from: str | None = None
    continued_to: str | None = None
    lang: str | None = None
    origin: Origin | None = None


class Section(Node, frozen=True):
    """A printed page (版, 面): its number as printed (01, A2), its name, its articles in order."""

    page: str | None = None
    title: str | None = None
    folio: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()
    origin: Origin | None = None


class Masthead(Node, frozen=True):
    """The facts of the nameplate. `printed` holds its lines as they stand in the source.

    `date` is the day of issue; the other facts are as printed, `issue_number` without its
    counter (第…期).
    """

    name: str | None = None
    publisher: str | None = None
    date: datetime.date | None = None
    weekday: str | None = None
    lunar_date: str | None = None
    issue_number: str | None = None
    page_count: int | None = None
    cn_number: str | None = None
    issn: str | None = None
    postal_code: str | None = None
    weather: str | None = None
    edition: str | None = None
    price: str | None = None
    printed: tuple[str, ...] = ()
    origin: Origin | None = None


RepairKind: TypeAlias = Literal[
    "dropped-repeat", "joined-sentence", "joined-line", "moved-block", "split-line",
    "table-stub", "dropped-character", "changed-character", "dropped-line", "decoded",
]  # fmt: skip
"""What was done to the source's text to get at the structure."""


class Repair(Node, frozen=True):
    """One change that reading made to the text, with what stood there before.

    Attributes:
        kind: what was done.
        text: the text concerned as it stood in the source, whole.
        code: why, as a short name that never changes its meaning; `ebook.languages.reasons` has the sentences.
        params: what the sentence names: a line, an article's headline, an encoding.
        result: the text after the repair, where it differs and is not empty.
        confidence: from 0 (a guess) to 1 (certain).
    """

    kind: RepairKind
    text: str
    code: str
    params: dict[str, str] = {}
    result: str | None = None
    confidence: float = 1.0
    origin: Origin | None = None


class Issue(Node, frozen=True):
    """One issue of a newspaper. `lang` is a BCP 47 tag: zh-Hans, zh-Hant, ja, ko."""

    schema: Literal["ebook-issue-1"] = "ebook-issue-1"
    lang: str = "zh-Hans"
    masthead: Masthead = Masthead()
    sections: tuple[Section, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles, in printed order."""
        return tuple(article for section in self.sections for article in section.articles)


def walk(body: tuple[Block, ...]) -> list[Block]:
    """Every block in reading order, an aside before the blocks inside it."""
    found: list[Block] = []
    for block in body:
        found.append(block)
        if isinstance(block, Aside):
            found += walk(block.body)
    return found


# --- JSON ---------------------------------------------------------------------------------


class InvalidIssue(ValueError):
    """JSON that is not an issue; the message names the place, as in `$.sections[0].articles[2]`."""


_DECODER = msgspec.json.Decoder(Issue)


def to_json(issue: Issue) -> bytes:
    """The issue as indented UTF-8 JSON that ends in a newline.

    Fields at their default are left out, but for `schema` and `lang`, which tell a later
    reader what it holds.
    """
    data: dict[str, Any] = {"schema": issue.schema, "lang": issue.lang}
    data |= msgspec.to_builtins(issue)
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def from_json(data: bytes | str) -> Issue:
    """The issue that JSON describes.

    Raises:
        InvalidIssue: the JSON is broken, or is not in the shape of the schema.
    """
    try:
        return _DECODER.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise InvalidIssue(str(error)) from error


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of an issue's JSON."""
    schema = msgspec.json.schema(Issue)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Newspaper issue", **schema}
