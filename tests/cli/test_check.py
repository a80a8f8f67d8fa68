"""`ebook check`."""


def test_a_good_source_and_its_outputs_have_no_errors(ebook, page, tmp_path):
    ebook("export", page, "-o", tmp_path / "out")
    result = ebook("check", page, *sorted((tmp_path / "out").iterdir()))
    assert result.code == 0, result.err
    assert result.out.decode().count("no problems") == 3, result.err


def test_a_contradiction_in_the_masthead_is_told_with_its_line(ebook, page):
    page.write_text(page.read_text("utf-8").replace("正月廿五", "正月廿八"), "utf-8")
    result = ebook("check", page)
    assert result.code == 0
    assert "page.txt:5: warning" in result.err
    assert ebook("check", page, "--strict").code == 5


def test_a_broken_output_is_invalid(ebook, tmp_path):
    for name in ("a.epub", "a.pdf"):
        (tmp_path / name).write_bytes(b"PK\x03\x04 no book")
        result = ebook("check", tmp_path / name)
        assert result.code == 7, (name, result)
        assert "Traceback" not in result.err


def test_a_missing_file_is_told(ebook, tmp_path):
    for name in ("a.txt", "a.epub", "a.pdf"):
        result = ebook("check", tmp_path / name)
        assert result.code == 4, name
        assert "no such file" in result.err
