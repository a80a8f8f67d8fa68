import io

import pydyf

from ebook.typography import hooks


def written():
    pdf = pydyf.PDF()
    for stream in (pydyf.Stream([b"0 0 m", "S"], compress=True), pydyf.Stream(["a"] * 500)):
        pdf.add_object(stream)
    pdf.add_object(pydyf.Dictionary({"A": pydyf.Array([1, 2.5, pydyf.String("中")])}))
    output = io.BytesIO()
    pdf.write(output, version="1.7", identifier=b"x" * 16, compress=True)
    return output.getvalue()


def test_a_file_is_the_same_as_when_its_objects_are_written_twice(monkeypatch):
    monkeypatch.setattr(hooks.objects, "_LEVEL", 9)
    plain = written()
    with hooks.composing():
        assert written() == plain


def test_what_was_written_is_let_go():
    with hooks.composing():
        stream = pydyf.Stream(["a"], compress=True)
        first = stream.data
        assert stream.stream is None
        assert stream.data == first


def test_pages_are_referred_to_as_they_are_added():
    pdf = pydyf.PDF()
    with hooks.composing():
        for count in (1, 2):
            pdf.add_page(pydyf.Dictionary())
            ours = list(pdf.page_references)
            assert len(ours) == count
    assert ours == list(pdf.page_references)
