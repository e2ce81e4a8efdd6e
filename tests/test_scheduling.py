from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests import services
from tests.conftest import ROOT
from tests.scheduling import FIRST, TOGETHER, ByModule, scope_of
from tests.services import read_once


def test_a_module_is_handed_out_whole_and_with_those_that_share_what_is_dear():
    assert scope_of("tests/ui/test_app.py::TestA::test_b[a::b]") == "tests/ui/test_app.py"
    assert scope_of("tests/faults/test_kills.py::test_a@x") == scope_of("tests/faults/test_damage.py::test_b")


class Node(SimpleNamespace):
    """A process that is sent tests."""

    __hash__ = object.__hash__


def test_what_takes_longest_begins_first_whatever_was_collected_first(pytestconfig):
    sent: list[list[int]] = []
    node = Node(gateway=Node(id="gw0"), shutting_down=False, send_runtest_some=sent.append, shutdown=bool)
    tests = ["tests/a/test_a.py::test_a", "tests/ui/test_cli.py::test_a", "tests/faults/test_kills.py::test"]
    option = SimpleNamespace(loadscopereorder=True, numprocesses=1)
    scheduler = ByModule(SimpleNamespace(option=option, getvalue=lambda _: ["popen"], hook=pytestconfig.hook))
    scheduler.add_node(node)
    scheduler.add_node_collection(node, tests)
    scheduler.schedule()
    assert [tests[index] for (index,) in sent] == [tests[2], tests[1]]  # the third once they are done


@pytest.mark.parametrize("module", sorted({*FIRST, *(one for some in TOGETHER.values() for one in some)}))
def test_every_module_that_is_named_is_there(module):
    assert module in TOGETHER or (ROOT / module).is_file()


def test_what_several_processes_need_is_made_by_the_first(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(services, "service_over", lambda folder, *_: made.append(folder.mkdir()))
    assert [read_once(tmp_path / "shared"), read_once(tmp_path / "shared")] == [tmp_path / "shared"] * 2
    assert len(made) == 1
    assert (tmp_path / "shared").is_dir()
