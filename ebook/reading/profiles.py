"""What is known of one paper's ways from its earlier issues, as evidence when the next one is read.

A profile changes no weight. It adds to what the first model of `ebook.reading.roles` finds in an issue what it, or
whoever corrected it, found in earlier ones: lines that come again, the shapes and signs of bylines and other short
lines, which titles articles have, and the facts of the masthead that stay the same.

In the lines that come again `0` is any number and `*` any name, so that `本报记者 *` is every byline of that form.
"""

from __future__ import annotations

import difflib
import functools
import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from ebook.errors import UnreadableSource
from ebook.model import Masthead
from ebook.reading.paper import CorrectedIssue, CorrectedLine

__all__ = [
    "FACTS",
    "ROLES",
    "KnownLines",
    "Profile",
    "bare",
    "frame_of",
    "from_toml",
    "label_of_word",
    "levelled",
    "load",
    "to_toml",
    "with_facts",
    "word_of",
]

Times = Annotated[int, Meta(ge=0)]
Counts = dict[str, dict[str, Times]]

ROLES = {
    "MAST": "masthead", "FOLIO": "folio", "COL": "column", "KICK": "kicker", "HEAD": "headline",
    "KH": "kicker-and-headline", "DECK": "deck", "BY": "byline", "JF": "continued-from", "JT": "continued-to",
    "P": "paragraph", "H": "heading", "QUOTE": "quote", "NOTE": "note", "LIST": "list", "VERSE": "verse",
    "TCAP": "table-caption", "TAB": "table-row", "TNOTE": "table-note", "STUB": "table-stub", "FIG": "caption",
    "CRED": "credit", "PICTURE": "picture", "AT": "box-title", "AP": "box-paragraph", "ALIST": "box-list",
    "EC": "editor", "CHROME": "web-controls", "+": "continuation",
}  # fmt: skip
"""The roles of lines, and their names in a profile's file; `first-` before one: an article begins with it."""

FACTS = ("name", "publisher", "cn_number", "issn", "postal_code", "price")
"""The facts of a masthead that stay the same from issue to issue."""

