"""What the corrected issues of a paper teach about its lines: a small model of its own, trained on the spot.

The models as shipped were learned from other papers. What they make of an issue, right or wrong, is evidence for a
third model that learns from the paper's corrected issues alone what such a line is here: one issue of 150 lines
takes a tenth of a second. It is another stage of `ebook.reading.roles` (stacked learning, Cohen and Carvalho 2005).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from ebook.reading.features import bucket
from ebook.reading.pieces import Line

__all__ = [
    "CorrectedIssue",
    "CorrectedLine",
    "Features",
    "corrected_line",
    "line_of",
    "paper_features",
    "train",
]

_HEAD, _TAIL = 320, 80
_LIMITS = (0.2, 0.4, 0.6, 0.8, 0.95)
_NEAR = (-2, -1, 1, 2)
_PARAMETERS = {"c1": 0.05, "c2": 0.3, "max_iterations": 60}
_TRUST = 3.0
"""How much more easily the model learns to follow the models as shipped than anything else."""
Features = dict[str, float]


class CorrectedLine(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """A line of a corrected issue, and what it is.

    Attributes:
        role: a role of `profiles.ROLES`, `first-` before it where an article begins with the line; '' where
            nobody said.
        text: its characters; of a long line the first and the last ones, which is what roles are read from.
        picture: whether a picture stands here.
        rows: whether it is a table that a program marked.

    The others are those of `Line`.
    """

    role: str = msgspec.field(name="is", default="")
    text: str
    level: int = 0
    bold: bool = False
    centred: bool = False
    quoted: bool = False
    bullet: str = ""
    size: float = 0.0
    label: str = ""
    indent: float = 0.0
    blank_before: bool = False
    page_break: bool = False
    picture: bool = False
    rows: bool = False
    module: int = 0
    frame: int = 0
    space: float = 0.0
    new_column: bool = False


_MARKS = {*CorrectedLine.__struct_fields__} & {*Line.__struct_fields__} - {"text", "picture", "rows"}
"""What both kinds of line say in the same words."""


class CorrectedIssue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The lines of an issue that a person corrected, in order."""

    lines: tuple[CorrectedLine, ...]


def corrected_line(line: Line, role: str) -> CorrectedLine:
    """A line with its role, as a profile keeps it."""
    text = line.text
    if len(text) > _HEAD + _TAIL:
        text = f"{text[:_HEAD]}…{text[-_TAIL:]}"
    marks = {name: getattr(line, name) for name in _MARKS}
    marks |= {name: round(marks[name], 2) for name in ("size", "space")}
    return CorrectedLine(
        role=role, text=text, picture=line.picture is not None, rows=bool(line.rows), **marks
    )


def line_of(kept: CorrectedLine) -> Line:
    """The line that a profile keeps, as reading sees it."""
    return Line(
        text=kept.text,
        file="",
        numbers=(),
        picture="" if kept.picture else None,
        rows=((kept.text,),) if kept.rows else (),
        **{name: getattr(kept, name) for name in _MARKS},
    )


def paper_features(
    features: Sequence[Sequence[str]], labels: Sequence[str], sure: Sequence[float], others: Sequence[str]
) -> list[Features]:
    """The features of the paper's own model: those of the second model of roles, and what that model found.

    Args:
        features: those of the second model.
        labels: the label that it found for each line.
        sure: the probability of each.
        others: the next likely label of each, '' where there is none.
    """
    out = []
    for at, found in enumerate(features):
        label = labels[at]
        weighed = dict.fromkeys(found, 1.0)
        weighed |= {f"Y={label}": _TRUST, f"Y={label}:{bucket(sure[at], _LIMITS)}": _TRUST}
        weighed[f"Y2={others[at]}"] = 1.0
        for step in _NEAR:
            near = labels[at + step] if 0 <= at + step < len(labels) else "-"
            weighed[f"Y{step}={near}"] = 1.0
        out.append(weighed)
    return out


def train(examples: Iterable[tuple[list[Features], list[str]]]) -> bytes:
    """The model that some issues teach: (features, labels) of each."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for features, labels in examples:
        trainer.append(features, labels)
    trainer.set_params(_PARAMETERS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.crf"
        trainer.train(str(path))
        return path.read_bytes()
