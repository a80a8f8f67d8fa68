"""Tokens of a short text and what each looks like, from which the spans of names and facts are learned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

__all__ = ["ROLE_WORD", "Token", "char_class", "runs_of", "span_features", "tokens_of"]

_TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’-]*|[0-9０-９]+|\n|[^\S\n]+|.", re.DOTALL)

ROLE_WORD = re.compile(
    r"(?:摄影|攝影)(?:报道|報道|報導)|(?:采访|採訪|訪問|访问)[、/／·]?(?:整理|[摄攝]影)|文\s?[/／·‧・、＋+&和並并與]?\s?(?:[图圖]片?|[摄攝]影?|写真|寫眞)|[图圖]\s?[/／·‧・、]?\s?文|글\s?[·・ㆍ/]?\s?사진|사진\s?[·・ㆍ/]\s?글|写真[・·／/と]文|取材[・·]文|対談・構成|"
    r"(?:实习|見習|见习|實習)?记者|記者|特[约約]?(?:通讯|通訊)[员員]|(?:通讯|通訊|通信)[员員]|特派[员員]|实习生|實習生|见习|見習|实习|實習|特[约約]|"
    r"评论员|評論員|评论|作者|编译|編譯|编辑|編輯|编写|编者|责编|責編|制图|製圖|制表|製表|整理|搜集|采录|翻译|翻譯|采写|採寫|採訪|采访|撰稿|撰文|供稿|"
    r"摄影|攝影|图片|圖片|文字|文图|文圖|图文|圖文|供图|供圖|插图|插圖|插画|插畫|题图|題圖|漫画|漫畫|绘图|繪圖|译者|譯者|口述|讲述|主持人?|主笔|主筆|提供|"
    r"(?:综合|綜合)?报道|報道|報導|专电|專電|电话|電話|通讯|通訊|消息|回答|解答|答疑|指导|老[师師]|教[师師授]|律[师師]|医生|醫生|医[师師]|神父|法[师師]|牧[师師]|读者|讀者|"
    r"謹啓|谨启|敬启|同啟|來稿|来稿|先生|女士|博士|小姐|同学|同志|社员|战士|学生|學生|校友|会员|"
    r"支局長?|支社|本社|編集委員|論説委員|編集部|撮影|写真|聞き手|取材|執筆|構成|イラスト|うつす|まとめ|寄稿|評者|選者|回答者|観戦記|レシピ|カメラ|写す|さん|氏|君|"
    r"명예기자|시민기자|객원기자|인턴기자|학생기자|어린이기자|특약기자|본사기자|기자|특파원|통신원|인턴|객원|명예|사진|그래픽|그림|글|정리|옮김|대담|답변|도움말|"
    r"논설위원|편집위원|편집장|편집인|해설위원|위원|교수|대표|시인|소설가|수필가|작가|목사|변호사|법무사|연구원|회장|제공|독자|번역|찍음|畵|"
    r"(?<![A-Za-z])(?:By|by|BY|[Pp]hotos?|PHOTO|Picture|[Rr]eport\w*|Interview\w*|STAFF|Staff|[Tt]ranslated|Text|[Cc]orrespondent|[Ww]riter|[Ee]ditor|Courtesy|courtesy|File)(?![A-Za-z])|"
    r"摄|攝|图|圖|文|编|編|辑|輯|摘|绘|繪|画|畫|画|译|譯|撰|著|作|选|選|案|記|记|讯|訊|电|電|發|발|え|絵|談|社|통신|뉴스"
)
"""Words beside a name that say what its bearer did or is."""
_AGENCY = re.compile(
    r"新[华華]社|中新社|中[国國]新[闻聞]社|中新[网網]|新[华華][网網]|[\u4e00-\u9fff]{1,4}(?:通[讯訊信])?社|共同|時事|邦信|[가-힣]{2,4}(?:통신|뉴스|뉴시스)|대하사|連合|聯合|"
    r"Reuters|AFP|\bAP\b|Xin[a-z]+|Yonhap|Kyodo|CNA|Agenc(?:y|ies)|News Service|Bloomberg|[A-Z]{2,4}(?=世|=)"
)
_UNIT = re.compile(
    r"公司|大[学學]|中[学學]|小[学學]|學校|学校|学院|學院|国小|國小|医院|醫院|[县縣]|[镇鎮]|村|乡|鄉|市|区|區|局|部|[队隊]|厂|廠|科|所|院|[团團]|组|組|年[级級班]|[级級]|班|社区|委|研究|中心|"
    r"協会|組合|教区|住職|会社員|主婦|農業|高校|大学|町|대학|대\b|초등|중학|고등|학년|과\b|시\b|동\b|군\b"
)
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁敖融冷訾辛阚那简饶曾沙乜养鞠须丰巢关蒯相查后荆红游竺权盖益桓公"
    "趙錢孫鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇魯韋馬鳳費賀湯羅畢鄔樂時顧蕭貝計談龐紀項閔賈婁顏鍾駱萬盧經應單諸龔陸榮儲車寧厲劉龍葉從藍賴喬陰聞黨譚貢邊農溫莊閻連習魚關廣闕歐師鞏簡饒養豐蓋"
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국"
)
_NEAR = 12
_OPEN, _CLOSE = "（(【〔[［「『《“〈<", "）)】〕]］」』》”〉>"


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word of Latin letters, a number, a run of spaces, or any other single character, with its place."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text; together they are the text."""
    return [Token(match[0], match.start()) for match in _TOKEN.finditer(text)]


