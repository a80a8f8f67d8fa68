from ebook.typography.hooks import measures
from ebook.writers.pdf import write
from tests.writers.pdf.conftest import printed  # noqa: F401


def test_a_print_is_the_same_as_when_every_box_is_measured(printed, monkeypatch):  # noqa: F811
    found = []
    monkeypatch.setattr(
        measures.Measures,
        "resolve_percentages",
        lambda _, box, containing_block: measures._resolve_percentages(box, containing_block),
    )
    monkeypatch.setattr(
        measures.Measures, "strut", lambda _, style: found.append(style) or measures._strut(style)
    )
    again = write(printed.edition)
    assert found
    assert again.files[again.main] == printed.data
