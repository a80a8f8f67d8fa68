"""What a line looks like, in itself and beside its neighbours: the features that roles are learned from.

A feature is a short string. Their names do not matter, only that learning and reading make the same.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Sequence

from ebook.languages import Language
from ebook.reading.cues import cues_of
from ebook.reading.folio import read_folio
from ebook.reading.pieces import Line
from ebook.reading.print_features import SIZES, bucket, frame_features, module_features, print_features
from ebook.reading.words import Vocabulary, words_of

__all__ = ["bucket", "char_class", "line_features", "pattern_of", "shape_of"]

_LENGTHS = (2, 4, 6, 8, 11, 14, 18, 23, 30, 40, 60, 100, 200)
_STOP = re.compile(r"[。！？!?]|(?<=[a-z0-9)다요])\.(?=\s|$)")
_COMMA = re.compile(r"[，,、;；]")
_SPACES = re.compile(r"[ \u3000]+")
_GAP = re.compile(r"\S(?: {2,}|\u3000+|\t)\S")
_QUOTED = re.compile(r"[“「『《‘\"].*[”」』》’\"]$")
_BRACKETED = re.compile(r"[（(【\[〔〈<［].*[)）】\]〕〉>］]$")
_MARK = re.compile(r"[○●◆◇■□△▲▽▼☆★※◎▶►▷•·・①-⑳⑴-⒇㈠-㈩►◈♦❖✿♣♠➤→]")
_NUMBERED = re.compile(r"[（(]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}|[가-하])[)）.、．:：]")
_NAMES = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000][\u4e00-\u9fff])(?:[ \u3000、，/／]+(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000][\u4e00-\u9fff])){0,5}$|[가-힣]{2,4}$|[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z'-]+){1,2}$"
)
_CLASSES = (
    ("d", "0123456789０１２３４５６７８９〇一二三四五六七八九十"),
    ("s", " \u3000\t"),
    (".", "。.．"),
    (",", "，,、"),
    ("!", "！!？?"),
    (":", "：:；;"),
    ("q", "“”\"'‘’「」『』《》〈〉"),
    ("b", "（）()［］[]【】〔〕<>"),
    ("-", "…—–-―─・·~～"),
)


class _Classes(dict[str, str]):
    """The kind of each character, found once."""

    def __missing__(self, char: str) -> str:
        kind = self[char] = _kind(char)
        return kind


def _kind(char: str) -> str:
    if "\u3400" <= char <= "\u9fff" or char == "々":
        return "h"
    if "\u3041" <= char <= "\u30ff":
        return "k"
    if "\uac00" <= char <= "\ud7a3":
        return "g"
    if char.isalpha():
        return "A" if char.isupper() else "a"
    return "x"


_CLASS = _Classes((char, name) for name, chars in _CLASSES for char in chars)
_LONG = 45
_NEAR = 9
_WINDOW = 4
_SAMPLE = 60


def char_class(char: str) -> str:
    """One letter for the kind of a character: Han, kana, hangul, Latin, digit, space, or a kind of mark."""
    return _CLASS[char]


def shape_of(text: str) -> str:
    """The kinds of a text's characters, runs of one kind as one."""
    return "".join(kind for kind, _ in itertools.groupby(text, _CLASS.__getitem__))


_WHOLE = (
    "bylines", "senders", "affiliated", "pen_names", "sign_offs", "credits", "sourced", "jump_to", "jump_from",
    "aside_titles", "verse_labels", "brief_titles", "counted_briefs", "notice_titles", "contents_titles",
    "series_labels",
)  # fmt: skip
_AT_START = ("datelines", "place_datelines", "notes", "table_notes", "questions", "answers")
_WITHIN = ("signatures", "caption_ends", "caption_marks", "jump_to", "page_references")
_LONGEST_WHOLE, _LONGEST_FOLIO, _HEAD_PART, _TAIL_PART = 60, 120, 80, 60
_FOLIO_CUES = frozenset(("page", "staff", "date", "weekday", "papername", "contact", "number"))


_Patterns = tuple[tuple[str, re.Pattern[str]], ...]
_GROUP = re.compile(r"\(\?P<\w+>")


