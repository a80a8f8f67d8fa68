"""Block rules: labelled lines, pictures, verse, lists, and paragraphs that begin with an indent.

Labelled lines (`引题：...`) belong to what is directly above them. A line without label between two of
them continues the first. `field_open` tokens carry, in `meta`, what they belong to, the model's name of
the label, its word, and the raw value.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block
from markdown_it.rules_core import StateCore

from ebook.notation.people import role_of
from ebook.notation.words import ARTICLE, FIGURE, LABELLED, ROLE, SECTION, TABLE, Vocabulary
from ebook.readers.markdown.tables import starts_table, table_rule

__all__ = ["MISSPELT", "add_block_rules", "vocabularies"]

MISSPELT = "?"
"""The owner of a labelled line whose label is unknown, but resembles a known one or is among such lines."""

_SPACES = "\u3000 \t"
_PICTURE = re.compile(r"!\[.*\)[ \t]*")
_MARKED = re.compile(r"[#>|｜`~]|!\[|:::|[-*+][ \t]|\d{1,9}[.)][ \t]")
_STACKED = re.compile(r"\d{1,9}[.)][ \t]+\d{1,9}[.)](?:[ \t]|$)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,16}\][:：]")
_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "blockquote"]}
_OWNERS = {"h1": SECTION, "h2": ARTICLE, "table": TABLE, "table_below": TABLE, "figure": FIGURE}


def add_block_rules(md: MarkdownIt) -> None:
    """Adds the notation's block rules; tables and boxes come first, paragraphs last."""
    md.block.ruler.at("table", table_rule, {"alt": ["paragraph"]})
    md.block.ruler.at("list", _list, {"alt": ["paragraph", "blockquote"]})
    md.block.ruler.before("table", "table_caption", _table_caption, _INTERRUPTS)
    md.block.ruler.after("table", "verse", _verse)
    md.block.ruler.before("paragraph", "fields", _fields, {"alt": ["blockquote"]})
    md.block.ruler.before("paragraph", "figure", _figure, {"alt": ["paragraph"]})
    md.block.ruler.before("paragraph", "indent", _indent, {"alt": ["paragraph"]})
    md.core.ruler.before("inline", "indents", _without_indents)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")


def _owner(state: StateBlock, line: int) -> str:
    """What a labelled line at this place would describe, '' for nothing."""
    last = state.tokens[-1] if state.tokens else None
    if last is None or line == 0 or state.isEmpty(line - 1) or last.level != state.level:
        return ""
    if last.type == "field_close":
        return str(last.meta["owner"])
    if last.type in ("heading_close", "table_close", "figure_close"):
        return last.tag
    return ""


def _meaning(owner: str, label: str) -> str | None:
    """The model's name of a label in its place; `role:reporter` for people."""
    vocabulary = _OWNERS.get(owner)
    if vocabulary is None:
        return None
    role = role_of(label) if owner == "h2" else None
    return vocabulary.key(label) or (f"role:{role}" if role else None)


