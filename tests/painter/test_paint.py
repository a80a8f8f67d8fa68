"""What the painter's files hold: exact text, tags, links, and the standards that they claim."""

import datetime
import io

import pymupdf
import pypdfium2
import pytest
from PIL import Image

from ebook.checks.pdf_readers import read_by_poppler
from ebook.edition import Attachment
from ebook.painter.metadata import Claim, Metadata
from ebook.painter.page import Fill, Frame, Node, Outline, Picture
from ebook.painter.paint import paint
from ebook.pdf.reader import read_pdf
from ebook.validators import pdf as verapdf
from tests.painter.shaping import SANS, document, paragraph, run

METADATA = Metadata(
    title="海风日报 & <其他>",
    language="zh-Hans",
    modified=datetime.datetime(2024, 3, 5, tzinfo=datetime.UTC),
    identifier="urn:uuid:0",
    publisher="海风报社",
    issued=datetime.date(2024, 3, 5),
    attachments=(
        Attachment(kind="source", name="海风.txt", media_type="text/plain", content="海风".encode()),
    ),
)
BOTH = Claim(3, accessible=True)


def painted(composed, claim=BOTH):
    return paint(composed, METADATA, claim)


def by_pdfium(data):
    with pypdfium2.PdfDocument(data) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def by_mupdf(data):
    with pymupdf.open(stream=data) as opened:
        return [page.get_text() for page in opened]


def texts(data):
    """Each page's text as pdfium and MuPDF read it, lines joined."""
    return [["".join(page.splitlines()) for page in read(data)] for read in (by_pdfium, by_mupdf)]


def png(mode="RGB", size=(30, 20), **options):
    file = io.BytesIO()
    Image.new(mode, size, **options).save(file, "PNG")
    return file.getvalue()


def jpeg(mode="RGB"):
    file = io.BytesIO()
    Image.new(mode, (30, 20)).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture(scope="session")
def gallery():
    """A document with everything that a painter can draw and tag."""
    heading = Node("H1", identifier="a1")
    shared = Node("P")
    label, text = Node("Lbl"), Node("LBody")
    head, cell = (
        Node("TH", attributes={"Scope": "Column", "ColSpan": 2}),
        Node("TD", attributes={"ColSpan": 2}),
    )
    figure = Node("Figure", alternative="一条船")
    caption = Node("Caption")
    base, reading = Node("RB"), Node("RT", language="ja")
    inside, outside = Node("Link", link="#a1"), Node("Link", link="https://example.org/", alternative="网站")
    note = Node("Note", identifier="n1")
    root = Node("Document", [
        Node("Art", [
            heading, shared,
            Node("L", [Node("LI", [label, text])], attributes={"ListNumbering": "Decimal"}),
            Node("Table", [Node("TR", [head]), Node("TR", [cell])]),
            figure, caption,
            Node("P", [Node("Ruby", [base, reading])]),
            Node("P", [inside, outside]),
            note,
        ]),
    ])  # fmt: skip
    first = [
        Frame(None, (Fill(20, 20, 260, 1, (0.5, 0.5, 0.5)),), "Layout"),
        Frame(None, (run("第1版", y=30),), "Pagination"),
        Frame(heading, (run("渔船归港", y=60, size=20, face=SANS),)),
        Frame(shared, (run("港口2025年增长5.6%，", y=90, gaps={"口": 2.5, "5": 0.2, "年": 2.5}),)),
        Frame(label, (run("1.", y=110),)),
        Frame(text, (run("第一项", x=70, y=110),)),
        Frame(head, (Fill(50, 120, 80, 15, (0.9, 0.9, 0.9)), run("站名", y=131))),
        Frame(cell, (run("东港", y=150),)),
        Frame(figure, (Picture(50, 160, 60, 40, png()), Picture(120, 160, 60, 40, jpeg("L")))),
        Frame(caption, (run("渔船", y=212, color=(0.2, 0.2, 0.2)),)),
    ]
    second = [
        Frame(shared, (run("十四五期间。", y=60),)),
        Frame(base, (run("渚", y=100),)),
        Frame(reading, (run("なぎさ", y=88, size=5, language="ja"),)),
        Frame(inside, (run("见第一版", y=120),)),
        Frame(outside, (run("example.org", y=140),)),
        Frame(note, (run("注：不可见", y=160, visible=False),)),
    ]
    return painted(
        document(
            structure=root,
            pages=[first, second],
            outline=(Outline("渔船归港", "a1", (Outline("注", "n1"),)),),
        )
    )


@pytest.fixture(scope="session")
def vertical():
    """Lines from top to bottom, with letters that are turned."""
    japanese = {"vertical": True, "language": "ja"}
    return painted(
        document(
            paragraph(run("縦書きの文章、「です」。", x=250, y=50, **japanese), run("Latin", x=246, y=180, rotated=True)),
            paragraph(run("次の行ー２行目", x=230, y=50, **japanese)),
        )
    )  # fmt: skip


