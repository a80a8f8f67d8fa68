"""What a line's form and neighbours say about what it is: clues, each with its weight.

A clue speaks for one kind. No clue decides alone: the kind with the greatest sum wins, and the
distance to the next one tells how sure the reading is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

import msgspec

from ebook.languages.newspaper import Conventions
from ebook.readers.text.chars import ends_sentence, inner_sentences, is_balanced, opens_inside, squeeze
from ebook.readers.text.items import Kind
from ebook.readers.text.people import people_in
from ebook.readers.text.picture_clues import (
    holds_clear_credit,
    holds_credit,
    is_clear_credit,
    is_credit,
    says_who_stands_where,
)
from ebook.readers.text.text_clues import is_score, is_worded_as_text

__all__ = ["FORM_CLUES", "Clue", "View", "is_date", "marker_of", "refers_to_page", "view_of"]

_COMMAS = re.compile(r"[，、,;；：:]")
_MARKER = re.compile(
    r"(?P<circle>[①-⑳⑴-⒇㈠-㈩❶-❿])|(?P<number>[(（]?[0-9０-９]{1,2}[)）.．、](?![0-9０-９]))|"
    r"(?P<sign>[▽▼△▲◆◇■□●○★☆◎▶►▷•・＊*※-])(?=\s?\S)|(?P<count>[一二三四五六七八九十]{1,2}、|[가나다라마바사]\.)"
)
_KEYED = re.compile(
    r"(?P<key>(?:[^\s：:，。,.]|(?<=\d)\.(?=\d)){1,24}(?: [^\s：:，。,.]{1,8}){0,3})\s?[：:]\s?(?P<value>\S.{0,90})"
)
_DATE = re.compile(
    r"[（(]?(?:[\d０-９]{4}|[〇○零一二三四五六七八九]{4}|民國\d+|令和[\d元]+)\s?[年년.]\s?"
    r"[\d０-９一二三四五六七八九十]{1,3}\s?[月월.]\s?(?:[\d０-９一二三四五六七八九十]{1,3}\s?[日일.]?)?[)）]?"
)
_ISSUED = re.compile(rf"[^\s。，！？：:；]{{3,26}}[ \u3000]{{1,4}}{_DATE.pattern}")
_BORN = re.compile(
    r"(?:(?:民國|昭和|平成|大正)?[\d０-９]{2,4}年(?:[\d０-９]{1,2}月)?(?:[\d０-９]{1,2}日)?(?:出?生|生まれ))(?:[，,、（( \u3000於于].{0,40})?"
)
_DIVIDED = re.compile(r"(?:(?<=[，、！？])|(?<=[\u3040-\u30ff\u3400-\u9fff][,!?]))[ \u3000](?=\S)")
_ENTRY = re.compile(
    r"(?:(?:[\d０-９]{4}|同|翌)[年년](?:[\d０-９]{1,2}[月월])?(?:[\d０-９]{1,2}[日일])?|[\d０-９]{2}年[\d０-９]{1,2}月(?:[\d０-９]{1,2}日)?)[\u3000\t]\S"
)
_LONG_TITLE = 44
_SHORT_BYLINE = 60
_JUMP = 24
_CUT = 12
_CLAUSES = 24
_SIDEBAR = 16
_AFFILIATION = 14
_LEFT_OVER = 6
_REMEMBERED = 2048


class View(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A line with what all clues ask of it.

    Attributes:
        text: the line.
        size: how many letters, digits and ideographs it has.
        ends: whether it ends as a sentence does.
        inner: how many sentences end inside it.
        stops: how many of them with a full stop, which titles have not.
        commas: how many commas and colons it has.
        has_dateline, has_signature: what stands at its start and end.
    """

    text: str
    size: int
    ends: bool
    inner: int
    stops: int
    commas: int
    has_dateline: bool
    has_signature: bool
    conventions: Conventions

    @functools.cached_property
    def key(self) -> str | None:
        """What stands before a colon at the start of a short line."""
        match = _KEYED.fullmatch(self.text)
        return match["key"] if match else None

    @functools.cached_property
    def form(self) -> dict[Kind, float]:
        """How much its own form speaks for each kind."""
        weights: dict[Kind, float] = {}
        for clue in FORM_CLUES:
            if clue.holds(self):
                weights[clue.kind] = weights.get(clue.kind, 0.0) + clue.weight
        return weights


class Clue(msgspec.Struct, frozen=True):
    """A question about a line, and for which kind an affirmative answer speaks how loudly."""

    kind: Kind
    weight: float
    holds: Callable[[View], bool]


