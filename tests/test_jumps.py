"""Jump lines name pages in any printed form."""

import pytest

from ebook.jumps import Place, continuations
from ebook.model import Article, Issue, Section


@pytest.mark.parametrize(
    ("page", "jump"),
    [
        ("21", "（下转廿一版）"),
        ("廿一", "（下转第21版）"),
        ("10", "下转一○版"),
        ("20", "２０面に続く"),
        ("二〇", "下轉20版"),
        ("A2", "▶Ａ２면에 계속"),
        ("02", "(Continued on Page 2)"),
    ],
)
def test_a_jump_line_leads_to_its_page(page, jump):
    first = Section(page="01", articles=(Article(headline=("题",), continued_to=jump),))
    other = Section(page="1版", articles=(Article(headline=("题",)),))
    target = Section(page=page, articles=(Article(headline=("题",), continued_from="上接01版"),))
    assert continuations(Issue(sections=(first, other, target))).next == {Place(0, 0): Place(2, 0)}
