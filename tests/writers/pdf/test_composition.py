"""What a typographer would object to in finished prints: nothing, in four languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from ebook.pipeline import read
from ebook.render import render
from ebook.writers.pdf import write
from tests.typesetting import Judgement, glyphs_of, judge, paragraphs_of

_ROOT = Path(__file__).parents[3]
_EXAMPLES = [_ROOT / "examples" / name for name in (
    "qingheng-daily/issue.md", "chaoyu-times/page.txt", "hihama-shimpo/page.txt", "solneoul-ilbo/page.txt",
)]  # fmt: skip
_PAGES = [_ROOT.parent / "shared" / "pages" / f"{name}.l0.txt" for name in (
    "hailan-daily-20250309", "damho-ilbo-20241105",
)]  # fmt: skip


@pytest.fixture(
    scope="module", params=[*_EXAMPLES, *_PAGES], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def judged(request: pytest.FixtureRequest) -> Judgement:
    if not request.param.exists():
        pytest.skip("it is not here")
    edition = render(read(request.param).issue, None, request.param.parent).edition
    written = write(edition)
    return judge(paragraphs_of(edition), glyphs_of(written.files[written.main]))


def test_every_paragraph_is_found_in_the_print(judged: Judgement) -> None:
    assert judged.unread == ()
    assert judged.lines > 20


def test_full_lines_are_flush(judged: Judgement) -> None:
    assert judged.worst <= 0.02
    assert len(judged.loose) <= 1


def test_nothing_that_clreq_jlreq_and_klreq_forbid_is_done(judged: Judgement) -> None:
    assert not judged.violations, judged.examples