def view_of(text: str, conventions: Conventions) -> View:
    """The view of a line."""
    return _view_of(text, conventions)


@functools.lru_cache(maxsize=_REMEMBERED)
def _view_of(text: str, conventions: Conventions) -> View:
    """The view of a line, remembered: a page is classified again after each repair, and most lines stay."""
    is_short = len(text) <= 4000  # noqa: PLR2004  # beyond this only the edges are looked at
    head, tail = text[:160], text[-120:]
    return View(
        text=text,
        size=len(squeeze(text)) if is_short else len(text),
        ends=ends_sentence(text),
        inner=inner_sentences(text) if is_short else 9,
        stops=inner_sentences(text.replace("？", "").replace("！", "").replace("?", "").replace("!", ""))
        if is_short
        else 9,
        commas=len(_COMMAS.findall(text)) if is_short else 9,
        has_dateline=bool(conventions.at_start("datelines", head)),
        has_signature=bool(conventions.within("signatures", tail)) and inner_sentences(text[:4000]) > 0,
        conventions=conventions,
    )


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return bool(_DATE.fullmatch(text))


def marker_of(text: str) -> str | None:
    """The class of the mark that begins a list item, None without one."""
    match = _MARKER.match(text)
    return (match[0] if match.lastgroup == "sign" else match.lastgroup) if match else None


def _is_byline(view: View) -> bool:
    if len(view.text) > _SHORT_BYLINE or view.ends:
        return False
    conventions = view.conventions
    is_worded = any(conventions.whole(field, view.text) for field in ("bylines", "senders"))
    return is_worded or _is_all_names(view)


def _is_all_names(view: View) -> bool:
    """Whether the line is made of role words and names alone."""
    conventions, rest = view.conventions, view.text
    if conventions.spaced or not any(
        role in rest
        for role in (*conventions.roles, *conventions.roles_after)
        if len(role) > 1 or rest[-1] == role
    ):
        return False
    people = people_in(rest, conventions, "reporter")
    if not people:
        return False
    first = (
        min(at for role in conventions.roles if (at := rest.find(role)) >= 0)
        if _has_role(rest, conventions)
        else 0
    )
    affiliation, rest = rest[:first], rest[first:]
    known = (
        *conventions.roles,
        *conventions.roles_after,
        *conventions.works,
        *(person.name for person in people),
    )
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, "")
    is_affiliation = len(squeeze(affiliation)) <= _AFFILIATION and not set(affiliation) & set("。，！？、；")
    return is_affiliation and len(squeeze(rest)) <= _LEFT_OVER


def _has_role(text: str, conventions: Conventions) -> bool:
    return any(role in text for role in conventions.roles)


def _is_in_clauses(view: View) -> bool:
    """Whether a long line is set as titles are, in clauses with a space between and no punctuation."""
    parts = view.text.split()
    if not view.conventions.clauses or view.commas or view.ends or view.inner or len(parts) < 2:  # noqa: PLR2004
        return False
    return max(map(len, parts)) <= view.conventions.headline_length[1]


def _is_set(view: View) -> bool:
    """Whether a line is set as a title with its punctuation: a space stands after a comma or a question mark."""
    if not view.conventions.clauses or view.stops or view.text.endswith(tuple("。；")) or view.has_dateline:
        return False
    return view.size <= _LONG_TITLE and _DIVIDED.search(view.text) is not None and view.key is None


def _is_column_name(view: View) -> bool:
    return view.text in view.conventions.column_names


def _is_label(view: View) -> bool:
    text = view.text
    if not 1 < len(text) <= view.conventions.label_length + 2 or view.commas or view.ends:
        return False
    if view.conventions.whole("series_labels", text):
        return True
    words = view.conventions.column_words
    return any(text.endswith(word) for word in words) or (
        view.conventions.spaced and text.split()[0] in words
    )


def _is_bracketed_label(view: View) -> bool:
    return (
        bool(
            re.fullmatch(
                r"[【〔\[■●◆▌▍◎◇◢★☆〈《<]{1,2}\s?[^】〕\]，。]{2,10}\s?[】〕\]■●◆◣★☆〉》>]{0,2}", view.text
            )
        )
        and not view.ends
    )


def refers_to_page(view: View) -> bool:
    """Whether the line ends in the number of the page where more stands, as in a list of contents."""
    match = view.conventions.within("page_references", view.text[-24:])
    if match is None or len(view.text) > _LONG_TITLE or view.text.startswith(("（", "(")):
        return False
    return len(match[0].strip()) < len(view.text)


