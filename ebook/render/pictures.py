"""The pictures of an issue: each read once, made ready, and stored once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

import msgspec

from ebook.edition import Resource
from ebook.model import Article, Figure, Issue
from ebook.picture_files import Refused, named_pictures, read_picture
from ebook.problems import Problem, Rule
from ebook.render.naming import flat
from ebook.render.options import Images
from ebook.rules import picture as rules

if TYPE_CHECKING:
    from ebook.rasters import Made

__all__ = ["BUDGETS", "Budget", "Gallery", "Picture", "collect", "make_picture", "originals"]


class Budget(msgspec.Struct, frozen=True, kw_only=True):
    """How large pictures may be.

    Attributes:
        pixels: how wide and how high one may be.
        picture: how many bytes one may take.
        issue: how many bytes all of an issue may take.
    """

    pixels: int
    picture: int
    issue: int


BUDGETS: dict[Literal["small", "full"], Budget] = {
    "small": Budget(pixels=1000, picture=150_000, issue=3_000_000),
    "full": Budget(pixels=1600, picture=600_000, issue=20_000_000),
}


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of the edition: its path there, and its size in pixels (0: it has none of its own)."""

    path: str
    width: int = 0
    height: int = 0


class Gallery(msgspec.Struct, frozen=True, kw_only=True):
    """The pictures that could be read, by the path that the issue's figures name."""

    pictures: Mapping[str, Picture] = {}
    resources: tuple[Resource, ...] = ()
    problems: tuple[Problem, ...] = ()

    def get(self, src: str | None) -> Picture | None:
        """The picture of a figure, None where there is none."""
        return self.pictures.get(src) if src is not None else None


def collect(
    issue: Issue, folder: Path | None, images: Images, held: Mapping[str, bytes] | None = None
) -> Gallery:
    """Read the pictures that an issue's figures name.

    Args:
        issue: the issue.
        folder: where their paths start; None: no picture can be read, and each is reported.
        images: how large they may be; `none` reads nothing.
        held: pictures that are no files there, by the path that figures name.
    """
    if images == "none":
        return Gallery()
    budget, held = BUDGETS[images], held or {}
    made: dict[str, Made] = {}
    problems: list[Problem] = []
    for src, found in named_pictures(issue).items():
        try:
            made[src] = _load(src, folder, held, budget.pixels, budget.picture)
        except Refused as refused:
            problems.append(_problem(refused.rule, src, refused.detail, *found))
            continue
        problems += [_problem(rule, src, detail, *found) for rule, detail in made[src].remarks]
    problems += _economise(made, folder, held, budget)
    resources = {src: _resource(picture) for src, picture in made.items()}
    return Gallery(
        pictures={
            src: Picture(path=resources[src].path, width=picture.width, height=picture.height)
            for src, picture in made.items()
        },
        resources=tuple({resource.path: resource for resource in resources.values()}.values()),
        problems=tuple(problems),
    )


def _economise(
    made: dict[str, Made], folder: Path | None, held: Mapping[str, bytes], budget: Budget
) -> list[Problem]:
    """Make the largest pictures smaller, in place, where all of them take more than an issue may."""
    before = _size(made)
    if before <= budget.issue:
        return []
    most = _share(sorted(len(content) for content in _contents(made)), budget.issue)
    large = [src for src, picture in made.items() if len(picture.content) > most and picture.suffix != ".svg"]
    for src in large:
        made[src] = _load(src, folder, held, budget.pixels, most)
    after = _size(made)
    allowed = f"an issue's may take {_kilobytes(budget.issue)}"
    still = "" if after <= budget.issue else ", and still take more; leave some out"
    message = (
        f"{len(large)} pictures were compressed further, from {_kilobytes(before)} in all to "
        f"{_kilobytes(after)}: {allowed}{still}"
    )
    return [rules.BUDGET.at(None, message)]


def _share(sizes: list[int], budget: int) -> int:
    """The most that one may take if the small ones stay as they are and the others get as much as there is.

    Args:
        sizes: in bytes, ascending.
        budget: for all of them.
    """
    left = budget
    for number, size in enumerate(sizes):
        share = left // (len(sizes) - number)
        if size > share:
            return share
        left -= size
    return sizes[-1]


def _contents(made: Mapping[str, Made]) -> set[bytes]:
    return {picture.content for picture in made.values()}


def _size(made: Mapping[str, Made]) -> int:
    return sum(len(content) for content in _contents(made))


def _kilobytes(size: int) -> str:
    return f"{size / 1000:,.0f} kB"


def originals(
    issue: Issue, folder: Path | None, held: Mapping[str, bytes] | None = None
) -> tuple[dict[str, bytes], list[Problem]]:
    """The picture files that an issue's figures name, untouched, by their paths; and what cannot be read."""
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for src, found_in in named_pictures(issue).items():
        try:
            found[src] = _bytes_of(src, folder, held or {})
        except Refused as refused:
            problems.append(_problem(refused.rule, src, refused.detail, *found_in))
    return found, problems


def _load(src: str, folder: Path | None, held: Mapping[str, bytes], pixels: int, size: int) -> Made:
    return make_picture(_bytes_of(src, folder, held), PurePosixPath(src).name, pixels, size)


def _bytes_of(src: str, folder: Path | None, held: Mapping[str, bytes]) -> bytes:
    if src in held:
        return held[src]
    if folder is None:
        raise Refused(rules.NO_FOLDER, "the source has no folder to look in; read it from a file")
    return read_picture(src, folder)


def make_picture(data: bytes, name: str, pixels: int, size: int) -> Made:
    """A picture ready to be packed.

    Args:
        data: the file as it is.
        name: its name.
        pixels: how wide and how high it may be.
        size: how many bytes it may take; a drawing (SVG) takes what it takes.

    Raises:
        Refused: it is damaged, unsafe, too large, or of an unknown format.
    """
    # Pillow and lxml's parser are imported for issues that have pictures, and most texts have none.
    from ebook.rasters import Allowance, make_raster
    from ebook.render.svg import looks_like_svg, make_svg

    if looks_like_svg(data):
        return make_svg(data, name)
    return make_raster(data, name, Allowance(pixels=pixels, size=size))


def _resource(made: Made) -> Resource:
    path = f"images/{hashlib.blake2b(made.content, digest_size=8).hexdigest()}{made.suffix}"
    return Resource(path=path, media_type=made.media_type, content=made.content)


def _problem(rule: Rule, src: str, detail: str, figure: Figure, article: Article) -> Problem:
    title = flat(article.headline) or flat(article.column)
    place = f" of “{title}”" if title else ""
    return rule.at(figure.origin or article.origin, f"picture {src!r}{place}: {detail}")
