"""Where calls may go, how long they take, how much they take in, and how they are broken off."""

import contextlib
import datetime
import ipaddress
import socket
import ssl
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.helpers.bad_network import BadNetwork, http_answer
from workstation.remote.api import Api
from workstation.remote.errors import (
    Cancelled,
    InsecureAddress,
    NotOurServer,
    Refused,
    RemoteFault,
    ServerFault,
    SignedOut,
    Unreachable,
    Untrusted,
)
from workstation.remote.session import Session, check_address


@pytest.mark.parametrize(
    "address",
    [
        "http://fair.example",
        "http://10.0.0.7:8000",
        "http://localhost.example",
        "ftp://fair.example",
        "fair.example",
        "https://",
        "https://me:secret@fair.example",
        "https://fair.example/?x=1",
        "http://127.0.0.1.example:80",
        "https://[::1",
    ],
)
def test_refuses_addresses_that_would_send_passwords_in_the_clear(address: str) -> None:
    with pytest.raises(InsecureAddress):
        Session(address)


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("https://fair.example/", "https://fair.example"),
        (" https://fair.example/cloud/ ", "https://fair.example/cloud"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost:8000/", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_takes_https_and_this_machine(address: str, taken: str) -> None:
    assert check_address(address) == taken


def _me_of(answer: bytes) -> RemoteFault:
    with BadNetwork() as network:
        network.answer = lambda head: answer
        session = Session(network.url, "token-of-mine")
        with pytest.raises(RemoteFault) as caught:
            Api(session).me()
        session.close()
    return caught.value


def _problem(status: str, code: str, *headers: str) -> bytes:
    body = b'{"code":"%s","status":%s,"title":"x","detail":"y"}' % (code.encode(), status[:3].encode())
    return http_answer(status, body, "application/problem+json", *headers)


def test_a_problem_document_is_a_refusal_with_its_code() -> None:
    fault = _me_of(_problem("403 Forbidden", "account_disabled"))
    assert isinstance(fault, Refused)
    assert (fault.code, fault.problem.title, fault.passing) == ("account_disabled", "x", False)


def test_haste_passes_and_says_when_to_come_back() -> None:
    fault = _me_of(_problem("429 Too Many Requests", "too_many_requests", "Retry-After: 7"))
    assert isinstance(fault, Refused)
    assert (fault.passing, fault.retry_after_s) == (True, 7.0)


def test_an_expired_token_is_told_from_a_refusal() -> None:
    assert isinstance(_me_of(_problem("401 Unauthorized", "not_signed_in")), SignedOut)


@pytest.mark.parametrize(
    "answer",
    [
        http_answer("200 OK", b"<html>Welcome to the Grand Hotel</html>", "text/html"),
        http_answer("302 Found", b"", "text/html", "Location: http://portal.invalid/"),
        http_answer("404 Not Found", b'{"detail":"Not Found"}'),
        http_answer("401 Unauthorized", b"", "text/plain", 'WWW-Authenticate: Basic realm="router"'),
    ],
)
def test_somebody_elses_answer_is_not_our_server(answer: bytes) -> None:
    assert isinstance(_me_of(answer), NotOurServer)


@pytest.mark.parametrize(
    "answer",
    [
        http_answer("500 Internal Server Error", b"oops", "text/plain"),
        http_answer("502 Bad Gateway", b"<html>nginx</html>", "text/html"),
        http_answer("200 OK", b'{"server_time":"2026-05-01T0'),
        http_answer("200 OK", b'{"server_time":17}'),
        _problem("503 Service Unavailable", "busy", "Retry-After: 3"),
    ],
)
def test_a_broken_server_is_a_passing_fault(answer: bytes) -> None:
    fault = _me_of(answer)
    assert isinstance(fault, ServerFault)
    assert fault.passing


def test_an_answer_cut_in_its_middle_is_no_answer() -> None:
    whole = http_answer("200 OK", b'{"server_time":"2026-05-01T00:00:00Z"}')
    fault = _me_of(whole[:-12])
    assert isinstance(fault, Unreachable)
    assert fault.sent


def test_nobody_there() -> None:
    with BadNetwork() as network:
        address = network.url
    session = Session(address)
    with pytest.raises(Unreachable) as caught:
        Api(session).me()
    assert not caught.value.sent
    session.close()


def test_an_unknown_name_is_unreachable() -> None:
    session = Session("https://nowhere.invalid")
    with pytest.raises(Unreachable):
        Api(session).hello()
    session.close()


def test_hello_knows_our_servers_from_others() -> None:
    with BadNetwork() as network:
        session = Session(network.url)
        network.answer = lambda head: http_answer("200 OK", b'{"ok":true,"product":"workstation","version":"9"}')
        assert Api(session).hello().version == "9"
        network.answer = lambda head: http_answer("200 OK", b'{"ok":true}')
        with pytest.raises(NotOurServer):
            Api(session).hello()
        session.close()


def test_the_token_stays_with_its_server_and_redirects_lead_nowhere() -> None:
    heads: list[bytes] = []

    def elsewhere(head: bytes) -> bytes:
        heads.append(head)
        return http_answer("200 OK", b"{}")

    with BadNetwork() as other, BadNetwork() as network:
        other.answer = elsewhere
        network.answer = lambda head: http_answer(
            "307 Temporary Redirect", b"", "text/plain", f"Location: {other.url}/"
        )
        session = Session(network.url, "token-of-mine")
        with pytest.raises(NotOurServer):
            Api(session).me()
        session.close()
    assert heads == []


def test_calls_say_who_and_in_what_language_and_take_no_cookies() -> None:
    heads: list[bytes] = []

    def answer(head: bytes) -> bytes:
        heads.append(head)
        return http_answer(
            "200 OK", b'{"ok":true,"product":"workstation"}', "application/json", "Set-Cookie: a=b; Path=/"
        )

    with BadNetwork() as network:
        network.answer = answer
        session = Session(network.url, "token-of-mine", language="zh_CN")
        Api(session).hello()
        Api(session).hello()
        session.close()
    assert b"Accept-Language: zh-CN\r\n" in heads[1]
    assert b"Authorization: Bearer token-of-mine\r\n" in heads[1]
    assert b"User-Agent: Workstation/" in heads[1]
    assert b"Cookie" not in heads[1]


def test_netrc_does_not_lend_its_passwords(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password from-netrc\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    heads: list[bytes] = []

    def answer(head: bytes) -> bytes:
        heads.append(head)
        return http_answer("200 OK", b'{"ok":true,"product":"workstation"}')

    with BadNetwork() as network:
        network.answer = answer
        session = Session(network.url)
        session._http.trust_env = True
        Api(session).hello()
        session.close()
    assert b"Authorization" not in heads[0]


def test_an_answer_has_its_largest_size() -> None:
    with BadNetwork() as network:
        network.answer = lambda head: http_answer("200 OK", b"x" * 100_000)
        session = Session(network.url)
        with pytest.raises(ServerFault):
            session.call("GET", "/", cap=65_536)
        session.close()


def test_cancel_ends_a_call_that_waits_for_its_answer() -> None:
    ended = threading.Event()
    with BadNetwork() as network:
        network.stalled = True
        session = Session(network.url, read_timeout_s=600)

        def call() -> None:
            with pytest.raises(Cancelled):
                Api(session).me()
            ended.set()

        thread = threading.Thread(target=call)
        thread.start()
        while network.counters.connections == 0:
            threading.Event().wait(0.005)
        session.cancel()
        assert ended.wait(60), "without the cancelling it would take the read time-out of 600 s"
        thread.join(20)
        with pytest.raises(Cancelled):
            Api(session).me()
        session.close()


# ---------------------------------------------------------------------- TLS


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.datetime.now(datetime.UTC)
    host = x509.IPAddress(ipaddress.ip_address(name))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([host]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / f"{name}.pem", folder / f"{name}.key"
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return public, private


class _Quiet(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b'{"ok":true,"product":"workstation"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _SecureServer(HTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        pass


@pytest.mark.parametrize("trusted", [True, False])
def test_a_certificate_is_checked_against_the_bundle_that_was_given(tmp_path: Path, trusted: bool) -> None:
    public, private = _certificate(tmp_path, "127.0.0.1")
    other, _ = _certificate(tmp_path, "127.0.0.2")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    with _SecureServer(("127.0.0.1", 0), _Quiet) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        session = Session(f"https://127.0.0.1:{server.server_port}", ca=public if trusted else other)
        try:
            if trusted:
                assert Api(session).hello().ok
            else:
                with pytest.raises(Untrusted):
                    Api(session).hello()
        finally:
            session.close()
            server.shutdown()
            thread.join()


def test_cancel_ends_a_call_over_tls_too(tmp_path: Path) -> None:
    public, private = _certificate(tmp_path, "127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    asked, ended = threading.Event(), threading.Event()

    def serve(listening: socket.socket) -> None:
        with context.wrap_socket(listening.accept()[0], server_side=True) as connection:
            connection.recv(4096)
            asked.set()
            # Says nothing; returns when the other side has gone.
            with contextlib.suppress(OSError):
                connection.recv(1)

    def call(session: Session) -> None:
        with pytest.raises(Cancelled):
            Api(session).me()
        ended.set()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"https://127.0.0.1:{listening.getsockname()[1]}"
        session = Session(url, "t", ca=public, read_timeout_s=600)
        threads = [
            threading.Thread(target=serve, args=(listening,)),
            threading.Thread(target=call, args=(session,)),
        ]
        for thread in threads:
            thread.start()
        assert asked.wait(20)
        session.cancel()
        assert ended.wait(60), "without the cancelling it would take the read time-out of 600 s"
        for thread in threads:
            thread.join(20)
        session.close()
