"""What no composed line may do, judged from its cells and their places."""

from __future__ import annotations

from ebook.composer.paragraphs import Line, Paragraph
from ebook.typography.characters import NOT_FIRST, NOT_LAST

_EPSILON = 1e-6


def faults(paragraph: Paragraph, lines: list[Line], measure: float) -> list[str]:
    """Each fault in words: lost characters, kinsoku, cells that overlap or stand beyond the measure."""
    found = []
    taken = "".join(_text(paragraph, line) for line in lines)
    whole = "".join(cell.text for cell in paragraph.cells)
    if "".join(taken.split()) != "".join(whole.split()):
        found.append(f"the lines have {taken!r} of {whole!r}")
    for number, line in enumerate(lines):
        text = _text(paragraph, line).strip()
        if number and not lines[number - 1].last and text[:1] in NOT_FIRST:
            found.append(f"a line begins with {text[:1]!r}")
        if text and not line.last and text[-1] in NOT_LAST:
            found.append(f"a line ends with {text[-1]!r}")
        found += _misplaced(paragraph, line, measure)
    return found


def _misplaced(paragraph: Paragraph, line: Line, measure: float) -> list[str]:
    cells, places = paragraph.cells[line.start : line.stop], paragraph.places(line)
    found = []
    for left, right, one, two in zip(cells, cells[1:], places, places[1:], strict=False):
        ink_ends, ink_begins = one + left.width - left.after, two + right.before
        if ink_begins < ink_ends - left.after - _EPSILON and ink_begins < ink_ends - 0.1:
            found.append(f"{left.text!r} overlaps {right.text!r}")
    if cells:
        end = places[-1] + cells[-1].width - cells[-1].after + paragraph.hyphen * line.hyphen
        if end > measure + _EPSILON:
            found.append(f"{_text(paragraph, line)!r} ends {end - measure:.2f} em beyond the measure")
        if not line.last and abs(end - measure) > _EPSILON + cells[-1].after and len(cells) > 1:
            found.append(f"{_text(paragraph, line)!r} is not justified")
    return found


def _text(paragraph: Paragraph, line: Line) -> str:
    return "".join(cell.text for cell in paragraph.cells[line.start : line.stop])
