"""The tree of ticks: what hangs on what, and who gives which to whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import make_account
from workstation.domain.account import Account, AccountKind, Permission
from workstation.domain.ids import ExhibitorId
from workstation.domain.permission_tree import (
    PRESETS,
    TREE,
    Preset,
    branches,
    grantable,
    may_manage,
    preset_of,
    settled,
    with_tick,
    without_tick,
)

P = Permission
ticks = st.frozensets(st.sampled_from(P))


def test_every_permission_stands_in_the_tree_once() -> None:
    found = [branch.permission for branch, _parent in branches()]
    assert sorted(found) == sorted(P)
    assert all(TREE.values())


@pytest.mark.parametrize("preset", list(Preset))
def test_presets_count_as_they_are_and_are_known_again(preset: Preset) -> None:
    assert settled(PRESETS[preset]) == PRESETS[preset]
    assert preset_of(PRESETS[preset]) is preset
    assert P.MANAGE_ACCOUNTS not in PRESETS[preset]


def test_read_only_is_never_given_work() -> None:
    assert not PRESETS[Preset.READ_ONLY] & {P.RECEIVE_MESSAGES, P.RECEIVE_BOOKINGS, P.RECEIVE_INTENTS}


def test_no_preset_for_other_ticks() -> None:
    assert preset_of({P.INVITE}) is None


@given(ticks)
def test_a_tick_counts_only_with_the_one_it_grows_from(given_: frozenset[Permission]) -> None:
    kept = settled(given_)
    assert kept <= given_
    assert settled(kept) == kept
    for branch, parent in branches():
        if branch.permission in kept and parent is not None:
            assert parent.permission in kept


@given(ticks, st.sampled_from(P))
def test_ticking_and_clearing(given_: frozenset[Permission], one: Permission) -> None:
    before = settled(given_)
    assert one in with_tick(before, one)
    assert settled(with_tick(before, one)) == with_tick(before, one)
    after = without_tick(before, one)
    assert one not in after
    assert settled(after) == after


def test_clearing_received_intents_clears_what_is_done_with_them() -> None:
    after = without_tick(PRESETS[Preset.SALES], P.RECEIVE_INTENTS)
    assert not after & {P.INTENT_DETAILS, P.INTENT_SEND_CARD, P.INTENT_CHAT, P.INTENT_DONE}
    assert P.RECEIVE_MESSAGES in after


MAIN = make_account(1)
MANAGER = make_account(2, permissions=frozenset({P.MANAGE_ACCOUNTS, P.INVITE}))
SALES = make_account(3, permissions=PRESETS[Preset.SALES])
FOREIGN = make_account(4, exhibitor_id=ExhibitorId(99))
GONE = make_account(5, enabled=False, permissions=frozenset(P))


@pytest.mark.parametrize(
    ("manager", "other", "may"),
    [
        (MAIN, SALES, True),
        (MAIN, MANAGER, True),
        (MAIN, GONE, True),
        (MAIN, MAIN, False),
        (MAIN, FOREIGN, False),
        (MANAGER, SALES, True),
        (MANAGER, MAIN, False),
        (MANAGER, MANAGER, False),
        (SALES, MANAGER, False),
        (GONE, SALES, False),
    ],
)
def test_who_manages_whom(manager: Account, other: Account, may: bool) -> None:
    assert may_manage(manager, other) is may


def test_one_gives_what_one_has() -> None:
    assert grantable(MAIN) == frozenset(P)
    assert grantable(MANAGER) == {P.MANAGE_ACCOUNTS, P.INVITE}
    assert grantable(SALES) == frozenset()
    assert MAIN.kind is AccountKind.MAIN
