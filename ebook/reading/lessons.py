"""What the issues of a paper teach: `learn` makes a profile of them.

A corrected issue says the right role of each line of its source by its text; of an issue that nobody corrected,
only the lines count whose role is nearly certain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ebook.errors import UsageError
from ebook.model import (
    Article,
    Aside,
    Block,
    Figure,
    Heading,
    Issue,
    List,
    Masthead,
    Note,
    Paragraph,
    Quote,
    Table,
    Titles,
    Verse,
    plain,
    titles,
)
from ebook.readers import Reading
from ebook.reading.paper import CorrectedIssue, corrected_line
from ebook.reading.pieces import Line
from ebook.reading.profiles import FACTS, ROLES, Profile, bare, frame_of, levelled, word_of
from ebook.reading.roles import HEADER, SIGNED, headers_of

__all__ = ["Lesson", "learn", "lesson_of"]

_SURE = 0.77
_RUBRIC = 8
_TEXT = ("P", "AP", "LIST", "ALIST", "VERSE", "TAB", "STUB", "QUOTE", "FIG", "PICTURE", "CHROME", "+", "KH")
_NAMED = ("BY", "EC", "CRED", "FOLIO")
_ENOUGH = 12
_IN_BOX = {"P": "AP", "LIST": "ALIST"}
_KEPT = 5


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of an issue with their labels, '' where one is not known for certain, and what the issue says."""

    lines: list[Line]
    labels: list[str]
    masthead: Masthead
    names: frozenset[str]
    corrected: bool


def lesson_of(reading: Reading, corrected: Issue | None = None) -> Lesson:
    """What an issue teaches.

    Args:
        reading: how its source was read without any correction.
        corrected: the issue as a person corrected it; None: nobody did.

    Raises:
        UsageError: the source itself says what each of its texts is.
    """
    if not reading.lines:
        raise UsageError(
            "there is nothing to learn from this source: it says itself what each of its texts is",
            hint="name the texts, page PDFs or pictures of the paper's issues",
        )
    lines = [line.line for line in reading.lines if line.line is not None]
    if corrected is None:
        labels = [line.label if line.sure >= _SURE else "" for line in reading.lines]
    else:
        labels = _Aligned(corrected).labels_of(lines)
    issue = corrected or reading.issue
    names = frozenset(person.name for article in issue.articles for person in article.byline)
    return Lesson(
        lines=lines, labels=labels, masthead=issue.masthead, names=names, corrected=corrected is not None
    )


# --- a corrected issue beside its source --------------------------------------------------


class _Part(msgspec.Struct, frozen=True):
    """A text of an issue with its role, and the number of its article."""

    text: str
    role: str
    article: int | None = None
    editors: frozenset[str] = frozenset()
    is_first: bool = False


class _Aligned:
    """The texts of an issue, where the lines of its source are looked up."""

    def __init__(self, issue: Issue) -> None:
        self.parts = [part for part in _parts(issue) if part.text]
        self.whole = "\n" + "\n".join(part.text for part in self.parts) + "\n"
        self.places: list[int] = []
        place = 1
        for part in self.parts:
            self.places.append(place)
            place += len(part.text) + 1

    def labels_of(self, lines: Sequence[Line]) -> list[str]:
        """The label of each line: the role of the text that it is, or is part of."""
        labels, begun, after = [], set[int](), 0
        for line in lines:
            text = bare(line.text)
            at = self._find(text, after) if text else -1
            if at < 0:
                labels.append("")
                continue
            after = at
            part = self.parts[bisect_right(self.places, at) - 1]
            begins = part.article is not None and part.article not in begun
            if part.article is not None:
                begun.add(part.article)
            begins = begins and (part.role in HEADER or part.is_first)
            role = "EC" if part.role == "BY" and any(name in text for name in part.editors) else part.role
            labels.append(f"{role}{'*' if begins else ''}")
        return labels

    def _find(self, text: str, after: int) -> int:
        """Where a line's text stands: whole and after the one before it, else whole, else within a longer text."""
        whole = f"\n{text}\n"
        for start in (max(0, after - 1), 0):
            at = self.whole.find(whole, start)
            if at >= 0:
                return at + 1
        if len(text) < _ENOUGH:
            return next(
                (
                    place + part.text.find(text)
                    for place, part in zip(self.places, self.parts, strict=True)
                    if part.role == "BY" and text in part.text
                ),
                -1,
            )
        at = self.whole.find(text, after)
        return at if at >= 0 else self.whole.find(text)


