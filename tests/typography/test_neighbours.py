import re

import pytest
import weasyprint

from ebook.languages import typesetting_of
from ebook.typography import hooks
from ebook.typography.setting import Beside, Setting
from ebook.writers.pdf.fetcher import EditionFetcher
from ebook.writers.pdf.merge import BASE_URL
from tests.typesetting import Paragraph, glyphs_of, judge
from tests.writers.pdf.conftest import printed  # noqa: F401  # its edition is enough for a shelf


def glyphs(body, printed, width=200):  # noqa: F811
    source = (
        '<link rel="stylesheet" href="styles/fonts.css"><style>@page { size: 400pt 300pt; margin: 20pt }'
        f'p {{ font: 10pt/17pt "Ebook Serif"; width: {width}pt; margin: 0; text-align: justify }}</style>'
        f'<html lang="zh-Hans"><p>{body}'
    )
    with hooks.composing():
        html = weasyprint.HTML(string=source, base_url=BASE_URL, url_fetcher=EditionFetcher(printed.edition))
        return glyphs_of(html.write_pdf(font_config=hooks.OwnFonts()))


def width(found):
    last = found[-1]
    return (last.x - found[0].x) / last.em + last.advance


@pytest.mark.parametrize(
    "body",
    [
        "甲<a>乙</a>丙",
        "甲<a>GDP</a>乙",
        "甲，<a>「乙</a>",
        "<a>【甲】</a>「乙」",
        "<a>「</a>『甲",
        "甲<a>」</a>，乙",
        "丙<a>（</a><i>「</i>甲",
    ],
)
def test_a_boundary_between_elements_is_spaced_as_within_a_text(body, printed):  # noqa: F811
    plain = re.sub("<.*?>", "", body)
    assert width(glyphs(body, printed)) == pytest.approx(width(glyphs(plain, printed)), abs=0.002)


def test_a_line_that_ends_between_elements_is_flush(printed):  # noqa: F811
    body = "".join(f"渠水漫过<b>{number}</b>田埂，<i>「守渠」</i>的人" for number in range(10, 50))
    text = body.replace("<b>", "").replace("</b>", "").replace("<i>", "").replace("</i>", "")
    found = judge([Paragraph(text, "zh-Hans")], glyphs(body, printed))
    assert found.lines > 10
    assert found.worst < 0.02
    assert not found.violations, found.examples


def test_a_quarter_em_before_what_stands_on_the_next_line_is_taken_back():
    found = Setting(
        "甲乙", [10.0, 10.0], [False, True], 10.0, typesetting_of("zh-Hans"), beside=Beside("", "G")
    )
    line = found.line(0, None, at_start=True)
    assert (line.width, found.ended(line).width) == (22.5, 20.0)


def test_a_text_after_a_box_sees_to_the_space_itself_but_not_at_a_line_start():
    found = Setting(
        "GDP", [6.0] * 3, [False] * 3, 10.0, typesetting_of("zh-Hans"), beside=Beside("甲", "", spaced=False)
    )
    assert found.line(0, None, at_start=False).width == 20.5
    assert found.line(0, None, at_start=True).width == 18
