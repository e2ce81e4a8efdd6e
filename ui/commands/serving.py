"""Commands that serve: the user interface, the HTTP interface, tools for assistants."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Annotated

import typer

from ui.commands.options import Data, Model, open_service, require_stock
from ui.settings import load_settings


def ui(
    data: Data = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    headless: Annotated[bool, typer.Option(help="Do not open a browser.")] = False,
    read_only: Annotated[bool, typer.Option(help="Nothing can be uploaded or removed.")] = False,
    model: Model = None,
) -> None:
    """Open the Streamlit user interface."""
    from ui.launch import run_streamlit

    settings = load_settings(data, model)
    settings = replace(settings, read_only=read_only or settings.read_only)
    typer.echo(f"huyenkg: http://{address}:{port}  (Ctrl+C stops it)")
    raise typer.Exit(run_streamlit(settings, port, address, headless))


def serve(
    data: Data = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8080,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    open_to_all: Annotated[
        bool, typer.Option("--open", help="Answer other machines too without a key ($HUYENKG_API_KEY).")
    ] = False,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(
            help="A web page's origin that may read answers (https://yasgui.org; '*' for all); may be "
            "repeated.",
            show_default=False,
        ),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a SPARQL query may take.")] = 30.0,
    limit: Annotated[int, typer.Option(min=1, help="Most rows of a SPARQL query.")] = 10_000,
    at_once: Annotated[int, typer.Option(min=1, max=64, help="Requests that are worked on at once.")] = 4,
    model: Model = None,
) -> None:
    """Serve SPARQL (/sparql), REST (/docs) and the graph's IRIs (/id/…) over HTTP, read-only."""
    from ui.api import run
    from ui.api.options import load_options

    options = load_options(
        address, port, open_to_all=open_to_all, origins=tuple(allow_origin or ()), environment=os.environ
    )
    options = replace(options, seconds=timeout, rows=limit, at_once=at_once)
    service = open_service(data, model)
    require_stock(service)
    listening = run.listen(options)
    typer.echo(f"huyenkg: http://{address}:{port}/docs  (Ctrl+C stops it)")
    run.serve(service, options, listening)


def mcp(data: Data = None, model: Model = None) -> None:
    """Serve the graph as tools for assistants (Model Context Protocol) on standard input and output."""
    from ui.assistant.server import serve as run

    service = open_service(data, model)
    require_stock(service)
    run(service)
