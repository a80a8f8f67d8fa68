"""Libraries' formats and those of OCR engines: the same lines from each, and nothing lost."""

import random
from pathlib import Path

import pytest

from ebook.errors import EbookError, UnreadableSource
from ebook.formats import guess_reader
from ebook.pages.formats.library import pages_of
from ebook.source import Source

SAMPLES = Path(__file__).parent / "samples"
TESSERACT = ("page.hocr", "page.tsv", "page.xml")
BODY = "昨天上午，砚湖边的老街路灯换成了新的。"

PAGE_XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">
<Page imageFilename="page.png" imageWidth="1000" imageHeight="1400">
<ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="1" regionRef="r1"/><RegionRefIndexed index="0" regionRef="r2"/>
</OrderedGroup></ReadingOrder>
<TextRegion id="r1" type="paragraph"><Coords points="100,200 480,200 480,300 100,300"/>
<TextLine id="l1"><Coords points="100,200 480,200 480,220 100,220"/><TextEquiv index="1"><Unicode>falsch</Unicode></TextEquiv>
<TextEquiv index="0" conf="0.9"><Unicode>{BODY}</Unicode></TextEquiv></TextLine></TextRegion>
<TextRegion id="r2" type="heading"><Coords><Point x="100" y="100"/><Point x="900" y="160"/></Coords>
<TextLine id="l2"><Coords><Point x="100" y="100"/><Point x="900" y="160"/></Coords>
<TextEquiv><Unicode>老街路灯昨晚全亮</Unicode></TextEquiv></TextLine></TextRegion>
<ImageRegion id="i"><Coords points="520,200 900,200 900,600 520,600"/></ImageRegion>
<SeparatorRegion id="s"><Coords points="500,200 502,200 502,600 500,600"/></SeparatorRegion>
</Page></PcGts>"""
NDL_JSON = """{"contents": [[{"boundingBox": [[500, 20], [560, 20], [560, 700], [500, 700]], "id": 0, "isVertical": "true",
"text": "老街の街灯が新しくなった", "isTextline": "true", "confidence": "0.93", "class_index": 1},
{"boundingBox": [[400, 20], [460, 20], [460, 300], [400, 300]], "isVertical": "true", "text": "夜の散歩", "confidence": 0.9}]],
"imginfo": {"img_width": 600, "img_height": 800, "img_path": "p.png", "img_name": "p.png"}}"""


def _sample(name: str, called: str = "page") -> Source:
    return Source(called, (SAMPLES / name).read_bytes())


@pytest.mark.parametrize("name", TESSERACT)
@pytest.mark.parametrize("called", ["page", "page.txt", "page.xml"])
def test_tesseracts_files_are_known_by_content(name, called):
    assert guess_reader(_sample(f"tesseract/{name}", called)) == "ocr"


def test_tesseracts_files_give_the_same_lines():
    lines = []
    for name in TESSERACT:
        (page,) = pages_of(_sample(f"tesseract/{name}")).pages
        lines.append([region.text for region in page.regions if region.text])
    assert lines[0] == lines[1] == lines[2]
    assert "2026年4月24日星期五" in lines[0][0]


@pytest.mark.parametrize("name", TESSERACT)
def test_no_space_stands_between_ideographs(name):
    import re

    (page,) = pages_of(_sample(f"tesseract/{name}")).pages
    assert not [
        region.text for region in page.regions if re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff]", region.text)
    ]


def test_page_xml_gives_the_first_reading_in_reading_order():
    (page,) = pages_of(Source("page", PAGE_XML.encode())).pages
    texts = sorted((region for region in page.regions if region.text), key=lambda region: region.order)
    assert [(region.text, region.label) for region in texts] == [
        ("老街路灯昨晚全亮", "title"),
        (BODY, "text"),
    ]
    assert {region.kind for region in page.regions} == {"line", "picture", "rule"}
    assert (page.width, page.height) == (1000, 1400)


def test_ndlocr_lines_are_vertical_by_their_shape():
    (page,) = pages_of(_sample("ndlocr/tategaki2026-04-24-094138.xml")).pages
    assert all(region.vertical for region in page.regions)
    (page,) = pages_of(_sample("ndlocr/digidepo_2531162_0024.xml")).pages
    assert not any(region.vertical for region in page.regions if len(region.text) > 3)


def test_ndlocr_json_has_strings_for_numbers():
    (page,) = pages_of(Source("page", NDL_JSON.encode())).pages
    assert [region.text for region in page.regions] == ["老街の街灯が新しくなった", "夜の散歩"]
    assert all(region.vertical for region in page.regions)


@pytest.mark.parametrize("name", ["digidepo_11048278_po_geppo1803_00021.xml", "digidepo_3048008_0025.xml"])
def test_every_line_of_ndlocr_is_kept(name):
    import re

    text = (SAMPLES / "ndlocr" / name).read_text(encoding="utf-8")
    strings = [string for string in re.findall(r'STRING="([^"]*)"', text) if string.strip()]
    (page,) = pages_of(_sample(f"ndlocr/{name}")).pages
    assert len([region for region in page.regions if region.text]) == len(strings)


ALTO_UNITS = """<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>{unit}</MeasurementUnit>
</Description><Styles><TextStyle ID="T" FONTSIZE="10" FONTSTYLE="bold"/></Styles><Layout><Page ID="P" WIDTH="{w}" HEIGHT="{w}">
<PrintSpace><TextBlock ID="B" STYLEREFS="T"><TextLine HPOS="{a}" VPOS="{a}" WIDTH="{a}" HEIGHT="{h}">
<String CONTENT="Luxem" SUBS_TYPE="HypPart1" SUBS_CONTENT="Luxemburg" HPOS="0" VPOS="0" WIDTH="1" HEIGHT="1"/><HYP CONTENT="-"/></TextLine>
<TextLine HPOS="{a}" VPOS="{b}" WIDTH="{a}" HEIGHT="{h}"><String CONTENT="burg" SUBS_TYPE="HypPart2" SUBS_CONTENT="Luxemburg"/>
<SP/><String CONTENT="ist" /></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"""


@pytest.mark.parametrize(("unit", "size"), [("mm10", 35.28), ("inch1200", 166.67), ("pixel", 40.0)])
def test_sizes_of_alto_are_in_the_pages_unit(unit, size):
    text = ALTO_UNITS.format(unit=unit, w=2000, a=200, b=400, h=40)
    issue = pages_of(Source("page", text.encode()))
    first, second = issue.pages[0].regions
    assert (first.text, second.text) == ("Luxemburg", "ist")
    assert first.size == pytest.approx(size, abs=0.01)
    assert first.bold
    assert [repair.text for repair in issue.repairs] == ["Luxem-burg"]


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alto><Layout><Page><TextLine HPOS="1" VPOS="1" WIDTH="9" HEIGHT="9"><String CONTENT="a"/></TextLine>&x;</Page></Layout></alto>',
        b"<alto>" + b"<a>" * 100_000,
        b"<alto><Layout>",
        b"<OCRDATASET></OCRDATASET>",
        b"<PcGts></PcGts>",
        b'{"contents": [[{"boundingBox": "no"}]]}',
        b"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\nx\ty\n",
    ],
)
def test_hostile_and_empty_files_are_refused(data):
    with pytest.raises(UnreadableSource):
        pages_of(Source("page", data))


@pytest.mark.parametrize(
    "name", [*(f"tesseract/{name}" for name in TESSERACT), "ndlocr/tategaki2026-04-24-094138.xml"]
)
def test_changed_files_are_read_or_refused(name):
    whole = (SAMPLES / name).read_bytes()[:20_000]
    rng = random.Random(3)
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(4):
            at = rng.randrange(len(data))
            data[at : at + rng.randrange(1, 40)] = rng.choice(
                (b"", b"<", b'"', b"&", b"-9", b"1e999", b"\xff")
            )
        try:
            pages_of(Source("page", bytes(data)))
        except EbookError:
            continue


def _page_xml(regions: str, order: str = "") -> list:
    text = (
        '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15">'
        f'<Page imageFilename="../page.png" imageWidth="1000" imageHeight="1400">{order}{regions}</Page></PcGts>'
    )
    (page,) = pages_of(Source("page", text.encode())).pages
    assert page.image is None
    return list(page.regions)


def _text_region(name: str, text: str, attributes: str = "", *, coords: bool = True) -> str:
    place = '<Coords points="10,10 90,10 90,30 10,30"/>' if coords else ""
    return (
        f'<TextRegion id="{name}" {attributes}>{place}<TextLine id="{name}l">'
        f"<TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine></TextRegion>"
    )


def test_groups_of_the_reading_order_have_a_place_among_regions():
    order = (
        '<ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="2" regionRef="c"/><OrderedGroupIndexed index="1"'
        ' id="h"><RegionRefIndexed index="1" regionRef="b2"/><RegionRefIndexed index="0" regionRef="b1"/>'
        '</OrderedGroupIndexed><RegionRefIndexed index="0" regionRef="a"/></OrderedGroup></ReadingOrder>'
    )
    regions = _page_xml("".join(_text_region(name, name) for name in ("c", "b2", "b1", "a")), order)
    assert [region.text for region in sorted(regions, key=lambda region: region.order)] == [
        "a",
        "b1",
        "b2",
        "c",
    ]


def test_page_xml_without_places_loses_no_text():
    words = '<TextRegion id="w"><TextLine id="l"><Word id="x"><TextEquiv><Unicode>路灯</Unicode></TextEquiv></Word><Word id="y"/></TextLine></TextRegion>'
    regions = _page_xml(_text_region("a", BODY, coords=False) + words)
    assert [region.text for region in regions] == [BODY, "路灯"]


def test_types_of_transkribus_and_advertisements_are_labels():
    custom = 'type="paragraph" custom="readingOrder {index:0;} structure {type:heading;}"'
    regions = _page_xml(
        _text_region("a", BODY, custom) + f'<AdvertRegion id="x">{_text_region("b", BODY)}</AdvertRegion>'
    )
    assert [region.label for region in regions] == ["title", "advertisement"]


def test_cells_with_places_are_a_table_and_others_lines():
    def cell(name: str, row: int, column: int) -> str:
        role = f'<Roles><TableCellRole rowIndex="{row}" columnIndex="{column}"/></Roles>'
        return _text_region(name, name).replace("<TextLine", f"{role}<TextLine")

    coords = '<Coords points="0,0 500,0 500,90 0,90"/>'
    cells = cell("水库", 0, 0) + cell("水位", 0, 1) + cell("86.42", 1, 1)
    (table,) = _page_xml(f'<TableRegion id="t">{coords}{cells}</TableRegion>')
    assert table.rows == (("水库", "水位"), ("", "86.42"))
    lines = _page_xml(
        f'<TableRegion id="t">{coords}{_text_region("甲", "甲")}{_text_region("乙", "乙")}</TableRegion>'
    )
    assert [line.text for line in lines] == ["甲", "乙"]


def _alto(body: str, head: str = "") -> list:
    text = f'<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">{head}<Layout><Page WIDTH="900" HEIGHT="900"><PrintSpace>{body}</PrintSpace></Page></Layout></alto>'
    (page,) = pages_of(Source("page", text.encode())).pages
    return list(page.regions)


def test_a_hyphen_of_a_word_that_the_file_does_not_give_whole_is_kept():
    (line,) = _alto(
        '<TextBlock><TextLine HPOS="1" VPOS="1" WIDTH="90" HEIGHT="9"><String CONTENT="Luxem"/><HYP CONTENT="-"/></TextLine></TextBlock>'
    )
    assert line.text == "Luxem-"


def test_the_rest_of_a_divided_word_without_its_beginning_is_kept():
    (line,) = _alto(
        '<TextBlock><TextLine HPOS="1" VPOS="1" WIDTH="90" HEIGHT="9"><String CONTENT="burg" SUBS_TYPE="HypPart2" SUBS_CONTENT="Luxemburg"/></TextLine></TextBlock>'
    )
    assert line.text == "burg"


def test_alto_lines_without_a_box_stand_in_their_block():
    (line,) = _alto(
        '<TextBlock HPOS="10" VPOS="20" WIDTH="100" HEIGHT="40"><TextLine><String CONTENT="路灯"/></TextLine></TextBlock>'
    )
    assert (line.text, line.box.left, line.box.bottom) == ("路灯", 10, 60)


def test_advertisements_and_tags_of_alto_are_labels():
    line = '<TextLine HPOS="1" VPOS="1" WIDTH="90" HEIGHT="9"><String CONTENT="路灯"/></TextLine>'
    head = '<Tags><StructureTag ID="T1" LABEL="heading"/></Tags>'
    regions = _alto(
        f'<ComposedBlock TYPE="Advertisement"><TextBlock>{line}</TextBlock></ComposedBlock><TextBlock TAGREFS="T1">{line}</TextBlock>',
        head,
    )
    assert [region.label for region in regions] == ["advertisement", "title"]


def test_spaces_of_alto_are_where_the_file_says():
    (line,) = _alto(
        '<TextBlock><TextLine HPOS="1" VPOS="1" WIDTH="90" HEIGHT="9"><String CONTENT="Bonjour"/><String CONTENT=","/><SP WIDTH="3"/><String CONTENT="monde"/><SP WIDTH="-2"/><String CONTENT="路"/><SP WIDTH="-2"/><String CONTENT="灯"/></TextLine></TextBlock>'
    )
    assert line.text == "Bonjour, monde路灯"


def test_lines_of_one_block_have_one_size():
    (page,) = pages_of(_sample("tesseract/page.xml")).pages
    sizes = {
        region.size for region in page.regions if region.text.startswith(("水急滩多", "又挑回去", "钟。碰上"))
    }
    assert len(sizes) == 1


def test_tsv_words_without_their_line_are_kept():
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    row = "5\t1\t1\t1\t1\t1\t10\t10\t40\t20\t91\t路灯\n"
    (page,) = pages_of(Source("page", (head + row).encode())).pages
    assert [region.text for region in page.regions] == ["路灯"]


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_files_in_other_encodings_are_read(encoding):
    source = Source("page", PAGE_XML.replace("UTF-8", encoding).encode(encoding))
    assert guess_reader(source) == "ocr"
    (page,) = pages_of(source).pages
    assert BODY in [region.text for region in page.regions]
