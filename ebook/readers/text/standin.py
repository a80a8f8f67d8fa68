import re
from ebook.model import Masthead

_D = re.compile(
    r"\d{2,4}\s*[年년]|第?\d+[期号號호]|[元円원円]|CN |www|天[气気氣]|날씨|発行|發行|http|ISSN|热线|热线|^[A-Z ]+$"
)
_S = re.compile(r"(责编|责任编辑|编辑|版式|校对|主编|美编|主編|美編|校對|교열|편집|組版|值班|編集)[:：／/ ]")
_P = re.compile(r"[（(]?([A-Z]?\d{1,2})[）)]?\s*[版面면]?$|^([A-Z]\d{1,2}|（(\d+)）)")


def masthead(lines):
    if not lines:
        return Masthead(), 0
    used = 1
    while used < min(len(lines), 10) and (_D.search(lines[used].text)) and not folio(lines[used].text):
        used += 1
    if used == 1:
        return Masthead(), 0
    return Masthead(name=lines[0].text, printed=tuple(l.text for l in lines[:used])), used


def folio(text):
    if len(text) > 80:
        return None
    staff = bool(_S.search(text))
    date = bool(re.search(r"\d{2,4}[年년].*\d+[月월]", text))
    if not (staff or (date and re.search(r"[（(]\d+[）)]|\b[A-Z]\d|\d+\s*면", text))):
        return None
    m = re.search(r"(\d{1,2})\s*[版면]$|[（(]([\d１２３４]{1,2})[）)]|^([A-Z]\d{1,2})", text)
    pg = next((g for g in m.groups() if g), None) if m else None
    return pg, staff
