"""How folio and staff lines are printed, as data by language."""

from __future__ import annotations

import re

import msgspec

__all__ = ["FolioTable", "folio_table_of"]


class FolioTable(msgspec.Struct, frozen=True, kw_only=True):
    """The forms of one language.

    Attributes:
        pages: forms of a page's number, group `page`, that nothing else has.
        loose_pages: forms that are a page's number only beside a date, a paper's name or editors.
        attached: forms of a page's number that its name may follow without a space.
        staff: editors with a colon or stroke after their office, or with the office alone where no
            other use of it is known.
        spaced_staff: editors with a space after their office; two of them make a staff line.
        titles: endings of pages' names.
        jumps: words of jump lines, which are no folios.
    """

    pages: re.Pattern[str]
    loose_pages: re.Pattern[str]
    attached: re.Pattern[str]
    staff: re.Pattern[str]
    spaced_staff: re.Pattern[str]
    titles: tuple[str, ...]
    jumps: re.Pattern[str]


_EDGE = r"(?:^|(?<=[\s:·|/()\[\]\-•●■□▌\ufffc]))"
_END = r"(?=$|[\s:·|｜/()\[\]\-•●■□▌.\ufffc])"
_LETTERED = r"[A-Z]{1,2}\s?\d{1,3}"
_RANGE = r"(?:[-/、][A-Z]{0,2}\d{1,3})?"
_LOOSE = re.compile(rf"^(?P<page>\d{{1,2}}){_END}|{_EDGE}(?P<page_>\d{{1,2}})$|{_EDGE}(?P<page__>0\d){_END}")

# --- Chinese ------------------------------------------------------------------------------

_ZH_NUMBER = rf"(?:[A-Z]{{0,2}}\s?\d{{1,3}}{_RANGE}|[一二三四五六七八九十]{{1,3}})"
_ZH_NAME = r"(?![一二三四五六七八九十]{1,3}版)(?:[一-龥]{2,4}(?![一-龥])|[一-龥][ ]{1,2}[一-龥](?![一-龥]))(?:\([一-龥]{2,4}\))?(?!\s?[:/])"
_ZH_NAMES = rf"{_ZH_NAME}(?:[、, ]{{1,2}}{_ZH_NAME}){{0,4}}"
_ZH_OFFICE = (
    r"(?:本版|本期|今日|执行|執行|值班|首席|见习|見習|实习|實習|责任|責任|美术|美術|版面|文字|视觉|視覺|电子版|轮值|輪值|夜班)*"
    r"(?:主任|编委|編委|总编辑?|總編輯?|主编|主編|责编|責編|编辑|編輯|责校|責校|校对|校對|版式(?:设计|設計)?|版面(?:设计|設計)?|美编|美編"
    r"|组版|組版|排版|照排|制图|製圖|图编|圖編|图片编辑|设计|設計|审读|審讀|审校|審校|检校|檢校|检查|签发|簽發|监制|監製|统筹|統籌|视觉|視覺|一读|二读|三读|终审|復審)"
)
_ZH_SURE_OFFICE = r"(?:本版[一-龥]{2,4}|责任编辑|責任編輯|责编|責編|美编|美編|责校|責校|校对|校對|版式(?:设计)?|组版|組版|值班[一-龥]{2,4})"
_ZH_LOOSE = re.compile(rf"{_LOOSE.pattern}|{_EDGE}(?P<page___>[一二三四五六七八九十]{{1,3}})\s?版{_END}")
_ZH = FolioTable(
    pages=re.compile(rf"{_EDGE}(?:第\s?(?P<page>{_ZH_NUMBER})\s?[版頁]|(?P<page_>[A-Z]{{0,2}}\d{{1,3}}{_RANGE})\s?[版頁]|(?P<page__>{_LETTERED})|^(?P<page___>[一二三四五六七八九十]{{1,3}})版(?=$|[\s·|｜:])){_END}"),
    loose_pages=_ZH_LOOSE,
    attached=re.compile(rf"^(?:第\s?(?P<page>{_ZH_NUMBER})\s?版|(?P<page_>0\d|[A-Z]{{1,2}}\d{{1,3}})\s?版?)(?=[一-龥])"),
    staff=re.compile(rf"{_ZH_OFFICE}\s?[:/]\s?{_ZH_NAMES}|{_ZH_SURE_OFFICE}\s{{1,3}}{_ZH_NAME}"),
    spaced_staff=re.compile(rf"{_EDGE}{_ZH_OFFICE}\s{{1,3}}{_ZH_NAME}"),
    titles=(
        "要闻", "要聞", "新闻", "新聞", "时政", "時政", "综合", "綜合", "国际", "國際", "国内", "國內", "天下", "世界", "社会", "社會", "民生", "地方", "城事",
        "本地", "都市", "县区", "乡村", "两岸", "兩岸", "中國", "中国", "港聞", "財經", "财经", "经济", "經濟", "产经", "產經", "商业", "金融", "股市", "证券",
        "科技", "教育", "健康", "卫生", "法治", "法制", "体育", "體育", "娱乐", "娛樂", "文娱", "影視", "文化", "副刊", "文艺", "文藝", "读书", "閱讀", "悦读",
        "生活", "休闲", "旅游", "旅遊", "美食", "消費", "消费", "家庭", "人物", "理论", "理論", "评论", "評論", "论坛", "論壇", "观点", "言论", "深度", "调查",
        "专题", "專題", "专版", "专刊", "特刊", "周刊", "週刊", "广告", "廣告", "公告", "分类", "服务", "图片", "影像", "视觉", "封面", "头版", "頭版", "导读", "园地", "资讯", "資訊",
    ),
    jumps=re.compile(r"[转轉接续續]|[見见]第"),
)  # fmt: skip

