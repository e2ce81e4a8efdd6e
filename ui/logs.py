"""What is logged, and how: lines for people or one JSON object a line, on stderr.

Logs tell operators what was done, how long it took and what went wrong. They name files; words of reports,
questions and people stay out unless DEBUG is asked for, also those that an exception quotes. Python's own
logging does all of it: a library for structured logs would add nothing but names of its own for the fields.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

import typer

from ontology.errors import BadInput
from ui.plain_text import plain_name, visible
from ui.settings import is_yes

_USUAL = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class JsonLine(logging.Formatter):
    """A record as one line of JSON: ``time`` (UTC, RFC 3339), ``level``, ``logger``, ``event``, its fields,
    and ``exception`` where there is one.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        row: dict[str, object] = {
            "time": time.replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
        }
        if told := _exception(record):
            row["exception"] = told
        return plain_name(json.dumps(row | _fields(record), ensure_ascii=False, default=str))


class PlainLine(logging.Formatter):
    """A record for people: its message, then its fields; an exception on lines of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        fields = "".join(f" {name}={value}" for name, value in _fields(record).items())
        line = plain_name(f"{record.levelname} {record.name}: {record.getMessage()}{fields}")
        told = _exception(record)
        return f"{line}\n{visible(told)}" if told else line


def set_up_logging(environment: Mapping[str, str] = os.environ) -> None:
    """Logs to stderr from the level ``HUYENKG_LOG`` on, as JSON where ``HUYENKG_LOG_JSON`` says so; the usual
    is what went wrong, with JSON also what was done. Raises ``BadInput`` for a level that there is not.
    """
    as_json = is_yes(environment.get("HUYENKG_LOG_JSON", ""))
    level = environment.get("HUYENKG_LOG", "").strip().upper() or ("INFO" if as_json else "ERROR")
    if level not in logging.getLevelNamesMapping():
        raise BadInput(f"HUYENKG_LOG is {level}, which is no level.", "Use ERROR, WARNING, INFO or DEBUG.")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine() if as_json else PlainLine())
    root = logging.getLogger()
    for earlier in [one for one in root.handlers if isinstance(one.formatter, JsonLine | PlainLine)]:
        root.removeHandler(earlier)
    root.addHandler(handler)
    root.setLevel(level)
    sys.excepthook = _log_end if as_json else sys.__excepthook__


def say_aside(words: str) -> None:
    """Says something to people on stderr, in a record of its own where all lines there are to be JSON."""
    if is_json():
        logging.getLogger(__name__).warning("said", extra={"words": words})
    else:
        typer.echo(visible(words), err=True)


@contextmanager
def timed(logger: logging.Logger, event: str, **fields: object) -> Iterator[dict[str, object]]:
    """Logs what is done meanwhile once it is over: how many seconds it took, with ``fields``, to which more
    may be added, and the kind of error that it ended on.
    """
    started = time.monotonic()
    try:
        yield fields
    except BaseException as error:
        fields["error"] = type(error).__name__
        raise
    finally:
        fields["seconds"] = round(time.monotonic() - started, 3)
        logger.info(event, extra=fields)


def is_json() -> bool:
    """Whether every line on stderr is to be JSON."""
    return any(isinstance(handler.formatter, JsonLine) for handler in logging.getLogger().handlers)


def exception_text(error: BaseException) -> str:
    """Where it arose and of what kind it is; what it says, which may be words of a report, only for DEBUG."""
    if logging.getLogger().isEnabledFor(logging.DEBUG):
        return "".join(traceback.format_exception(error)).rstrip()
    return "\n".join(_pieces(error))


def _pieces(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before:
        yield from _pieces(before)
        yield "which led to"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield type(error).__name__


def _exception(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    return exception_text(error) if error else record.exc_text or ""


def _fields(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in record.__dict__.items() if name not in _USUAL}


def _log_end(kind: type[BaseException], error: BaseException, *_: object) -> None:
    logging.getLogger(__name__).critical(
        "the program ended on an error", exc_info=(kind, error, error.__traceback__)
    )