@functools.cache
def _patterns(language: Language) -> tuple[_Patterns, _Patterns, _Patterns]:
    """The conventions of a language, all forms of a field as one pattern: for whole lines, starts, and anywhere."""

    def joined(field: str) -> tuple[str, re.Pattern[str]]:
        forms = (_GROUP.sub("(?:", form.pattern) for form in language.newspaper.compiled(field))
        return field, re.compile("|".join(f"(?:{form})" for form in forms) or "(?!)")

    return tuple(map(joined, _WHOLE)), tuple(map(joined, _AT_START)), tuple(map(joined, _WITHIN))


def _conventions(text: str, cues: Sequence[str], language: Language) -> list[str]:
    """What the conventions of the language say of a line."""
    _, at_start, within = _patterns(language)
    found = _of_short_line(text, language) if len(text) <= _LONGEST_WHOLE else []
    if len(text) <= _LONGEST_FOLIO and not _FOLIO_CUES.isdisjoint(cues):
        folio = read_folio(text, language)
        if folio is not None:
            found += ("Wfolio", f"Wfolio{folio.has_page:d}{bool(folio.staff):d}{folio.bare:d}")
    head, tail = text[:_HEAD_PART], text[-_TAIL_PART:]
    found += (f"A{field}" for field, pattern in at_start if pattern.match(head))
    for field, pattern in within:
        match = pattern.search(tail)
        if match:
            found.append(f"I{field}{'$' if match.end() == len(tail) else ''}")
    return found


def _of_short_line(text: str, language: Language) -> list[str]:
    """What the conventions say of a line that may be a title, a byline or a label as a whole."""
    newspaper = language.newspaper
    whole, _, _ = _patterns(language)
    found = [f"W{field}" for field, pattern in whole if pattern.fullmatch(text)]
    holds = (
        ("Wname", text in newspaper.column_names),
        ("Wend", text.endswith(newspaper.column_words)),
        ("Wkick", text.endswith(newspaper.kicker_ends)),
        ("Wdeck", text.endswith(newspaper.deck_ends)),
        ("Wrole", any(role in text for role in newspaper.roles)),
        ("Wafter", text.endswith(tuple(newspaper.roles_after))),
    )
    return found + [name for name, is_so in holds if is_so]


class _View:
    """What the features of one line are made of."""

    def __init__(self, line: Line, language: Language, *, latin: bool) -> None:
        text = self.text = line.text or " "
        self.size = len(text) / 2.2 if latin else float(len(text))
        self.length = bucket(self.size, _LENGTHS)
        self.cues = cues_of(text)
        self.start, self.end = char_class(text[:1] or " "), char_class(text[-1:] or " ")
        self.stops = min(len(_STOP.findall(text[:400])), 4)
        self.small = [f"L{self.length}", f"E{self.end}", f"S{self.start}", f"st{self.stops}"]
        self.forms = self._forms()
        self.marks = [*_marks(line), *_conventions(text, self.cues, language)]

    def _forms(self) -> list[str]:
        text = self.text
        found = [
            f"c{min(len(_COMMA.findall(text[:400])), 4)}",
            f"sp{min(len(_SPACES.findall(text[:200])), 5)}",
        ]
        if "\t" in text or " | " in text or text.startswith("|"):
            found.append("CELLS")
        elif _GAP.search(text):
            found.append("GAP")
        if _QUOTED.match(text):
            found.append("QUOTED")
        if _BRACKETED.match(text):
            found.append("BRACKETED")
        if _MARK.match(text):
            found.append("MARK")
        if _NUMBERED.match(text):
            found.append("NUM")
        if _NAMES.match(text):
            found.append("NAMES")
        if text.isupper() and text.isascii():
            found.append("UPPER")
        digits = sum(char.isdigit() for char in text[:200])
        found.append(f"dg{min(5, int(10 * digits / max(1, len(text[:200]))))}")
        return found


def _marks(line: Line) -> list[str]:
    """What a program marked, or white space says."""
    found: list[str] = []
    if line.level:
        found += ("#", f"#{min(line.level, 3)}")
    found += (
        f"m={name}"
        for name in ("bold", "bullet", "centred", "quoted", "picture", "rows", "page_break")
        if getattr(line, name)
    )
    if line.blank_before:
        found.append("blank")
    if line.indent:
        found.append(f"ind{bucket(line.indent, (0.5, 1, 2, 3, 6))}")
    if line.label:
        found.append(f"lab={line.label}")
    if line.size:
        found += (f"z{bucket(line.size, SIZES)}", f"z{bucket(line.size, SIZES)}{'b' if line.bold else ''}")
    return found


