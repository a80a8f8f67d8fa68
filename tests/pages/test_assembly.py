"""The regions of a page become lines in reading order, and none of their characters is lost."""

from collections import Counter

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from ebook.pages import Box, Page, PageIssue, Region
from ebook.pages.assembly import assemble

SIZE = 10.0
FILL = "砚湖边的老街路灯换成了新的居民说晚上散步亮堂多了孩子们也敢独自回家"


def column(texts, left, top, *, size=SIZE, bold=False, label=""):
    """Lines below one another; a space at a line's start is an indent of two characters."""
    found = []
    for at, line in enumerate(texts):
        indent = 2 * size if line.startswith(" ") else 0
        text = line.strip()
        x, y = left + indent, top + at * size * 1.4
        box = Box(x, y, x + len(text) * size, y + size)
        found.append(Region(kind="line", box=box, text=text, size=size, bold=bold, label=label))
    return found


def lines(count, *, opens=True, closes=True, width=10):
    """The lines of a paragraph that fill a column."""
    texts = [(FILL * 2)[at : at + width] for at in range(count)]
    if opens:
        texts[0] = " " + texts[0][: width - 2]
    if closes:
        texts[-1] = texts[-1][:4] + "。"
    return texts


def page_of(*groups, rules=(), width=500, height=700, number=1):
    regions = [region for group in groups for region in group]
    regions += [Region(kind="rule", box=Box(*rule)) for rule in rules]
    return Page(file="p.pdf", number=number, width=width, height=height, regions=tuple(regions))


def read(*pages):
    return assemble(PageIssue(pages=pages)).lines


def texts_of(page):
    return [line.text for line in read(page)]


def test_columns_of_one_article_are_read_one_after_the_other():
    first, second = lines(6, closes=False), lines(6, opens=False)
    title = column(["老街路灯换新"], 0, 100, size=24, bold=True)
    page = page_of(column(second, 114, 140), column(first, 0, 140), title)
    joined = "".join(text.strip() for text in (*first, *second))
    assert texts_of(page) == ["老街路灯换新", joined]


def test_articles_below_one_another_with_short_headlines_keep_their_columns():
    top = [column(["甲文标题"], 0, 100, size=20, bold=True)]
    top += [column(lines(5, closes=False), 0, 130), column(lines(5, opens=False), 114, 130)]
    low = [column(["乙文标题"], 0, 300, size=20, bold=True)]
    low += [column(lines(4, closes=False), 0, 330), column(lines(4, opens=False), 114, 330)]
    found = texts_of(page_of(*low, *top))
    assert [found[0], found[2]] == ["甲文标题", "乙文标题"]
    assert len(found) == 4


def test_articles_beside_one_another_are_read_each_to_its_end():
    left = [
        column(["甲文标题"], 0, 100, size=20),
        column(lines(8), 0, 130),
        column(["丙文标题"], 0, 300, size=20),
    ]
    left += [column(lines(4), 0, 330)]
    right = [column(["乙文标题"], 130, 100, size=20), column(lines(14), 130, 130)]
    page = page_of(*right, *left, rules=[(115, 90, 115, 400)])
    titles = [text for text in texts_of(page) if text.endswith("标题")]
    assert titles == ["甲文标题", "丙文标题", "乙文标题"]


def test_kicker_headline_deck_and_byline_stay_together_before_the_text():
    header = [
        column(["一座桥 三代人"], 60, 100, size=14),
        column(["老渡口新桥今日通车"], 20, 120, size=30, bold=True),
    ]
    header += [column(["从渡船到步行"], 60, 158, size=14), column(["本报记者 顾南枝"], 60, 180)]
    page = page_of(column(lines(6, closes=False), 0, 210), column(lines(6, opens=False), 114, 210), *header)
    found = read(page)
    assert [line.text for line in found[:4]] == [
        "一座桥 三代人",
        "老渡口新桥今日通车",
        "从渡船到步行",
        "本报记者 顾南枝",
    ]
    assert found[1].level == 1
    assert len({line.module for line in found}) == 1
    assert [line.size for line in found] == [1.4, 3.0, 1.4, 1.0, 1.0]


