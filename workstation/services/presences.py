"""Who is there right now, as far as signals said; nothing of it is stored."""

from collections.abc import Mapping

from workstation.domain.account import Presence
from workstation.domain.ids import PrincipalId


class Presences:
    """What was heard since the link came up."""

    def __init__(self) -> None:
        self._heard: dict[PrincipalId, Presence] = {}
        self._known = False
        self._whole = False

    def moved(self, principal_id: PrincipalId, presence: Presence) -> None:
        """Take note of somebody's presence."""
        self._heard[principal_id] = presence

    def begin(self, presences: Mapping[PrincipalId, Presence]) -> None:
        """Take note of everybody who is there: nobody else is."""
        self._heard = dict(presences)
        self._whole = True

    def link_is_up(self, up: bool) -> None:
        """While the link is down nobody's presence is known."""
        if not up:
            self._heard = {}
            self._whole = False
        self._known = up

    def heard(self, principal_id: PrincipalId | None) -> Presence | None:
        """Return what a signal said last, `None` if none did."""
        return None if principal_id is None else self._heard.get(principal_id)

    def of(self, principal_id: PrincipalId | None, stored: Presence | str | None) -> Presence:
        """Return somebody's presence: a signal beats what came with the last event about them."""
        if principal_id is None or not self._known:
            return Presence.OFFLINE
        heard = self._heard.get(principal_id)
        if heard is not None:
            return heard
        return Presence.OFFLINE if self._whole else Presence(stored or Presence.OFFLINE)
