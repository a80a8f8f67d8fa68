"""The printed lines of a block become its parts: paragraphs, headings, titles."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from ebook.pages.atoms import Atom, is_cjk, is_title
from ebook.pages.order import Flow
from ebook.reading.chars import columns, ends_sentence, ends_text

__all__ = ["Part", "joined_text", "parts_of", "title_parts"]

_INDENT = 0.8
_LONGEST_INDENT = 6.0
_SHORT = 1.3
_VERY_SHORT = 3.5
_EXTRA = 0.45
_LONGEST_HEADING = 45
_LEAST_LET_IN = 2
_HYPHENED = re.compile(r"([A-Za-z]*[a-z])[-\u00ad]$")
_WORD = re.compile(r"[a-z]+")
_BULLETS = frozenset("▲△▼▽◆◇●○◎■□★☆◉・•·►▶☐※①②③④⑤⑥⑦⑧⑨⑩")
_LINE_ENDS = ("，", "。", "；", "！", "？", "：", "、", "」", "”", ",", ".", ";", "!", "?", ":")


class Part(msgspec.Struct):
    """A logical line in the making.

    Attributes:
        atoms: its printed lines.
        is_text: whether it is no title.
        fresh: whether it begins here for certain.
        module, centred: as in `Line`.
        is_open: whether its last sentence goes on elsewhere.
        is_full: whether its last line is as long as its column is wide.
        goes_on: whether its first line has no indent where paragraphs have one.
    """

    atoms: list[Atom]
    is_text: bool
    fresh: bool
    module: int
    centred: bool = False
    is_open: bool = False
    is_full: bool = False
    goes_on: bool = False


def title_parts(atoms: Sequence[Atom], flow: Flow, module: int) -> Iterable[Part]:
    """The titles of a header: lines of one size and face are one title, where those of a smaller one fill their line."""
    spread = (min(atom.own.left for atom in atoms), max(atom.own.right for atom in atoms))
    largest = max(atom.size for atom in atoms)
    for group in _runs(atoms):
        whole = group[0].size >= 0.95 * largest and is_title(group[0], flow.body)
        parts = [group] if whole else _filled(group, spread[1])
        for part in parts:
            yield Part(part, is_text=False, fresh=True, module=module, centred=_is_centred(part, spread))


def _filled(atoms: Sequence[Atom], right: float) -> list[list[Atom]]:
    """Lines of a kicker or deck; one that has no room for another word goes on in the next."""
    parts: list[list[Atom]] = []
    for atom in atoms:
        if parts and parts[-1][-1].own.right + _room_for(atom) > right:
            parts[-1].append(atom)
        else:
            parts.append([atom])
    return parts


def _room_for(atom: Atom) -> float:
    """How much room the first word of a line takes."""
    word = atom.text.split(maxsplit=1)[0] if atom.text.strip() else ""
    cells = _SHORT if not word or is_cjk(word[0]) else columns(word) + 0.5
    return cells * atom.size


def _runs(atoms: Sequence[Atom]) -> Iterable[list[Atom]]:
    group: list[Atom] = []
    for atom in atoms:
        if group and not _same_face(group[-1], atom):
            yield group
            group = []
        group.append(atom)
    if group:
        yield group


def _same_face(one: Atom, other: Atom) -> bool:
    return (
        abs(one.size - other.size) <= 0.08 * max(one.size, other.size)  # the same type
        and one.bold == other.bold
        and one.label == other.label
        and one.level == other.level
    )


def _is_centred(atoms: Sequence[Atom], spread: tuple[float, float]) -> bool:
    left = min(atom.own.left for atom in atoms) - spread[0]
    right = spread[1] - max(atom.own.right for atom in atoms)
    size = atoms[0].size
    return left > size and abs(left - right) <= size


def parts_of(
    atoms: Sequence[Atom], flow: Flow, module: int, *, caption: bool = False, stands: bool = False
) -> list[Part]:
    """The paragraphs and headings of a block's lines.

    Args:
        atoms: the lines from the top.
        flow: how the page's text runs.
        module: of the block.
        caption: whether the lines are those of a picture's caption, where none is a heading.
        stands: whether each line stands for itself.
    """
    if not atoms:
        return []
    column = _Column(atoms, flow, stands=stands)
    parts: list[Part] = []
    for group in _runs(atoms):
        heading = not caption and _is_heading(group, flow)
        for at, atom in enumerate(group):
            after = group[at + 1] if at + 1 < len(group) else None
            if at and column.goes_on(group[at - 1], atom, after, heading=heading):
                parts[-1].atoms.append(atom)
                continue
            starts = heading or bool(parts) or column.is_indented(atom)
            parts.append(Part([atom], is_text=not heading, fresh=starts, module=module))
    return parts


class _Column:
    """The edges of a block's lines, the usual gap between them, and how paragraphs begin among them.

    `hanging` says how far in lines stand, in half characters, that go on below a line that stands further out.
    """

    def __init__(self, atoms: Sequence[Atom], flow: Flow, *, stands: bool) -> None:
        gaps = [b.own.top - a.own.bottom for a, b in itertools.pairwise(atoms)]
        self.gap = statistics.median_low(gaps) if gaps else 0.0
        left, right = min(atom.own.left for atom in atoms), max(atom.own.right for atom in atoms)
        self.left = _local([atom.own.left for atom in atoms], left, atoms)
        self.right = _local([atom.own.right for atom in atoms], right, atoms)
        self.hanging = self._hanging(atoms)
        self.stands = stands or _stand_alone(atoms, right - left, flow)

    def is_indented(self, atom: Atom) -> bool:
        """Whether a line begins a paragraph by its indent."""
        level = self._level(atom)
        return 2 * _INDENT <= level <= 2 * _LONGEST_INDENT and level not in self.hanging

    def _level(self, atom: Atom) -> int:
        return round(2 * (atom.own.left - self.left[id(atom)]) / max(atom.size, 1e-6))

    def _is_full(self, atom: Atom) -> bool:
        return (self.right[id(atom)] - atom.own.right) / max(atom.size, 1e-6) <= _SHORT

    def _hanging(self, atoms: Sequence[Atom]) -> frozenset[int]:
        """How far in lines stand that do not begin paragraphs.

        They mostly follow a full line within a sentence, and are mostly followed by such a line or by a new beginning
        at the edge.
        """
        votes: Counter[int] = Counter()
        for before, atom in itertools.pairwise(atoms):
            if not _same_face(before, atom):
                continue
            runs_on = self._is_full(before) and not ends_text(before.text)
            votes[self._level(atom)] += 1 if runs_on else -1
            if self._level(atom) == 0:
                votes[self._level(before)] += -1 if runs_on else int(ends_text(before.text))
        return frozenset(level for level, count in votes.items() if count > 0 and level)

    def goes_on(self, before: Atom, atom: Atom, after: Atom | None, *, heading: bool) -> bool:
        """Whether a line goes on the one above it."""
        if before.whole or atom.whole or atom.own.top - before.own.bottom > self.gap + _EXTRA * atom.size:
            return False
        if heading:
            return True
        if self.stands or self.is_indented(atom) or atom.text[:1] in _BULLETS:
            return False
        if self._level(atom) in self.hanging:
            return True
        if self._level(before) in self.hanging or (after is not None and self._level(after) in self.hanging):
            return False
        room = (self.right[id(before)] - before.own.right) / max(atom.size, 1e-6)
        return room <= (_SHORT if ends_text(before.text) else _VERY_SHORT)


def _local(edges: Sequence[float], outer: float, atoms: Sequence[Atom]) -> dict[int, float]:
    """The edge of the column at each line: lines beside something that is let into the column have another one.

    Some lines in a row that end on the same edge show it, at the beginning or the end of a block.
    """
    found = {id(atom): outer for atom in atoms}
    for order in (range(len(atoms)), range(len(atoms) - 1, -1, -1)):
        run: list[int] = []
        for at in order:
            near = 0.3 * atoms[at].size
            if run and abs(edges[at] - edges[run[-1]]) > near:
                break
            run.append(at)
        if _LEAST_LET_IN <= len(run) < len(atoms) and abs(edges[run[0]] - outer) > 2 * atoms[0].size:
            found |= {id(atoms[at]): edges[at] for at in run}
    return found


def _stand_alone(atoms: Sequence[Atom], width: float, flow: Flow) -> bool:
    """Whether each line stands for itself, as in verse: nearly all end with a mark, or narrow ones hold none."""
    if len(atoms) < 4:  # noqa: PLR2004  # too few to tell
        return False
    ended = sum(atom.text.endswith(_LINE_ENDS) for atom in atoms)
    if ended >= 0.75 * len(atoms):  # a share that chance does not reach
        return True
    inner = sum(any(mark in atom.text[:-1] for mark in _LINE_ENDS) for atom in atoms)
    return not inner and width < 0.85 * flow.measure


def _is_heading(atoms: Sequence[Atom], flow: Flow) -> bool:
    """Whether lines of one face are a heading: large, or heavy, short and no sentence."""
    if is_title(atoms[0], flow.body):
        return True
    length = sum(len(atom.text) for atom in atoms)
    return atoms[0].bold and length <= _LONGEST_HEADING and not ends_sentence(atoms[-1].text)


def joined_text(atoms: Sequence[Atom], *, title: bool = False) -> tuple[str, list[tuple[str, str]]]:
    """The text of a paragraph's or a title's lines, and the words that were divided with a hyphen, as they were and are.

    The lines of a title are divided by a space where they did not need to be broken.
    """
    text = atoms[0].text
    divided: list[tuple[str, str]] = []
    right = max(atom.own.right for atom in atoms)
    for before, atom in itertools.pairwise(atoms):
        start = _HYPHENED.search(text)
        end = _WORD.match(atom.text)
        if start and end:
            divided.append((f"{start[0]}\n{end[0]}", start[1] + end[0]))
            text = text[:-1] + atom.text
            continue
        space = _space(before, atom)
        if title and before.own.right + _SHORT * atom.size <= right:
            space = " "
        text += space + atom.text
    return text, divided


def _space(before: Atom, after: Atom) -> str:
    """What stands between two lines: a space where words are divided by spaces."""
    left, right = before.text[-1:], after.text[:1]
    if not left or not right or is_cjk(left) or is_cjk(right):
        return ""
    if left.isalnum() and right.isalnum() and not left.isalpha() and not right.isalpha():
        return ""
    return " " if right.isalnum() or right in "(“‘\"'" else ""
