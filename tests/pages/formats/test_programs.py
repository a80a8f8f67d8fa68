"""What page-reading programs write is told apart by content, and nothing that it says is lost."""

import json
import random
from pathlib import Path

import pytest

from ebook.errors import EbookError, UnreadableSource
from ebook.formats import guess_reader
from ebook.pages.formats.programs import pages_of
from ebook.pipeline import read
from ebook.source import Source

SAMPLES = Path(__file__).parent / "samples"
TITLE, BYLINE = "老街路灯昨晚全亮", "本报记者 沈橹"
BODY = "昨天上午，砚湖边的老街路灯换成了新的，居民说晚上散步亮堂多了，孩子们也敢独自回家了。"
TABLE = "<table><tr><td>街</td><td>盏</td></tr><tr><td>老街</td><td>42</td></tr></table>"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="

PADDLE = {
    "input_path": "page.png",
    "page_index": None,
    "width": 1000,
    "height": 1400,
    "parsing_res_list": [
        {
            "block_label": "doc_title",
            "block_content": TITLE,
            "block_bbox": [100, 100, 900, 160],
            "block_order": 1,
        },
        {
            "block_label": "text",
            "block_content": BYLINE,
            "block_bbox": [100, 180, 400, 200],
            "block_order": 2,
        },
        {"block_label": "text", "block_content": BODY, "block_bbox": [100, 220, 480, 500], "block_order": 3},
        {
            "block_label": "table",
            "block_content": TABLE,
            "block_bbox": [520, 220, 900, 300],
            "block_order": None,
        },
        {
            "block_label": "image",
            "block_content": "",
            "block_bbox": [520, 320, 900, 600],
            "block_order": None,
        },
        {
            "block_label": "number",
            "block_content": "02",
            "block_bbox": [880, 20, 900, 40],
            "block_order": None,
        },
    ],
}
DOTS = [
    {"bbox": [100, 100, 900, 160], "category": "Title", "text": f"# {TITLE}"},
    {"bbox": [100, 180, 400, 200], "category": "Text", "text": BYLINE},
    {"bbox": [100, 220, 480, 500], "category": "Text", "text": BODY},
    {"bbox": [520, 220, 900, 300], "category": "Table", "text": TABLE},
    {"bbox": [520, 320, 900, 600], "category": "Picture"},
]
DEEPSEEK = (
    f"<|ref|>title<|/ref|><|det|>[[100, 71, 900, 114]]<|/det|>\n# {TITLE}\n\n"
    f"<|ref|>text<|/ref|><|det|>[[100, 128, 400, 142]]<|/det|>\n{BYLINE}\n\n"
    f"<|ref|>text<|/ref|><|det|>[[100, 157, 480, 357]]<|/det|>\n{BODY}\n\n"
    f"<|ref|>table<|/ref|><|det|>[[520, 157, 900, 214]]<|/det|>\n{TABLE}\n\n"
    "<|ref|>image<|/ref|><|det|>[[520, 228, 900, 428]]<|/det|>\n"
)
MARKER = {
    "block_type": "Document",
    "children": [
        {
            "id": "/page/0/Page/1", "block_type": "Page", "html": "", "polygon": [[0, 0], [1000, 0], [1000, 1400], [0, 1400]],
            "children": [
                {"block_type": "SectionHeader", "html": f"<h1>{TITLE}</h1>", "polygon": [[100, 100], [900, 100], [900, 160], [100, 160]], "children": None},
                {"block_type": "Text", "html": f"<p>{BYLINE}</p>", "polygon": [[100, 180], [400, 180], [400, 200], [100, 200]]},
                {"block_type": "Text", "html": f"<p>{BODY}</p>", "polygon": [[100, 220], [480, 220], [480, 500], [100, 500]]},
                {"block_type": "Table", "html": TABLE, "polygon": [[520, 220], [900, 220], [900, 300], [520, 300]]},
                {"block_type": "Picture", "html": "", "polygon": [[520, 320], [900, 320], [900, 600], [520, 600]], "images": {"/page/0/Picture/1": PIXEL}},
            ],
        }
    ],
}  # fmt: skip
YOMITOKU = {
    "paragraphs": [
        {"box": [100, 100, 900, 160], "contents": TITLE, "direction": "horizontal", "order": 0, "role": "section_headings"},
        {"box": [100, 180, 400, 200], "contents": BYLINE, "direction": "horizontal", "order": 1, "role": None},
        {"box": [100, 220, 480, 500], "contents": BODY, "direction": "horizontal", "order": 2, "role": None},
    ],
    "tables": [
        {"box": [520, 220, 900, 300], "order": 3, "n_row": 2, "n_col": 2, "cells": [
            {"row": 1, "col": 1, "row_span": 1, "col_span": 1, "contents": "街"},
            {"row": 1, "col": 2, "row_span": 1, "col_span": 1, "contents": "盏"},
            {"row": 2, "col": 1, "row_span": 1, "col_span": 1, "contents": "老街"},
            {"row": 2, "col": 2, "row_span": 1, "col_span": 1, "contents": "42"},
        ]},
    ],
    "figures": [{"box": [520, 320, 900, 600], "order": 4, "paragraphs": [], "direction": "horizontal"}],
    "words": [],
}  # fmt: skip
MINERU_OLD = [
    {"type": "text", "text": TITLE, "text_level": 1, "page_idx": 0},
    {"type": "text", "text": BYLINE, "page_idx": 0},
    {"type": "text", "text": BODY, "page_idx": 0},
    {"type": "table", "img_path": "images/t.jpg", "table_body": TABLE, "table_caption": [], "table_footnote": [], "page_idx": 0},
    {"type": "image", "img_path": "images/p.jpg", "img_caption": [], "img_footnote": [], "page_idx": 0},
]  # fmt: skip
MINERU_3 = {
    "_backend": "pipeline",
    "pdf_info": [
        {
            "page_idx": 0,
            "page_size": [1000, 1400],
            "para_blocks": [
                {"type": "title", "bbox": [100, 100, 900, 160], "level": 1, "lines": [{"bbox": [100, 100, 900, 160], "spans": [{"type": "text", "content": TITLE, "score": 0.99}]}]},
                {"type": "text", "bbox": [100, 180, 400, 200], "lines": [{"bbox": [100, 180, 400, 200], "spans": [{"type": "text", "content": BYLINE, "score": 0.99}]}]},
                {"type": "text", "bbox": [100, 220, 480, 500], "lines": [{"spans": [{"type": "text", "content": BODY[:20]}]}, {"spans": [{"type": "text", "content": BODY[20:]}]}]},
                {"type": "table", "bbox": [520, 220, 900, 300], "blocks": [{"type": "table_body", "bbox": [520, 220, 900, 300], "lines": [{"spans": [{"type": "table", "html": TABLE, "image_path": "t.jpg"}]}]}]},
                {"type": "image", "bbox": [520, 320, 900, 600], "blocks": [{"type": "image_body", "bbox": [520, 320, 900, 600], "lines": [{"spans": [{"type": "image", "image_path": "p.jpg"}]}]}]},
            ],
            "discarded_blocks": [{"type": "page_number", "bbox": [880, 20, 900, 40], "lines": [{"spans": [{"type": "text", "content": "02"}]}]}],
        }
    ],
}  # fmt: skip

