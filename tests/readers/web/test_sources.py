"""Web editions as folders, zips and single files, recognised by what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from ebook import pipeline
from ebook.formats import guess_reader
from ebook.model import Figure
from ebook.source import Source
from tests.readers.web import sites

PICTURE = b"\xff\xd8\xff\xe0"


def folder(path: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


def packed(files: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize("site", [sites.classic, sites.people_2024, sites.people, sites.beijing])
def test_a_saved_folder_is_one_issue(site, tmp_path: Path) -> None:
    source = Source.from_path(folder(tmp_path / "paper", site()))
    assert guess_reader(source) == "web"
    assert len(pipeline.read(source).issue.articles) == 6


def test_a_zip_is_read_like_its_folder_with_its_pictures(tmp_path: Path) -> None:
    files = {f"2026/{name}": data for name, data in sites.classic().items()} | {
        "2026/resfile/01/bridge.jpg": PICTURE
    }
    path = tmp_path / "paper.zip"
    path.write_bytes(packed(files))
    source = Source.from_path(path)
    assert guess_reader(source) == "web"
    reading = pipeline.read(source)
    figure = reading.issue.articles[0].body[0]
    assert isinstance(figure, Figure)
    assert figure.src == "2026/resfile/01/bridge.jpg"
    assert reading.pictures == {"2026/resfile/01/bridge.jpg": PICTURE}


def test_a_page_is_recognised_whatever_its_name() -> None:
    for name, data in sites.classic().items():
        assert guess_reader(Source("file", data)) == "web", name


@pytest.mark.parametrize(
    "data",
    [
        b'<html><head><meta name="ocr-system" content="tesseract"/></head><body><div class="ocr_page"/></body></html>',
        b"<nitf><body/></nitf>",
        "海风日报\n<p>一行</p>\n".encode(),
    ],
)
def test_other_markup_is_not_a_web_edition(data: bytes) -> None:
    assert guess_reader(Source("file", data)) != "web"


def test_a_folder_of_other_pages_is_not_a_web_edition(tmp_path: Path) -> None:
    other = folder(
        tmp_path / "site",
        {"index.html": b"<html><body><p>About us</p></body></html>", "a.txt": "一".encode()},
    )
    assert guess_reader(Source.from_path(other)) != "web"
