"""What the catalogue says itself, in the language of the papers; in English where no words are known."""

from __future__ import annotations

import datetime

import msgspec

from ebook.errors import UnknownName
from ebook.languages import resolve

__all__ = ["CatalogWords", "catalog_words", "day_of", "number_of"]


class CatalogWords(msgspec.Struct, frozen=True, kw_only=True):
    """Headings and labels; those with `{}` are patterns.

    Attributes:
        lang: the language they are in.
        weekdays: from Monday to Sunday.
        first_weekday: the day that a week begins with in calendars, 0 for Monday.
        day: pattern of a date, with year, month, day; the month as a number.
        month: pattern of a month, with year and month.
    """

    lang: str
    shelf: str
    newest: str
    calendar: str
    years: str
    year: str
    month: str
    day: str
    undated: str
    weekdays: tuple[str, ...]
    first_weekday: int
    all_papers: str
    paper: str
    papers: str
    issues: str
    pages: str
    articles: str
    search: str
    search_headlines: str
    all_years: str
    searching: str
    results: str
    no_results: str
    needs_script: str
    more: str
    read: str
    epub: str
    pdf: str
    front_page: str
    no_picture: str
    contents: str
    contents_missing: str
    issue: str
    issue_number: str
    publisher: str
    previous_issue: str
    next_issue: str
    previous_article: str
    next_article: str
    previous_month: str
    next_month: str
    this_month: str
    neighbours: str
    theme: str
    theme_auto: str
    theme_light: str
    theme_dark: str
    skip: str
    catalogs: str
    by_month: str
    whole_year: str
    newest_of: str
    scroll: str


_WEEKDAYS_ZH = tuple("一二三四五六日")

