"""A backup read back: only the files that its manifest names, each checked, then published as one state.

A backup may come from anywhere. Its names are compared with those that its manifest allows and never used as
paths of their own; links, devices and anything unexpected end the restore; no more is read of any
member than its manifest says, whatever the compression would unfold.
"""

from __future__ import annotations

import gzip
import re
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from ontology.errors import BadInput, StoreError
from search.encoder import Encoder
from ui.backup import VECTORS, member_name
from ui.decisions import DECISIONS, decisions_of, read_decisions, write_decisions
from ui.durable import told_when_full, write_synced
from ui.manifest import read_manifest
from ui.marks import Mark, mark_of
from ui.own_files import LARGEST_FILE, OWN_FILES, plain_names
from ui.publishing import Progress
from ui.reading_apart import read_here
from ui.rebuilding import Read, Rebuilt, publish_anew
from ui.workspace import MANIFEST, Manifest, StoredReport, Workspace

_ID = re.compile(r"[0-9a-f]{8,64}")
_LARGEST_MANIFEST = 256 * 1024**2
_LARGEST_DECISIONS = 64 * 1024**2
_LARGEST_VECTORS = 64 * 1024**3
_HEADERS = 1024**2
"""Bytes that the headers between two members may take."""
_BROKEN = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, UnicodeError)


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class _Rationed:
    """Unfolds no more than it was allowed: a small file can unfold to one without end."""

    def __init__(self, inner: _Readable) -> None:
        self._inner = inner
        self._left = _HEADERS

    def allow(self, size: int) -> None:
        """The next member may take so many bytes, and its headers."""
        self._left = size + _HEADERS

    def read(self, size: int = -1) -> bytes:
        """As a file reads; raises ``BadInput`` for more than is allowed."""
        data = self._inner.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise BadInput("The backup holds more than its manifest says.", _OTHER)
        return data


def restore(
    workspace: Workspace,
    encoder: Encoder,
    source: Path,
    progress: Progress,
    *,
    replace: bool = False,
    read: Read = read_here,
) -> Rebuilt:
    """Publishes the reports of a backup: all of them, or nothing. Graph and index are made anew from them.

    Must be called under the write lock. ``replace`` lets them take the place of the reports that are there.
    Raises ``BadInput`` for a file that is no whole backup, ``StoreError`` where reports are there already.
    """
    if not replace and workspace.current().reports:
        raise StoreError(
            f"{workspace.root} holds {len(workspace.current().reports)} report(s).",
            "Name an empty directory (--data DIR), or let the backup take their place with --replace.",
        )
    staging = Workspace(workspace.generations / "0.partial")  # swept with all else that was not published
    shutil.rmtree(staging.root, ignore_errors=True)
    staging.reports.mkdir(parents=True)
    try:
        with told_when_full(workspace.root):
            manifest = _unpack(source, staging, progress)
            if staging.vectors.is_file() and not workspace.vectors.exists():
                staging.vectors.replace(workspace.vectors)
        decided = decisions_of(staging) if (staging.root / DECISIONS).is_file() else None
        # Other decisions give way when the other reports have, and not before.
        early = decided is not None and not (workspace.root / DECISIONS).exists()
        if decided is not None and early:
            write_decisions(workspace, decided)
        rebuilt = publish_anew(workspace, staging, manifest.reports, encoder, progress, read)
        if decided is not None and not early:
            write_decisions(workspace, decided)
        return rebuilt
    finally:
        shutil.rmtree(staging.root, ignore_errors=True)


def _unpack(source: Path, staging: Workspace, progress: Progress) -> Manifest:
    with _opened(source) as (tar, ration):
        manifest = _manifest(tar, ration)
        expected = dict(_expected(manifest, staging))
        _require_room(staging.reports, expected)
        total = len(expected)
        while (member := tar.next()) is not None:
            if member.name == VECTORS:
                _unpack_vectors(tar, ration, member, staging.vectors)
                continue
            if member.name == DECISIONS:
                _unpack_decisions(tar, ration, member, staging)
                continue
            path, mark = expected.pop(member.name, (None, None))
            if path is None or mark is None:
                raise BadInput(f"The backup holds {member.name!r}, which its manifest does not name.", _OTHER)
            path.parent.mkdir(exist_ok=True)
            write_synced(path, _data(tar, ration, member, mark))
            progress("restore", total - len(expected), total)
    if expected:
        raise BadInput(f"The backup lacks {min(expected)!r}: it is not whole.", _OTHER)
    return manifest


