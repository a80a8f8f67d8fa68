"""Paragraphs become lines: kinsoku, squeezing, Korean and Latin words, and nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ebook.composer.paragraphs import Line, Paragraph
from ebook.composer.shaping import Shaper
from ebook.languages import typesetting_of
from tests.composer.judge import faults

PAPERS = Path(__file__).resolve().parents[2] / "corpus" / "papers"


def paragraph(text: str, lang: str = "zh-Hans", *, vertical: bool = False) -> Paragraph:
    shaper = Shaper(lang, typesetting_of(lang), vertical=vertical)
    return Paragraph(shaper.cells(text, "serif"), shaper)


def set_in(text: str, measure: float, lang: str = "zh-Hans", indent: float = 0.0) -> list[str]:
    made = paragraph(text, lang)
    return [shown(made, line) for line in made.lines(measure, indent)]


def shown(made: Paragraph, line: Line) -> str:
    return "".join(cell.text for cell in made.cells[line.start : line.stop]) + "‐" * line.hyphen


@pytest.mark.parametrize(
    ("paper", "measure"),
    [("hans-1987", 13), ("hant-tw-local", 11), ("ja-1955", 15), ("ko-national", 17), ("new-en-hk", 15)],
)
def test_lines_of_a_paper_have_no_fault(paper: str, measure: int) -> None:
    issue = json.loads((PAPERS / f"{paper}.json").read_text(encoding="utf-8"))
    texts = [
        block["text"]
        for section in issue["sections"]
        for article in section["articles"]
        for block in article["body"]
        if block["t"] == "p"
    ]
    assert len(texts) > 20
    for text in texts:
        made = paragraph(text, issue["lang"])
        assert not faults(made, made.lines(measure, 2.0), measure)


def test_a_mark_is_squeezed_before_lines_are_stretched() -> None:
    # 、 and ， give up a quarter em each, and 。 hangs its blank half out: nine characters come into eight em and a half.
    assert set_in("春天，花、草，都开了。真好看呀", 8) == ["春天，花、草，都", "开了。真好看呀"]
    assert set_in("春天，花、草开了。真好看呀啊", 8)[0] == "春天，花、草开了。"


def test_marks_that_face_each_other_share_one_square() -> None:
    made = paragraph("他说：“好。”（笑）")
    assert made.width(0, len(made.cells)) == pytest.approx(8.5)  # ten squares, less half an em three times


def test_no_paragraph_ends_with_one_character() -> None:
    lines = set_in("这一段文字恰好比一行多出一个字来", 15)
    assert len(lines[-1]) > 1


def test_latin_in_han_text_stands_a_quarter_em_apart_without_a_space() -> None:
    made = paragraph("增长5倍")
    line = made.lines(20)[0]
    places = made.places(line)
    assert places[2] == pytest.approx(2.25)
    assert [cell.text for cell in made.cells] == ["增", "长", "5", "倍"]


def test_dashes_and_dots_are_not_parted() -> None:
    assert all("——" in line or "—" not in line for line in set_in("一二三四五——六七八九十", 6))


def test_korean_is_divided_between_words() -> None:
    text = "정부는 오늘 새로운 농업 정책을 발표하고 지역 주민의 의견을 듣겠다고 밝혔다"
    assert " ".join(line.strip() for line in set_in(text, 14, "ko")) == text


def test_english_is_hyphenated_with_a_hyphen_of_its_own() -> None:
    lines = set_in(
        "Representatives of international organisations congratulated municipal administrators", 12, "en"
    )
    assert any(line.endswith("‐") for line in lines)
    assert "".join(lines).replace("‐", "").replace(" ", "").startswith("Representativesofinternational")


def test_an_address_longer_than_a_line_is_parted() -> None:
    lines = set_in("见https://www.example.org/2024/03/05/index.html?page=12。", 10)
    assert len(lines) > 2
    made = paragraph("见https://www.example.org/2024/03/05/index.html?page=12。")
    assert not [fault for fault in faults(made, made.lines(10), 10) if "beyond" in fault]


def test_a_code_longer_than_a_line_is_parted() -> None:
    made = paragraph("营业执照副本，代码92980203MA00XXXX7K，声明作废。")
    assert not [fault for fault in faults(made, made.lines(9), 9) if "beyond" in fault]


def test_lines_that_the_source_breaks_stay() -> None:
    assert set_in("春眠不觉晓\n处处闻啼鸟", 20) == ["春眠不觉晓", "处处闻啼鸟"]


def test_a_reading_makes_its_base_as_wide_as_it_needs() -> None:
    cell = Shaper("ja", typesetting_of("ja")).with_reading("志", "こころざし", "serif")
    assert cell.width == pytest.approx(2.5)
    assert [part.text for part in cell.reading] == list("こころざし")


def test_vertical_lines_have_vertical_marks_and_words_on_their_side() -> None:
    level, upright = paragraph("春、NHK", "ja"), paragraph("春、NHK", "ja", vertical=True)
    assert level.cells[1].glyphs[0][0] != upright.cells[1].glyphs[0][0]
    assert [cell.posture for cell in upright.cells] == ["upright", "upright", "rotated"]
