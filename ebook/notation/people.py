"""How people are named: `记者：张三、李四`, and in a byline as printed: `本报记者 张三 通讯员 李四`."""

from __future__ import annotations

import re

from ebook.model import ROLES, Person, Role
from ebook.notation.words import ROLE

__all__ = ["NAME_SEPARATORS", "role_of", "split_byline", "split_names"]

NAME_SEPARATORS = "、，,/／；"
_HAN_NAMES = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}(?:[ \u3000]+[\u3400-\u9fff\U00020000-\U0003ffff]{2,4})+"
)
_TOKENS = re.compile(r"[^\s、，,／/|｜；;:：()（）【】]+")
_DEEDS = frozenset(
    [
        "报道",
        "报导",
        "報道",
        "報導",
        "撰写",
        "采写",
        "供稿",
        "供图",
        "供圖",
        "整理",
        "综合",
        "綜合",
        "文",
        "图",
        "圖",
        "摄",
        "攝",
        "文图",
        "图文",
    ]
)
"""What a byline says was done, where it names neither a person nor a role."""
_LONGEST_ROLE = len("correspondent")
_HOUSE = re.compile(r"^(?:本[报報刊社网網紙台]|见习|見習|首席|特约|特約|全媒体|实习)+(?=.)")


def split_names(text: str, lang: str) -> list[str]:
    """The names in a list of names.

    Spaces part names only in Chinese, and only where each is two to four ideographs: `山田 太郎`
    and `John Smith` are one name each, and so is `张　三`, spaced out to the width of three.
    """
    names = [name.strip(" \t\u3000") for name in re.split(f"[{NAME_SEPARATORS}]", text)]
    if lang.startswith("zh"):
        names = [part for name in names for part in (name.split() if _HAN_NAMES.fullmatch(name) else [name])]
    return [name for name in names if name]


def split_byline(text: str, lang: str) -> tuple[Person, ...]:
    """The people whom a printed byline names with their roles.

    In Chinese and Japanese the role stands before its names, in Korean after its name. Names without
    any role are nobody's here: what they did is not said.
    """
    people: list[Person] = []
    role: Role | None = None
    waiting: list[str] = []
    for token in _TOKENS.findall(text):
        found, rest = _role(token)
        if token in _DEEDS:
            continue
        if found is None:
            waiting.append(token)
        elif lang.startswith("ko") and waiting:
            people += [Person(role=found, name=name) for name in waiting]
            waiting = []
        else:
            people += _named(role, waiting)
            role, waiting = found, [rest] if rest and rest not in _DEEDS else []
    return (*people, *_named(role, waiting))


def role_of(word: str) -> Role | None:
    """The role that a word names: 记者, 기자, reporter."""
    key = ROLE.key(word)
    return next((role for role in ROLES if role == key), None)


def _named(role: Role | None, names: list[str]) -> list[Person]:
    return [Person(role=role, name=name) for name in names] if role else []


def _role(token: str) -> tuple[Role | None, str]:
    """The role that a token is, or begins with (记者张三), and what follows it."""
    for bare in (token, _HOUSE.sub("", token)):
        for end in range(min(len(bare), _LONGEST_ROLE), 1, -1):
            role = role_of(bare[:end])
            if role and len(bare) - end != 1:
                return role, bare[end:]
    return None, ""
