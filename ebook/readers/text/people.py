"""Who wrote a piece and who photographed it, out of a byline, a dateline, a credit or a signature."""

from __future__ import annotations

import re

from ebook.model import Person, Role
from ebook.readers.text.conventions import Conventions

__all__ = ["agencies_in", "is_name", "looks_like_names", "people_in"]

_SEPARATORS = re.compile(r"[ \u3000/／|｜丨、，,;；:：=＝&＆+＋·・ㆍ‧．\[\]【】〔〕「」“”\t]+")
_ASIDES = re.compile(r"[（(][^（）()]*[)）]")
_AGED = re.compile(r"([^ \u3000、。（(＝=]{2,10})[ \u3000]?[（(][0-9０-９]{1,3}(?:歳|세)?[)）]")
_MAIL = re.compile(r"\S+@\S+")
_PLACE_BEFORE = re.compile(
    r"^[\[(（【][^\])）】=＝]{1,16}[=＝][^\])）】=＝]{1,16}[\])）】]|^[가-힣]{2,6}=(?=[가-힣]{2,4}\s?[가-힣]*(?:기자|특파원))"
)
_LEADING_BRACKET = re.compile(r"[\[(（【][^\])）】]{1,20}[\])）】](?=\s*\S)")
_REPORT_FROM = re.compile(r"(?<=[\u4e00-\u9fff]{3})[\u4e00-\u9fff]{2,4}(?:\d{1,2}月)?\d{1,2}日(?:專)?電$")
_REPORTS = frozenset({"报道", "報導", "報道", "綜合報導", "综合报道"})
_OWN = frozenset({"本报", "本報", "本刊", "本紙", "本社"})
_BRACKETS = str.maketrans("（）()〔〕【】[]", " " * 10)
_FOREIGN_NAME = re.compile(r"[^\s·・]{1,8}[·・‧][^\s·・]{1,10}")


def is_name(word: str, conventions: Conventions) -> bool:
    """Whether a word can be a personal name."""
    if word in conventions.not_names or word in conventions.roles or word in conventions.roles_after:
        return False
    return bool(conventions.whole("name_patterns", word)) and not conventions.whole("organisations", word)


def looks_like_names(text: str, conventions: Conventions) -> bool:
    """Whether a text without role words is nothing but names, each with a known surname."""
    words = [word for word in re.split(r"[ \u3000、，,·・/／]+", text) if word]
    known = conventions.surnames
    return bool(words) and all(
        is_name(word, conventions) and (not known or word[0] in known) for word in words
    )


def agencies_in(text: str, conventions: Conventions) -> tuple[Person, ...]:
    """The news agencies that a dateline names."""
    found = (name for name in conventions.agencies if name in text)
    return tuple(Person(role="agency", name=name) for name in found)[:1]


def people_in(text: str, conventions: Conventions, default: Role) -> tuple[Person, ...]:
    """The people named in a byline or credit, each with what they did.

    Args:
        text: the printed words.
        conventions: those of its language.
        default: what somebody did of whom the words do not say it.
    """
    if aged := _AGED.search(text):
        return (Person(role=default, name=_closed_up(aged[1])),)
    words = _words(_bare(text, conventions), conventions)
    found: dict[Person, None] = {}
    for name, roles in _roles_of(words, conventions):
        for role in roles or [default]:
            found[Person(role=role, name=_closed_up(name))] = None
    return tuple(found)


def _bare(text: str, conventions: Conventions) -> str:
    """The text without mail addresses, places before an equals sign, and asides that name nobody."""
    text = _MAIL.sub(" ", text).strip().lstrip(conventions.markers)
    if (place := _PLACE_BEFORE.match(text)) and place[0].rstrip("=") not in conventions.works:
        text = text[place.end() :]
    elif conventions.spaced and (bracket := _LEADING_BRACKET.match(text)):
        text = text[bracket.end() :]
    asides = " ".join(_ASIDES.findall(text))
    if not any(role in asides for role in conventions.roles) and _ASIDES.sub("", text).strip():
        text = _ASIDES.sub(" ", text)
    return text.translate(_BRACKETS)


def _words(text: str, conventions: Conventions) -> list[str]:
    """The words of a byline, cut where a role word is written together with a name."""
    protected = _FOREIGN_NAME.sub(lambda match: _foreign(match[0], conventions), text)
    words = (word.replace("\x00", "·") for word in _SEPARATORS.split(protected))
    return [part for word in words for part in _cut(word, conventions) if part]


