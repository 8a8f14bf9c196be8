"""An exhibitor's people as the rules of distribution look at them, within one transaction."""

from collections import Counter
from typing import Any

from sqlalchemy import Select, func, select

from workstation.domain.account import Permission, Presence
from workstation.domain.conversation import Conversation
from workstation.domain.distribution import Sharing, Work
from workstation.domain.ids import ExhibitId, ExhibitorId, PrincipalId, SectionId
from workstation.domain.routing import Candidate, Facts
from workstation.server.queries import accounts, assignments, rules
from workstation.server.schema import account, conversation, exhibit, exhibit_account, principal, section_account
from workstation.server.writer import Tx

PERMISSIONS = {Work.MESSAGES: Permission.RECEIVE_MESSAGES, Work.INTENTS: Permission.RECEIVE_INTENTS}


def _live_conversations(exhibitor_id: ExhibitorId) -> Select[Any]:
    return (
        select(conversation.c.owner_id, func.count().label("load"))
        .where(conversation.c.exhibitor_id == exhibitor_id, conversation.c.live, conversation.c.owner_id.is_not(None))
        .group_by(conversation.c.owner_id)
    )


_LOADS = {Work.MESSAGES: _live_conversations, Work.INTENTS: assignments.open_intents}
"""What a cap counts."""


class Team:
    """Rules and people of an exhibitor; where loads count, nobody else decides at the same time.

    Attributes:
        sharing: how the work is shared out.
        main_id: the main account.
    """

    def __init__(self, tx: Tx, exhibitor_id: ExhibitorId, work: Work = Work.MESSAGES) -> None:
        self._tx = tx
        self._exhibitor_id = exhibitor_id
        self._associated: dict[tuple[str, int], tuple[PrincipalId, ...]] | None = None
        self._sections: dict[ExhibitId, SectionId] | None = None
        self.work = work
        self.sharing: Sharing = rules.sharing(tx.conn, exhibitor_id, work)
        if self.sharing.options.queue or self.sharing.options.cap is not None:
            self._lock()
        self._people = accounts.of_exhibitor(tx.conn, exhibitor_id, tx.now)
        self.main_id = self._people[0].id
        self._undisturbed = self._who_is_not_to_be_disturbed()
        self._loads = Counter(
            {PrincipalId(row.owner_id): row.load for row in tx.conn.execute(_LOADS[work](exhibitor_id))}
        )

    def _lock(self) -> None:
        """Wait until nobody else decides, and look at the rules again."""
        rules.lock(self._tx.conn, self._exhibitor_id)
        self.sharing = rules.sharing(self._tx.conn, self._exhibitor_id, self.work)

    def _who_is_not_to_be_disturbed(self) -> set[PrincipalId]:
        """Return whose status says so, also of those who are off-line: it holds until they take it back."""
        rows = self._tx.conn.execute(
            select(account.c.id)
            .join(principal, principal.c.id == account.c.id)
            .where(account.c.exhibitor_id == self._exhibitor_id, principal.c.status == Presence.DND)
        )
        return {PrincipalId(row.id) for row in rows}

    def look_at_all(self) -> None:
        """Read all associations at once: for who decides about many buyers."""
        self._associated = rules.by_target(self._tx.conn, self._exhibitor_id)
        rows = self._tx.conn.execute(
            select(exhibit.c.id, exhibit.c.section_id).where(exhibit.c.exhibitor_id == self._exhibitor_id)
        )
        self._sections = {ExhibitId(row.id): SectionId(row.section_id) for row in rows}

    def section_of(self, exhibit_id: ExhibitId | None) -> SectionId | None:
        """Return the section of an exhibit of this exhibitor."""
        if exhibit_id is None:
            return None
        if self._sections is not None:
            return self._sections.get(exhibit_id)
        found = self._tx.conn.execute(select(exhibit.c.section_id).where(exhibit.c.id == exhibit_id)).scalar()
        return None if found is None else SectionId(found)

    def given(self, account_id: PrincipalId) -> None:
        """One more live conversation (or open intent) is that account's."""
        self._loads[account_id] += 1

    def may_receive(self, account_id: PrincipalId) -> bool:
        """Tell whether an account may be given that work at all."""
        return any(one.id == account_id and one.may(PERMISSIONS[self.work]) for one in self._people)

    def facts(self, head: Conversation | None, exhibit_id: ExhibitId | None, section_id: SectionId | None) -> Facts:
        """Return what is known when it is decided who gets a buyer (`head` is `None` for one who never wrote)."""
        present = (Presence.ONLINE, Presence.BUSY)
        return Facts(
            main_id=self.main_id,
            candidates={
                one.id: Candidate(
                    id=one.id,
                    may_receive=one.may(PERMISSIONS[self.work]),
                    online=one.presence in present,
                    load=self._loads[one.id],
                    accepts_new=one.id not in self._undisturbed,
                )
                for one in self._people
            },
            live_owner_id=head.owner_id if head is not None and head.live else None,
            last_owner_id=None if head is None else head.owner_id,
            exhibit_ids=self._with_exhibit(exhibit_id),
            section_ids=self._with_section(section_id),
        )

    def _with_exhibit(self, exhibit_id: ExhibitId | None) -> tuple[PrincipalId, ...]:
        if exhibit_id is None:
            return ()
        if self._associated is not None:
            return self._associated.get(("exhibit", exhibit_id), ())
        rows = self._tx.conn.execute(
            select(exhibit_account.c.account_id)
            .where(exhibit_account.c.exhibit_id == exhibit_id)
            .order_by(exhibit_account.c.account_id)
        )
        return tuple(PrincipalId(row.account_id) for row in rows)

    def _with_section(self, section_id: SectionId | None) -> tuple[PrincipalId, ...]:
        if section_id is None:
            return ()
        if self._associated is not None:
            return self._associated.get(("section", section_id), ())
        rows = self._tx.conn.execute(
            select(section_account.c.account_id)
            .join(account, account.c.id == section_account.c.account_id)
            .where(section_account.c.section_id == section_id, account.c.exhibitor_id == self._exhibitor_id)
            .order_by(section_account.c.account_id)
        )
        return tuple(PrincipalId(row.account_id) for row in rows)
