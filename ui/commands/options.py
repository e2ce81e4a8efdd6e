"""What the commands share: their common options, and the service that does their work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ontology.errors import BadInput, StoreError
from ui.logs import say_aside
from ui.patience import Patience
from ui.service import Service
from ui.settings import load_settings

BAD_INPUT = 2
SOME_FAILED = 3

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Data directory (default: $HUYENKG_DATA or ./huyenkg-data).", show_default=False
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="Embedding model: 'default' (bundled), 'hashing' (none), or a sentence-transformers name/path.",
        show_default=False,
    ),
]
Wait = Annotated[
    float,
    typer.Option(
        "--wait",
        min=0,
        help="Seconds to wait for another process that writes; 0: do not.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


def open_service(data: Path | None, model: str | None = None, wait: float = 0.0) -> Service:
    """The service over the data directory that the options and the environment name."""
    return Service(load_settings(data, model), Patience(wait, say_aside))


def narrowing(context: typer.Context, parameter: typer.CallbackParam, words: str | None) -> str | None:
    """The callback of an option that narrows. Raises ``BadInput`` where it is given and blank: a script whose
    variable is empty would else get everything.
    """
    name = parameter.name or ""
    source = context.get_parameter_source(name)
    given = source is not None and source.name == "COMMANDLINE"
    if given and not (words or "").strip():
        raise BadInput(f"--{name} is blank.", "Name something, or leave the option out.")
    return words


def require_directory(service: Service) -> None:
    """Raises ``StoreError`` where the data directory is not there: a slip in its name is no empty store."""
    root = service.workspace.root
    if not root.is_dir():
        raise StoreError(
            f"There is no data directory {root}.",
            "Run 'huyenkg ingest FILE_OR_FOLDER' first, or name another directory with --data DIR.",
        )


def require_stock(service: Service) -> None:
    """The same before serving. A directory without reports is told of: they may be read in meanwhile."""
    require_directory(service)
    if not service.status().reports:
        say_aside(f"There are no reports in {service.workspace.root} yet.")


def either(text: str, batch: Path | None) -> None:
    """Bad input where a question or query stands beside a file of them."""
    if text.strip() and batch:
        raise BadInput(
            "Both a text and --batch are given.",
            "Give a question, or a file of them with --batch, not both.",
        )


def required(text: str, what: str) -> str:
    """``text``, unless it is blank: then bad input, with what to do."""
    if not text.strip():
        raise BadInput(f"The {what} is empty.", "Write it in quotes, or name a file with --batch.")
    return text
