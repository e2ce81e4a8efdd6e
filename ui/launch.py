"""Starts Streamlit on our app with our settings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

from ui.logs import is_json
from ui.settings import Settings

APP = Path(__file__).with_name("app.py")


def load_theme() -> dict[str, str]:
    """The look, as Streamlit's options."""
    return tomllib.loads(files("ui").joinpath("theme.toml").read_text("utf-8"))


def run_streamlit(settings: Settings, port: int, address: str, headless: bool) -> int:
    """Runs the user interface until it is stopped; returns Streamlit's exit code.

    Streamlit runs as a process of its own, so that our settings reach it through the environment and
    nothing of it is imported by the command line.
    """
    environment = os.environ | {
        "HUYENKG_DATA": str(settings.data.resolve()),
        "HUYENKG_CACHE": str(settings.cache),
        "HUYENKG_MODEL": settings.model,
        "HUYENKG_READONLY": str(int(settings.read_only)),
        "HUYENKG_LOG_JSON": str(int(is_json())),
    }
    command = [
        sys.executable, "-m", "ui.served", "run", str(APP),
        "--server.port", str(port),
        "--server.address", address,
        "--server.headless", str(headless).lower(),
        "--server.showEmailPrompt", "false",
        "--logger.hideWelcomeMessage", "true",  # Streamlit's greeting and its offers, also within the page
        "--server.fileWatcherType", "none",
        "--runner.magicEnabled", "false",  # a string that stands alone is not meant for the page
        "--browser.gatherUsageStats", "false",
        "--server.maxUploadSize", str(1 if settings.read_only else settings.limits.file_mb),
        "--client.toolbarMode", "minimal",
        "--global.disableWidgetStateDuplicationWarning", "true",  # addresses set what controls show
        *(f"--{option}={value}" for option, value in load_theme().items()),
    ]  # fmt: skip
    # Whoever ends us ends Streamlit too: subprocess.run kills its child before it lets an interrupt through.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0