def _fields(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    if silent:
        return state.parentType == "table" and _label(state, line, "table")[1] is not None
    owner = _owner(state, line)
    if owner not in _OWNERS:
        return False
    match, key = _label(state, line, owner)
    is_among = state.tokens[-1].type == "field_close" and _labels_follow(state, line + 1, end, owner)
    if match is None:
        if is_among:
            _continue_field(state, line)
        return is_among
    if (
        key is None
        and not is_among
        and not any(words.resembles(match["label"]) for words in vocabularies(owner))
    ):
        return False
    _push_field(state, line, owner, key, match)
    state.line = line + 1
    return True


def _label(state: StateBlock, line: int, owner: str) -> tuple[re.Match[str] | None, str | None]:
    """A labelled line, and the model's name of its label."""
    match = LABELLED.fullmatch(_line(state, line))
    return match, _meaning(owner, match["label"]) if match else None


def _labels_follow(state: StateBlock, line: int, end: int, owner: str) -> bool:
    """Whether a known label comes before the next blank line or block."""
    while line < end and not state.isEmpty(line) and not _MARKED.match(_line(state, line)):
        if _label(state, line, owner)[1] is not None:
            return True
        line += 1
    return False


def _continue_field(state: StateBlock, line: int) -> None:
    """A line without label goes on with the labelled line above it."""
    opening, inline = state.tokens[-3:-1]
    text = _line(state, line)
    inline.content += f"\n{text}"
    opening.meta["value"] += f" {text}"
    for token in (opening, inline):
        token.map = [token.map[0] if token.map else line, line + 1]
    state.line = line + 1


def vocabularies(owner: str) -> tuple[Vocabulary, ...]:
    """The labels that may stand under a kind of thing."""
    return (_OWNERS[owner], ROLE) if owner == "h2" else (_OWNERS[owner],)


def _push_field(state: StateBlock, line: int, owner: str, key: str | None, match: re.Match[str]) -> None:
    """Pushes a labelled line; one whose label is misspelt has no key, and becomes text."""
    whole = match["label"] in _OWNERS[owner].whole
    value = match[0] if whole else match["value"].strip(_SPACES)
    token = state.push("field_open", "", 1)
    token.map = [line, line + 1]
    kind = owner if key else MISSPELT
    token.meta = {"owner": kind, "under": owner, "key": key or "", "label": match["label"], "value": value}
    _push_inline(state, line, value)
    state.push("field_close", "", -1).meta = {"owner": owner}


def _push_inline(state: StateBlock, line: int, content: str) -> None:
    token = state.push("inline", "", 0)
    token.content = content
    token.map = [line, line + 1]
    token.children = []


def _table_caption(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """A labelled line directly above a table, which is named by what follows it."""
    match = LABELLED.fullmatch(_line(state, line))
    if match is None or TABLE.key(match["label"]) != "caption" or not _is_over_table(state, line, end):
        return False
    if not silent:
        _push_field(state, line, "table_below", "caption", match)
        state.line = line + 1
    return True


def _is_over_table(state: StateBlock, line: int, end: int) -> bool:
    return (
        line + 1 < end
        and _line(state, line + 1).startswith(("|", "｜"))
        and starts_table(state, line + 1, end)
    )


def _figure(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """A picture alone on its line, with the labelled lines under it."""
    if not _PICTURE.fullmatch(_line(state, line)):
        return False
    if silent:
        return True
    opening = state.push("figure_open", "figure", 1)
    opening.map = [line, line + 1]
    _push_inline(state, line, _line(state, line))
    line += 1
    while line < end and not state.isEmpty(line):
        match, key = _label(state, line, "figure")
        if match and key:
            _push_field(state, line, "figure", key, match)
        elif state.tokens[-1].type == "field_close" and _labels_follow(state, line, end, "figure"):
            _continue_field(state, line)
        else:
            break
        line += 1
    state.push("figure_close", "figure", -1)
    opening.map[1] = state.line = line
    return True


def _list(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """A list, unless one number follows another: `2026. 3. 6.` is a date."""
    return not _STACKED.match(_line(state, line)) and list_block(state, line, end, silent)


def _verse(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """Lines that begin with a bar: `| 海风起`."""
    if silent or not _line(state, line).startswith("|"):
        return False
    opening = state.push("verse_open", "", 1)
    opening.map = [line, line]
    while (
        line < end and (text := _line(state, line)).startswith("|") and state.sCount[line] >= state.blkIndent
    ):
        _push_inline(state, line, text[1:].strip(" \t"))
        line += 1
    state.push("verse_close", "", -1)
    opening.map[1] = state.line = line
    return True


def _indent(state: StateBlock, line: int, _end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """An ideographic space begins a paragraph, as in Chinese and Japanese print; so does a footnote's mark."""
    text = _line(state, line)
    return silent and (text.startswith("\u3000") or _FOOTNOTE.match(text) is not None)


def _without_indents(state: StateCore) -> None:
    """Ideographic spaces at the ends of lines are layout; as `&#x3000;` they are text."""
    for token in state.tokens:
        if token.type == "inline":
            lines = token.content.split("\n")
            token.content = "\n".join(line.lstrip(_SPACES).rstrip("\u3000") for line in lines).strip(_SPACES)
