"""Managing accounts through HTTP, on both databases: making, disabling, passwords, locks, devices."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from tests.helpers.live_server import PASSWORD, Client, LiveServer, code_of
from workstation.domain.account import Account, AccountKind, Exhibitor, Permission
from workstation.domain.account_actions import EditAccount, SetAccountEnabled, SetMaxDaysOffline, SetPermissions
from workstation.domain.actions import Action, SetProfile
from workstation.domain.administration import AccountState, Device, FirstPassword, NewAccount
from workstation.domain.audit import AuditPage, Deed, Entry
from workstation.domain.entrance import Me, SignInRequest
from workstation.domain.events import AccountChanged, ExhibitorChanged, Revoked, Snapshot
from workstation.domain.ids import PrincipalId, new_action_id
from workstation.domain.permission_tree import PRESETS, Preset


@pytest.fixture
def main(server: LiveServer) -> Client:
    return server.account("north")


def wanted(**fields: Any) -> NewAccount:
    given: dict[str, Any] = {"id": new_action_id(), "login": f"north.{uuid4().hex[:10]}", "name_zh": "新人"}
    return NewAccount(**(given | fields))


def create(main: Client, asked: NewAccount) -> FirstPassword:
    answer = main.call("POST", "/api/v1/accounts", asked)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=FirstPassword)


def refused(main: Client, asked: NewAccount) -> tuple[str, dict[str, Any]]:
    answer = main.call("POST", "/api/v1/accounts", asked)
    return code_of(answer), answer.json()["params"]


def state_of(main: Client, account_id: PrincipalId) -> AccountState:
    return next(one for one in main.get("/api/v1/accounts", tuple[AccountState, ...]) if one.account_id == account_id)


def sign_in(server: LiveServer, login: str, password: str, device: str = "") -> Any:
    asked = SignInRequest(login=login, password=password, device=device)
    return server.client().call("POST", "/api/v1/sign-in", asked)


def hire(server: LiveServer, main: Client, **fields: Any) -> tuple[Account, Client]:
    """Return a new account that has chosen its password, and its client."""
    made = create(main, wanted(**fields))
    server.passwords[made.account.login] = made.password
    return made.account, server.account(made.account.login)


def dismiss(main: Client, account_id: PrincipalId) -> None:
    """Leave room for others in the package of twelve."""
    main.act(SetAccountEnabled(account_id=account_id, enabled=False))


# --- making ---


def test_a_new_account_changes_its_password_and_may_what_it_was_given(server: LiveServer, main: Client) -> None:
    asked = wanted(permissions=PRESETS[Preset.SALES], name_en="New", mobile="+86 138 0000 0000", language="en")
    before = main.get("/api/v1/snapshot", Snapshot).as_of
    made = create(main, asked)
    account = made.account
    assert (account.kind, account.name_zh, account.permissions) == (AccountKind.SUB, "新人", PRESETS[Preset.SALES])
    assert [body.account for body in bodies(main, before, AccountChanged)] == [account]
    signed_in = sign_in(server, asked.login.upper(), made.password)
    assert signed_in.json()["must_change_password"] is True
    client = server.client(signed_in.json()["token"])
    assert code_of(client.call("GET", "/api/v1/snapshot")) == "must_change_password"
    assert client.call("POST", "/api/v1/password", {"old": made.password, "new": PASSWORD}).status_code == 204
    assert client.get("/api/v1/snapshot", Snapshot).me.permissions == PRESETS[Preset.SALES]
    dismiss(main, account.id)


def bodies(client: Client, after: int, kind: Any) -> list[Any]:
    return [event.body for event in client.whole_log(after) if isinstance(event.body, kind)]


def test_the_same_request_again_gives_the_same_account_another_password(server: LiveServer, main: Client) -> None:
    asked = wanted()
    first, second = create(main, asked), create(main, asked)
    assert first.account.id == second.account.id
    assert sign_in(server, asked.login, first.password).status_code == 401
    assert sign_in(server, asked.login, second.password).status_code == 200
    assert refused(main, asked)[0] == "action_id_reused", "it is somebody's by now"
    dismiss(main, first.account.id)


def test_the_same_id_for_another_account_is_refused(main: Client) -> None:
    asked = wanted()
    made = create(main, asked)
    assert refused(main, msgspec.structs.replace(asked, login="somebody.else"))[0] == "action_id_reused"
    dismiss(main, made.account.id)


@pytest.mark.parametrize(
    ("fields", "code", "param"),
    [
        ({"login": "north"}, "login_taken", None),
        ({"login": " NORTH.ann "}, "login_taken", None),
        ({"login": "ab"}, "invalid_request", "login"),
        ({"login": "two words"}, "invalid_request", "login"),
        ({"login": "ana@example.com"}, "invalid_request", "login"),
        ({"login": "x" * 101}, "invalid_request", "login"),
        ({"name_zh": "  ", "name_en": ""}, "invalid_request", "name_zh"),
        ({"name_zh": "长" * 201}, "invalid_request", "name_zh"),
        ({"mobile": "call me"}, "invalid_request", "mobile"),
        ({"email": "not an address"}, "invalid_request", "email"),
        ({"language": "?"}, "invalid_request", "language"),
        ({"title": "a\x00b"}, "text_invalid", None),
    ],
)
def test_what_can_t_be_made(main: Client, fields: dict[str, Any], code: str, param: str | None) -> None:
    found, params = refused(main, wanted(**fields))
    assert found == code
    assert params.get("field") == param


def test_a_tick_without_the_one_above_it_doesn_t_count(main: Client) -> None:
    made = create(main, wanted(permissions=frozenset({Permission.INTENT_CHAT, Permission.INVITE})))
    assert made.account.permissions == {Permission.INVITE}
    dismiss(main, made.account.id)


def test_the_package_is_the_limit_also_for_many_at_once(server: LiveServer) -> None:
    """South has two accounts of twelve."""
    main = server.account("south")
    asked = [wanted(login=f"south.{uuid4().hex[:8]}") for _ in range(15)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda one: Client(server.url, main.token).call("POST", "/api/v1/accounts", one), asked)
        )
    made = [msgspec.json.decode(one.content, type=FirstPassword).account for one in answers if one.status_code == 200]
    left = 12 - len([one for one in main.get("/api/v1/snapshot", Snapshot).accounts if one.enabled and one not in made])
    assert len(made) == left
    full = next(one for one in answers if one.status_code != 200)
    assert (code_of(full), full.json()["params"]) == ("accounts_used_up", {"limit": 12})
    main.act(SetAccountEnabled(account_id=made[0].id, enabled=False))
    other = create(main, wanted(login=f"south.{uuid4().hex[:8]}"))
    assert main.refused(SetAccountEnabled(account_id=made[0].id, enabled=True)) == "accounts_used_up"
    for one in (*made[1:], other.account):
        dismiss(main, one.id)
    main.act(SetAccountEnabled(account_id=made[0].id, enabled=True))
    dismiss(main, made[0].id)


# --- wrong passwords ---


def test_ten_wrong_passwords_lock_and_a_new_one_unlocks(server: LiveServer, main: Client) -> None:
    account, client = hire(server, main)
    for left in range(9, -1, -1):
        answer = sign_in(server, account.login, f"wrong {left}")
        assert (code_of(answer), answer.json()["params"]) == ("wrong_credentials", {"attempts_left": left})
    assert state_of(main, account.id).failed == 10
    assert state_of(main, account.id).locked_until is not None
    assert code_of(sign_in(server, account.login, PASSWORD)) == "locked"
    assert client.get("/api/v1/me", Me).account is not None, "who is signed in goes on"
    answer = main.call("POST", f"/api/v1/accounts/{account.id}/password")
    fresh = msgspec.json.decode(answer.content, type=FirstPassword).password
    assert state_of(main, account.id).locked_until is None
    assert code_of(client.call("GET", "/api/v1/me")) == "not_signed_in"
    assert code_of(sign_in(server, account.login, PASSWORD)) == "wrong_credentials"
    assert sign_in(server, account.login, fresh).json()["must_change_password"] is True
    deeds = [one.code for one in log(main, account.id)]
    assert [code for code in deeds if code in (Deed.LOCKED, Deed.PASSWORD_RESET)] == ["password_reset", "locked"]
    dismiss(main, account.id)


def log(main: Client, account_id: PrincipalId) -> list[Entry]:
    return list(main.get("/api/v1/audit", AuditPage, account_id=account_id, limit=500).entries)


# --- disabling ---


def test_whoever_is_disabled_is_out_at_once_and_stays_out(server: LiveServer, main: Client) -> None:
    account, client = hire(server, main, permissions=PRESETS[Preset.SALES])
    seq = client.get("/api/v1/snapshot", Snapshot).as_of
    main.act(SetAccountEnabled(account_id=account.id, enabled=False))
    assert code_of(client.call("GET", "/api/v1/me")) == "account_disabled"
    assert code_of(client.call("GET", "/api/v1/log", None, params={"after": seq})) == "account_disabled"
    assert code_of(sign_in(server, account.login, PASSWORD)) == "account_disabled"
    assert code_of(sign_in(server, account.login, "wrong")) == "wrong_credentials", "nothing is told without it"
    main.act(SetAccountEnabled(account_id=account.id, enabled=True))
    assert code_of(client.call("GET", "/api/v1/me")) == "account_disabled", (
        "that desk has to delete its files all the same"
    )
    again = server.client(sign_in(server, account.login, PASSWORD).json()["token"])
    assert again.get("/api/v1/snapshot", Snapshot).me.enabled
    assert [body.reason for body in bodies(again, seq, Revoked)] == ["account_disabled"]
    main.act(SetAccountEnabled(account_id=account.id, enabled=True))
    deeds = [one.code for one in log(main, account.id)]
    assert [one for one in deeds if one in (Deed.ACCOUNT_ENABLED, Deed.ACCOUNT_DISABLED)] == [
        "account_enabled",
        "account_disabled",
    ], "as it was already is no deed"
    dismiss(main, account.id)


def test_a_desk_that_was_signed_out_before_its_account_was_disabled_deletes_its_files_too(
    server: LiveServer, main: Client
) -> None:
    account, lost = hire(server, main)
    other = server.client(sign_in(server, account.login, PASSWORD).json()["token"])
    (device,) = [one for one in lost.get(f"/api/v1/accounts/{account.id}/devices", tuple[Device, ...]) if one.current]
    assert other.call("POST", f"/api/v1/accounts/{account.id}/devices/{device.id}/sign-out").status_code == 204
    assert main.call("POST", f"/api/v1/accounts/{account.id}/password").status_code == 200
    assert code_of(other.call("GET", "/api/v1/me")) == "not_signed_in", "files are kept for whoever signs in again"
    main.act(SetAccountEnabled(account_id=account.id, enabled=False))
    assert code_of(other.call("GET", "/api/v1/me")) == "account_disabled"
    assert code_of(lost.call("GET", "/api/v1/me")) == "signed_out_remotely"


# --- permissions ---


def test_permissions_take_effect_at_once(server: LiveServer, main: Client) -> None:
    account, client = hire(server, main, permissions=frozenset({Permission.OVERVIEW}))
    days = {"since": "2026-04-01T00:00:00Z", "until": "2026-04-02T00:00:00Z"}
    assert client.call("GET", "/api/v1/overview", params=days).status_code == 200
    seq = client.get("/api/v1/snapshot", Snapshot).as_of
    main.act(SetPermissions(account_id=account.id, permissions=frozenset({Permission.AUDIT_LOG})))
    assert code_of(client.call("GET", "/api/v1/overview", params=days)) == "not_allowed"
    assert client.call("GET", "/api/v1/audit").status_code == 200
    (told,) = bodies(client, seq, AccountChanged)
    assert told.account.permissions == {Permission.AUDIT_LOG}
    assert bodies(client, seq, Revoked) == [], "nothing of that lies on the desk"
    main.act(SetPermissions(account_id=account.id, permissions=PRESETS[Preset.SALES]))
    assert [body.reason for body in bodies(client, seq, Revoked)] == ["permission"]
    changes = [one.params for one in log(main, account.id) if one.code == Deed.PERMISSIONS_CHANGED]
    assert changes[-1] == {"added": "audit_log", "removed": "overview"}
    dismiss(main, account.id)


# --- what is known of an account ---


def test_a_colleague_s_record_is_changed_by_its_manager(server: LiveServer, main: Client) -> None:
    account, client = hire(server, main)
    main.act(EditAccount(account_id=account.id, mobile=" +86 139 0013 9000 ", name_en="Xin"))
    now = client.get("/api/v1/snapshot", Snapshot).me
    assert (now.mobile, now.name_en, now.name_zh) == ("+86 139 0013 9000", "Xin", "新人")
    for wrong in ("none", "12345"):
        assert main.refused(EditAccount(account_id=account.id, mobile=wrong)) == "invalid_request"
    main.act(EditAccount(account_id=account.id, mobile="+86 139 0013 9000"))
    edits = [one.params for one in log(main, account.id) if one.code == Deed.ACCOUNT_EDITED]
    assert edits == [{"fields": "mobile, name_en"}], "only what is another than before"
    client.act(SetProfile(mobile="137 0013 7000", email=""))
    assert client.refused(SetProfile(email="nowhere")) == "invalid_request"
    dismiss(main, account.id)


def test_the_languages_somebody_speaks_are_told_to_colleagues(server: LiveServer, main: Client) -> None:
    account, client = hire(server, main, languages=(" zh", "en", "zh"))
    assert account.languages == ("zh", "en")
    seq = main.get("/api/v1/snapshot", Snapshot).as_of
    client.act(SetProfile(languages=("en", "es ")))
    client.act(SetProfile(title="Interpreter"))
    main.act(EditAccount(account_id=account.id, languages=("ru",)))
    main.act(EditAccount(account_id=account.id, languages=("ru",)))
    told = [body.account.languages for body in bodies(main, seq, AccountChanged) if body.account.id == account.id]
    assert told == [("en", "es"), ("en", "es"), ("ru",)]
    edits = [one.params for one in log(main, account.id) if one.code == Deed.ACCOUNT_EDITED]
    assert edits == [{"fields": "languages"}]
    for wrong in (("Spanish!",), tuple(f"a{chr(97 + at)}" for at in range(9))):
        assert client.refused(SetProfile(languages=wrong)) == "invalid_request"
        assert main.refused(EditAccount(account_id=account.id, languages=wrong)) == "invalid_request"
        assert refused(main, wanted(languages=wrong)) == ("invalid_request", {"field": "languages"})
    client.act(SetProfile(languages=()))
    assert client.get("/api/v1/snapshot", Snapshot).me.languages == ()
    dismiss(main, account.id)
    buyer = server.buyer()
    buyer.act(SetProfile(languages=("ar", "en")))
    mine = buyer.get("/api/v1/me", Me).buyer
    assert mine is not None
    assert mine.languages == ("ar", "en")


def test_how_long_desks_work_off_line(server: LiveServer, main: Client) -> None:
    for days in (0, 366, -1):
        assert main.refused(SetMaxDaysOffline(days=days)) == "invalid_request"
    seq = main.get("/api/v1/snapshot", Snapshot).as_of
    main.act(SetMaxDaysOffline(days=7))
    main.act(SetMaxDaysOffline(days=7))
    assert [body.exhibitor.max_days_offline for body in bodies(main, seq, ExhibitorChanged)] == [7]
    mine = main.get("/api/v1/snapshot", Snapshot).exhibitor
    assert mine.max_days_offline == 7
    for reader, shown in ((main, 7), (server.buyer(), 30), (server.account("south"), 30)):
        found = reader.get("/api/v1/exhibitors", tuple[Exhibitor, ...])
        assert [one.max_days_offline for one in found if one.id == mine.id] == [shown]
    main.act(SetMaxDaysOffline(days=30))


# --- devices ---


def test_where_one_is_signed_in(server: LiveServer, main: Client) -> None:
    account, client = hire(server, main)
    laptop = server.client(sign_in(server, account.login, PASSWORD, "Laptop").json()["token"])
    laptop.get("/api/v1/me", Me)
    path = f"/api/v1/accounts/{account.id}/devices"
    found = client.get(path, tuple[Device, ...])
    assert [(one.name, one.current) for one in found if one.name or one.current] == [("Laptop", False), ("", True)]
    assert all(one.address == "127.0.0.1" for one in found)
    assert [one.id for one in main.get(path, tuple[Device, ...])] == [one.id for one in found]
    lost = next(one for one in found if one.name == "Laptop")
    seq = main.get("/api/v1/snapshot", Snapshot).as_of
    assert client.call("POST", f"{path}/{lost.id}/sign-out").status_code == 204
    assert code_of(laptop.call("GET", "/api/v1/me")) == "signed_out_remotely"
    assert code_of(client.call("POST", f"{path}/{lost.id}/sign-out")) == "not_found", "it is out already"
    own = next(one for one in found if one.current)
    assert code_of(client.call("POST", f"{path}/{own.id}/sign-out")) == "not_allowed", "one signs out of that oneself"
    assert main.call("POST", f"{path}/{own.id}/sign-out").status_code == 204
    assert code_of(client.call("GET", "/api/v1/me")) == "signed_out_remotely"
    assert bodies(main, seq, Revoked) == []
    assert [one.params["device"] for one in log(main, account.id) if one.code == Deed.DEVICE_SIGNED_OUT] == [
        "",
        "Laptop",
    ]
    assert state_of(main, account.id).devices == len(found) - 2
    dismiss(main, account.id)


def test_a_stream_of_whoever_is_put_out_ends(server: LiveServer, main: Client) -> None:
    account, client = hire(server, main)
    with client.call("GET", "/api/v1/stream", params={"after": 0}, stream=True) as stream:
        lines = stream.iter_lines()
        assert next(lines) == b": ok"
        main.act(SetAccountEnabled(account_id=account.id, enabled=False))
        assert any(b"not_signed_in" in line for line in lines)


# --- at the same time ---


def test_two_managers_at_once_leave_one_truth(server: LiveServer, main: Client) -> None:
    account, client = hire(server, main)
    ticks: list[Action] = [
        SetPermissions(account_id=account.id, permissions=PRESETS[preset]) for preset in Preset for _ in range(4)
    ]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda action: Client(server.url, main.token).act(action), ticks))
    now = client.get("/api/v1/snapshot", Snapshot).me
    assert now.permissions in PRESETS.values()
    told = [body.account for body in bodies(main, 0, AccountChanged) if body.account.id == account.id]
    assert told[-1].permissions == now.permissions
    assert [one.rev for one in told] == sorted({one.rev for one in told})
    dismiss(main, account.id)
