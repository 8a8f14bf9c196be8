"""A desktop's services on a session bus, as a program of its own: notifications, an idle time, perhaps a tray.

Writes a JSON line for each call it gets and says "ready" first. Reads commands from standard input:
`{"signal": "ActionInvoked", "signature": "us", "body": [1, "default"]}` is sent out as a signal.
"""

import argparse
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from tests.helpers.desktop import ending

NOTICES = "org.freedesktop.Notifications"
NOTICES_PATH = "/org/freedesktop/Notifications"
IDLE = "org.gnome.Mutter.IdleMonitor"
TRAYS = "org.kde.StatusNotifierWatcher"
NOTIFY = "susssasa{sv}i"


class FakeDesktop:
    """The program, from outside: what it got, and what it shall send."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.calls: list[dict[str, Any]] = []
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        self._reading = threading.Thread(target=self._read, name="fake desktop")
        self._reading.start()

    def notified(self) -> list[dict[str, Any]]:
        """Return the `Notify` calls."""
        return [call for call in self.calls if call["method"] == "Notify"]

    def send(self, signal: str, signature: str, *body: Any) -> None:
        """Have a signal of the notification service sent out."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"signal": signal, "signature": signature, "body": body}) + "\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.calls.append(json.loads(line))

    def join(self) -> None:
        """Wait for the last line."""
        self._reading.join()


@contextmanager
def fake_desktop(environment: dict[str, str], *arguments: str) -> Iterator[FakeDesktop]:
    """Run it on the bus that the environment names."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.fake_desktop", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).resolve().parents[2],
    )
    with ending(process):
        desktop = FakeDesktop(process)
        yield desktop
        process.terminate()
        desktop.join()


def _answer(method: str, given: argparse.Namespace) -> tuple[str, tuple[Any, ...]] | None:
    answers: dict[str, tuple[str, tuple[Any, ...]]] = {
        "GetCapabilities": ("as", (["body", "actions", *(["body-markup"] if given.markup else [])],)),
        "Notify": ("u", (7,)),
        "CloseNotification": ("", ()),
        "GetIdletime": ("t", (given.idle_ms,)),
        "RegisterStatusNotifierItem": ("", ()),
    }
    if method == "Get":  # a property of the tray
        return "v", (("b", True),)
    return answers.get(method)


def _serve(given: argparse.Namespace) -> None:
    connection = open_dbus_connection("SESSION")
    for name in (NOTICES, IDLE, *([TRAYS] if given.tray else [])):
        connection.send_and_get_reply(message_bus.RequestName(name))
    print("ready", flush=True)
    threading.Thread(target=_obey, args=(connection,), daemon=True).start()
    while True:
        message = connection.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        fields = message.header.fields
        method, signature = fields[HeaderFields.member], fields.get(HeaderFields.signature, "")
        call = {"method": method, "signature": signature, "body": message.body}
        print(json.dumps(call, default=lambda value: f"<{type(value).__name__}>"), flush=True)
        answer = _answer(method, given)
        if method == "Notify" and signature != NOTIFY:
            answer = None  # as strict services do
        if answer is None:
            connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "s", ("no",)))
        else:
            connection.send(new_method_return(message, answer[0] or None, answer[1]))


def _obey(connection: Any) -> None:
    address = DBusAddress(NOTICES_PATH, interface=NOTICES)
    for line in sys.stdin:
        wanted = json.loads(line)
        connection.send(new_signal(address, wanted["signal"], wanted["signature"], tuple(wanted["body"])))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--markup", action="store_true")
    parser.add_argument("--tray", action="store_true")
    parser.add_argument("--idle-ms", type=int, default=0)
    _serve(parser.parse_args())