def test_vertical_pages_are_read_from_the_right_and_by_tiers_from_the_top():
    def tier(texts, right, top):
        found = []
        for at, line in enumerate(texts):
            indent = SIZE if line.startswith(" ") else 0
            text = line.strip()
            x, y = right - (at + 1) * SIZE * 1.5, top + indent
            box = Box(x, y, x + SIZE, y + len(text) * SIZE)
            found.append(Region(kind="line", box=box, text=text, size=SIZE, vertical=True))
        return found

    above = [" 橋は昨日開通した", "橋は昨日開通した岸", "の人は朝から集まり"]
    below = ["川を渡った人は多い", "と市は話している。"]
    title = [
        Region(kind="line", box=Box(440, 80, 470, 380), text="新しい橋が開通した", size=30, vertical=True)
    ]
    page = page_of(tier(below, 420, 200), tier(above, 420, 80), title)
    assert texts_of(page) == ["新しい橋が開通した", "".join(text.strip() for text in (*above, *below))]


def test_a_frame_is_read_as_a_whole_and_does_not_break_a_paragraph():
    first, second = lines(8, closes=False), lines(8, opens=False)
    box = [column(["相关链接"], 20, 270, bold=True), column(["桥长六百一十八米。"], 10, 290)]
    page = page_of(column(first, 0, 130), column(second, 114, 130), *box, rules=[(4, 262, 104, 310)])
    found = texts_of(page)
    assert found == ["".join(text.strip() for text in (*first, *second)), "相关链接", "桥长六百一十八米。"]


def test_what_is_in_a_frame_is_put_in_order():
    inside = [column(lines(6, opens=False), 114, 320), column(lines(6, closes=False), 0, 320)]
    page = page_of(
        *inside,
        column(["王家台子有条路"], 0, 290, size=20),
        column(lines(9), 0, 100),
        rules=[(-4, 284, 220, 410)],
    )
    found = texts_of(page)
    assert [found[1], len(found)] == ["王家台子有条路", 3]


def test_the_lines_of_an_item_may_be_indented_below_its_first():
    items = ["小麦正处拔节孕穗期抓", " 雨前追肥。", "棉花抢晴播种地温稳定", " 以上方可下种。"]
    found = texts_of(page_of(column(items, 0, 100)))
    assert found == ["小麦正处拔节孕穗期抓雨前追肥。", "棉花抢晴播种地温稳定以上方可下种。"]


def test_the_first_line_of_a_ragged_paragraph_begins_no_hanging_item():
    ragged = [
        " Microphones no bigger at",
        "all than a peanut will help",
        "granaries of the old towns",
        "find weevils.",
    ]
    found = texts_of(page_of(column([*ragged, *ragged], 0, 100, size=5)))
    assert found == [" ".join(text.strip() for text in ragged)] * 2


def test_a_caption_follows_its_picture():
    picture = [Region(kind="picture", box=Box(114, 130, 214, 200), picture="a.jpg")]
    caption = column(["行人走过新桥。沈橹摄"], 114, 205, size=8)
    page = page_of(
        column(lines(12, closes=False), 0, 130), caption, column(lines(5, opens=False), 114, 225), picture
    )
    found = read(page)
    at = next(at for at, line in enumerate(found) if line.picture)
    assert found[at].picture == "a.jpg"
    assert (found[at + 1].text, found[at + 1].label) == ("行人走过新桥。沈橹摄", "caption")
    assert len(found) == 3


