"""The languages of newspapers: one folder a language, and in it everything that depends on it.

A folder (`ja/`, `zh_hant/`) holds

    __init__.py    TRAITS: its tag, how a text is recognised, its calendar and its typesetting
    words.py       WORDS: what an edition, a review and a catalogue say themselves
    newspaper.py   NEWSPAPER: how its papers mark headlines, bylines, datelines, jump lines ...
    masthead.py    MASTHEAD and FOLIO: what its mastheads and folio lines print
    labels.py      LABELS: the words of the Markdown notation

and its style sheet is `styles/locales/TAG.css`. A folder that is added is found without being named
anywhere. A tag is resolved once, where it enters the program, by `resolve`; everything behind takes the
`Language`. Its parts are imported when they are first used.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
import re
from typing import TYPE_CHECKING, Any

import msgspec

from ebook.errors import UnknownName

if TYPE_CHECKING:
    from ebook.languages.folio import FolioTable
    from ebook.languages.labels import Labels
    from ebook.languages.masthead import Table
    from ebook.languages.newspaper import Conventions
    from ebook.languages.traits import Traits, Typesetting
    from ebook.languages.words import Words

__all__ = [
    "DEFAULT",
    "PROGRAM",
    "Language",
    "detect",
    "find",
    "known",
    "normalised",
    "recognised",
    "resolve",
    "typesetting_of",
]

DEFAULT = "zh-Hans"
"""The language of a text that shows none."""

PROGRAM = "en"
"""The language of the program itself, its messages and its help."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-|$)", re.ASCII)
"""How a standard tag begins (RFC 5646, 2.1): a tag for private use alone names no language."""

_SAMPLE = 20_000
"""How many characters of a text are looked at to detect its language."""

_FARTHEST = 15
"""How far a variety may be from a language to be read as it, in the distances of CLDR (languageMatching): 14 is
Cantonese in Traditional characters, 20 is another script."""


class Language(msgspec.Struct, frozen=True):
    """A language, and everything that depends on it.

    Attributes:
        tag: the BCP 47 tag as documents carry it (zh-TW).
        key: the tag of the language whose facts it has (zh-Hant), which names its folder and style sheet.
    """

    tag: str
    key: str

    @property
    def traits(self) -> Traits:
        """How it is recognised, its calendar and its typesetting."""
        part: Traits = self._part("", "TRAITS")
        return part

    @property
    def words(self) -> Words:
        """What an edition says itself."""
        part: Words = self._part(".words", "WORDS")
        return part

    @property
    def newspaper(self) -> Conventions:
        """The conventions of its newspapers."""
        part: Conventions = self._part(".newspaper", "NEWSPAPER")
        return part

    @property
    def masthead(self) -> Table:
        """What its mastheads print."""
        part: Table = self._part(".masthead", "MASTHEAD")
        return part

    @property
    def folio(self) -> FolioTable:
        """How its folio and staff lines are printed."""
        part: FolioTable = self._part(".masthead", "FOLIO")
        return part

    @property
    def labels(self) -> Labels:
        """The words of the Markdown notation."""
        part: Labels = self._part(".labels", "LABELS")
        return part

    def _part(self, module: str, name: str) -> Any:  # each property names its type
        return getattr(importlib.import_module(f"{__name__}.{_folder(self.key)}{module}"), name)


def known() -> tuple[Language, ...]:
    """Every language that has a folder, by its tag."""
    return tuple(Language(key, key) for key in _keys())


def known_tags() -> str:
    """The tags of the known languages, for messages."""
    return ", ".join(_keys())


def resolve(tag: str) -> Language:
    """The language of a BCP 47 tag or of a POSIX locale.

    `JA`, `jpn` and `ja-JP` are Japanese; `zh-TW`, `zh_HK.UTF-8` and `yue` Chinese in Traditional
    characters; `zh`, `cmn` and `zh-Hans-HK` in Simplified ones.

    Raises:
        UnknownName: no language is known by this tag; the message names those that are.
    """
    language = find(tag)
    if language is None:
        raise UnknownName(f"unknown language {tag!r}", hint=f"known languages: {known_tags()}")
    return language


@functools.lru_cache(maxsize=256)
def find(tag: str) -> Language | None:
    """The language of a tag as `resolve` finds it; None where there is none."""
    if tag in _keys():
        return Language(tag, tag)
    standard = normalised(tag)
    if standard is None:
        return None
    from langcodes import Language as Subtags
    from langcodes import closest_supported_match

    subtags = Subtags.get(standard)
    if subtags.language in {None, "und"}:
        return None
    key = closest_supported_match(str(subtags.maximize()), list(_keys()), max_distance=_FARTHEST)
    return None if key is None else Language(standard, key)


@functools.lru_cache(maxsize=256)
def normalised(tag: str) -> str | None:
    """A tag in the form that documents carry: zh-TW for zh-tw and zh_TW.UTF-8; None for what is no BCP 47 tag."""
    if tag in _keys():
        return tag
    import langcodes

    bare = re.split(r"[.@]", tag.strip(), maxsplit=1)[0].replace("_", "-")
    try:
        standard = langcodes.standardize_tag(bare)
    except ValueError:
        return None
    return standard if _LANGUAGE.match(standard) else None


@functools.lru_cache(maxsize=256)
def typesetting_of(tag: str | None) -> Typesetting:
    """How a part of a document is set that bears a language tag; without habits of its own where the tag is unknown."""
    language = find(tag) if tag else None
    if language is None:
        from ebook.languages.traits import Typesetting as Unknown

        return Unknown()
    return language.traits.typesetting


def recognised(text: str) -> Language | None:
    """The language of a text, from its first 20,000 characters alone.

    First come the languages that have a script or words of their own: kana, Hangul, or the most frequent
    English words must be more than a share of the text, which each folder states (`Detection.share`); of
    several the most frequent wins. Otherwise the frequent characters that differ between Simplified and
    Traditional Chinese are counted. None where a text has none of these.
    """
    sample = text[:_SAMPLE]
    shares = {language: language.traits.detection.share_of(sample) for language in known()}
    own = {
        language: share
        for language, share in shares.items()
        if language.traits.detection.least and share > language.traits.detection.least
    }
    shared = {
        language: share for language, share in shares.items() if not language.traits.detection.least and share
    }
    found = own or shared
    return max(found, key=lambda language: found[language]) if found else None


def detect(text: str) -> Language:
    """The language of a text as `recognised` finds it; `DEFAULT` for a text that shows none."""
    return recognised(text) or Language(DEFAULT, DEFAULT)


@functools.cache
def _keys() -> tuple[str, ...]:
    folders = [module.name for module in pkgutil.iter_modules(__path__) if module.ispkg]
    return tuple(sorted(_key(folder) for folder in folders))


def _key(folder: str) -> str:
    """The tag of a folder's language: zh-Hant for zh_hant."""
    language, _, script = folder.partition("_")
    return f"{language}-{script.title()}" if script else language


def _folder(key: str) -> str:
    return key.lower().replace("-", "_")
