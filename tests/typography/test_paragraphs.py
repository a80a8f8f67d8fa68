import pytest
import weasyprint

from ebook.typography import hooks
from ebook.typography.hooks.paragraphs import Paragraphs
from ebook.writers.pdf.fetcher import EditionFetcher
from ebook.writers.pdf.merge import BASE_URL
from tests.writers.pdf.conftest import printed  # noqa: F401  # its edition is enough for a shelf

_TEXT = "渠水漫过“田埂”，守渠的人——提着GDP马灯走了30天，天亮时「才」把闸门放稳……"
_STYLE = (
    "@page { size: 300pt 240pt; margin: 20pt } p, h2, li { margin: 0; orphans: 2; widows: 2 }"
    '* { font: 10pt/17pt "Ebook Serif" } .flow { columns: 2; column-gap: 20pt } p { text-align: justify }'
    ".in { text-indent: 2em } .out { padding-left: 2em; text-indent: -1em } .c { text-align: center }"
    ".r { text-align: right } .wide { line-height: 25pt } .sub { vertical-align: super; font-size: 7pt } .all::first-line { color: red }"
)


def pdf(body, lang, printed):  # noqa: F811
    source = f"<link rel=stylesheet href=styles/fonts.css><style>{_STYLE}</style><html lang={lang}><div class=flow>{body}</div>"
    with hooks.composing():
        html = weasyprint.HTML(string=source, base_url=BASE_URL, url_fetcher=EditionFetcher(printed.edition))
        return html.write_pdf(font_config=hooks.OwnFonts(), pdf_identifier=b"0" * 16)


@pytest.mark.parametrize(
    ("body", "lang"),
    [
        (f"<p class=in>{_TEXT * 4}" * 5, "zh-Hans"),
        (f"<p class=out>{_TEXT * 2}" * 7, "zh-Hant"),
        (f"<p class=in><b>本报讯</b>{_TEXT * 3}<a>网页</a>{_TEXT}" * 3, "ja"),
        (f"<p>{_TEXT}<br>{_TEXT} <br> {_TEXT}  <i></i>" * 4, "zh-Hans"),
        (f"<p class=c>{_TEXT * 2}<p class=r>{_TEXT * 2}<h2>{_TEXT}</h2>" * 3, "zh-Hans"),
        (f"<p class=wide>{_TEXT}<span class=sub>甲</span>{_TEXT * 2}<ul><li>{_TEXT}</ul>" * 3, "zh-Hans"),
        (f"<p class=all>{_TEXT * 3}<div style='float: left; width: 30pt'>浮</div><p>{_TEXT * 3}", "zh-Hans"),
        ("<p>등대의 불이 다시 켜졌다고 '항구일보'가 2025년 3월에 전했다. " * 12, "ko"),
        (f"<p>{_TEXT}السلام عليكم{_TEXT}<p style='letter-spacing: 2pt'>{_TEXT * 2}", "zh-Hans"),
    ],
    ids=["indent", "hanging", "spans", "breaks", "aligned", "heights", "styled", "korean", "other"],
)
def test_lines_are_the_same_as_those_that_weasyprint_puts_together(body, lang, printed, monkeypatch):  # noqa: F811
    spared = pdf(body, lang, printed)
    tried = []
    monkeypatch.setattr(Paragraphs, "_line", lambda *_: tried.append(_))
    assert pdf(body, lang, printed) == spared
    assert tried
