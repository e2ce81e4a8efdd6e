"""The demo of ``make demo``: reads the bundled samples, asks three questions, opens the user interface.

With ``--ui 0`` the user interface is only started without a window, asked whether it is well, and stopped.
"""

from __future__ import annotations

import argparse
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
HUYENKG = str(Path(sys.executable).with_name("huyenkg"))
DATA = "demo-data"
QUESTIONS = (
    "which districts had African swine fever in 2024",
    "Tỷ lệ giải ngân Chương trình 30a của huyện Tủa Chùa đến 30/5/2020 là bao nhiêu?",
    "so sanh ty le che phu rung cua Phong Tho va Muong Te nam 2023",
)
PATIENCE = 60  # seconds for the user interface to come up on a slow machine


def show(*arguments: str) -> None:
    """Print a command as a person would type it, and run it."""
    print(f"\n$ huyenkg {shlex.join(arguments)}", flush=True)
    subprocess.run([HUYENKG, *arguments], check=True)


def check_interface() -> None:
    """Start the user interface without a window, wait for its health page, stop it."""
    port = free_port()
    command = [HUYENKG, "ui", "--data", DATA, "--port", str(port), "--headless"]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        _wait_for_health(f"http://127.0.0.1:{port}/_stcore/health", process)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=PATIENCE)
    print("\nThe user interface starts and is well.")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _wait_for_health(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            sys.exit(f"The user interface stopped with exit code {process.returncode}.")
        try:
            with urlopen(address, timeout=2) as answer:  # a fixed local address
                if answer.read() == b"ok":
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
    sys.exit(f"The user interface did not answer at {address} within {PATIENCE} seconds.")


def main() -> None:
    """Run the demo from the folder that it is called in."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", default="8501")
    parser.add_argument("--ui", choices=("0", "1"), default="1")
    options = parser.parse_args()
    show("ingest", str(ROOT / "ingest" / "samples"), "--data", DATA)
    for question in QUESTIONS:
        show("ask", question, "--data", DATA)
    if options.ui == "0":
        check_interface()
    else:
        show("ui", "--data", DATA, "--port", options.port)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
    except KeyboardInterrupt:
        sys.exit(0)
