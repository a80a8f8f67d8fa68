"""Issues drawn at random, and what is asked of their prints."""

import msgspec
from hypothesis import HealthCheck, Phase, given, seed, settings

from ebook.model import (
    Article,
    Figure,
    Issue,
    Paragraph,
    Ruby,
    Section,
    Table,
    from_json,
    rich,
    to_json,
)
from ebook.print_options import PrintOptions
from tests.strategies import LANGUAGES, issues

ASKED = (
    PrintOptions(),
    PrintOptions(layout="reader"),
    PrintOptions(variant="a-2a", page_size="B5"),
    PrintOptions(variant="ua-1", crop_marks=True),
    PrintOptions(variant="a-3a", columns=3, page_size="A3"),
)


def drawn(number: int, size: int = 2) -> Issue:
    """The same issue for the same number, with a picture in each figure."""
    found: list[Issue] = []

    @seed(number)
    @settings(max_examples=6, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(issues((LANGUAGES[number % len(LANGUAGES)],), size=size))
    def collect(issue: Issue) -> None:
        found.append(issue)

    collect()
    text = max((to_json(issue).decode() for issue in found), key=len)
    return pictured(from_json(text))


def pictured(node):
    if isinstance(node, tuple):
        return tuple(map(pictured, node))
    if not isinstance(node, msgspec.Struct):
        return node
    changes = {name: pictured(getattr(node, name)) for name in node.__struct_fields__}
    return msgspec.structs.replace(node, **changes | ({"src": "a.png"} if isinstance(node, Figure) else {}))


def grown(issue: Issue) -> Issue:
    """The issue with a page more: a table that goes over pages, readings over their bases, a picture."""
    rows = tuple((str(number), f"站{number}", f"{number}.5") for number in range(120))
    body = (
        Paragraph(
            text=rich("见", Ruby(base="渚", reading="なぎさ"), "与", Ruby(base="龘", reading="dá"), "。")
        ),
        Table(caption="潮位", header=("序号", "名称", "数值"), rows=rows, note="单位：米"),
        Figure(src="a.png", alt="一条船", caption="渔船归港"),
        Paragraph(text="港口2025年吞吐量增长5.6%，“十四五”期间全长52.6公里。" * 8),
    )
    page = Section(page="99", title="附页", articles=(Article(headline="各站潮位", body=body),))
    return msgspec.structs.replace(issue, sections=(*issue.sections, page))
