"""Word documents: an article, or a few, by styles where they say what a paragraph is, else by sizes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from ebook.languages import detect
from ebook.model import Origin, RichText, plain
from ebook.readers import Reading, ReadOptions
from ebook.readers.html import as_heading, without_bold
from ebook.readers.newsroom.items import Item, one
from ebook.readers.newsroom.word_file import Looks, WordFile, converted
from ebook.reading import read_lines
from ebook.reading.known import KnownArticle, Part
from ebook.reading.paper_names import is_paper_name
from ebook.reading.pieces import Line
from ebook.source import Source

__all__ = ["items_by_size", "read_by_size", "read_word"]

# --- by styles and sizes ------------------------------------------------------------------

_STYLES = (
    ("KICK", r"kicker|overline|eyebrow|pretitle|引题|引題|肩题|肩題|眉题|肩見出し|어깨제목"),
    ("DECK", r"subtitle|deck|sub-?head(?:line)?$|standfirst|副题|副題|副标题|副標題|袖見出し|부제"),
    ("COL", r"column.?(?:label|name)|section.?label|栏目|欄目|欄名|코너"),
    ("BY", r"byline|author|作者|署名|记者|記者|기자"),
    ("CRED", r"credit|摄影|攝影|撮影|图片署名|사진제공"),
    ("FIG", r"caption|图说|圖說|图片说明|圖片說明|题注|題注|図表番号|写真説明|캡션"),
    ("HEAD", r"^(?:title|headline|main.?head(?:line)?)$|大标题|大標題|正标题|主标题|主題|主题|主見出し|(?:큰|주)제목"),
    ("HEAD1", r"^heading ?1?$|^标题 ?1$|^標題 ?1$|^見出し ?1$|^제목 ?1$"),
    ("H", r"heading ?[2-9]|cross.?head|小标题|小標題|分题|分題|中見出し|小見出し|중간제목|소제목"),
    ("QUOTE", r"quote|引用|引文|인용"),
    ("NOTE", r"note|按语|按語|编者按|編者按|注"),
    ("TCAP", r"table.?title|表题|表題"),
)  # fmt: skip
_NOT_NOTE = re.compile(r"footnote|endnote|annotation", re.IGNORECASE)
_HEADLINE, _TITLE = 1.3, 1.15
"""How many times larger than the text a headline is, and a lesser title."""


def read_word(source: Source) -> list[Item] | None:
    """The articles of a document whose styles or sizes say what a headline is; None where they do not.

    Raises:
        UnreadableSource: it is damaged, or too large unpacked.
    """
    word = converted(source)
    parts = _by_style(word) or _by_size(word)
    return None if parts is None else _items(word, parts, source.name)


def _role_of(style: str) -> str:
    """The role that a style's name says, 'P' where it says none."""
    if _NOT_NOTE.search(style):
        return "P"
    return next((role for role, words in _STYLES if re.search(words, style, re.IGNORECASE)), "P")


def _by_style(word: WordFile) -> list[Part] | None:
    """The parts with the roles that styles say; None where no style is a headline's.

    Under titles of the style Title, Heading 1 is a cross-heading, but where the title is the paper's name.
    """
    roles = [_role_of(looks.style) for looks in word.looks]
    titles = [part.whole for part in word.parts if _looks_at(part, roles) == "HEAD"]
    is_name = len(titles) == 1 and "HEAD1" in roles and is_paper_name(titles[0], detect(word.text).masthead)
    first, other = ("MAST", "HEAD") if is_name else ("HEAD", "H" if titles else "HEAD")
    roles = [{"HEAD": first, "HEAD1": other}.get(role, role) for role in roles]
    parts = [_with_role(part, _looks_at(part, roles)) for part in word.parts]
    return parts if any(part.role == "HEAD" for part in parts) else None


def _looks_at(part: Part, roles: Sequence[str]) -> str:
    return roles[int(part.role[1:])] if part.role.startswith("#") else part.role


def _by_size(word: WordFile) -> list[Part] | None:
    """The parts with roles by their sizes: the largest are headlines, those beside them kickers and decks."""
    body = _body_size(word)
    sizes = [word.looks[int(part.role[1:])].size if part.role.startswith("#") else 0.0 for part in word.parts]
    largest = max(sizes, default=0.0)
    if not body or largest < _HEADLINE * body:
        return None
    roles = ["HEAD" if size == largest else "TITLE" if size >= _TITLE * body else "" for size in sizes]
    found: list[Part] = []
    for at, part in enumerate(word.parts):
        above = found[-1].role if found else ""
        role = _beside(roles, at, above) if part.role.startswith("#") else part.role
        found.append(_with_role(part, role))
    return found


def _beside(roles: Sequence[str], at: int, above: str) -> str:
    """The role of a paragraph: a lesser title is what its neighbours make of it."""
    if roles[at] != "TITLE":
        return roles[at] or "P"
    following = next((other for other in roles[at:] if other != "TITLE"), "")
    return "KICK" if following == "HEAD" else "DECK" if above in {"HEAD", "DECK"} else "H"


