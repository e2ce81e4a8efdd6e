"""Every sentence of the interface stands in the table, in both languages, and is used."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from search.intents import Intent
from search.language import Language
from tests.architecture.tree import ROOT
from ui.messages import load_messages, tell, tell_if_known
from ui.network_view import KINDS

MESSAGES = {
    f"{group}.{name}": message for group, rows in load_messages().items() for name, message in rows.items()
}
SOURCES = "\n".join(path.read_text("utf-8") for path in (ROOT / "ui").rglob("*.py"))
# Groups whose keys are put together from a code: f"status.{…}".
BY_CODE = {
    "status",
    "measure",
    "assertion",
    "obs_status",
    "ocop",
    "node",
    "tie",
    "error",
    "column",
    "page",
    "qualifier",
    "severity",
    "fact_kind",
    "report_kind",
    "year_part",
    "unreadable",
    "upload_state",
    "side",
    "refusal",
    "event_group",
    "event_count",
    "figure",
    "verdict",
    "merge_state",
    "merge_kind",
}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_message_stands_in_both_languages_with_the_same_values():
    assert [key for key, message in MESSAGES.items() if set(message) != {"vi", "en"}] == []
    assert [key for key, said in MESSAGES.items() if places(said["vi"]) != places(said["en"])] == []
    empty = [key for key, message in MESSAGES.items() if not all(map(str.strip, message.values()))]
    assert empty == ["obs_status.A"]


def test_every_key_that_the_code_names_exists():
    named = set(re.findall(r'(?:say|tell)\((?:\w+, )?"([a-z]+\.\w+)"', SOURCES))
    assert len(named) > 50
    assert named - set(MESSAGES) == set()


def is_used(key: str) -> bool:
    group, _, name = key.partition(".")
    put_together = f"{group}.{{name}}" in SOURCES and f'"{name}"' in SOURCES
    return re.search(rf"[\"']{re.escape(key)}[\"']", SOURCES) is not None or put_together


def test_every_message_is_used():
    told_by_name = [key for key in MESSAGES if key.partition(".")[0] not in BY_CODE]
    assert [key for key in told_by_name if not is_used(key)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_node_has_a_name(kind):
    assert tell_if_known(Language.VIETNAMESE, f"node.{kind}")


def test_the_values_are_filled_in():
    assert tell(Language.VIETNAMESE, "ask.sources", count=3) == "Nguồn (3)"
    assert tell(Language.ENGLISH, "ask.sources", count=3) == "Sources (3)"


def test_an_unknown_message_is_an_error_and_may_be_asked_for():
    assert tell_if_known(Language.ENGLISH, "column.no_such_thing") is None
    with pytest.raises(KeyError):
        tell(Language.ENGLISH, "app.no_such_thing")


def test_every_kind_of_question_can_be_chosen_by_chip():
    from search.phrase import say

    labels = {say(language, f"intent.{intent.value}") for language in Language for intent in Intent}
    assert len(labels) == 2 * len(Intent)
