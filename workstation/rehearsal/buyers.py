"""The crowd: buyers come to the fair one after another, register or sign in, visit an exhibit and leave again."""

import logging
import threading
from collections.abc import Sequence
from random import Random

from workstation.domain.exhibit import Exhibit
from workstation.rehearsal.content import Visitor, visitors
from workstation.rehearsal.guests import Guests
from workstation.rehearsal.visit import Pace, Visit, VisitOver
from workstation.remote.api import Api
from workstation.remote.errors import RemoteFault
from workstation.remote.session import Session

log = logging.getLogger("workstation.rehearsal")

AT_ONCE = 10
"""Buyers who are at the fair at the same time."""
FIRST_GUESTS = 8
FIRST_GAP_S = 1.5
GAP_S = 25.0
"""Human seconds between two arrivals, on average; the first guests come quickly, so that the list isn't empty."""
RETRY_S = 5.0


class Crowd:
    """All buyers of the rehearsal; acts through the public API only."""

    def __init__(self, url: str, guests: Guests, *, seed: int, speed: float, count: int) -> None:
        self._url = url
        self._guests = guests
        self._rng = Random(seed)
        self._speed = speed
        self._people: Sequence[Visitor] = visitors()[:count]
        self._places = threading.Semaphore(AT_ONCE)
        self._open: set[Session] = set()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []

    def run(self, end: threading.Event) -> None:
        """Let buyers come until `end` is set."""
        pace = Pace(self._speed, end)
        arrivals = 0
        queue: list[Visitor] = []
        while self._people and not end.is_set():
            if not queue:
                queue = self._rng.sample(list(self._people), len(self._people))
            if not self._places.acquire(timeout=1.0):
                continue
            visitor = queue.pop()
            rng = Random(self._rng.getrandbits(64))
            thread = threading.Thread(target=self._visit, args=(visitor, pace, rng), name=f"buyer {visitor.key}")
            thread.start()
            self._threads = [other for other in self._threads if other.is_alive()] + [thread]
            arrivals += 1
            gap_s = FIRST_GAP_S if arrivals < FIRST_GUESTS else self._rng.expovariate(1 / GAP_S)
            pace.wait(gap_s)
        end.wait()

    def stop(self) -> None:
        """Break off what is under way; the event given to `run` must be set."""
        with self._lock:
            for session in self._open:
                session.cancel()
        for thread in self._threads:
            thread.join(5)

    def _visit(self, visitor: Visitor, pace: Pace, rng: Random) -> None:
        session = Session(self._url, language=visitor.writes)
        with self._lock:
            self._open.add(session)
        try:
            api = Api(session)
            self._guests.enter(api, visitor)
            exhibit = self._choose(api, visitor, rng)
            Visit(api, visitor, exhibit, pace, rng).run()
            api.sign_out()
        except VisitOver:
            return
        except RemoteFault as fault:
            if not pace.end.is_set():
                log.warning("%s left: %s", visitor.key, fault)
        finally:
            with self._lock:
                self._open.discard(session)
            session.close()
            self._places.release()

    def _choose(self, api: Api, visitor: Visitor, rng: Random) -> Exhibit:
        """Most buyers come for the fair's large exhibitor; what they look at lies in their sections."""
        exhibitors = api.exhibitors()
        shown = [exhibit for exhibitor in exhibitors for exhibit in api.exhibits(exhibitor.id)]
        largest = max(exhibitors, key=lambda exhibitor: sum(e.exhibitor_id == exhibitor.id for e in shown))
        if rng.random() < 0.9:
            shown = [exhibit for exhibit in shown if exhibit.exhibitor_id == largest.id]
        return rng.choice(shown)
