"""Which of the lines over an article is its label, kicker, headline and deck."""

from __future__ import annotations

import pytest

from ebook.languages import resolve
from ebook.readers.text.style import Style
from ebook.readers.text.titles import Header, read_header

STYLE = Style(claused=0.6)
HEADERS = (
    ("zh-Hans", "何川在全市林业会议上强调|把树种到家门口 让荫凉连成一片", "何川在全市林业会议上强调", "把树种到家门口 让荫凉连成一片", ""),
    ("zh-Hans", "百里老渠修复通水|清流过岭 一渠春水到田头|一期工程提前四十天完工", "百里老渠修复通水", "清流过岭 一渠春水到田头", "一期工程提前四十天完工"),
    ("zh-Hans", "图书馆的灯|亮到晚上十点", "", "图书馆的灯 亮到晚上十点", ""),
    ("zh-Hans", "全市外贸开局平稳 竹椅漂洋过海 轴承转出新单", "全市外贸开局平稳", "竹椅漂洋过海 轴承转出新单", ""),
    ("ja", "点字の絵本 親子で触れて|県立図書館、21日から86冊貸し出し", "", "点字の絵本 親子で触れて", "県立図書館、21日から86冊貸し出し"),
    ("ko", "시내버스 4개 노선 첫차 앞당긴다|18일부터 15분씩… 새벽 출근길 불편 덜어", "", "시내버스 4개 노선 첫차 앞당긴다", "18일부터 15분씩… 새벽 출근길 불편 덜어"),
    ("zh-Hans", "全县“一村一桥”三年工程完工|四十二座便桥换成石桥|过河的人多了 绕路的人少了", "全县“一村一桥”三年工程完工 四十二座便桥换成石桥", "过河的人多了 绕路的人少了", ""),
    ("zh-Hans", "台阶太高，推着婴儿车的她上不去|铺了六米坡道， 半条街的人谢她", "台阶太高，推着婴儿车的她上不去", "铺了六米坡道， 半条街的人谢她", ""),
    ("zh-Hans", "一片荒滩 三代人的绿|——记白沙林场护林员赵有田", "", "一片荒滩 三代人的绿", "——记白沙林场护林员赵有田"),
    ("ja", "九月の県内観光客|37万人、連休の雨が響く|前年を2割下回る", "九月の県内観光客", "37万人、連休の雨が響く", "前年を2割下回る"),
    ("ja", "茶摘み体験 80人 子ども「手が葉っぱのにおい」", "", "茶摘み体験 80人 子ども「手が葉っぱのにおい」", ""),
    ("ko", "천연기념물 두루미 월동기|갈대 둔치 출입 2월까지 막는다", "천연기념물 두루미 월동기", "갈대 둔치 출입 2월까지 막는다", ""),
    ("ko", "시, 11월부터 시범 운영|문 닫은 약국 골목에|새벽 3시 ‘등불 약국’ 켠다|야간 응급 환자 대상… 예산 3억원", "시, 11월부터 시범 운영", "문 닫은 약국 골목에 새벽 3시 ‘등불 약국’ 켠다", "야간 응급 환자 대상… 예산 3억원"),
    ("ko", "“낡은 돛 200장, 가방이 되다”|바람을 받던 천, 이번엔 책을 담는다|포구 골목에 연 어머니 공방", "“낡은 돛 200장, 가방이 되다”", "바람을 받던 천, 이번엔 책을 담는다", "포구 골목에 연 어머니 공방"),
    ("zh-Hans", "把稳增长放在首位 让老百姓得实惠|林致远讲话 周明主持", "", "把稳增长放在首位 让老百姓得实惠", "林致远讲话 周明主持"),
    ("zh-Hans", "雨季将至|城区四十处易涝点完成改造|年底前还将更换两百公里管网", "雨季将至", "城区四十处易涝点完成改造", "年底前还将更换两百公里管网"),
    ("zh-Hant", "議會三讀通過 明年起上路|老屋裝電梯 最高補助300萬|限四樓以上 住戶同意過半可申請", "議會三讀通過 明年起上路", "老屋裝電梯 最高補助300萬", "限四樓以上 住戶同意過半可申請"),
    ("zh-HK", "居民苦候十年|新街市終啟用　魚檔肉檔齊回歸|租金凍結兩年　首日人流逾三萬", "居民苦候十年", "新街市終啟用　魚檔肉檔齊回歸", "租金凍結兩年　首日人流逾三萬"),
    ("ja", "豪雨被害から3年|橋の復旧|いまだ半分|仮設に残る120世帯　県「来年度中に」", "豪雨被害から3年", "橋の復旧 いまだ半分", "仮設に残る120世帯　県「来年度中に」"),
    ("ko", "시의회, 버스 준공영제 조례 통과|내년 3월 시행… 예산 90억원", "", "시의회, 버스 준공영제 조례 통과", "내년 3월 시행… 예산 90억원"),
    ("ko", "태풍이 할퀸 자리에|다시 세운 비닐하우스|봉사자 800명 사흘간 구슬땀", "", "태풍이 할퀸 자리에 다시 세운 비닐하우스", "봉사자 800명 사흘간 구슬땀"),
    ("ko", "골목|지도를|그리는|집배원", "", "골목 지도를 그리는 집배원", ""),
)  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "lines", "kicker", "headline", "deck"), HEADERS, ids=[h[1] for h in HEADERS]
)
def test_the_best_reading_wins(lang: str, lines: str, kicker: str, headline: str, deck: str) -> None:
    found = read_header(lines.split("|"), -9.0, resolve(lang).newspaper, STYLE, may_split=True)
    assert (" ".join(found.kicker), " ".join(found.headline), " ".join(found.deck)) == (
        kicker,
        headline,
        deck,
    )


def test_a_headline_printed_elsewhere_decides() -> None:
    style = Style(known=frozenset({"渡船朝夕复活"}))
    found = read_header(
        ["桥梁检修两年", "渡船", "朝夕复活"], -9.0, resolve("zh-Hans").newspaper, style, may_split=True
    )
    assert found.headline == ("渡船", "朝夕复活")


def test_without_repairs_no_line_is_split() -> None:
    lines = ["全市外贸开局平稳 竹椅漂洋过海 轴承转出新单"]
    assert read_header(lines, -9.0, resolve("zh-Hans").newspaper, STYLE, may_split=False).headline == tuple(
        lines
    )


def test_nothing_over_an_article() -> None:
    assert read_header([], 0.0, resolve("ja").newspaper, STYLE, may_split=True) == Header()
