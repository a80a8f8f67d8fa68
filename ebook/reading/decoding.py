"""The most likely labels of lines, by a model alone or around what a person decided about some of them.

A decision fixes the label of a line, and is evidence for its neighbours: the most likely labels of all other lines
are found among the explanations of the issue that agree with it. The compiled tagger knows no such condition, so its
scores are taken out of it (`_Scores`) and the lines near a decision are decoded here. A chain forgets quickly:
farther away than `_REACH` lines nothing changes.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from ebook.reading.chars import visible
from ebook.reading.pieces import DecidedLine, Line, Piece

__all__ = ["BEGINS", "Labelling", "constrained", "find_decided", "label_with", "with_decisions"]

Features: TypeAlias = Collection[str]

BEGINS = "*"
_DOUBT = 0.9
_REACH = 40
_SHOWN, _SLIGHT = 4, 0.005
"""So many alternatives are named, none of which is less probable than this."""


class Labelling(msgspec.Struct, frozen=True):
    """The labels of some lines, each a role, with `*` where an article begins.

    Attributes:
        labels: the label of each line.
        sure: its probability.
        likely: where that leaves a doubt, the other labels with their probabilities, the likeliest first.
    """

    labels: list[str]
    sure: list[float]
    likely: list[tuple[tuple[str, float], ...]]

    @property
    def others(self) -> list[str]:
        """The next likely label of each line, '' where there is no doubt worth mentioning."""
        return [likely[0][0] if likely else "" for likely in self.likely]


def label_with(model: Any, features: Sequence[Features]) -> Labelling:
    """The most likely labels of a sequence.

    Args:
        model: a `pycrfsuite.Tagger`.
        features: those of each line, or their weights.
    """
    if not features:
        return Labelling([], [], [])
    labels: list[str] = model.tag(features)
    every: list[str] = model.labels()
    sure = [round(model.marginal(label, at), 4) for at, label in enumerate(labels)]
    likely = [
        () if sure[at] > _DOUBT else _likely(label, ((name, model.marginal(name, at)) for name in every))
        for at, label in enumerate(labels)
    ]
    return Labelling(labels, sure, likely)


def _likely(label: str, shares: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """The likeliest labels but for the one that was chosen; the first of them always."""
    ranked = sorted(((share, name) for name, share in shares if name != label), reverse=True)[:_SHOWN]
    return tuple(
        (name, round(share, 4)) for at, (share, name) in enumerate(ranked) if at == 0 or share >= _SLIGHT
    )


def find_decided(lines: Sequence[Line], decided: Iterable[DecidedLine]) -> dict[int, DecidedLine]:
    """The decision for each line that one was made for, by the line's place.

    A line is found by its characters: the so-many-th of its text in its file, and where there are fewer of them than
    there were, the only one. Later decisions replace earlier ones.
    """
    wanted = list(decided)
    if not wanted:
        return {}
    places: dict[tuple[str, str], list[int]] = {}
    for at, line in enumerate(lines):
        places.setdefault((line.file, visible(line.whole)), []).append(at)
    found: dict[int, DecidedLine] = {}
    for one in wanted:
        same = places.get((one.file, visible(one.text)), [])
        if one.nth <= len(same):
            found[same[one.nth - 1]] = one
        elif len(same) == 1:
            found[same[0]] = one
    return found


def with_decisions(pieces: Sequence[Piece], decided: Mapping[int, DecidedLine]) -> list[Piece]:
    """The pieces, each that was decided about being what was decided, whatever any rule makes of it."""
    return [
        msgspec.structs.replace(
            piece,
            role=decided[at].role,
            begins=piece.begins if decided[at].first is None else bool(decided[at].first),
            sure=1.0,
            other="",
            likely=(),
            decided=decided[at],
        )
        if at in decided
        else piece
        for at, piece in enumerate(pieces)
    ]


def constrained(model: Any, features: Sequence[Features], decided: Mapping[int, DecidedLine]) -> Labelling:
    """The most likely labels of a sequence, those of some lines being decided.

    Args:
        model: a `pycrfsuite.Tagger`.
        features: those of each line, or their weights.
        decided: the decisions, by the places of their lines.
    """
    found = label_with(model, features)
    if not decided:
        return found
    scores = _scores(model)
    allowed = {at: states for at, one in decided.items() if (states := _states(one, scores.labels))}
    for start, end in _stretches(sorted(allowed), len(features)):
        edges = {at: [scores.labels.index(found.labels[at])] for at in (start, end - 1) if at not in allowed}
        inside = {at - start: states for at, states in {**edges, **allowed}.items() if start <= at < end}
        _replace(found, start, _Chain(scores, features[start:end], inside))
    return found


def _states(one: DecidedLine, labels: Sequence[str]) -> list[int]:
    """The labels of the model that agree with a decision."""
    wanted = {
        None: (one.role, f"{one.role}{BEGINS}"), False: (one.role,), True: (f"{one.role}{BEGINS}",)
    }[one.first]  # fmt: skip
    return [at for at, label in enumerate(labels) if label in wanted]


def _stretches(places: Sequence[int], length: int) -> list[tuple[int, int]]:
    """The runs of lines that are near a decision."""
    runs: list[tuple[int, int]] = []
    for at in places:
        start, end = max(0, at - _REACH), min(length, at + _REACH + 1)
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _replace(found: Labelling, start: int, chain: _Chain) -> None:
    """Put what was decoded into the labelling of the whole."""
    for at, (best, shares) in enumerate(zip(chain.best(), chain.marginals(), strict=True), start):
        found.labels[at] = chain.labels[best]
        found.sure[at] = round(shares[best], 4)
        named = zip(chain.labels, shares, strict=True)
        sure = found.sure[at] > _DOUBT
        found.likely[at] = () if sure else _likely(found.labels[at], named)


class _Scores(msgspec.Struct, frozen=True):
    """A model as it scores a sequence: its labels, and the score of each label after each other."""

    model: Any
    labels: list[str]
    steps: list[list[float]]

    def of_line(self, features: Features) -> list[float]:
        """The score of each label of a line by its features, but for a constant."""
        self.model.set([features])
        return [_log(self.model.marginal(label, 0)) for label in self.labels]


@functools.lru_cache(maxsize=4)
def _scores(model: Any) -> _Scores:
    """The scores of a model. The probability of two lines without features is that of the step between them."""
    labels: list[str] = model.labels()
    model.set([[], []])
    steps = [[_log(model.probability([before, after])) for after in labels] for before in labels]
    return _Scores(model, labels, steps)


def _log(share: float) -> float:
    return math.log(share) if share > 0 else -700.0  # as small as a float can say


class _Chain:
    """A stretch of lines, of which some may have certain labels alone."""

    def __init__(
        self, scores: _Scores, features: Sequence[Features], allowed: Mapping[int, Sequence[int]]
    ) -> None:
        self.labels = scores.labels
        self._steps = scores.steps
        self._odds = [[math.exp(step) for step in row] for row in scores.steps]
        self._lines = [scores.of_line(line) for line in features]
        every = range(len(self.labels))
        self._allowed = [allowed.get(at, every) for at in range(len(features))]

    def best(self) -> list[int]:
        """The most likely labels of all (Viterbi)."""
        scores = {state: self._lines[0][state] for state in self._allowed[0]}
        back: list[dict[int, int]] = []
        for at in range(1, len(self._lines)):
            here: dict[int, float] = {}
            came: dict[int, int] = {}
            for state in self._allowed[at]:
                before, score = max(
                    ((old, value + self._steps[old][state]) for old, value in scores.items()),
                    key=lambda pair: pair[1],
                )
                here[state], came[state] = score + self._lines[at][state], before
            scores = here
            back.append(came)
        path = [max(scores, key=lambda state: scores[state])]
        for came in reversed(back):
            path.append(came[path[-1]])
        return path[::-1]

    def marginals(self) -> list[list[float]]:
        """The probability of each label at each line."""
        ahead = self._pass(range(len(self._lines)), forwards=True)
        behind = self._pass(range(len(self._lines) - 1, -1, -1), forwards=False)[::-1]
        out = []
        for at, line in enumerate(self._lines):
            shares = [0.0] * len(self.labels)
            for state in self._allowed[at]:
                shares[state] = ahead[at][state] * behind[at][state] / max(math.exp(line[state]), 1e-300)
            total = sum(shares) or 1.0
            out.append([share / total for share in shares])
        return out

    def _pass(self, order: Iterable[int], *, forwards: bool) -> list[list[float]]:
        """The shares of the labels by all lines on one side, each line's own score included, scaled to sum to 1."""
        found: list[list[float]] = []
        for at in order:
            line = [0.0] * len(self.labels)
            for state in self._allowed[at]:
                line[state] = math.exp(self._lines[at][state])
                if found:
                    line[state] *= sum(
                        share * (self._odds[old][state] if forwards else self._odds[state][old])
                        for old, share in enumerate(found[-1])
                        if share
                    )
            total = sum(line) or 1.0
            found.append([share / total for share in line])
        return found
