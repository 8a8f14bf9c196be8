"""A network with a fault: a proxy before one server that passes everything on, or answers in its place, or cuts."""

import contextlib
import socket
import threading
import time
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

_PIECE: Final = 64 * 1024
_LIFE_S: Final = 0.8
"""How long a connection lives that is cut."""
_HELLO: Final = b"/healthz"


class Fault(StrEnum):
    """What is wrong with it."""

    NONE = "none"
    GONE = "gone"
    """Connections are refused."""
    CUT = "cut"
    """Every connection ends soon: a proxy that lets no streams through."""
    ERRORS = "errors"
    """500 to everything."""
    HALF = "half"
    """JSON that breaks off."""
    PORTAL = "portal"
    """A hotel's page answers in the server's place."""
    TOKEN = "token"
    """The token counts no more."""
    STILL = "still"
    """Snapshots are awaited for ever."""


def _answer(status: str, media_type: str, body: bytes) -> bytes:
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {media_type}", f"Content-Length: {len(body)}", "Connection: close")
    return "\r\n".join((*lines, "", "")).encode() + body


_PROBLEM: Final = "application/problem+json"
_ANSWERS: Final = {
    Fault.ERRORS: _answer("500 Internal Server Error", "text/html", b"<h1>500</h1>"),
    Fault.HALF: _answer("200 OK", "application/json", b'{"server_time":"2026-'),
    Fault.PORTAL: _answer("200 OK", "text/html", b"<html><title>Hotel WLAN</title><h1>Please log in</h1></html>"),
    Fault.TOKEN: _answer("401 Unauthorized", _PROBLEM, b'{"code":"not_signed_in","status":401}'),
}


class FaultyNetwork:
    """Listens on a port of its own; `fault` may be changed at any time.

    Attributes:
        url: where desks find the server through it.
        fault: what is wrong now.
    """

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._fault = Fault.NONE
        self._open: set[socket.socket] = set()
        self._ended = False
        threading.Thread(target=self._accept, name="faulty network", daemon=True).start()

    @property
    def fault(self) -> Fault:
        return self._fault

    @fault.setter
    def fault(self, fault: Fault) -> None:
        """Have another fault from now on; what is open ends."""
        self._fault = fault
        for one in list(self._open):
            self._cut(one)

    def close(self) -> None:
        """Let go of the port."""
        self._ended = True
        self.fault = Fault.GONE
        self._listening.close()

    def _cut(self, one: socket.socket) -> None:
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self._ended:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        self._open.add(client)
        try:
            with client:
                self._handle(client)
        except OSError:
            return  # ended in the midst: that is what this network is for
        finally:
            self._open.discard(client)

    def _handle(self, client: socket.socket) -> None:
        fault = self._fault
        if fault is Fault.GONE:
            return
        head = b""
        while b"\r\n\r\n" not in head:
            piece = client.recv(_PIECE)
            if not piece:
                return
            head += piece
        line = head.split(b"\r\n", 1)[0]
        if fault is Fault.STILL and b"/snapshot" in line:
            while self._fault is Fault.STILL and not self._ended:
                time.sleep(0.1)
            return
        # A server is recognised by its health: all but the hotel's page let that through.
        spared = fault is not Fault.PORTAL and _HELLO in line
        if fault in _ANSWERS and not spared:
            client.sendall(_ANSWERS[fault])
            return
        if fault is not Fault.NONE:  # each call shows its head here
            head = head.replace(b"Connection: keep-alive", b"Connection: close")
        self._pass_on(client, head, cut=fault is Fault.CUT)

    def _pass_on(self, client: socket.socket, head: bytes, *, cut: bool) -> None:
        with socket.create_connection(self._target) as server:
            self._open.add(server)
            server.sendall(head)
            back = threading.Thread(target=self._pump, args=(server, client), daemon=True)
            back.start()
            timer = threading.Timer(_LIFE_S, self._cut, (client,))
            if cut:
                timer.start()
            self._pump(client, server)
            back.join()
            timer.cancel()
            self._open.discard(server)

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(_PIECE):
                target.sendall(piece)
        self._cut(target)
        self._cut(source)
