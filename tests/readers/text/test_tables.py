"""Rows of cells in the four ways that they are set apart, and the stub of a table."""

from __future__ import annotations

import pytest

from ebook.readers.text.items import Item, Kind
from ebook.readers.text.lines import Line
from ebook.readers.text.tables import find_tables, stub_of

ROWS = (
    ("品种", "今年", "去年"),
    ("早稻", "2.56", "2.48"),
    ("晚稻", "2.62", "2.55"),
    ("粳稻", "2.71", "2.60"),
)
FORMS = {
    "bars": "| 品种 | 今年 | 去年 |\n|---|---|---|\n| 早稻 | 2.56 | 2.48 |\n| 晚稻 | 2.62 | 2.55 |\n| 粳稻 | 2.71 | 2.60 |",
    "tabs": "\n".join("\t".join(row) for row in ROWS),
    "wide spaces": "\n".join("  ".join(row) for row in ROWS),
    "single spaces": "\n".join(" ".join(row) for row in ROWS),
}


def lines(text: str) -> list[Line]:
    return [
        Line(text=line, file="page.txt", numbers=(number,)) for number, line in enumerate(text.split("\n"), 1)
    ]


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_rows_are_found(text: str) -> None:
    before, table, after = find_tables(lines(f"昨日公布收购价。\n{text}\n农户可就近交售。"))
    assert isinstance(table, Item)
    assert table.rows == ROWS
    assert isinstance(before, Line)
    assert isinstance(after, Line)


def test_titles_with_spaces_are_no_rows() -> None:
    text = "一只保温桶 转了四趟车\n凌晨四点 一锅豆浆\n快递超时 该不该收费"
    assert all(isinstance(piece, Line) for piece in find_tables(lines(text)))


def test_a_stub_keeps_its_heads_and_its_note() -> None:
    stub = stub_of(lines("Table with 3 columns: 县名, 粮站数, 电话. Lists 6 counties.")[0])
    assert stub is not None
    assert (stub.kind, stub.rows, stub.text) == (
        Kind.STUB,
        (("县名", "粮站数", "电话"),),
        "Lists 6 counties.",
    )


def test_a_head_with_a_comma_is_one_head() -> None:
    stub = stub_of(lines("Table with 2 columns: 县, 市, 合计. Lists 6 rows.")[0])
    assert stub is not None
    assert stub.rows == (("县, 市", "合计"),)
