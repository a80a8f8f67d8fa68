"""Sets the same paragraphs with ebook, WeasyPrint alone and Chromium, and judges where the glyphs came to stand.

    python benchmarks/typesetting.py [--pictures FOLDER]

The paragraphs are those of the examples, in four languages, in columns of 24 em. Writes
results/typesetting.md and, beside one another, what each engine made of a few samples.
"""

from __future__ import annotations

import argparse
import html
import importlib.metadata
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import msgspec
import pypdfium2
from engines import ENGINES, Sheet, engines
from PIL import Image, ImageChops, ImageDraw, ImageFont

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the judge stands with the tests

from ebook import assets  # noqa: E402
from ebook.pipeline import read  # noqa: E402
from ebook.render import render  # noqa: E402
from tests.typesetting import Judgement, Paragraph, glyphs_of, judge, paragraphs_of  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "typesetting.md"
EXAMPLES = (
    "qingheng-daily/issue.md",
    "chaoyu-times/page.txt",
    "hihama-shimpo/page.txt",
    "solneoul-ilbo/page.txt",
)
FLUSH = 0.02  # em

_A4 = "@page { size: A4; margin: 40pt }"
_SAMPLES = {
    "justification": ("zh-Hans", 20.6, '<p class="text">渡口的钟敲过六下，撑船的老人把缆绳解开，顺着水流慢慢离岸。两岸的灯一盏一盏亮起来，倒影在水里连成一条晃动的线，直到夜色把它们都收走为止。</p>'),
    "squeeze": ("zh-Hans", 20, '<p class="text">老人说：“《渡口纪事》（上卷）里写过‘船不等人，人等船’。”他又补了一句：（笑）“后来桥通了，‘人也不等船了’！”「旧事」，他称之为「水上的账」。</p>'),
    "autospace": ("zh-Hans", 20, '<p class="text">新桥全长428米，宽12米，设计时速40公里，2025年3月动工，总投资1.86亿元。GPS终端每5秒上报一次位置，误差不到30厘米，数据存入A区的3台服务器。</p>'),
    "kinsoku": ("zh-Hans", 20, '<p class="text">今年渡口的船票仍是两元整，（老人免票）、学生半价。他记得最清楚的一天——是大雾封江的那一次……船上只有三个人，“谁也没说话。”到了对岸，雾忽然散了，“像有人把幕布拉开。”</p>'),
    "ruby": ("ja", 20, '<p class="text"><ruby>渚<rt>なぎさ</rt></ruby>の<ruby>灯台<rt>とうだい</rt></ruby>に<ruby>灯<rt>ひ</rt></ruby>が戻った。町の人は「<em>三年</em>ぶりの<ruby>明<rt>あ</rt></ruby>かりだ」と話し、夜の海を<ruby>眺<rt>なが</rt></ruby>めた。</p>'),
    "headlines": ("zh-Hans", 20, "<h1>渡口停航三年后重新通航 两岸六个村共用一座桥</h1><h1>从渡船二十分钟到步行四分钟，两岸共用一个菜场</h1><h1>“水上课堂”开到了第十二个年头，学生仍坐船来</h1>"),
}  # fmt: skip
_DPI, _GAP, _LABEL = 150, 40, 34