_FIRST = "first-"
_ALL = "articles"
_AGREED, _SOME_FRAMES, _MANY_FRAMES = 0.85, 2, 3
_SHORT, _LONGEST, _LONGEST_FRAME = 40, 120, 12
_WORDS = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"[^\w\s“‘\"'「『《(（]")
_PLAIN_FRAME = re.compile(r"[…0,.，。、!?！？“”‘’\"'「」『』《》:：-]*")
_LABELS = {word: role for role, word in ROLES.items()} | {
    f"{_FIRST}{word}": f"{role}*" for role, word in ROLES.items()
}
_NAME = r"[^\d()（）。，、：:]{1,20}?"
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_WEEKDAY = re.compile(
    r"(?<=星期)[一二三四五六日天0]|(?<=[週周])[一二三四五六日]|[月火水木金土日](?=曜)|[월화수목금토일](?=요일)"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+|[〇一二三四五六七八九十廿]+(?=[年月日版面期號号頁页])")


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ways of one paper.

    Attributes:
        issues: how many issues it was learned from.
        corrected: how many of these a person had corrected.
        facts: the facts of the masthead that stay the same.
        lines: for each role the lines that come again, with numbers as 0 and names as *, and how often they did.
        frames: for each role the frames of lines (`frame_of`), and how often they occurred.
        starts, ends: for each role the characters that its lines begin and end with, and how often they do.
        articles: the number of articles, and of those with a column, a kicker, a deck, a byline; of cross-headings.
        titles: the orders of titles above articles, and how often they occurred.
        examples: the issues that a person corrected, line by line.
    """

    issues: Times = 0
    corrected: Times = 0
    facts: dict[str, str] = {}
    lines: Counts = {}
    frames: Counts = {}
    starts: Counts = {}
    ends: Counts = {}
    articles: dict[str, Times] = {}
    titles: dict[str, Times] = {}
    examples: tuple[CorrectedIssue, ...] = ()

    def signs(self) -> Iterator[tuple[tuple[str, str], int]]:
        """How often lines of a role begin and end with each character, as `roles` counts them."""
        for found, mark in ((self.starts, ""), (self.ends, "$")):
            for word, counts in found.items():
                yield from (((_LABELS[word], f"{mark}{char}"), n) for char, n in counts.items())

    def shares(self) -> dict[str, int]:
        """The number of articles with each part by its role, of all of them as '', of cross-headings as 'H'."""
        return {_LABELS.get(word, ""): n for word, n in self.articles.items()}

    def orders(self) -> dict[str, int]:
        """How often each order of titles occurred, as `roles` writes it."""
        return {"-".join(_LABELS[word] for word in order.split()): n for order, n in self.titles.items()}


class KnownLines:
    """What a profile says of lines, ready to be looked up."""

    def __init__(self, profile: Profile) -> None:
        self._exact = _agreed(profile.lines, 1)
        self._frames = _agreed(profile.frames, _SOME_FRAMES)
        self._usual = _agreed(profile.frames, _MANY_FRAMES, always=True)
        self._forms = [
            (re.compile(re.escape(text).replace(r"\*", _NAME)), label)
            for text, label in self._exact.items()
            if "*" in text
        ]

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self._exact or self._frames or self._usual)

    def label_of(self, text: str) -> str:
        """The label that a line has in the paper by what it says or how it is framed; '' where it has several, or none."""
        key = bare(levelled(text)) if len(text) < _LONGEST else ""
        found = self._exact.get(key) or next(
            (label for form, label in self._forms if form.fullmatch(key)), ""
        )
        return found or self._usual.get(frame_of(text), "")

    def label_of_frame(self, text: str) -> str:
        """The label that nearly all lines of the same frame have in the paper."""
        return self._frames.get(frame_of(text), "")


def _agreed(counts: Counts, least: int, *, always: bool = False) -> dict[str, str]:
    """The label that each text nearly always has, or always, and often enough."""
    found: dict[str, Counter[str]] = {}
    for word, texts in counts.items():
        for text, times in texts.items():
            found.setdefault(bare(text), Counter())[_LABELS[word]] += times
    agreed = {}
    for text, labels in sorted(found.items()):
        label, times = max(labels.items(), key=lambda pair: (pair[1], pair[0]))
        if times >= least and times >= (1 if always else _AGREED) * labels.total():
            agreed[text] = label
    return agreed


def frame_of(text: str) -> str:
    """A short line without its words (（…・…・0）), the first sign of a long one (▽…); '' where there is no sign."""
    flat = bare(levelled(text))
    frame = _WORDS.sub("…", flat)
    if len(text) < _SHORT and len(frame) <= _LONGEST_FRAME and not _PLAIN_FRAME.fullmatch(frame):
        return frame
    return f"{flat[0]}…" if flat and _SIGN.match(flat) else ""


def levelled(text: str) -> str:
    """A line with its numbers, months and weekdays as 0 and its spaces as one: what comes again in the next issue."""
    flat = " ".join(unicodedata.normalize("NFKC", text).split()).replace("*", "＊")
    return _NUMBER.sub("0", _MONTH.sub("0", _WEEKDAY.sub("0", flat)))


def bare(text: str) -> str:
    """A line without its spaces."""
    return "".join(text.split())


def with_facts(masthead: Masthead, profile: Profile) -> Masthead:
    """The masthead with the facts that stay the same, where it lacks them or was read otherwise than it prints them."""
    printed = bare(unicodedata.normalize("NFKC", "".join(masthead.printed)))
    known = {
        fact: value
        for fact, value in profile.facts.items()
        if getattr(masthead, fact) is None or bare(unicodedata.normalize("NFKC", value)) in printed
    }
    return msgspec.structs.replace(masthead, **known)


# --- the file -----------------------------------------------------------------------------

_HEAD = """\
# The ways of one paper, for `ebook export --profile`. Learned from its issues by `ebook profile`; edit it freely.
# A table counts how often something occurred. In the lines, 0 is any number and * is any name.
"""
_EXAMPLES = "The issues that a person corrected, line by line, and what each line is. Lines like these are read like these."
_COMMENTS = {
    "facts": "Facts of the masthead that stay the same; they are used where an issue's own cannot be read.",
    "articles": "How many articles there were, and how many of them had each part; cross-headings in all.",
    "titles": "The orders of the titles above articles.",
    "lines": "Lines that come again, by what they are; `first-`: an article begins with such a line.",
    "frames": "Lines without their words: … is any text, 0 any number; of a long line its first sign alone.",
    "starts": "The characters that lines begin with, by what the lines are.",
    "ends": "The characters that lines end with, by what the lines are.",
}


def to_toml(profile: Profile) -> str:
    """The profile as a text that people can read and edit; the same for the same profile."""
    out = [_HEAD, f"issues = {profile.issues}\ncorrected = {profile.corrected}\n"]
    for name, comment in _COMMENTS.items():
        table: Mapping[str, object] = getattr(profile, name)
        if not table:
            continue
        out.append(f"# {comment}")
        if name in {"facts", "articles", "titles"}:
            out.append(f"[{name}]\n{_rows(table)}")
        else:
            out += (f"[{name}.{word}]\n{_rows(table[word])}" for word in sorted(table))  # type: ignore[arg-type]
    if profile.examples:
        out.append(f"# {_EXAMPLES}")
        out += map(_example, profile.examples)
    return "\n".join(out)


def _example(issue: CorrectedIssue) -> str:
    """An issue as an array of inline tables, one a line."""
    rows = "".join(f"  {{ {_fields(line)} }},\n" for line in issue.lines)
    return f"[[examples]]\nlines = [\n{rows}]\n"


def _fields(line: CorrectedLine) -> str:
    fields: dict[str, object] = msgspec.to_builtins(line)
    said = {key: value for key, value in fields.items() if value or key == "text"}
    return ", ".join(f"{key} = {_quoted(value)}" for key, value in said.items())


def _rows(table: Mapping[str, object]) -> str:
    """The rows of a table: what occurred most often first."""
    ranked = sorted(table.items(), key=lambda row: (-row[1] if isinstance(row[1], int) else 0, row[0]))
    return "".join(
        f"{key if _PLAIN.fullmatch(key) else _quoted(key)} = {_quoted(value)}\n" for key, value in ranked
    )


def _quoted(value: object) -> str:
    """A key or value in TOML, whose strings are those of JSON, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def load(path: Path) -> Profile:
    """The profile of a file.

    Raises:
        UnreadableSource: it cannot be read, is no TOML, or not a profile.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(
            f"the profile cannot be read: {error.strerror or error}",
            file=str(path),
            hint="make one with `ebook profile`",
        ) from error
    return from_toml(data, str(path))


@functools.lru_cache(maxsize=8)
def from_toml(data: bytes, file: str) -> Profile:
    """The profile that a text in TOML describes; `file` is what an error calls it.

    Raises:
        UnreadableSource: it is no TOML, or not a profile.
    """
    try:
        text = data.decode()
        profile = msgspec.convert(tomllib.loads(text), Profile)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableSource(
            "this profile is not in UTF-8", file=file, line=line, hint="save it in UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise UnreadableSource(
            f"this profile is not valid TOML: {error}", file=file, line=line, hint="correct the line"
        ) from error
    except msgspec.ValidationError as error:
        raise _refused(str(error), _fault(tomllib.loads(text)), text, file) from error
    _ensure_names(profile, text, file)
    return profile


def _fault(table: Mapping[str, object], above: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The keys that lead to the first value that a profile cannot hold."""
    for key, value in table.items():
        whole: object = value
        for name in reversed((*above, key)):
            whole = {name: whole}
        try:
            msgspec.convert(whole, Profile)
        except msgspec.ValidationError:
            path = (*above, key)
            return _fault(value, path) or path if isinstance(value, dict) else path
    return ()


def _ensure_names(profile: Profile, text: str, file: str) -> None:
    """See that the tables are named after roles and facts that exist."""
    known: dict[str, tuple[Mapping[str, object], Iterable[str]]] = {
        "facts": (profile.facts, FACTS),
        "articles": (profile.articles, (_ALL, *ROLES.values())),
        **{name: (getattr(profile, name), _LABELS) for name in ("lines", "frames", "starts", "ends")},
    }
    for table, (found, names) in known.items():
        for name in found:
            if name not in names:
                raise _refused(f"{table} has no “{name}”", (table, name), text, file, names)
    for order in profile.titles:
        for word in order.split():
            if word not in _LABELS:
                raise _refused(f"titles has no “{word}”", ("titles", order), text, file)
    for line in (line for issue in profile.examples for line in issue.lines):
        if line.role and line.role not in _LABELS:
            at = text.count("\n", 0, text.find(f'"{line.role}"')) + 1
            raise _not_a_profile(f"examples has no “{line.role}”", file, at, line.role, _LABELS)


def _refused(
    message: str, path: Sequence[str], text: str, file: str, names: Iterable[str] = ()
) -> UnreadableSource:
    """The error of a profile that holds something else than profiles do, at the line that the keys lead to."""
    at = 0
    for key in path:
        found = re.compile(rf'(?:^|[\[.])[ \t]*"?{re.escape(key)}"?[ \t]*[.\]=]', re.MULTILINE).search(
            text, at
        )
        at = found.start() + len(found[0]) - 1 if found else at
    return _not_a_profile(message, file, text.count("\n", 0, at) + 1, path[-1] if path else "", names)


def _not_a_profile(message: str, file: str, line: int, word: str, names: Iterable[str]) -> UnreadableSource:
    near = difflib.get_close_matches(word, list(names), 1)
    return UnreadableSource(
        f"this is not a profile: {message}",
        file=file,
        line=line,
        hint=f"did you mean “{near[0]}”?" if near else "compare it with one that `ebook profile` writes",
    )


def label_of_word(word: str) -> str:
    """The label that a name in a profile's file stands for."""
    return _LABELS[word]


def word_of(label: str) -> str:
    """The name of a label in a profile's file."""
    return f"{_FIRST}{ROLES[label[:-1]]}" if label.endswith("*") else ROLES[label]