@pytest.mark.skipif(not verapdf.available(), reason="veraPDF is not installed: make verapdf")
def test_verapdf_finds_nothing(gallery, vertical, tmp_path):
    modes = {
        name: painted(document(paragraph(Picture(50, 50, 60, 40, data), tag="Figure", alternative="图")))
        for name, data in {
            "grey": png("L"),
            "lines": png("1"),
            "palette": png("P"),
            "transparent": png("LA"),
            "mask": png("RGBA"),
            "cmyk": jpeg("CMYK"),
        }.items()
    }
    files = {"gallery": gallery, "vertical": vertical, **modes, "none": painted(document(), Claim())}
    paths = {name: tmp_path / f"{name}.pdf" for name in files}
    for name, path in paths.items():
        path.write_bytes(files[name])
    found = verapdf.validate_all(paths.values())
    assert {name: found[path] for name, path in paths.items()} == {name: [] for name in paths}


def test_readers_agree_on_the_text(gallery):
    first = "第1版渔船归港港口2025年增长5.6%，1.第一项站名东港渔船"
    pdfium, mupdf = texts(gallery)
    assert pdfium[0].replace(" ", "") == mupdf[0].replace(" ", "") == first
    assert "港口2025年增长5.6%，" in pdfium[0]
    assert "港口2025年增长5.6%，" in mupdf[0]


def test_pages_have_size_label_and_bookmarks(gallery):
    with pymupdf.open(stream=gallery) as opened:
        assert [page.get_label() for page in opened] == ["1", "2"]
        assert opened[0].rect == (0, 0, 300, 400)
        assert opened.get_toc() == [[1, "渔船归港", 1], [2, "注", 2]]


def test_links_lead_inside_and_outside(gallery):
    with pymupdf.open(stream=gallery) as opened:
        inside, outside = opened[1].get_links()
    assert (inside["page"], round(inside["to"].y)) == (0, round(60 - 20 * 0.88))
    assert outside["uri"] == "https://example.org/"
    assert inside["from"].y1 < outside["from"].y1


def test_metadata_and_attachments_are_read_back(gallery):
    found = read_pdf(gallery, "a.pdf")
    assert found.is_ours
    assert found.files == {"海风.txt": "海风".encode()}
    with pymupdf.open(stream=gallery) as opened:
        assert opened.metadata["title"] == METADATA.title
        assert opened.metadata["author"] == "海风报社"
        assert opened.metadata["creationDate"] == "D:20240305000000Z"
    assert "海风日报 &amp; &lt;其他&gt;".encode() in gallery


def test_every_font_is_embedded_and_every_glyph_has_its_text(gallery, vertical):
    for data in (gallery, vertical):
        for page in read_pdf(data, "a.pdf").pages:
            assert page.fonts_not_embedded == ()
            assert page.unmapped == 0
            assert page.shapeless == ""


def test_vertical_lines_are_read_from_top_to_bottom(vertical):
    pdfium, mupdf = texts(vertical)
    assert pdfium == mupdf == ["縦書きの文章、「です」。Latin次の行ー２行目"]


def test_upright_characters_stand_in_the_middle_of_their_line(vertical):
    with pypdfium2.PdfDocument(vertical) as opened:
        page = opened[0].get_textpage()
        left, bottom, right, top = page.get_charbox(0)
    assert (left + right) / 2 == pytest.approx(250, abs=0.5)
    assert (bottom + top) / 2 == pytest.approx(400 - 55, abs=0.7)


@pytest.mark.parametrize("text", ["e\u0301x", "葛\U000e0100城", "\U00020000字", "·‧", "ﬁ fi", "中·‧中"])
def test_unusual_characters_come_out_as_they_went_in(text):
    composed = document(paragraph(run(text)))
    assert by_mupdf(painted(composed))[0].strip("\n") == text


def test_no_reader_takes_a_quarter_em_for_a_space(tmp_path):
    text = "港口2025年增长5.6%了，Latin中文 a b（日）"
    gaps = dict.fromkeys("口年", 2.5) | {"5": 0.2, "%": 2.6, "n": 3.9, "长": 2.0}
    data = painted(document(paragraph(run(text, gaps=gaps), run("后", x=300, face=SANS))))
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    found = [by_pdfium(data), by_mupdf(data), read_by_poppler(path) or [text]]
    assert [pages[0].strip().removesuffix("后").strip() for pages in found] == [text] * 3


def test_a_glyph_may_stand_for_two_texts():
    first = run("··")
    second = first.glyphs[1]._replace(text="‧")
    glyphs = (first.glyphs[0], second, first.glyphs[0])
    data = painted(document(paragraph(type(first)(first.face, 10, 50, 100, glyphs))))
    assert texts(data) == [["·‧·"], ["·‧·"]]


def test_the_same_document_gives_the_same_bytes():
    def make():
        return painted(document(paragraph(run("渔船归港"), Picture(50, 150, 60, 40, png()), tag="Figure")))

    assert make() == make()


@pytest.mark.parametrize(
    ("composed", "message"),
    [
        (document(paragraph(run("渔")), structure=Node("Document")), "not in the structure"),
        (document(paragraph(run("渔"), tag="Paragraph")), "standard structure type"),
        (document(paragraph(run("渔"), tag="Link", link="#x")), "'x'"),
        (document(paragraph(run("渔")), outline=(Outline("渔", "x"),)), "'x'"),
    ],
)
def test_a_document_that_contradicts_itself_is_refused(composed, message):
    with pytest.raises(ValueError, match=message):
        painted(composed)
