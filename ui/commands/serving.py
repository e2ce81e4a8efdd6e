"""The command that opens the user interface."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from ui.commands.options import Data, Model
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
