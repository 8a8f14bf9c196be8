"""The rows `search_p95_2char_zh`, `search_p95_word` and `search_growth`: over names and all that was said, encrypted.

Painting what was found is another row.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final, TypeVar

import msgspec
from sqlalchemy import Connection

from tools.bench.figures import Figure, at_most, cpu_ms, percentile, scaled
from tools.bench.places import FOLDER, forget_old, shape
from workstation.domain import events as ev
from workstation.domain.account import Account, AccountKind, Exhibitor
from workstation.domain.buyer import Buyer
from workstation.domain.conversation import Conversation, ConversationKind, ConversationPage, Marks
from workstation.domain.history import PastConversation
from workstation.domain.ids import ConversationId, ExhibitorId, MessageId, PrincipalId
from workstation.domain.message import TEXT, Message
from workstation.rehearsal.histories import histories
from workstation.storage import conversations, inbound, messages, search, search_index, search_text
from workstation.storage.store import Store

T = TypeVar("T")

TARGET_MS: Final = 10.0
MOST_GROWTH: Final = 1.3
BUYERS: Final = 2_500
MESSAGES: Final = 200_000
MANY: Final = 1_000_000
SEED: Final = 1
QUERIES: Final = 200
PLANTED: Final = "饕餮"
"""Stands in so many messages as `PLANTED_IN` says and nowhere else: each must be found."""
PLANTED_IN: Final = 40
PAGE: Final = 50
ROUNDS: Final = 3
KEY: Final = bytes(range(32))
_SHAPED_BY: Final = (
    *("storage/migrations.py", "storage/search_index.py", "storage/search_text.py", "storage/search_words.py"),
    *("rehearsal/histories.py", "rehearsal/talk.py"),
)
_ME: Final = PrincipalId(1)
_HAN: Final = re.compile("[\u4e00-\u9fff]{2,}")
_WORD: Final = re.compile(r"[^\W\d_\u4e00-\u9fff]{2,}")


def search_p95_2char_zh(calibrated_s: float) -> Figure:
    """CPU of a search for two Chinese characters as they stand in the texts, p95 over many such words."""
    return _measured("search_p95_2char_zh", [*_chinese(), PLANTED], calibrated_s)


def search_p95_word(calibrated_s: float) -> Figure:
    """CPU of a search for a word in letters, half of them cut short as while typing, p95 over many."""
    return _measured("search_p95_word", _latin(), calibrated_s)


def search_growth(_calibrated_s: float) -> Figure:
    """How many times longer both searches (p95) take among five times as many messages.

    Each word in turn among few and many; of several rounds each one's quickest counts, so that only growth shows.
    """
    few, many = (Store.open(_folder(count), KEY) for count in (MESSAGES, MANY))
    try:
        grown = {"Chinese": _grown(few, many, _chinese()), "words": _grown(few, many, _latin())}
    finally:
        few.close()
        many.close()
    before, after = max(grown.values(), key=lambda pair: pair[1] / pair[0])
    said = ", ".join(f"{what} {pair[0]:.1f} to {pair[1]:.1f} ms" for what, pair in grown.items())
    note = f"p95 of {len(_latin())} words each among {MESSAGES} and {MANY} messages: {said}"
    return at_most("search_growth", after / before, "x", MOST_GROWTH, floor=1.0, note=note)


def _grown(few: Store, many: Store, words: Sequence[str]) -> tuple[float, float]:
    quickest = [[float("inf")] * len(words), [float("inf")] * len(words)]
    for _ in range(ROUNDS):
        for place, word in enumerate(words):
            for times, store in zip(quickest, (few, many), strict=True):
                times[place] = min(times[place], cpu_ms(_search(store, word)))
    return percentile(quickest[0], 0.95), percentile(quickest[1], 0.95)


def _chinese() -> list[str]:
    rng = Random(SEED)
    runs = [run for text in _texts() for run in _HAN.findall(text)]
    return [_pair(rng.choice(runs), rng) for _ in range(QUERIES - 1)]


def _latin() -> list[str]:
    rng = Random(SEED)
    found = [word for text in _texts() for word in _WORD.findall(text)]
    words = [rng.choice(found) for _ in range(QUERIES)]
    return [word[: rng.randint(2, len(word))] if place % 2 else word for place, word in enumerate(words)]


def _pair(run: str, rng: Random) -> str:
    at = rng.randrange(len(run) - 1)
    return run[at : at + 2]


def _measured(name: str, words: Sequence[str], calibrated_s: float) -> Figure:
    store = Store.open(_folder(MESSAGES), KEY)
    try:
        spent = [cpu_ms(_search(store, word)) for word in words]
        planted = _hits(store, PLANTED)
        scan = cpu_ms(lambda: store.read_blocking(_scan, PLANTED))
    finally:
        store.close()
    note = (
        f"p50 {percentile(spent, 0.5):.2f} ms, worst {max(spent):.1f} ms of {len(words)} words, {MESSAGES} messages;"
        f" {planted} of {PLANTED_IN} planted hits found; floor: a scan"
    )
    figure = at_most(name, percentile(spent, 0.95), "ms CPU", scaled(TARGET_MS, calibrated_s), floor=scan, note=note)
    return figure if planted == PLANTED_IN else msgspec.structs.replace(figure, ok=False)


def _search(store: Store, word: str) -> Callable[[], object]:
    query = search_text.parse(word)
    return lambda: store.read_blocking(search.find, query, limit=PAGE, before=None)


def _hits(store: Store, word: str) -> int:
    found = store.read_blocking(search.find, search_text.parse(word), limit=1000, before=None)
    return sum(len(hits) + more for hits, more in found.messages.groups)


def _scan(tx: Connection, word: str) -> int:
    return len(tx.exec_driver_sql("SELECT id FROM messages WHERE instr(text, ?) > 0", (word,)).all())


# --- the data ---


@cache
def _histories(count: int) -> list[PastConversation]:
    return list(histories(BUYERS, count, SEED))


def _texts() -> Iterator[str]:
    """Yield the texts of some conversations."""
    for past in _histories(MESSAGES)[::25]:
        for message in past.messages:
            yield message.text


def _folder(count: int) -> Path:
    """Return the files of a desk with so many messages; made if they aren't there, in half a minute or some more."""
    kind = f"search-{BUYERS}-{count}"
    folder = FOLDER / f"{kind}-{shape(_SHAPED_BY)}"
    if not (folder / "made").exists():
        forget_old(kind, FOLDER)
        _make(folder, count)
        (folder / "made").touch()
    return folder


