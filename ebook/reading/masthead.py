"""The facts of a masthead, each found on its own wherever it stands among the lines."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ebook.calendar import find_dates
from ebook.languages import Language
from ebook.numerals import flat, number
from ebook.reading.masthead_facts import Facts, read_facts
from ebook.reading.paper_names import find_name, guess_name
from ebook.reading.spans import Token, runs_of, span_features, tokens_of
from ebook.reading.weights import tagger

__all__ = ["FACTS", "MastheadFacts", "date_elsewhere", "name_elsewhere", "observe", "read_masthead"]

Span = tuple[int, int]

FACTS = (
    "name", "publisher", "date", "weekday", "lunar_date", "issue_number", "page_count", "cn_number", "issn",
    "postal_code", "weather", "edition", "price",
)  # fmt: skip
"""The facts that can be found, as the model's labels and the fields of `MastheadFacts` name them."""


class MastheadFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a masthead says, as `ebook.model.Masthead` holds it.

    Attributes:
        name: without the spaces between its characters.
        issue_number: in digits where it is a number.
        spans: where each fact stands in the lines, joined by U+000A.
    """

    name: str | None = None
    publisher: str | None = None
    date: datetime.date | None = None
    weekday: str | None = None
    lunar_date: str | None = None
    issue_number: str | None = None
    page_count: int | None = None
    cn_number: str | None = None
    issn: str | None = None
    postal_code: str | None = None
    weather: str | None = None
    edition: str | None = None
    price: str | None = None
    spans: Mapping[str, Span] = {}


# --- what a masthead looks like -----------------------------------------------------------

_NAME_END = re.compile(
    r"(?:日报|日報|晚报|晚報|早报|早報|晨报|晨報|时报|時報|周报|週報|新報|新报|商报|商報|画报|新聞|新闻|일보|신문|신보|타임스|경제|스포츠|青年报|导报|導報|快报|都市报|公報|公报"
    r"|報|报|學報|学报|通信|タイムズ|タイムス|ニュース|학보|저널|헤럴드|일간|시보|월보|주보|(?i:daily|news|times|post|herald|weekly|journal|gazette|mail|star|tribune|courier|standard|observer))$"
)
_SPACED_LINE = re.compile(r"(?:\S[ 　]{1,4}){1,11}\S")
_PART = re.compile(r"[^ \u3000|｜/／]+")


def _text_of(lines: Sequence[str]) -> str:
    return "\n".join(line.replace("\n", " ") for line in lines)


def observe(
    lines: Sequence[str], language: Language, body: str, facts: Facts | None = None
) -> tuple[list[Token], list[list[str]]]:
    """The tokens of a masthead's lines, joined by U+000A, and what each looks like."""
    text = _text_of(lines)
    tokens = tokens_of(text)
    found = span_features(text, tokens, "masthead", ("l=" + language.key[:2],))
    marks = _marks(text, language, facts or read_facts(text, language))
    by_line = [_LineFeatures(line, at, body) for at, line in enumerate(text.split("\n"))]
    line, start = 0, 0
    for token, features in zip(tokens, found, strict=True):
        features.extend(by_line[line].at(token.start - start))
        features.extend(
            mark + ("1" if token.start == begin else "")
            for begin, end, mark in marks
            if begin <= token.start < end
        )
        if token.text == "\n":
            line, start = line + 1, token.end
    return tokens, found


class _LineFeatures:
    """What a line of a masthead says of each of its places."""

    def __init__(self, line: str, at: int, body: str) -> None:
        bare = "".join(line.split())
        self._size = len(line)
        self._all = [
            f"ln{min(at, 8)}",
            f"ll{min(len(line) // 4, 12)}",
            f"ln{min(at, 4)}ll{min(len(line) // 3, 8)}",
        ]
        self._all += ["spacedline"] * bool(_SPACED_LINE.fullmatch(line.strip()))
        self._all += ["lineend"] * bool(_NAME_END.search(bare))
        self._all += ["nodigit"] * (not re.search(r"\d", line))
        self._all += ["ascii"] * line.isascii()
        self._all += ["linebody"] * bool(bare and body.count(bare) > 1)
        self._parts = [
            (*part.span(), self._part_features(part[0], line.strip(), body)) for part in _PART.finditer(line)
        ]

    @staticmethod
    def _part_features(part: str, line: str, body: str) -> list[str]:
        is_line = part == line
        found = [f"pl{min(len(part), 14)}", f"pe={part[-2:]}", f"ps={part[:2]}", f"pf{is_line}"]
        if _NAME_END.search(part):
            found += ("nameend", f"nameend{is_line}")
        if body.count(part) > 1:
            found.append("inbody")
        return found

    def at(self, column: int) -> Iterator[str]:
        """The features of a place in the line."""
        yield from self._all
        yield f"co{min(column, 6)}"
        yield f"re{min(self._size - column, 6)}"
        for start, end, features in self._parts:
            if start <= column < end:
                yield from features


def _marks(text: str, language: Language, facts: Facts) -> list[tuple[int, int, str]]:
    """Where the printed forms of the facts stand, by what is known of the language's mastheads."""
    found = [(date.start, date.end, "Rdate") for date in find_dates(text, language)]
    known: dict[str, str | None] = {str(field): value for field, value in facts.printed.items()}
    known |= {"weekday": facts.weekday, "lunar": facts.lunar_date, "weather": facts.weather}
    known["name"] = _known_name(text, language, facts)
    for field, value in known.items():
        if value and (span := _find(value, text)):
            found.append((*span, "R" + field))
    return found


