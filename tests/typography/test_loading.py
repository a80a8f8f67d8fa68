import subprocess
import sys


def said(program):
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_print_is_made_without_the_modules_that_it_does_not_need():
    program = "import sys, ebook.typography.hooks; print([n for n in sys.modules if n.startswith(('fontTools.subset.', 'fontTools.varLib'))])"
    assert said(program) == "[]"


def test_they_are_there_for_whoever_uses_them():
    program = (
        "import ebook.typography.hooks\nfrom weasyprint.pdf import fonts\nfrom fontTools import subset\n"
        "print(fonts.subset is subset, subset.Subsetter.__module__, type(fonts.subset.Options()) is subset.Options)\n"
        "from fontTools.varLib import instancer\nprint(instancer.OverlapMode.__name__)"
    )
    assert said(program) == "True fontTools.subset True\nOverlapMode"


def test_what_is_loaded_already_stays_as_it_is():
    program = (
        "from fontTools import subset\nfrom fontTools.varLib import instancer\nimport ebook.typography.hooks\n"
        "from weasyprint.pdf import fonts\n"
        "print(fonts.subset is subset, fonts.instantiateVariableFont is instancer.instantiateVariableFont)"
    )
    assert said(program) == "True True"
