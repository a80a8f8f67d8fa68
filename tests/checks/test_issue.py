"""All checks of an issue together."""

import msgspec

from ebook.checks.issue import check
from ebook.model import Article, Issue, Masthead, Section
from ebook.rules import RULES


def test_problems_come_in_the_order_of_the_issue_and_have_rules():
    sections = (Section(articles=(Article(headline="水\x00面"),)),)
    codes = [problem.code for problem in check(Issue(masthead=Masthead(weekday="星期三"), sections=sections))]
    facts = [code for code in codes if code.startswith("ISS")]
    assert facts == ["ISS-008", "ISS-001", "ISS-011", "ISS-014"]
    assert set(codes) <= set(RULES)


def test_a_message_can_always_be_printed():
    issue = Issue(sections=(Section(articles=(Article(headline="水\ud800\x1b[31m面"),)),))
    for problem in check(issue):
        assert problem.message.isprintable()
        problem.message.encode()


def test_checks_change_nothing_and_agree_with_themselves():
    issue = Issue(masthead=Masthead(name="陵江晚报"), sections=(Section(articles=(Article(headline="静"),)),))
    before = msgspec.structs.asdict(issue)
    assert check(issue) == check(issue)
    assert msgspec.structs.asdict(issue) == before
