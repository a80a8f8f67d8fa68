import subprocess
import sys

from ebook.typography.hooks.loading import postponed


def told(program):
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_print_is_made_without_the_modules_that_it_does_not_need():
    program = "import sys, ebook.typography.hooks; print([n for n in sys.modules if n.startswith(('fontTools.subset', 'fontTools.varLib'))])"
    assert told(program) == "[]"


def test_they_are_there_when_they_are_asked_for_something():
    program = (
        "import ebook.typography.hooks\nfrom weasyprint.pdf import fonts\nfrom fontTools import subset\n"
        "print(type(fonts.subset.Options()) is subset.Options)"
    )
    assert told(program) == "True"


def test_what_is_loaded_already_stays_as_it_is():
    with postponed("subprocess"):
        import subprocess as again
    assert again is subprocess
