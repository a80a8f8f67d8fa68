"""Localised words: what the edition says itself, in the paper's language.

One module a language, each a `Words`; a word that is missing is a type error. To add a
language, write its module and its style sheet (`styles/locales/`), and name it in `_LOCALES`.
"""

from __future__ import annotations

import re

from ebook.errors import UnknownName
from ebook.locales import ja, ko, zh_hans, zh_hant
from ebook.locales.types import Words

__all__ = ["Words", "is_language_tag", "locales", "words"]

_LOCALES: dict[str, Words] = {row.lang: row for row in (zh_hans.WORDS, zh_hant.WORDS, ja.WORDS, ko.WORDS)}

_DEFAULT_SCRIPT = {"zh": "Hans"}
_SCRIPT_OF_REGION = {"CN": "Hans", "SG": "Hans", "MY": "Hans", "TW": "Hant", "HK": "Hant", "MO": "Hant"}

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)
"""RFC 5646, 2.1, without grandfathered tags and extended language subtags."""


def is_language_tag(tag: str) -> bool:
    """Whether a tag is well-formed as BCP 47 has it. Documents may carry no other."""
    return _TAG.fullmatch(tag) is not None


def locales() -> tuple[str, ...]:
    """The languages whose words are known: zh-Hans, zh-Hant, ja, ko."""
    return tuple(_LOCALES)


def words(lang: str) -> Words:
    """The words for a BCP 47 tag, by fallback: zh-Hant-TW, zh-TW and zh-HK to zh-Hant; zh to zh-Hans.

    Raises:
        UnknownName: no words are known for the language; the message names those that are.
    """
    match = _TAG.fullmatch(lang)
    if match:
        language, script = match["language"].lower(), (match["script"] or "").title()
        if not script:
            script = _SCRIPT_OF_REGION.get((match["region"] or "").upper(), _DEFAULT_SCRIPT.get(language, ""))
        for name in (f"{language}-{script}", language):
            if name in _LOCALES:
                return _LOCALES[name]
    raise UnknownName(f"no words for the language {lang!r}", hint=f"the languages are: {', '.join(_LOCALES)}")
