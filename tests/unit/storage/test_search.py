"""Searching real files: what is there is found, what is not isn't, whatever is typed, also while re-indexing."""

import asyncio
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from tests.helpers.builders import (
    COLLEAGUE,
    NOON,
    at,
    make_account,
    make_buyer,
    make_colleague_chat,
    make_events,
    make_message,
    make_page,
    make_snapshot,
)
from workstation.domain import events as ev
from workstation.domain.account import AccountKind
from workstation.domain.ids import ConversationId
from workstation.domain.message import Message
from workstation.rehearsal.histories import histories
from workstation.storage import conversations, inbound, messages, search, search_text, traditional
from workstation.storage.search import Found, Source
from workstation.storage.search_match import MessageHit
from workstation.storage.store import Store

KEY = bytes(range(32))
CONVERSATIONS = 100
MESSAGES = 20_000

QUERIES = (
    *("价", "报价", "起订量", "价格", "價格", "價", "报 价", "回复", "回覆", "了解", "的 我"),
    *("12306", "A-77", "A77", "a 77", "500", "500pcs", "pcs", "m²", "m2", "12.5", "30%", "deposit 30%"),
    *("mañana", "manana", "MAÑANA", "muestra", "Straße", "strasse", "el la", "price", "pric", "PRICE", "price moq"),
    *("ＦＯＢ", "fob", "FOB上海", "上海", "样品 FOB", "sample 价", "клиент FOB", "ｶﾀﾛｸﾞ", "カタログ"),
    *("أحمد", "احمد", "سعر", "السعر", "US$", "€", "👍"),
)

PLANTED = (
    *("请坐铁路12306到广州", "铁路１２３０６订票", "Part A-77 is ready", "A77B and A 77", "最低500pcs起", "MOQ:500"),
    *(
        "請問價格是多少？",
        "价格表已发",
        "請回覆我，謝謝",
        "请回复",
        "我瞭解了",
        "了解",
        "报，价",
        "ｶﾀﾛｸﾞをください",
        "カタログ",
    ),
    *(
        "¡Hasta mañana!",
        "hasta manana",
        "Große Straße 5",
        "GROSSE STRASSE",
        "a\u0301b",
        "ship\u00adping e-mail",
        "a_b_c",
    ),
    *(
        "ＦＯＢ上海 价格",
        "FOB上海,CIF",
        "السيد أحمد",
        "احمد هنا",
        "السعرFOB نهائي",
        "клиентFOB",
        "price, MOQ? 样品价 sample",
    ),
    *("3 m² each, 20m2", "US$12.5/pcs", "€ 12,5 👍👍🏽", "Deposit: 30%, rest 70%", "100% ok; DROP TABLE"),
    *('say "quoted" NEAR(x, y)', "x" * 10_000),
)


# --- what counts as found, said once more in another way ---

_CJK = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff"
_SIGNS = "€$£¥👍🎁"
_PIECE = re.compile(f"[0-9]+|[a-z]+|[{_CJK}]|[{_SIGNS}]|[^\\W\\d_a-z{_CJK}{_SIGNS}]+")


