"""The command line: thin commands over ``ui.service``; words for people on stderr, data on stdout."""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated

import typer

from ontology.errors import BadInput, HuyenKGError, InvalidQuery, UnreadableReport
from ui.commands.asking import ask, search
from ui.commands.comparing import bridge, cells
from ui.commands.keeping import backup, doctor, ingest, rebuild, remove, restore, status, validate
from ui.commands.merging import merges
from ui.commands.options import BAD_INPUT
from ui.commands.serving import mcp, serve, ui
from ui.commands.taking import describe, export, facts, push, sparql
from ui.commands.tying import ties
from ui.logs import say_aside, set_up_logging

LogJson = Annotated[
    bool, typer.Option("--log-json", help="Tell on stderr what is done, one JSON object a line.")
]
app = typer.Typer(
    name="huyenkg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    ingest, status, remove, rebuild, validate, doctor, backup, restore,
    cells, bridge, facts, search, ask, export, describe, sparql, push, ui, serve, mcp,
):  # fmt: skip
    app.command()(command)
app.add_typer(ties, name="ties")
app.add_typer(merges, name="merges")


@app.callback()
def options(log_json: LogJson = False) -> None:
    """Reports of Vietnam's districts as a knowledge graph: read them, ask, browse, check, take away."""
    set_up_logging(os.environ | ({"HUYENKG_LOG_JSON": "1"} if log_json else {}))


def main() -> None:
    """Entry point: every failure ends in one sentence on stderr and a telling exit code.

    SIGTERM ends a command as Ctrl-C does: what it started is ended and what it left is cleared away.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        app()
    except HuyenKGError as error:
        say_aside(f"huyenkg: {error}")
        sys.exit(BAD_INPUT if isinstance(error, BadInput | UnreadableReport | InvalidQuery) else 1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing more to say
