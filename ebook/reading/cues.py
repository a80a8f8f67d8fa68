"""Wordings of the newspaper trade, as features of a line: what a byline, a jump line, a caption... says.

A cue is a name and the expressions of all languages for it; a paper of one language borrows from others
(Hong Kong papers print English, Japanese papers print Chinese forms). Whether and how much a cue speaks for a
role is learned (see `evidence`), so an expression here may be wrong now and then.
"""

from __future__ import annotations

import re

__all__ = ["CUES", "cues_of"]

_N = r"[0-9０-９〇○零一二三四五六七八九十廿]"

CUES: dict[str, str] = {
    # who wrote, drew, photographed, edited
    "reporter": r"记者|記者|기자|특파원|采写|采访|撰稿|撰文|特派|报道|報道|報導|采写|취재|글[ ·=]|통신원|전임|\b[Bb]y [A-Z]|BY [A-Z]|[Rr]eporters?\b|Correspondent|Staff Writer|特稿|专电",
    "correspondent": r"通讯员|通訊員|通信員|通信部|特约|特約|供稿|객원|명예기자|주민기자|시민기자|contributing",
    "author": r"作者|譯|译[ :：者]|译$|編譯|编译|整理|口述|执笔|執筆|寄稿|聞き手|文\s?[/／|｜:：]|文$|著$|寫$|옮김|지음|기고|교수|글·사진|글/|투고|columnist|Translated",
    "photo": r"摄|攝|撮影|사진|图片|供图|供圖|圖[/／:：為为]|图[/／:：为]|写真|제공|図|イラスト|插图|插圖|漫画|漫畫|배경|그래픽|[Pp]hotos?\b|PHOTO|Courtesy|資料照|资料照|资料图|資料圖|提供|翻攝|截图|截圖",
    "staff": r"责编|責編|責任編輯|责任编辑|美编|美編|校对|校對|版式|组版|組版|编辑[:：/ 　]|編輯[:：/ 　]|主编|主編|值班|编委|審讀|审读|整理部|紙面編集|デスク|편집[:=/ ]|편집기자|교열|Editors?:|Layout|Page editor|责校|電編|主任",
    "contact": r"電話|电话|热线|熱線|传真|傳真|[Ee]-?mail|邮箱|信箱|郵箱|投稿|www\.|http|전화|電子|문의|☎|℡|問い合わせ|TEL|Tel\b|Fax|@|QQ|微信|公众号|扫码|地址|住所|邮编|邮政编码|ホームページ",
    # masthead
    "mast": r"主办|主管|主辦|出版[社日:：]?|国内统一|刊号|刊號|邮发|郵發|發行|发行人|発行|發行人|零售|定价|定價|定価|月ぎめ|発行所|발행인|발행|창간|등록번호|편집인|인쇄인|ISSN|CN ?\d|CN-|印刷|承印|登记证|登記證|執照|第三種|郵便物|Established|Founded|Published by|Vol\.|VOL\.|No\. ?\d|NO\. ?\d|Price|Publisher|Registered|Circulation|구독료|정가|값|社址|社长|總編輯|代号|日刊|주간|订阅|訂閱",
    "number": r"第" + _N[:-1] + r"百千万萬,，]{1,9}[期号號]|제 ?\d[\d,]*호|総第|總第|总第|第\d+号|期号|總號|지령 ?제",
    "pages": r"今[日天期].{0,4}" + _N + r"{1,3}[版張张頁]|共" + _N + r"{1,3}[版頁张張]|本日.{0,4}[頁版]|전?\d+면|\d+ [Pp]ages|對開|对开|四开|四開",
    "weather": r"天气|天氣|气温|氣溫|℃|°C|多云|多雲|小雨|阵雨|陣雨|晴[转轉间間到]|晴れ|くもり|曇|맑음|흐림|기온|최고|Weather|Sunny|Cloudy|Rain|湿度|濕度",
    "weekday": r"星期[一二三四五六日天]|礼拜|禮拜|周[一二三四五六日]|週[一二三四五六日]|[日月火水木金土]曜|\([日月火水木金土]\)|（[日月火水木金土]）|요일|\((?:월|화|수|목|금|토|일)\)|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b",
    "date": r"\d{2,4} ?[年년./-] ?\d{1,2} ?[月월./-] ?\d|[〇○零一二三四五六七八九]{4}年|民國|民国|令和|昭和|平成|大正|明治|단기|檀紀|(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.) \d|JANUARY|FEBRUARY|MARCH |APRIL |JUNE |JULY |AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER",
    "lunar": r"农历|農曆|夏历|夏曆|旧历|舊曆|旧暦|陰曆|阴历|음력|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]",
    "papername": r"(?:日报|日報|晚报|晚報|早报|早報|晨报|晨報|时报|時報|周报|週報|新報|新报|商报|商報|画报|新聞|新闻|일보|신문|신보|타임스|타임즈|경제|스포츠|DAILY|NEWS|TIMES|POST|HERALD|Daily|News|Times|Post|Herald|Weekly|Journal|青年报|导报|導報|快报|都市报|公報|公报|校报|학보)$",
    # pages, jumps
    "page": r"版$|版[ 　|｜:：·]|面$|面[ 　|｜:：·]|頁$|쪽$|면$|면[ 　|｜:]|^[A-ZＡ-Ｚ]{0,2}[0-9０-９]{1,3}\b|\b[A-Z]{0,2}\d{1,2}$|第" + _N + r"{1,3}[版面頁]|[Pp]age ?[A-Z]?\d|P\.? ?[A-Z]?\d|페이지",
    "jump": r"[下上][转轉接]|[转轉]第|[转轉] ?[A-Z]?\d+版|文[转轉接]|緊[转轉接]|紧[转接]|面に続く|面に続き|面から続く|面へ|面から|에 계속|에서 계속|면에서|면으로|면에 |[续續][见見第]|▶+ ?[A-Z]?\d|未完|待[续續]|つづく|关联报道|詳見|详见|[見见]第?[A-Z]?" + _N + r"{1,3}[版面頁]|相关报道见|関連記事|관련기사|[Cc]ontinued (?:on|from)|[Ss]ee (?:page|story|Page)|[Tt]urn to|Story, [Pp]age|▲|>>",
    # datelines
    "dateline": r"^(?:【.{1,24}】|〔.{1,24}〕|\[.{1,22}[\]=]|［.{1,24}］|（.{1,24}[电電讯訊]）|\(.{1,24}[电電讯訊]\)|.{0,14}[讯訊][ 　（(]|.{0,14}[讯訊]$|.{2,18}日[电電讯訊][ 　（(]?|本[报報刊].{0,8}[讯訊]|[^ ，。]{2,8}[=＝]|.{1,14}[電电][）】]|[A-Z][A-Z .,'-]{2,24}(?:\(|,|—|–| -)|[A-Z][A-Za-z .,'-]{2,20}\([A-Z].{1,20}\) ?[—–-]|[A-Z][A-Z .'-]{2,20}, [A-Z][a-z]+\.? \d{1,2})",
    "sent": r"讯[ 　（(]|本報訊|訊】|電】|电[ 　（(]|報導】|报道|電〕|專電|专电|社電|社电|連線|连线|통신|＝|뉴스",
    # endings
    "signed": r"[（(【〔\[][^（）()]{2,40}[)）】〕\]]$",
    "signname": r"[（(](?:.{0,12}(?:记者|記者|通讯员|摄|攝|作者|译|据|摘|新华社|本报|本報|도움말|기자|담당|支局|記).{0,30})[)）]$",
    "source": r"^[（(]?(?:据|摘自|来源|來源|原载|原載|资料来源|資料來源|출처|자료|出典|出所|Source)|摘自|原载|(?:综合|綜合)[）)]?$",
    "mail": r"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+",
    # kinds of pieces
    "note": r"^(?:编者按|編者按|编者的话|按[:：语]|[编編]者|開欄|开栏|お断り|編集部|おことわり|편집자|알림|Editor's [Nn]ote|[【〔（(]?(?:编|編)[者后後])",
    "qa": r"^(?:问|答|問|记者|記者|Q|A|――|──|——|—|―|문|답|질문|대답|司会|主持人|主持)\s?\d{0,2}[:：　.、．]?",
    "speaker": r"^[^，。、 　：:]{1,10}[：:](?!//)",
    "comm": r"快讯|简讯|短讯|簡訊|短訊|要闻|要聞|导读|導讀|目录|目錄|链接|連結|小贴士|小知识|提示|提醒|评论|評論|时评|時評|点评|短评|名片|档案|檔案|メモ|ことば|ミニ|단신|브리핑|사설|社说|社說|社論|社论|社评|社評|社説|来信|來函|信箱|读者|讀者|专栏|專欄|連載|连载|副刊|专题|コラム|声$|投書|칼럼|기고|독자|특집|만평|운세|Letters|Opinion|Editorial|Briefs?|In [Bb]rief|Column|Box",
    "ad": r"出售|招聘|遗失|遺失|声明|聲明|公告|通告|公示|지원|모집|告知|啟事|启事|広告|廣告|广告|招租|優惠|优惠|特價|特价|募集|求人|분양|광고|訃|讣|招生|征稿|徵稿|徵求|開催|For [Ss]ale|Wanted|WANTED|NOTICE|Notice|Advertisement|특별할인",
    "boxname": r"^(?:相关|相關|背景|链接|延伸|小贴士|新闻|新聞|名词|名詞|知识|资料|資料|人物|关于|メモ|用語|キーワード|ミニ|[^，。]{1,8}(?:链接|档案|檔案|名片|小贴士|提示|鏈接|メモ|とは|背景|介绍|说明|一览|一覧|이란|란\?|tips|TIPS)|▲|Key |Facts|At a glance|What )",
    "capword": r"[左右上下中]图|[左右上下]圖|图[为为:：]|圖[為:：]|図|写真[はⓒ]|写真＝|＝写真|왼쪽|오른쪽|가운데|[（(][左右中][一二三四五六起)）]|前排|後排|后排|左起|右起|左一|右一|[（(]左[)）]|[（(]右[)）]|left\)|right\)|, left|, right|\(left|\(right|모습|하고 있다|様子|の人たち|＝[^＝]{2,20}(?:で|にて|撮影)$|[Pp]ictured|shows? |资料图片|画面",
    "tableish": r"单位[:：]|單位[:：]|単位[:：]|단위[:：]|[Uu]nit:|注[:：]|註[:：]|※|＊|\*|备注|備註|数据来源",
    "vlmtable": r"^\[?(?:Table|Chart|Figure|Image|Photo|图片|照片|表格)\b|^[\[(（](?:图片|照片|Image|Photo|image|photo|사진|写真|圖片|插图)[\])）]$|Table (?:with|listing)|Lists \d+ rows|Shows \d+ entries|Contains \d+ rows",
    "chrome": r"上一篇|下一篇|上一則|下一則|返回目录|放大|缩小|全文复制|分享到|本版新闻|手机阅读|版面导航|打印|关闭窗口|字級|回上頁|列印|分享|前の記事|次の記事|文字サイズ|一覧へ|이전기사|다음기사|글자크기|인쇄|목록|Print|Share|Previous|Next article|Font size|Back to",
    "salute": r"^(?:.{0,10}(?:同志|先生|女士|小姐|编辑|編輯|同学|老师)[:：]|Sir[,:—]|Dear|SIR|此致|敬礼|敬禮|敬上|啟|启$|敬启|敬啟|謹啟|谨启|拝啓|草々|드림$|올림$|拜$|上$)",
    "orgend": r"(?:局|委员会|委員會|公司|办公室|辦公室|中心|学校|學校|法院|政府|编辑部|編輯部|協会|協會|协会|委|部|会|社|所|院|銀行|银行|기자단|위원회|Committee|Office|Bureau|Department|Co\.|Ltd\.)$",
    "quoteend": r"[”」』\"]$",
    "kickend": r"(?:强调|強調|指出|要求|表示|提出|时|時|上|中|后|後|说|宣布|倡议|——|…|…|:|：|，|,)$",
    "deckend": r"(?:讲话|講話|主持|出席|参加|參加|致辞|致辭|作报告|陪同|主持召开|会议|召开|開催|へ|に|も|予定|方針|나서|밝혀|전망|말해|추진|강조)$",
    "verbend": r"(?:了|た|だ|る|い|す|다|요|까|함|음|임|됨|기)$",
    "named": r"[さん氏]{1,2}[）)]?$|[（(]\d{2}[）)]|\(\d{2}\)|歳",
    "price": r"\d[\d,.]*\s?(?:元|円|원|圓|角|圆|銭|弗)|[¥￥$]\s?\d|HK\$|NT\$|US\$|RM\d|S\$|₩",
    "time": r"\d{1,2}[:：]\d{2}|\d{1,2}[时時시](?:\d{1,2}分)?|[ap]\.?m\.",
    "particle": r"[的了着是在和将把被对从向於與說我你他她它们們也就都还還这這那]|[はがをにのもとで]|[은는이가을를에의로]\b|\b(?:the|of|a|an|in|to|and|is|was)\b",
}  # fmt: skip

_COMPILED = tuple((name, re.compile(pattern, re.MULTILINE)) for name, pattern in CUES.items())
_HEAD, _TAIL = 30, 44


def cues_of(text: str) -> list[str]:
    """The names of the cues in a line; of a long line only in its first (`h`) and last (`t`) characters."""
    if len(text) <= _HEAD + _TAIL:
        return [name for name, pattern in _COMPILED if pattern.search(text)]
    edges = f"{text[:_HEAD]}\n{text[-_TAIL:]}"
    found = []
    for name, pattern in _COMPILED:
        match = pattern.search(edges)
        if match is None:
            continue
        if match.start() < _HEAD:
            found.append(f"h{name}")
            match = pattern.search(edges, _HEAD + 1)
        if match is not None:
            found.append(f"t{name}")
    return found
