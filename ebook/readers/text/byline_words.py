"""A byline cut into its words: names, and what says who did what."""

from __future__ import annotations

import functools
import re

import msgspec

from ebook.languages.newspaper import Conventions

__all__ = ["Word", "is_name", "words_in"]


class Word(msgspec.Struct, frozen=True):
    """A word of a byline.

    Attributes:
        text: the word.
        leads: whether it stands so that it speaks of the name after it (摄影：甲, 攝影甲).
    """

    text: str
    leads: bool = False


_COLON = re.compile(r"[ \u3000]*[:：]")
_LEADS = "\x01"
_POINT = "\x00"
_ASIDES = re.compile(r"[（(][^（）()]*[)）]")
_MAIL = re.compile(r"\S+@\S+")
_BRACKETS = str.maketrans("（）()〔〕【】[]", " " * 10)
_FOREIGN_NAME = re.compile(r"[^\s·・]{1,8}[·・‧][^\s·・]{1,10}")
_KATAKANA = re.compile(r"[\u30a1-\u30faー]+")
_OWN = ("本报", "本報", "本刊", "本紙", "本社")
_AND = re.compile(r"[和与與及暨]|と")
_SHORT_NAME, _FULL_NAME, _DOUBLE_NAME = 2, 3, 4

# --- where a report comes from --------------------------------------------------------------

_FROM_PLACE = re.compile(r"[\[(（【][^\])）】=＝]{1,16}[=＝](?=[^\])）】]*(?:기자|특파원|통신원)[\])）】])")
_OF_AGENCY = re.compile(
    r"[\[(（【][^\])）】=＝]{1,16}[=＝][^\])）】=＝]{1,16}[\])）】]|[가-힣]{2,6}=(?=[가-힣]{2,4}\s?[가-힣]*(?:기자|특파원))"
)
_LEADING_BRACKET = re.compile(r"[\[(（【][^\])）】]{1,20}[\])）】](?=\s*\S)")
_AT_PLACE = re.compile(
    r"[【［〔\[][^】］〕\]＝=・ \u3000、]{1,12}(?:[＝=・]|[ \u3000](?=[^】］〕\]]+[】］〕\]]))(?=\S)"
)
_TELLS = r"(?:報導|報道|报道|專電|专电|電|电|訊|讯)"
_DAY = r"(?:(?:\d{1,2}月)?\d{1,2}日)?"
_REPORT_AFTER_STROKE = re.compile(rf"[／/](?![图圖摄攝文])[\u4e00-\u9fff]{{0,8}}{_DAY}{_TELLS}")
_REPORT = re.compile(
    rf"(?P<names>[\u4e00-\u9fff]{{2,10}}?)(?:综合|綜合|专题|專題|现场|現場|連線|连线)?{_DAY}{_TELLS}"
)
_SENT_FROM = re.compile(r"(?:发自|發自)\s?[\u4e00-\u9fffA-Za-z·]{1,12}")


def words_in(text: str, conventions: Conventions) -> list[Word]:
    """The words of a byline, cut where a word of work is written together with a name."""
    text = _leading(conventions).sub(rf"\g<1>{_LEADS} ", _bare(text, conventions))
    text = _COLON.sub(_LEADS + " ", text)
    text = _FOREIGN_NAME.sub(lambda match: _foreign(match[0], conventions), text)
    if not conventions.spaced:
        text = _closed_up(text, conventions)
    found: list[Word] = []
    for part in re.split(conventions.separators, text):
        word, leads = part.replace(_POINT, conventions.point).rstrip(_LEADS), part.endswith(_LEADS)
        cut = [piece for piece in _cut(word, conventions) if piece.text]
        if (
            len(cut) > 1
            and cut[-1].text in conventions.reports
            and found
            and is_name(found[-1].text, conventions)
        ):
            cut = [*_fellow(word, conventions), *cut[-1:]]
        if cut and leads:
            cut[-1] = Word(cut[-1].text, leads=True)
        found += cut
    return found


def is_name(word: str, conventions: Conventions) -> bool:
    """Whether a word can be a personal name."""
    if word in conventions.not_names or _is_work(word, conventions):
        return False
    return bool(conventions.whole("name_patterns", word)) and not conventions.whole("organisations", word)


def _is_work(word: str, conventions: Conventions) -> bool:
    return word in conventions.roles or word in conventions.roles_after or word in conventions.works


def _bare(text: str, conventions: Conventions) -> str:
    """The text without addresses, places where a report comes from, and asides that name nobody."""
    text = _SENT_FROM.sub(" ", _MAIL.sub(" ", text)).strip().lstrip(conventions.markers)
    text = _without_place(text, conventions)
    asides = " ".join(_ASIDES.findall(text))
    if not any(role in asides for role in conventions.roles) and _ASIDES.sub("", text).strip():
        text = _ASIDES.sub(" ", text)
    return text.translate(_BRACKETS)


def _without_place(text: str, conventions: Conventions) -> str:
    if not conventions.spaced:
        return _REPORT_AFTER_STROKE.sub(
            " ", _AT_PLACE.sub(" ", text, count=1) if _AT_PLACE.match(text) else text
        )
    if place := _FROM_PLACE.match(text):
        return text[place.end() :]
    if (place := _OF_AGENCY.match(text)) and place[0].rstrip("=") not in conventions.works:
        return text[place.end() :]
    bracket = _LEADING_BRACKET.match(text)
    return text[bracket.end() :] if bracket else text