# --- Japanese -----------------------------------------------------------------------------

_JA_NAME = r"[一-龥々ぁ-ゖァ-ヺ]{1,6}(?:[ ][一-龥々ぁ-ゖァ-ヺ]{1,4})?(?![一-龥ぁ-ゖァ-ヺ])"
_JA_OFFICE = r"(?:紙面|本紙|担当)?(?:編集|校閲|整理|レイアウト|デザイン|担当|デスク)(?:担当|長|委員)?"
_JA = FolioTable(
    pages=re.compile(rf"{_EDGE}(?:第?\s?(?P<page>\d{{1,2}})\s?[面頁]|\((?P<page_>\d{{1,2}})\)|(?P<page__>{_LETTERED}))(?:{_END})"),
    loose_pages=_LOOSE,
    attached=re.compile(r"^第\s?(?P<page>\d{1,2})\s?面(?=[一-龥])"),
    staff=re.compile(rf"{_JA_OFFICE}\s?[:/=]\s?{_JA_NAME}(?:[、・,]\s?{_JA_NAME}){{0,4}}"),
    spaced_staff=re.compile(rf"{_EDGE}{_JA_OFFICE}\s{{1,3}}{_JA_NAME}"),
    titles=(
        "総合", "政治", "経済", "国際", "社会", "地域", "地方", "県内", "県政", "市民", "くらし", "暮らし", "生活", "文化", "学芸", "スポーツ", "運動", "教育", "科学",
        "医療", "健康", "家庭", "読書", "書評", "オピニオン", "論説", "社説", "投書", "声", "ひと", "娯楽", "芸能", "テレビ", "ラジオ", "特集", "企画", "広告", "商況", "証券", "株式", "首都圏", "東京",
    ),
    jumps=re.compile(r"続|つづ|から|参照"),
)  # fmt: skip

# --- Korean -------------------------------------------------------------------------------

_KO_NAME = r"[가-힣]{2,4}(?:\s?기자|\s?차장|\s?부장)?(?![가-힣])"
_KO_OFFICE = r"(?:책임|지면|화면)?\s?(?:편집|교열|교정|디자인|그래픽|미술|조판|데스크|담당|사진편집)(?:기자|장|국장|부장)?"
_KO = FolioTable(
    pages=re.compile(rf"{_EDGE}(?:제?\s?(?P<page>[A-Z]?\d{{1,3}})\s?[면쪽]|(?P<page_>{_LETTERED})){_END}"),
    loose_pages=_LOOSE,
    attached=re.compile(r"^제?(?P<page>[A-Z]?\d{1,3})면(?=\|)"),
    staff=re.compile(rf"{_KO_OFFICE}\s?[:/=|]\s?{_KO_NAME}(?:[·,]\s?{_KO_NAME}){{0,4}}"),
    spaced_staff=re.compile(rf"{_EDGE}{_KO_OFFICE}\s{{1,3}}{_KO_NAME}"),
    titles=(
        "종합", "정치", "경제", "사회", "국제", "문화", "스포츠", "지역", "지방", "전국", "오피니언", "사설", "칼럼", "사람", "인물", "교육", "건강", "생활", "과학", "기획",
        "특집", "광고", "증권", "부동산", "산업", "여론", "연예", "방송", "여행", "라이프", "수도권", "뉴스", "포커스", "이슈", "현장", "월드", "북", "책", "피플", "마당",
    ),
    jumps=re.compile(r"계속|에서|으로|이어"),
)  # fmt: skip

_TABLES = {"zh": _ZH, "ja": _JA, "ko": _KO}


def folio_table_of(lang: str) -> FolioTable:
    """The table of a BCP 47 tag."""
    return _TABLES.get(lang.partition("-")[0], _ZH)
