import pytest

from ebook import model as m
from ebook.checks.characters import check_characters
from ebook.checks.texts import texts
from ebook.problems import Severity

RARE, PRIVATE = "\U00031350", "\ue123"


def at(line):
    return m.Origin(file="page.txt", lines=(line,))


def check(issue):
    return check_characters(texts(issue))


def issue(*body, headline="渔港"):
    return m.Issue(sections=(m.Section(articles=(m.Article(headline=headline, body=body),)),))


def test_what_the_fonts_have_is_no_problem():
    assert check(issue(m.Paragraph(text="龘㐀𠮷 Ąžé ①㎡ \u200b\ufeff\u2060한글カナ👍"[:-1]))) == []


def test_a_missing_character_is_told_once_with_all_that_is_known():
    blocks = [m.Paragraph(text=f"文{RARE}字{RARE}", origin=at(7)), m.Heading(text=RARE, origin=at(12))]
    (problem,) = check(issue(*blocks))
    assert (problem.code, problem.file, problem.line) == ("FNT-001", "page.txt", 7)
    assert "U+31350 CJK UNIFIED IDEOGRAPH-31350" in problem.message
    assert "3 times; first in “渔港”; page.txt:7, page.txt:12" in problem.message


def test_many_places_are_cut_short():
    blocks = [m.Paragraph(text=RARE, origin=at(line)) for line in range(1, 10)]
    assert "page.txt:5 and 4 more" in check(issue(*blocks))[0].message


def test_each_character_has_its_problem_in_the_order_of_the_text():
    problems = check(issue(m.Paragraph(text=f"{RARE}{PRIVATE}")))
    assert [problem.message.split()[3] for problem in problems] == ["U+E123", "U+31350"]


@pytest.mark.parametrize(("script", "text"), [("ARABIC", "دەريا بويىدىكى يول"), ("TIBETAN", "བོད་ལྗོངས་ཀྱི་ཟམ་པ")])
def test_a_script_that_no_font_has_is_reported_once(script, text):
    blocks = [m.Paragraph(text=text, origin=at(7)), m.Paragraph(text=text, origin=at(9))]
    (problem,) = check(issue(*blocks))
    assert (problem.code, problem.line) == ("FNT-001", 7)
    characters = set(text) - {" "}
    assert f"no font has {len(characters)} {script} characters" in problem.message
    assert (
        f"({2 * sum(char != ' ' for char in text)} times; first in “渔港”; page.txt:7, page.txt:9)"
        in problem.message
    )


def test_private_use_is_not_shown_and_has_its_own_advice():
    (problem,) = check(issue(m.Paragraph(text=PRIVATE)))
    assert PRIVATE not in problem.message
    assert "private-use" in problem.message
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize(
    "block",
    [
        m.Table(header=("甲",), rows=((RARE,),)),
        m.Aside(body=(m.List(items=(RARE,)),)),
        m.Paragraph(text=m.rich(m.Ruby(base="漢", reading=RARE))),
        m.Figure(caption=RARE),
    ],
    ids=lambda block: type(block).__name__,
)
def test_no_part_is_passed_over(block):
    assert [problem.code for problem in check(issue(block))] == ["FNT-001"]


def test_the_masthead_is_looked_at():
    assert len(check(m.Issue(masthead=m.Masthead(name=f"{RARE}报")))) == 1


def test_a_description_is_spoken_not_drawn():
    assert check(issue(m.Figure(src="a.jpg", alt=RARE))) == []


def test_an_unknown_variation_sequence_is_a_note():
    (problem,) = check(issue(m.Paragraph(text="葛\U000e0100城", origin=at(4))))
    assert (problem.code, problem.severity, problem.line) == ("FNT-002", Severity.NOTE, 4)
    assert "U+E0100" in problem.message
    assert "drawn as 葛" in problem.message


def test_a_sequence_that_the_fonts_know_and_emoji_selectors_are_no_problem():
    assert check(issue(m.Paragraph(text="礼\ufe00，\ufe01☎\ufe0e"))) == []


def test_a_rare_base_with_a_selector_is_one_missing_character():
    codes = [problem.code for problem in check(issue(m.Paragraph(text=f"{RARE}\U000e0100")))]
    assert codes == ["FNT-001", "FNT-002"]
