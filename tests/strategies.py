"""Hypothesis strategies over the whole model, for property tests of readers, checks, renderers and writers.

Everything drawn is canonical: texts are as `rich()` builds them, hold no line feeds, no characters
that XML 1.0 forbids and no C1 controls; optional texts are None rather than empty; titles of one line
are no tuples; no link stands within a link.

    @given(issues())
    def test_something(issue): ...

    @given(blocks(lang="ja", size=2))
"""

import datetime
import functools
from typing import get_args

from hypothesis import strategies as st

from ebook import model as m
from ebook.languages.reasons import ENGLISH
from ebook.notation.characters import is_upright
from ebook.readers.canonical import canonical_list

LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "ko")

_WORDS = {
    "zh-Hans": "渔船归港盐场丰收记者通讯员编者按龘镕囍“重点”《海报》——……，。、；：！？（）【】〇々",
    "zh-Hant": "漁船歸港鹽場豐收記者攝影編輯臺灣龜「重點」『海報』──，。、；：！？（）【】",
    "ja": "漁船が港へ帰るしおりカタカナｶﾅーゝ々〆「重点」『海』・、。（）【】〜",
    "ko": "어선이 항구로 돌아온다 기자 한글 漢字“중요”‘말’·…,.!?()",
}
_RARE = "𠀀𠮷𡃁𣎴𪚥𰻝\U00020bb7\ufa11\uf900\u2ecc葛\U000e0100"
_LATIN = "ABCxyz éßñ Ωя 0123456789 12℃ 3.5% "
_MARKS = "*_[]()<>&|\\#~`^{}!-+=:;./\"'$%@,?"
_FULL_WIDTH = "＊＿［］（）＜＞＆｜＼＃～｀＾｛｝！＋＝ＡＢｃ０１９　￥"
_SPACES = "   \u3000\u00a0\u2003\u200b\u2028\t"
_STARTS = (
    "# ", "## ", "#", "> ", "- ", "+ ", "---", "1. ", "12) ", "| a |", "::: ", ":--", "```", "~~~", "    ", "***",
    "引题：", "作者：", "说明：", "注：", "byline:", "![a](b)", "[a](b)", "[a]: b", "<b>", "<br>", "<!-- a -->",
    "&amp;", "&#32;", "http://a.b", "<http://a.b>", "{a|b}", "^1^", "**a**", "*a*", "_a_", "01 ", "\\",
)  # fmt: skip


@functools.cache
def characters(lang: str = "zh-Hans") -> st.SearchStrategy[str]:
    """One character: mostly of a language, now and then any that a paper may hold."""
    anything = st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufeff\ufffe\uffff")
    return st.one_of(
        st.sampled_from(_WORDS[lang]),
        st.sampled_from(_WORDS[lang]),
        st.sampled_from(_MARKS),
        st.sampled_from(_LATIN + _RARE + _FULL_WIDTH + _SPACES),
        anything,
    )


@functools.cache
def texts(lang: str = "zh-Hans", size: int = 3) -> st.SearchStrategy[str]:
    """A text of one or more characters without markup; a third begin like something of Markdown."""
    body = st.text(characters(lang), min_size=1, max_size=4 * size)
    return st.one_of(body, body, st.builds(str.__add__, st.sampled_from(_STARTS), body | st.just("")))


@functools.cache
def rich_texts(lang: str = "zh-Hans", size: int = 3) -> st.SearchStrategy[m.RichText]:
    """A text of one or more characters or breaks, half of them with inline markup."""
    styled = st.lists(inlines(lang, size), min_size=1, max_size=size).map(lambda items: m.rich(*items))
    return _short(texts(lang, size) | styled)