def _make(folder: Path, count: int) -> None:
    print(f"making {count} messages to search …", file=sys.stderr, flush=True)
    past = _histories(count)
    store = Store.open(folder, KEY)
    try:
        while store.write_blocking(search_index.step) is not None:
            pass  # an empty index is complete
        for pages in _batches((_page(place, history) for place, history in enumerate(past)), 500):
            store.write_blocking(inbound.apply_snapshot, _snapshot(pages))
        store.write_blocking(inbound.finish_snapshot, 0)
        said = sorted(_said(past, count), key=lambda message: message.at)
        for some in _batches(said, 1000):
            store.write_blocking(messages.store, [messages.as_values(message) for message in some])
        ids = [ConversationId(place + 1) for place in range(len(past))]
        store.write_blocking(conversations.recompute, ids, _ME)
    finally:
        store.close()


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Do as `itertools.batched`, which Python 3.11 hasn't got."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def _snapshot(pages: Sequence[ConversationPage]) -> ev.Snapshot:
    me = Account(
        id=_ME, rev=1, exhibitor_id=ExhibitorId(1), kind=AccountKind.MAIN, login="main", name_zh="主", name_en="Main"
    )
    exhibitor = Exhibitor(id=ExhibitorId(1), rev=1, name_zh="展商", name_en="Exhibitor")
    return ev.Snapshot(as_of=0, me=me, exhibitor=exhibitor, total=BUYERS, conversations=tuple(pages))


def _page(place: int, past: PastConversation) -> ConversationPage:
    id_, buyer = ConversationId(place + 1), PrincipalId(place + 100)
    return ConversationPage(
        conversation=Conversation(
            id=id_,
            rev=1,
            kind=ConversationKind.CUSTOMER,
            exhibitor_id=ExhibitorId(1),
            created_at=past.messages[0].at,
            buyer_id=buyer,
            owner_id=_ME,
        ),
        marks=Marks(conversation_id=id_, rev=0),
        buyer=Buyer(
            id=buyer,
            rev=1,
            name=past.buyer,
            company=past.company,
            country=past.country,
            email=past.email,
            languages=past.languages,
        ),
    )


def _said(past: Sequence[PastConversation], count: int) -> Iterator[Message]:
    planted = set(Random(SEED).sample(range(count), PLANTED_IN))
    number = 0
    for place, history in enumerate(past):
        for n, said in enumerate(history.messages, 1):
            yield Message(
                id=MessageId(number + 1),
                conversation_id=ConversationId(place + 1),
                n=n,
                rev=1,
                kind=TEXT,
                at=said.at,
                sender_id=PrincipalId(place + 100) if said.sender is None else _ME,
                from_buyer=said.sender is None,
                text=f"{said.text}，{PLANTED}纹" if number in planted else said.text,
            )
            number += 1


SEARCH: Final[dict[str, Callable[[float], Figure]]] = {
    "search_p95_2char_zh": search_p95_2char_zh,
    "search_p95_word": search_p95_word,
}