@cache
def plain(text: str) -> str:
    """Fold a text step by step, as the words of the specification go."""
    result = unicodedata.normalize("NFKD", text).casefold()
    result = "".join(str(unicodedata.decimal(c, c)) for c in result)
    result = "".join(c for c in result if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
    result = re.sub("[\U0001f3fb-\U0001f3ff]", "", result)
    result = re.sub("[أإآٱ]", "ا", result).replace("ـ", "").replace("ة", "ه").replace("ؤ", "و")
    result = re.sub("[ىئی]", "ي", result).replace("ک", "ك")
    return "".join(traditional.simplified().get(c, c) for c in unicodedata.normalize("NFC", result))


def scanner(query: str) -> list[re.Pattern[str]]:
    """Return a pattern for each term: its pieces in this order with nothing but punctuation between them."""
    patterns = []
    for term in dict.fromkeys(plain(query).split()):
        pieces = _PIECE.findall(term)
        if not pieces:
            continue
        gap = f"(?:(?![{_SIGNS}])[\\W_])*"
        pattern = gap.join(_alone(piece, whole=place < len(pieces) - 1) for place, piece in enumerate(pieces))
        patterns.append(re.compile(pattern))
    return patterns


def _alone(piece: str, *, whole: bool) -> str:
    kind = "[0-9]" if piece[0].isdigit() else "[a-z]" if "a" <= piece[0] <= "z" else ""
    if re.match(f"[{_CJK}{_SIGNS}]", piece):
        return re.escape(piece)
    kind = kind or f"[^\\W\\d_a-z{_CJK}{_SIGNS}]"
    return f"(?<!{kind}){re.escape(piece)}" + (f"(?!{kind})" if whole else "")


def scan(said: Iterable[Message], query: str) -> set[tuple[int, int]]:
    """Return the messages with every term, found by looking at each."""
    patterns = scanner(query)
    return {(m.conversation_id, m.n) for m in said if patterns and all(p.search(plain(m.text)) for p in patterns)}


# --- files with a long history ---


class History:
    """Local files with everything that was said in them."""

    def __init__(self, store: Store, said: list[Message]) -> None:
        self.store = store
        self.said = said


def long_history() -> list[Message]:
    said = []
    planted = list(PLANTED)
    for number, past in enumerate(histories(CONVERSATIONS, MESSAGES, seed=7), 1):
        texts = [message.text for message in past.messages]
        texts[3:3] = [planted.pop() for _ in range(min(2, len(planted)))]
        said += [
            make_message(number, n, text=text, at=past.messages[0].at.replace(microsecond=0) + (at(n * 60) - NOON))
            for n, text in enumerate(texts, 1)
        ]
    assert not planted
    return said


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    store = Store.open(tmp_path_factory.mktemp("history"), KEY)
    said = long_history()
    pages = [make_page(number, 0) for number in range(1, CONVERSATIONS + 1)]
    store.write_blocking(inbound.apply_snapshot, make_snapshot(pages, as_of=1))
    store.write_blocking(messages.store, [messages.as_values(message) for message in said])
    index_anew(store)
    warm_up(store)
    yield History(store, said)
    store.close()


def warm_up(store: Store) -> None:
    """Have every thread of the store started before a test looks for threads left running."""

    async def both() -> None:
        await asyncio.gather(*(store.read(lambda tx: tx.exec_driver_sql(SLOW_COUNT).all()) for _ in range(2)))

    asyncio.run(both())


SLOW_COUNT = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 200000) SELECT count(*) FROM c"


def index_anew(store: Store, size: int = 5000) -> None:
    from workstation.storage import search_index

    while store.write_blocking(search_index.step, size) is not None:
        pass


def find(store: Store, text: str, *, limit: int = 50, before: int | None = None) -> Found:
    return store.read_blocking(search.find, search_text.parse(text), limit=limit, before=before)


def every_hit(store: Store, text: str) -> tuple[Counter[int], list[MessageHit]]:
    """Return how many hits each conversation has, and those shown, over all pages."""
    counts: Counter[int] = Counter()
    shown: list[MessageHit] = []
    before: int | None = None
    while True:
        page = find(store, text, limit=200, before=before).messages
        for hits, more in page.groups:
            counts[hits[0].conversation_id] += len(hits) + more
            shown += hits
        assert before is None or page.before is None or page.before < before
        before = page.before
        if before is None:
            return counts, shown


@pytest.mark.parametrize("query", QUERIES)
def test_finds_what_a_plain_scan_finds(history: History, query: str) -> None:
    expected = scan(history.said, query)
    counts, shown = every_hit(history.store, query)
    assert counts == Counter(conversation for conversation, _ in expected)
    assert {(hit.conversation_id, hit.n) for hit in shown} <= expected


def test_every_query_has_hits_or_the_comparison_would_show_nothing(history: History) -> None:
    assert [query for query in QUERIES if not find(history.store, query, limit=1).messages.groups] == []


@pytest.mark.parametrize("query", ["价", "报价", "起订量", "FOB上海", "价格", "price", "A-77", "احمد"])
def test_one_conversation_is_searched_whole(history: History, query: str) -> None:
    expected = scan(history.said, query)
    busiest = Counter(conversation for conversation, _ in expected).most_common(1)[0][0]
    hits, missing = history.store.read_blocking(search.find_in, ConversationId(busiest), search_text.parse(query))
    assert [(hit.conversation_id, hit.n) for hit in hits] == sorted(one for one in expected if one[0] == busiest)
    assert not missing


@pytest.mark.parametrize("written", ["报价", "起订量", "价", "12306"])
def test_nothing_written_as_asked_is_missed(history: History, written: str) -> None:
    """The plainest comparison: no folding on either side."""
    there = Counter(message.conversation_id for message in history.said if written in message.text)
    counts, _ = every_hit(history.store, written)
    assert there
    assert all(counts[conversation] >= count for conversation, count in there.items())


def test_the_newest_come_first(history: History) -> None:
    _, shown = every_hit(history.store, "价格")
    found = find(history.store, "价格", limit=20)
    firsts = [hits[0].at for hits, _ in found.messages.groups]
    assert firsts == sorted(firsts, reverse=True)
    assert firsts[0] == max(hit.at for hit in shown)
    assert sum(len(hits) for hits, _ in found.messages.groups) == 20
    assert all(len(hits) <= search.SHOWN for hits, _ in found.messages.groups)