@functools.cache
def inlines(lang: str = "zh-Hans", size: int = 3, *, links: bool = True) -> st.SearchStrategy[m.Inline]:
    """One inline, nested up to `size` deep."""
    leaves = st.one_of(
        texts(lang, size),
        texts(lang, size),
        st.just(m.LineBreak()),
        st.builds(m.Ruby, base=texts(lang, 1), reading=texts(lang, 1)),
        st.builds(
            m.Upright, text=st.from_regex(r"[0-9A-Za-z０-９.%!?]{1,4}", fullmatch=True).filter(is_upright)
        ),
    )
    if size < 2:
        return leaves
    inner = st.lists(inlines(lang, size - 1, links=links), min_size=1, max_size=3)
    kinds = [leaves, leaves, inner.map(_wrapped(m.Emphasis)), inner.map(_wrapped(m.Strong))]
    if links:
        unlinked = st.lists(inlines(lang, size - 1, links=False), min_size=1, max_size=3)
        kinds.append(st.builds(_link, hrefs(), unlinked))
    return _short(st.one_of(kinds))


def _wrapped(kind):
    return lambda content: kind(content=m.inlines(m.rich(*content)))


def _link(href, content):
    return m.Link(href=href, content=m.inlines(m.rich(*content)))


@functools.cache
def hrefs() -> st.SearchStrategy[str]:
    """What a link or a picture may point to: addresses, paths with spaces, Chinese file names."""
    known = [
        "https://example.org/a?b=1&c=2#d",
        "照片/春 耕(1).jpg",
        "a%20b.png",
        "page-02.xhtml#p3",
        "<a>",
        "a\\b",
    ]
    return st.sampled_from(known) | texts("zh-Hans", 2)


def _short(strategy):
    """The same strategy with a short name: Hypothesis would warn of one that prints all that is in it."""

    @st.composite
    def drawn(draw):
        return draw(strategy)

    return drawn()


def _optional(strategy):
    return st.none() | strategy


def _titles(lang, size):
    line = rich_texts(lang, size)
    return st.one_of(st.none(), line, line, st.lists(line, min_size=2, max_size=3).map(tuple))


def _cells(lang, size, minimum):
    cell = st.just("") | rich_texts(lang, size)
    return st.lists(cell, min_size=minimum, max_size=3).map(tuple)


@functools.cache
def tables(lang: str = "zh-Hans", size: int = 3) -> st.SearchStrategy[m.Table]:
    """Tables, also ragged, without heads, and stubs without rows; heads that are there say something."""
    heads = st.just(()) | st.builds(
        lambda cell, more: (cell, *more), rich_texts(lang, size), _cells(lang, size, 0)
    )
    return st.builds(
        m.Table,
        caption=_optional(rich_texts(lang, size)),
        header=heads,
        rows=st.lists(_cells(lang, size, 1), max_size=3).map(tuple),
        note=_optional(rich_texts(lang, size)),
    )


@functools.cache
def figures(lang: str = "zh-Hans", size: int = 3) -> st.SearchStrategy[m.Figure]:
    """Figures with and without picture, described, decorative, or neither."""
    return st.builds(
        m.Figure,
        src=_optional(hrefs()),
        alt=st.none() | st.just("") | texts(lang, size),
        caption=_optional(rich_texts(lang, size)),
        credit=_optional(rich_texts(lang, size)),
    )


@functools.cache
def blocks(lang: str = "zh-Hans", size: int = 3) -> st.SearchStrategy[m.Block]:
    """Any block; asides are nested up to `size` deep."""
    text = rich_texts(lang, size)
    lines = st.lists(st.just("") | text, min_size=1, max_size=size).map(tuple)
    kinds = [
        st.builds(m.Paragraph, text=text),
        st.builds(m.Paragraph, text=text),
        st.builds(m.Heading, text=text),
        st.builds(m.Quote, text=text),
        st.builds(m.Note, text=text),
        st.builds(m.Verse, text=lines),
        st.builds(m.List, items=lines, ordered=st.booleans()).map(canonical_list),
        tables(lang, size),
        figures(lang, size),
    ]
    if size > 1:
        body = st.lists(blocks(lang, size - 1), max_size=size).map(tuple)
        kinds.append(st.builds(m.Aside, title=_optional(text), body=body))
    return _short(st.one_of(kinds))


