"""What a language's words are. A language that lacks one does not pass the type check."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Literal, assert_never

import msgspec

from ebook.model import RepairKind, Role

__all__ = [
    "AccessibilityWords",
    "CatalogWords",
    "MastheadWords",
    "PieceWords",
    "RecordWords",
    "RepairWords",
    "ReviewWords",
    "RoleWords",
    "StandInWords",
    "Words",
]


class MastheadWords(msgspec.Struct, frozen=True, kw_only=True):
    """Labels of the nameplate's facts."""

    publisher: str
    date: str
    issue_number: str
    page_count: str
    cn_number: str
    issn: str
    postal_code: str
    weather: str
    edition: str
    price: str


class RoleWords(msgspec.Struct, frozen=True, kw_only=True):
    """How a byline names someone, by role: patterns with `{}` for the name."""

    reporter: str
    correspondent: str
    photographer: str
    intern: str
    columnist: str
    editor: str
    agency: str

    def of(self, role: Role) -> str:
        """The pattern for a role."""
        match role:
            case "reporter":
                return self.reporter
            case "correspondent":
                return self.correspondent
            case "photographer":
                return self.photographer
            case "intern":
                return self.intern
            case "columnist":
                return self.columnist
            case "editor":
                return self.editor
            case "agency":
                return self.agency
            case _:
                assert_never(role)


class RepairWords(msgspec.Struct, frozen=True, kw_only=True):
    """What was done to the text, by kind of repair."""

    dropped_repeat: str
    joined_sentence: str
    joined_line: str
    moved_block: str
    split_line: str
    table_stub: str
    dropped_character: str
    changed_character: str
    dropped_line: str
    decoded: str

    def of(self, kind: RepairKind) -> str:
        """The words for a kind of repair; each has a field of its name."""
        words: str = getattr(self, kind.replace("-", "_"))
        return words


class RecordWords(msgspec.Struct, frozen=True, kw_only=True):
    """What a print's colophon says of its making; `{}` stands for a number or a name.

    Attributes:
        title: the heading.
        attached: the files are attached to the print, and their fingerprints follow.
        listed: the files are not attached, and their fingerprints follow.
        program, reading, options: labels.
        read_as: pattern of the format that the source was read as, and of the number of changes.
        source, issue, repairs: labels of the files.
        size: pattern of a file's size in bytes.
    """

    title: str
    attached: str
    listed: str
    program: str
    reading: str
    read_as: str
    options: str
    source: str
    issue: str
    repairs: str
    size: str

    def of(self, kind: Literal["source", "issue", "repairs"]) -> str:
        """The label of a file."""
        match kind:
            case "source":
                return self.source
            case "issue":
                return self.issue
            case "repairs":
                return self.repairs
            case _:
                assert_never(kind)


class StandInWords(msgspec.Struct, frozen=True, kw_only=True):
    """What a print's colophon says of characters that no font has; `{}` stands for a count.

    Attributes:
        title: the heading.
        intro: a sign stands for them on the page, and the text still holds them.
        own: the paper itself prints the sign.
        times: how often in one place.
    """

    title: str
    intro: str
    own: str
    times: str