def test_no_term_is_dropped(history: History) -> None:
    common, rare = Counter(every_hit(history.store, "价格")[0]), every_hit(history.store, "价格 ＦＯＢ 上海")[0]
    assert 0 < sum(rare.values()) < sum(common.values())
    assert every_hit(history.store, "价格 nowhere")[0] == Counter()
    assert every_hit(history.store, "nowhere 价格")[0] == Counter()


@pytest.mark.parametrize(
    "text",
    ['"', "'", '""', "a\"b", "NEAR(a b)", "a OR b", "a AND", "NOT a", "text:a", "^a", "a*", "*", "(", ")", "-a", "+",
     "{a b}:c", ";DROP TABLE messages", "\x00", "a\x00b", "\ud800", "%", "_", "\\", "价" * 250, "a " * 250, "x" * 500,
     "ñ\u0301" * 100],
)  # fmt: skip
def test_nothing_typed_breaks_the_query(history: History, text: str) -> None:
    expected = scan(history.said, text) if text.isascii() else None
    counts, _ = every_hit(history.store, text) if search_text.parse(text).phrases else (Counter[int](), [])
    assert expected is None or counts == Counter(conversation for conversation, _ in expected)


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_anything_may_be_typed(history: History, text: str) -> None:
    if (query := search_text.parse(text)).phrases:
        found = history.store.read_blocking(search.find, query, limit=5, before=None)
        assert all(query.is_in(hit.snippet.text) or hit.snippet.cut_after or hit.snippet.cut_before
                   for hits, _ in found.messages.groups for hit in hits)  # fmt: skip


TALK = st.text(alphabet="价價格報报a1bAñn -.,٣5أاFＦОо한ไ👍$_\n\u0301\u00ad", max_size=16)


@settings(max_examples=60)
@given(st.lists(TALK, min_size=1, max_size=12), st.lists(TALK, min_size=1, max_size=6))
def test_the_index_finds_what_the_scan_finds(small: Store, texts: list[str], queries: list[str]) -> None:
    said = [make_message(1, n, text=text) for n, text in enumerate(texts, 1)]
    small.write_blocking(only, said)
    for query in queries:
        if search_text.parse(query).phrases:
            hits, _ = small.read_blocking(search.find_in, ConversationId(1), search_text.parse(query))
            expected = scan(said, query)
            assert {(1, hit.n) for hit in hits} == expected
            counts, _ = every_hit(small, query)
            assert counts == Counter(conversation for conversation, _ in expected)


def only(tx: Connection, said: list[Message]) -> None:
    """Let nothing else have been said."""
    tx.exec_driver_sql("DELETE FROM messages")
    messages.store(tx, [messages.as_values(message) for message in said])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(tmp_path_factory.mktemp("small"), KEY)
    store.write_blocking(inbound.apply_snapshot, make_snapshot([make_page(1, 0)], as_of=1))
    index_anew(store)
    warm_up(store)
    yield store
    store.close()


# --- giving up ---

ENDLESS = Source(
    kind="endless",
    statement="WITH RECURSIVE c(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM c)"
    " SELECT id, NULL AS conversation_id, 'price' AS text FROM c WHERE id < 0",
)


async def test_a_search_nobody_waits_for_ends_and_leaves_the_reader_usable(history: History) -> None:
    store, query = history.store, search_text.parse("price")
    for _ in range(3):  # more than there are readers
        stale = asyncio.create_task(store.read(search.find, query, limit=5, before=None, sources=(ENDLESS,)))
        await asyncio.sleep(0.02)
        stale.cancel()
        with pytest.raises(asyncio.CancelledError):
            await stale
    fresh = await asyncio.gather(*(store.read(search.find, query, limit=5, before=None) for _ in range(4)))
    assert all(found.messages.groups for found in fresh)
    assert await store.read(lambda tx: tx.exec_driver_sql("PRAGMA query_only").scalar()) == 1


# --- names ---


