import pytest
import weasyprint

from ebook.typography import hooks
from ebook.typography.hooks import columns
from ebook.writers.pdf.fetcher import Shelf
from ebook.writers.pdf.merge import BASE_URL
from tests.writers.pdf.conftest import printed  # noqa: F401  # its edition is enough for a shelf

_PARAGRAPH = "<p>渠水漫过田埂，守渠的人提着马灯走了一夜，天亮时才把闸门放稳。" * 3
_TABLE = "<table>" + "<tr><td>站名<td>水位" * 20 + "</table>"


def pdf(body, printed):  # noqa: F811
    style = (
        "@page { size: 300pt 240pt; margin: 20pt } p { margin: 0; orphans: 2; widows: 2 } td { padding: 3pt }"
        '* { font: 10pt/17pt "Ebook Serif" } .flow { columns: 2; column-gap: 20pt }'
        ".head { column-span: all; height: 40pt } .kept { break-inside: avoid }"
    )
    source = f"<link rel=stylesheet href=styles/fonts.css><style>{style}</style><div class=flow>{body}</div>"
    with hooks.composing():
        html = weasyprint.HTML(string=source, base_url=BASE_URL, url_fetcher=Shelf(printed.edition))
        return html.write_pdf(font_config=hooks.OwnFonts(), pdf_identifier=b"0" * 16)


@pytest.mark.parametrize(
    "body",
    [
        _PARAGRAPH * 9,
        f"<p class=head>{_PARAGRAPH * 12}",
        f"{_PARAGRAPH * 4}{_TABLE}{_PARAGRAPH * 3}",
        f"<p class=head></p>{f'<div class=kept>{_PARAGRAPH * 3}</div>' * 4}",
        f"{_PARAGRAPH * 2}<div style='float: left; width: 40pt'>浮</div>{_PARAGRAPH * 5}",
        f"{_PARAGRAPH * 2}<div style='position: absolute'>定</div>{_PARAGRAPH * 5}",
    ],
    ids=["text", "head", "table", "kept", "float", "absolute"],
)
def test_columns_are_the_same_as_when_they_are_laid_out_twice(body, printed, monkeypatch):  # noqa: F811
    spared = pdf(body, printed)
    monkeypatch.setattr(
        columns.Columns,
        "block_box_layout",
        lambda _, *given, **named: columns._block_box_layout(*given, **named),
    )
    assert pdf(body, printed) == spared
