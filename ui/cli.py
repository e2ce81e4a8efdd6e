"""The command line: thin commands over ``ui.service``; words for people on stderr, data on stdout."""

from __future__ import annotations

import logging
import os
import sys

import typer

from ontology.errors import BadInput, HuyenKGError, InvalidQuery, UnreadableReport
from ui.commands.asking import ask, search
from ui.commands.keeping import doctor, ingest, rebuild, remove, status, validate
from ui.commands.options import BAD_INPUT
from ui.commands.serving import ui
from ui.commands.taking import export, facts, sparql

app = typer.Typer(
    name="huyenkg",
    help="Reports of Vietnam's districts as a knowledge graph: read them, ask, browse, check, take away.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    ingest, status, remove, rebuild, validate, doctor,
    facts, search, ask, export, sparql, ui,
):  # fmt: skip
    app.command()(command)


def main() -> None:
    """Entry point: every failure ends in one sentence on stderr and a telling exit code."""
    logging.basicConfig(
        level=os.environ.get("HUYENKG_LOG", "ERROR"), format="%(levelname)s %(name)s: %(message)s"
    )
    try:
        app()
    except HuyenKGError as error:
        typer.echo(f"huyenkg: {error}", err=True)
        sys.exit(BAD_INPUT if isinstance(error, BadInput | UnreadableReport | InvalidQuery) else 1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing more to say
