"""Small web editions of an invented paper, in the templates of digital newspapers."""

from __future__ import annotations

from html import escape

DAY = "2026年04月24日 星期五"
PAGES = (("01", "要闻"), ("02", "综合"), ("04", "副刊"))  # 03 is left out: page numbers may skip

BRIDGE = {
    "id": "1001",
    "box": "6,97,227,97,227,359,6,359",
    "pre": "一座桥&nbsp;三代人&nbsp;四十七年",
    "title": "老渡口新桥今日通车",
    "sub": "从渡船二十分钟到步行四分钟，<BR>两岸六个村共用一个菜市场",
    "author": "本报记者&nbsp;顾南枝&nbsp;通讯员&nbsp;沈橹",
    "pic": ("01/bridge.jpg", "作者：(本报记者 阮星驰 摄)&nbsp;&nbsp;&nbsp;老渡口大桥今晨放行，第一批行人从北岸走向南岸。"),
    "body": (
        "本报讯　今天清晨6时30分，青衡市老渡口的最后一班渡船靠岸。船工骆长汀解下缆绳，没有再系回去。",
        "<STRONG>四分钟能做什么</STRONG>",
        "四分钟，够一碗豆花从南岸端到北岸还是热的。（下转02版）",
    ),
}  # fmt: skip
SOWING = {
    "id": "1002",
    "box": "237,86,343,86,343,190,237,190",
    "title": "全市春播过七成",
    "sub": "早稻秧苗已移栽18万亩",
    "body": (
        "本报讯&nbsp;（记者简行舟）记者昨天从市农业农村局获悉，截至4月22日，全市春播作物已播种46.3万亩，占计划的七成以上。",
        "今年春季雨水偏多，各地抢晴作业。筠溪镇把12台插秧机编成两组，一组白天下田，一组夜里检修。",
    ),
}
JUMP = {
    "id": "1003",
    "box": "237,300,343,300,343,340,237,340",
    "title": "竹编匠人卜青山",
    "body": ("（03版）",),
}
REST = {
    "id": "1004",
    "box": "6,40,343,40,343,180,6,180",
    "title": "老渡口新桥今日通车",
    "body": (
        "（上接01版）渡船的去处，村里商量了两个月。船还停在老码头，改作水上课堂，每周六给孩子们讲水文。",
    ),
}
RESERVOIRS = {
    "id": "1005",
    "box": "6,190,343,190,343,380,6,380",
    "pre": "防汛备汛",
    "title": "五座水库水位平稳",
    "sub": "汛期将至&nbsp;全市备足编织袋41万条",
    "body": (
        "■&nbsp;本报记者&nbsp;简行舟",
        "通讯员&nbsp;于江",
        "4月23日，市水利局通报汛前检查情况：全市五座中型水库均在汛限水位以下运行，大坝监测未见异常。",
        "<TABLE border=1><TR><TD>水库</TD><TD>水位（米）</TD></TR><TR><TD>筠溪</TD><TD>86.42</TD></TR></TABLE>",
    ),
}
BIRDS = {
    "id": "1006",
    "box": "6,390,200,390,200,500,6,500",
    "title": "河心岛上的新生",
    "author": "读者&nbsp;柳拾光&nbsp;摄",
    "pic": ("02/birds.jpg", "河心岛上的夜鹭已经孵出第一批雏鸟。"),
}
ARTICLES = {"01": (BRIDGE, SOWING, JUMP), "02": (REST, RESERVOIRS, BIRDS)}

Article = dict[str, object]


def _get(article: Article, name: str) -> str:
    return str(article.get(name, ""))


def _paragraphs(article: Article) -> str:
    return "\n".join(f"<P>　　{text}</P>" for text in article.get("body", ()))


def _properties(article: Article, page: str) -> str:
    return (
        f"<!--enpproperty <articleid>{article['id']}</articleid><date>2026-04-24 00:00:00:0</date>"
        f"<author>{_get(article, 'author').replace('&nbsp;', ' ')}</author><title>{article['title']}</title>"
        f"<subtitle>{_get(article, 'sub')}</subtitle><introtitle>{_get(article, 'pre')}</introtitle>"
        f"<nodename>{dict(PAGES)[page]}</nodename>/enpproperty-->"
    )