def char_class(char: str) -> str:
    """One letter for the kind of a character; a mark is its own kind, half width and full width alike."""
    if "\u3400" <= char <= "\u9fff" or char in "々〇":
        return "h"
    if "\u3041" <= char <= "\u30ff":
        return "・" if char == "・" else "k"
    if "\uac00" <= char <= "\ud7a3":
        return "g"
    if char.isalpha():
        return "A" if char.isupper() else "a"
    if char.isdecimal():
        return "d"
    if char == "\n":
        return "n"
    if char.isspace():
        return "_"
    return _WIDTH.get(char, char)


_WIDTH = dict(zip("（）［］：；，／＝｜．！？－", "()[]:;,/=|.!?-", strict=True)) | dict(
    zip("丨·‧・•", "|····", strict=True)
)


def _class_of(word: str) -> str:
    kind = char_class(word[0])
    if len(word) > 1:
        if kind in "Aa":
            return "U" if word.isupper() else kind
        if kind == "d":
            return f"d{min(len(word), 5)}"
        if kind == "_":
            return "__"
    return kind


def _marked(text: str, pattern: re.Pattern[str]) -> list[str | None]:
    """For each place of a text the match of a pattern that covers it."""
    found: list[str | None] = [None] * len(text)
    for match in pattern.finditer(text):
        found[match.start() : match.end()] = [match[0]] * (match.end() - match.start())
    return found


def _depths(words: Sequence[str]) -> list[str]:
    """The brackets that each token stands in, the innermost two."""
    found, stack = [], [""]
    for word in words:
        if word in _CLOSE and len(stack) > 1:
            stack.pop()
        found.append("".join(stack[-2:]))
        if word in _OPEN:
            stack.append(_WIDTH.get(word, word))
    return found


def _first_bracket(text: str) -> int:
    """The place after the bracket that a text begins with, 0 where it begins with none."""
    if not text or text[0] not in _OPEN:
        return 0
    return text.find(_CLOSE[_OPEN.index(text[0])]) + 1


