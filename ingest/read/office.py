"""Old and foreign Office files, made into docx or xlsx by LibreOffice and read as such.

The file is untrusted: LibreOffice runs with a profile of its own that is thrown away, without macros, links
and network, for a limited time; the file's name never reaches it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from ingest.document import Document
from ingest.read.kinds import Kind
from ingest.read.lifeline import handed, lifeline, tie
from ingest.read.package import refuse_bad_package
from ontology.errors import UnreadableReport

SECONDS = 180
"""How long a file may take: many times what a long report needs."""
_LARGEST = 128 * 1024 * 1024
_ENVIRONMENT = "HUYENKG_SOFFICE"
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_NOWHERE = "127.0.0.1:9"  # the port of nobody: what asks for a network there fails at once
_SECURITY = "Office.Common/Security/Scripting"
_SETTINGS: Mapping[tuple[str, str], str] = {
    (_SECURITY, "DisableMacrosExecution"): "true",
    (_SECURITY, "MacroSecurityLevel"): "3",
    (_SECURITY, "BlockUntrustedRefererLinks"): "true",
    ("Office.Writer/Content/Update", "Link"): "2",  # never
    ("Office.Calc/Content/Update", "Link"): "2",
    ("Office.Calc/Formula/Load", "ODFRecalcMode"): "1",  # never: figures stay as they were printed
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode"): "1",
    ("Inet/Settings", "ooInetProxyType"): "2",
    ("Inet/Settings", "ooInetHTTPProxyName"): _NOWHERE.partition(":")[0],
    ("Inet/Settings", "ooInetHTTPProxyPort"): _NOWHERE.partition(":")[2],
    ("Inet/Settings", "ooInetHTTPSProxyName"): _NOWHERE.partition(":")[0],
    ("Inet/Settings", "ooInetHTTPSProxyPort"): _NOWHERE.partition(":")[2],
}
_FLAGS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard")
_FILTERS = {Kind.DOCX: "MS Word 2007 XML", Kind.XLSX: "Calc MS Excel 2007 XML"}


@dataclass(frozen=True, slots=True)
class Foreign:
    """How a kind of file is read: as which kind, by whom, and its media type."""

    target: Kind
    read: Callable[[bytes, str], Document]
    media_type: str


def read_foreign(data: bytes, name: str, kind: Kind, how: Foreign) -> Document:
    """The document of a file that LibreOffice converts first; it stays the document of that file.

    Raises ``UnreadableReport`` where LibreOffice is missing, fails or takes too long, and as the reader does.
    """
    if data.startswith(b"PK"):
        refuse_bad_package(data, name)
    document = how.read(convert(data, name, kind, how.target), name)
    return replace(document, id=hashlib.sha256(data).hexdigest()[:16], media_type=how.media_type)


def convert(data: bytes, name: str, source: Kind, target: Kind) -> bytes:
    """The file as one of the target kind. Raises ``UnreadableReport`` with the codes named above."""
    program = find_office()
    if program is None:
        raise UnreadableReport(
            f"{name} can only be read with LibreOffice, which is not installed.",
            "Install it (apt-get install libreoffice-writer libreoffice-calc), or save the file as "
            f"{target.value}.",
            "needs_office",
        )
    with TemporaryDirectory(prefix="huyenkg-office-", ignore_cleanup_errors=True) as place:
        folder = Path(place).resolve()
        given, made = folder / f"report{source.value}", folder / "made" / f"report{target.value}"
        given.write_bytes(data)
        _write_profile(folder / "profile")
        wanted = (f"{target.value.removeprefix('.')}:{_FILTERS[target]}", "--outdir", str(made.parent))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        _run([program, profile, *_FLAGS, "--convert-to", *wanted, str(given)], folder, name)
        if not made.is_file() or made.stat().st_size > _LARGEST:
            raise UnreadableReport(
                f"LibreOffice cannot read {name}.",
                f"Open it in the program that made it and save it as {target.value}.",
                "office_failed",
            )
        return made.read_bytes()


def find_office() -> str | None:
    """The path of LibreOffice: ``HUYENKG_SOFFICE``, or where it usually lies; nothing if it is not there."""
    named = os.environ.get(_ENVIRONMENT)
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, (*_PROGRAMS, *_PLACES))), None)


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{setting}" oor:op="fuse">'
        f"<value>{escape(value)}</value></prop></item>"
        for (path, setting), value in _SETTINGS.items()
    )
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        "utf-8",
    )


def _run(command: list[str], folder: Path, name: str) -> None:
    proxies = {f"{scheme}_proxy": f"http://{_NOWHERE}" for scheme in ("http", "https", "ftp", "all")}
    places = {"HOME": str(folder), "TMPDIR": str(folder)}
    with lifeline() as pipe:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | proxies | places,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **handed(pipe),
        )
        try:
            tie(pipe, process.pid)  # it is not of our group, which is ended with us
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            raise UnreadableReport(
                f"LibreOffice took more than {SECONDS} seconds over {name} and was stopped.",
                "Split it into the reports that it holds, or save it as .docx or .xlsx.",
                "office_slow",
            ) from error
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program and all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
