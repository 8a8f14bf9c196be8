"""The server as a process: how it starts, what it says, how it ends, and whom it lets in by a browser's cookie."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy import create_engine, text

from tests.helpers.event_stream import Follower
from tests.helpers.live_server import PASSWORD, LiveServer, code_of, live_server
from tests.helpers.qt_loop import until_blocking
from workstation.domain.actions import SendMessage
from workstation.domain.ids import ConversationId, new_action_id
from workstation.server.auth import COOKIE, csrf_token

PARENT = """
import subprocess, sys, time
command = [sys.executable, "-m", "workstation", "serve", "--embedded", "--data", sys.argv[1]]
child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
sys.stdout.buffer.write(child.stdout.readline())
sys.stdout.flush()
time.sleep(600)
"""


@contextmanager
def serving(*words: str, **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Run `workstation serve` with these words."""
    process = subprocess.Popen(
        [sys.executable, "-m", "workstation", "serve", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **more,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def finished(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Wait for the end; return the status and what was said on standard error."""
    _out, said = process.communicate(timeout=60)
    return process.returncode, said.decode()


def test_one_line_says_where_and_a_closed_input_ends_it(tmp_path: Path) -> None:
    with serving("--embedded", "--data", str(tmp_path)) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        assert ready["pid"] == process.pid
        assert ready["url"].startswith("http://127.0.0.1:")
        process.stdin.close()
        assert process.wait(30) == 0
        assert process.stdout.read() == b"", "nothing else on standard output"
        process.stdin = None


def test_it_listens_to_this_machine_alone(tmp_path: Path) -> None:
    with serving("--embedded", "--data", str(tmp_path)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        listening = [one for one in psutil.Process(process.pid).net_connections("tcp") if one.status == "LISTEN"]
        assert {one.laddr.ip for one in listening} == {"127.0.0.1"}


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL")
def test_no_orphan_when_its_parent_is_killed(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    pid = json.loads(parent.stdout.readline())["pid"]
    parent.kill()
    parent.communicate()

    def has_ended() -> bool:
        try:
            return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True

    until_blocking(has_ended)


def test_open_streams_do_not_hold_it_up(tmp_path: Path) -> None:
    with live_server(tmp_path) as server:
        followers = [Follower(server.buyer(), 0) for _ in range(5)]
        until_blocking(lambda: all(one.first for one in followers))
        assert server.stop() == 0
        for one in followers:
            assert one.ended.wait(20)
            assert one.end_code == "shutdown"
            one.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--limits", "{"), "serve"),
        (("--limits", '{"attempts": "many"}'), "Expected `int`"),
        (("--host", "192.0.2.1"), "serve"),
        (("--database", "postgresql://nobody@127.0.0.1:9/none"), "refused"),
    ],
    ids=["limits", "limit", "address", "database"],
)
def test_what_it_can_t_do_it_says_at_once(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    with serving("--data", str(tmp_path), *words) as process:
        status, error = finished(process)
    assert status in (1, 2)
    assert said in error
    assert "Traceback" not in error


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with serving("--data", str(tmp_path), "--port", str(taken.getsockname()[1])) as process:
            status, error = finished(process)
    assert status == 2
    assert "in use" in error.lower() or "10048" in error


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    with live_server(tmp_path):
        pass
    database = create_engine(f"sqlite:///{tmp_path / 'workstation.db'}")
    with database.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.dispose()
    with serving("--data", str(tmp_path)) as process:
        status, error = finished(process)
    assert status == 1
    assert "install the newer one" in error


def test_its_data_is_for_its_owner_only(tmp_path: Path) -> None:
    with live_server(tmp_path / "data"):
        pass
    if os.name == "posix":
        assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_nothing_secret_is_in_the_log(tmp_path: Path) -> None:
    with live_server(tmp_path) as server:
        north = server.account("north")
        server.client().call("POST", "/api/v1/sign-in", {"login": "north", "password": "the wrong one 123"})
        buyer = server.buyer()
        assert buyer.refused(SendMessage(conversation=ConversationId(1), text="very private words")) == "not_found"
        token = north.token
    logs = [file.read_text(errors="replace") for file in tmp_path.rglob("*.log*")]
    for secret in (token, PASSWORD, "the wrong one 123", "very private words"):
        assert not [text for text in logs if secret in text]


def cookie(server: LiveServer, token: str, **headers: str) -> dict[str, Any]:
    return {"headers": {"Cookie": f"{COOKIE}={token}", **headers}}


def test_a_cookie_counts_only_for_pages_of_this_server(tmp_path: Path) -> None:
    with live_server(tmp_path) as server:
        token = server.buyer().token
        nobody = server.client()
        assert nobody.call("GET", "/api/v1/me", **cookie(server, token)).status_code == 200
        body = {"id": str(new_action_id()), "action": {"kind": "set_profile"}}
        csrf = csrf_token(token)
        good = {"Origin": server.url, "X-CSRF-Token": csrf}
        forged: list[dict[str, str]] = [
            {},
            {"Origin": server.url},
            {"X-CSRF-Token": csrf},
            {**good, "X-CSRF-Token": csrf_token("another")},
            {**good, "Origin": "https://evil.example"},
            {**good, "Origin": "null"},
            {**good, "Origin": server.url + ".evil.example"},
        ]
        for headers in forged:
            answer = nobody.call("POST", "/api/v1/actions", body, **cookie(server, token, **headers))
            assert code_of(answer) == "not_allowed", headers
        assert nobody.call("POST", "/api/v1/actions", body, **cookie(server, token, **good)).status_code == 200


def test_the_description_of_the_interface(tmp_path: Path) -> None:
    with live_server(tmp_path) as server:
        answer = server.client().call("GET", "/schema/openapi.json")
        assert answer.status_code == 200
        described = answer.json()
        assert server.client().call("GET", "/schema").status_code == 200
    assert {"/api/v1/actions", "/api/v1/stream", "/api/v1/snapshot"} <= set(described["paths"])
    assert "SendMessage" in answer.text
