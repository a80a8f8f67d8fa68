"""How folio and staff lines are printed."""

from __future__ import annotations

import re

import msgspec

__all__ = ["EDGE", "END", "LETTERED", "LOOSE_PAGES", "RANGE", "FolioTable"]


class FolioTable(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The forms of one language.

    Attributes:
        pages: forms of a page's number, group `page`, that nothing else has.
        loose_pages: forms that are a page's number only beside a date, a paper's name or editors.
        attached: forms of a page's number that its name may follow without a space.
        staff: editors with a colon or stroke after their office, or with the office alone where no
            other use of it is known.
        spaced_staff: editors with a space after their office; two of them make a staff line.
        titles: endings of pages' names.
        page_words: what a page number without a name must have beside it.
        longest_title: the greatest length of a page's name that begins a page without a date, paper or editors.
        jumps: words of jump lines, which are no folios.
    """

    pages: re.Pattern[str]
    loose_pages: re.Pattern[str]
    attached: re.Pattern[str]
    staff: re.Pattern[str]
    spaced_staff: re.Pattern[str]
    titles: tuple[str, ...]
    jumps: re.Pattern[str]
    page_words: re.Pattern[str] = re.compile("[版面면頁쪽]")
    longest_title: int = 6


EDGE = r"(?:^|(?<=[\s:·|/()\[\]\-•●■□▌\ufffc]))"
END = r"(?=$|[\s:·|｜/()\[\]\-•●■□▌.\ufffc])"
LETTERED = r"[A-Z]{1,2}\s?\d{1,3}"
RANGE = r"(?:[-/、][A-Z]{0,2}\d{1,3})?"
LOOSE_PAGES = re.compile(rf"^(?P<page>\d{{1,2}}){END}|{EDGE}(?P<page_>\d{{1,2}})$|{EDGE}(?P<page__>0\d){END}")
