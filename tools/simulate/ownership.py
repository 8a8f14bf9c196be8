"""Whose a conversation was, and when: read from the logs of everybody, and held against each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from workstation.domain.account import AccountKind, Permission, Presence
from workstation.domain.conversation import Conversation, ConversationKind, ConversationPage
from workstation.domain.distribution import Assignment, Work
from workstation.domain.events import Assigned, ConversationChanged, Event, Revoked, Snapshot, Unassigned
from workstation.domain.ids import ConversationId, PrincipalId, SectionId
from workstation.domain.routing import Candidate, Facts, decide

Owners = dict[ConversationId, list[tuple[int, PrincipalId | None]]]
"""By conversation: `rev` and owner, each time the owner changed."""


def owners_of(main_log: Iterable[Event]) -> Owners:
    """Return the owners one after another, as the main account was told: it hears of every change."""
    found: Owners = defaultdict(list)
    for event in main_log:
        head = _head(event)
        if head is None or head.kind is not ConversationKind.CUSTOMER:
            continue
        chain = found[head.id]
        if not chain or chain[-1][1] != head.owner_id:
            chain.append((head.rev, head.owner_id))
    return dict(found)


def _head(event: Event) -> Conversation | None:
    if isinstance(event.body, Assigned):
        return event.body.page.conversation
    return event.body.conversation if isinstance(event.body, ConversationChanged) else None


def two_owners(owners: Owners, logs: Mapping[PrincipalId, Sequence[Event]], main_id: PrincipalId) -> int:
    """Return in how many places somebody takes a conversation for his own that is another's.

    Every *assigned* must be the very change by which the main account saw the account become owner, and whoever was
    told last that a conversation is his must be the one who has it.
    """
    wrong = 0
    for account_id, log in logs.items():
        if account_id == main_id:
            continue
        mine: dict[ConversationId, bool] = {}
        for event in log:
            body = event.body
            if isinstance(body, Assigned) and body.page.conversation.kind is ConversationKind.CUSTOMER:
                head = body.page.conversation
                wrong += (head.rev, account_id) not in owners.get(head.id, [])
                mine[head.id] = True
            elif isinstance(body, Unassigned):
                mine[body.conversation_id] = False
            elif isinstance(body, Revoked):
                mine.update(dict.fromkeys(body.conversation_ids or tuple(mine), False))
        for id_, chain in owners.items():
            wrong += mine.get(id_, False) != (chain[-1][1] == account_id)
    return wrong


def untraced(owners: Owners, assignments: Mapping[ConversationId, Sequence[Assignment]]) -> int:
    """Return how many changes of owner have no record of why, or records no change."""
    wrong = 0
    for id_, chain in owners.items():
        told = [owner_id for _rev, owner_id in chain]
        kept: list[PrincipalId | None] = []
        for one in sorted(assignments.get(id_, ()), key=lambda one: one.id):
            wrong += bool(kept) and one.from_id != kept[-1]
            wrong += not one.rule
            if not kept or kept[-1] != one.owner_id:
                kept.append(one.owner_id)
        wrong += kept != told
    return wrong


def without_owner(pages: Iterable[ConversationPage]) -> int:
    """Return how many live conversations have neither an owner nor a place in the queue."""
    heads = [page.conversation for page in pages if page.conversation.kind is ConversationKind.CUSTOMER]
    return sum(head.live and head.owner_id is None and head.queued_at is None for head in heads)


def starved(first: Snapshot, pages: Iterable[ConversationPage], undisturbed: set[PrincipalId]) -> int:
    """Return how many wait in the queue although the rules find somebody free for them at this moment.

    Args:
        first: the main account's snapshot: rules, people, associations.
        pages: all conversations.
        undisturbed: who is not to be disturbed.
    """
    heads = [page.conversation for page in pages if page.conversation.kind is ConversationKind.CUSTOMER]
    assert first.distribution is not None
    sharing = first.distribution.of(Work.MESSAGES)
    sections = {one.id: one.section_id for one in first.exhibits}
    associated = {one.target: one.account_ids for one in first.associations}
    candidates = {
        one.id: Candidate(
            id=one.id,
            may_receive=one.may(Permission.RECEIVE_MESSAGES),
            online=one.presence in (Presence.ONLINE, Presence.BUSY),
            load=sum(head.live and head.owner_id == one.id for head in heads),
            accepts_new=one.id not in undisturbed,
        )
        for one in first.accounts
    }
    main_id = next(one.id for one in first.accounts if one.kind is AccountKind.MAIN)
    count = 0
    for head in heads:
        if head.queued_at is None:
            continue
        section_id = sections.get(head.exhibit_id) if head.exhibit_id is not None else None
        facts = Facts(
            main_id=main_id,
            candidates=candidates,
            exhibit_ids=associated.get(("exhibit", head.exhibit_id or 0), ()),
            section_ids=associated.get(("section", section_id or SectionId(0)), ()),
        )
        count += decide(sharing.mode, sharing.options, facts, lambda _count: 0).owner_id is not None
    return count
