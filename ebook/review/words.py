"""What the review says itself, in the language of the paper."""

from __future__ import annotations

import msgspec

from ebook.locales import words as locale_words
from ebook.review.pieces import Role

__all__ = ["ReviewWords", "review_words"]


class ReviewWords(msgspec.Struct, frozen=True, kw_only=True):
    """Headings and labels. `roles` says what a line was read as."""

    title: str
    source: str
    articles: str
    repairs: str
    doubts: str
    no_doubts: str
    no_repairs: str
    dropped: str
    nowhere: str
    before: str
    after: str
    lines: str
    confidence: str
    page: str
    masthead: str
    untitled: str
    help: str
    roles: dict[Role, str]


_ROLES: tuple[Role, ...] = (
    "masthead", "folio", "staff", "column", "kicker", "headline", "deck", "byline", "dateline", "jump",
    "paragraph", "heading", "quote", "note", "verse", "list", "table", "figure", "aside",
)  # fmt: skip


def _roles(labels: str) -> dict[Role, str]:
    return dict(zip(_ROLES, labels.split(), strict=True))


_WORDS = {
    "zh-Hans": ReviewWords(
        title="校读", source="原文", articles="读出的文章", repairs="所作的修整", doubts="请先看这里",
        no_doubts="没有拿不准的地方。", no_repairs="没有作任何修整。", dropped="已删重复",
        nowhere="未归入", before="原来", after="之后", lines="第 {} 行", confidence="把握 {}%", page="第{}版",
        masthead="报头", untitled="无标题",
        help="点行号或段落前的号码，可在两边互相跳转；上下键移动。改正请用 --to markdown 导出，改好后再导出一次。",
        roles=_roles("报头 版头 版面人员 栏目 引题 主题 副题 署名 电头 转版 正文 小标题 引文 按语 诗行 列表 表格 图片 链接"),
    ),
    "zh-Hant": ReviewWords(
        title="校讀", source="原文", articles="讀出的文章", repairs="所作的修整", doubts="請先看這裡",
        no_doubts="沒有拿不準的地方。", no_repairs="沒有作任何修整。", dropped="已刪重複",
        nowhere="未歸入", before="原來", after="之後", lines="第 {} 行", confidence="把握 {}%", page="第{}版",
        masthead="報頭", untitled="無標題",
        help="點行號或段落前的號碼，可在兩邊互相跳轉；上下鍵移動。改正請用 --to markdown 匯出，改好後再匯出一次。",
        roles=_roles("報頭 版頭 版面人員 欄目 肩題 主題 副題 署名 電頭 轉版 內文 小標題 引文 按語 詩行 清單 表格 圖片 專欄"),
    ),
    "ja": ReviewWords(
        title="読み取りの確認", source="原文", articles="読み取った記事", repairs="直したところ", doubts="まずここを見てください",
        no_doubts="不確かなところはありません。", no_repairs="直したところはありません。", dropped="重複を除く",
        nowhere="未分類", before="前", after="後", lines="{} 行目", confidence="確からしさ {}%", page="{}面",
        masthead="題字", untitled="無題",
        help="行番号や段落の番号で原文と記事を行き来できます。上下キーで移動。直すには --to markdown で書き出し、直してから再び書き出してください。",
        roles=_roles("題字 欄外 担当 欄名 肩見出し 主見出し 袖見出し 署名 クレジット 面送り 本文 中見出し 引用 注 詩 箇条 表 写真 囲み"),
    ),
    "ko": ReviewWords(
        title="읽기 확인", source="원문", articles="읽어 낸 기사", repairs="고친 곳", doubts="먼저 볼 곳",
        no_doubts="불확실한 곳이 없습니다.", no_repairs="고친 곳이 없습니다.", dropped="중복 삭제",
        nowhere="미분류", before="전", after="후", lines="{}행", confidence="확신 {}%", page="{}면",
        masthead="제호", untitled="제목 없음",
        help="줄 번호나 문단 번호를 누르면 양쪽을 오갑니다. 위아래 키로 이동. 고치려면 --to markdown 으로 내보내 고친 뒤 다시 내보내십시오.",
        roles=_roles("제호 면머리 담당 난 어깨제목 제목 부제 서명 발신 연결 본문 중간제목 인용 알림 시 목록 표 사진 상자"),
    ),
}  # fmt: skip


def review_words(lang: str) -> ReviewWords:
    """The words for a BCP 47 tag, with the fallbacks of `ebook.locales.words`.

    Raises:
        UnknownName: no words are known for the language.
    """
    return _WORDS[locale_words(lang).lang]
