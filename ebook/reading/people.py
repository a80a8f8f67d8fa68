"""Who wrote a piece and who took its pictures, out of the short texts that say so.

One tagger for each kind of text finds the names in it and where a dateline, a credit or a jump line
ends; another says what each named person did. Their weights are learned by `tools/fitting/spans.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

import msgspec

from ebook.languages import Language
from ebook.model import Person, Role
from ebook.reading.spans import ROLE_WORD, Token, span_features, tokens_of
from ebook.reading.weights import tagger

__all__ = [
    "MODELS",
    "Heads",
    "Kind",
    "Setting",
    "byline",
    "caption",
    "credit",
    "editors",
    "head_end",
    "observe",
    "paragraph_head",
    "paragraph_tail",
    "role_features",
    "tail_start",
]

Kind: TypeAlias = Literal["byline", "editors", "credit", "head", "tail", "caption"]
Span: TypeAlias = tuple[int, int]

MODELS: dict[Kind, str] = {
    "byline": "byline",
    "editors": "byline",
    "credit": "byline",
    "head": "head",
    "tail": "tail",
    "caption": "tail",
}
"""The model that reads each kind of text; the model "who" reads what the people did."""

_HEAD, _TAIL, _CAPTION, _BYLINE = 80, 60, 120, 200
_MARGIN = 6
_DATELINE_ENDS = re.compile(
    r"[】〕\]）)=＝—–:：]|[讯訊电電云]|消息|通信|通訊|通讯|報[导導道]|报[导道]|[特专專][写寫]|소식|종합|발|發"
)
_SENTENCE = re.compile(r"[。！？]|다\.")
_JUMP = re.compile(
    r"[转轉接続續续▶►→➤▷☞]|つづ|へ$|面에|면[에으으로]|계속|[Cc]ontinued|[Ss]ee |[Tt]urn |\bPage\b|参照"
)
_OPEN_END = re.compile(r"[^。！？!?.．…”」』\"'’]\s*$")
_SILENT = re.compile(r"\W+")
_CJK = r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_GAP = re.compile(rf"(?<={_CJK})\s+(?={_CJK})")
_LETTERS = re.compile(_CJK)


class Setting(msgspec.Struct, frozen=True):
    """What is known of the article that a text stands in: a name alone is a reporter here, a columnist there.

    Attributes:
        column: the label of its column, None where it has none.
        news: whether it begins with a dateline.
        signed: whether it has a byline.
    """

    column: str | None = None
    news: bool = False
    signed: bool = False

    @property
    def features(self) -> list[str]:
        """As features that hold for all of a text."""
        kind = f"{self.column is not None:d}{self.news:d}{self.signed:d}"
        return [
            f"set={kind}",
            f"setc{self.column is not None:d}",
            f"setn{self.news:d}",
            f"sets{self.signed:d}",
        ]


_UNKNOWN = Setting()


# --- what a text looks like ---------------------------------------------------------------


class Heads:
    """What the first paragraphs of one issue share: whether, and how, its datelines are set."""

    def __init__(self, texts: Iterable[str]) -> None:
        first = [text.lstrip()[:1] for text in texts]
        self._all = max(1, len(first))
        self._signs = Counter(first)
        self._brackets = sum(self._signs[sign] for sign in "（(【〔[［▲")

    def features(self, text: str) -> list[str]:
        """How usual in the issue a paragraph is that begins as this one does."""
        opens = text.lstrip()[:1]
        share = self._signs[opens] / self._all
        often = 0 if share < 0.1 else 1 if share < 0.3 else 2  # noqa: PLR2004 rare, some, most
        return [f"ho{'b' if opens in '（(【〔[［' else 'o'}{often}", f"hb{4 * self._brackets // self._all}"]


def head_end(text: str) -> int:
    """How much of a paragraph's start can be a dateline, with the little after it that shows where it ends."""
    sentence = _SENTENCE.search(text, 0, _HEAD)
    limit = min(len(text), sentence.end() if sentence else _HEAD)
    last = max((match.end() for match in _DATELINE_ENDS.finditer(text, 0, limit)), default=0)
    return min(limit, last + _MARGIN) if last else 0


def tail_start(text: str) -> int:
    """Where the part of a paragraph begins that can be a signature or a jump line; its length where none can."""
    tail = text[-_TAIL:]
    if not (_OPEN_END.search(tail) or _JUMP.search(tail[-24:])):
        return len(text)
    return len(text) - len(tail)


def _language_of(text: str, language: Language) -> str:
    return language.key[:2] if _LETTERS.search(text) else "en"


