from io import BytesIO

import msgspec
import pymupdf
import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from ebook.pdf.compare import Piece, check_text, difference, first_difference
from ebook.verify_print import check
from tests.writers.pdf.conftest import printed  # noqa: F401  # one print for both folders

END_OF_OUTLINE = b"\x0e"


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n%%EOF"])
def test_a_damaged_file_is_told(tmp_path, data):
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert [problem.code for problem in check(path)] == ["OUT-207"]


def test_fonts_that_are_not_embedded_and_text_off_the_page_are_told(tmp_path):
    document = pymupdf.open()
    page = document.new_page(width=200, height=100)
    page.insert_text((20, 50), "inside", fontname="helv")
    page.insert_text((190, 50), "over the edge", fontname="helv")
    document.save(tmp_path / "a.pdf")
    found = check(tmp_path / "a.pdf")
    assert [problem.code for problem in found] == ["OUT-208", "OUT-211"]
    assert "Helvetica" in found[0].message
    assert "over the edge" in found[1].message


def test_a_page_of_pictures_alone_is_told(tmp_path):
    document = pymupdf.open()
    document.new_page()
    document.save(tmp_path / "a.pdf")
    assert [problem.code for problem in check(tmp_path / "a.pdf")] == ["OUT-207"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("下一版", "下一个版"), ("完。", "完了。"), ("<p ", "<p>多余的一段</p><p "), ("完。", "")],
)
def test_lost_doubled_and_changed_text_is_told(printed, old, new):  # noqa: F811
    documents = list(printed.edition.documents)
    place = max(number for number, document in enumerate(documents) if document.kind == "article")
    content = documents[place].content.replace(old.encode(), new.encode())
    assert content != documents[place].content
    documents[place] = msgspec.structs.replace(documents[place], root=etree.fromstring(content))
    found = check_text(
        printed.data, msgspec.structs.replace(printed.edition, documents=tuple(documents)), name="a.pdf"
    )
    assert found.code == "OUT-206"


def test_moved_documents_are_told(printed):  # noqa: F811
    moved = msgspec.structs.replace(printed.edition, documents=printed.edition.documents[::-1])
    assert check_text(printed.data, moved, name="a.pdf")


@pytest.mark.parametrize(
    ("pieces", "text", "same"),
    [
        ([Piece("甲"), Piece("乙")], "甲乙", True),
        ([Piece("甲"), Piece("乙")], "甲1乙", False),
        ([Piece("甲"), Piece("乙", added_before=True)], "甲1.乙", True),
        ([Piece("甲"), Piece("1乙", added_before=True)], "甲·3" + "1乙", True),
        ([Piece("甲"), Piece("", added_before=True)], "甲···3", True),
        ([Piece("甲")], "甲3", False),
        ([Piece("甲"), Piece("图", may_lack=True), Piece("乙")], "甲乙", True),
        ([Piece("图", may_lack=True), Piece("图片说明")], "图片说明", True),
        ([Piece("图", may_lack=True), Piece("图片说明")], "图图片说明", True),
        ([Piece("图", may_lack=True), Piece("图"), Piece("乙")], "图图乙", True),
        ([Piece("图", may_lack=True), Piece("图片"), Piece("乙")], "图乙", False),
        ([Piece("甲", may_lack=True)], "", True),
        ([Piece("甲"), Piece("乙")], "乙甲", False),
        ([Piece("甲"), Piece("", added_before=True), Piece("9"), Piece("乙")], "甲99乙", True),
        ([Piece("甲"), Piece("", added_before=True), Piece("9"), Piece("乙")], "甲8乙", False),
    ],
)
def test_numbers_may_stand_where_they_belong_and_nowhere_else(pieces, text, same):
    assert (difference(pieces, text) is None) is same


def test_a_difference_is_shown_in_its_context():
    assert (
        difference([Piece("灯塔重新点亮")], "灯塔重点亮")
        == "after '灯塔重' the issue has '新点亮', and the PDF has '点亮'"
    )


def test_text_over_text_is_told(tmp_path):
    document = pymupdf.open()
    for second in (50, 41):
        page = document.new_page(width=300, height=100)
        page.insert_text((20, 40), "the first line, with offices", fontname="tiro")
        page.insert_text((20, second), "and the second line over it", fontname="tiro")
    document.save(tmp_path / "a.pdf")
    found = [problem for problem in check(tmp_path / "a.pdf") if problem.code == "OUT-213"]
    assert len(found) == 1
    assert "page 2" in found[0].message


def test_what_stands_in_the_bleed_is_outside(tmp_path):
    document = pymupdf.open()
    page = document.new_page(width=300, height=100)
    page.insert_text((20, 50), "inside")
    page.insert_text((262, 50), "in the bleed")
    document.xref_set_key(page.xref, "TrimBox", "[20 20 280 80]")
    document.save(tmp_path / "a.pdf")
    assert [problem.code for problem in check(tmp_path / "a.pdf")] == ["OUT-208", "OUT-211"]


def spoil(data, path, *, boxes):
    """Take the shapes out of the print's fonts; put empty boxes in their place, or nothing."""
    with pymupdf.open(stream=data) as document:
        for xref in range(1, document.xref_length()):
            if document.xref_get_key(xref, "Subtype")[1] == "/OpenType":
                font = TTFont(BytesIO(document.xref_stream(xref)))
                outlines = font["CFF "].cff.topDictIndex[0].CharStrings
                box = outlines[".notdef"].bytecode if boxes else END_OF_OUTLINE
                for name in outlines.keys():  # noqa: SIM118  # it is no dictionary
                    outlines[name].setBytecode(box)
                written = BytesIO()
                font.save(written)
                document.update_stream(xref, written.getvalue())
        document.save(path)


@pytest.mark.parametrize("boxes", [True, False])
def test_letters_that_are_drawn_as_boxes_or_not_at_all_are_told(printed, tmp_path, boxes):  # noqa: F811
    spoil(printed.data, tmp_path / "a.pdf", boxes=boxes)
    found = [problem for problem in check(tmp_path / "a.pdf") if problem.code == "OUT-209"]
    assert len(found) >= 5
    assert "灯" in "".join(problem.message for problem in found)


@pytest.mark.parametrize(
    ("said", "same"),
    [
        ("说שלום(甲)。", True),
        ("说)甲(שלום。", True),
        ("说שלום(甲。", False),
        ("说שלום(甲)甲。", False),
        ("说(甲)。", True),  # the letters themselves are not compared
    ],
)
def test_what_is_turned_around_is_compared_by_its_characters(said, same):
    assert (first_difference([Piece("说(甲)。")], said) is None) is same


def test_what_is_not_turned_around_is_compared_in_order():
    assert first_difference([Piece("说(甲)。")], "说)甲(。")