OLMOCR = {
    "id": "0", "source": "olmocr", "metadata": {"olmocr-version": "0.4.0"},
    "text": f"---\nprimary_language: zh\n---\n# {TITLE}\n\n{BYLINE}\n\n{BODY}\n\n{TABLE}\n",
    "attributes": {"pdf_page_numbers": [[0, 400, 1]]},
}  # fmt: skip


def _source(content: object, name: str = "page") -> Source:
    data = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return Source(name, data.encode())


INVENTED = {
    "PaddleOCR": PADDLE,
    "PaddleOCR, saved": {"res": PADDLE},
    "PaddleOCR, service": {"logId": "1", "result": {"layoutParsingResults": [{"prunedResult": PADDLE, "markdown": {"text": "", "images": {}}}], "dataInfo": {}}},
    "PaddleOCR, printed": str({"res": PADDLE}).replace("[100, 100,", "[np.float32(100.0), np.int64(100),"),
    "dots.ocr": DOTS,
    "dots.ocr, as text": json.dumps(DOTS, ensure_ascii=False),
    "DeepSeek-OCR": DEEPSEEK,
    "Marker": MARKER,
    "YomiToku": YOMITOKU,
    "MinerU 0.10": MINERU_OLD,
    "MinerU 2, middle": MINERU_3,
}  # fmt: skip