def _parts(issue: Issue) -> Iterator[_Part]:
    yield from (_Part(bare(line), "MAST") for line in issue.masthead.printed)
    number = 0
    for section in issue.sections:
        yield from (_Part(bare(line), "FOLIO") for line in (*section.folio, *section.staff))
        for article in section.articles:
            editors = frozenset(bare(person.name) for person in article.byline if person.role == "editor")
            texts = [(role, bare(text)) for role, text in _of_article(article) if text]
            for at, (role, text) in enumerate(texts):
                yield _Part(text, role, number, editors, at == 0)
            number += 1


def _of_article(article: Article) -> Iterator[tuple[str, str]]:
    for role, value in (
        ("COL", article.column), ("KICK", article.kicker), ("HEAD", article.headline), ("DECK", article.deck)
    ):  # fmt: skip
        yield from _of_titles(role, value)
    yield "BY", article.byline_text or ""
    yield "JF", article.continued_from or ""
    first = article.body[0] if article.body else None
    if article.dateline and isinstance(first, Paragraph):
        yield "P", article.dateline + plain(first.text)
    for block in article.body:
        yield from _of_block(block)
    yield "JT", article.continued_to or ""


def _of_titles(role: str, value: Titles) -> Iterator[tuple[str, str]]:
    lines = [plain(line) for line in titles(value)]
    yield from ((role, line) for line in lines)
    if len(lines) > 1:
        yield role, "".join(lines)
    for line in lines:  # which may be printed in two lines, or in three
        words = line.split()
        for count in (1, 2):
            if len(words) > count:
                yield from ((role, " ".join(words[at : at + count])) for at in range(len(words) - count + 1))