def classic(encoding: str = "utf-8") -> dict[str, bytes]:
    """Founder's classic template."""
    files = {
        "paperindex.htm": '<html><head><META HTTP-EQUIV="REFRESH" CONTENT="0; URL=html/2026-04/24/node_1.htm">'
        "</head></html>"
    }
    for page, articles in ARTICLES.items():
        number = int(page)
        files[f"html/2026-04/24/node_{number}.htm"] = _classic_layout(page, articles, encoding)
        for article in articles:
            path = f"html/2026-04/24/content_{number}_{article['id']}.htm"
            files[path] = _classic_article(page, article, encoding)
    return {
        path: text.encode("gb18030" if encoding == "gb2312" else encoding) for path, text in files.items()
    }


def _classic_layout(page: str, articles: tuple[Article, ...], encoding: str) -> str:
    number = int(page)
    twice = (*articles, articles[-1])  # sites give the last area again
    areas = "".join(
        f'<Area coords="{one["box"]}" shape="polygon" href="content_{number}_{one["id"]}.htm?div={at}">'
        for at, one in enumerate(twice)
    )
    pages = "\n".join(
        f"<tr><td>&nbsp;<a id=pageLink href=./node_{int(other)}.htm>第{other}版：{name}</a></td>"
        f"<td><a href=../../../resfile/{other}.pdf><img height=16 src=../../../tplimg/pdf.gif width=16></a></td></tr>"
        for other, name in PAGES
    )
    titles = "\n".join(
        f'<li>&middot;<a href=content_{number}_{one["id"]}.htm?div=-1><div style="display:inline" '
        f"id=mp{one['id']}>{one['title']}</div></a>"
        for one in articles
    )
    return f"""<html><head><meta http-equiv=Content-Type content="text/html; charset={encoding}">
<title>青衡日报-电子报平台</title></head><body onLoad="initialize();"><table width=1002><tr><td>
<map name=PagePicMap>{areas}</map>
<img src=../../../resfile/{page}/page_b.jpg width=350 height=500 USEMAP=#PagePicMap>
<td width="145">第{page}版：<STRONG>{dict(PAGES)[page]}</STRONG></td><span class="paperdate"><strong>{DAY}</strong></span>
<ul class="ul02_l">{titles}</ul><table><tbody>{pages}</tbody></table>
<div id="bmdh" style="display:none"><table><tbody>{pages}</tbody></table></div>
<div id="btdh" style="display:none"><ul>{titles}</ul></div></td></tr></table></body></html>"""


def _classic_article(page: str, article: Article, encoding: str) -> str:
    picture = ""
    if article.get("pic"):
        path, caption = article["pic"]
        picture = f"""<table id="newspic"><tr><td><table><tbody><tr><td><!--<npm:article-pic>-->
<img alt="" src="../../../resfile/{path}" /><!--</npm:article-pic>--></td></tr>
<tr><td><!--<npm:article-pic-text>-->{caption}<!--</npm:article-pic-text>--></td></tr></tbody></table></td></tr></table>"""
    name = dict(PAGES)[page]
    return f"""<html><head><meta http-equiv=Content-Type content="text/html; charset={encoding}">
<title>{escape(_get(article, "title"))}</title><script>document.write("<p>脚本</p>" + x)</script></head><body>
<div class="tools"><a href="#">上一篇</a> <a href="#">下一篇</a> 放大⊕ 缩小⊖ 默认○</div>
<td width=168>第{page}版：<STRONG>{name}</STRONG></td><strong>{DAY}</strong>
<table class="wz"><tbody>
<tr><td class="font02"><!--<npm:article-pretitle>-->{_get(article, "pre")}<!--</npm:article-pretitle>--></td></tr>
<tr><td class="font01"><founder-title><!--<npm:article-title>-->{article["title"]}<!--</npm:article-title>--></founder-title></td></tr>
<tr><td class="font02"><!--<npm:article-subtitle>-->{_get(article, "sub")}<!--</npm:article-subtitle>--></td></tr>
<tr><td><founder-author><!--<npm:article-author>-->{_get(article, "author")}<!--</npm:article-author>--></founder-author></td></tr>
</tbody></table>
{picture}
<div id="ozoom" class="content"><founder-content><!--<npm:article-content>--><!--enpcontent-->
{_paragraphs(article)}
<!--/enpcontent-->{_properties(article, page)}<!--</npm:article-content>--></founder-content></div>
<!-- <founder-date>2026-04-24</founder-date><founder-papername>青衡日报</founder-papername><founder-pagenum>{page}</founder-pagenum> -->
</body></html>"""


