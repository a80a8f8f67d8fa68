"""The markup of blocks and heads: what a screen reader and a style sheet find."""

import datetime

import pytest
from lxml import etree
from PIL import Image

from ebook import model as m
from ebook.errors import UnknownName
from ebook.languages import known, resolve
from ebook.render import RenderOptions, render, themes
from tests.render import reading


def article(*body: m.Block, lang="zh-Hans", folder=None, options=None, **fields):
    value = m.Article(**{"headline": "渡口", "body": body} | fields)
    issue = m.Issue(lang=lang, sections=(m.Section(page="01", articles=(value,)),))
    (found,) = [d for d in render(issue, options, folder).edition.documents if d.kind == "article"]
    root = reading.parse(found.content)
    for element in root.iter():
        element.tag = etree.QName(element).localname
    return root.find("body/article")


def outline(element):
    return [(child.tag, child.get("class")) for child in element]


def test_the_head_of_an_article_is_ranked():
    root = article(
        column="要闻",
        kicker="引题",
        headline=("主题", "二行"),
        deck=("副题一", "副题二"),
        byline_text="记者 林",
    )
    assert outline(root.find("header")) == [
        ("p", "column"), ("p", "kicker"), ("h1", "headline"), ("p", "deck"), ("p", "byline"),
    ]  # fmt: skip
    assert etree.tostring(root.find("header/h1"), encoding="unicode").strip().endswith(">主题<br/>二行</h1>")


def test_what_an_article_begins_with_is_typed():
    """By the EPUB structural semantics, DPUB-ARIA, and schema.org as RDFa has it."""
    people = (
        m.Person(role="reporter", name="林"),
        m.Person(role="photographer", name="何"),
        m.Person(role="editor", name="乔"),
    )
    root = article(
        m.Paragraph(text="正文"),
        column="要闻", kicker="引题", headline="主题", deck="副题", byline_text="记者 林", byline=people, dateline="本报讯",
    )  # fmt: skip
    assert root.get("typeof") == "schema:NewsArticle"
    typed = [
        (found.get("property").removeprefix("schema:"), found.text)
        for found in root.iterfind(".//*[@property]")
    ]
    assert typed == [
        ("articleSection", "要闻"), ("alternativeHeadline", "引题"), ("headline", "主题"), ("alternativeHeadline", "副题"),
        ("author", "林"), ("contributor", "何"), ("editor", "乔"), ("dateline", "本报讯"),
    ]  # fmt: skip
    assert root.find("header/h1").get("{http://www.idpf.org/2007/ops}type") == "title"
    assert root.find("header/p[@class='deck']").get("role") == "doc-subtitle"


@pytest.mark.parametrize(
    ("fields", "top"),
    [
        ({"headline": None, "column": "天气", "kicker": "k"}, "column"),
        ({"headline": None, "kicker": "引题"}, "kicker"),
    ],
)
def test_without_a_headline_another_title_is_the_heading(fields, top):
    assert [heading.get("class") for heading in article(**fields).iter("h1")] == [top]


def test_an_empty_article_says_that_it_has_no_title():
    root = article(headline=None)
    assert root.findtext("header/h1/span[@class='word']") == resolve("zh-Hans").words.untitled
    assert article(m.Paragraph(text="正文"), headline=None).find("header") is None


def test_headings_skip_no_level():
    inner = m.Aside(title="内", body=(m.Heading(text="深"),))
    root = article(m.Heading(text="分题"), m.Aside(title="链接", body=(m.Heading(text="小题"), inner)))
    assert [h.tag for h in root.iter("h1", "h2", "h3", "h4")] == ["h1", "h2", "h2", "h3", "h3", "h4"]
    box = root.find("aside")
    assert box.get("aria-labelledby") == box.find("h2").get("id")


def test_boxes_nested_absurdly_deep_lose_no_text():
    block: m.Block = m.Paragraph(text="底")
    for depth in range(400):
        block = m.Aside(title=f"第{depth}层", body=(block,))
    root = article(block)
    assert "".join(root.find("aside").itertext()).split() == [
        *(f"第{depth}层" for depth in range(399, -1, -1)),
        "底",
    ]
    assert len(list(root.iter("p"))[-1].xpath("ancestor::aside")) < 20


def test_names_in_a_byline_carry_their_role():
    people = (
        m.Person(role="reporter", name="林小帆"),
        m.Person(role="photographer", name="何青"),
        m.Person(role="agency", name="新华社"),
    )
    root = article(
        m.Paragraph(text="渡口复航。"),
        m.Figure(credit="何 青 摄"),
        byline=people,
        byline_text="本报记者 林小帆",
    )
    lines = root.findall("header/p[@class='byline']")
    assert ["".join(line.itertext()) for line in lines] == ["本报记者 林小帆", "来源 新华社"]
    assert [span.get("class") for span in root.iter("span") if "person" in span.get("class")] == [
        "person reporter", "person agency",
    ]  # fmt: skip