@contextmanager
def _opened(source: Path) -> Iterator[tuple[tarfile.TarFile, _Rationed]]:
    try:
        with gzip.open(source, "rb") as stream:
            ration = _Rationed(stream)
            with tarfile.open(fileobj=ration, mode="r|") as tar:  # type: ignore[call-overload]
                yield tar, ration
    except _BROKEN as error:
        raise BadInput(f"{source} is no whole backup ({error}).", _OTHER) from error
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise BadInput(f"{source} cannot be read: {error.strerror}.", "Check the path.") from error


def _manifest(tar: tarfile.TarFile, ration: _Rationed) -> Manifest:
    member = tar.next()
    if member is None or member.name != MANIFEST or not _is_plain(member) or member.size > _LARGEST_MANIFEST:
        raise BadInput("The file does not begin with a manifest: it is no backup.", _OTHER)
    ration.allow(member.size)
    try:
        return read_manifest(_content(tar, member).read())
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadInput(f"The manifest of the backup is damaged: {error}.", _OTHER) from error
    finally:
        ration.allow(0)


def _expected(manifest: Manifest, staging: Workspace) -> Iterator[tuple[str, tuple[Path, Mark]]]:
    """What a backup with this manifest must hold: names in it, and where each is put."""
    for report in manifest.reports:
        _require_plain(report)
        for name, mark in report.files.items():
            yield member_name(report, name), (staging.report(report) / name, mark)


def _require_plain(report: StoredReport) -> None:
    plain = isinstance(report.id, str) and _ID.fullmatch(report.id) and isinstance(report.since, int)
    if not plain or plain_names(report.files) != sorted(OWN_FILES):
        raise BadInput("The manifest of the backup names files that no report has.", _OTHER)


def _require_room(folder: Path, expected: dict[str, tuple[Path, Mark]]) -> None:
    needed, free = sum(mark.size for _, mark in expected.values()), shutil.disk_usage(folder).free
    if needed > free:
        raise StoreError(
            f"The backup unfolds to {needed / 1e6:,.1f} MB; {free / 1e6:,.1f} MB are free.",
            "Free some space, then run it again.",
            code="disk_full",
        )


def _data(tar: tarfile.TarFile, ration: _Rationed, member: tarfile.TarInfo, mark: Mark) -> bytes:
    if not _is_plain(member) or member.size != mark.size or member.size > LARGEST_FILE:
        raise BadInput(f"{member.name!r} in the backup is not the file that its manifest names.", _OTHER)
    ration.allow(member.size)
    data = _content(tar, member).read()
    ration.allow(0)
    if mark_of(data) != mark:
        raise BadInput(f"{member.name!r} in the backup is damaged.", _OTHER)
    return data


def _unpack_vectors(tar: tarfile.TarFile, ration: _Rationed, member: tarfile.TarInfo, target: Path) -> None:
    """The cache, which checks itself when it is used."""
    if (
        not _is_plain(member)
        or target.exists()
        or member.size > min(_LARGEST_VECTORS, shutil.disk_usage(target.parent).free)
    ):
        raise BadInput(f"{member.name!r} in the backup is too large, or no file.", _OTHER)
    ration.allow(member.size)
    with target.open("wb") as stream:
        shutil.copyfileobj(_content(tar, member), stream)
    ration.allow(0)


def _unpack_decisions(
    tar: tarfile.TarFile, ration: _Rationed, member: tarfile.TarInfo, staging: Workspace
) -> None:
    """What was decided of merges, by its own seal."""
    if not _is_plain(member) or member.size > _LARGEST_DECISIONS or (staging.root / DECISIONS).exists():
        raise BadInput(f"{member.name!r} in the backup is too large, or no file.", _OTHER)
    ration.allow(member.size)
    try:
        write_decisions(staging, read_decisions(_content(tar, member).read()))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadInput(f"{member.name!r} in the backup is damaged: {error}.", _OTHER) from error
    finally:
        ration.allow(0)


def _is_plain(member: tarfile.TarInfo) -> bool:
    """Whether it is an ordinary file: no link, no device, nothing sparse."""
    return member.type in (tarfile.REGTYPE, tarfile.AREGTYPE)


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(member)
    if content is None:
        raise BadInput(f"{member.name!r} in the backup cannot be read.", _OTHER)
    return content


_OTHER = "Take another backup; nothing was changed."