FORM_CLUES: tuple[Clue, ...] = (
    Clue(Kind.TITLE, 2.0, lambda _: True),
    Clue(
        Kind.TITLE, 1.5, lambda v: not v.ends and not v.inner and v.size <= v.conventions.headline_length[1]
    ),
    Clue(
        Kind.TITLE, 1.0, lambda v: not v.commas and not v.ends and " " in v.text and v.conventions.clauses > 0
    ),
    Clue(
        Kind.TITLE,
        1.5,
        lambda v: v.text[-1] in "？！?!" and not v.inner and v.size <= v.conventions.headline_length[1],
    ),
    Clue(Kind.TITLE, 8.0, _is_set),
    Clue(Kind.PARAGRAPH, 3.0, lambda v: v.ends),
    Clue(Kind.PARAGRAPH, 1.5, lambda v: v.ends and v.size > 12),  # noqa: PLR2004
    Clue(
        Kind.PARAGRAPH,
        2.5,
        lambda v: v.stops > 0 or (v.inner > 0 and v.size > v.conventions.headline_length[1]),
    ),
    Clue(Kind.PARAGRAPH, 1.5, lambda v: v.size > v.conventions.headline_length[1] and not _is_in_clauses(v)),
    Clue(Kind.TITLE, 1.5, lambda v: v.size > v.conventions.headline_length[1] and _is_in_clauses(v)),
    Clue(Kind.PARAGRAPH, 2.5, lambda v: v.size > 56 and not _is_in_clauses(v)),  # noqa: PLR2004
    Clue(Kind.PARAGRAPH, 5.0, lambda v: v.commas > 1 and v.size > _CLAUSES and not v.ends and v.key is None),
    Clue(Kind.PARAGRAPH, 1.0, lambda v: v.commas > 1 and v.size > _CLAUSES and v.ends),
    Clue(Kind.PARAGRAPH, 1.5, lambda v: opens_inside(v.text)),
    Clue(Kind.PARAGRAPH, 6.0, lambda v: v.has_dateline),
    Clue(Kind.PARAGRAPH, 3.0, lambda v: v.size > _CUT and not v.ends and not is_balanced(v.text)),
    Clue(Kind.PARAGRAPH, 5.0, lambda v: is_date(v.text)),
    Clue(Kind.PARAGRAPH, 8.0, lambda v: bool(_ISSUED.fullmatch(v.text) or _BORN.fullmatch(v.text))),
    Clue(Kind.PARAGRAPH, 3.0, lambda v: v.has_signature),
    Clue(Kind.BYLINE, 7.0, _is_byline),
    Clue(Kind.FIGURE, 6.5, is_credit),
    Clue(Kind.FIGURE, 3.0, is_clear_credit),
    Clue(Kind.FIGURE, 9.0, lambda v: holds_credit(v) and not _is_byline(v)),
    Clue(Kind.FIGURE, 3.0, lambda v: holds_clear_credit(v) and not _is_byline(v)),
    Clue(Kind.FIGURE, 9.0, says_who_stands_where),
    Clue(Kind.PARAGRAPH, 8.0, is_score),
    Clue(Kind.PARAGRAPH, 3.0, lambda v: v.stops > 1),
    Clue(Kind.PARAGRAPH, 4.0, is_worded_as_text),
    Clue(Kind.NOTE, 18.0, lambda v: bool(v.conventions.at_start("notes", v.text[:40]))),
    Clue(Kind.JUMP_TO, 20.0, lambda v: len(v.text) <= _JUMP and bool(v.conventions.whole("jump_to", v.text))),
    Clue(
        Kind.JUMP_FROM,
        20.0,
        lambda v: len(v.text) <= _JUMP and bool(v.conventions.whole("jump_from", v.text)),
    ),
    Clue(
        Kind.ASIDE,
        5.0,
        lambda v: v.size <= _SIDEBAR and not v.ends and bool(v.conventions.whole("aside_titles", v.text)),
    ),
    Clue(Kind.COLUMN, 4.0, _is_label),
    Clue(Kind.COLUMN, 4.0, _is_column_name),
    Clue(Kind.COLUMN, 5.0, _is_bracketed_label),
    Clue(Kind.LIST, 3.0, refers_to_page),
    Clue(Kind.LIST, 6.0, lambda v: _ENTRY.match(v.text) is not None and not v.stops and not v.has_dateline),
)
