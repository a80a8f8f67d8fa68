"""Who wrote a piece and who photographed it, out of a byline, a dateline, a credit or a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ebook.languages.newspaper import Conventions
from ebook.model import Person, Role
from ebook.readers.text.byline_words import Word, is_name, words_in

__all__ = ["agencies_in", "is_name", "looks_like_names", "people_in", "people_of_dateline"]

_AGED = re.compile(
    r"([^ \u3000、。（(＝=]{2,10})(?:[ \u3000]?[（(][0-9０-９]{1,3}(?:歳|세)?[)）]|[ \u3000][0-9０-９]{2}(?:歳|세)?$)"
)
_BRACKETED = re.compile(r"[（(【〔\[][^（）()]{2,60}[)）】〕\]]")


def looks_like_names(text: str, conventions: Conventions) -> bool:
    """Whether a text without role words is nothing but names, each with a known surname."""
    words = [word for word in re.split(r"[ \u3000、，,·・/／]+", text) if word]
    known = conventions.surnames
    return bool(words) and all(
        is_name(word, conventions) and (not known or word[0] in known) for word in words
    )


def agencies_in(text: str, conventions: Conventions) -> tuple[Person, ...]:
    """The news agency that a dateline, a byline or a signature names, if it names one."""
    match = conventions.within("agency_forms", text.strip())
    return (Person(role="agency", name=match["agency"]),) if match else ()


def people_of_dateline(text: str, conventions: Conventions) -> tuple[Person, ...]:
    """The agency and the people that a dateline names."""
    agencies = agencies_in(text, conventions)
    if any(sign in text for sign in (*conventions.roles, *conventions.roles_after, *"=＝・")):
        people = people_in(text, conventions, "reporter")
    else:
        named = (part[0][1:-1] for part in _BRACKETED.finditer(text))
        people = tuple(
            person
            for names in named
            if conventions.surnames and looks_like_names(names, conventions)
            for person in people_in(names, conventions, "reporter")
        )
    taken = {person.name for person in agencies}
    return (*agencies, *(person for person in people if person.name not in taken))


def people_in(text: str, conventions: Conventions, default: Role) -> tuple[Person, ...]:
    """The people named in a byline or credit, each with what they did.

    Args:
        text: the printed words.
        conventions: those of its language.
        default: what somebody did of whom the words do not say it.
    """
    if aged := _AGED.search(text):
        return (Person(role=default, name=_name(aged[1], conventions)),)
    found: dict[Person, None] = {}
    for named in _assigned(words_in(text, conventions), conventions):
        for role in named.roles or [default]:
            found[Person(role=role, name=_name(named.name, conventions))] = None
    return tuple(found)


class _Named(msgspec.Struct):
    """Somebody named, with the roles that the words around the name give."""

    name: str
    roles: list[Role]


def _name(printed: str, conventions: Conventions) -> str:
    """A name without the spaces that only space it out; those between Latin names are part of it."""
    return " ".join(printed.split()) if conventions.spaced and printed.isascii() else "".join(printed.split())


def _assigned(words: Sequence[Word], conventions: Conventions) -> list[_Named]:
    """Each name with its roles, from the words before it and after it."""
    found: list[_Named] = []
    before: list[Role] = []
    first_open = 0
    works_lead = _works_lead(words, conventions)
    prior: str | None = None
    for word in words:
        follows_work = prior in conventions.works
        if word.text in conventions.works and (works_lead or word.leads):
            before = [*(before if follows_work else []), *conventions.works[word.text]]
            first_open = len(found)
        elif word.text in conventions.works:
            _add(found[first_open:], conventions.works[word.text], is_first=not follows_work)
        elif word.text in conventions.roles:
            before = _with_role(before if follows_work and before else [], conventions.roles[word.text])
        elif word.text in conventions.roles_after:
            role = conventions.roles_after[word.text]
            if conventions.spaced and role == "columnist":
                del found[first_open + 1 :]
            _assign(found[first_open:], role, keep=works_lead)
            first_open = len(found)
        elif is_name(word.text, conventions):
            bare = word.text.removesuffix("さん").removesuffix("氏")
            if follows_work and not works_lead:
                first_open = len(found)
            found.append(_Named(bare if len(bare) > 1 else word.text, list(before)))
        prior = word.text
    return found


def _works_lead(words: Sequence[Word], conventions: Conventions) -> bool:
    """Whether the words for text and picture stand before the names they speak of."""
    for word in words:
        if word.text in conventions.works:
            return True
        if is_name(word.text, conventions):
            return False
    return False


def _with_role(works: Sequence[Role], role: Role) -> list[Role]:
    """What somebody did who bears a role after words for text and picture (文/图 见习记者 甲)."""
    if not works:
        return [role]
    return list(dict.fromkeys(work if work == "photographer" else role for work in works))


def _add(people: Sequence[_Named], roles: Sequence[Role], *, is_first: bool) -> None:
    """What somebody made stands after the name; a picture says more than the role before it (记者 甲 图)."""
    is_picture = is_first and all(role == "photographer" for role in roles)
    for person in people:
        kept: list[Role] = [] if is_picture else person.roles
        wrote = any(role != "photographer" for role in kept)
        made = (role for role in roles if role == "photographer" or not wrote)
        person.roles = list(dict.fromkeys([*kept, *made]))


def _assign(people: Sequence[_Named], role: Role, *, keep: bool) -> None:
    """A role word after names: it says who photographed even where another role stands before them."""
    for person in people:
        if not person.roles or (role == "photographer" and not keep):
            person.roles = [role]
