"""Names and roles in a byline."""

import pytest

from ebook.languages import resolve
from ebook.notation.people import split_byline, split_names


@pytest.mark.parametrize(
    ("text", "lang", "names"),
    [
        ("张三、李四，王五,赵六", "zh-Hans", ["张三", "李四", "王五", "赵六"]),
        ("张三 欧阳娜娜", "zh-Hans", ["张三", "欧阳娜娜"]),
        ("张　三", "zh-Hans", ["张　三"]),
        ("John Smith", "zh-Hans", ["John Smith"]),
        ("山田 太郎", "ja", ["山田 太郎"]),
        ("홍길동, 김철수", "ko", ["홍길동", "김철수"]),
        (" 、", "zh-Hans", []),
    ],
)
def test_names_in_a_list(text, lang, names):
    assert split_names(text, resolve(lang)) == names


@pytest.mark.parametrize(
    ("text", "lang", "people"),
    [
        ("本报记者 张三 李四 通讯员 王五", "zh-Hans", "reporter 张三, reporter 李四, correspondent 王五"),
        ("记者张三、通讯员李四 文/图", "zh-Hans", "reporter 张三, correspondent 李四"),
        ("（见习记者 张三）", "zh-Hans", "intern 张三"),
        ("編輯部", "zh-Hant", ""),
        ("記者張三／攝影李四", "zh-Hant", "reporter 張三, photographer 李四"),
        ("홍길동 기자 김철수 사진기자", "ko", "reporter 홍길동, photographer 김철수"),
        ("某某", "zh-Hans", ""),
        ("字" * 100_000, "zh-Hans", ""),
    ],
)
def test_people_in_a_printed_byline(text, lang, people):
    assert ", ".join(f"{person.role} {person.name}" for person in split_byline(text, resolve(lang))) == people
