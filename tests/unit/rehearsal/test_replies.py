"""The rehearsal's automatic answers: of accounts that are there, in both languages, as the platform takes them."""

from workstation.domain.account import AccountKind
from workstation.domain.autoreply import NAME, checked
from workstation.domain.ids import PrincipalId
from workstation.domain.permission_tree import Preset, preset_of, settled
from workstation.rehearsal import content, replies


def test_every_answer_is_of_an_account_of_the_full_exhibitor_and_can_be_kept() -> None:
    logins = [one.login for one in content.fair().exhibitors[0].accounts]
    ids = {login: PrincipalId(number) for number, login in enumerate(logins, 1)}
    made = list(replies.actions(ids))
    assert made[0].account_id is None
    assert {one.account_id for one in made[1:]} <= set(ids.values())
    for reply in (replies.replies().company, *replies.replies().accounts.values()):
        checked(reply)


def test_the_company_speaks_both_languages() -> None:
    company = replies.replies().company
    for texts in (company.online.texts, company.offline.texts, company.waiting, company.transferred):
        assert texts.zh
        assert texts.en
    assert NAME in company.transferred.zh
    assert NAME in company.transferred.en


def test_the_staff_show_every_preset_and_one_of_their_own_making() -> None:
    staff = [one for one in content.fair().exhibitors[0].accounts if one.kind is AccountKind.SUB]
    assert {preset_of(one.permissions) for one in staff} == {*Preset, None}
    assert all(settled(one.permissions) == one.permissions for one in staff)
