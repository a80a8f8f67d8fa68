"""Names: ids, titles, file names, the identifier and the date of an edition. All come from content."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import unicodedata
import uuid

from ebook.errors import UsageError
from ebook.languages.words import Words
from ebook.model import (
    Article,
    Aside,
    Block,
    Figure,
    Issue,
    List,
    Masthead,
    Section,
    Table,
    Titles,
    Verse,
    plain,
    titles,
    walk,
)  # fmt: skip
from ebook.xhtml import clean

__all__ = [
    "Unique", "article_title", "digest", "flat", "identifier", "issue_title", "modified", "page_slug",
    "section_title", "stem",
]  # fmt: skip

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://schema.org/PublicationIssue")
_UNDATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_OPENING = 18
"""How many characters of a text may stand for its title."""
_CLAUSE = re.compile(r"[^，；：。！？]{3,17}(?=[，；：。！？])")
_NAME_BYTES, _EDITION_BYTES = 120, 48
_LETTER_SPACES = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
"""Between characters of CJK, where an edition is set wide: 号 外."""


class Unique:
    """Hands out names that differ, also where letter case does not count: p01, p01-2, p01-3."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def __call__(self, name: str) -> str:
        """The name, with a number where it is taken."""
        candidate, count = name, 1
        while candidate.lower() in self._given:
            count += 1
            candidate = f"{name}-{count}"
        self._given.add(candidate.lower())
        return candidate


def digest(*parts: str, size: int = 4) -> str:
    """A short hexadecimal digest of texts, the same in each run."""
    data = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=size).hexdigest()


def flat(title: Titles) -> str:
    """A title as one line of plain text that XML can hold. Ideographic spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", clean(" ".join(plain(line) for line in titles(title)))).strip(" ")


def page_slug(section: Section) -> str:
    """What a page's ids begin with: p01, pa2; from the section's name where the page has no number."""
    page = unicodedata.normalize("NFKC", section.page or "")
    kept = "".join(re.findall(r"[A-Za-z0-9]", page)).lower()[:12]
    if kept:
        return f"p{kept}"
    named = (section.page or "") + (section.title or "")
    return f"p-{digest(named)}" if named else "p"


def section_title(section: Section, words: Words) -> str:
    """第01版 要闻."""
    page = words.page(section.page) if section.page else ""
    return flat(f"{page} {section.title or ''}".strip()) or words.page_list


def article_title(article: Article, words: Words) -> str:
    """The headline; without one the kicker; without that the column with the first words of the text."""
    for title in (article.headline, article.kicker):
        said = flat(title)
        if said.strip():
            return said
    column, opening = flat(article.column), _opening(article)
    if column.strip() and opening:
        return words.titled.format(column=column, opening=opening)
    return column.strip() or opening or flat(article.deck).strip() or words.untitled


def _opening(article: Article) -> str:
    for block in walk(article.body):
        text = flat(_text(block)).strip()
        if text:
            clause = _CLAUSE.match(text)
            return clause[0] if clause else f"{_cut(text)}…" if len(text) > _OPENING else text
    return ""


def _cut(text: str) -> str:
    """The first characters of a text, to the end of a word where words have spaces."""
    head, space, _ = text[: _OPENING + 1].rpartition(" ")
    return head if space and len(head) > _OPENING // 2 else text[:_OPENING]


def _text(block: Block) -> str:
    match block:
        case Figure() | Table():
            return plain(block.caption)
        case List(items=lines) | Verse(text=lines):
            return plain(lines[0]) if lines else ""
        case Aside(title=title):
            return plain(title)
        case _:
            return plain(block.text)


def issue_title(issue: Issue, words: Words, fallback: str) -> str:
    """The paper's name and the day of issue: 海风日报 2024年3月5日."""
    masthead = issue.masthead
    name = flat(masthead.name).strip() or flat(fallback).strip() or words.untitled
    edition = flat(masthead.edition).strip()
    day = words.date(masthead.date) if masthead.date else ""
    return " ".join(part for part in (name, day, edition) if part)


def identifier(issue: Issue, fallback: str) -> str:
    """A URN (RFC 9562, version 5) that each export of the same issue gets.

    It stands on the serial's number (CN, else ISSN, else its name), the date and the edition. An
    issue that lacks a serial or a date is distinguished from others by its headlines and its file's name.
    """
    masthead = issue.masthead
    serial = _serial(masthead)
    day = masthead.date.isoformat() if masthead.date else masthead.issue_number or ""
    facts = [serial, day, _squeezed(masthead.edition or "")]
    if not (serial and day):
        facts += [fallback, *(flat(article.headline) for article in issue.articles)]
    return uuid.uuid5(_NAMESPACE, clean("\x1f".join(facts))).urn


_CN = re.compile(r"([0-9]{2})[-‐-―−ー]+([0-9]{4})(?![0-9])")
_ISSN = re.compile(r"([0-9]{4})[-‐-―−ー]*([0-9]{3}[0-9X])(?![0-9])")


def _serial(masthead: Masthead) -> str:
    """What identifies a paper, the same however its number was printed or read: CN99-0001."""
    numbers = (("CN", masthead.cn_number, _CN), ("ISSN", masthead.issn, _ISSN))
    for kind, number, pattern in numbers:
        if found := pattern.search(_squeezed(number or "")):
            return f"{kind}{found[1]}-{found[2]}"
    return _squeezed(masthead.cn_number or masthead.issn or masthead.name or "")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()


def modified(issue: Issue) -> datetime.datetime:
    """The date that stands for the last change: SOURCE_DATE_EPOCH, else the day of issue, never the clock.

    Raises:
        UsageError: SOURCE_DATE_EPOCH is set and is no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise UsageError(
                f"SOURCE_DATE_EPOCH is no time: {epoch!r}", hint="give it as seconds since 1970, or unset it"
            ) from error
    day = issue.masthead.date
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC) if day else _UNDATED


_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""


def stem(issue: Issue, fallback: str) -> str:
    """The base of output names, 海风日报-2024-03-05 or 灯浜新報-2026-05-08-夕刊, safe in every file system.

    The edition is part of it, so that the editions of one day do not get the same name. Characters that
    some system refuses are left out; it has at most 180 bytes in UTF-8.
    """
    masthead = issue.masthead
    name = _safe(masthead.name or "", _NAME_BYTES)
    if not name:
        return _safe(fallback, _NAME_BYTES) or "issue"
    day = masthead.date.isoformat() if masthead.date else ""
    edition = _safe(_LETTER_SPACES.sub("", masthead.edition or ""), _EDITION_BYTES)
    return "-".join(part for part in (name, day, edition) if part)


def _safe(name: str, most: int) -> str:
    normal = unicodedata.normalize("NFC", name)
    kept = "".join(" " if _is_unsafe(character) else character for character in normal)
    kept = "-".join(kept.split()).lstrip(".-")
    kept = kept.encode("utf-8", "ignore")[:most].decode("utf-8", "ignore").rstrip(". -")
    return f"_{kept}" if _RESERVED.fullmatch(kept) else kept


def _is_unsafe(character: str) -> bool:
    return character in '<>:"/\\|?*' or unicodedata.category(character) in {
        "Cc",
        "Cf",
        "Cs",
        "Cn",
        "Zl",
        "Zp",
    }
