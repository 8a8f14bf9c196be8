"""Generates years of trade talk: seeded, so that the same numbers give the same histories."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from workstation.domain.account import AccountKind
from workstation.domain.history import PastConversation, PastMessage
from workstation.rehearsal.content import Exhibitor, Subject, Visitor, fair, visitors
from workstation.rehearsal.talk import Talk

LANGUAGES = ("zh", "en", "es", "ar")
LONG = 500
"""Messages in a long conversation; every hundredth is one."""
LAST = datetime(2026, 10, 15, 6, 0, tzinfo=UTC)
"""When the last conversation ends: the histories do not depend on the day they are made."""
DAYS = 60


def histories(conversations: int, messages: int, seed: int) -> Iterator[PastConversation]:
    """Yield that many conversations with that many messages together, the longest ago first."""
    rng = Random(seed)
    exhibitor = fair().exhibitors[0]
    people = [visitor for visitor in visitors() if visitor.writes in LANGUAGES]
    sizes = _sizes(conversations, messages, rng)
    gap = timedelta(days=DAYS) / max(1, conversations)
    for number, size in enumerate(sizes):
        end = LAST - gap * (conversations - 1 - number)
        yield _conversation(number, rng.choice(people), exhibitor, size, end, rng)


def _sizes(conversations: int, messages: int, rng: Random) -> list[int]:
    """Share the messages out: a few long conversations, the rest about equal, every one at least one."""
    if conversations < 1 or messages < conversations:
        raise ValueError("there must be a conversation, and a message in each")
    sizes = [0] * conversations
    left = messages
    for number in rng.sample(range(conversations), conversations // 100):
        if left - LONG >= conversations:
            sizes[number] = LONG
            left -= LONG
    short = [number for number, size in enumerate(sizes) if not size]
    for place, number in enumerate(short):
        sizes[number] = (left * (place + 1)) // len(short) - (left * place) // len(short)
    return sizes


def _conversation(
    number: int, visitor: Visitor, exhibitor: Exhibitor, size: int, end: datetime, rng: Random
) -> PastConversation:
    item = rng.choice(exhibitor.exhibits)
    staff = [account.login for account in exhibitor.accounts if account.kind is AccountKind.SUB]
    owner = rng.choice(staff)
    talk = Talk(visitor, Subject.of_item(item), rng)
    said: list[tuple[bool, str]] = [(True, talk.opening())]
    while len(said) < size:
        said.extend((line.from_buyer, line.text) for line in talk.thread())
        said.append((True, talk.question()))
    del said[size:]
    at = end - timedelta(minutes=7) * (size - 1)
    messages = tuple(
        PastMessage(at=at + timedelta(minutes=7) * place, text=text, sender=None if from_buyer else owner)
        for place, (from_buyer, text) in enumerate(said)
    )
    return PastConversation(
        buyer=f"{visitor.name} {number}",
        email=f"buyer{number}@example.com",
        company=visitor.company,
        country=visitor.country,
        languages=visitor.languages,
        time_zone=visitor.time_zone,
        exhibit=item.key,
        owner=owner,
        messages=messages,
        unread=_unread(said, rng),
    )


def _unread(said: list[tuple[bool, str]], rng: Random) -> int:
    """A tenth of the buyers have said something last that nobody has read."""
    if rng.random() > 0.1:
        return 0
    count = 0
    for from_buyer, _ in reversed(said):
        if not from_buyer:
            break
        count += 1
    return count
