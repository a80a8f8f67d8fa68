"""Who made an issue: its bylines, each person once, with the roles that libraries know."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from ebook.model import Issue, Role

__all__ = ["Maker", "makers"]

_RELATORS: dict[Role, tuple[str, ...]] = {
    "reporter": ("rpt", "aut"),
    "correspondent": ("ctb", "aut"),
    "photographer": ("pht",),
    "intern": ("rpt", "aut"),
    "columnist": ("aut",),
    "editor": ("edt",),
    "agency": ("rpt", "aut"),
}
"""MARC relators (id.loc.gov/vocabulary/relators). A correspondent (通讯员) sends in pieces without being
on the staff: a contributor; the code `crp` means a writer of letters. Who writes is an author besides:
calibre knows no other role, and calls a book without one that of an unknown author."""

_SECONDARY = {"pht", "edt"}


class Maker(msgspec.Struct, frozen=True, kw_only=True):
    """One person or agency.

    Attributes:
        name: without the spaces that pad short names in print (张　三).
        roles: MARC relator codes, in the order in which they were met.
        sort_name: what to sort by; None where only the person would know.
        is_creator: whether any role is one of writing; the others contribute.
    """

    name: str
    roles: tuple[str, ...]
    sort_name: str | None
    is_creator: bool


def makers(issue: Issue) -> tuple[Maker, ...]:
    """The people of all bylines, each once: creators before contributors, else as first named."""
    roles: dict[str, dict[str, None]] = {}
    for article in issue.articles:
        for person in article.byline:
            name = _unpadded(person.name)
            if name:
                roles.setdefault(name, {}).update(dict.fromkeys(_RELATORS[person.role]))
    found = (_maker(name, tuple(codes)) for name, codes in roles.items())
    return tuple(sorted(found, key=lambda maker: not maker.is_creator))


def _maker(name: str, roles: tuple[str, ...]) -> Maker:
    return Maker(
        name=name,
        roles=roles,
        sort_name=name if _is_cjk(name) else None,
        is_creator=not _SECONDARY.issuperset(roles),
    )


def _unpadded(name: str) -> str:
    words = name.split()
    return ("" if _is_cjk(name) else " ").join(words)


def _is_cjk(name: str) -> bool:
    """Whether a name is written in Han, kana or Hangul, where the family name stands first already.

    Without this, a reading system would turn it round as it does with Western names.
    """
    return not re.search(r"[A-Za-z]", unicodedata.normalize("NFKC", name))
