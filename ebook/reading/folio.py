"""Folio lines (版头, 欄外) and staff lines (责编…): what stands at a page's edge and belongs to no article.

A line is one of these when it consists of a page's number, a date, the paper's name, editors and the
page's name, and of nothing else. A sentence or headline that merely holds one of them is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from ebook.calendar import find_dates, find_weekday
from ebook.languages import Language
from ebook.languages.folio import FolioTable
from ebook.languages.masthead import CONTACTS
from ebook.lunar import find_lunar
from ebook.numerals import flat, number
from ebook.reading.paper_names import is_paper_name

__all__ = ["Folio", "is_page_line", "page_of", "read_folio"]


class Folio(msgspec.Struct, frozen=True, kw_only=True):
    """What a folio or staff line says.

    Attributes:
        page: the page's number in two digits (01, 12), or with its letter as printed (A2); None where
            the line has none.
        title: the page's name (要闻), None where the line has none.
        paper: the newspaper's name, None where the line has none.
        staff: whether the line names editors, designers or proof-readers.
        bare: whether it is a number and at most a name alone, without date, paper or editors: then a
            list of contents may hold the same line.
    """

    page: str | None = None
    title: str | None = None
    paper: str | None = None
    staff: bool = False
    bare: bool = False

    @property
    def has_page(self) -> bool:
        """Whether the line bears the page's number, so that a page begins or ends here."""
        return self.page is not None

    @property
    def is_first(self) -> bool:
        """Whether it is the first page's, of the paper or of its first part: 1, A1."""
        return self.page is not None and self.page.lstrip("A0") in {"1", "一"}


_LONGEST = 120
_SENTENCE = re.compile(r"[。，！？；!?;《》“”‘’「」『』]|다\.")
_SOMETHING = re.compile(r"[\d０-９:：/／]|[版面頁면쪽]|[编編责責校主総編교편]")
"""What every folio and staff line holds some of: a figure, a counter of pages, an office."""
_LONGEST_TITLE = 12
_SHORT_TITLE = 4
_MASK = "\ufffc"
_POINTS = " ·‧・|｜"
_FREQUENCY = re.compile(r"\((?:日刊|週刊|朝刊|夕刊)\)|(?<!\S)(?:日刊|週刊|朝刊|夕刊)(?!\S)")
_ISSUE = re.compile(r"(?:[总總]?第|제|通算)?\s?\d[\d,]{0,6}(?:\s?-\s?\d[\d,]{0,6})?\s?[期号號호](?!\w)")
_ERA = re.compile(r"(?:主[后後]|西元|公元|西曆|西历)\s?(?=\d{4})")
_LED = re.compile(r"(?:第[一二三四五六七八九十\d]{1,3}[版面]|[A-Z]\d{1,2}版?)[ \u3000]+[\u4e00-\u9fff]+$")
_LEADERS = re.compile(r"[…‥]|\.{2,}|·{2,}|-{3,}")
_ORNAMENT = re.compile(r"[\s,:|/()\[\]\-•●■□◎▌▍·]+")
_GAP = re.compile(r"\s+|[|:]|(?<=\ufffc)[/·\-]|[/·\-](?=\ufffc)")


_NUMBER = r"[A-ZＡ-Ｚ]{0,2}\s?[0-9０-９]{1,3}|[一二三四五六七八九十廿]{1,4}"
_MARKED = re.compile(
    rf"第?\s?(?P<page>(?:{_NUMBER})(?:\s?[-－—–~～、/／]\s?(?:{_NUMBER}))?)\s?(?:[版面頁쪽면]|페이지)"
    rf"|(?:Page|PAGE|P\.)\s?(?P<page_>[A-Z]?\d{{1,3}})|(?<![A-Z\d])(?P<page__>[A-Z]{{1,2}}\d{{1,3}})(?!\d)"
    rf"|[(（〈<【](?P<page___>\d{{1,2}})[)）〉>】]"
)
_PAGE_LINE = re.compile(
    rf"第?\s?(?:{_NUMBER})(?:\s?[-－—–~～]\s?(?:{_NUMBER}))?\s?[版面頁쪽면](?:[ \u3000:：·|｜]+[^\s。，！？!?…⋯]{{1,6}}){{1,2}}"
)
_ATTACHED_LINE = re.compile(r"(?:0\d|[A-Z]{1,2}\d{1,2})[版面][\u4e00-\u9fff\u3041-\u30ff]{2,6}")
_JUMPS = re.compile(r"[转轉接续續見见]|から|続|계속|에서|以上|至|詳")


def is_page_line(text: str) -> bool:
    """Whether a line is a page's number with its counter and the page's name, and nothing else (06版 湖风).

    Such a line stands at the head of its page in papers of every language, whatever the page is called; a
    line of contents puts the number behind the title, or a longer title behind it.
    """
    form = _PAGE_LINE.fullmatch(text) or _ATTACHED_LINE.fullmatch(text)
    return form is not None and _JUMPS.search(text) is None


def page_of(text: str, language: Language, name: str | None = None) -> Folio:
    """What a line says that is known to be a folio or staff line: as `read_folio`, or all that can be told of it."""
    strict = read_folio(text, language, name)
    if strict is not None and strict.page is not None and not is_page_line(text):
        return strict
    match = _MARKED.search(text)
    if match is None:
        return strict or Folio(staff=bool(language.folio.staff.search(text)))
    printed = next(value for value in match.groupdict().values() if value)
    rest = _without_facts(text[: match.start()] + " " + text[match.end() :], language, name)
    title = rest if rest and len(rest) <= _LONGEST_TITLE else None
    return Folio(
        page=_page(flat(printed.replace("－", "-"))), title=title, staff=strict is not None and strict.staff
    )