class _Cues:
    """The role words of a text: the one each token stands in, and the nearest before and after it."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        marks = _marked(text, ROLE_WORD)
        self.inside = [marks[token.start] for token in tokens]
        self.before = list(_nearest(self.inside))
        self.after = list(_nearest(self.inside[::-1]))[::-1]


def _nearest(words: Sequence[str | None]) -> Iterator[tuple[str, int]]:
    role, far = "-", 99
    for word in words:
        far += 1
        yield role, far
        if word:
            role, far = word, 0


class _Chunk(msgspec.Struct, frozen=True, gc=False):
    """A part of a text between separators and role words."""

    start: int
    end: int
    kind: str


_CHUNK = re.compile(
    rf"(?P<role>(?:{ROLE_WORD.pattern}))|(?P<sign>[\s、，,/／|｜丨:：;；()（）【】〔〕\[\]［］=＝<>〈〉《》「」“”□◎■●◇◆▲△＊*。！？!?.])|[^\s、，,/／|｜丨:：;；()（）【】〔〕\[\]［］=＝<>〈〉《》「」“”□◎■●◇◆▲△＊*。！？!?.]"
)


def _chunks(text: str) -> list[_Chunk]:
    """The chunks of a text, one entry for each of its characters."""
    found: list[_Chunk] = []
    start = 0
    for match in [*_CHUNK.finditer(text), None]:
        is_cut = match is None or match["sign"] or (match["role"] and match.end() - match.start() > 1)
        if not is_cut:
            continue
        at = match.start() if match else len(text)
        if at > start:
            found += [_Chunk(start, at, _chunk_kind(text[start:at]))] * (at - start)
        if match:
            kind = (
                "R" + match[0]
                if match["role"]
                else "S" + _WIDTH.get(match[0], "_" if match[0].isspace() else match[0])
            )
            found += [_Chunk(*match.span(), kind)] * (match.end() - match.start())
            start = match.end()
    return found


def _chunk_kind(text: str) -> str:
    """What a chunk can be: a name by its length and first character, a unit, or something longer."""
    kinds = {_class_of(char) for char in text}
    kind = "".join(sorted(kinds)) if len(kinds) < 3 else "*"  # noqa: PLR2004 more than two are a mixture
    size = len(text) if len(text) < 5 else 5 if len(text) < 8 else 8  # noqa: PLR2004 as long as names are, longer, long
    return f"{kind}{size}{'s' if text[0] in SURNAMES else ''}{'u' if _UNIT.search(text) else ''}"


def _chunk_features(chunks: Sequence[_Chunk], token: Token, own: str) -> Iterator[str]:
    chunk = chunks[token.start]
    before = chunks[chunk.start - 1].kind if chunk.start else "^"
    after = chunks[chunk.end].kind if chunk.end < len(chunks) else "$"
    place = min(token.start - chunk.start, 3)
    ending = min(chunk.end - token.end, 3)
    yield f"k{place}={chunk.kind}"
    yield f"kp={place}.{ending}.{chunk.kind}"
    yield f"kb{place}={before}.{chunk.kind}"
    yield f"ka{ending}={chunk.kind}.{after}"
    yield f"kba={before}.{chunk.kind}.{after}"
    if before[0] == "S" and chunk.start > 1:
        yield f"kbb={chunks[chunk.start - 2].kind}{before}.{own}"
    if after[0] == "S" and chunk.end + 1 < len(chunks):
        yield f"kaa={own}.{after}{chunks[chunk.end + 1].kind}"


def span_features(
    text: str, tokens: Sequence[Token], kind: str, extra: Sequence[str] = ()
) -> list[list[str]]:
    """The features of each token.

    Args:
        text: the text.
        tokens: its tokens.
        kind: what the text is (a byline, the head of a paragraph ...).
        extra: features that hold for all of it.
    """
    words = [_WIDTH.get(token.text, token.text) if not token.text.isspace() else "_" for token in tokens]
    kinds = [_class_of(token.text) for token in tokens]
    size = len(words)
    depths = _depths(words)
    cues = _Cues(text, tokens)
    chunks = _chunks(text)
    closed = _first_bracket(text)
    agencies, units = _marked(text, _AGENCY), _marked(text, _UNIT)
    edged_words = ["^^", "^", *words, "$", "$$"]
    edged_kinds = ["^", "^", "^", "^", *kinds, "$", "$", "$", "$"]
    whole = "".join(edged_kinds) if all(len(kind) == 1 for kind in edged_kinds) else None
    out: list[list[str]] = []
    for at, token in enumerate(tokens):
        word, own = words[at], kinds[at]
        near_kinds = whole[at : at + 9] if whole else edged_kinds[at : at + 9]
        near_words = edged_words[at : at + 5]
        found = [
            "w=" + word,
            "c=" + own + "|" + kind,
            "d=" + depths[at] + "|" + kind,
            "-1w=" + near_words[1],
            "+1w=" + near_words[3],
            "-2w=" + near_words[0],
            "+2w=" + near_words[4],
            "-ww=" + near_words[1] + word,
            "+ww=" + word + near_words[3],
            "cc=" + "".join(near_kinds[2:7]),
            "c3=" + "".join(near_kinds[3:6]),
            "cl=" + "".join(near_kinds[:5]),
            "cr=" + "".join(near_kinds[4:]),
            f"fs{min(at, 12)}",
            f"fe{min(size - 1 - at, 10)}",
            *extra,
        ]
        found += _chunk_features(chunks, token, own)
        if closed:
            found.append(f"fb{min(max(token.start - closed, -3), 3)}{text[0]}|{kind}")
        if cue := cues.inside[at]:
            found.append("in=" + cue)
        role, far = cues.before[at]
        if far <= _NEAR:
            found += ("lr=" + role, f"lr={role}:{min(far, 5)}", f"lrc={role}{own}")
        role, far = cues.after[at]
        if far <= _NEAR:
            found += ("fr=" + role, f"fr={role}:{min(far, 5)}", f"frc={role}{own}")
        if agency := agencies[token.start]:
            found.append("agency" if at and agencies[tokens[at - 1].start] == agency else "agency1")
        if unit := units[token.start]:
            found += ("unit", "u=" + unit)
        found += (f"{step}sur" for step in range(3) if at >= step and words[at - step] in SURNAMES)
        out.append(found)
    return out


def runs_of(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The spans of B-X and I-X labels: first token, token after the last, and X."""
    start, held = 0, ""
    for at, label in enumerate([*labels, "O"]):
        begin, _, name = label.rpartition("-") if label != "O" else ("", "", "")
        if held and (name != held or begin == "B"):
            yield start, at, held
            held = ""
        if name and not held:
            start, held = at, name