def people_2024() -> dict[str, bytes]:
    """The template of 人民日报 since December 2024."""
    files: dict[str, str] = {}
    for page, articles in ARTICLES.items():
        areas = "".join(
            f'<area coords="{one["box"]}" shape="polygon" href="../../../content/202604/24/content_{one["id"]}.html">'
            for one in articles
        )
        slides = "".join(
            f'<div class="swiper-slide"><a id="pageLink" href="node_{other}.html">{other}版：{name}</a></div>'
            for other, name in PAGES
        )
        titles = "".join(
            f'<li><i></i><a href="../../../content/202604/24/content_{one["id"]}.html">{one["title"]}</a></li>'
            for one in articles
        )
        name = dict(PAGES)[page]
        files[f"pc/layout/202604/24/node_{page}.html"] = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>青衡日报-青衡网</title></head><body><div class="date-box"><p class="date left">青衡日报 {DAY}</p></div>
<div class="paper"><p class="left ban">第{page}版：{name}</p><p class="right btn"><a href="x.pdf">PDF下载</a></p></div>
<map name="PagePicMap">{areas}</map><img src="../../../pic/page_b.jpg" usemap="#PagePicMap" width="350" height="500">
<div class="swiper-box"><div class="swiper-container">{slides}</div></div>
<div class="news"><ul class="news-list">{titles}</ul></div></body></html>"""
        for article in articles:
            files[f"pc/content/202604/24/content_{article['id']}.html"] = _people_article(
                page, article, "article"
            )
    return {path: text.encode() for path, text in files.items()}


def _people_article(page: str, article: Article, box: str) -> str:
    body = _paragraphs(article)
    if article.get("pic"):
        path, caption = article["pic"]
        picture = (
            f'<tr><td><img src="../../../../resfile/{path}"></td></tr><tr><td><p>{caption}</p></td></tr>'
        )
        body = f'<table class="pci_c">{picture}</table>{body}'
    pre, sub = (f"<p>{text}</p>" if (text := _get(article, name)) else "" for name in ("pre", "sub"))
    author = (
        f'<p class="sec">{_get(article, "author")}<span class="date">《青衡日报》（2026年04月24日 第 {page} 版）</span></p>'
        if box == "article"
        else f"<h4>{_get(article, 'author')}</h4><div class=lai>《青衡日报》（2026年04月24日 第 {page} 版）</div>"
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{article["title"]}</title></head><body>
<div class="{box}-box"><div class="{box}"><h3>{pre}</h3><h1><p>{article["title"]}</p></h1><h2>{sub}</h2>{author}
<div id="ozoom"><div id="articleContent"><!--enpcontent-->{body}<!--/enpcontent-->{_properties(article, page)}</div></div>
</div></div></body></html>"""


def people() -> dict[str, bytes]:
    """The template of 人民日报 until November 2024, whose lists of titles are written by scripts."""
    files: dict[str, str] = {}
    for page, articles in ARTICLES.items():
        titles = "".join(
            f"<li><a href=nw.D110000renmrb_20260424_{at}-{page}.htm><script>document.write(view("
            f'"{one["title"]}<br>"))</script></a></li>'
            for at, one in enumerate(articles, start=1)
        )
        areas = "".join(
            f'<area shape="polygon" coords="{one["box"]}" href="nw.D110000renmrb_20260424_{at}-{page}.htm">'
            for at, one in enumerate(articles, start=1)
        )
        links = "".join(
            f'<div class="right_title-name"><a id=pageLink href=./nbs.D110000renmrb_{other}.htm>第{other}版：{name}</a></div>'
            for other, name in PAGES
        )
        files[f"html/2026-04/24/nbs.D110000renmrb_{page}.htm"] = f"""<html><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>青衡日报</title></head><body>
<div class="ban"><div class="ban_t">第{page}版：{dict(PAGES)[page]}</div></div><div id="riqi_">{DAY}</div>
<map name="PagePicMap">{areas}</map><img src="../../../res/page_b.jpg" usemap="#PagePicMap" width=350 height=500>
<div id="pageList"><ul>{links}</ul></div><div id="titleList"><ul>{titles}</ul></div></body></html>"""
        for at, article in enumerate(articles, start=1):
            path = f"html/2026-04/24/nw.D110000renmrb_20260424_{at}-{page}.htm"
            files[path] = _people_article(page, article, "text_c").replace(
                "../../../../resfile", "../../../resfile"
            )
    return {path: text.encode() for path, text in files.items()}


