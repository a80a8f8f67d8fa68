"""The flags of `ebook export`, made from the definitions of the options."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_type_hints

import msgspec
import typer
from msgspec import Meta

from ebook.errors import UsageError
from ebook.options import DEFAULT_TIMEOUT

__all__ = ["ArchiveFlags", "collect", "with_flags"]

_ARCHIVES = {"panel": "Archives (folders, patterns, URLs)"}

Options = TypeVar("Options", bound=msgspec.Struct)


class ArchiveFlags(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked of the export of a whole archive; see `ebook.options` for the notation."""

    jobs: Annotated[
        int | None,
        Meta(
            ge=1,
            description="Number of worker processes; one per processor by default.",
            extra=_ARCHIVES | {"metavar": "N"},
        ),
    ] = None
    dry_run: Annotated[
        bool, Meta(description="Write nothing; list what would be exported, and why.", extra=_ARCHIVES)
    ] = False
    prune: Annotated[
        bool, Meta(description="Remove files from the shelf whose source is gone.", extra=_ARCHIVES)
    ] = False
    checksum: Annotated[
        bool,
        Meta(description="Detect changes by content instead of by size and time.", extra=_ARCHIVES),
    ] = False
    timeout: Annotated[
        float | None,
        Meta(
            ge=0.001,
            description=f"Time limit for one issue; {DEFAULT_TIMEOUT:g} seconds by default.",
            extra=_ARCHIVES | {"metavar": "SECONDS"},
        ),
    ] = None
    manifest: Annotated[
        Path | None,
        Meta(
            description="Export database; .ebook/manifest.sqlite on the shelf by default.",
            extra=_ARCHIVES | {"metavar": "FILE"},
        ),
    ] = None
    scheduler: Annotated[
        str | None,
        Meta(
            description="Run on the workers of a Dask cluster.",
            extra=_ARCHIVES | {"metavar": "tcp://HOST:PORT"},
        ),
    ] = None

    @property
    def any_given(self) -> bool:
        """Whether at least one flag was given."""
        return any(value not in {None, False} for value in msgspec.structs.astuple(self))


def with_flags(*kinds: type[msgspec.Struct]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A decorator: the function's keyword arguments become the flags of these definitions.

    The function takes them as one mapping, `values`, its last parameter.
    """

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        own = list(inspect.signature(function, eval_str=True).parameters.values())[:-1]

        def command(**given: object) -> None:
            named = {parameter.name: given.pop(parameter.name) for parameter in own}
            function(**named, values=given)

        flags = [parameter for kind in kinds for parameter in _parameters(kind)]
        command.__doc__ = function.__doc__
        command.__dict__["__signature__"] = inspect.Signature([*own, *flags])
        return command

    return decorate


def collect(kind: type[Options], values: Mapping[str, Any]) -> Options:
    """The options that the flags' values come to.

    Raises:
        UsageError: a flag and the one that turns it off are both given.
    """
    chosen: dict[str, object] = {}
    for field in msgspec.structs.fields(kind):
        default, name = field.default, field.name
        if isinstance(default, msgspec.Struct):
            chosen[name] = collect(type(default), values)
            continue
        value = values.get(name)
        if values.get(f"no_{name}"):
            if value is not None:
                raise UsageError(
                    f"{_flag(name)} and {_flag(f'no_{name}')} exclude each other", hint="give one of them"
                )
            chosen[name] = False if default is True else "none"
        elif isinstance(default, tuple):
            chosen[name] = tuple(part.strip() for part in str(value).split(",") if part.strip())
        elif value is not None:
            chosen[name] = value
    return kind(**chosen)


def _parameters(kind: type[msgspec.Struct]) -> Iterator[inspect.Parameter]:
    """The parameters that Typer makes flags of, those of a base class last."""
    hints = get_type_hints(kind, include_extras=True)
    nested: list[inspect.Parameter] = []
    for field in sorted(
        msgspec.structs.fields(kind), key=lambda field: field.name not in kind.__annotations__
    ):
        if isinstance(field.default, msgspec.Struct):
            nested += _parameters(type(field.default))
        else:
            yield from _of_field(field.name, hints[field.name], field.default)
    yield from nested


def _of_field(name: str, hint: object, default: object) -> Iterator[inspect.Parameter]:
    kind, meta = get_args(hint)
    extra: dict[str, Any] = meta.extra or {}
    if default is not True:
        if isinstance(default, tuple):
            kind, default = str, ",".join(default)
        if "type" in extra:
            kind, default = extra["type"] | None, None
        option = typer.Option(
            extra.get("flag") or _flag(name),
            metavar=extra.get("metavar"),
            min=meta.ge,
            help=meta.description,
            rich_help_panel=extra.get("panel"),
        )
        yield _parameter(name, Annotated[kind, option], default)
    if "off" in extra:
        off = typer.Option(_flag(f"no_{name}"), help=extra["off"], rich_help_panel=extra.get("panel"))
        yield _parameter(f"no_{name}", Annotated[bool, off], False)  # noqa: FBT003  # a default value


def _parameter(name: str, annotation: object, default: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"
