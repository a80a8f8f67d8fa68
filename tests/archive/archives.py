"""Archives that look like a paper's: a folder a year and month, an issue a day, of 1 to 16 pages, with pictures.

`python -m tests.archive.archives FOLDER COUNT` makes one to look at.
"""

from __future__ import annotations

import datetime
import json
import random
import sys
from pathlib import Path

from PIL import Image

FIRST = datetime.date(1994, 1, 1)
BROKEN = {
    "json": b'{"masthead": {"name": "\xe6\xbd\xae\xe9\x9f\xb3',
    "empty": b"",
    "binary": b"\x00\x01\x02\xff\xfe\xfd" * 200,
    "type": b'{"masthead": 5}',
    "yaml": "---\n日期: [1994\n---\n\n# 01\n".encode(),
}
"""What no reader can make an issue of, and with which ending of the name."""
_ENDINGS = {"json": ".json", "empty": ".txt", "binary": ".txt", "type": ".json", "yaml": ".md"}

_WEEKDAYS = "一二三四五六日"
_PLACES = ("东港", "盐场", "灯塔巷", "北堤", "旧码头", "渔市", "芦苇湾", "铁桥")
_DOINGS = ("修葺一新", "迎来丰收", "通宵抢险", "开放参观", "更换路灯", "试种新稻", "清点旧船", "举办灯会")
_SENTENCES = (
    "清晨的雾散去以后，第一班渡船靠了岸，船上装着昨夜新收的海带。",
    "记者在堤上看到，工人们正把最后一批石料码放整齐，预计月底完工。",
    "“这里的水比往年清，”守闸的老人说，“鱼也回来了。”",
    "据介绍，全年共疏浚河道三十二公里，惠及沿岸十一个村子。",
    "傍晚时分，孩子们提着灯笼走过石桥，桥下的水面一片通红。",
    "有关方面表示，将继续听取居民意见，把好事办好。",
)


def make_archive(folder: Path, count: int, *, broken: int = 0, most_pages: int = 16, seed: int = 6) -> Path:
    """Write an archive of so many issues, of which some are broken, each in another way."""
    chance = random.Random(seed)
    for number in range(count - broken):
        day = FIRST + datetime.timedelta(days=number)
        write_issue(folder, day, chance, most_pages)
    for kind in list(BROKEN)[:broken]:
        (folder / f"broken-{kind}{_ENDINGS[kind]}").write_bytes(BROKEN[kind])
    return folder


def write_issue(
    folder: Path,
    day: datetime.date,
    chance: random.Random,
    most_pages: int = 16,
    kind: str | None = None,
) -> Path:
    """Write an issue in one of the formats; Markdown has pictures."""
    month = folder / f"{day:%Y}" / f"{day:%m}"
    month.mkdir(parents=True, exist_ok=True)
    kind = kind or chance.choice((".md", ".md", ".txt", ".json"))
    path = month / f"{day:%d}{kind}"
    match kind:
        case ".txt":
            path.write_text(_text(day, chance), "utf-8")
        case ".json":
            path.write_text(json.dumps(_structure(day, chance), ensure_ascii=False), "utf-8")
        case _:
            path.write_text(_markdown(month, day, chance, chance.randint(1, most_pages)), "utf-8")
    return path


def _headline(chance: random.Random) -> str:
    return chance.choice(_PLACES) + chance.choice(_DOINGS)


def _paragraph(chance: random.Random) -> str:
    return "".join(chance.choice(_SENTENCES) for _ in range(chance.randint(1, 3)))


def _text(day: datetime.date, chance: random.Random) -> str:
    lines = [
        "潮音日报",
        "国内统一连续出版物号CN 99-0094",
        f"{day.year}年{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]} 今日1版",
        "第01版 要闻",
    ]
    for _ in range(chance.randint(2, 4)):
        lines += [_headline(chance), f"本报讯(记者 林小帆) {_paragraph(chance)}", _paragraph(chance)]
    return "\n\n".join(lines) + "\n"


def _structure(day: datetime.date, chance: random.Random) -> dict[str, object]:
    article = {
        "headline": _headline(chance),
        "body": [{"type": "paragraph", "text": _paragraph(chance)} for _ in range(3)],
    }
    return {
        "lang": "zh-Hans",
        "masthead": {"name": "潮音日报", "date": day.isoformat()},
        "sections": [{"page": "01", "title": "要闻", "articles": [article]}],
    }


def _markdown(month: Path, day: datetime.date, chance: random.Random, pages: int) -> str:
    parts = [f"---\n报名: 潮音日报\n日期: {day.isoformat()}\n版数: {pages}\n---\n"]
    for page in range(1, pages + 1):
        parts.append(f"# {page:02d} 版面\n")
        for number in range(2):
            parts.append(f"## {_headline(chance)}\n\n　　{_paragraph(chance)}\n　　{_paragraph(chance)}\n")
            if page == 1 and number == 0:
                parts.append(f"![渡口]({_picture(month, day, chance)})\n说明：渡口一景。\n")
    parts.append("![报徽](pictures/mark.png)\n")
    _mark(month / "pictures")
    return "\n".join(parts)


def _picture(month: Path, day: datetime.date, chance: random.Random) -> str:
    (month / "pictures").mkdir(exist_ok=True)
    name = f"pictures/{day:%d}.png"
    colour = tuple(chance.randrange(256) for _ in range(3))
    Image.new("RGB", (chance.randint(40, 90), 60), colour).save(month / name)
    return name


def _mark(pictures: Path) -> None:
    """A picture that all issues of a month share."""
    if not (pictures / "mark.png").exists():
        Image.new("L", (24, 24), 90).save(pictures / "mark.png")


if __name__ == "__main__":
    make_archive(Path(sys.argv[1]), int(sys.argv[2]), broken=min(5, int(sys.argv[2]) // 50))
