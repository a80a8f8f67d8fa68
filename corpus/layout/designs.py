"""The designs that issues are laid out in, and how one issue's style is drawn from its design.

`HELD_OUT` designs are only measured: nobody looks at their pages or tunes a reader by them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

CHINESE = ("zh-Hans", "zh-Hant")


@dataclass(frozen=True)
class Design:
    """A kind of newspaper page.

    Attributes:
        languages: what is printed in it.
        vertical: whether its lines run from top to bottom.
        compose: 'modules' (bands of rectangles), 'strips' (groups of columns, each filled on its own) or 'flow'
            (articles follow one another through all columns).
        columns: how many, from and to; on a vertical page its tiers.
        measure: the length of a column's lines in ems, from and to.
        size: of body type in points, from and to.
        leading: from line to line, in ems.
        gutter: between columns, in ems.
        ratio: height by width of the page, from and to.
        heads: faces of headlines.
        scale: how large headlines are.
        column_rules, module_rules: chances of rules between columns and between articles.
        frames: chance that a short article stands in a frame.
        reversed_labels: chance that column labels are white on black.
        ragged: chance of lines of unequal length.
        across: on a vertical page: chance of a headline that runs from left to right above its article.
        masthead: 'top' or 'corner'.
        centred: chance of centred headlines.
    """

    name: str
    languages: tuple[str, ...]
    compose: str
    columns: tuple[int, int]
    measure: tuple[int, int]
    size: tuple[float, float]
    vertical: bool = False
    leading: tuple[float, float] = (1.3, 1.6)
    gutter: tuple[float, float] = (1.2, 2.0)
    ratio: tuple[float, float] = (1.3, 1.5)
    heads: tuple[str, ...] = ("serif-bold", "sans-bold")
    scale: float = 1.0
    column_rules: float = 0.3
    module_rules: float = 0.6
    frames: float = 0.1
    reversed_labels: float = 0.2
    ragged: float = 0.0
    across: float = 0.0
    masthead: str = "top"
    centred: float = 0.5


DESIGNS = {
    design.name: design
    for design in (
        Design("broadsheet", CHINESE, "modules", (5, 6), (10, 13), (9.0, 10.5), scale=1.1),
        Design(
            "tabloid", CHINESE, "modules", (4, 5), (11, 14), (9.5, 11.0), scale=1.15, heads=("sans-bold",),
            reversed_labels=0.7, frames=0.3, centred=0.2,
        ),
        Design(
            "hongkong", ("zh-Hant",), "modules", (5, 7), (9, 12), (9.0, 10.0), scale=1.3, heads=("sans-bold", "serif-bold"),
            leading=(1.25, 1.45), frames=0.4, reversed_labels=0.6, column_rules=0.1, centred=0.3,
        ),
        Design(
            "county", CHINESE, "strips", (5, 6), (11, 13), (9.5, 10.5), leading=(1.4, 1.65), frames=0.6,
            module_rules=0.4, column_rules=0.1, centred=0.8,
        ),
        Design(
            "japan", ("ja",), "strips", (6, 9), (10, 12), (9.0, 10.5), vertical=True, leading=(1.5, 1.8),
            gutter=(1.0, 1.5), column_rules=0.5, masthead="corner", across=0.2,
        ),
        Design(
            "taiwan", ("zh-Hant",), "strips", (6, 8), (10, 13), (9.0, 10.5), vertical=True, leading=(1.4, 1.7),
            gutter=(1.0, 1.6), column_rules=0.3, masthead="corner", across=0.5, reversed_labels=0.4, scale=1.15,
        ),
        Design(
            "republic", ("zh-Hant", "ja", "ko"), "flow", (5, 8), (9, 12), (8.5, 9.5), vertical=True, leading=(1.25, 1.4),
            gutter=(0.8, 1.1), column_rules=1.0, masthead="corner", heads=("serif-bold",), ratio=(1.1, 1.35),
        ),
        Design(
            "korea", ("ko",), "modules", (4, 6), (12, 15), (9.0, 10.0), leading=(1.5, 1.75), heads=("serif-bold", "sans-bold"),
            column_rules=0.2, centred=0.3, ragged=0.2, ratio=(1.35, 1.55),
        ),
        Design(
            "english", ("en",), "modules", (4, 5), (12, 15), (8.5, 9.5), leading=(1.15, 1.3), heads=("serif-bold",),
            gutter=(1.0, 1.6), column_rules=0.5, ragged=0.3, centred=0.3, ratio=(1.35, 1.55),
        ),
        Design(
            "weekly", (*CHINESE, "ja"), "strips", (4, 6), (12, 15), (10.0, 11.0), scale=1.2, heads=("serif-bold",),
            leading=(1.45, 1.7), gutter=(1.6, 2.4), ragged=0.3, frames=0.4, column_rules=0.6, centred=0.5,
        ),
        Design(
            "evening", ("ja", "zh-Hant"), "modules", (6, 8), (10, 12), (9.5, 10.5), vertical=True, leading=(1.45, 1.75),
            gutter=(1.1, 1.8), column_rules=0.4, module_rules=0.8, masthead="top", across=0.35, reversed_labels=0.5,
        ),
        Design(
            "gazette", ("ko", "en"), "strips", (5, 6), (12, 14), (8.5, 10.0), leading=(1.3, 1.6), heads=("sans-bold",),
            gutter=(1.2, 2.0), ragged=0.5, frames=0.3, reversed_labels=0.5, column_rules=0.1, ratio=(1.25, 1.45),
        ),
    )
}  # fmt: skip
HELD_OUT = ("weekly", "evening", "gazette")


@dataclass(frozen=True)
class Details:
    """How one issue sets what is smaller than a headline.

    Attributes:
        heading_face, heading_size, heading_align, heading_space: of cross-headings; sizes as multiples of the body
            type's, space above them in lines.
        brief_size: of the headlines of briefs under one column label, 0 where they are set like other articles.
        box_title, box_label: sizes of a box's title, and of the label over it.
        notes_beside: chance that a note is set below the columns.
        narrow: chance that what is set below the columns is narrower than all of them.
        note_label: whether the words that say what a note is are a heading of it.
    """

    heading_face: str
    heading_size: float
    heading_align: str
    heading_space: float
    brief_size: float
    box_title: float
    box_label: float
    notes_beside: float
    narrow: float
    note_label: bool


def details_of(rng: random.Random) -> Details:
    """The details of a style, by chance."""
    return Details(
        heading_face=rng.choice(("sans-bold", "sans-bold", "serif-bold")),
        heading_size=rng.choice((0.95, 1.0, 1.0, 1.1, 1.15, 1.3)),
        heading_align=rng.choice(("center", "start", "start")),
        heading_space=rng.choice((0.0, 0.0, 0.4, 0.8)),
        brief_size=rng.choice((0.0, 0.95, 1.0, 1.1, 1.25)),
        box_title=rng.choice((0.95, 1.1, 1.2, 1.4)),
        box_label=rng.choice((0.75, 0.9, 1.0)),
        notes_beside=rng.choice((0.0, 0.5, 1.0)),
        narrow=rng.choice((0.0, 0.5, 0.8)),
        note_label=rng.random() < 0.6,
    )


@dataclass
class Style:
    """How one issue is set: a design with everything decided."""

    design: Design
    lang: str
    rng: random.Random
    columns: int
    measure: float
    size: float
    leading: float
    gutter: float
    ratio: float
    head: str
    body: str
    small: str
    justified: bool
    column_rules: bool
    module_rules: bool
    reversed_labels: bool
    centred: bool
    indent: float
    whole_words: bool
    margin: float
    hanging: bool
    native: bool
    details: Details

    @property
    def vertical(self) -> bool:
        """Whether lines run from top to bottom."""
        return self.design.vertical

    @property
    def line(self) -> float:
        """From one line of body type to the next, in points."""
        return self.size * self.leading

    def width(self, columns: int) -> float:
        """The room of some columns with the gutters between them."""
        return columns * self.measure + (columns - 1) * self.gutter

    @property
    def extent(self) -> float:
        """The room of all columns."""
        return self.width(self.columns)


def style_of(design: Design, lang: str, seed: int) -> Style:
    """A style of the design, by chance of the seed."""
    rng = random.Random(f"{design.name} {lang} {seed}")
    size = round(rng.uniform(*design.size) * 4) / 4
    ragged = rng.random() < design.ragged
    return Style(
        design=design,
        lang=lang,
        rng=rng,
        columns=rng.randint(*design.columns),
        measure=rng.randint(*design.measure) * size,
        size=size,
        leading=round(rng.uniform(*design.leading), 2),
        gutter=round(rng.uniform(*design.gutter), 1) * size,
        ratio=rng.uniform(*design.ratio),
        head=rng.choice(design.heads),
        body="serif" if rng.random() < 0.85 else "sans",
        small=rng.choice(("sans", "serif", "sans")),
        justified=not ragged,
        column_rules=rng.random() < design.column_rules,
        module_rules=rng.random() < design.module_rules,
        reversed_labels=rng.random() < design.reversed_labels,
        centred=rng.random() < design.centred,
        indent=2.0 if lang.startswith("zh") else 1.0,
        whole_words=lang.startswith("en") or rng.random() < 0.5,
        margin=rng.randrange(28, 48),
        hanging=rng.random() < 0.5,
        native=rng.random() < 0.5,
        details=details_of(random.Random(f"{design.name} {lang} {seed} details")),
    )