class AccessibilityWords(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences of an e-book's accessibility summary; `{}` stands for a count.

    Attributes:
        gap: what stands between two sentences.
        readable: the text can be enlarged and read aloud.
        by_page: the contents lead to pages and articles.
        page_breaks: the printed pages are marked.
        no_pictures, all_described, undescribed: what is known of pictures.
        headed, headless: what is known of tables.
        ruby: readings are given.
    """

    gap: str
    readable: str
    by_page: str
    page_breaks: str
    no_pictures: str
    all_described: str
    undescribed: str
    headed: str
    headless: str
    ruby: str


class PieceWords(msgspec.Struct, frozen=True, kw_only=True):
    """What a line was read as; the fields are the roles of `ebook.review.pieces`."""

    masthead: str
    folio: str
    staff: str
    column: str
    kicker: str
    headline: str
    deck: str
    byline: str
    dateline: str
    jump: str
    paragraph: str
    heading: str
    quote: str
    note: str
    verse: str
    list: str
    table: str
    figure: str
    aside: str
    credit: str
    controls: str

    def of(self, role: str) -> str:
        """The word for a role."""
        word: str = getattr(self, role)
        return word


class ReviewWords(msgspec.Struct, frozen=True, kw_only=True):
    """Headings and labels, and how to use the page."""

    title: str
    source: str
    articles: str
    repairs: str
    doubts: str
    doubt: str
    no_doubts: str
    no_repairs: str
    dropped: str
    nowhere: str
    before: str
    after: str
    lines: str
    confidence: str
    page: str
    masthead: str
    untitled: str
    help: str
    pieces: PieceWords


class CatalogWords(msgspec.Struct, frozen=True, kw_only=True):
    """Headings and labels; those with `{}` are patterns.

    Attributes:
        lang: the language they are in, for `lang` attributes.
        weekdays: from Monday to Sunday.
        first_weekday: the day that a week begins with in calendars, 0 for Monday.
        day: pattern of a date, with year, month, day; the month as a number.
        month: pattern of a month, with year and month.
    """

    lang: str
    shelf: str
    newest: str
    calendar: str
    years: str
    year: str
    month: str
    day: str
    undated: str
    weekdays: tuple[str, ...]
    first_weekday: int
    all_papers: str
    paper: str
    papers: str
    issues: str
    pages: str
    articles: str
    search: str
    search_headlines: str
    all_years: str
    searching: str
    results: str
    no_results: str
    needs_script: str
    more: str
    read: str
    epub: str
    pdf: str
    front_page: str
    contents: str
    contents_missing: str
    issue: str
    issue_number: str
    publisher: str
    previous_issue: str
    next_issue: str
    previous_article: str
    next_article: str
    previous_month: str
    next_month: str
    neighbours: str
    theme: str
    theme_auto: str
    theme_light: str
    theme_dark: str
    skip: str
    catalogs: str
    by_month: str
    whole_year: str
    newest_of: str
    scroll: str


_NUMBERED = re.compile(r"\d+", re.ASCII)
_LETTERED = re.compile(r"[A-Za-z]{1,2}-?\d+", re.ASCII)


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """All that an edition says itself in one language.

    Patterns hold `{}` or named fields for `str.format`.

    Attributes:
        day: pattern of a date with the fields year, month, day, and month_name where there are month names.
        month_names: from January to December, where dates are written with them.
        facsimiles: what the pictures of the printed pages are called together.
        facsimile: pattern of what one is called, for the page's name.
        facsimile_picture: pattern of the text in its place, for the page's name.
        page_numbered, page_lettered: patterns of a printed page's name, for 01 and for A2.
        page_is_padded: whether a page's name keeps the leading zero of its number (第01版, but 1面).
        pages: pattern of a number of printed pages.
        issue_counter: pattern of an issue number.
        dateline_gap: what separates a dateline from the text; style sheets do it where words have no spaces.
        titled: pattern of a title made of a column and the first words of the text.
        to_next_sheet, from_last_sheet: where an article of a newspaper page goes on on another sheet.
        join: what stands between the names of a list.
        semicolon: what stands between the parts of a picture's description.
        brackets: opening and closing bracket.
        reasons: why a text was changed, by the code of a repair; see `ebook.languages.reasons`.
    """

    day: str
    page_numbered: str
    page_lettered: str
    page_is_padded: bool
    pages: str
    issue_counter: str
    dateline_gap: str
    join: str
    semicolon: str
    brackets: tuple[str, str]

    contents: str
    front_page: str
    cover: str
    page_list: str
    facsimiles: str
    facsimile: str
    facsimile_picture: str
    landmarks: str
    body_matter: str
    untitled: str
    titled: str

    navigation: str
    previous: str
    this_page: str
    next: str

    picture_with_caption: str
    picture_alone: str
    picture_omitted: str
    picture_missing: str
    table_unread: str
    to_next_sheet: str
    from_last_sheet: str

    colophon: str
    masthead_printed: str
    repairs: str
    repairs_intro: str
    no_repairs: str
    repair_line: str
    repair_reason: str
    repair_before: str
    repair_after: str
    repair_confidence: str

    masthead: MastheadWords
    roles: RoleWords
    repair_kinds: RepairWords
    reasons: Mapping[str, str]
    record: RecordWords
    stand_ins: StandInWords
    review: ReviewWords
    accessibility: AccessibilityWords
    catalog: CatalogWords
    month_names: tuple[str, ...] = ()

    def date(self, day: datetime.date) -> str:
        """A date as the language writes it: 2022年4月28日."""
        name = self.month_names[day.month - 1] if self.month_names else ""
        return self.day.format(year=day.year, month=day.month, day=day.day, month_name=name)

    def page(self, page: str) -> str:
        """A printed page's name: 第01版, A2版, 1面. A page that is no number is named as it is printed."""
        if _LETTERED.fullmatch(page):
            return self.page_lettered.format(page)
        if _NUMBERED.fullmatch(page):
            return self.page_numbered.format(page if self.page_is_padded else page.lstrip("0") or page)
        return page

    def bracketed(self, text: str) -> str:
        """A text in the language's brackets."""
        return text.join(self.brackets)