@pytest.mark.parametrize("content", INVENTED.values(), ids=INVENTED)
@pytest.mark.parametrize("name", ["page", "page.txt", "page.json", "page.md"])
def test_a_program_is_known_by_content_whatever_the_file_is_called(content, name):
    assert guess_reader(_source(content, name)) == "layout"


@pytest.mark.parametrize("content", INVENTED.values(), ids=INVENTED)
def test_the_blocks_of_each_program_are_the_same_page(content):
    (page,) = pages_of(_source(content)).pages
    texts = [region for region in page.regions if region.kind == "block" and region.text != "02"]
    assert [region.text.replace("\n", "") for region in texts] == [TITLE, BYLINE, BODY]
    assert texts[0].label == "title"
    (table,) = [region for region in page.regions if region.kind == "table"]
    assert table.rows == (("街", "盏"), ("老街", "42"))
    assert sum(region.kind == "picture" for region in page.regions) == 1


@pytest.mark.parametrize("content", INVENTED.values(), ids=INVENTED)
def test_each_is_read_into_an_article(content):
    (article,) = read(_source(content)).issue.articles
    assert article.headline == TITLE
    assert BODY in {getattr(block, "text", "") for block in article.body}


def test_several_lines_are_several_pages():
    lines = "\n".join(json.dumps({"res": PADDLE}, ensure_ascii=False) for _ in range(3))
    assert [page.number for page in pages_of(_source(lines)).pages] == [1, 2, 3]


def test_pictures_of_a_reply_are_kept():
    path = "imgs/img_in_image_box_520_320_900_600.jpg"
    reply = {
        "result": {"layoutParsingResults": [{"prunedResult": PADDLE, "markdown": {"images": {path: PIXEL}}}]}
    }
    issue = pages_of(_source(reply))
    (picture,) = [
        region.picture for page in issue.pages for region in page.regions if region.kind == "picture"
    ]
    assert issue.pictures[picture].startswith(b"\x89PNG")


def test_a_block_that_was_emptied_gets_its_text_back():
    lines = {
        "rec_texts": [BODY, "卖豆腐的换了新秤。"],
        "rec_scores": [0.99, 0.98],
        "rec_boxes": [[100, 220, 480, 500], [520, 700, 900, 720]],
    }
    blocks = [
        {
            "block_label": "text",
            "block_content": f"{BODY}卖豆腐的换了新秤。",
            "block_bbox": [100, 220, 480, 500],
        },
        {"block_label": "text", "block_content": "", "block_bbox": [515, 695, 905, 725]},
    ]
    issue = pages_of(
        _source({"parsing_res_list": blocks, "overall_ocr_res": lines, "width": 1000, "height": 1400})
    )
    assert [region.text for region in issue.pages[0].regions] == [BODY, "卖豆腐的换了新秤。"]
    assert [repair.code for repair in issue.repairs] == ["emptied-block"]


def test_text_that_the_program_does_not_believe_is_refused():
    lines = {
        "rec_texts": ["厶亍乜"] * 30,
        "rec_scores": [0.39] * 30,
        "rec_boxes": [[100, 20 * at, 300, 20 * at + 15] for at in range(1, 31)],
    }
    with pytest.raises(UnreadableSource, match="unsure"):
        pages_of(_source({"overall_ocr_res": lines}))


# --- the real files -----------------------------------------------------------------------

FILES = (
    "page_content_list.json",
    "page_content_list_v2.json",
    "page.middle.json",
    "page.structured_content.json",
)


@pytest.mark.parametrize("name", FILES)
def test_mineru_keeps_every_character(name):
    issue = pages_of(Source("page", (SAMPLES / "mineru" / name).read_bytes()))
    text = "".join(
        region.text + "".join(cell for row in region.rows for cell in row)
        for page in issue.pages
        for region in page.regions
    )
    assert len("".join(text.split())) == 1711


def test_the_files_of_mineru_place_blocks_alike():
    places = []
    for name in FILES:
        (page,) = pages_of(Source("page", (SAMPLES / "mineru" / name).read_bytes())).pages
        box = next(region.box for region in page.regions if "老渡口新桥今日通车" in region.text)
        places.append(
            (box.left / page.width, box.top / page.height, box.right / page.width, box.bottom / page.height)
        )
    for place in places[1:]:
        assert place == pytest.approx(places[0], abs=0.002)


