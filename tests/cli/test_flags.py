"""The flags of `ebook export` and the options that they come to."""

from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from ebook.cli import app, export
from ebook.errors import UsageError
from ebook.options import Options
from ebook.print_options import PrintOptions


def options_of(monkeypatch, *arguments):
    """The options that a call asks for."""
    asked = []
    monkeypatch.setattr(
        export, "_export_files", lambda _sources, _output, options, _log: asked.append(options)
    )
    result = CliRunner().invoke(app, ["export", "page.txt", *arguments])
    if result.exception:
        raise result.exception
    return asked[0]


def test_without_flags_the_options_are_the_librarys_own(monkeypatch):
    assert options_of(monkeypatch) == Options()


GIVEN = {
    "to": (["--to", "json, epub"], ("json", "epub")),
    "from_": (["--from", "markdown"], "markdown"),
    "lang": (["--lang", "ja"], "ja"),
    "profile": (["--profile", "paper.toml"], Path("paper.toml")),
    "selectors": (["--selectors", "site.toml"], Path("site.toml")),
    "ocr_engine": (["--ocr-engine", "tesseract"], "tesseract"),
    "strict": (["--strict"], True),
    "force": (["--force"], True),
    "keep_repeats": (["--keep-repeats"], True),
    "repairs": (["--no-repairs"], False),
    "corrections": (["--no-corrections"], False),
    "theme": (["--theme", "modern"], "modern"),
    "vertical": (["--vertical"], True),
    "navigation": (["--no-navigation"], False),
    "images": (["--images", "full"], "full"),
    "embed_fonts": (["--embed-fonts", "rare"], "rare"),
    "facsimile": (["--facsimile"], True),
}
GIVEN_OF_PRINT = {
    "variant": (["--pdf-variant", "ua-1"], "ua-1"),
    "layout": (["--layout", "reader"], "reader"),
    "page_size": (["--page-size", "A3"], "A3"),
    "columns": (["--columns", "2"], 2),
    "font_size": (["--font-size", "9.5"], 9.5),
    "crop_marks": (["--crop-marks"], True),
    "bleed": (["--bleed", "4"], 4.0),
    "attachments": (["--no-attachments"], False),
}


def test_every_option_has_a_flag():
    assert {*GIVEN, "cover", "print"} == set(Options.__struct_fields__)
    assert set(GIVEN_OF_PRINT) == set(PrintOptions.__struct_fields__)


@pytest.mark.parametrize("name", GIVEN)
def test_a_flag_sets_its_option_and_no_other(monkeypatch, name):
    arguments, value = GIVEN[name]
    assert options_of(monkeypatch, *arguments) == msgspec.structs.replace(Options(), **{name: value})


@pytest.mark.parametrize("name", GIVEN_OF_PRINT)
def test_a_flag_of_print_sets_its_option_and_no_other(monkeypatch, name):
    arguments, value = GIVEN_OF_PRINT[name]
    assert options_of(monkeypatch, *arguments) == Options(print=PrintOptions(**{name: value}))


def test_a_cover_is_a_file_or_none(monkeypatch):
    assert options_of(monkeypatch, "--cover", "scan.png").cover == Path("scan.png")
    assert options_of(monkeypatch, "--no-cover").cover == "none"
    with pytest.raises(UsageError, match="exclude each other"):
        options_of(monkeypatch, "--no-cover", "--cover", "scan.png")


def test_the_help_states_the_defaults_of_the_definition():
    help_text = " ".join(CliRunner().invoke(app, ["export", "--help"], terminal_width=200).output.split())
    for default in (",".join(Options().to), Options().theme, Options().images, PrintOptions().variant):
        assert f"[default: {default}]" in help_text


def test_what_outputs_follow_from_is_every_option_but_force():
    assert set(Options().that_shape_outputs()) == set(Options.__struct_fields__) - {"force"}
