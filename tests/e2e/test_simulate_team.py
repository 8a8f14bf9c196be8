"""A tenth of a team's day in fast motion (`dev.py simulate team` plays it whole), and what its judges can see."""

import json

import pytest

from tests.helpers.builders import (
    ME,
    at,
    make_account,
    make_conversation,
    make_events,
    make_exhibit,
    make_page,
    make_snapshot,
)
from tests.helpers.postgres import cluster
from tools.simulate import __main__ as simulate
from tools.simulate import ownership, team
from workstation.domain.account import Presence
from workstation.domain.distribution import Assignment, Association, Cause, Distribution, Sharing
from workstation.domain.events import Assigned, ConversationChanged, Event, Revoked, Unassigned
from workstation.domain.ids import ConversationId, ExhibitId, PrincipalId
from workstation.domain.routing import Mode, Options

ANN, BO = PrincipalId(2), PrincipalId(3)
ONE = ConversationId(1)


@pytest.mark.timeout(900)
def test_a_day_on_sqlite(trials, capsys):
    buyers = trials(300)
    assert simulate.main(["team", "--buyers", str(buyers), "--accounts", "8", "--seed", "7"]) == 0
    said = json.loads(capsys.readouterr().out)
    wrong = ("without_owner", "two_owners", "starved", "untraced", "double_sends")
    assert [said[name] for name in wrong] == [0] * len(wrong)
    assert (said["buyers"], said["conversations"]) == (buyers, buyers)
    assert said["refused"]["overtaken"] >= 1
    assert set(said["assignments"]) >= {"buyer", "queue", "assign", "take_over"}


@pytest.mark.requires("postgresql")
@pytest.mark.timeout(900)
def test_a_day_on_postgresql(trials):
    with cluster() as running, running.database() as url:
        outcome = team.play(trials(300), 8, 8, url)
    assert outcome.good(), outcome.line()


def test_an_unknown_day_is_said(capsys):
    assert simulate.main(["holiday"]) == 2
    assert "team" in capsys.readouterr().err


# --- the judges ---


def owned(rev: int, owner_id: PrincipalId | None) -> ConversationChanged:
    return ConversationChanged(conversation=make_conversation(1, rev=rev, owner_id=owner_id))


def given(rev: int, owner_id: PrincipalId) -> Assigned:
    return Assigned(page=make_page(1, conversation=make_conversation(1, rev=rev, owner_id=owner_id)))


def log(*bodies) -> list[Event]:
    return make_events(1, bodies)


def test_two_owners_are_seen():
    owners = ownership.owners_of(log(given(1, ANN), owned(2, ANN), owned(3, BO)))
    assert owners == {ONE: [(1, ANN), (3, BO)]}
    left = Unassigned(conversation_id=ONE, readable_to_n=1)
    good = {ME: log(), ANN: log(given(1, ANN), left), BO: log(given(3, BO))}
    assert ownership.two_owners(owners, good, ME) == 0
    assert ownership.two_owners(owners, {**good, ANN: log(given(1, ANN))}, ME) == 1, "never told that it is gone"
    assert ownership.two_owners(owners, {**good, BO: log()}, ME) == 1, "never told that it has come"
    assert ownership.two_owners(owners, {**good, BO: log(given(2, BO))}, ME) == 1, "another change than the main's"
    assert ownership.two_owners(owners, {**good, ANN: log(given(1, ANN), Revoked(reason="permission"))}, ME) == 0


def decision(number: int, from_id: PrincipalId | None, owner_id: PrincipalId | None) -> Assignment:
    return Assignment(
        id=number, conversation_id=ONE, at=at(number), n=1, cause=Cause.BUYER, rule="exhibit", from_id=from_id,
        owner_id=owner_id,
    )  # fmt: skip


def test_changes_without_a_record_are_seen():
    owners = {ONE: [(1, None), (2, ANN), (4, BO)]}
    whole = [decision(1, None, None), decision(2, None, ANN), decision(3, ANN, ANN), decision(4, ANN, BO)]
    assert ownership.untraced(owners, {ONE: whole}) == 0
    assert ownership.untraced(owners, {ONE: whole[:-1]}) == 1
    assert ownership.untraced(owners, {ONE: [whole[0], whole[3]]}) == 2
    assert ownership.untraced(owners, {}) == 1


def test_those_who_wait_in_vain_are_seen():
    waiting = make_conversation(1, owner_id=None, queued_at=at(), exhibit_id=ExhibitId(1))
    busy = make_conversation(2, owner_id=ANN)

    def count(options: Options, presence: Presence = Presence.ONLINE, undisturbed=frozenset()) -> int:
        rules = Distribution(
            id=make_account().exhibitor_id,
            rev=1,
            messages=Sharing(mode=Mode.AUTOMATIC, options=options),
            session_idle_s=60,
            session_idle_most_s=60,
        )
        pages = [make_page(1, conversation=waiting), make_page(2, conversation=busy)]
        first = make_snapshot(
            pages,
            accounts=(make_account(), make_account(ANN, presence=presence)),
            exhibits=(make_exhibit(1),),
            associations=(Association(exhibit_id=ExhibitId(1), account_ids=(ANN,)),),
            distribution=rules,
        )
        return ownership.starved(first, pages, set(undisturbed))

    assert count(Options(queue=True)) == 1
    assert count(Options(queue=True, cap=1)) == 0
    assert count(Options(queue=True, cap=2)) == 1
    assert count(Options(queue=True, only_online=True), Presence.AWAY) == 0
    assert count(Options(queue=True), undisturbed={ANN}) == 0
    assert count(Options()) == 1, "without a queue the main account should have got him"
    assert ownership.without_owner([make_page(1, conversation=waiting)]) == 0
    assert ownership.without_owner([make_page(1, conversation=make_conversation(1, owner_id=None))]) == 1
