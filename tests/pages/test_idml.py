"""Laid-out pages of InDesign: frames, stories, styles and sizes."""

from __future__ import annotations

import io
import zipfile

import pytest

from ebook.errors import UnreadableSource
from ebook.formats import guess_reader
from ebook.pages.formats.idml import pages_of
from ebook.pages.page import Box, Region
from ebook.signatures import is_idml
from ebook.source import Source

PKG = 'xmlns:idPkg="http://ns.adobe.com/AdobeInDesign/idml/1.0/packaging"'


def frame(
    name: str, box: tuple[float, ...], story: str = "", following: str = "n", move: str = "1 0 0 1 0 0"
) -> str:
    left, top, right, bottom = box
    points = "".join(
        f'<PathPointType Anchor="{x} {y}"/>'
        for x, y in ((left, top), (left, bottom), (right, bottom), (right, top))
    )
    path = f"<Properties><PathGeometry><GeometryPathType><PathPointArray>{points}</PathPointArray></GeometryPathType></PathGeometry></Properties>"
    if story:
        return f'<TextFrame Self="{name}" ParentStory="{story}" NextTextFrame="{following}" ItemTransform="{move}">{path}</TextFrame>'
    link = '<Link LinkResourceURI="file:/Users/x/Links/bridge%201.jpg"/>'
    return f'<Rectangle Self="{name}" ItemTransform="{move}">{path}<Image Self="i{name}">{link}</Image></Rectangle>'


def story(name: str, *paragraphs: tuple[str, float, str]) -> str:
    ranges = "".join(
        f'<ParagraphStyleRange AppliedParagraphStyle="ParagraphStyle/{style}"><CharacterStyleRange PointSize="{size}">'
        f"<Content>{text}</Content><Br/></CharacterStyleRange></ParagraphStyleRange>"
        for text, size, style in paragraphs
    )
    return f'<idPkg:Story {PKG}><Story Self="{name}">{ranges}</Story></idPkg:Story>'


def package(frames: str, *stories: str, styles: str = "") -> bytes:
    pages = (
        '<Page Self="p1" Name="2" GeometricBounds="0 0 500 350" ItemTransform="1 0 0 1 -350 -250"/>'
        '<Page Self="p2" Name="3" GeometricBounds="0 0 500 350" ItemTransform="1 0 0 1 0 -250"/>'
    )
    files = {
        "designmap.xml": f'<Document {PKG}><idPkg:Spread src="Spreads/Spread_a.xml"/></Document>',
        "Spreads/Spread_a.xml": f'<idPkg:Spread {PKG}><Spread Self="a">{pages}{frames}</Spread></idPkg:Spread>',
        "Resources/Styles.xml": f"<idPkg:Styles {PKG}>{styles}</idPkg:Styles>",
    }
    files |= {f"Stories/Story_{number}.xml": text for number, text in enumerate(stories)}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.adobe.indesign-idml-package")
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def regions(data: bytes) -> list[list[Region]]:
    return [list(page.regions) for page in pages_of(Source("page.idml", data)).pages]


def test_frames_are_placed_on_their_pages() -> None:
    data = package(
        frame("f1", (-340, -240, -20, -200), "s1")
        + frame("f2", (0, 0, 300, 100), "s2", move="1 0 0 1 20 -200"),
        story("s1", ("老渡口新桥今日通车", 30, "Headline")),
        story("s2", ("全市春播过七成", 24, "Headline")),
    )
    left, right = regions(data)
    assert [(region.text, region.label, region.size) for region in left] == [
        ("老渡口新桥今日通车", "headline", 30.0)
    ]
    assert (left[0].box.left, left[0].box.top) == (10.0, 10.0)
    assert (right[0].box.left, right[0].box.top, right[0].box.right) == (20.0, 50.0, 320.0)
    assert [page.label for page in pages_of(Source("page.idml", data)).pages] == ["2", "3"]


def test_a_story_flows_through_its_frames() -> None:
    long = "渡船靠岸" * 60
    data = package(
        frame("f1", (10, -240, 110, -140), "s1", "f2") + frame("f2", (120, -240, 220, -140), "s1"),
        story("s1", (long, 10, "正文"), (long, 10, "正文")),
    )
    first, second = regions(data)[1]
    assert first.box.left == 10.0
    assert second.box.left == 120.0


def test_styles_say_sizes_that_are_not_set_for_characters() -> None:
    styles = (
        '<RootParagraphStyleGroup><ParagraphStyle Self="ParagraphStyle/Basic" PointSize="9"/>'
        '<ParagraphStyle Self="ParagraphStyle/正文"><Properties><BasedOn>ParagraphStyle/Basic</BasedOn></Properties>'
        "</ParagraphStyle></RootParagraphStyleGroup>"
    )
    text = story("s1", ("渡船靠岸。", 0, "正文")).replace(' PointSize="0"', "")
    ((region,), _) = regions(package(frame("f1", (-300, 0, -10, 50), "s1"), text, styles=styles))
    assert region.size == 9.0


def test_pictures_are_named_by_their_files() -> None:
    ((picture, _), _) = regions(
        package(
            frame("f1", (-300, 0, -10, 50)) + frame("f2", (-300, 60, -10, 90), "s1"),
            story("s1", ("渡船靠岸。", 9, "图说")),
        )
    )
    assert (picture.kind, picture.picture, picture.box) == (
        "picture",
        "bridge 1.jpg",
        Box(50.0, 250.0, 340.0, 300.0),
    )


def test_deleted_text_is_none_and_tables_are_tables() -> None:
    table = '<Table><Cell Name="0:0"><Content>水库</Content></Cell><Cell Name="1:0"><Content>86.42</Content></Cell></Table>'
    gone = '<Change ChangeType="DeletedText"><Content>删去</Content></Change>'
    text = story("s1", ("渡船靠岸。", 9, "正文")).replace("<Br/>", f"{gone}<Br/>{table}")
    ((paragraph, rows), _) = regions(package(frame("f1", (-300, 0, -10, 50), "s1"), text))
    assert paragraph.text == "渡船靠岸。"
    assert (rows.kind, rows.rows) == ("table", (("水库", "86.42"),))


def test_it_is_recognised_by_its_content() -> None:
    data = package("", story("s1", ("x", 9, "正文")))
    assert is_idml(Source("file", data))
    assert guess_reader(Source("file", data)) == "idml"
    assert not is_idml(Source("file", b"PK\x03\x04"))


@pytest.mark.parametrize(
    "data",
    [
        package("", story("s1", ("x", 9, "正文"))),
        package(frame("f1", (0, 0, 9, 9), "s1"), "<!DOCTYPE x [<!ENTITY a 'b'>]><Story Self='s1'/>"),
        package(frame("f1", (0, 0, 9, 9), "s1"), "<Story"),
        package(frame("f1", (0, 0, 9, 9), "s1"), story("s1", ("x", 9, "正文")))[:400],
    ],
    ids=["no frames", "entities", "broken", "cut"],
)
def test_what_cannot_be_read_is_refused_with_advice(data: bytes) -> None:
    with pytest.raises(UnreadableSource) as error:
        pages_of(Source("page.idml", data))
    assert error.value.hint
    assert error.value.file == "page.idml"