def test_a_table_names_its_columns_and_rows():
    root = article(
        m.Table(
            caption="票价",
            header=("路线", "元", "分钟"),
            rows=(("南渡", "2", "12"), ("北渡", "4.5")),
            note="注：含税",
        )
    )
    grid = root.find("div/table")
    assert grid.find("caption").text == "票价"
    assert [th.get("scope") for th in grid.iter("th")] == ["col", "col", "col", "row", "row"]
    assert [len(row) for row in grid.iter("tr")] == [3, 3, 3]
    assert [cell.get("class") for cell in grid.findall("tbody/tr/td")] == ["number", "number", "number", None]
    assert root.find("div/p[@class='table-note']").text == "注：含税"


@pytest.mark.parametrize(("name", "kind"), [("石门坳", "short"), ("防汛抗旱指挥部", None)])
def test_short_names_of_rows_stay_on_one_line(name, kind):
    root = article(m.Table(header=("水库", "水位"), rows=((name, "2"), ("云背", "4"))))
    assert [th.get("class") for th in root.find("div/table/tbody").iter("th")] == [kind, kind]


def test_a_first_column_with_repeats_names_no_rows():
    root = article(m.Table(header=("市", "店"), rows=(("甲", "一"), ("甲", "二"))))
    assert not root.findall(".//tbody/tr/th")


@pytest.mark.parametrize(
    ("lang", "remark"), [("zh-Hans", "识读"), ("zh-Hant", "辨讀"), ("ja", "読み取れず"), ("ko", "읽지 못해")]
)
def test_a_stub_says_that_its_rows_are_missing(lang, remark):
    root = article(m.Table(caption="票价", header=("路线", "元")), lang=lang)
    assert root.find("div/table/thead") is not None
    assert remark in "".join(root.find("div/table/tbody/tr/td[@class='remark']").itertext())


@pytest.mark.parametrize(
    ("alt", "caption", "expected"),
    [
        ("两人在渡船上", "渡口", "两人在渡船上"),
        ("", "渡口", ""),
        (None, "渡口", "图片，内容见图片说明"),
        (None, None, "图片，原文无说明"),
    ],
)
def test_alternative_text_claims_nothing_that_is_not_there(tmp_path, alt, caption, expected):
    Image.new("RGB", (40, 30)).save(tmp_path / "a.png")
    root = article(m.Figure(src="a.png", alt=alt, caption=caption), folder=tmp_path)
    image = root.find("figure/img")
    assert (image.get("alt"), image.get("role")) == (expected, None)
    assert (image.get("width"), image.get("height")) == ("40", "30")


@pytest.mark.parametrize(
    ("src", "images", "remark"),
    [
        (None, "small", "（图略）"),
        ("none.jpg", "small", "（图片未能收入）"),
        ("none.jpg", "none", "（图略）"),
    ],
)
def test_a_figure_without_its_picture_says_so_and_keeps_its_words(tmp_path, src, images, remark):
    block = m.Figure(src=src, alt="两人", caption="渡口", credit="何青 摄")
    root = article(block, folder=tmp_path, options=RenderOptions(images=images))
    assert "".join("".join(root.find("figure").itertext()).split()) == f"{remark}两人渡口何青摄"


def test_lists_keep_the_papers_own_markers_and_add_none():
    assert article(m.List(items=("▽南渡", "▽北渡"))).find("ul").get("class") == "items marked"
    assert article(m.List(items=("①南渡", "2. 北渡", "（三）东渡"))).find("ul").get("class") == "items marked"
    assert article(m.List(items=("南渡", "▽北渡"))).find("ul").get("class") == "items"
    assert article(m.List(items=("南渡",), ordered=True)).find("ol") is not None


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://example.org/灯?a=1&b=2#c", "https://example.org/%E7%81%AF?a=1&b=2#c"),
        ("https://example.org/100% sure", "https://example.org/100%25%20sure"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("p02.xhtml", None),
        ("http://", None),
        ("http://[", None),
        ("mailto:nobody", None),
    ],
)
def test_links_lead_to_the_web_or_keep_their_address_as_a_title(href, target):
    text = m.rich(m.Link(href=href, content=("灯", m.Link(href="https://a.example", content=("塔",)))))
    root = article(m.Paragraph(text=text))
    (link,) = root.find("p")
    assert link.get("href") == target
    assert (link.tag, link.get("title")) == (("a", None) if target else ("span", href))
    assert "".join(link.itertext()) == "灯塔"
    assert len(list(link.iter("a"))) == 1


