"""Newsroom formats: articles with their titles, people, pictures and tables."""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter

import pytest

from ebook import model as m
from ebook.errors import UnreadableSource
from ebook.readers import Reading, ReadOptions
from ebook.readers.newsroom import read_files
from ebook.reading.audit import texts_of
from ebook.signatures import newsroom_kind
from tests.readers.newsroom import wires


def read(data: bytes | str, name: str = "article") -> Reading:
    return read_files({name: data.encode() if isinstance(data, str) else data}, ReadOptions(), name)


def only(reading: Reading) -> m.Article:
    (article,) = reading.issue.articles
    return article


def people(article: m.Article) -> list[tuple[str, str]]:
    return [(person.role, person.name) for person in article.byline]


def codes(reading: Reading) -> set[str]:
    return {repair.code for repair in reading.issue.repairs}


# --- NITF ---------------------------------------------------------------------------------


def test_nitf_keeps_titles_and_drops_a_second_headline_that_repeats_the_first() -> None:
    reading = read(wires.NITF)
    article = only(reading)
    assert (article.headline, article.deck) == ("Ferry stops", "Bridge opens after forty-seven years")
    assert "headline-repeated" in codes(reading)


def test_nitf_says_who_when_and_where() -> None:
    reading = read(wires.NITF)
    article = only(reading)
    assert ("reporter", "Nan Gu") in people(article)
    assert article.byline_text == "By Nan Gu Staff Reporter"
    assert article.dateline == "QINGHENG, April 24"
    assert (reading.issue.masthead.name, str(reading.issue.masthead.date)) == ("Harbour Daily", "2026-04-24")
    assert reading.issue.sections[0].page == "A2"


def test_nitf_has_pictures_headings_tables_and_named_characters() -> None:
    article = only(read(wires.NITF))
    figure, first, *rest = article.body
    assert isinstance(figure, m.Figure)
    assert (figure.src, figure.credit, figure.alt) == ("bridge.jpg", "Xing Ruan", "A bridge")
    assert m.plain(figure.caption) == "People walk over the bridge.\nIt opened today."
    assert isinstance(first, m.Paragraph)
    assert m.plain(first.text) == "The last ferry landed at 6.30 — the captain did not tie it up again."
    assert m.Emphasis(content=("not",)) in m.inlines(first.text)
    assert m.Heading(text="A tree that stayed") in rest
    assert m.Table(header=("Pier", "Metres"), rows=(("One", "11"),)) in rest
    assert rest[-1] == m.Paragraph(text="Editing by Mu Qiao")


# --- NewsML-G2 ----------------------------------------------------------------------------


def test_newsml_tells_headlines_by_their_roles() -> None:
    reading = read(wires.NEWSML)
    article = only(reading)
    assert (article.headline, article.deck, article.dateline) == ("Ferry stops", "Bridge opens", "QINGHENG")
    assert [repair.text for repair in reading.issue.repairs if repair.code == "other-version"] == [
        "Ferry ends"
    ]


def test_newsml_reads_markup_within_plain_text_and_undoes_its_line_breaks() -> None:
    paragraphs = [block.text for block in only(read(wires.NEWSML)).body if isinstance(block, m.Paragraph)]
    assert paragraphs == ["The last ferry landed at 6.30.", "Nobody tied it up."]


def test_newsml_puts_a_picture_into_the_article_that_names_it() -> None:
    figure = only(read(wires.NEWSML)).body[-1]
    assert figure == m.Figure(src="large.jpg", caption="People walk over the bridge.", credit="Xing Ruan")


def test_newsml_holds_nitf() -> None:
    nitf = wires.NITF[wires.NITF.index("<nitf>") :]
    inline = f'<inlineXML contenttype="application/nitf+xml">{nitf}</inlineXML>'
    start, end = wires.NEWSML.index("<inlineData"), wires.NEWSML.index("</inlineData>") + len("</inlineData>")
    article = only(read(wires.NEWSML[:start] + inline + wires.NEWSML[end:]))
    assert (article.headline, article.deck) == ("Ferry stops", "Bridge opens after forty-seven years")
    assert m.Heading(text="A tree that stayed") in article.body