def beijing() -> dict[str, bytes]:
    """The template of 北京日报, in which one file lists all pages, and scripts follow the links."""
    groups = ""
    files: dict[str, str] = {}
    for page, articles in ARTICLES.items():
        folder = f"20260424_0{page}"
        links = ""
        for at, article in enumerate(articles, start=1):
            path = f"{folder}/content_{folder}_{at}.htm"
            links += f'<li><a data-newid="{at}" href="javascript:;" data-href="./{path}#page0">{article["title"]}</a></li>'
            files[f"mobile/20260424/{path}"] = _beijing_article(article)
        groups += f"""<div class="nav-items"><div class="nav-panel-heading" pdf_href="x.pdf">第{int(page)}版 {dict(PAGES)[page]}</div>
<ul class="nav-list-group">{links}</ul></div>"""
    files["mobile/20260424/20260424_m.html"] = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>青衡日报</title></head><body><span id="date">{DAY}</span>{groups}</body></html>"""
    return {path: text.encode("utf-8-sig") for path, text in files.items()}


def _beijing_article(article: Article) -> str:
    picture = ""
    if article.get("pic"):
        path, caption = article["pic"]
        picture = (
            f'<table><tr><td><img src="../../../resfile/{path}"></td></tr><tr><td>{caption}</td></tr></table>'
        )
    return f"""<!DOCTYPE html><html><head><meta charset="GBK"></head><body><font id="guide">{_get(article, "pre")}</font>
<font id="main-title"><b>{article["title"]}</b></font><font id="sub-title">{_get(article, "sub")}</font>
<span id="author">青衡日报 | 2026年04月24日 | {_get(article, "author")}</span><span id="date">2026年04月24日</span>
<div class="content" id="content">{picture}{_paragraphs(article)}</div></body></html>"""


def newsdetatit() -> dict[str, bytes]:
    """The template of 新华日报 and many others, in which kicker and deck have no names of their own."""
    files: dict[str, str] = {}
    for page, articles in ARTICLES.items():
        links = "".join(
            f'<p><a href="node_{other}.html">第{other}版:{name}</a><a href="{other}.pdf">PDF</a></p>'
            for other, name in PAGES
        )
        titles = "".join(
            f'<li><h3><a href="../../../con/202604/24/content_{one["id"]}.html">{one["title"]}</a></h3></li>'
            for one in articles
        )
        areas = "".join(
            f'<area coords="{one["box"]}" href="../../../con/202604/24/content_{one["id"]}.html">'
            for one in articles
        )
        files[f"pc/layout/202604/24/node_{page}.html"] = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>青衡日报</title></head><body><div class="newsside"><ul><li class="oneclick1">{links}</li></ul></div>
<div class="today">{DAY}</div><div class="newsconimg"><img src="p.jpg" usemap="#m" width="350" height="500"><map name="m">{areas}</map></div>
<div class="newslist"><ul>{titles}</ul></div></body></html>"""
        for article in articles:
            body = _paragraphs(article)
            if article.get("pic"):
                path, caption = article["pic"]
                body = f'<table><tr><td><img src="../../../resfile/{path}"></td></tr><tr><td>{caption}</td></tr></table>{body}'
            author = f"<P>{_get(article, 'author')}</P>" if article.get("author") else ""
            files[
                f"pc/con/202604/24/content_{article['id']}.html"
            ] = f"""<!DOCTYPE html><html><body><div class="newsdetatit">
<p>{_get(article, "pre")}</p><h3>{article["title"]}</h3><p>{_get(article, "sub")}</p>
<p><span>来源：青衡日报</span><span>2026年04月24日 版次：{page}</span></p></div>
<div class="newsdetatext"><founder-content>{author}{body}</founder-content></div></body></html>"""
    return {path: text.encode() for path, text in files.items()}