def _own(view: _View, lang: str) -> list[str]:
    """The features of a line in itself."""
    text = view.text
    found = [*view.small, *view.forms, *view.marks]
    found += (f"X{cue}" for cue in view.cues)
    found += (f"e={text[-1:]}", f"s={text[:1]}", f"sh={shape_of(text[:8])}", f"she={shape_of(text[-8:])}")
    inner = len(_STOP.findall(text[:400][:-1]))
    found += (
        f"in{min(inner, 3)}",
        f"{lang}L{view.length}",
        f"{lang}E{view.end}L{min(view.length, 9)}",
        f"lang={lang}",
    )
    found.append(f"L{view.length}E{view.end}st{view.stops}")
    if view.length <= 5:
        found += (f"b={text[at : at + 2]}" for at in range(len(text) - 1))
        found += (f"XS{cue}" for cue in view.cues)
    found += (f"p2={text[:2]}", f"p3={text[:3]}", f"z2={text[-2:]}")
    return found


def line_features(lines: Sequence[Line], language: Language) -> list[list[str]]:
    """The features of each line of an issue.

    Args:
        lines: logical lines, in order, masthead and folios included.
        language: the issue's language.
    """
    latin = _is_latin(lines)
    views = [_View(line, language, latin=latin) for line in lines]
    own = [_own(view, language.tag[:2]) for view in views]
    extra = _of_issue(views)
    framed, modules = frame_features(lines), module_features(lines)
    out = []
    for at in range(len(views)):
        found = [*own[at], *extra[at]]
        for step in (-3, -2, -1, 1, 2, 3):
            near = at + step
            if not 0 <= near < len(views):
                found.append(f"{step}:none")
                continue
            other = views[near]
            found += (f"{step}:{name}" for name in other.small)
            if abs(step) < 3:
                found += (f"{step}:X{name}" for name in other.cues)
            if abs(step) == 1:
                found += (f"{step}:{name}" for name in other.forms)
                found += (f"{step}:{name}" for name in other.marks)
        found += _around(views, at)
        found += (*print_features(lines, at), *framed[at], *modules[at])
        out.append(found)
    return out


def _is_latin(lines: Sequence[Line]) -> bool:
    """Whether an issue is set in Latin letters, which are less than half as wide as ideographs."""
    letters = [char for line in lines for char in line.text[:_SAMPLE] if char.isalpha()]
    return 2 * sum(char.isascii() for char in letters) > len(letters)


def _is_text(view: _View) -> bool:
    """Whether a line is running text by its length, or by its length and its full stop."""
    return view.size > _LONG or (view.size > 24 and view.end in ".!" and view.stops > 0)


def _of_runs(views: Sequence[_View]) -> list[list[str]]:
    """Where a line stands among the short lines between two pieces of running text, and what frames them."""
    out: list[list[str]] = [[] for _ in views]
    at = 0
    while at < len(views):
        if _is_text(views[at]):
            at += 1
            continue
        end = at
        while end < len(views) and not _is_text(views[end]):
            end += 1
        _describe_run(views, at, end, out)
        at = end
    return out


def _describe_run(views: Sequence[_View], start: int, end: int, out: list[list[str]]) -> None:
    count = end - start
    near = end - start <= 12
    sizes = sorted((views[at].size for at in range(start, end)), reverse=True)
    cues_below = (
        [f"rb={cue}" for cue in views[end].cues if cue[1:] in _FRAMES and cue[0] == "h"]
        if end < len(views)
        else ["rb=end"]
    )
    cues_above = (
        [f"ra={cue}" for cue in views[start - 1].cues if cue[1:] in _FRAMES and cue[0] == "t"]
        if start
        else ["ra=start"]
    )
    pattern = "".join(
        "b" if "reporter" in views[at].cues or "NAMES" in views[at].forms else str(min(views[at].length, 9))
        for at in range(start, min(end, start + 5))
    )
    for at in range(start, end):
        k, left = at - start, end - 1 - at
        found = out[at]
        found += (f"rk{min(k, 6)}", f"rl{min(left, 6)}", f"rn{min(count, 8)}", f"r{min(k, 4)}/{min(left, 4)}")
        found += cues_below if left < 4 else ()
        found += cues_above if k < 4 else ()
        if left < 4:
            found += (f"{cue}|{min(left, 3)}" for cue in cues_below)
        if near:
            found.append(f"rank{min(3, sizes.index(views[at].size))}of{min(count, 5)}")
            found.append(f"rp{k}:{pattern}")
            later = {cue for other in views[at + 1 : end] for cue in other.cues}
            earlier = {cue for other in views[start:at] for cue in other.cues}
            found += (f"la={cue}" for cue in ("reporter", "photo", "jump", "author") if cue in later)
            found += (f"ea={cue}" for cue in ("reporter", "photo", "jump", "author") if cue in earlier)


