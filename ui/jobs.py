"""Work that changes the reports, done beside the pages: one at a time, with progress for any page to look at.

A page starts a job and draws how far it is; it may be closed meanwhile, and another may open the same job by
its token. What came of the last jobs is kept.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from secrets import token_urlsafe
from threading import Lock, Thread

from ontology.errors import HuyenKGError, StoreBusy
from ui.outcome import Outcome
from ui.pace import LEFT
from ui.publishing import Progress
from ui.upload_account import NAMED_BY_USER
from ui.uploaded import Tray

_KEPT = 30
_TRAYS = 5  # uploads may be large
Work = Callable[[Progress], list[Outcome]]


@dataclass(slots=True)
class Job:
    """One job: what it is for (``read`` or ``remove``), by whom, how far it is, and what came of it.

    ``left`` are the seconds that it still takes, at least those unless ``left_known``. ``tray`` holds the
    uploaded files, where one of them can be read again with what its user says of it; it is dropped before
    the job is.
    """

    token: str
    purpose: str
    names: tuple[str, ...]
    who: str = ""
    tray: Tray | None = None
    stage: str = "wait"
    done: int = 0
    total: int = 0
    left: int | None = None
    left_known: bool = False
    started: float = field(default_factory=time.monotonic)
    ended: float = 0.0
    outcomes: tuple[Outcome, ...] = ()
    error: HuyenKGError | None = None

    @property
    def runs(self) -> bool:
        """Whether it is still at work."""
        return not self.ended

    @property
    def seconds(self) -> int:
        """How long it took, or takes so far."""
        return int((self.ended or time.monotonic()) - self.started)

    def tell(self, stage: str, done: int, total: int) -> None:
        """Takes down how far it is."""
        if stage == LEFT:
            self.left, self.left_known = done, bool(total)
        else:
            self.stage, self.done, self.total = stage, done, total


class Desk:
    """The jobs of this server process."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()

    def start(
        self, purpose: str, names: tuple[str, ...], work: Work, who: str = "", tray: Tray | None = None
    ) -> Job:
        """Begins a job in a thread of its own. Raises ``StoreBusy`` while another one runs."""
        with self._lock:
            busy = self.running()
            if busy:
                told = ", ".join(busy.names[:3])
                raise StoreBusy(
                    f"{busy.who or 'Somebody'} changes the reports right now: {busy.purpose} {told}."
                )
            job = Job(token_urlsafe(9), purpose, names, who, tray)
            self._jobs[job.token] = job
            for old in list(self._jobs)[:-_KEPT]:
                del self._jobs[old]
            for old in list(self._jobs)[:-_TRAYS]:
                self._jobs[old].tray = None
        Thread(target=_run, args=(job, work), name=f"job-{purpose}", daemon=True).start()
        return job

    def job(self, token: str) -> Job | None:
        """The job of a token, if it is still kept."""
        return self._jobs.get(token)

    def running(self) -> Job | None:
        """The job that is at work."""
        return next((job for job in self._jobs.values() if job.runs), None)


def _run(job: Job, work: Work) -> None:
    try:
        job.outcomes = tuple(work(job.tell))
        if not any(outcome.code in NAMED_BY_USER for outcome in job.outcomes):
            job.tray = None
    except HuyenKGError as error:
        job.error = error
    except Exception as error:
        # The outermost edge of a job: the page that waits for it must hear of whatever went wrong.
        logging.getLogger(__name__).exception("job %s failed", job.purpose)
        job.error = HuyenKGError(
            f"It broke off ({type(error).__name__}).", "The server's log has the details."
        )
    finally:
        job.ended = time.monotonic()