# --- ninjs --------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [1, 2, 3])
def test_every_version_of_ninjs_gives_the_same_article(version: int) -> None:
    reading = read(wires.as_json(wires.ninjs(version)))
    article = only(reading)
    assert article.headline == "Ferry stops"
    assert people(article) == [("reporter", "Nan Gu"), ("photographer", "Xing Ruan")]
    assert article.body[0] == m.Paragraph(text="The last ferry landed at 6.30.")
    assert article.body[1] == m.Heading(text="A tree")
    assert article.body[-1] == m.Figure(
        src="bridge.jpg", caption="People walk over the bridge.", credit="Xing Ruan"
    )
    assert str(reading.issue.masthead.date) == "2026-04-24"
    assert "headline-repeated" in codes(reading)


def test_a_body_that_differs_from_the_chosen_one_is_recorded() -> None:
    item = wires.ninjs(1) | {"body_text": "Something else altogether."}
    assert "Something else altogether." in [repair.text for repair in read(wires.as_json(item)).issue.repairs]


def test_a_picture_on_a_server_is_reported() -> None:
    item = wires.ninjs(1)
    item["associations"]["mainpic"]["renditions"]["main"]["href"] = "http://wire.example/bridge.jpg"
    assert [problem.code for problem in read(wires.as_json(item)).problems] == ["WEB-006"]


def test_a_picture_that_was_saved_beside_the_text_is_found() -> None:
    item = wires.ninjs(1)
    item["associations"]["mainpic"]["renditions"]["main"]["href"] = "http://wire.example/bridge.jpg"
    files = {"a.json": wires.as_json(item), "pictures/bridge.jpg": b"\xff\xd8\xff"}
    reading = read_files(files, ReadOptions(), "folder")
    assert only(reading).body[-1].src == "pictures/bridge.jpg"  # type: ignore[union-attr]


@pytest.mark.parametrize("shape", ["list", "lines"])
def test_several_items_of_one_file_are_articles(shape: str) -> None:
    items = [wires.ninjs(1), wires.ninjs(3) | {"uri": "http://wire.example/2"}]
    data = wires.as_json(items) if shape == "list" else b"\n".join(map(wires.as_json, items))
    assert len(read(data).issue.articles) == 2


# --- Word ---------------------------------------------------------------------------------

STYLES = {"T": "Title", "S": "Subtitle", "A": "作者", "C": "caption", "H1": "heading 1"}


def styled() -> bytes:
    body = (
        wires.paragraph("一座桥 三代人"),
        wires.paragraph("老渡口新桥今日通车", "T"),
        wires.paragraph("从渡船到步行", "S"),
        wires.paragraph("本报记者 顾南枝", "A"),
        wires.paragraph("本报讯 今天清晨，最后一班渡船靠岸。", note=1),
        wires.paragraph("四分钟能做什么", "H1"),
        wires.paragraph("四分钟，够一碗豆花从南岸端到北岸。"),
        wires.table(("水库", "水位"), ("筠溪", "86.42")),
        wires.paragraph("全市春播过七成", "T"),
        wires.paragraph("记者昨天从市农业农村局获悉。"),
    )
    return wires.docx("".join(body), STYLES, ("渡船始于1979年。",), "青衡日报 稿签")


def test_styles_of_a_word_document_are_roles() -> None:
    first, second = read(styled(), "a.docx").issue.articles
    assert (first.kicker, first.headline, first.deck) == (
        "一座桥 三代人",
        "老渡口新桥今日通车",
        "从渡船到步行",
    )
    assert people(first) == [("reporter", "顾南枝")]
    assert first.dateline == "本报讯"
    assert m.Heading(text="四分钟能做什么") in first.body
    assert m.Table(header=("水库", "水位"), rows=(("筠溪", "86.42"),)) in first.body
    assert (second.headline, len(second.body)) == ("全市春播过七成", 1)


def test_footnotes_go_with_their_marks() -> None:
    first = read(styled(), "a.docx").issue.articles[0]
    assert first.body[0] == m.Paragraph(text="今天清晨，最后一班渡船靠岸。[^1]")
    assert first.body[-1] == m.Paragraph(text="[^1]: 渡船始于1979年。")


