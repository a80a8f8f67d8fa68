"""Small invented newspapers in five languages that hold everything a newspaper may hold."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import msgspec
from PIL import Image

from ebook.edition import Edition
from ebook.model import (
    Article,
    Aside,
    Block,
    Emphasis,
    Figure,
    Heading,
    Issue,
    LineBreak,
    Link,
    List,
    Masthead,
    Note,
    Paragraph,
    Person,
    Quote,
    Ruby,
    Section,
    Strong,
    Table,
    Upright,
    Verse,
    rich,
)
from ebook.render import RenderOptions, render
from ebook.writers.epub import write

LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "ko", "en")

_WORDS = {
    "zh-Hans": ("海汐日报", "海汐日报社", "要闻", "旧码头点亮十二盏灯", "本报讯（记者 林小帆）", "灯罩由本地玻璃厂吹制，", "渡口", "盐民新村"),
    "zh-Hant": ("海汐日報", "海汐日報社", "要聞", "舊碼頭點亮十二盞燈", "【記者林小帆／海汐報導】", "燈罩由本地玻璃廠吹製，", "渡口", "鹽民新村"),
    "ja": ("海汐新報", "海汐新報社", "総合", "古い桟橋に十二の灯", "【海汐】", "灯りの覆いは地元のガラス工房が吹いた。", "渡し場", "塩の里"),
    "ko": ("해석일보", "해석일보사", "종합", "옛 부두에 열두 등불", "[해석=해석일보]", "등갓은 동네 유리 공방에서 불어 만들었다. ", "나루터", "소금마을"),
    "en": ("The Haixi Herald", "Haixi Press", "News", "Twelve lamps for the old pier", "HAIXI (Haixi News) —", "The local glass works blew the shades. ", "the ferry", "Saltfield"),
}  # fmt: skip

_NAMES = {
    "zh-Hans": ("林小帆", "吴一苇", "何　青"),
    "zh-Hant": ("林小帆", "吳一葦", "何　青"),
    "ja": ("真砂 渚", "小浜 灯", "汐見 徹"),
    "ko": ("한바다", "윤나루", "서 등"),
    "en": ("Lin Mei-hua", "Ho Tsz-wai", "Kang Do-yun"),
}


def newspaper(lang: str = "zh-Hans", *, pictures: tuple[Figure, ...] = ()) -> Issue:
    """Two printed pages, 01 and A2, with three articles; the pictures stand in the second article."""
    name, publisher, section, headline, *_ = _WORDS[lang]
    masthead = Masthead(
        name=name,
        publisher=publisher,
        date=datetime.date(2024, 3, 5),
        weekday="星期二",
        issue_number="1234",
        page_count=2,
        cn_number="CN 99-0001",
        issn="1234-5679",
        price="1.50",
        printed=(name, "© 2024"),
    )
    first = Section(
        page="01",
        title=section,
        folio=("2024.3.5",),
        staff=("A B C",),
        articles=(_lead(lang), _with(lang, pictures)),
    )
    second = Section(
        page="A2", title=section, articles=(Article(headline=headline * 2, body=_prose(lang, 3)),)
    )
    return Issue(lang=lang, masthead=masthead, sections=(first, second))


def _lead(lang: str) -> Article:
    _, _, section, headline, dateline, _, ferry, village = _WORDS[lang]
    reporter, correspondent, photographer = _NAMES[lang]
    return Article(
        column=section,
        kicker=ferry,
        headline=rich(headline, LineBreak(), village),
        deck=(f"{ferry} 2024", village),
        byline=(
            Person(role="reporter", name=reporter),
            Person(role="correspondent", name=correspondent),
            Person(role="photographer", name=photographer),
            Person(role="photographer", name=reporter),
        ),
        byline_text=f"{reporter} {correspondent}",
        dateline=dateline,
        body=(*_prose(lang, 2), *_special(lang), _aside(lang)),
        continued_to="（→A2）",
    )


def _prose(lang: str, count: int) -> tuple[Block, ...]:
    text, ferry = _WORDS[lang][5:7]
    return tuple(Paragraph(text=f"{ferry}{number}。" + text * 4) for number in range(1, count + 1))


def _special(lang: str) -> tuple[Block, ...]:
    _, _, _, headline, _, text, ferry, village = _WORDS[lang]
    return (
        Heading(text=rich(Strong(content=(ferry,)))),
        Paragraph(text=rich(text, Emphasis(content=(ferry, Ruby(base=village, reading="ab"))), "end")),
        Paragraph(
            text=rich(Upright(text="12"), ferry, Link(href="https://example.org/?a=1&b=2", content=("web",)))
        ),
        Quote(text=text),
        Note(text=headline + text),
        Verse(text=(ferry, rich(village, LineBreak(), ferry))),
        List(items=(f"① {ferry}", f"② {village}")),
        List(items=(ferry, village), ordered=True),
        Table(
            caption=headline,
            header=(ferry, "2023", "2024"),
            rows=((village, "12.5", "13"), (ferry, "7")),
            note=text,
        ),
    )


def _aside(lang: str) -> Aside:
    *_, text, ferry, village = _WORDS[lang]
    return Aside(
        title=ferry, body=(Paragraph(text=text), Heading(text=village), Paragraph(text=ferry + text))
    )


def _with(lang: str, pictures: tuple[Figure, ...]) -> Article:
    _, _, _, headline, _, _, _, village = _WORDS[lang]
    return Article(
        headline=village + headline,
        byline=(Person(role="reporter", name=_NAMES[lang][0]), Person(role="editor", name="Mary Ann Evans")),
        body=(*_prose(lang, 1), *pictures),
    )


def picture(folder: Path, name: str = "lamp.png", colour: str = "#336699") -> Path:
    """A real picture file, made in a folder."""
    data = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(data, "PNG" if name.endswith(".png") else "JPEG")
    path = folder / name
    path.write_bytes(data.getvalue())
    return path


def edition(issue: Issue, folder: Path | None = None, *, vertical: bool = False) -> Edition:
    """The issue as rendered."""
    return render(issue, RenderOptions(vertical=vertical), folder).edition


def book(issue: Issue, folder: Path | None = None, *, vertical: bool = False) -> bytes:
    """The issue as the bytes of an EPUB file."""
    written = write(edition(issue, folder, vertical=vertical))
    return written.files[written.main]


def with_paragraph(issue: Issue, text: str) -> Issue:
    """The issue with another text in the first paragraph of its last article."""
    last = issue.sections[-1]
    article = last.articles[-1]
    body = (Paragraph(text=text), *article.body[1:])
    articles = (*last.articles[:-1], msgspec.structs.replace(article, body=body))
    sections = (*issue.sections[:-1], msgspec.structs.replace(last, articles=articles))
    return msgspec.structs.replace(issue, sections=sections)
