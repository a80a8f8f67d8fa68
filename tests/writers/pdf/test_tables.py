"""Tables, captions, pictures and running heads that are larger than a column: nothing is cut, covered or lost."""

from __future__ import annotations

import pymupdf
import pytest
from lxml import html
from PIL import Image

from ebook.fonts import STAND_IN
from ebook.options import Options
from ebook.pipeline import convert
from ebook.print_options import PrintOptions
from ebook.source import Source
from ebook.validators import pdf as verapdf
from ebook.verify_print import check
from ebook.writers.pdf.tables import fit_tables

SHEET = PrintOptions().sheet
LONG = "这是一格较长的文字，写的是湖边的风和水，" * 10
ADDRESS = "https://example.com/" + "a1b2c3d4e5" * 12


def table(*rows: tuple[str, ...], caption: str = "") -> str:
    lines = [f"表题：{caption}\n"] if caption else []
    lines += ["| " + " | ".join(row) + " |\n" for row in (rows[0], ("---",) * len(rows[0]), *rows[1:])]
    return "".join(lines)


TEXT = "\n\n".join(
    (
        "---\n报名: 砚湖日报\n日期: 2026-03-06\n---\n\n# 01 要闻",
        "## 高行",
        table(("岗位", "要求", "待遇", "地点"), *((f"岗位{n}", LONG, LONG, LONG) for n in range(2))),
        "## 一行比一栏高",
        table(("时间", "节目"), ("上午", "<br>".join(f"{n}点 节目{n}" for n in range(90))), ("下午", "完")),
        "## 宽表",
        table(("名次", "球队", *(f"第{n}轮积分" for n in range(10))), ("1", "砚湖市蓝鲸队", *["19"] * 10)),
        "## 月历",
        table(tuple(f"列{n}" for n in range(26)), *(tuple(f"{1000 + n}" for n in range(26)),) * 2),
        "## 网址",
        table(("名称", "网址", "编号"), ("短", ADDRESS, "1234567")),
        "## 长表题",
        table(("项目", "内容"), ("甲", "乙"), caption="这是一段较长的文字，" * 100),
        "## 号码",
        "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
        "## 空白",
        "甲\u1680乙\u2007丙\u2008丁\u2800戊\ufff9己\ufffa庚\ufffb辛\u2065壬",
        "## 竖图",
        "![竖](tall.png)\n说明：竖图的说明。",
        f"# 02 {'关于进一步做好水环境综合治理的通知' * 5}",
        "## 短讯",
        "正文。",
    )
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    Image.new("RGB", (270, 480), "#8899aa").save(folder / "tall.png")
    done = convert(Source("a.md", TEXT.encode(), folder), to="pdf", options=Options(lang="zh-Hans"))
    path = folder / "a.pdf"
    path.write_bytes(done.written[0].files[done.written[0].main])
    return done, path


def test_the_print_has_no_fault(made):
    _, path = made
    assert [str(problem) for problem in check(path)] == []
    assert verapdf.validate(path) == []


def test_nothing_reaches_into_another_column_or_into_the_margin(made):
    _, path = made
    column = SHEET.measure * SHEET.font_size
    starts = [SHEET.side + number * (column + SHEET.gap) for number in range(SHEET.columns)]
    with pymupdf.open(path) as document:
        pages = [page for page in document if "第01版" in "".join(page.get_text().split())][1:]
        lines = [
            line
            for page in pages
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
        ]
        pictures = [image["bbox"] for page in document for image in page.get_image_info()]
    assert len(lines) > 100
    within = SHEET.height - SHEET.bottom
    for left, top, right, bottom in [line["bbox"] for line in lines if SHEET.top < line["bbox"][1] < within]:
        assert any(start - 2 <= left and right <= start + column + 4 for start in starts), (
            left,
            top,
            right,
            bottom,
        )
    assert pictures
    for left, top, right, bottom in pictures:
        assert any(start - 2 <= left and right <= start + column + 2 for start in starts)
        assert SHEET.top - 1 <= top < bottom <= within


def test_blanks_that_no_font_has_are_blank(made):
    done, path = made
    assert "FNT-001" not in {problem.code for problem in done.report}
    with pymupdf.open(path) as document:
        assert not any(STAND_IN in page.get_text() for page in document)


def fitted(*rows: tuple[str, ...]) -> tuple[str, str]:
    """The class of a table's box, and what the table has become."""
    parts = [
        "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"
        for row, tag in zip(rows, ["th", *["td"] * len(rows)], strict=False)
    ]
    part = html.fromstring(
        f'<section><div class="table"><table><thead>{parts[0]}</thead><tbody>{"".join(parts[1:])}</tbody></table></div></section>'
    )
    fit_tables(part, SHEET)
    return part[0].get("class"), part[0][0].tag


@pytest.mark.parametrize(
    ("rows", "becomes"),
    [
        ([("甲", "乙"), ("一", "二")], ("table", "table")),
        (
            [("部门", "网址", "电话"), ("教育局", "https://jyj.example.cn/a1/index.html", "0000-61234567")],
            ("table", "table"),
        ),
        ([("网址",), ("https://example.com/" + "a" * 80,)], ("table narrow", "table")),
        ([tuple("甲乙丙丁戊己庚辛壬癸子丑"), ("1234",) * 12], ("table narrow", "table")),
        ([("甲",) * 30, ("1234",) * 30], ("table narrow", "div")),
        ([("甲", "乙"), ("一", "<br>".join(["节目"] * 60))], ("table", "div")),
        ([("甲", "乙"), *[("一", "<br>".join(["节目"] * 12))] * 5], ("table parted", "table")),
    ],
)
def test_a_table_is_set_as_its_column_allows(rows, becomes):
    assert fitted(*rows) == becomes


def test_each_cell_of_a_table_that_became_text_has_its_head_before_it():
    part = html.fromstring(
        "<section><div class='table'><table><thead><tr><th>时间</th><th>节目</th></tr></thead>"
        f"<tbody><tr><td>上午</td><td>{'<br>'.join(['船歌'] * 60)}</td></tr></tbody></table></div></section>"
    )
    fit_tables(part, SHEET)
    heads, row = part.iterfind(".//p")
    assert heads.text_content() == "时间节目"
    assert row[0].text_content() == "上午"
    assert [label.text for label in row.iter("span") if label.get("data-repeated") is not None] == ["节目"]
