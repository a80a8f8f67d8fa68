"""What the accessibility summary says, in the paper's language."""

from __future__ import annotations

import msgspec

from ebook.locales import words

__all__ = ["Sentences", "sentences"]


class Sentences(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences of one language; `{}` stands for a count.

    Attributes:
        gap: what stands between two sentences.
        readable: the text can be enlarged and read aloud.
        by_page: contents lead to pages and articles.
        page_breaks: the printed pages are marked.
        no_pictures, all_described, undescribed: what is known of pictures.
        headed, headless: what is known of tables.
        ruby: readings are given.
    """

    gap: str = ""
    readable: str
    by_page: str
    page_breaks: str
    no_pictures: str
    all_described: str
    undescribed: str
    headed: str
    headless: str
    ruby: str


def sentences(lang: str) -> Sentences:
    """The sentences of a language, by its BCP 47 tag, with the fallbacks of `ebook.locales`."""
    return _SENTENCES[words(lang).lang]


_ZH_HANS = Sentences(
    readable="正文是可重排的文字，可以放大，也可由读屏软件朗读。",
    by_page="可按版面和文章导航。",
    page_breaks="标有报纸印刷版的版面位置。",
    no_pictures="没有图片。",
    all_described="图片均附有替代文字。",
    undescribed="有{}幅图片没有替代文字。",
    headed="表格均有表头。",
    headless="有{}个表格没有表头。",
    ruby="部分文字注有读音。",
)

_ZH_HANT = Sentences(
    readable="正文為可重排的文字，可以放大，也可由螢幕閱讀器朗讀。",
    by_page="可依版面與文章導覽。",
    page_breaks="標有報紙印刷版的版面位置。",
    no_pictures="沒有圖片。",
    all_described="圖片均附有替代文字。",
    undescribed="有{}幅圖片沒有替代文字。",
    headed="表格均有表頭。",
    headless="有{}個表格沒有表頭。",
    ruby="部分文字注有讀音。",
)

_JA = Sentences(
    readable="本文はリフロー型のテキストで、拡大も音声読み上げもできます。",
    by_page="紙面と記事ごとに移動できます。",
    page_breaks="印刷された紙面の区切りを示しています。",
    no_pictures="画像はありません。",
    all_described="すべての画像に代替テキストがあります。",
    undescribed="代替テキストのない画像が{}点あります。",
    headed="表にはすべて見出しがあります。",
    headless="見出しのない表が{}点あります。",
    ruby="一部の文字にルビがあります。",
)

_KO = Sentences(
    gap=" ",
    readable="본문은 크기를 바꿀 수 있는 텍스트이며 화면 낭독기로 읽을 수 있습니다.",
    by_page="지면과 기사별로 이동할 수 있습니다.",
    page_breaks="인쇄된 지면의 구분을 표시했습니다.",
    no_pictures="그림은 없습니다.",
    all_described="모든 그림에 대체 텍스트가 있습니다.",
    undescribed="대체 텍스트가 없는 그림이 {}점 있습니다.",
    headed="모든 표에 머리글이 있습니다.",
    headless="머리글이 없는 표가 {}개 있습니다.",
    ruby="일부 글자에 독음이 달려 있습니다.",
)

_SENTENCES = {"zh-Hans": _ZH_HANS, "zh-Hant": _ZH_HANT, "ja": _JA, "ko": _KO}