def _with_role(part: Part, role: str) -> Part:
    if role == "P":
        return as_heading(msgspec.structs.replace(part, role=role))
    return msgspec.structs.replace(part, role=role, text=without_bold(part.text))


# --- articles -----------------------------------------------------------------------------


def _items(word: WordFile, parts: Sequence[Part], file: str) -> list[Item]:
    """The articles of a document; what concerns the whole document goes with the first."""
    paper = " ".join(part.whole for part in parts if part.role == "MAST")
    groups = _with_notes(list(_articles([part for part in parts if part.role != "MAST"])))
    items = [
        Item(article=_article(group, file), date=word.day, paper=paper, order=str(number))
        for number, group in enumerate(groups, start=1)
    ]
    lines = [line for line in word.lines if line.text.strip() != paper]
    items[0] = msgspec.structs.replace(
        items[0], lines=tuple(lines), repairs=tuple(word.repairs), pictures=word.pictures
    )
    return items


def _with_notes(groups: Sequence[list[Part]]) -> list[list[Part]]:
    """The parts of each article, each footnote in the article that has its mark."""
    notes = [part for part in groups[-1] if _NOTE.match(part.whole)] if groups else []
    found = [[part for part in group if part not in notes] for group in groups]
    for note in notes:
        mark = _NOTE.match(note.whole)
        here = (group for group in found if mark and any(mark[1] in part.whole for part in group))
        next(here, found[-1]).append(note)
    return found


_NOTE = re.compile(r"(\[\^e?\d+\]):")


_ABOVE = frozenset(("COL", "KICK", "HEAD"))
_TITLES = frozenset(("COL", "KICK", "HEAD", "DECK"))


def _articles(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts of each article: one begins with the first title that follows something else."""
    group: list[Part] = []
    for part in parts:
        seen = {before.role for before in group}
        begins = part.role in _ABOVE and "HEAD" in seen and not (part.role == "HEAD" and seen <= _TITLES)
        if begins:
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _article(parts: Sequence[Part], file: str) -> KnownArticle:
    """The article of some parts; short text before the headline is its kicker."""
    head = next((at for at, part in enumerate(parts) if part.role == "HEAD"), len(parts))
    titles: dict[str, list[RichText]] = {role: [] for role in _TITLES}
    rest: list[Part] = []
    for at, part in enumerate(parts):
        is_kicker = (
            at < head < len(parts)
            and part.role == "P"
            and head == at + 1
            and len(part.whole) <= _LONGEST_KICKER
        )
        role = "KICK" if is_kicker else part.role
        if role in _TITLES and not (role == "HEAD" and rest and titles["HEAD"]):
            titles[role].append(part.text)
        else:
            rest.append(part)
    return KnownArticle(
        column=titles["COL"][0] if titles["COL"] else None,
        kicker=one([*titles["COL"][1:], *titles["KICK"]]),
        headline=one(titles["HEAD"]),
        deck=one(titles["DECK"]),
        parts=tuple(rest),
        origin=Origin(file=file),
    )


_LONGEST_KICKER = 40


# --- as text ------------------------------------------------------------------------------


def items_by_size(source: Source, options: ReadOptions) -> list[Item]:
    """The articles of a document without styles, one of several in an issue."""
    reading = read_by_size(source, options)
    return [
        Item(
            article=KnownArticle(headline=article.headline, origin=Origin(file=source.name)),
            made=article,
            date=reading.issue.masthead.date,
            order=str(number),
            repairs=reading.issue.repairs if number == 1 else (),
            problems=reading.problems if number == 1 else (),
            pictures=reading.pictures if number == 1 else {},
        )
        for number, article in enumerate(reading.issue.articles, start=1)
    ]


def read_by_size(source: Source, options: ReadOptions) -> Reading:
    """Read a document as text whose sizes are known, for documents without styles.

    Raises:
        UnreadableSource: as `read_word`.
    """
    word = converted(source)
    body = _body_size(word)
    lines: list[Line] = []
    for number, part in enumerate(word.parts, start=1):
        looks = word.looks[int(part.role[1:])] if part.role.startswith("#") else Looks()
        lines.append(
            Line(
                text=plain(part.text).replace("\n", " "),
                file=source.name,
                numbers=(number,),
                bold=looks.bold,
                centred=looks.centred,
                size=looks.size / body if body else 0.0,
                picture=part.picture,
                rows=tuple(tuple(map(plain, row)) for row in part.rows),
                bullet="•" if part.role == "LIST" else "",
            )
        )
    language = options.lang or detect(word.text)
    reading = read_lines(lines, language, options, word.repairs)
    masthead = reading.issue.masthead
    masthead = msgspec.structs.replace(masthead, date=masthead.date or word.day)
    issue = msgspec.structs.replace(reading.issue, masthead=masthead)
    return msgspec.structs.replace(reading, issue=issue, pictures=word.pictures)


def _body_size(word: WordFile) -> float:
    """The size that most characters have."""
    counts: Counter[float] = Counter()
    for part in word.parts:
        if part.role.startswith("#"):
            counts[word.looks[int(part.role[1:])].size] += len(part.whole)
    return max(counts, key=lambda size: counts[size], default=0.0)
