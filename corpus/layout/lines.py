"""Texts are broken into printed lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pyphen

from .faces import Face

NO_START = set(
    "，。、；：？！）」』】》〉〕］｝”’…—ー～々・％‰℃%)]}.,;:!?っゃゅょぁぃぅぇぉッャュョァィゥェォ·〜‥＝"
)
NO_END = set("（「『【《〈〔［｛“‘([{¥￥$#＃")
WORD = re.compile(
    r"[A-Za-z0-9\u00c0-\u024f]+(?:[A-Za-z0-9\u00c0-\u024f.,:/'’@&+\-%]*[A-Za-z0-9\u00c0-\u024f%])?|.", re.S
)
ROTATED = re.compile(
    r"[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f.,:/'’@&+\- ]*[A-Za-z0-9\u00c0-\u024f]|[A-Za-z0-9]+(?:[.\-/@][A-Za-z0-9]+)+"
)
PAIR = re.compile(r"(?<![0-9])[0-9]{2}(?![0-9])")


@dataclass
class Cut:
    """A printed line: its text and its natural width in ems; last of its paragraph or not."""

    text: str
    width: float
    last: bool = False


def words_of(text: str, lang: str, *, whole_words: bool, vertical: bool) -> list[str]:
    """The parts of a text between which a line may end, each with the spaces that follow it."""
    if vertical:
        parts = [x for x in re.split(f"({ROTATED.pattern}|{PAIR.pattern})", text) if x]
        parts = [y for x in parts for y in ([x] if len(x) > 1 and x[0].isascii() and x.isascii() else x)]
    elif lang.startswith("en") or (lang == "ko" and whole_words):
        parts = re.findall(r"\S+\s*|\s+", text)
    else:
        parts = WORD.findall(text)
    joined: list[str] = []
    for part in parts:
        if joined and (
            part[0] in NO_START or joined[-1].rstrip()[-1:] in NO_END or (part.isspace() and part != "\u3000")
        ):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def width_of(text: str, face: Face, *, vertical: bool) -> float:
    """The length of a line, in ems."""
    if not vertical:
        return face.width(text)
    return sum(
        face.width(run) if kind == "rotated" else 1.0 if kind == "pair" else sum(map(step_of, run))
        for kind, run in vertical_runs(text)
    )


def step_of(char: str) -> float:
    """The length of an upright character of a vertical line, in ems."""
    return 0.4 if char == " " else 1.0


def vertical_runs(text: str) -> list[tuple[str, str]]:
    """The parts of a vertical line: 'upright', 'rotated' (words in Latin letters) or 'pair' (two digits side by side)."""
    runs, at = [], 0
    for match in re.finditer(f"(?P<rotated>{ROTATED.pattern})|(?P<pair>{PAIR.pattern})", text):
        if match.start() > at:
            runs.append(("upright", text[at : match.start()]))
        runs.append((str(match.lastgroup), match.group()))
        at = match.end()
    return runs + ([("upright", text[at:])] if at < len(text) else [])


def break_lines(
    text: str,
    face: Face,
    width: float,
    lang: str,
    *,
    indent: float = 0.0,
    vertical: bool = False,
    whole_words: bool = True,
    hyphens: bool = False,
) -> list[Cut]:
    """The lines of a paragraph; width and indent in ems."""
    cuts: list[Cut] = []
    line, room = "", width - indent
    todo = words_of(text, lang, whole_words=whole_words, vertical=vertical)[::-1]
    while todo:
        word = todo.pop()
        length = width_of((line + word).rstrip(), face, vertical=vertical)
        if length <= room + 0.01:
            line += word
            continue
        head, tail = _parted(word, face, room, line, lang, vertical=vertical, hyphens=hyphens)
        if head:
            line += head
            todo.append(tail)
        else:
            todo.append(word)
        cuts.append(Cut(line.rstrip(), width_of(line.rstrip(), face, vertical=vertical)))
        line, room = "", width
    cuts.append(Cut(line.rstrip(), width_of(line.rstrip(), face, vertical=vertical), last=True))
    return cuts


def _parted(word, face, room, line, lang, *, vertical, hyphens) -> tuple[str, str]:
    """What of a word still goes into the line, and the rest; '' when it goes into the next line whole."""
    if hyphens and lang.startswith("en"):
        for head, tail in _hyphenator().iterate(word.strip("“”‘’\"'(),.;:!?—\n ")):
            at = word.find(head) + len(head)
            if len(head) < 2 or len(tail) < 3 or "-" in word or not word[:at].strip("“‘(").isalpha():
                continue
            if face.width(line + word[:at] + "-") <= room:
                return word[:at] + "-", word[at:]
    if line.strip():
        return "", word
    for at in range(len(word) - 1, 0, -1):
        if width_of(word[:at], face, vertical=vertical) <= room:
            return word[:at], word[at:]
    return word[:1], word[1:]


@cache
def _hyphenator() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US")
