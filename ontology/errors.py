"""The error tree: every failure that a person should read, with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence


class HuyenKGError(Exception):
    """A failure worded for people.

    ``message`` says what happened; ``hint`` says what to do. Both are one sentence. ``code`` names the kind
    of failure for faces that have words of their own for it, ``named`` what the message lists.
    """

    def __init__(self, message: str, hint: str = "", code: str = "", named: Sequence[str] = ()) -> None:
        super().__init__(f"{message} {hint}".strip())
        self.message = message
        self.hint = hint
        self.code = code
        self.named = tuple(named)


class BadLexicon(HuyenKGError):
    """A code list in the package breaks its own rules (doubled id, label not in NFC, ...)."""


class BadInput(HuyenKGError):
    """The user named something that cannot be used (missing path, unknown report, bad option)."""


class UnreadableReport(HuyenKGError):
    """A file cannot be read as a report; the rest of the batch goes on."""


class StoreError(HuyenKGError):
    """The data directory is missing, damaged, held by another process or of another version."""


class StoreBusy(StoreError):
    """Another process, or another person of this one, is writing to the data directory."""


class InvalidGraph(HuyenKGError):
    """Quads of a report break the shapes: a defect of ours, never of the user."""


class InvalidQuery(HuyenKGError):
    """A SPARQL query is malformed or asks for what is not allowed (UPDATE, SERVICE)."""


class EndpointFailed(HuyenKGError):
    """A language model that the user configured did not answer, or not in the form that was agreed."""
