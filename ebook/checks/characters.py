"""Characters that the fonts cannot print: each is reported with its place before anything is rendered."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

import msgspec

from ebook.checks.texts import Text
from ebook.fonts import faces, has_variation, missing
from ebook.model import Origin
from ebook.problems import Problem
from ebook.rules import font as rules

__all__ = ["check_characters", "unusual"]

_PLACES = 5
"""How many places a message names."""

_MANY_LETTERS = 4
"""From so many missing letters of one script on, the script is missing."""

_LONG_RUN = 3
"""Runs of fewer code points are left out of the pattern, which would take longer to make than it saves."""

# A selector of a variation sequence that chooses an ideograph's form. U+FE0E and U+FE0F, which
# choose between text and emoji, lose nothing where they are ignored.
_SELECTORS = (*range(0xFE00, 0xFE0E), *range(0xE0100, 0xE01F0))
_SEQUENCE = f"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff][{''.join(map(chr, _SELECTORS))}]"


class _Found(msgspec.Struct, frozen=True):
    """The texts in which a character or sequence occurs, and how often it does in all of them."""

    what: str
    texts: tuple[Text, ...]
    count: int


def unusual(texts: Iterable[Text]) -> list[Text]:
    """The texts that hold more than the characters which nearly all text is made of, or a link.

    Most of an issue is passed over here at little cost; only the rest has to be looked at closely.
    """
    odd = _odd()
    return [text for text in texts if text.links or odd.search(text.characters)]


@functools.cache
def _odd() -> re.Pattern[str]:
    """Whatever lies outside the long runs of code points that the first face has."""
    runs = (
        re.escape(chr(begin)) + "-" + re.escape(chr(end - 1))
        for begin, end in faces()[0].coverage.runs()
        if end - begin >= _LONG_RUN and not any(begin <= selector < end for selector in _SELECTORS)
    )
    return re.compile(f"[^\n{''.join(runs)}]")


def check_characters(texts: Iterable[Text]) -> list[Problem]:
    """A problem for each character or script of an issue that no face has, and each form that none knows.

    Only what is drawn counts: a picture's description is spoken. One problem names the first
    places of all occurrences; they stand in the order of the first occurrence.
    """
    drawn = [text for text in texts if text.part not in {"description", "file"}]
    absent = _occurrences(drawn, missing)
    plain = _occurrences(drawn, _unknown_sequences)
    return [*_missing_characters(absent), *map(_plain_variant, plain)]


def _unknown_sequences(characters: str) -> Iterator[str]:
    return (sequence for sequence in re.findall(_SEQUENCE, characters) if not has_variation(sequence))


def _occurrences(drawn: Iterable[Text], find: Callable[[str], Iterable[str]]) -> list[_Found]:
    where: dict[str, list[Text]] = {}
    for text in drawn:
        for what in dict.fromkeys(find(text.characters)):
            where.setdefault(what, []).append(text)
    return [
        _Found(what, tuple(found), sum(text.characters.count(what) for text in found))
        for what, found in where.items()
    ]


def _missing_characters(absent: Iterable[_Found]) -> Iterator[Problem]:
    """A problem for each character, and one for a whole script that no face has."""
    scripts: dict[str, list[_Found]] = {}
    for found in absent:
        scripts.setdefault(_script(found.what) or found.what, []).append(found)
    for script, letters in scripts.items():
        if len(letters) < _MANY_LETTERS:
            yield from map(_missing_character, letters)
        else:
            yield _missing_script(script, letters)


def _script(character: str) -> str:
    """The script of a letter, after its Unicode name; '' for ideographs, of which each is looked up by itself."""
    script = unicodedata.name(character, "").partition(" ")[0]
    return "" if script in {"CJK", "IDEOGRAPHIC"} else script


def _missing_script(script: str, letters: list[_Found]) -> Problem:
    texts = {id(text): text for found in letters for text in found.texts}
    whole = _Found(script, tuple(texts.values()), sum(found.count for found in letters))
    shown = " ".join(found.what for found in letters if found.what.isprintable())[: 2 * _PLACES]
    message = (
        f"no font has {len(letters)} {script} characters, such as {shown.strip()}{_where(whole)}; "
        "a print shows 〓 in their place, an e-book leaves them to the reader's fonts"
    )
    return rules.MISSING_CHARACTER.at(_first_origin(whole), message)


def _missing_character(found: _Found) -> Problem:
    if unicodedata.category(found.what) == "Co":
        advice = "a private-use character has no meaning outside the system that wrote it; look the printed page up"
    else:
        advice = "compare it with the printed page; a print shows 〓 in its place"
    message = f"no font has {_describe(found.what)}{_where(found)}; {advice}"
    return rules.MISSING_CHARACTER.at(_first_origin(found), message)


def _plain_variant(found: _Found) -> Problem:
    base, selector = found.what[0], found.what[1]
    message = (
        f"no font knows {base} with selector U+{ord(selector):04X}{_where(found)}; it is drawn as {base}"
    )
    return rules.PLAIN_VARIANT.at(_first_origin(found), message)


def _describe(character: str) -> str:
    """`U+31350 CJK UNIFIED IDEOGRAPH-31350 (𱍐)`."""
    name = unicodedata.name(character, "") or _block_name(ord(character))
    shown = f" ({character})" if character.isprintable() else ""
    return f"U+{ord(character):04X}{f' {name}' if name else ''}{shown}"


def _block_name(codepoint: int) -> str:
    # Newer than the Unicode version of the Python that runs this: the planes are known all the same.
    ideographic = range(0x20000, 0x3FFFE)
    return f"CJK UNIFIED IDEOGRAPH-{codepoint:04X}" if codepoint in ideographic else ""


def _first_origin(found: _Found) -> Origin | None:
    return next((text.origin for text in found.texts if text.origin), None)


def _where(found: _Found) -> str:
    """` (3 times; first in “headline”; page.txt:65, page.txt:70)`."""
    parts = ["once" if found.count == 1 else f"{found.count} times"]
    if headline := next((text.headline for text in found.texts if text.headline), ""):
        parts.append(f"{'' if found.count == 1 else 'first '}in “{headline}”")
    places = list(dict.fromkeys(str(text.origin) for text in found.texts if text.origin))
    if len(places) > 1:
        rest = len(places) - _PLACES
        parts.append(", ".join(places[:_PLACES]) + (f" and {rest} more" if rest > 0 else ""))
    return f" ({'; '.join(parts)})"