@functools.cache
def articles(lang: str = "zh-Hans", size: int = 3) -> st.SearchStrategy[m.Article]:
    """Articles in which any field may be absent."""
    text = _optional(texts(lang, size))
    person = st.builds(m.Person, role=st.sampled_from(get_args(m.Role)), name=_names(lang))
    return st.builds(
        m.Article,
        column=_optional(rich_texts(lang, size)),
        kicker=_titles(lang, size),
        headline=_titles(lang, size),
        deck=_titles(lang, size),
        byline=st.lists(person, max_size=3).map(tuple),
        byline_text=text | st.sampled_from(["本报记者 张三 通讯员 李四", "记者 王五", "鲁迅", "홍길동 기자"]),
        dateline=text,
        body=st.lists(blocks(lang, size), max_size=size).map(tuple),
        continued_from=text,
        continued_to=text,
        lang=_optional(st.sampled_from([*LANGUAGES, "en"])),
    )


def _names(lang):
    return st.sampled_from(
        ["张三", "李四", "欧阳 娜娜", "山田 太郎", "홍길동", "John Smith", "玛丽·居里"]
    ) | texts(lang, 2)


@functools.cache
def sections(lang: str = "zh-Hans", size: int = 3) -> st.SearchStrategy[m.Section]:
    """Printed pages, numbered and named or not."""
    lines = st.lists(texts(lang, size), max_size=2).map(tuple)
    return st.builds(
        m.Section,
        page=st.none() | st.sampled_from(["01", "A2", "16", "12B", "第03版"]) | texts(lang, 1),
        title=st.none() | st.sampled_from(["要闻", "综合", "社会 面", "版"]) | texts(lang, size),
        folio=lines,
        staff=lines,
        articles=st.lists(articles(lang, size), max_size=size).map(tuple),
    )


@functools.cache
def mastheads(lang: str = "zh-Hans", size: int = 3) -> st.SearchStrategy[m.Masthead]:
    """Mastheads in which any fact may be absent."""
    text = _optional(
        texts(lang, size) | st.sampled_from(["12345", "010", "no", "~", "null", "1.50元", "- a", "a: b"])
    )
    names = "name publisher weekday lunar_date issue_number cn_number issn postal_code weather edition price"
    return st.builds(
        m.Masthead,
        date=_optional(st.dates(datetime.date(1815, 8, 5), datetime.date(2199, 12, 31))),
        page_count=_optional(st.integers(1, 400)),
        printed=st.lists(texts(lang, size), max_size=3).map(tuple),
        **dict.fromkeys(names.split(), text),
    )


@functools.cache
def repairs(lang: str = "zh-Hans", size: int = 3) -> st.SearchStrategy[m.Repair]:
    """Repairs as readers record them."""
    origins = st.builds(
        m.Origin, file=st.just("page.txt"), lines=st.lists(st.integers(1, 900), max_size=3).map(tuple)
    )
    return st.builds(
        m.Repair,
        kind=st.sampled_from(get_args(m.RepairKind)),
        text=texts(lang, size) | st.sampled_from(["一\n二", "```\n---\n", " a", "\n"]),
        code=st.sampled_from([*ENGLISH, "of-another-program"]),
        params=st.dictionaries(st.sampled_from(["line", "article", "encoding"]), texts(lang, size)),
        result=_optional(texts(lang, size)),
        confidence=st.floats(0, 1),
        origin=_optional(origins),
    )


@st.composite
def issues(draw: st.DrawFn, languages: tuple[str, ...] = LANGUAGES, size: int = 3) -> m.Issue:
    """Whole issues in one of the languages; `size` bounds the number of parts, their length and depth."""
    lang = draw(st.sampled_from(languages))
    return m.Issue(
        lang=lang,
        masthead=draw(mastheads(lang, size)),
        sections=tuple(draw(st.lists(sections(lang, size), max_size=size))),
        repairs=tuple(draw(st.lists(repairs(lang, size), max_size=2))),
    )