_WORDS = {
    "zh-Hans": CatalogWords(
        lang="zh-Hans", shelf="报架", newest="最新一期", calendar="日历", years="年份", year="{}年",
        month="{year}年{month}月", day="{year}年{month}月{day}日", undated="日期不详",
        weekdays=_WEEKDAYS_ZH, first_weekday=0, all_papers="全部报纸", paper="报纸", papers="{}种报纸",
        issues="{}期", pages="{}版", articles="{}篇", search="搜索", search_headlines="搜索标题",
        all_years="全部年份", searching="正在搜索……", results="找到{}条", no_results="没有找到相符的标题",
        needs_script="搜索需要开启浏览器的JavaScript；日历、目录和正文不需要。",
        more="显示更多", read="阅读", epub="EPUB电子书", pdf="PDF版", front_page="{}头版", no_picture="没有头版图片",
        contents="目录", contents_missing="本期只有PDF版。", issue="本期", issue_number="期号", publisher="主办",
        previous_issue="上一期", next_issue="下一期", previous_article="上一篇", next_article="下一篇",
        previous_month="上一月", next_month="下一月", this_month="本月", neighbours="前后各期",
        theme="外观", theme_auto="随系统", theme_light="浅色", theme_dark="深色", skip="跳到正文",
        catalogs="供阅读器订阅的目录", by_month="按月份", whole_year="全年各期", newest_of="{}，从新到旧",
        scroll="正文，可横向滚动",
    ),
    "zh-Hant": CatalogWords(
        lang="zh-Hant", shelf="報架", newest="最新一期", calendar="日曆", years="年份", year="{}年",
        month="{year}年{month}月", day="{year}年{month}月{day}日", undated="日期不詳",
        weekdays=_WEEKDAYS_ZH, first_weekday=6, all_papers="全部報紙", paper="報紙", papers="{}種報紙",
        issues="{}期", pages="{}版", articles="{}篇", search="搜尋", search_headlines="搜尋標題",
        all_years="全部年份", searching="正在搜尋……", results="找到{}則", no_results="沒有找到相符的標題",
        needs_script="搜尋需要開啟瀏覽器的JavaScript；日曆、目錄和正文不需要。",
        more="顯示更多", read="閱讀", epub="EPUB電子書", pdf="PDF版", front_page="{}頭版", no_picture="沒有頭版圖片",
        contents="目錄", contents_missing="本期只有PDF版。", issue="本期", issue_number="期號", publisher="發行",
        previous_issue="上一期", next_issue="下一期", previous_article="上一篇", next_article="下一篇",
        previous_month="上一月", next_month="下一月", this_month="本月", neighbours="前後各期",
        theme="外觀", theme_auto="隨系統", theme_light="淺色", theme_dark="深色", skip="跳到正文",
        catalogs="供閱讀器訂閱的目錄", by_month="按月份", whole_year="全年各期", newest_of="{}，由新到舊",
        scroll="正文，可橫向捲動",
    ),
    "ja": CatalogWords(
        lang="ja", shelf="新聞書架", newest="最新号", calendar="カレンダー", years="年", year="{}年",
        month="{year}年{month}月", day="{year}年{month}月{day}日", undated="日付不明",
        weekdays=tuple("月火水木金土日"), first_weekday=6, all_papers="すべての新聞", paper="新聞", papers="{}紙",
        issues="{}号", pages="{}面", articles="{}本", search="検索", search_headlines="見出しを検索",
        all_years="すべての年", searching="検索中……", results="{}件見つかりました",
        no_results="該当する見出しはありません",
        needs_script="検索にはブラウザーのJavaScriptが必要です。カレンダー、目次、本文には要りません。",
        more="さらに表示", read="読む", epub="EPUB版", pdf="PDF版", front_page="{} 1面", no_picture="1面の画像なし",
        contents="目次", contents_missing="この号はPDF版のみです。", issue="この号", issue_number="号数", publisher="発行",
        previous_issue="前の号", next_issue="次の号", previous_article="前の記事", next_article="次の記事",
        previous_month="前の月", next_month="次の月", this_month="今月", neighbours="前後の号",
        theme="表示", theme_auto="端末に合わせる", theme_light="明るい", theme_dark="暗い", skip="本文へ",
        catalogs="リーダー用カタログ", by_month="月別", whole_year="一年分", newest_of="{}（新しい順）",
        scroll="本文、横にスクロールできます",
    ),
    "ko": CatalogWords(
        lang="ko", shelf="신문 서가", newest="최신호", calendar="달력", years="연도", year="{}년",
        month="{year}년 {month}월", day="{year}년 {month}월 {day}일", undated="날짜 미상",
        weekdays=tuple("월화수목금토일"), first_weekday=6, all_papers="모든 신문", paper="신문", papers="신문 {}종",
        issues="{}호", pages="{}면", articles="기사 {}건", search="검색", search_headlines="제목 검색",
        all_years="모든 연도", searching="검색 중…", results="{}건 찾음", no_results="맞는 제목이 없습니다",
        needs_script="검색에는 브라우저의 자바스크립트가 필요합니다. 달력, 차례, 본문에는 필요하지 않습니다.",
        more="더 보기", read="읽기", epub="EPUB판", pdf="PDF판", front_page="{} 1면", no_picture="1면 그림 없음",
        contents="차례", contents_missing="이 호는 PDF판만 있습니다.", issue="이 호", issue_number="호수", publisher="발행",
        previous_issue="이전 호", next_issue="다음 호", previous_article="이전 기사", next_article="다음 기사",
        previous_month="이전 달", next_month="다음 달", this_month="이달", neighbours="앞뒤 호",
        theme="화면", theme_auto="기기 설정", theme_light="밝게", theme_dark="어둡게", skip="본문으로",
        catalogs="전자책 리더용 목록", by_month="월별", whole_year="한 해 전체", newest_of="{}, 최신순",
        scroll="본문, 가로로 넘길 수 있습니다",
    ),
    "en": CatalogWords(
        lang="en", shelf="Newspapers", newest="Latest issue", calendar="Calendar", years="Years", year="{}",
        month="{year}-{month:02}", day="{year}-{month:02}-{day:02}", undated="Undated",
        weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), first_weekday=0, all_papers="All newspapers",
        paper="Newspaper", papers="{} newspapers", issues="{} issues", pages="{} pages", articles="{} articles",
        search="Search", search_headlines="Search headlines", all_years="All years", searching="Searching…",
        results="{} found", no_results="No headline matches",
        needs_script="The search needs JavaScript; calendar, contents and text do not.",
        more="Show more", read="Read", epub="EPUB", pdf="PDF", front_page="Front page of {}",
        no_picture="No picture of the front page", contents="Contents",
        contents_missing="This issue is there as PDF only.", issue="This issue", issue_number="Number",
        publisher="Publisher", previous_issue="Previous issue", next_issue="Next issue",
        previous_article="Previous article", next_article="Next article", previous_month="Previous month",
        next_month="Next month", this_month="This month", neighbours="Neighbouring issues", theme="Appearance",
        theme_auto="As the system", theme_light="Light", theme_dark="Dark", skip="Skip to the text",
        catalogs="Catalogues for reading apps", by_month="By month", whole_year="The whole year",
        newest_of="{}, newest first", scroll="Text, scrolls sideways",
    ),
}  # fmt: skip


def catalog_words(lang: str) -> CatalogWords:
    """The words for a BCP 47 tag, with the fallbacks of `ebook.languages.resolve`; English for other languages."""
    try:
        return _WORDS[resolve(lang).key]
    except UnknownName:
        return _WORDS["en"]


def day_of(date: str, words: CatalogWords) -> str:
    """A date, YYYY-MM-DD, as the language writes it; the words for none where it is empty."""
    if not date:
        return words.undated
    day = datetime.date.fromisoformat(date)
    return words.day.format(year=day.year, month=day.month, day=day.day)


def number_of(number: str | None, lang: str) -> str:
    """An issue's number as its language counts issues; empty without one."""
    if not number:
        return ""
    try:
        return resolve(lang).words.issue_counter.format(number)
    except UnknownName:
        return f"No. {number}"
