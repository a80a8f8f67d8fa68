"""Picture files of pages become issues."""

from __future__ import annotations

import io
import struct
import sys
import zlib

import pytest
from PIL import Image

from ebook.errors import MissingTool, UnreadableSource
from ebook.formats import guess_reader
from ebook.model import Figure, walk
from ebook.pages import read_pages
from ebook.pages.formats import image, pdf
from ebook.pipeline import convert
from ebook.readers import ReadOptions
from ebook.source import Source
from tests.ocr.drawn import BODY, HEADLINE, file, page


@pytest.fixture(autouse=True, scope="module")
def own_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def source(data: bytes, name: str = "page.png") -> Source:
    return Source(name, data)


def read(found: Source, options: ReadOptions):
    return read_pages(image.pages_of(found, options), options)


def everything(reading) -> str:
    return str(reading.issue)


def empty_png(width: int, height: int) -> bytes:
    """The head of a picture without its pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n"
    for name, content in ((b"IHDR", head), (b"IDAT", b"")):
        data += (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )
    return data


def test_a_page_is_read_with_its_places_and_its_photograph():
    steps: list[str] = []
    reading = read(source(file(page())), ReadOptions(progress=steps.append))
    assert HEADLINE in everything(reading)
    assert BODY[0] in everything(reading)
    assert steps == ["recognise page.png, page 1"]
    (name,) = reading.pictures
    with Image.open(io.BytesIO(reading.pictures[name])) as photograph:
        assert photograph.size == (pytest.approx(240, abs=12), pytest.approx(180, abs=12))
    blocks = [block for article in reading.issue.articles for block in walk(article.body)]
    (figure,) = [block for block in blocks if isinstance(block, Figure)]
    assert figure.src == name
    (place,) = figure.origin.places
    assert place.box == pytest.approx((0.6, 0.31, 0.94, 0.74), abs=0.02)


def test_a_photograph_of_a_page_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = page().transpose(Image.Transpose.ROTATE_90)
    reading = read(source(file(turned, "JPEG", quality=90, exif=exif), "page.jpg"), ReadOptions())
    assert HEADLINE in everything(reading)


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("WEBP", "RGB", {"lossless": True}),
        ("JPEG2000", "L", {}),
        ("TIFF", "1", {}),
        ("PNG", "LA", {}),
        ("PNG", "P", {}),
    ],
)
def test_every_kind_of_picture_is_told_by_its_content_and_read(kind, mode, options):
    data = file(page().convert(mode), kind, **options)
    assert guess_reader(source(data, "page")) == "image"
    assert HEADLINE in everything(read(source(data, "page"), ReadOptions()))


def test_each_picture_of_a_tiff_file_is_a_page():
    first = page()
    second = page("青汀桥今日通车", ("青衡市老渡口的最后一班渡船", "靠岸，没有再系回去。"))
    data = file(first, "TIFF", save_all=True, append_images=[second])
    reading = read(source(data, "pages.tif"), ReadOptions())
    assert {place.page for article in reading.issue.articles for place in article.origin.places} == {1, 2}


def test_a_pdf_without_text_is_read_as_the_pictures_that_it_holds():
    data = file(page(), "PDF", resolution=200)
    reading = pdf.read(source(data, "scan.pdf"), ReadOptions())
    assert HEADLINE in everything(reading)
    assert len(reading.pictures) == 1


def test_a_folder_of_pictures_is_one_issue(tmp_path):
    (tmp_path / "1.png").write_bytes(file(page()))
    (tmp_path / "2.png").write_bytes(
        file(page("青汀桥今日通车", ("青衡市老渡口的最后一班渡船", "靠岸，没有再系回去。")))
    )
    issue = convert(tmp_path, to="json").issue
    assert HEADLINE in str(issue)
    assert "青汀桥今日通车" in str(issue)


def test_small_type_is_reported():
    small = page().resize((280, 168), Image.Resampling.LANCZOS)
    reading = read(source(file(small)), ReadOptions())
    assert any(problem.code == "OCR-001" for problem in reading.problems)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no picture", "not a picture"),
        (file(page())[:3000], "damaged"),
        (empty_png(30_000, 30_000), "too large"),
        (empty_png(13_000, 13_000), "too large"),
        (file(Image.new("L", (800, 800), 255)), "no text"),
        (file(Image.effect_noise((400, 400), 90)), "no text|cannot be read"),
    ],
    ids=["text", "truncated", "bomb", "large", "blank", "noise"],
)
def test_what_cannot_be_read_is_an_error_that_says_why(data, said):
    with pytest.raises(UnreadableSource, match=said) as caught:
        read(source(data), ReadOptions())
    assert caught.value.file == "page.png"
    assert caught.value.hint


def test_without_the_extra_the_message_names_it(monkeypatch, tmp_path):
    path = tmp_path / "page.png"
    path.write_bytes(file(page()))
    for name in [name for name in sys.modules if name.startswith(("ebook.ocr", "ebook.pages.formats.image"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(MissingTool) as caught:
        convert(path, to="json")
    assert "pip install 'ebook[ocr]'" in caught.value.hint