def _foreign(word: str, conventions: Conventions) -> str:
    """The word, with the point within a foreign name (玛丽·居里) kept from being read as a separator."""
    parts = re.split(r"[·・‧]", word)
    if all(_KATAKANA.fullmatch(part) for part in parts):
        return word.replace("・", _POINT)
    known = conventions.surnames
    are_names = all(_SHORT_NAME <= len(part) <= _FULL_NAME and part[0] in known for part in parts)
    if not known or conventions.spaced or are_names or any(_is_other(part, conventions) for part in parts):
        return word
    return re.sub(r"[·・‧]", _POINT, word)


def _is_other(word: str, conventions: Conventions) -> bool:
    """Whether a word is a work, a role or an organisation."""
    return (
        word in conventions.works
        or any(word.endswith(role) or word.startswith(role) for role in conventions.roles)
        or bool(conventions.whole("organisations", word))
    )


def _closed_up(text: str, conventions: Conventions) -> str:
    """The text with names closed up that are spaced out to the width of longer ones (王　华)."""
    start = 0
    while match := conventions.spaced_out.search(text, start):
        if any(_is_other(part, conventions) for part in match.groups()):
            start = match.end(1)
            continue
        text = text[: match.start()] + "".join(match.groups()) + text[match.end() :]
        start = match.end() - (match.end(0) - match.start(0) - len(match[1]) - len(match[2]))
    return text


def _cut(word: str, conventions: Conventions) -> list[Word]:
    if _is_work(word, conventions):
        return [Word(word)]
    if conventions.spaced or not word:
        return _cut_after(word, conventions) or [Word(word)]
    if both := _divided(word, conventions):
        return both
    is_organisation = bool(conventions.whole("organisations", word))
    if not is_organisation or _REPORT.fullmatch(word):
        for role in _longest_first(conventions)[0]:
            if (at := word.find(role)) < 0 or len(role) == 1:
                continue  # a single character is a role only by itself
            if rest := _reporters(word[at + len(role) :], conventions):
                return [Word(role, leads=True), *_cut(rest, conventions)]
            if role not in conventions.roles_after:
                return [Word(role)]
    if is_organisation:
        return []
    return _cut_after(word, conventions) or [
        Word(word[2:] if word.startswith(_OWN) and word not in _OWN else word)
    ]


def _fellow(word: str, conventions: Conventions) -> list[Word]:
    """The second of two reporters, where the place follows the name without a sign between (甲、乙台北報導)."""
    name = _reporters(word, conventions)
    is_person = len(name) < len(word) - _SHORT_NAME and name[:1] in conventions.surnames
    return [Word(name)] if conventions.surnames and is_person and len(word) > _DOUBLE_NAME + 1 else []


def _divided(word: str, conventions: Conventions) -> list[Word]:
    """Two names, or two works, with a word for "and" between them; nothing where there is none."""
    for both in _AND.finditer(word):
        names = (word[: both.start()], word[both.end() :])
        if all(_is_likely(name, conventions) for name in names):
            return [Word(name) for name in names]
    return []


def _is_likely(name: str, conventions: Conventions) -> bool:
    if not conventions.surnames:
        return name in conventions.works
    return len(name) >= _SHORT_NAME and name[0] in conventions.surnames


def _reporters(word: str, conventions: Conventions) -> str:
    """What names the reporter in 甲乙丙台北報導, where the place follows without a sign between."""
    report = _REPORT.fullmatch(word)
    if not report:
        return word
    names = report["names"]
    if len(names) <= _FULL_NAME or names.startswith(conventions.double_surnames):
        return names[:_DOUBLE_NAME]
    return names[: _FULL_NAME if len(names) > _DOUBLE_NAME else _SHORT_NAME]


def _cut_after(word: str, conventions: Conventions) -> list[Word] | None:
    """A name with the word for its bearer's work at its end (甲摄), cut in two."""
    endings = [role for role in _longest_first(conventions)[1] if word.endswith(role)]
    if not endings or conventions.whole("organisations", word):
        return None
    for role in endings:
        is_attached = len(role) > 1 or role in conventions.roles_after
        if is_attached and len(word) - len(role) >= _SHORT_NAME:
            return [*_cut(word[: -len(role)], conventions), Word(role)]
    return None


@functools.cache
def _leading(conventions: Conventions) -> re.Pattern[str]:
    """A word for text or picture with a stroke after it, and a name after that (插图/甲)."""
    work = "|".join(map(re.escape, _longest_first(conventions)[2]))
    return re.compile(rf"(?<![^ \u3000])({work})[ \u3000]?[/／・·][ \u3000]?(?!{work})(?=\S)")


@functools.cache
def _longest_first(conventions: Conventions) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The words before a name, those after it, and those for text and picture, the longest first."""
    lists = (conventions.roles, {**conventions.roles_after, **conventions.works}, conventions.works)
    before, after, works = (tuple(sorted(words, key=len, reverse=True)) for words in lists)
    return before, after, works