def _foreign(word: str, conventions: Conventions) -> str:
    """The word, with the point within a foreign name (玛丽·居里) kept from being read as a separator."""
    parts = re.split(r"[·・‧]", word)
    known = conventions.surnames
    are_names = all(2 <= len(part) <= 3 and part[0] in known for part in parts)  # noqa: PLR2004
    if not known or conventions.spaced or are_names or any(_is_other(part, conventions) for part in parts):
        return word
    return re.sub(r"[·・‧]", "\x00", word)


def _is_other(word: str, conventions: Conventions) -> bool:
    """Whether a word is a work, a role or an organisation."""
    return (
        word in conventions.works
        or any(word.endswith(role) or word.startswith(role) for role in conventions.roles)
        or bool(conventions.whole("organisations", word))
    )


def _cut(word: str, conventions: Conventions) -> list[str]:
    if word in conventions.works or word in conventions.roles or word in conventions.roles_after:
        return [word]
    if (cut := _cut_after(word, conventions)) is not None:
        return cut
    if conventions.spaced:
        return [word]
    for role in sorted(conventions.roles, key=len, reverse=True):
        if (at := word.find(role)) >= 0 and not conventions.whole("organisations", word):
            return [role, *_cut(_REPORT_FROM.sub("", word[at + len(role) :]), conventions)]
    if conventions.whole("organisations", word):
        return []
    return [word[2:] if word[:2] in _OWN and len(word) > 2 else word]  # noqa: PLR2004


def _cut_after(word: str, conventions: Conventions) -> list[str] | None:
    """A name with the word for its bearer's work at its end (甲摄), cut in two."""
    if conventions.whole("organisations", word):
        return None
    for role in sorted((*conventions.roles_after, *conventions.works), key=len, reverse=True):
        is_attached = len(role) > 1 or role in conventions.roles_after
        if is_attached and word.endswith(role) and len(word) - len(role) >= 2:  # noqa: PLR2004
            return [*_cut(word[: -len(role)], conventions), role]
    return None


def _roles_of(words: list[str], conventions: Conventions) -> list[tuple[str, list[Role]]]:
    """Each name with its roles, from the words before it and after it."""
    found: list[tuple[str, list[Role]]] = []
    before: list[Role] = []
    first_open = 0
    works_lead = next(
        (w in conventions.works for w in words if w in conventions.works or is_name(w, conventions)), False
    )
    for at, word in enumerate(words):
        if word in conventions.works and works_lead:
            follows = at and words[at - 1] in conventions.works
            before = [*(before if follows else []), *conventions.works[word]]
        elif word in conventions.works:
            _add(
                found[first_open:],
                conventions.works[word],
                is_first=not (at and words[at - 1] in conventions.works),
            )
        elif word in conventions.roles:
            before = (
                before
                if works_lead and before and at and words[at - 1] in conventions.works
                else [conventions.roles[word]]
            )
        elif word in conventions.roles_after:
            _assign(found, first_open, conventions.roles_after[word], keep=works_lead)
            first_open = len(found)
        elif is_name(word, conventions) and not _is_place(words, at, conventions):
            if at and words[at - 1] in conventions.works and not works_lead:
                first_open = len(found)
            found.append((word, list(before)))
    return found


def _is_place(words: list[str], at: int, conventions: Conventions) -> bool:
    """Whether the word is where a report comes from (江临报道), after the names of its reporters."""
    follows = words[at + 1 : at + 2]
    has_name = any(is_name(word, conventions) for word in words[:at])
    return has_name and not conventions.spaced and bool(follows) and follows[0] in _REPORTS


def _add(people: list[tuple[str, list[Role]]], roles: tuple[Role, ...], *, is_first: bool) -> None:
    """What somebody made stands after the name; it says more than the role before it (记者 甲 文/图)."""
    for _, had in people:
        if is_first:
            had.clear()
        had += [role for role in roles if role not in had]


def _assign(people: list[tuple[str, list[Role]]], start: int, role: Role, *, keep: bool) -> None:
    """A role word after names: it says who photographed even where another role stands before them."""
    for _, had in people[start:]:
        if not had or (role == "photographer" and not keep):
            had[:] = [role]


def _closed_up(name: str) -> str:
    """A name without the space that evens out names of two characters (江  芮)."""
    return "".join(name.split())
