"""Which tests run in one process where several run them, and which begin first."""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "faults": ("tests/faults/test_damage.py", "tests/faults/test_full_disk.py", "tests/faults/test_kills.py"),
    "answers": (
        "tests/eval/test_answer_form.py", "tests/eval/test_answers.py", "tests/eval/test_borne_out.py",
    ),
}  # fmt: skip
"""Modules that share what is dear to make: a rehearsal, or many answers."""

FIRST = (
    "faults", "answers", "tests/graph/test_remote.py", "tests/ui/test_app.py", "tests/ui/test_taking.py",
    "tests/ui/test_cli.py", "tests/graph/test_validate.py", "tests/ui/api/test_lists.py",
    "tests/ui/test_reports_page.py",
)  # fmt: skip
"""What takes longest: begun last, it would keep one process busy while the others have nothing left to do."""

_GROUPS = {module: group for group, modules in TOGETHER.items() for module in modules}


class ByModule(LoadScopeScheduling):
    """A module's tests stay together, so that its fixtures are made once.

    Marks are of no help here: pytest 9.2 and pytest-xdist 3.8 together pass over ``xdist_group``.
    """

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        super().__init__(config, log)
        self._begun = False

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)

    def _assign_work_unit(self, node: object) -> None:
        if not self._begun:
            self._begun = True
            for scope in reversed(FIRST):
                if scope in self.workqueue:
                    self.workqueue.move_to_end(scope, last=False)
        super()._assign_work_unit(node)


def scope_of(nodeid: str) -> str:
    """The group of a test's module, or the module itself."""
    module = nodeid.partition("::")[0]
    return _GROUPS.get(module, module)
