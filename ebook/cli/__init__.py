"""The command line: the only part that prints or exits.

Results go to standard output; progress, problems and errors to standard error. Each command is
a module; what they share in printing is `console`.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from typing import Annotated, NoReturn

import typer

from ebook.cli import catalog, check, console, edit, export, info, profile, review, serve
from ebook.errors import EbookError, Exit

__all__ = ["app", "main"]

app = typer.Typer(
    name="ebook",
    help="Turn a newspaper issue into an e-book (EPUB 3) and an archival print (PDF).",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("export")(export.export_command)
app.command("check")(check.check_command)
app.command("review")(review.review_command)
app.command("edit")(edit.edit_command)
app.command("profile")(profile.profile_command)
app.command("catalog")(catalog.catalog_command)
app.command("serve")(serve.serve_command)
app.command("formats")(info.formats_command)
app.command("explain")(info.explain_command)
app.command("schema")(info.schema_command)
app.command("fonts")(info.fonts_command)


@app.callback(invoke_without_command=True)
def _version(
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True)] = False,
) -> None:
    if version:
        from ebook import __version__

        console.out(f"ebook {__version__}")
        raise typer.Exit


def main() -> NoReturn:
    """Run the command line and exit with a code of `ebook.errors.Exit`."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        app()
    except EbookError as error:
        console.error(error)
        raise SystemExit(int(error.exit_code)) from None
    except BrokenPipeError:
        # Whoever read our output went away, as `head` does; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception:  # noqa: BLE001  # the last resort: a defect shows its traceback and has an exit code of its own
        traceback.print_exc()
        console.note("ebook: this is a defect of ebook; please report it with the text above")
        raise SystemExit(int(Exit.DEFECT)) from None
    raise SystemExit(int(Exit.DONE))


def _stop(signum: int, frame: object) -> NoReturn:  # noqa: ARG001  # the signature of a signal handler
    """End as on an error, so that temporary files are removed on the way out."""
    raise SystemExit(128 + signum)