def test_pictures_of_a_word_document_come_along_with_their_captions() -> None:
    body = (
        wires.paragraph("老渡口新桥今日通车", "T")
        + wires.picture()
        + wires.paragraph("大桥今晨放行。（阮星驰 摄）", "C")
    )
    reading = read(wires.docx(body, STYLES), "news/a 1.docx")
    assert only(reading).body == (
        m.Figure(src="news/a 1-1.png", alt="一座桥", caption="大桥今晨放行。", credit="（阮星驰 摄）"),
    )
    assert reading.pictures == {"news/a 1-1.png": wires.PICTURE}


def test_what_stands_at_the_head_of_each_sheet_is_recorded() -> None:
    assert "青衡日报 稿签" in [repair.text for repair in read(styled(), "a.docx").issue.repairs]


def test_sizes_are_roles_where_no_style_says_more() -> None:
    body = (
        wires.paragraph("一座桥 三代人", size=16),
        wires.paragraph("老渡口新桥今日通车", size=26),
        wires.paragraph("从渡船到步行", size=14),
        wires.paragraph("■ 本报记者 顾南枝", size=10.5),
        wires.paragraph("今天清晨6时30分，青衡市老渡口的最后一班渡船靠岸，船工没有再系回缆绳。", size=10.5),
        wires.paragraph("四分钟能做什么", size=14),
        wires.paragraph("四分钟，够一碗豆花从南岸端到北岸还是热的，南岸的菜市场已经划出摊位。", size=10.5),
    )
    article = only(read(wires.docx("".join(body)), "a.docx"))
    assert (article.kicker, article.headline, article.deck) == (
        "一座桥 三代人",
        "老渡口新桥今日通车",
        "从渡船到步行",
    )
    assert people(article) == [("reporter", "顾南枝")]
    assert [type(block) for block in article.body] == [m.Paragraph, m.Heading, m.Paragraph]


def test_a_document_without_styles_or_sizes_is_read_as_text() -> None:
    texts = (
        "老渡口新桥今日通车",
        "本报记者 顾南枝",
        "本报讯 今天清晨6时30分，最后一班渡船靠岸，船工没有再系回缆绳。",
    )
    reading = read(wires.docx("".join(map(wires.paragraph, texts))), "a.docx")
    assert only(reading).headline == "老渡口新桥今日通车"
    assert people(only(reading)) == [("reporter", "顾南枝")]


def test_no_character_of_a_word_document_is_lost() -> None:
    reading = read(styled(), "a.docx")
    held = Counter("".join(text for one in reading.issue.articles for text in texts_of(one)))
    held += Counter("".join(repair.text for repair in reading.issue.repairs))
    shown = "一座桥三代人老渡口新桥今日通车从渡船到步行本报记者顾南枝本报讯今天清晨，最后一班渡船靠岸。四分钟能做什么"
    shown += "四分钟，够一碗豆花从南岸端到北岸。水库水位筠溪86.42全市春播过七成记者昨天从市农业农村局获悉。渡船始于1979年。"
    assert not Counter(shown) - held


# --- several files ------------------------------------------------------------------------


def test_files_of_a_folder_are_one_issue_in_the_order_that_they_name() -> None:
    first = wires.NITF.replace("Ferry stops", "Third").replace('sequence="3"', 'sequence="10"')
    files = {
        "1.xml": first.encode(),
        "2.xml": wires.NITF.encode(),
        "10.docx": styled(),
        "9.json": wires.as_json(wires.ninjs(2)),
        "notes.txt": b"not an article",
    }
    reading = read_files(files, ReadOptions(), "folder")
    assert [
        (page.page, [m.plain(one.headline) for one in page.articles]) for page in reading.issue.sections
    ] == [
        ("A2", ["Ferry stops", "Third"]),
        (None, ["老渡口新桥今日通车", "全市春播过七成", "Ferry stops"]),
    ]


def test_a_damaged_file_among_others_is_reported() -> None:
    files = {"1.xml": wires.NITF.encode(), "2.xml": wires.NITF[:900].encode()}
    reading = read_files(files, ReadOptions(), "folder")
    assert [problem.code for problem in reading.problems] == ["WEB-009"]
    assert len(reading.issue.articles) == 1