def test_folio_lines_come_first_and_a_page_begins_with_them():
    folio = column(["2026年4月24日 星期五"], 0, 10, size=8) + column(["02版 要闻"], 440, 10, size=8)
    foot = column(["责编：闻溪"], 0, 685, size=8)
    found = read(page_of(column(lines(6), 0, 130), folio, foot))
    assert [line.text for line in found[:3]] == ["2026年4月24日 星期五", "02版 要闻", "责编：闻溪"]
    assert [line.page_break for line in found] == [True, False, False, False]
    assert [line.label for line in found] == ["header", "header", "footer", ""]


def test_a_ruled_grid_is_a_table():
    cells = [[f"格{row}{at}" for at in range(3)] for row in range(3)]
    regions = [
        Region(kind="line", box=Box(60 * x + 10, 20 * y + 205, 60 * x + 40, 20 * y + 215), text=text, size=10)
        for y, row in enumerate(cells)
        for x, text in enumerate(row)
    ]
    grid = [(60 * x, 200, 60 * x, 260) for x in range(4)] + [
        (0, 200 + 20 * y, 180, 200 + 20 * y) for y in range(4)
    ]
    [table] = [line for line in read(page_of(column(lines(5), 0, 100), regions, rules=grid)) if line.rows]
    assert table.rows == tuple(tuple(row) for row in cells)