def _of_block(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Paragraph() | Heading() | Quote() | Note():
            yield {Paragraph: "P", Heading: "H", Quote: "QUOTE", Note: "NOTE"}[type(block)], plain(block.text)
        case Verse():
            yield from (("VERSE", plain(line)) for line in block.text)
        case List():
            yield from (("LIST", plain(item)) for item in block.items)
        case Table():
            yield "TCAP", plain(block.caption)
            yield "TAB", "".join(plain(cell) for cell in block.header)
            yield from (("TAB", "".join(plain(cell) for cell in row)) for row in block.rows)
            yield "TNOTE", plain(block.note)
        case Figure():
            yield "FIG", plain(block.caption) + plain(block.credit)
            yield "FIG", plain(block.caption)
            yield "CRED", plain(block.credit)
        case Aside():
            yield "AT", plain(block.title)
            for inner in block.body:
                yield from ((_IN_BOX.get(role, role), text) for role, text in _of_block(inner))


# --- what the issues share ----------------------------------------------------------------


def learn(lessons: Iterable[Lesson]) -> Profile:
    """The profile of the paper that some issues are of."""
    lessons = list(lessons)
    counts = _Counts()
    for lesson in lessons:
        counts.add(lesson)
    return Profile(
        issues=len(lessons),
        corrected=sum(lesson.corrected for lesson in lessons),
        facts=_facts(lessons),
        lines={word: found for word, rows in counts.lines.items() if (found := _recurring(word, rows))},
        frames=_usual(counts.frames, least=2),
        starts=_usual(counts.starts),
        ends=_usual(counts.ends),
        articles=dict(counts.articles),
        titles=dict(counts.titles),
        examples=tuple(map(_example, [lesson for lesson in lessons if lesson.corrected][-_KEPT:])),
    )


def _example(lesson: Lesson) -> CorrectedIssue:
    """The lines of an issue with the roles that are known."""
    pairs = zip(lesson.lines, lesson.labels, strict=True)
    return CorrectedIssue(
        lines=tuple(corrected_line(line, label and word_of(label)) for line, label in pairs)
    )


class _Counts:
    """What occurs in issues, and how often."""

    def __init__(self) -> None:
        self.lines: dict[str, Counter[str]] = {}
        self.frames: dict[str, Counter[str]] = {}
        self.starts: dict[str, Counter[str]] = {}
        self.ends: dict[str, Counter[str]] = {}
        self.articles: Counter[str] = Counter()
        self.titles: Counter[str] = Counter()

    def add(self, lesson: Lesson) -> None:
        """Count the lines of an issue; its forms only where a person corrected it, lest errors confirm themselves."""
        for line, label in zip(lesson.lines, lesson.labels, strict=True):
            if label and line.text:
                self._add_line(line.text, label, lesson.names)
                if lesson.corrected:
                    self._add_form(line.text, label)
        if lesson.corrected:
            self._add_articles(lesson.labels)

    def _add_line(self, text: str, label: str, names: Iterable[str]) -> None:
        role, word = label.rstrip("*"), word_of(label)
        if role not in _TEXT:
            key = _without_names(levelled(text), names) if role in _NAMED else levelled(text)
            if re.search(r"[^\W\d_*]" if "*" in key else r"[^\W\d_]{2}", key):
                self.lines.setdefault(word, Counter())[key] += 1

    def _add_form(self, text: str, label: str) -> None:
        role, word = label.rstrip("*"), word_of(label)
        if frame := frame_of(text):
            self.frames.setdefault(word, Counter())[frame] += 1
        if role in SIGNED:
            self.starts.setdefault(ROLES[role], Counter())[text[0]] += 1
            self.ends.setdefault(ROLES[role], Counter())[text[-1]] += 1

    def _add_articles(self, labels: Sequence[str]) -> None:
        for header in headers_of(labels):
            self.articles["articles"] += 1
            self.articles.update(ROLES[role] for role in {*header} & {"COL", "KICK", "DECK", "BY"})
            self.titles[" ".join(ROLES[role] for role in header)] += bool(header)
        self.articles["heading"] += labels.count("H")


def _recurring(word: str, lines: Counter[str]) -> dict[str, int]:
    """The lines of a role that may come again: of titles the short ones, and what has come again already."""
    is_title = word.removeprefix("first-") in {ROLES[role] for role in ("KICK", "HEAD", "DECK", "H")}
    return {line: times for line, times in lines.items() if times > 1 or not is_title or len(line) <= _RUBRIC}


def _without_names(text: str, names: Iterable[str]) -> str:
    """A line with * in the place of each name."""
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 1:
            text = re.sub(r"\s*".join(map(re.escape, bare(name))), "*", text)
    return text


def _usual(counts: dict[str, Counter[str]], least: int = 1) -> dict[str, dict[str, int]]:
    """What occurred often enough, in all roles together."""
    whole = sum(counts.values(), Counter[str]())
    kept = {
        word: {text: times for text, times in found.items() if whole[text] >= least}
        for word, found in counts.items()
    }
    return {word: found for word, found in kept.items() if found}


def _facts(lessons: Sequence[Lesson]) -> dict[str, str]:
    """The facts on which the issues agree; of those that nobody corrected, most of them."""
    found = {}
    for fact in FACTS:
        corrected = [getattr(lesson.masthead, fact) for lesson in lessons if lesson.corrected]
        values = Counter(
            value for value in corrected or (getattr(lesson.masthead, fact) for lesson in lessons) if value
        )
        if values and 2 * max(values.values()) > values.total():
            found[fact] = max(values, key=lambda value: values[value])
    return found
