"""Shelves to catalogue: the example papers through the exporter, and books made by hand, as small as can be."""

from __future__ import annotations

import datetime
import functools
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from PIL import Image

import ebook
from ebook.model import Issue
from ebook.render import RenderOptions, render
from ebook.writers.epub import write

EXAMPLES = Path(__file__).parents[2] / "examples"
PAPERS = {
    "qingheng-daily": "issue.md",
    "chaoyu-times": "page.txt",
    "hihama-shimpo": "page.txt",
    "solneoul-ilbo": "page.txt",
}

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""

PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{lang}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">{identifier}</dc:identifier>
<dc:title>{title}</dc:title><dc:language>{lang}</dc:language>{date}
<meta property="dcterms:modified">{modified}</meta>
<meta property="belongs-to-collection" id="s">{paper}</meta><meta property="collection-type" refines="#s">series</meta>
<meta property="group-position" refines="#s">{number}</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
{items}</manifest><spine>{spine}</spine></package>"""

NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>n</title></head>
<body><nav epub:type="toc"><ol>{lines}</ol></nav></body></html>"""

DOCUMENT = """<html xmlns="http://www.w3.org/1999/xhtml" lang="{lang}" xml:lang="{lang}"><head><title>{title}</title>
<link rel="stylesheet" href="book.css"/></head><body><h1>{title}</h1><p>{text}</p></body></html>"""

TYPES = {"xhtml": "application/xhtml+xml", "css": "text/css", "png": "image/png", "svg": "image/svg+xml",
         "js": "text/javascript", "jpg": "image/jpeg"}  # fmt: skip


@functools.cache
def example(name: str) -> Issue:
    """An example newspaper as it is read."""
    return ebook.read(EXAMPLES / name / PAPERS[name]).issue


def issue_of(name: str, date: datetime.date, turn: int = 0) -> Issue:
    """An issue of an example newspaper of another day, its first page led by another of its articles."""
    issue = example(name)
    masthead = msgspec.structs.replace(
        issue.masthead,
        date=date,
        weekday=None,
        lunar_date=None,
        issue_number=str(6000 + date.toordinal() % 3000),
    )
    lead, *rest = issue.sections
    turned = lead.articles[turn % len(lead.articles) :] + lead.articles[: turn % len(lead.articles)]
    sections = (msgspec.structs.replace(lead, articles=turned), *rest)
    return msgspec.structs.replace(issue, masthead=masthead, sections=sections)


def put_example(
    shelf: Path, name: str, date: datetime.date, *, turn: int = 0, vertical: bool = False
) -> Path:
    """Export an example newspaper to `shelf/name/`; the path of its EPUB."""
    issue = issue_of(name, date, turn)
    folder = EXAMPLES / name
    made = write(
        render(
            issue, RenderOptions(vertical=vertical, cover="front-page", continuous=True), folder=folder
        ).edition
    )
    path = shelf / name / f"{issue.masthead.name}-{date}.epub"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.files[made.main])
    return path


def put_tiny(
    path: Path,
    *,
    paper: str = "海汐日报",
    date: str = "2026-03-05",
    lang: str = "zh-Hans",
    number: int = 1,
    identifier: str = "",
    title: str = "",
    articles: Iterable[tuple[str, str]] = (("第一条", "正文。"), ("第二条", "又一段正文。")),
    extra: Mapping[str, bytes | str] = {},
    cover: bytes | None = None,
    modified: str = "2026-03-05T00:00:00Z",
) -> Path:
    """Write a small EPUB by hand; texts are markup. `extra` are more files, below `OPS/`."""
    files: dict[str, bytes | str] = {"book.css": "p { text-indent: 2em }", **extra}
    if cover:
        files["cover.png"] = cover
    names = []
    for count, (headline, text) in enumerate(articles, 1):
        names.append(f"a{count}.xhtml")
        files.setdefault(names[-1], DOCUMENT.format(lang=lang, title=headline, text=text))
    lines = "".join(f'<li><a href="{n}">{h}</a></li>' for n, (h, _) in zip(names, articles, strict=True))
    items = "".join(
        f'<item id="i{count}" href="{name}" media-type="{TYPES[name.rpartition(".")[2]]}"'
        f"{' properties=' + chr(34) + 'cover-image' + chr(34) if name == 'cover.png' else ''}/>"
        for count, name in enumerate(files)
    )
    order = list(files)
    package = PACKAGE.format(
        lang=lang, identifier=identifier or f"urn:x-test:{paper}:{date}:{number}".replace(" ", "-"),
        title=title or f"{paper} {date}", date=f"<dc:date>{date}</dc:date>" if date else "", modified=modified,
        paper=paper, number=number, items=items,
        spine="".join(f'<itemref idref="i{order.index(name)}"/>' for name in names),
    )  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        packed: dict[str, bytes | str] = {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OPS/book.opf": package,
            "OPS/nav.xhtml": NAV.format(lines=lines),
            **{f"OPS/{name}": content for name, content in files.items()},
        }
        for name, content in packed.items():
            archive.writestr(zipfile.ZipInfo(name), content)  # a time of its own, not the clock's
    return path


def picture(width: int = 60, height: int = 80, colour: str = "white", form: str = "PNG") -> bytes:
    """A picture of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(stream, form)
    return stream.getvalue()


def put_many(
    shelf: Path, count: int, *, articles: int = 2, last: datetime.date = datetime.date(2026, 4, 30)
) -> None:
    """Fill a shelf with small issues of two papers, one a day and paper."""
    cover = picture(300, 400, "#ddd")
    for number in range(count):
        day = last - datetime.timedelta(days=number // 2)
        paper = f"海汐日报{number % 2 + 1}"
        put_tiny(
            shelf / paper / f"{day.year}" / f"{paper}-{day}.epub",
            paper=paper,
            date=str(day),
            number=count - number,
            articles=[(f"{day.day}日第{place}条要闻", "正文。" * 20) for place in range(1, articles + 1)],
            cover=cover,
            modified=f"{day}T00:00:00Z",
        )