def test_blocks_of_whole_paragraphs_are_joined_over_columns_where_a_sentence_goes_on():
    def block(text, left, top, **more):
        height = 14 * -(-len(text) // 10)
        return Region(kind="block", box=Box(left, top, left + 100, top + height), text=text, **more)

    title = block("老街路灯换新", 0, 160, label="title", order=1)
    one = block(FILL * 2, 0, 190, label="text", order=2)
    two = block(FILL[:20] + "。", 114, 190, label="text", order=3)
    three = block(FILL[5:] + "。", 114, 235, label="text", order=4)
    assert texts_of(page_of([title, one, two, three])) == ["老街路灯换新", one.text + two.text, three.text]


def repairs_of(*regions):
    made = assemble(PageIssue(pages=(page_of(list(regions)),)))
    return [(repair.code, repair.text, repair.result) for repair in made.repairs], [
        line.text for line in made.lines
    ]


def line_at(text, top, **more):
    return Region(kind="line", box=Box(0, top, len(text) * SIZE, top + SIZE), text=text, size=SIZE, **more)


def test_an_order_that_contradicts_the_columns_is_put_right_and_recorded():
    title = column(["老街路灯换新"], 0, 100, size=24, label="title")
    first, second = column(lines(4, closes=False), 0, 140), column(lines(4, opens=False), 114, 140)
    given = [*second, *first]
    numbered = [msgspec.structs.replace(region, order=at) for at, region in enumerate([*title, *given])]
    made = assemble(PageIssue(pages=(page_of(numbered),)))
    assert len(made.lines) == 2
    blocks = [
        Region(kind="block", box=Box(0, 100 + 40 * at, 100, 130 + 40 * at), text=text, order=order)
        for at, (order, text) in enumerate(
            ((2, FILL[:20] + "。"), (3, FILL[3:22] + "。"), (1, FILL[5:24] + "。"))
        )
    ]
    codes, texts = repairs_of(*blocks)
    assert texts == [block.text for block in blocks]
    assert codes == [("order-of-columns", blocks[2].text, None)]


def test_half_width_marks_among_ideographs_become_full_width_with_a_record():
    repairs, [text] = repairs_of(line_at("树没有走,桥绕了过去(见图)", 100))
    assert text == "树没有走，桥绕了过去（见图）"
    assert [(old, new) for _, old, new in repairs] == [("()", "（）"), (",", "，")]


def test_spaces_between_ideographs_and_figures_go_where_a_program_puts_them_throughout():
    _, [text] = repairs_of(line_at("全长 618 米,两侧各 2.5 米宽,投资 2 亿", 100))
    assert text == "全长618米，两侧各2.5米宽，投资2亿"
    _, [kept] = repairs_of(line_at("第 6218期，今日4版，2026年4月24日", 100))
    assert kept == "第 6218期，今日4版，2026年4月24日"


def test_a_word_divided_at_the_end_of_a_line_is_joined_with_a_record():
    repairs, [text] = repairs_of(
        line_at("The city opened its inter-", 100), line_at("national bridge today.", 114)
    )
    assert text == "The city opened its international bridge today."
    assert repairs == [("line-hyphen", "inter-\nnational", "international")]


def test_endless_repeats_are_reported_and_kept():
    text = "我们都在努力奔跑，" * 6
    made = assemble(PageIssue(pages=(page_of([line_at(text, 100)]),)))
    assert made.lines[0].text == text
    assert [problem.code for problem in made.problems] == ["PGE-004"]


ALPHABET = "老街路灯换新。，、（）A1 z-“”"
BOXES = st.tuples(st.integers(0, 400), st.integers(0, 600), st.integers(1, 200), st.integers(1, 100))
REGIONS = st.builds(
    lambda kind, box, text, label, vertical, size, order: Region(
        kind=kind,
        box=Box(box[0], box[1], box[0] + box[2], box[1] + box[3]),
        text=text,
        label=label,
        vertical=vertical,
        size=size,
        order=order,
    ),
    st.sampled_from(["line", "block", "picture", "rule"]),
    BOXES,
    st.text(ALPHABET + "\n", max_size=40),
    st.sampled_from(["", "title", "text", "caption", "header"]),
    st.booleans(),
    st.sampled_from([0.0, 8.0, 10.0, 24.0]),
    st.none() | st.integers(0, 20),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(REGIONS, max_size=25))
def test_no_character_is_lost_or_made_up(regions):
    page = Page(file="p.json", number=1, width=600, height=700, regions=tuple(regions))
    made = assemble(PageIssue(pages=(page,)))
    said = Counter(
        char for region in regions if region.kind != "rule" for char in region.text if not char.isspace()
    )
    held = Counter(char for line in made.lines for char in line.whole if not char.isspace())
    for repair in (repair for repair in made.repairs if repair.result):
        held += Counter(repair.text) - Counter(repair.result or "")
        held -= Counter(repair.result or "") - Counter(repair.text)
    assert held == said
    assert {number for line in made.lines for number in line.numbers} <= set(range(1, len(made.regions) + 1))


def test_items_whose_first_line_hangs_out_are_one_line_each():
    items = [["一、新建居民住宅十八", "万平方米已竣工一半"], ["二、改造供水管道二十", "三公里完成九公里"]] * 2
    regions = []
    for at, (first, second) in enumerate(items):
        regions += column([first], 0, 100 + 28 * at) + column([second], 10, 114 + 28 * at)
    assert texts_of(page_of(regions)) == [first + second for first, second in items]


def down(text, right, top, size=SIZE):
    """A vertical line."""
    box = Box(right - size, top, right, top + len(text) * size)
    return Region(kind="line", box=box, text=text, size=size, vertical=True)


def test_a_headline_over_a_tier_with_text_in_the_next_tier_is_no_table():
    titles = [down("市會の案", 460, 60, 14), down("漁民を如", 436, 60, 17), down("何にする", 412, 60, 17)]
    answers = [
        down("し）", 460, 200),
        down("鹿又議員然らば", 436, 200),
        down("市長は干潟の貝を召", 412, 200),
    ]
    body = [down("の底から軽トラックのライトが一つ二つと", 330 - 16 * at, 60) for at in range(6)]
    assert not any(line.rows for line in read(page_of(titles, answers, body)))


def test_a_caption_that_runs_across_is_no_part_of_a_vertical_header():
    body = [down("の底から軽トラックのライトが一つ二つと", 330 - 16 * at, 60) for at in range(6)]
    picture = Region(kind="picture", box=Box(360, 270, 442, 340), picture="p.png")
    caption = column(["霧の中、給油を待つ車"], 362, 343, size=8)
    found = read(page_of([down("最後の給油所村が買った", 470, 200, 18), picture, *caption, *body]))
    assert [line.label for line in found if line.text == caption[0].text] == ["caption"]


def test_paragraphs_without_closing_marks_do_not_hang():
    regions = column(["鐵道が縣のものになつ"], 0, 86)
    for at in range(3):
        regions += column(["蛙で汽車が停る雲津"], 10, 100 + 28 * at)
        regions += column(["線信號所附近にて移動"], 0, 114 + 28 * at)
    found = texts_of(page_of(regions))
    assert found[-1] == "蛙で汽車が停る雲津線信號所附近にて移動"


def framed_page(rules):
    left = [column(["老街路灯换新"], 0, 100, size=24, bold=True), column(lines(20), 0, 140)]
    box = [column(["相关链接"], 130, 150, size=8, bold=True), column(lines(4, width=9), 125, 170)]
    right = [column(lines(6, opens=False), 114, 300)]
    return page_of(*left, *box, *right, rules=rules)


def test_lines_in_a_frame_say_so_and_the_module_around_it_goes_on_behind_it():
    found = read(framed_page([(118, 140, 228, 250)]))
    inside = [line for line in found if line.frame]
    assert [line.text[:4] for line in inside] == ["相关链接", FILL[:4]]
    assert {line.module for line in inside}.isdisjoint(line.module for line in found if not line.frame)
    assert len({line.module for line in found if not line.frame}) == 1


def test_four_rules_that_meet_at_their_ends_are_a_frame():
    sides = [
        (118, 140, 228, 140.5),
        (118, 250, 228, 250.5),
        (118, 140, 118.5, 250.5),
        (228, 140, 228.5, 250.5),
    ]
    assert [line.text[:4] for line in read(framed_page(sides)) if line.frame] == ["相关链接", FILL[:4]]
    longer = [*sides[:2], (118, 100, 118.5, 400), sides[3]]  # a rule between columns is no side of a frame
    assert not any(line.frame for line in read(framed_page(longer)))


def test_a_heading_far_below_what_stands_above_it_begins_a_module():
    page = page_of(
        column(["老街路灯换新"], 0, 100, size=24, bold=True),
        column(lines(5), 0, 140),
        column(["简讯"], 0, 300, size=9, bold=True),
        column(["图书馆开放"], 0, 318, bold=True),
        column(lines(4), 0, 332),
    )
    title, text, label, heading, brief = read(page)
    assert title.module == text.module != label.module == heading.module == brief.module
    assert label.space > 5 > heading.space


def test_a_line_tells_whether_a_column_begins_with_it():
    first, second = lines(6, closes=True), lines(6)
    page = page_of(
        column(["老街路灯换新"], 0, 100, size=24, bold=True), column(first, 0, 140), column(second, 114, 140)
    )
    assert [line.new_column for line in read(page)] == [False, False, True]


def test_the_last_characters_of_a_paragraph_have_the_size_of_its_other_lines():
    """OCR measures two characters worse than a line."""
    text = [*lines(5, closes=False), "了。"]
    regions = column(text, 0, 140)
    regions[-1] = msgspec.structs.replace(regions[-1], size=7.4)
    assert len(read(page_of(regions))) == 1


def test_a_line_that_leaves_room_at_a_columns_end_is_not_open():
    """A short heading at the end of a column is followed by its text in the next one, not by any open paragraph."""
    upper = [
        column(["甲文标题"], 0, 100, size=20, bold=True),
        column(lines(6, closes=False), 0, 130),
        column(lines(4, opens=False), 114, 130),
    ]
    lower = [
        column(["简讯"], 0, 330, size=8),
        column([*lines(5), "未来两场小雨"], 0, 350),
        column(lines(6), 114, 350),
    ]
    found = "".join(texts_of(page_of(*lower, *upper)))
    assert found.index("甲文标题") < found.index("简讯") < found.index("未来两场小雨")
    assert found.count(FILL[:8], 0, found.index("简讯")) == 2  # both columns of the first article