def main() -> None:
    """Set, judge, write the tables and draw the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pictures", type=Path, default=ROOT / "docs" / "images")
    folder: Path = parser.parse_args().pictures
    with engines() as sheets:
        judged = {
            (name, lang): judge_with(sheets[name], texts, lang)
            for lang, texts in paragraphs()
            for name in ENGINES
        }
        RESULTS.write_text("\n".join(report(judged)) + "\n", encoding="utf-8")
        print(RESULTS.read_text(encoding="utf-8"))
        folder.mkdir(parents=True, exist_ok=True)
        for name, (lang, width, body) in _SAMPLES.items():
            picture(sheets, lang, width, body).save(folder / f"typesetting-{name}.png", optimize=True)


def paragraphs() -> Iterator[tuple[str, list[Paragraph]]]:
    """The paragraphs of each example, with its language."""
    for name in EXAMPLES:
        source = ROOT / "examples" / name
        issue = read(source).issue
        texts = paragraphs_of(render(issue, None, source.parent).edition)
        yield issue.lang, [Paragraph(" ".join(text.text.split()), text.lang) for text in texts]


def judge_with(sheet: Sheet, texts: list[Paragraph], lang: str) -> tuple[Judgement, int]:
    """Let an engine set paragraphs, and judge what it made; and how many characters read out as other ones.

    Where a glyph stands for several characters, Chromium may name another than was put in.
    """
    body = "".join(f'<p class="text">{html.escape(text.text)}</p>' for text in texts)
    glyphs = glyphs_of(sheet(lang, body, _A4))
    put_in = "".join(text.text for text in texts).replace(" ", "").replace("\u3000", "")
    assert len(glyphs) == len(put_in)
    wrong = sum(glyph.char != char for glyph, char in zip(glyphs, put_in, strict=True))
    said = [msgspec.structs.replace(glyph, char=char) for glyph, char in zip(glyphs, put_in, strict=True)]
    return judge(texts, said), wrong


def report(judged: dict[tuple[str, str], tuple[Judgement, int]]) -> Iterable[str]:
    """The two tables."""
    yield "# Composition\n"
    yield "The paragraphs of the examples in columns of 24 em, each engine with all that it knows switched on."
    yield "Read out of the finished PDFs by `tests/typesetting/`. A line counts as full that is not its"
    yield f"paragraph's last; off means more than {FLUSH} em from the measure.\n"
    yield "| language | engine | lines | full | off | mean, em | worst, em | violations | characters that read out wrong |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for (name, lang), (found, wrong) in judged.items():
        off = sum(edge > FLUSH for edge in found.ragged)
        mean = sum(found.ragged) / len(found.ragged)
        edges = f"{off} | {mean:.3f} | {found.worst:.3f}"
        figures = f"{found.lines} | {len(found.ragged)} | {edges} | {found.violations.total()} | {wrong}"
        yield f"| {lang} | {name} | {figures} |"
        assert not found.unread, (name, lang, found.unread[0])
    totals = {
        name: sum((found.violations for (by, _), (found, _) in judged.items() if by == name), Counter())
        for name in ENGINES
    }
    yield f"\n| violation | {' | '.join(ENGINES)} |"
    yield f"| --- |{' ---: |' * len(ENGINES)}"
    for kind in sorted(set().union(*totals.values())):
        yield f"| {kind} | {' | '.join(str(totals[name][kind]) for name in ENGINES)} |"
    yield "\nChromium parts Han and Latin by an eighth of an em, as CSS Text 4 has it; CLREQ and JLREQ ask for a quarter."
    yield f"\nebook {importlib.metadata.version('ebook')}, WeasyPrint {importlib.metadata.version('weasyprint')}, Chromium of the system."


def picture(sheets: dict[str, Sheet], lang: str, width: float, body: str) -> Image.Image:
    """A sample as each engine sets it, beside one another, at 150 dots an inch."""
    css = f"@page {{ size: {(width + 4) * 10}pt 300pt; margin: 15pt 20pt }} .text {{ width: {width}em }}"
    panels = [_cropped(sheet(lang, body, css)) for sheet in sheets.values()]
    height = max(panel.height for panel in panels)
    whole = Image.new(
        "L", (sum(panel.width for panel in panels) + _GAP * (len(panels) - 1), height + _LABEL), 255
    )
    font = ImageFont.truetype(assets.folder("fonts") / "EbookSans-Regular.otf", 20)
    x = 0
    for name, panel in zip(sheets, panels, strict=True):
        ImageDraw.Draw(whole).text((x + _DPI * 20 // 72, 4), name, fill=110, font=font)
        whole.paste(panel, (x, _LABEL))
        x += panel.width + _GAP
    return whole.quantize(16)


def _cropped(data: bytes) -> Image.Image:
    """The first page down to its last ink, with hairlines at both edges of the measure."""
    document = pypdfium2.PdfDocument(BytesIO(data))
    page = document[0].render(scale=_DPI / 72).to_pil().convert("L")
    ink = ImageChops.invert(page).getbbox()
    page = page.crop((0, 0, page.width, min(page.height, (ink[3] if ink else 0) + 20)))
    edges = ImageDraw.Draw(page)
    for x in (20 * _DPI / 72, page.width - 20 * _DPI / 72):
        edges.line([(x, 0), (x, page.height)], fill=205)
    return page


if __name__ == "__main__":
    main()