def _without_facts(text: str, language: Language, name: str | None) -> str:
    """What is left of a folio line without date, weekday, editors and the paper's name."""
    line = _Line(text.strip())
    _take_staff(line, language.folio)
    _take_date(line, language)
    line.take_all(CONTACTS)
    _take_paper(line, language, name)
    line.take_all(_ISSUE)
    return " ".join(word for word, _ in line.words() if not _ORNAMENT.fullmatch(word)).strip(_POINTS)


def read_folio(text: str, language: Language, name: str | None = None) -> Folio | None:
    """What a line says if it is a folio or staff line, else None.

    Args:
        text: the line.
        language: the page's language.
        name: the newspaper's name, where it is known.
    """
    if len(text) > _LONGEST or _SENTENCE.search(text) or not _SOMETHING.search(text):
        return None
    line = _Line(text.strip())
    table = language.folio
    staff = _take_staff(line, table)
    line.take_all(_ERA)
    dated = _take_date(line, language)
    line.take_all(CONTACTS)
    line.take_all(_FREQUENCY)
    paper = _take_paper(line, language, name)
    if dated or paper is not None:
        line.take_all(_ISSUE)
    page = _take_page(line, table, known=staff or dated or paper is not None)
    rest = line.rest()
    if rest is None or len(rest) > max(_LONGEST_TITLE, table.longest_title):
        return None
    rest = rest.strip(_POINTS)
    folio = Folio(page=page, title=rest or None, paper=paper, staff=staff, bare=not (staff or dated or paper))
    return folio if _is_one(folio, text, dated=dated, table=table) else None


def _is_one(folio: Folio, text: str, *, dated: bool, table: FolioTable) -> bool:
    if table.jumps.search(text) and not folio.staff:
        return False
    if not folio.bare:
        return folio.has_page or (folio.staff and not folio.title) or (dated and folio.paper is not None)
    if not folio.has_page or _LEADERS.search(text):
        return False
    return _is_page_name(folio.title, text, table)


def _is_page_name(title: str | None, text: str, table: FolioTable) -> bool:
    """Whether what stands beside a bare page number can be the page's name, and no line of contents."""
    if title is None:
        return bool(table.page_words.search(text))
    known = title.endswith(table.titles) and len(title) <= table.longest_title
    is_led = bool(_LED.match(text)) and len(title) <= _SHORT_TITLE
    has_colon = bool(re.search(r"[版面면頁]\s?[:：·|｜]", text)) and len(title) <= _SHORT_TITLE + 2
    return known or has_colon or is_led


class _Line:
    """A line of which each part that is understood is struck out."""

    def __init__(self, text: str) -> None:
        self.printed = text
        self.open = flat(text)

    def take(self, start: int, end: int, mask: str = _MASK) -> None:
        self.open = self.open[:start] + mask * (end - start) + self.open[end:]

    def take_all(self, pattern: re.Pattern[str]) -> bool:
        spans = [match.span() for match in pattern.finditer(self.open)]
        for span in spans:
            self.take(*span)
        return bool(spans)

    def words(self) -> Iterator[tuple[str, int]]:
        """The words that are left, with their places."""
        for match in re.finditer(rf"[^\s{_MASK}:|/()]+", self.open):
            yield self.printed[slice(*match.span())], match.start()

    def rest(self) -> str | None:
        """What is left: the page's name. None where it is part of a sentence around what was struck out."""
        words = (_ORNAMENT.sub("", word) for word in _GAP.split(self.open))
        if any(_MASK in word and word.strip(_MASK) for word in words):
            return None
        left = [self.printed[start : start + len(word)] for word, start in self.words()]
        return " ".join(word for word in left if not _ORNAMENT.fullmatch(flat(word)))


def _take_staff(line: _Line, table: FolioTable) -> bool:
    found = line.take_all(table.staff)
    spaced = list(table.spaced_staff.finditer(line.open))
    has_page = table.pages.match(line.open) is not None
    if found or len(spaced) > (0 if has_page else 1):
        for match in spaced:
            line.take(*match.span())
        return True
    return False


def _take_date(line: _Line, language: Language) -> bool:
    dates = find_dates(line.open, language)
    others = (find_weekday(line.open), find_lunar(line.open)) if dates else ()
    for found in (*dates, *others):
        if found:
            line.take(found.start, found.end)
    return bool(dates)


def _take_paper(line: _Line, language: Language, name: str | None) -> str | None:
    table = language.masthead
    if name and (start := line.open.find(flat(name))) >= 0:
        line.take(start, start + len(name))
        return name
    for word, start in line.words():
        if is_paper_name(word, table) and not word.endswith(language.folio.titles):
            line.take(start, start + len(word))
            return word
    return None


def _take_page(line: _Line, table: FolioTable, *, known: bool) -> str | None:
    forms = (table.pages, table.attached, table.loose_pages) if known else (table.pages, table.attached)
    for form in forms:
        if match := form.search(line.open):
            line.take(*match.span(), mask=" ")
            return _page(next(value for value in match.groupdict().values() if value))
    return None


def _page(printed: str) -> str:
    value = number(printed)
    return "".join(unicodedata.normalize("NFKC", printed).split()) if value is None else f"{value:02d}"