def observe(
    kind: Kind, text: str, language: Language, extra: Sequence[str] = ()
) -> tuple[list[Token], list[list[str]]]:
    """The tokens of a text, and what each looks like."""
    tokens = tokens_of(text)
    found = span_features(text, tokens, kind, (f"l={_language_of(text, language)}{kind}", *extra))
    _mark_forms(kind, text, language, tokens, found)
    return tokens, found


_FORMS: dict[Kind, tuple[str, ...]] = {
    "head": ("datelines", "place_datelines"),
    "tail": ("signatures", "jump_to"),
}


def _mark_forms(
    kind: Kind, text: str, language: Language, tokens: Sequence[Token], found: Sequence[list[str]]
) -> None:
    """Adds where the known forms of a language's newspapers stand."""
    for form in _FORMS.get(kind, ()):
        find = language.newspaper.at_start if kind == "head" else language.newspaper.within
        match = find(form, text)
        if match and match.end() > match.start():
            for token, features in zip(tokens, found, strict=True):
                if match.start() <= token.start < match.end():
                    features.append("F" + form if token.start > match.start() else "F1" + form)
                elif token.start == match.end():
                    features.append("F0" + form)


def role_features(
    kind: Kind, text: str, names: Sequence[Span], language: Language, setting: Setting
) -> list[list[str]]:
    """What stands around each name of a text, by which to tell what its bearer did.

    Args:
        kind: what the text is.
        text: the text.
        names: where the names stand, in order.
        language: its language.
        setting: what is known of the article.
    """
    cues = [(match.start(), match.end(), match[0]) for match in ROLE_WORD.finditer(text)]
    tongue = _language_of(text, language)
    around = _SILENT.sub("", text)
    inside = sum(len(_SILENT.sub("", text[start:end])) for start, end in names)
    rest = len(around) - inside
    shared = [
        "k=" + kind,
        f"kl={kind}{tongue}",
        f"n{min(len(names), 4)}{kind}",
        f"rest{0 if rest <= 0 else 1 if rest < 4 else 2 if rest < 12 else 3}{kind}{tongue}",  # noqa: PLR2004 sizes
        *(f"{feature}{kind}{tongue}" for feature in setting.features),
        *(f"{feature}{kind}{rest <= 0}" for feature in setting.features),
        *([f"col={setting.column[-2:]}"] if setting.column else []),
        f"nocue{kind}{tongue}" if not cues else "cue",
        *dict.fromkeys(f"any={word}" for *_, word in cues),
        "opens=" + text[:1],
    ]
    out: list[list[str]] = []
    for at, (start, end) in enumerate(names):
        before = names[at - 1][1] if at else 0
        after = names[at + 1][0] if at + 1 < len(names) else len(text)
        out.append([*shared, f"i{min(at, 3)}", *_beside(text, (start, end), (before, after), cues, kind)])
    return out


def _beside(
    text: str, name: Span, others: Span, cues: Sequence[tuple[int, int, str]], kind: Kind
) -> list[str]:
    """The features of one name: the signs and role words before and after it."""
    start, end = name
    found = [
        f"len{min(end - start, 6)}",
        "-1=" + text[max(0, start - 1) : start],
        "+1=" + text[end : end + 1],
        "-2=" + text[max(0, start - 2) : start],
        "+2=" + text[end : end + 2],
        "both=" + text[max(0, start - 1) : start] + "_" + text[end : end + 1],
        "z=" + text[end - 1 : end],
    ]
    gap = text[others[0] : start]
    found += ("gap=" + gap.strip()[-6:], f"gaplen{min(len(gap.strip()), 6)}{kind}")
    found += (f"gapunit={unit[0]}" for unit in _UNITS.finditer(gap))
    found += (f"in={word}" for cue, stop, word in cues if cue >= start and stop <= end)
    ahead = [(start - stop, word) for cue, stop, word in cues if stop <= start]
    behind = [(cue - end, word) for cue, stop, word in cues if cue >= end]
    found += _cue_features("b", ahead, start - others[0], kind)
    found += _cue_features("a", behind, others[1] - end, kind)
    if ahead and behind:
        found.append(f"ba={min(ahead)[1]}_{min(behind)[1]}")
        found.append(f"nearer={'b' if min(ahead)[0] < min(behind)[0] else 'a'}")
    return found


_UNITS = re.compile(
    r"公司|大[学學]|中[学學]|小[学學]|[学學]院|医院|[县縣]|[镇鎮]|村|乡|鄉|局|部|[队隊]|厂|廠|科|所|院|[团團]|[组組]|班|社[区區]|委|中心|校|대학|교$|과$|시$|동$|군$|町|市"
)


