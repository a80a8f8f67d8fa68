"""The words of the Markdown notation."""

from __future__ import annotations

from ebook.languages.labels import Labels

__all__ = ["LABELS"]

LABELS = Labels(
    masthead="""
name          제호 신문명
publisher     발행처 발행인
date          날짜 발행일
weekday       요일
lunar_date    음력
issue_number  호수 지령
page_count    면수
cn_number     간행번호
issn          ISSN번호
postal_code   우편번호
weather       날씨
edition       판
price         값 정가
lang          언어
printed       제호란
repairs       수정
""",
    section="""
page   면번호
title  면이름
folio  면머리
staff  담당
""",
    role="""
reporter       기자
correspondent  통신원
photographer   사진 사진기자
intern         인턴 인턴기자
columnist      기고
editor         편집
agency         통신사
""",
    article="""
column          코너
kicker          어깨제목
headline        주제목 제목
deck            부제 부제목
byline          바이라인 필자
byline_text     바이라인원문
dateline        발신
continued_from  이어받음
continued_to    이어짐
lang            언어
""",
    figure="""
alt      대체
caption  설명 캡션
credit   제공 사진 출처
""",
    table="""
caption  표제 표
note     표주
""",
    box="""
note   편집자주
aside  상자 박스
verse  시
""",
    printed_section="staff 편집 교열",
    printed_table="note 주 자료",
    role_follows=True,
)
