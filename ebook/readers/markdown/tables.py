"""The block rule for tables: GFM's, and what people type instead.

Besides GFM's own form a table may have a delimiter row that is shorter or longer than its header, drawn
with other dashes (`|——|——|`), full-width bars (｜), and no delimiter row at all, where every row begins
and ends with a bar. A bar inside `{汐里|しおり}` parts no cells. Unlike in GFM, a line without any bar
ends the table. `table_open` tokens carry, in `meta`, what is to be reported:

* `bare`: the table has no delimiter row;
* `continues`: it has none and follows a table after a blank line only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit

from ebook.notation.characters import RUBY

__all__ = ["cells_of", "is_row", "starts_table", "table_rule"]

_DELIMITER = re.compile("[ \t]*:?[-\u2010-\u2015\u2500\u2501\u2212\u30fc\uff0d]+:?[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")
_CLOSED = re.compile(r"\|.*(?<!\\)\|")


def cells_of(line: str) -> list[str]:
    """The cells of a row as typed, without the white space around them."""
    cells = escapedSplit(_plain_bars(line))
    if cells and not cells[0].strip():
        cells.pop(0)
    if cells and not cells[-1].strip():
        cells.pop()
    return [cell.strip(" \t") for cell in cells]


def is_row(line: str) -> bool:
    """Whether a line is a row even without a delimiter row: it has a bar at both ends, and one between them."""
    line = _plain_bars(line).strip(" \t")
    return bool(_CLOSED.fullmatch(line)) and len(_BAR.findall(line)) > len("||")


def _plain_bars(line: str) -> str:
    """The row with ASCII bars between its cells, and none in a ruby."""
    line = line.strip(" \t\u3000")
    if line.startswith("｜"):
        line = line.replace("｜", "|")
    return RUBY.sub(lambda ruby: ruby[0].replace("|", "\\|"), line)


def _is_drawn(cells: Sequence[str]) -> bool:
    """Whether cells hold dashes only."""
    return bool(cells) and all(_DELIMITER.fullmatch(cell) for cell in cells)


def _delimits(line: str, header: str) -> bool:
    """Whether a line parts a header from its rows."""
    cells, heads = cells_of(line), cells_of(header)
    if not _is_drawn(cells) or _is_drawn(heads):
        return False
    if _plain_bars(header).startswith("|"):
        return len(heads) > 0 and ("|" in _plain_bars(line) or len(heads) == 1)
    return "|" in _plain_bars(line) and len(cells) == len(heads) > 1


def _typed(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def starts_table(state: StateBlock, line: int, end: int) -> bool:
    """Whether a header and its delimiter row begin here."""
    return (
        line + 1 < end
        and state.sCount[line + 1] >= state.blkIndent
        and _delimits(_typed(state, line + 1), _typed(state, line))
    )


def _bare_rows(state: StateBlock, line: int, end: int) -> int:
    """The line after the rows of a table without delimiter row; `line` itself where none is here."""
    at = line
    while at < end and not state.isEmpty(at) and state.sCount[at] >= state.blkIndent:
        if not is_row(_typed(state, at)):
            return line if _plain_bars(_typed(state, at)).startswith("|") else at
        at += 1
    return at


def table_rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """Takes a table, if one begins at this line."""
    if starts_table(state, line, end):
        if not silent:
            after = _end_of_rows(state, line + 2, end)
            _push(state, line, range(line + 2, after), {})
            state.line = after
        return True
    after = _bare_rows(state, line, end)
    if after == line or (silent and after < line + 2):
        return False
    if not silent:
        _push_bare(state, line, after)
        state.line = after
    return True


def _push_bare(state: StateBlock, line: int, after: int) -> None:
    """A table without delimiter row; one that begins with it has no header."""
    last = state.tokens[-1] if state.tokens else None
    continues = last is not None and last.type == "table_close" and last.level == state.level
    drawn = after > line + 1 and _is_drawn(cells_of(_typed(state, line)))
    has_head = after > line + 1 and not continues and not drawn
    rows = range(line + (has_head or drawn), after)
    _push(state, line if has_head else None, rows, {"bare": not drawn, "continues": continues and not drawn})


def _end_of_rows(state: StateBlock, line: int, end: int) -> int:
    stops: Sequence[Callable[..., bool]] = state.md.block.ruler.getRules("blockquote")
    parent, state.parentType = state.parentType, "table"
    while (
        line < end
        and state.sCount[line] >= state.blkIndent
        and _BAR.search(_plain_bars(_typed(state, line)))
        and not any(stop(state, line, end, True) for stop in stops)  # noqa: FBT003  # markdown-it's signature
    ):
        line += 1
    state.parentType = parent
    return line


def _push(state: StateBlock, head: int | None, rows: range, meta: dict[str, bool]) -> None:
    opening = state.push("table_open", "table", 1)
    opening.map = [rows.start if head is None else head, rows.stop]
    opening.meta = meta
    for name, lines in (("thead", [] if head is None else [head]), ("tbody", list(rows))):
        state.push(f"{name}_open", name, 1).map = (
            [lines[0], lines[-1] + 1] if lines else [rows.start, rows.start]
        )
        for line in lines:
            _push_row(state, line)
        state.push(f"{name}_close", name, -1)
    state.push("table_close", "table", -1)


def _push_row(state: StateBlock, line: int) -> None:
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for cell in cells_of(_typed(state, line)):
        state.push("td_open", "td", 1)
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = cell, [line, line + 1], []
        state.push("td_close", "td", -1)
    state.push("tr_close", "tr", -1)