def _cue_features(side: str, cues: Sequence[tuple[int, str]], room: int, kind: Kind) -> Iterable[str]:
    """The nearest role words on one side of a name; those that stand before any other name count double."""
    if not cues:
        yield side + "-" + kind
        return
    far, word = min(cues)
    yield f"{side}={word}"
    yield f"{side}={word}{min(far, 3)}"
    yield f"{side}={word}{kind}"
    if far < room or (far == 0 and room == 0):
        yield f"{side}n={word}"
        yield f"{side}n={word}{kind}"
    if len(cues) > 1:
        yield f"{side}2={sorted(cues)[1][1]}"


# --- reading ------------------------------------------------------------------------------


class _Tagged(msgspec.Struct, frozen=True):
    """What a tagger found in a text: where the names stand, and the special part (dateline, credit, jump line)."""

    names: tuple[Span, ...]
    part: Span | None


def _tag(kind: Kind, text: str, language: Language, extra: Sequence[str] = ()) -> _Tagged:
    tokens, features = observe(kind, text, language, extra)
    if not tokens:
        return _Tagged((), None)
    labels: list[str] = tagger(MODELS[kind]).tag(features)
    names: list[Span] = []
    part: Span | None = None
    for token, label in zip(tokens, labels, strict=True):
        in_part, _, in_name = label.partition(".")
        if in_part != "O":
            part = (part[0] if part else token.start, token.end)
        if in_name == "I" and names and names[-1][1] == token.start:
            names[-1] = (names[-1][0], token.end)
        elif in_name:
            names.append((token.start, token.end))
    return _Tagged(tuple(name for name in names if _SILENT.sub("", text[slice(*name)])), part)


def _people(
    kind: Kind, text: str, names: Sequence[Span], language: Language, setting: Setting = _UNKNOWN
) -> tuple[Person, ...]:
    if not names:
        return ()
    labels: list[str] = tagger("who").tag(role_features(kind, text, names, language, setting))
    found: dict[Person, None] = {}
    for (start, end), label in zip(names, labels, strict=True):
        name = _GAP.sub("", text[start:end]).strip(" \u3000·‧・,.，、:：/／|")
        roles: list[Role] = label.split("+")  # type: ignore[assignment]  # the model's labels are roles
        for role in roles:
            found[Person(role=role, name=name)] = None
    return tuple(found)


def _all_people(kind: Kind, text: str, language: Language, setting: Setting = _UNKNOWN) -> tuple[Person, ...]:
    text = text[:_BYLINE]
    return _people(kind, text, _tag(kind, text, language).names, language, setting)


def byline(text: str, language: Language, setting: Setting = _UNKNOWN) -> tuple[Person, ...]:
    """The people of a byline. Under a column's label, somebody without a role is a columnist."""
    return _all_people("byline", text, language, setting)


def credit(text: str, language: Language) -> tuple[Person, ...]:
    """The people of a picture's credit."""
    return _all_people("credit", text, language)


def editors(text: str, language: Language) -> tuple[Person, ...]:
    """The people of a line that names an article's editors."""
    return _all_people("editors", text, language)


def paragraph_head(text: str, language: Language, heads: Heads) -> tuple[int, tuple[Person, ...]]:
    """How long the dateline is that a paragraph begins with, with the space after it, and who it names.

    Args:
        text: the paragraph.
        language: its language.
        heads: what the first paragraphs of its issue share.
    """
    head = text[: head_end(text)]
    tagged = _tag("head", head, language, heads.features(text)) if head else _Tagged((), None)
    if tagged.part is None or tagged.part[0] > 1:
        return 0, ()
    end = tagged.part[1]
    people = _people("head", head, [name for name in tagged.names if name[1] <= end], language)
    while end < len(text) and text[end].isspace():
        end += 1
    return end, people


def paragraph_tail(
    text: str, language: Language, setting: Setting = _UNKNOWN
) -> tuple[int, tuple[Person, ...]]:
    """Where the jump line begins that a paragraph ends with, and who signs it; its length for no jump line."""
    start = tail_start(text)
    if start >= len(text):
        return len(text), ()
    tail = text[start:]
    tagged = _tag("tail", tail, language, setting.features)
    jump = len(text) if tagged.part is None else start + tagged.part[0]
    return jump, _people("tail", tail, tagged.names, language, setting)


def caption(text: str, language: Language) -> tuple[int, tuple[Person, ...]]:
    """Where the credit begins that a caption ends with, and who it names; its length for no credit."""
    start = max(0, len(text) - _CAPTION)
    shown = text[start:]
    tagged = _tag("caption", shown, language)
    begin = len(text) if tagged.part is None else start + tagged.part[0]
    return begin, _people("caption", shown, tagged.names, language)
