"""A small issue to correct, and what a decision calls its texts."""

from __future__ import annotations

from ebook.corrections.decisions import Anchor
from ebook.corrections.texts import anchor_of, texts
from ebook.model import (
    Article,
    Aside,
    Figure,
    Heading,
    Issue,
    List,
    Masthead,
    Origin,
    Paragraph,
    Person,
    Repair,
    Section,
)
from ebook.reading.audit import texts_of
from ebook.reading.chars import visible


def at(*lines: int) -> Origin:
    return Origin(file="page.txt", lines=lines)


ISSUE = Issue(
    lang="zh-Hans",
    masthead=Masthead(name="青衡日报", printed=("青衡日报", "2026年3月5日 星期五"), origin=at(1, 2)),
    sections=(
        Section(
            page="01",
            folio=("01版 要闻",),
            articles=(
                Article(
                    kicker="春耕在即",
                    headline="农机下田",
                    byline=(Person(role="reporter", name="林晓岚"),),
                    byline_text="本报记者 林晓岚",
                    dateline="本报讯",
                    body=(
                        Paragraph(text="今天上午，第一批农机下田。", origin=at(6)),
                        Heading(text="合作社有了新机器", origin=at(7)),
                        Paragraph(text="合作社买了三台。机手都是本地人。", origin=at(8)),
                        Figure(src="tractor.png", caption="新农机", origin=at(9)),
                        Paragraph(text="林晓岚 摄", origin=at(10)),
                    ),
                    origin=at(4, 5, 6, 7, 8, 9, 10),
                ),
                Article(
                    headline="渡口停航",
                    body=(
                        Paragraph(text="一、早班停航", origin=at(12)),
                        Paragraph(text="二、晚班照常", origin=at(13)),
                    ),
                    continued_to="（下转02版）",
                    origin=at(11, 12, 13, 14),
                ),
            ),
            origin=at(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14),
        ),
        Section(
            page="02",
            folio=("02版 副刊",),
            articles=(
                Article(
                    headline="灯塔",
                    body=(
                        Aside(title="小知识", body=(Paragraph(text="灯塔每夜亮起。", origin=at(18)),), origin=at(17, 18)),
                        List(items=("甲", "乙"), origin=at(19, 20)),
                    ),
                    origin=at(16, 17, 18, 19, 20),
                ),
            ),
            origin=at(15, 16, 17, 18, 19, 20),
        ),
    ),
    repairs=(
        Repair(kind="dropped-line", text="遗失的一行文字", code="unplaced-line", origin=at(21)),
        Repair(kind="dropped-repeat", text="今天上午，第一批农机下田。", code="repeated-text", origin=at(22)),
    ),
)  # fmt: skip


def anchor(text: str, issue: Issue = ISSUE) -> Anchor:
    """The anchor of the text of an issue that begins so."""
    among = texts(issue)
    return anchor_of(next(one for one in among if one.text.startswith(text)), among)


def characters(issue: Issue) -> list[str]:
    """All characters that an issue holds, in its texts or its repairs, sorted."""
    held = [*issue.masthead.printed, *(repair.text for repair in issue.repairs)]
    for section in issue.sections:
        held += [*section.folio, *section.staff]
        held += [text for article in section.articles for text in texts_of(article)]
    return sorted(char for text in held for char in visible(text))
