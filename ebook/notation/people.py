"""How people are named: `记者：张三、李四`, and in a byline as printed: `本报记者 张三 通讯员 李四`."""

from __future__ import annotations

import functools
import re

from ebook.languages import Language, known
from ebook.model import ROLES, Person, Role
from ebook.notation.words import ROLE

__all__ = ["NAME_SEPARATORS", "role_of", "split_byline", "split_names"]

NAME_SEPARATORS = "、，,/／；"
_HAN_NAMES = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}(?:[ \u3000]+[\u3400-\u9fff\U00020000-\U0003ffff]{2,4})+"
)
_LATIN_WORD = re.compile(r"[A-Za-z]{2}")
_LONGEST_ROLE = len("special to the paper")


def split_names(text: str, language: Language) -> list[str]:
    """The names in a list of names.

    Spaces part names only in Chinese, and only where each is two to four ideographs: `山田 太郎`
    and `John Smith` are one name each, and so is `张　三`, spaced out to the width of three.
    """
    names = [name.strip(" \t\u3000") for name in re.split(f"[{NAME_SEPARATORS}]", text)]
    if language.labels.spaces_part_names:
        names = [part for name in names for part in (name.split() if _HAN_NAMES.fullmatch(name) else [name])]
    return [name for name in names if name]


def split_byline(text: str, language: Language) -> tuple[Person, ...]:
    """The people whom a printed byline names with their roles.

    Where the role is written, before or after the name, is the language's habit. Names without any role are left
    out: what they did is not said.
    """
    people: list[Person] = []
    role: Role | None = None
    waiting: list[str] = []
    for token in filter(None, re.split(language.labels.part, text)):
        found, rest = _role(token)
        if token in _deeds():
            continue
        if found is None:
            waiting.append(token)
        elif language.labels.role_follows and waiting:
            people += [Person(role=found, name=name) for name in waiting]
            waiting = []
        else:
            people += _named(role, waiting)
            role, waiting = found, [rest] if rest and rest not in _deeds() else []
    return (*people, *_named(role, waiting))


def role_of(word: str) -> Role | None:
    """The role that a word names: 记者, 기자, reporter."""
    key = ROLE.key(word)
    return next((role for role in ROLES if role == key), None)


@functools.cache
def _deeds() -> frozenset[str]:
    """What bylines of any language say was done, where they name neither a person nor a role."""
    return frozenset(word for language in known() for word in language.labels.deeds.split())


@functools.cache
def _house() -> re.Pattern[str]:
    words = "|".join(word for language in known() for word in language.labels.house.split())
    return re.compile(rf"^(?:{words})+(?=.)")


def _named(role: Role | None, names: list[str]) -> list[Person]:
    return [Person(role=role, name=name) for name in names] if role else []


def _role(token: str) -> tuple[Role | None, str]:
    """The role that a token is, or begins with (记者张三), and what follows it."""
    for bare in (token, _house().sub("", token)):
        for end in range(min(len(bare), _LONGEST_ROLE), 1, -1):
            role = role_of(bare[:end])
            if role and len(bare) - end != 1 and not _LATIN_WORD.match(bare[end - 1 :]):
                return role, bare[end:].strip()
    return None, ""
