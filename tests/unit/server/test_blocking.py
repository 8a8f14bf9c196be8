"""Blocking a buyer, reporting one, and the company's log of it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from tests.helpers.team_bench import TeamBench, team_bench
from workstation.domain.account_actions import BlockBuyer, ReportBuyer, ReportReason
from workstation.domain.actions import SendMessage, StartConversation, TransferConversation
from workstation.domain.audit import AuditFilter, AuditPage, Deed
from workstation.domain.events import ConversationChanged
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.server import admin
from workstation.server.database import Database
from workstation.server.queries import audit as logged
from workstation.server.schema_accounts import audit


@pytest.fixture
def prepared() -> str:
    return "fair"


@pytest.fixture
def bench(database: Database) -> Iterator[TeamBench]:
    with team_bench(database) as made:
        yield made


def buyer_of(bench: TeamBench, conversation: ConversationId) -> PrincipalId:
    buyer_id = bench.head(conversation).buyer_id
    assert buyer_id is not None
    return buyer_id


def page(bench: TeamBench, before: int | None = None, limit: int = 100, **wanted: Any) -> AuditPage:
    found: AuditPage = bench.read(logged.page, bench.north, AuditFilter(**wanted), before, limit)
    return found


# --- blocking ---


def test_a_blocked_buyer_can_t_write_begin_again_or_be_written_to(bench: TeamBench) -> None:
    conversation = bench.ask("N-1")
    buyer_id = buyer_of(bench, conversation)
    bench.act("north.ann", BlockBuyer(conversation=conversation, blocked=True))
    assert (bench.head(conversation).blocked, bench.head(conversation).live) == (True, False)
    for who in (buyer_id, "north.ann", "north"):
        heads = [body.conversation for body in bench.log(who) if isinstance(body, ConversationChanged)]
        assert heads[-1].blocked
        code = bench.refused(who, SendMessage(conversation=conversation, text="x"))[0]
        assert code in ("blocked", "not_allowed")
    begin = StartConversation(exhibitor_id=bench.north, exhibit_id=bench.exhibits["N-3"])
    assert bench.refused(buyer_id, begin)[0] == "blocked"
    assert bench.refused("north.ann", TransferConversation(conversation=conversation, to_id=bench.ids["north.bo"]))
    bench.act("north", BlockBuyer(conversation=conversation, blocked=False))
    bench.act("north", BlockBuyer(conversation=conversation, blocked=False))
    bench.act(buyer_id, SendMessage(conversation=conversation, text="Thank you"))
    assert bench.head(conversation).live, "distributed anew"


def test_others_are_not_concerned(bench: TeamBench) -> None:
    blocked, other = bench.ask("N-1"), bench.ask("N-1")
    bench.act("north.ann", BlockBuyer(conversation=blocked, blocked=True))
    bench.act(buyer_of(bench, other), SendMessage(conversation=other, text="And I?"))


def test_only_whose_buyer_it_is(bench: TeamBench) -> None:
    conversation = bench.ask("N-1")
    bench.act("north.ann", TransferConversation(conversation=conversation, to_id=bench.ids["north.bo"]))
    assert bench.refused("north.ann", BlockBuyer(conversation=conversation, blocked=True))[0] == "not_allowed"
    assert bench.refused("south", BlockBuyer(conversation=conversation, blocked=True))[0] == "not_found"
    bench.act("north.bo", BlockBuyer(conversation=conversation, blocked=True))


# --- reporting ---


def test_the_organiser_reads_the_reports(
    bench: TeamBench, database_url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    conversation = bench.ask("N-1")
    report = ReportBuyer(conversation=conversation, reason=ReportReason.FRAUD, text="  wants a deposit  ")
    bench.act("north.ann", report)
    bench.act("north", ReportBuyer(conversation=conversation, reason=ReportReason.SPAM))
    assert bench.refused("south", report)[0] == "not_found"
    assert bench.refused(
        "north.ann", ReportBuyer(conversation=conversation, reason=ReportReason.OTHER, text="x" * 2001)
    )
    assert admin.main(["reports", "--data", str(tmp_path), "--database", database_url]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["reason"], one["text"], one["reporter"]) for one in lines] == [
        ("fraud", "wants a deposit", "north.ann"),
        ("spam", "", "north"),
    ]
    assert lines[0]["buyer_id"] == buyer_of(bench, conversation)
    assert lines[0]["exhibitor"] == "North Lamps"


def test_there_is_an_end_to_reports(bench: TeamBench) -> None:
    conversation = bench.ask("N-1")
    report = ReportBuyer(conversation=conversation, reason=ReportReason.OTHER)
    for _ in range(20):
        bench.act("north.ann", report)
    assert bench.refused("north.ann", report) == ("too_many", {"limit": 20})


# --- the log ---


def test_who_did_what_is_logged_with_the_place(bench: TeamBench) -> None:
    conversation = bench.ask("N-1")
    bench.act("north.ann", BlockBuyer(conversation=conversation, blocked=True))
    bench.act("north", BlockBuyer(conversation=conversation, blocked=False))
    bench.act("north.ann", ReportBuyer(conversation=conversation, reason=ReportReason.INSULT))
    mine = page(bench, codes=(Deed.BUYER_BLOCKED, Deed.BUYER_UNBLOCKED, Deed.BUYER_REPORTED)).entries
    ann, main = bench.ids["north.ann"], bench.ids["north"]
    assert [(one.code, one.actor_id, one.conversation_id) for one in mine] == [
        ("buyer_reported", ann, conversation),
        ("buyer_unblocked", main, conversation),
        ("buyer_blocked", ann, conversation),
    ], "newest first"
    assert mine[0].params == {"reason": "insult"}
    assert mine[0].buyer_name.startswith("Buyer")


def test_the_log_is_read_page_by_page_and_filtered(bench: TeamBench) -> None:
    conversations = [bench.ask("N-1") for _ in range(12)]
    for conversation in conversations:
        bench.clock.at = bench.clock.at.replace(minute=bench.clock.at.minute + 1)
        bench.act("north.ann", BlockBuyer(conversation=conversation, blocked=True))
    wanted: dict[str, Any] = {"codes": (Deed.BUYER_BLOCKED,)}
    seen: list[int] = []
    before: int | None = None
    while True:
        got = page(bench, before, 5, **wanted)
        seen += [one.conversation_id for one in got.entries if one.conversation_id is not None]
        if not got.more:
            break
        before = got.entries[-1].id
    assert seen == conversations[::-1]
    all_of_ann = page(bench, account_id=bench.ids["north.ann"]).entries
    assert {one.code for one in all_of_ann} >= {"assigned", "buyer_blocked"}, "by her and to her"
    times = [one.at for one in page(bench, **wanted).entries]
    assert [one.at for one in page(bench, since=times[3], **wanted).entries] == times[:4]
    assert [one.at for one in page(bench, until=times[3], **wanted).entries] == times[4:]
    assert page(bench, codes=("no such deed",)) == AuditPage(entries=())


def test_another_company_s_log_is_another(bench: TeamBench) -> None:
    bench.act("north.ann", BlockBuyer(conversation=bench.ask("N-1"), blocked=True))
    assert page(bench).entries
    assert bench.read(logged.page, bench.north + 1, AuditFilter(), None, 10).entries == ()


@pytest.mark.parametrize("change", ["update", "delete", "truncate"])
def test_the_log_is_only_ever_added_to(bench: TeamBench, change: str) -> None:
    bench.act("north.ann", BlockBuyer(conversation=bench.ask("N-1"), blocked=True))
    before = page(bench).entries
    statement: Any = {
        "update": update(audit).values(code="nothing"),
        "delete": delete(audit),
        "truncate": text("TRUNCATE audit" if bench.database.is_postgres else "DELETE FROM audit WHERE 1"),
    }[change]
    with pytest.raises(DBAPIError, match="only ever added to"), bench.database.writer.begin() as conn:
        conn.execute(statement)
    assert page(bench).entries == before
    assert bench.read(lambda conn: len(conn.execute(select(audit)).all())) == len(before)
