"""The pictures of an issue: each read once, made ready, and stored once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import msgspec

from ebook.model import Article, Figure, Issue, walk
from ebook.problems import Problem, Rule
from ebook.render.edition import Resource
from ebook.render.naming import flat
from ebook.render.options import Images
from ebook.render.picture_files import Refused, read_picture
from ebook.rules import picture as rules

__all__ = ["Gallery", "Picture", "collect", "originals"]

_LIMITS: dict[Images, int] = {"none": 0, "small": 1000, "full": 1600}
"""How many pixels wide and high a picture may be."""


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


def collect(issue: Issue, folder: Path | None, images: Images) -> Gallery:
    """Read the pictures that an issue's figures name.

    Args:
        issue: the issue.
        folder: where their paths start; None: no picture can be read, and each is reported.
        images: how large they may be; `none` reads nothing.
    """
    pictures: dict[str, Picture] = {}
    resources: dict[str, Resource] = {}
    problems: list[Problem] = []
    for src, found in _named(issue).items() if images != "none" else ():
        try:
            picture, resource, remarks = _load(src, folder, _LIMITS[images])
        except Refused as refused:
            problems.append(_problem(refused.rule, src, refused.detail, *found))
            continue
        pictures[src] = picture
        resources[resource.path] = resource
        problems += [_problem(rule, src, detail, *found) for rule, detail in remarks]
    return Gallery(pictures=pictures, resources=tuple(resources.values()), problems=tuple(problems))


def originals(issue: Issue, folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The picture files that an issue's figures name, untouched, by their paths; and what cannot be read."""
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for src, named in _named(issue).items():
        try:
            found[src] = read_picture(src, folder)
        except Refused as refused:
            problems.append(_problem(refused.rule, src, refused.detail, *named))
    return found, problems


def _named(issue: Issue) -> dict[str, tuple[Figure, Article]]:
    """Each path with the first figure that names it."""
    found: dict[str, tuple[Figure, Article]] = {}
    for figure, article in _figures(issue):
        if figure.src is not None:
            found.setdefault(figure.src, (figure, article))
    return found


def _figures(issue: Issue) -> Iterator[tuple[Figure, Article]]:
    for article in issue.articles:
        for block in walk(article.body):
            if isinstance(block, Figure):
                yield block, article


def _load(
    src: str, folder: Path | None, limit: int
) -> tuple[Picture, Resource, tuple[tuple[Rule, str], ...]]:
    # Pillow and lxml's parser are imported for issues that have pictures, and most texts have none.
    from ebook.render.raster import make_raster
    from ebook.render.svg import looks_like_svg, make_svg

    if folder is None:
        raise Refused(rules.NO_FOLDER, "the source has no folder to look in; read it from a file")
    data = read_picture(src, folder)
    name = PurePosixPath(src).name
    made = make_svg(data, name) if looks_like_svg(data) else make_raster(data, name, limit)
    path = f"images/{hashlib.blake2b(made.content, digest_size=8).hexdigest()}{made.suffix}"
    resource = Resource(path=path, media_type=made.media_type, content=made.content)
    return Picture(path=path, width=made.width, height=made.height), resource, made.remarks


def _problem(rule: Rule, src: str, detail: str, figure: Figure, article: Article) -> Problem:
    title = flat(article.headline) or flat(article.column)
    place = f" of “{title}”" if title else ""
    return rule.at(figure.origin or article.origin, f"picture {src!r}{place}: {detail}")