def _find(value: str, text: str) -> Span | None:
    match = re.search(r"\s*".join(map(re.escape, "".join(value.split()))), text) or re.search(
        r"\s*".join(map(re.escape, "".join(value.split()))), flat(text)
    )
    return match.span() if match else None


def _known_name(text: str, language: Language, facts: Facts, *, guess: bool = False) -> str | None:
    chars = list(flat(text))
    for start, end in (*facts.hard, *facts.soft):
        chars[start:end] = [char if char == "\n" else "\ufffc" for char in chars[start:end]]
    lines = "".join(chars).split("\n")
    found = find_name(lines, language.masthead)
    return found or (
        guess_name(text.split("\n"), lines) if guess and len(lines) == text.count("\n") + 1 else None
    )


# --- reading ------------------------------------------------------------------------------

_CJK_GAP = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


def read_masthead(lines: Sequence[str], language: Language, body: str) -> MastheadFacts:
    """The facts of a masthead.

    Args:
        lines: its lines, with whatever else stands among them.
        language: the paper's language.
        body: folio lines and datelines of the issue, which can repeat the paper's name.
    """
    if not any(line.strip() for line in lines):
        return MastheadFacts()
    text = _text_of(lines)
    facts = read_facts(text, language)
    tokens, features = observe(lines, language, body, facts)
    found = _Found({}, {})
    for first, after, field in runs_of(tagger("masthead").tag(features)):
        span = (tokens[first].start, tokens[after - 1].end)
        found.take(field, _value(field, span, text, language), span)
    _fill_up(text, language, facts, found)
    return MastheadFacts(**found.values, spans=found.spans)  # type: ignore[arg-type]  # each value was made for its field


class _Found(msgspec.Struct):
    """The facts found so far, and where they stand."""

    values: dict[str, object]
    spans: dict[str, Span]

    def take(self, field: str, value: object, span: Span) -> None:
        """Adds a fact; the first of a field counts, but two publishers are one."""
        if value is None:
            return
        if field not in self.values:
            self.values[field], self.spans[field] = value, span
        elif field == "publisher":
            self.values[field] = f"{self.values[field]} {value}"
            self.spans[field] = (self.spans[field][0], span[1])


def _value(field: str, span: Span, text: str, language: Language) -> object:
    """A fact in the form of the model; None where the text is not one."""
    printed = " ".join(text[slice(*span)].split())
    if not printed:
        return None
    if field == "date":
        dates = [date for date in find_dates(text, language) if date.date]
        return next((date.date for date in dates if date.start < span[1] and span[0] < date.end), None)
    if field == "page_count":
        return number(printed)
    if field == "issue_number":
        return _issue_number(printed)
    return _CJK_GAP.sub("", printed) if field == "name" else printed


def _issue_number(printed: str) -> str:
    count = number(re.sub(r"[,，\s]", "", printed))
    return printed if count is None else str(count)


def _fill_up(text: str, language: Language, facts: Facts, found: _Found) -> None:
    """Adds what the forms of the language find and the tagger did not."""
    known: dict[str, object] = {
        **{str(field): value for field, value in facts.printed.items()},
        "weekday": facts.weekday,
        "lunar_date": facts.lunar_date,
        "weather": facts.weather,
        "page_count": facts.page_count,
        "date": next((date.date for date in find_dates(text, language) if date.date), facts.date),
        "name": _known_name(text, language, facts, guess=True),
    }
    if isinstance(known.get("issue_number"), str):
        known["issue_number"] = _issue_number(str(known["issue_number"]))
    for field, value in known.items():
        if value is None or field in found.values:
            continue
        found.values[field] = value
        if span := _find(str(value), text):
            found.spans[field] = span


# --- a page without a masthead ------------------------------------------------------------

_OWN = re.compile(r"本[报報刊紙社]|本市|体育|體育|綜合|综合|据|據")
_IN_DATELINE = re.compile(
    r"《(?P<name>[^》]{2,14})》|[\[【(（][^=＝\]】]*[=＝](?P<korean>[가-힣]{2,8}(?:일보|신문|신보|뉴스|타임스))"
)
_FOLIO_PART = re.compile(r"[^ \u3000\t|｜·•:：/／,，]+(?: [A-Za-z][A-Za-z'’&]*)*")


def name_elsewhere(folios: Sequence[str], datelines: Sequence[str], language: Language) -> str | None:
    """The paper's name as folio lines or datelines print it; None where none does."""
    found: Counter[str] = Counter()
    ends = language.masthead.name_ends
    for line in folios:
        parts = [line.strip(), *(part[0] for part in _FOLIO_PART.finditer(line))]
        for part in dict.fromkeys(parts):
            bare = _CJK_GAP.sub("", part)
            if _is_name(bare, ends):
                found[bare] += 2
    for line in datelines:
        for match in _IN_DATELINE.finditer(line):
            name = match["name"] or match["korean"]
            if _is_name(name, ends):
                found[name] += 1
    return max(found, key=lambda name: found[name]) if found else None


_LONGEST = 30


def _is_name(text: str, ends: tuple[str, ...]) -> bool:
    return (
        2 < len(text) <= _LONGEST  # noqa: PLR2004 a kind and a place at least
        and (text.endswith(ends) or bool(_NAME_END.search(text)))
        and not _OWN.match(text)
        and not re.search(r"\d", text)
    )


def date_elsewhere(folios: Sequence[str], language: Language) -> datetime.date | None:
    """The day of issue as folio lines print it, the most frequent one; None where none does."""
    dates = Counter(
        date.date for line in folios for date in find_dates(line, language) if date.date is not None
    )
    return dates.most_common(1)[0][0] if dates else None
