import pytest
import weasyprint

from ebook.typography import hooks
from ebook.typography.hooks import columns
from ebook.writers.pdf.fetcher import EditionFetcher
from ebook.writers.pdf.merge import BASE_URL
from tests.writers.pdf.conftest import printed  # noqa: F401  # its edition is enough for a shelf

_PARAGRAPH = "<p>渠水漫过田埂，守渠的人提着马灯走了一夜，天亮时才把闸门放稳。" * 3
_ARTICLE = f"<div class=article><h2 class=kept>{_PARAGRAPH[3:16]}</h2>{_PARAGRAPH * 2}</div>"
_ITEM = f"<li>{_PARAGRAPH[3:]}</li>"
_TABLE = "<table>" + "<tr><td>站名<td>水位" * 20 + "</table>"


def pdf(body, printed):  # noqa: F811
    style = (
        "@page { size: 300pt 240pt; margin: 20pt } p { margin: 0; orphans: 2; widows: 2 } td { padding: 3pt }"
        '* { font: 10pt/17pt "Ebook Serif" } .flow { columns: 2; column-gap: 20pt }'
        ".article { margin: 0 0 20pt; border-top: 1pt solid; padding-top: 5pt } h2 { margin: 9pt 0; break-after: avoid }"
        "ul { margin: 7pt 0; padding: 0 } li { border-bottom: 1pt solid; box-decoration-break: clone; padding: 3pt }"
        ".head { column-span: all; height: 40pt } .kept { break-inside: avoid }"
    )
    source = f"<link rel=stylesheet href=styles/fonts.css><style>{style}</style><div class=flow>{body}</div>"
    with hooks.composing():
        html = weasyprint.HTML(string=source, base_url=BASE_URL, url_fetcher=EditionFetcher(printed.edition))
        return html.write_pdf(font_config=hooks.OwnFonts(), pdf_identifier=b"0" * 16)


@pytest.mark.parametrize(
    "body",
    [
        _PARAGRAPH * 9,
        f"<p class=head>{_PARAGRAPH * 12}",
        f"{_PARAGRAPH * 4}{_TABLE}{_PARAGRAPH * 3}",
        f"<p class=head></p>{f'<div class=kept>{_PARAGRAPH * 3}</div>' * 4}",
        f"{_PARAGRAPH * 2}<div style='float: left; width: 40pt'>浮</div>{_PARAGRAPH * 5}",
        f"{_ARTICLE * 9}",
        f"<p class=head></p>{_ARTICLE * 3}",
        f"<ul>{_ITEM * 3}{'<li>单行' * 5}</ul>{_TABLE}" * 3,
        f"{_PARAGRAPH * 2}<div style='position: absolute'>定</div>{_PARAGRAPH * 5}",
    ],
    ids=["text", "head", "table", "kept", "float", "articles", "last", "lists", "absolute"],
)
def test_columns_are_the_same_as_when_all_is_laid_out_anew(body, printed, monkeypatch):  # noqa: F811
    spared = pdf(body, printed)
    for name in ("block_box_layout", "block_level_layout"):
        # WeasyPrint's function, called without our object
        monkeypatch.setattr(columns.Columns, name, staticmethod(getattr(columns, f"_{name}")))
    assert pdf(body, printed) == spared