_FRAMES = frozenset(
    ("dateline", "sent", "signed", "signname", "jump", "qa", "note", "reporter", "photo", "speaker")
)


def _around(views: Sequence[_View], at: int) -> list[str]:
    """Where a line stands: how far from running text, and how long beside its neighbours."""
    found = [f"pos{min(at, 14)}"]
    total = len(views)
    ahead = next((k for k in range(1, _NEAR) if at + k < total and views[at + k].size > _LONG), _NEAR)
    behind = next((k for k in range(1, _NEAR) if at >= k and views[at - k].size > _LONG), _NEAR)
    found += (f"nx{ahead}", f"pv{behind}", f"nx{ahead}L{views[at].length}", f"pv{behind}nx{ahead}")
    for step in (-1, 1):
        if 0 <= at + step < total:
            other = views[at + step]
            ratio = bucket(views[at].size / max(1.0, other.size), (0.3, 0.6, 0.85, 1.15, 1.6, 3))
            found.append(f"{step}ratio{ratio}")
            if abs(views[at].size - other.size) <= 1:
                found.append(f"{step}same")
            found.append(f"{step}L{other.length}E{other.end}|L{views[at].length}E{views[at].end}")
            if shape_of(views[at].text[:6]) == shape_of(other.text[:6]):
                found.append(f"{step}shape")
            if views[at].text[:1] == other.text[:1] and not views[at].text[:1].isalnum():
                found.append(f"{step}sign")
    if 0 < at < total - 1:
        found.append("tri=" + "|".join(f"{v.length}{v.end}" for v in views[at - 1 : at + 2]))
    return found


def _of_issue(views: Sequence[_View]) -> list[list[str]]:
    """What only the whole issue tells: repeated lines, lines of one pattern, and the words shared with neighbours."""
    texts = Counter(view.text for view in views if view.size < 30)
    shapes = Counter(pattern_of(view.text) for view in views if view.size < 30)
    words = [words_of(view.text) for view in views]
    vocabulary = Vocabulary(words)
    out: list[list[str]] = []
    runs = _of_runs(views)
    for at, view in enumerate(views):
        found = runs[at]
        if texts[view.text] > 1:
            found.append(f"again{min(texts[view.text], 4)}")
        if view.size < 30 and shapes[pattern_of(view.text)] > 1:
            found.append(f"pat{bucket(shapes[pattern_of(view.text)], (1, 2, 4, 8))}")
        found += _shared(at, words, vocabulary, view)
        out.append(found)
    return out


def pattern_of(text: str) -> str:
    """A line with its digits and letters levelled: what folios and bylines of one paper share."""
    return re.sub(r"[\d０-９]+", "0", re.sub(r"[\u3400-\u9fff\uac00-\ud7a3A-Za-z]", "w", text))


def _shared(at: int, words: Sequence[frozenset[str]], vocabulary: Vocabulary, view: _View) -> list[str]:
    """How much of a line's words stands above it and below it: a title speaks of what follows."""
    if not words[at]:
        return ["w0"]
    above = frozenset().union(*words[max(0, at - _WINDOW) : at]) if at else frozenset()
    below = frozenset().union(*words[at + 1 : at + 1 + _WINDOW])
    up, down = vocabulary.share(words[at], above), vocabulary.share(words[at], below)
    limits = (0.0, 0.05, 0.12, 0.25, 0.45)
    a, b = bucket(up, limits), bucket(down, limits)
    found = [f"wa{a}", f"wb{b}", f"w{a}{b}"]
    if view.length <= 9:
        found += (f"sw{a}{b}", f"swd{bucket(down - up, (-0.3, -0.1, -0.02, 0.02, 0.1, 0.3))}")
    return found
