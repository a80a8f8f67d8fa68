"""Small questions about characters and lines that several stages ask."""

from __future__ import annotations

import re
import unicodedata

__all__ = [
    "PAIRS",
    "columns",
    "ends_sentence",
    "ends_text",
    "inner_sentences",
    "is_balanced",
    "marks_in",
    "opens_inside",
    "squeeze",
    "visible",
]

TERMINALS = frozenset("。！？!?｡．.…")
CLOSERS = frozenset("”’」』）)】〕》〉\"'］]")
STARTLESS = frozenset("，。、；：？！）》」』”’】〕…％%,.;:?!)]}々ーっゃゅょぁぃぅぇぉッャュョ")
_SILENT = re.compile(r"[\W_]+")
_LATIN_SENTENCE = re.compile(r"(?:[A-Za-z0-9(“‘][A-Za-z0-9'’”,;:.)-]* ){3}[A-Za-z0-9'’%-]+\.$")
_SIGNED = re.compile(r"[。！？.」”』]\s?[^。！？.，]{0,6}[（(〔【][^（）()]{2,24}[)）〕】]$")
PAIRS = {
    "（": "）",
    "(": ")",
    "「": "」",
    "『": "』",
    "“": "”",
    "‘": "’",
    "《": "》",
    "【": "】",
    "〔": "〕",
    "[": "]",
}
_MARKS = re.compile("[" + re.escape("".join((*PAIRS, *PAIRS.values()))) + "]")


def squeeze(text: str) -> str:
    """Letters, digits and ideographs alone, in one width and case: what two printings of a text share."""
    return _SILENT.sub("", unicodedata.normalize("NFKC", text)).lower()


def visible(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def columns(text: str) -> float:
    """How wide a text is set, in full-width cells: a half-width character counts a half."""
    if text.isascii():
        return len(text) / 2
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def _core(text: str) -> str:
    end = len(text)
    while end and (text[end - 1] in CLOSERS or text[end - 1].isspace()):
        end -= 1
    return text[:end]


def ends_sentence(text: str) -> bool:
    """Whether the text ends where a sentence ends: a full stop, with or without closing marks after it."""
    text = text.rstrip()
    core = _core(text)
    return bool(core) and core[-1] in TERMINALS and not _is_abbreviation(core)


def ends_text(text: str) -> bool:
    """Whether a text ends as a paragraph does: with a sentence, or with who wrote it after one."""
    return ends_sentence(text) or _SIGNED.search(text[-60:]) is not None


def _is_abbreviation(core: str) -> bool:
    return (
        core[-1] == "."
        and not _LATIN_SENTENCE.search(core[-80:])
        and len(core) > 1
        and core[-2].isascii()
        and core[-2].isalnum()
        and not core.endswith("...")
    )


def inner_sentences(text: str) -> int:
    """How many sentences end before the text does."""
    core = _core(text)[:-1]
    return sum(core.count(mark) for mark in "。！？!?") + core.count(". ") + core.count("다.")


def marks_in(text: str) -> list[str]:
    """The quotation marks and brackets of a text, opening and closing ones, in order."""
    return _MARKS.findall(text)


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket that opens in the text closes in it, and none other closes."""
    waiting: list[str] = []
    for char in marks_in(text):
        if char in PAIRS:
            waiting.append(char)
        elif not waiting or PAIRS[waiting.pop()] != char:
            return False
    return not waiting


def opens_inside(text: str) -> bool:
    """Whether the text begins with a mark that cannot begin a line, so that it must go on from somewhere."""
    return bool(text) and text[0] in STARTLESS
