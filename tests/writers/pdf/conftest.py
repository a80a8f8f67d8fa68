"""One print for all tests of this folder: making it is what costs."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from ebook.edition import Edition
from ebook.render import render
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