@pytest.mark.parametrize("name", FILES)
def test_the_table_of_mineru_has_six_rows_of_four_cells_and_its_note(name):
    (page,) = pages_of(Source("page", (SAMPLES / "mineru" / name).read_bytes())).pages
    (table,) = [region for region in page.regions if region.kind == "table"]
    assert [len(row) for row in table.rows] == [4] * 6
    assert [
        region.text for region in page.regions if region.group == table.group and region.label == "footnote"
    ]


def test_a_folder_of_a_run_is_read_once(tmp_path):
    for name in FILES:
        (tmp_path / name).write_bytes((SAMPLES / "mineru" / name).read_bytes())
    assert guess_reader(Source.from_path(tmp_path)) == "layout"
    assert len(pages_of(Source.from_path(tmp_path)).pages) == 1


def test_a_paragraph_of_docling_over_columns_stands_in_each():
    issue = pages_of(Source("page", (SAMPLES / "docling" / "cross_page_paragraph_input.json").read_bytes()))
    assert len(issue.pages) == 2
    assert all(page.regions for page in issue.pages)


# --- damaged and hostile files ------------------------------------------------------------


@pytest.mark.parametrize("content", INVENTED.values(), ids=INVENTED)
def test_changed_files_are_read_or_refused(content):
    whole = _source(content).data
    rng = random.Random(7)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(rng.randrange(1, 6)):
            at = rng.randrange(len(data))
            data[at : at + rng.randrange(1, 30)] = rng.choice(
                (b"", b"null", b'"', b"[", b"1e400", b"-5", b"{}", b"\xff")
            )
        try:
            pages_of(Source("page", bytes(data)))
        except EbookError:
            continue


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "/etc/passwd", "http://example.com/p.jpg", "C:\\p.jpg", "file:///etc/passwd"]
)
def test_pictures_outside_the_folder_are_reported_and_left_out(path):
    content = [{**MINERU_OLD[-1], "img_path": path}, *MINERU_OLD[:-1]]
    issue = pages_of(_source(content))
    assert not any(region.picture for page in issue.pages for region in page.regions)
    assert [problem.code for problem in issue.problems] == ["PGE-010"]


def test_deep_nesting_is_refused():
    with pytest.raises(UnreadableSource):
        pages_of(_source('{"res": ' * 5000 + '{"parsing_res_list": []}' + "}" * 5000))


def test_half_width_marks_and_spaces_among_han_characters_are_put_right():
    texts = [TITLE, "4 月 24 日,砚湖边的 42 盏路灯换成了新的:居民说晚上散步亮堂多了，孩子们也敢独自回家了。"]
    blocks = [{**DOTS[0]}, {**DOTS[2], "text": texts[1]}]
    issue = read(_source(blocks)).issue
    assert issue.articles[0].body[0].text.startswith("4月24日，砚湖边的42盏路灯换成了新的：居民说")
    assert {repair.code for repair in issue.repairs} == {"half-width-marks"}


def test_a_loop_is_reported_and_kept():
    loop = "砚湖边的老街路灯" * 12
    reading = read(_source([{**DOTS[0]}, {**DOTS[2], "text": loop}]))
    assert loop in "".join(getattr(block, "text", "") for block in reading.issue.articles[0].body)
    assert "PGE-004" in {problem.code for problem in reading.problems}


def test_olmocr_is_read_without_boxes_and_page_by_page():
    page = OLMOCR["text"]
    both = {
        **OLMOCR,
        "text": page + page,
        "attributes": {"pdf_page_numbers": [[0, len(page), 1], [len(page), 2 * len(page), 2]]},
    }
    for content, pages in ((OLMOCR, 1), (both, 2)):
        assert guess_reader(_source(content, "page.txt")) == "layout"
        found = pages_of(_source(content)).pages
        assert len(found) == pages
        assert [region.text for region in found[-1].regions if region.kind == "block"] == [
            TITLE,
            BYLINE,
            BODY,
        ]
    assert read(_source(OLMOCR)).issue.articles[0].headline == TITLE


