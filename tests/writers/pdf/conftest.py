"""One print for all tests of this folder: making it is what costs."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pymupdf
import pytest

from ebook.edition import Edition
from ebook.model import Issue
from ebook.options import Options
from ebook.pipeline import convert
from ebook.print_options import PrintOptions
from ebook.render import render
from ebook.source import Source
from ebook.writers import Written
from ebook.writers.pdf import write
from tests.writers.pdf.sample import issue


class Printed(msgspec.Struct, frozen=True):
    edition: Edition
    written: Written
    path: Path

    @property
    def data(self) -> bytes:
        return self.written.files[self.written.main]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("print")
    edition = render(issue(folder), None, folder).edition
    written = write(edition)
    path = folder / written.main
    path.write_bytes(written.files[written.main])
    return Printed(edition, written, path)


@pytest.fixture(scope="session")
def facsimile_source() -> Source:
    """A printed page as a PDF with a text layer."""
    page = pymupdf.open()
    sheet = page.new_page(width=500, height=700)
    writer = pymupdf.TextWriter(sheet.rect)
    font = pymupdf.Font("cjk")
    writer.append((40, 60), "海风日报 2024年3月5日", font, 20)
    writer.append((40, 120), "渔船归港 满载而归", font, 28)
    for row, line in enumerate(
        (
            "　　昨日清晨，十二艘渔船回到东港码头，船",
            "上装满了今年的第一批鱼。码头上人声鼎沸，",
            "灯塔看守人说，灯亮了，船就知道家在哪边。",
        )
    ):
        writer.append((40, 160 + row * 18), line, font, 12)
    writer.write_text(sheet)
    return Source("页.pdf", page.tobytes())


@pytest.fixture(scope="session")
def facsimile(facsimile_source: Source) -> tuple[Issue, bytes]:
    """What `--layout facsimile` makes of it."""
    options = Options(lang="zh-Hans", print=PrintOptions(layout="facsimile"))
    done = convert(facsimile_source, to="pdf", options=options)
    return done.issue, bytes(done.written[0].files[done.written[0].main])