@pytest.fixture
def people(store: Store) -> Store:
    """Give a fair's worth of names."""
    buyers = [
        make_buyer(101, name="Ahmed Al-Rashid", company="Gulf Trading LLC", email="ahmed@gulf.example"),
        make_buyer(102, name="李芳", company="广东凌丰电器有限公司", phone="+86 138-1234-5678"),
        make_buyer(103, name="陳大文", company="長城貿易（香港）", badge_number="B-20417"),
        make_buyer(104, name="José Ñáñez", company="Iluminación Ñandú S.A."),
        make_buyer(105, name="曾单", company=""),
    ]
    pages = [make_page(number, 1, buyer=buyer) for number, buyer in enumerate(buyers, 1)]
    chat = make_page(6, 1, conversation=make_colleague_chat(6), buyer=None)
    accounts = (
        make_account(),
        make_account(COLLEAGUE, name_zh="王小明", name_en="Wang Xiaoming", kind=AccountKind.SUB),
    )
    store.write_blocking(inbound.apply_snapshot, make_snapshot([*pages, chat], as_of=1, accounts=accounts))
    store.write_blocking(inbound.finish_snapshot, 1)
    return store


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ahmed", [1]),
        ("AHM", [1]),
        ("rashid gulf", [1]),
        ("gulf nowhere", []),
        ("ahmed@gulf", [1]),
        ("hmed", []),
        ("李", [2]),
        ("芳", [2]),
        ("凌丰", [2]),
        ("lifang", [2]),
        ("lf", [2]),
        ("lingfeng", [2]),
        ("gdlf", [2]),
        ("138 1234", [2]),
        ("13812345678", [2]),
        ("8613812345678", [2]),
        ("陈大文", [3]),
        ("陳大文", [3]),
        ("长城贸易", [3]),
        ("cdw", [3]),
        ("changcheng", [3]),
        ("b20417", [3]),
        ("jose nanez", [4]),
        ("nandu", [4]),
        ("zengshan", [5]),
        ("zs", [5]),
        ("zd", [5]),
        ("王小明", [6]),
        ("wxm", [6]),
        ("xiaoming", [6]),
        ("芳广", []),
    ],
)
def test_finds_names(people: Store, text: str, expected: list[int]) -> None:
    assert sorted(find(people, text).conversations) == expected


def test_a_new_name_is_found_and_the_old_one_no_longer(people: Store) -> None:
    renamed = ev.BuyerChanged(buyer=make_buyer(101, rev=2, name="Khalid", company="Oasis"))
    people.write_blocking(inbound.apply, make_events(2, [renamed]))
    assert find(people, "ahmed").conversations == ()
    assert find(people, "khalid oasis").conversations == (1,)


def test_names_stand_on_the_first_page_alone_the_last_spoken_with_first(people: Store) -> None:
    said = [make_message(number, 2, text="nothing", at=at(100 + number)) for number in (2, 1)]
    people.write_blocking(inbound.apply, make_events(2, said))
    assert find(people, "l").conversations[:2] == (2, 1)  # Li Fang; Gulf Trading LLC
    assert find(people, "l", before=2**62).conversations == ()


def test_what_is_archived_or_gone_counts_too_or_no_longer(people: Store) -> None:
    people.write_blocking(lambda tx: tx.exec_driver_sql("UPDATE conversations SET archived_n = last_n"))
    assert find(people, "ahmed").conversations == (1,)
    assert len(find(people, "message").messages.groups) == 6
    people.write_blocking(conversations.delete, [ConversationId(1)])
    assert find(people, "ahmed").conversations == ()
    assert len(find(people, "message").messages.groups) == 5


def test_a_recalled_or_changed_text_is_no_longer_found(people: Store) -> None:
    assert find(people, "message 1").messages.groups
    for number, fields in ((1, {"recalled": True, "text": ""}), (2, {"text": "另一句"})):
        changed = make_message(number, 1, rev=2, **fields)
        people.write_blocking(inbound.apply, make_events(1 + number, [changed]))
    found = {hits[0].conversation_id for hits, _ in find(people, "message").messages.groups}
    assert found == {3, 4, 5, 6}
    assert [hits[0].conversation_id for hits, _ in find(people, "另").messages.groups] == [2]


def test_notes_and_cards_have_their_place(people: Store) -> None:
    def make_remarks(tx: Connection) -> None:
        tx.exec_driver_sql("CREATE TABLE remarks (id INTEGER PRIMARY KEY, conversation_id INTEGER, text TEXT)")
        tx.exec_driver_sql("INSERT INTO remarks VALUES (7, 1, '要報價，下周回覆'), (8, NULL, 'other')")

    people.write_blocking(make_remarks)
    remarks = Source(kind="remark", statement="SELECT id, conversation_id, text FROM remarks ORDER BY id DESC")
    query = search_text.parse("报价 回复")
    found = people.read_blocking(search.find, query, limit=5, before=None, sources=(remarks,))
    assert [(hit.kind, hit.id, hit.conversation_id) for hit in found.documents] == [("remark", 7, 1)]
    assert found.documents[0].snippet.text == "要報價，下周回覆"


def test_says_when_a_conversation_is_not_all_here(people: Store, folder: Path) -> None:
    people.write_blocking(inbound.apply, make_events(2, [make_message(1, 5, text="后来的价格")]))
    hits, missing = people.read_blocking(search.find_in, ConversationId(1), search_text.parse("价格"))
    assert [hit.n for hit in hits] == [5]
    assert missing
