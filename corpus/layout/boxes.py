"""Boxes, briefs and editors' notes that the corpus has too few of: some short articles and paragraphs become such.

A page of a newspaper prints them in so many ways that readers have to see many; what they say does not matter for that.
"""

from __future__ import annotations

import copy
import random
import re

LABELS = {
    "zh-Hans": ("相关链接", "新闻链接", "新闻背景", "小资料", "延伸阅读", "名词解释"),
    "zh-Hant": ("相關連結", "新聞背景", "小檔案", "延伸閱讀", "新聞辭典"),
    "ja": ("メモ", "ことば", "解説", "データ", "背景"),
    "ko": ("관련 정보", "용어 설명", "참고", "알아두기"),
    "en": ("At a glance", "Fact file", "Timeline", "What to know"),
}
NOTES = {
    "zh-Hans": ("编者按", "编者的话", "编后", "开栏的话"),
    "zh-Hant": ("編者按", "編按", "編後", "開欄的話"),
    "ja": ("編集部から", "編注"),
    "ko": ("편집자 주",),
    "en": ("Editor’s note",),
}
BRIEFS = {
    "zh-Hans": ("简讯", "要闻简报", "一句话新闻", "短波", "市井简讯"),
    "zh-Hant": ("簡訊", "短訊", "要聞簡報", "各地短波"),
    "ja": ("短信", "ニュース短信", "メモ帳"),
    "ko": ("단신", "소식", "알림"),
    "en": ("Briefs", "In brief", "News in brief"),
}
_SHORT = (80, 420)
_LONGEST_BRIEF = 320
_NOTE = (40, 220)
_OVER = ("column", "kicker", "deck", "continued_from")
_MARKED = re.compile(r"[：:\u3000]")
_LONGEST_LABEL = 14


def boxed(issue: dict, rng: random.Random) -> dict:
    """The issue with some of its short articles as boxes of the articles before them, and some paragraphs as notes."""
    issue = copy.deepcopy(issue)
    for section in issue["sections"]:
        articles: list[dict] = []
        for article in section["articles"]:
            if articles and _may_be_box(articles[-1], article) and rng.random() < 0.25:
                articles[-1]["body"].append(_box(article))
            else:
                articles.append(article)
        section["articles"] = articles
        _gather_briefs(articles, issue["lang"], rng)
        for article in articles:
            if rng.random() < 0.2:
                _annotate(article, issue["lang"], rng)
            _label_boxes(article, issue["lang"], rng)
    return issue


def _may_be_box(host: dict, article: dict) -> bool:
    signed = any(article.get(key) for key in ("byline", "byline_line", "dateline", "jump", "editor_credit"))
    kinds = {block["t"] for block in article["body"]}
    alone = not host.get("jump") and not any(block["t"] == "aside" for block in host["body"])
    short = _SHORT[0] <= len(_text(article)) <= _SHORT[1]
    return _is_plain(article) and not signed and alone and short and kinds <= {"p", "list"}


def _gather_briefs(articles: list[dict], lang: str, rng: random.Random) -> None:
    """Put some short articles that follow one another under one column label."""
    runs: list[list[dict]] = [[]]
    for article in articles:
        if _is_plain(article) and len(_text(article)) <= _LONGEST_BRIEF:
            runs[-1].append(article)
        else:
            runs.append([])
    for run in runs:
        if len(run) > 1 and rng.random() < 0.5:
            label = rng.choice(BRIEFS[lang])
            for article in run:
                article["column"] = label


def _is_plain(article: dict) -> bool:
    """Whether nothing but a headline stands over an article's text."""
    return not any(article.get(key) for key in _OVER)


def _text(article: dict) -> str:
    return "".join(block.get("text") or "".join(block.get("items") or []) for block in article["body"])


def _box(article: dict) -> dict:
    heads = article["headline"]
    title = heads if isinstance(heads, str) else heads[0]
    return {"t": "aside", "title": title, "body": article["body"]}


def _label_boxes(article: dict, lang: str, rng: random.Random) -> None:
    """Give some boxes a label, the title below it being a heading then."""
    for block in article["body"]:
        if block["t"] == "aside" and block.get("title") and rng.random() < 0.35:
            block["body"] = [{"t": "h", "text": block["title"]}, *block["body"]]
            block["title"] = rng.choice(LABELS[lang])


def _annotate(article: dict, lang: str, rng: random.Random) -> None:
    """Make the last paragraph of an article a note of the editors."""
    body = article["body"]
    paragraphs = [block for block in body if block["t"] == "p"]
    if len(paragraphs) < 3 or body[-1]["t"] != "p" or article.get("jump"):
        return
    text = body[-1]["text"]
    if "\n" not in text and _NOTE[0] <= len(text) <= _NOTE[1]:
        mark = rng.choice(("：", "\u3000", "\u3000")) if lang != "en" else ": "
        body[-1] = {"t": "note", "text": rng.choice(NOTES[lang]) + mark + text}


def label_of_note(text: str, lang: str) -> str:
    """The words before a note that say that it is one, with the mark behind them; '' without them."""
    match = _MARKED.search(text[:_LONGEST_LABEL])
    label = text[: match.start()] if match else ""
    return text[: match.end()] if match and label in NOTES[lang] else ""
