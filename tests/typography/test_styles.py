from ebook.typography.hooks import styles
from ebook.writers.pdf import write
from tests.writers.pdf.conftest import printed  # noqa: F401


def test_a_print_is_the_same_as_when_each_element_has_its_own_style(printed, monkeypatch):  # noqa: F811
    asked = []

    def own_style(_, *given, **named):
        asked.append(given)
        styles._set_computed_styles(*given, **named)

    monkeypatch.setattr(styles.SharedStyles, "set_computed_styles", own_style)
    own_page = staticmethod(styles._set_page_type_computed_styles)
    monkeypatch.setattr(styles.PageStyles, "set_page_type_computed_styles", own_page)
    again = write(printed.edition)
    assert again.files[again.main] == printed.data
    assert asked


def test_elements_share_a_style_that_differ_in_their_names_alone(printed, monkeypatch):  # noqa: F811
    asked, made = [], []
    share, make = styles.SharedStyles.set_computed_styles, styles._set_computed_styles
    monkeypatch.setattr(
        styles.SharedStyles,
        "set_computed_styles",
        lambda *given, **named: asked.append(0) or share(*given, **named),
    )
    monkeypatch.setattr(styles, "_set_computed_styles", lambda *given: made.append(0) or make(*given))
    write(printed.edition)
    assert len(made) * 3 < len(asked)