# --- recognising and refusing -------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (wires.NITF.encode(), "nitf"),
        (wires.NEWSML.encode(), "newsml"),
        (wires.as_json(wires.ninjs(1)), "ninjs"),
        (wires.as_json([wires.ninjs(3)]), "ninjs"),
        (wires.docx(wires.paragraph("x")), "word"),
        (b'{"schema": "ebook-issue-1"}', None),
        (b"<html><body/></html>", None),
        (b"PK\x03\x04", None),
    ],
)
def test_formats_are_told_apart_by_content(data: bytes, kind: str | None) -> None:
    assert newsroom_kind(data) == kind


BOMB = (
    '<!DOCTYPE nitf [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<nitf><body><body.content><p>&b;</p></body.content></body></nitf>"
)
FILE = (
    '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<nitf><body><body.content><p>&x;</p></body.content></body></nitf>"
)
DEEP = "<nitf>" + "<body>" * 5000 + "</body>" * 5000 + "</nitf>"


def deep_json() -> str:
    return '{"uri": "x", "headline": "y", "associations": ' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}"


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        FILE,
        DEEP,
        deep_json(),
        "",
        "<nitf>",
        wires.NITF[:700],
        '{"uri": "x"}',
        '{"uri": "x", "headline"',
        "text",
    ],
    ids=["bomb", "file", "deep", "deep-json", "empty", "open", "cut", "other-json", "cut-json", "text"],
)
def test_hostile_and_damaged_files_are_refused_with_advice(data: str) -> None:
    with pytest.raises(UnreadableSource) as error:
        read(data)
    assert error.value.hint


def test_a_word_document_that_defines_entities_is_refused() -> None:
    bomb = wires.docx("")
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bomb)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(
                name, b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + text if name == "word/document.xml" else text
            )
    with pytest.raises(UnreadableSource, match="entities"):
        read(packed.getvalue(), "a.docx")


@pytest.mark.parametrize(
    "source", [wires.NITF.encode(), wires.NEWSML.encode(), wires.as_json(wires.ninjs(2)), styled()]
)
def test_no_damage_ends_in_another_error(source: bytes) -> None:
    chance = random.Random(4)
    refused: list[UnreadableSource] = []
    for _ in range(60):
        data = bytearray(source)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data))
            match chance.randrange(3):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randrange(200)]
                case _:
                    data[at:at] = data[max(0, at - 50) : at]
        try:
            assert read(bytes(data), "a").issue.lang
        except UnreadableSource as error:
            refused.append(error)
    assert all(error.hint and error.file for error in refused)


# --- what agencies send twice -------------------------------------------------------------


def test_a_summary_that_repeats_the_text_is_recorded() -> None:
    summary = "The pier was moved by eleven metres."
    reading = read(wires.NITF.replace("</body.head>", f"<abstract>{summary}</abstract></body.head>"))
    assert [m.plain(block.text) for block in only(reading).body if isinstance(block, m.Note)] == []
    assert summary in [repair.text for repair in reading.issue.repairs if repair.code == "other-version"]


def test_a_summary_of_its_own_is_a_note() -> None:
    reading = read(
        wires.NITF.replace("</body.head>", "<abstract>What the bridge changes.</abstract></body.head>")
    )
    assert m.Note(text="What the bridge changes.") in only(reading).body


def test_titles_of_an_item_that_its_nitf_has_as_well_are_recorded() -> None:
    nitf = wires.NITF[wires.NITF.index("<nitf>") :]
    start, end = wires.NEWSML.index("<inlineData"), wires.NEWSML.index("</inlineData>") + len("</inlineData>")
    reading = read(f"{wires.NEWSML[:start]}<inlineXML>{nitf}</inlineXML>{wires.NEWSML[end:]}")
    assert {"Ferry stops", "Bridge opens", "Ferry ends"} <= {
        repair.text for repair in reading.issue.repairs if repair.code == "other-version"
    }


def test_items_without_text_or_picture_are_refused() -> None:
    empty = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="x"><itemMeta/></newsItem>'
    with pytest.raises(UnreadableSource, match="neither text nor picture"):
        read(empty)
