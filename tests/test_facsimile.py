"""Printed pages as pictures: found beside what describes them, scaled, one at a time."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from ebook import read
from ebook.facsimile import BUDGETS, Facsimile, PageImage
from ebook.picture_files import Refused

PAGE_PDF = Path(__file__).parent / "pages" / "samples" / "own-page" / "page.pdf"
METS = Path(__file__).parent / "pages" / "formats" / "samples" / "mets" / "issue.zip"
PAGE_XML = """<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">
<Page imageFilename="{name}" imageWidth="400" imageHeight="600"><TextRegion id="r1">
<Coords points="40,60 360,60 360,120 40,120"/><TextLine id="l1"><Coords points="40,60 360,60 360,120 40,120"/>
<TextEquiv><Unicode>砚湖边的老街路灯换成了新的</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>"""


def picture(size=(400, 600), colour="white", kind="PNG", **options) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind, **options)
    return file.getvalue()


def facsimile(data: bytes, index: int = 0, **fields) -> Facsimile:
    image = PageImage(file="page", read=lambda: data, index=index)
    return Facsimile(number=1, width=400, height=600, image=image, **fields)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_page_of_a_pdf_is_rendered_at_the_resolution_that_is_asked_for():
    page = facsimile(PAGE_PDF.read_bytes())
    small, archive = page.picture("small"), page.picture("archive")
    width, height = small.paper
    assert small.width == pytest.approx(width / 72 * BUDGETS["small"].resolution, abs=2)
    assert archive.height == pytest.approx(height / 72 * BUDGETS["archive"].resolution, abs=2)
    assert opened(small.content).size == (small.width, small.height)
    assert len(small.content) <= BUDGETS["small"].size


def test_each_picture_of_a_tiff_is_a_page():
    file = io.BytesIO()
    sheets = [Image.new("1", (400, 600), colour) for colour in (0, 1)]
    sheets[0].save(file, "TIFF", save_all=True, append_images=sheets[1:], compression="group4")
    dark, light = (facsimile(file.getvalue(), index).picture() for index in (0, 1))
    assert opened(dark.content).getpixel((200, 300)) == 0
    assert opened(light.content).getpixel((200, 300)) == 255
    with pytest.raises(Refused, match="no picture 3"):
        facsimile(file.getvalue(), 2).picture()


def test_black_and_white_scans_become_grey_when_they_are_scaled_down():
    width = 2 * BUDGETS["small"].pixels
    sheet = Image.new("1", (width, 2000), 1)
    for x in range(0, width, 2):
        sheet.paste(0, (x, 0, x + 1, 2000))
    file = io.BytesIO()
    sheet.save(file, "TIFF", compression="group4")
    scaled = opened(facsimile(file.getvalue()).picture().content)
    assert 64 < scaled.getpixel((500, 500)) < 192


def test_the_paper_is_as_large_as_the_format_says_else_as_the_picture_says():
    assert facsimile(picture(), points=2.0).picture().paper == (800, 1200)
    assert facsimile(picture(dpi=(100, 100))).picture().paper == pytest.approx((288, 432), rel=0.01)
    assert facsimile(picture(dpi=(72, 72))).picture().paper == (144, 216)


@pytest.mark.parametrize(
    ("named", "lies"),
    [
        ("scan-7.png", "scan-7.png"),
        ("D:\\scans\\scan-7.png", "scan-7.png"),
        ("", "page.png"),
        ("gone.png", "page.png"),
        ("../scan-7.png", "scan-7.png"),
    ],
)
def test_the_picture_of_a_page_lies_beside_its_file(tmp_path: Path, named, lies):
    (tmp_path / lies).write_bytes(picture())
    (tmp_path / "page.xml").write_text(PAGE_XML.format(name=named), encoding="utf-8")
    (page,) = read(tmp_path / "page.xml").facsimiles
    assert page.image.file == lies
    assert (page.picture().width, page.picture().height) == (400, 600)


@pytest.mark.parametrize("packed", [False, True])
def test_pictures_lie_anywhere_in_the_folder_or_zip_of_an_issue(tmp_path: Path, packed):
    files = {
        "page/1.xml": PAGE_XML.format(name="1.png").encode(),
        "page/2.xml": PAGE_XML.format(name="2.png").encode(),
        "1.png": picture(colour="black"),
        "2.png": picture(),
    }
    issue = tmp_path / ("issue.zip" if packed else "issue")
    if packed:
        with zipfile.ZipFile(issue, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
    else:
        for name, content in files.items():
            (issue / name).parent.mkdir(parents=True, exist_ok=True)
            (issue / name).write_bytes(content)
    found = read(issue).facsimiles
    assert [(page.number, page.image.file) for page in found] == [(1, "1.png"), (2, "2.png")]
    assert opened(found[0].picture().content).getpixel((5, 5)) == (0, 0, 0)


def test_a_missing_picture_is_no_error_and_a_damaged_one_is_refused(tmp_path: Path):
    (tmp_path / "page.xml").write_text(PAGE_XML.format(name="page.png"), encoding="utf-8")
    assert read(tmp_path / "page.xml").facsimiles == ()
    (tmp_path / "page.png").write_bytes(picture()[:60])
    (page,) = read(tmp_path / "page.xml").facsimiles
    with pytest.raises(Refused):
        page.picture()
    (tmp_path / "page.png").unlink()
    with pytest.raises(Refused, match="no such file"):
        page.picture()


def test_a_mets_document_names_the_scans_of_its_pages(tmp_path: Path):
    with zipfile.ZipFile(METS) as archive:
        archive.extractall(tmp_path)
    for folder, kind in (("images", "tif"), ("thumbnails", "jpg")):
        (tmp_path / folder).mkdir()
        for number in (1, 2, 3, 4):
            file = tmp_path / folder / f"1858-12-07_01-0000{number}.{kind}"
            file.write_bytes(picture(kind="TIFF" if kind == "tif" else "JPEG"))
    found = read(tmp_path).facsimiles
    assert [page.image.file for page in found] == [f"images/1858-12-07_01-0000{n}.tif" for n in (1, 2, 3, 4)]
    assert [page.label for page in found] == ["1", "2", "3", "4"]
    places = [place for article in read(tmp_path).issue.articles for place in article.origin.places]
    assert {place.page for place in places} == {1, 2, 3, 4}


WEB_PAGE = """<html><body onLoad="initialize();initMPPage();"><map name=PagePicMap>
<Area coords="0,0,100,250" href="content_1.htm?div=-1"></map><img src=p1_b.jpg width=350 height=500 USEMAP=#PagePicMap>
<a id=pageLink href=./node_1.htm>第01版：要闻</a><ul class="ul02_l"><li><a href=content_1.htm?div=-1>
<div style="display:inline" id=mp1>老渡口新桥今日通车</div></a></ul></body></html>"""


@pytest.mark.parametrize(
    ("saved", "best"),
    [
        ({"p1_b.jpg": (350, 500)}, "p1_b.jpg"),
        ({"p1_b.jpg": (350, 500), "p1.pdf": None}, "p1.pdf"),
        ({"p1_b.jpg": (1050, 1500), "p1.pdf": None}, "p1_b.jpg"),
        ({}, None),
    ],
)
def test_a_web_edition_shows_its_pages_in_the_best_picture_that_was_saved(tmp_path: Path, saved, best):
    (tmp_path / "node_1.htm").write_text(WEB_PAGE, encoding="utf-8")
    for name, size in saved.items():
        (tmp_path / name).write_bytes(picture(size, kind="JPEG") if size else PAGE_PDF.read_bytes())
    found = read(tmp_path).facsimiles
    assert [page.image.file for page in found] == ([best] if best else [])
    assert all(page.picture().width for page in found)