@pytest.mark.parametrize(
    "data",
    [
        '{"text": 5, "attributes": {"pdf_page_numbers": 3}}',
        '{"text": "x", "attributes": {"pdf_page_numbers": [["a"]]}}',
    ],
)
def test_damaged_olmocr_is_refused(data):
    with pytest.raises(UnreadableSource):
        pages_of(_source(data))


def test_a_mixture_of_scripts_is_refused():
    text = "厶亍乜丗丏丒丂丄 ЖЩФЫЮЯЭЪ กขฃคฅฆงจ بتثجحخدذ abcdefgh" * 3
    with pytest.raises(UnreadableSource, match="scripts"):
        pages_of(_source([{**DOTS[1], "text": text}]))


# --- faults of the programs ----------------------------------------------------------------


def test_large_or_bold_lines_that_are_labelled_as_text_are_titles():
    (page,) = pages_of(Source("page", (SAMPLES / "mineru" / FILES[0]).read_bytes())).pages
    labels = {region.text: region.label for region in page.regions}
    assert labels["老渡口新桥今日通车"] == labels["全市春播过七成"] == labels["夜间公交延时半小时"] == "title"
    assert labels["编者按"] == labels["简讯"] == "text"  # bold, but smaller than the text


def test_lines_below_a_picture_and_above_a_table_are_their_captions():
    (page,) = pages_of(Source("page", (SAMPLES / "mineru" / FILES[0]).read_bytes())).pages
    captions = {region.text: region.group for region in page.regions if region.label == "caption"}
    holders = {region.kind: region.group for region in reversed(page.regions) if region.group}
    assert captions == {
        "老渡口大桥今晨放行，第一批行人从北岸走向南岸。 本报记者 阮星驰 摄": holders["picture"],
        "全市五座中型水库水情（4 月 23 日 8 时）": holders["table"],
    }


def test_the_facts_of_the_masthead_are_found_though_mineru_calls_them_a_header():
    masthead = read(SAMPLES / "mineru" / FILES[0]).issue.masthead
    assert (masthead.name, str(masthead.date), masthead.issue_number) == ("青衡日报", "2026-04-24", "6218")


def test_lines_in_line_with_a_headline_are_its_kicker_deck_and_byline():
    (page,) = pages_of(Source("page", (SAMPLES / "mineru" / FILES[0]).read_bytes())).pages
    labels = {region.text: region.label for region in page.regions}
    assert labels["一座桥 三代人 四十七年"] == "kicker"
    assert labels["从渡船二十分钟到步行四分钟，两岸六个村共用一个菜市场"] == "deck"
    assert labels["本报记者 顾南枝 通讯员 沈橹"] == "byline"
    (first,) = [
        one for one in read(SAMPLES / "mineru" / FILES[0]).issue.articles if "老渡口" in str(one.headline)
    ]
    assert (first.kicker, first.deck) == (
        "一座桥 三代人 四十七年",
        "从渡船二十分钟到步行四分钟，两岸六个村共用一个菜市场",
    )


def test_a_box_of_text_that_was_taken_for_a_picture_is_a_frame():
    issue = pages_of(Source("page", (SAMPLES / "mineru" / FILES[0]).read_bytes()))
    (page,) = issue.pages
    (frame,) = [region for region in page.regions if region.kind == "rule"]
    assert [region.text[:4] for region in page.regions if region.box == frame.box and region.text] == [
        "相关链接"
    ]
    assert [(repair.code, repair.text) for repair in issue.repairs] == [
        ("picture-of-text", "images/page_0_image_41.jpg")
    ]


def test_a_picture_that_a_program_describes_stays_one():
    items = [*MINERU_OLD[:3], {**MINERU_OLD[4], "content": "一盏路灯", "bbox": [520, 320, 900, 600]}]
    (page,) = pages_of(_source(items)).pages
    assert [region.kind for region in page.regions].count("picture") == 1


def test_a_bold_title_in_front_of_a_text_is_a_block_of_its_own():
    text = f"**{TITLE}**{BODY}"
    blocks = [{**MINERU_OLD[2], "text": text, "bbox": [100, 100, 480, 400]}]
    (page,) = pages_of(_source(blocks)).pages
    assert [(region.text, region.label) for region in page.regions] == [(TITLE, "title"), (BODY, "text")]
    title, body = page.regions
    assert title.box.bottom == body.box.top