def test_inline_kinds_have_their_elements():
    text = m.rich(
        m.Emphasis(content=("重", m.Strong(content=("点",)))), m.LineBreak(),
        m.Ruby(base="龘", reading="dá"), m.Upright(text="12"),
    )  # fmt: skip
    markup = etree.tostring(article(m.Paragraph(text=text)).find("p"), encoding="unicode")
    assert "<em>重<strong>点</strong></em><br/>" in markup
    assert '<ruby>龘<rt>dá</rt></ruby><span class="tcy">12</span>' in markup


def test_an_article_in_another_language_says_so():
    root = article(lang="zh-Hans")
    assert root.get("lang") is None
    assert render(m.Issue(lang="zh-Hans")).edition.lang == "zh-Hans"
    root = reading.parse(
        next(
            document.content
            for document in render(
                m.Issue(sections=(m.Section(articles=(m.Article(lang="ja"),)),))
            ).edition.documents
            if document.kind == "article"
        )
    )
    (element,) = root.iter("{*}article")
    assert element.get("lang") == element.get("{http://www.w3.org/XML/1998/namespace}lang") == "ja"


def test_an_article_without_any_title_is_named_for_screen_readers():
    root = article(m.Paragraph(text="渡口昨天复航，票价两元。"), headline=None)
    assert root.get("aria-label") == "渡口昨天复航"
    assert article().get("aria-label") is None


# --- what the edition says itself


FULL = {
    "name": "海风日报", "publisher": "海风报社", "date": datetime.date(2024, 3, 5), "weekday": "星期二",
    "issue_number": "1234", "page_count": 4, "cn_number": "99-0001", "price": "1", "weather": "晴",
    "printed": ("海风日报",),
}  # fmt: skip


@pytest.mark.parametrize(
    "lang", [language.key for language in known() if language.traits.typesetting.script != "Latn"]
)
def test_nothing_is_said_in_english(lang):
    body = (m.Table(header=("市",)), m.Figure(caption="图"), m.Figure(src="无.jpg"))
    person = m.Person(role="reporter", name="林")
    pages = (m.Section(page="01", articles=(m.Article(body=body, byline=(person,)), m.Article())),)
    repair = m.Repair(
        kind="moved-block", text="文", code="list-continues", params={"article": "图"}, confidence=0.5
    )
    issue = m.Issue(lang=lang, masthead=m.Masthead(**FULL), sections=pages, repairs=(repair,))
    for document in render(issue).edition.documents:
        root = reading.parse(document.content)
        texts = [*reading.body(document.content).itertext(), document.title]
        texts += root.xpath("//@alt | //@title | //@aria-label")
        assert not [
            text for text in texts if any(character.isascii() and character.isalpha() for character in text)
        ]
        assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == lang


def test_styles_come_in_the_order_of_the_cascade():
    edition = render(m.Issue(lang="ja-JP"), RenderOptions(theme="modern", vertical=True)).edition
    order = ["styles/base.css", "styles/newer.css", "styles/locales/ja.css", "styles/themes/modern.css"]
    assert [resource.path for resource in edition.resources] == order
    root = reading.parse(edition.documents[0].content)
    assert root.xpath("//@href") == [f"../{path}" for path in order]
    assert root.get("class") == "vrtl"
    assert (edition.direction, edition.vertical, edition.theme) == ("rtl", True, "modern")


@pytest.mark.parametrize("theme", ["none", "", "../base", "plain.css"])
def test_an_unknown_theme_names_those_there_are(theme):
    with pytest.raises(UnknownName) as error:
        render(m.Issue(), RenderOptions(theme=theme))
    assert error.value.hint == f"the themes are: {', '.join(themes())}"
    assert {"plain", "modern"} <= set(themes())


def test_an_empty_issue_is_still_an_edition():
    edition = render(m.Issue()).edition
    assert [document.kind for document in edition.documents] == ["masthead"]
    assert edition.documents[0].title


def test_a_repair_tells_kind_place_and_texts():
    origin = m.Origin(file="page.txt", lines=(65, 66, 67, 70))
    repair = m.Repair(
        kind="joined-sentence",
        text="断\n开",
        result="断开",
        code="sentence-continues",
        confidence=0.8,
        origin=origin,
    )
    (record,) = [d for d in render(m.Issue(repairs=(repair,))).edition.documents if d.kind == "colophon"]
    (item,) = reading.body(record.content).iter("{*}li")
    texts = [line for line in item.itertext() if line != "\n"]
    assert texts == [
        "接合断句", "page.txt 第65–67、70行", "把握80%", "原文", "断\n开", "改为", "断开", "缘由",
        "句子中断，在另一段接续。",
    ]  # fmt: skip


def test_an_issue_read_without_repairs_says_so():
    issue = m.Issue(masthead=m.Masthead(name="海风", printed=("海风",)))
    (record,) = [d for d in render(issue).edition.documents if d.kind == "colophon"]
    assert "读入原稿时未作改动。" in "".join(reading.body(record.content).itertext())
