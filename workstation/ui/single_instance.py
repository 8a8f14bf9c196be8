"""One process per profile: a second start hands its arguments to the first and leaves."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Signal

if TYPE_CHECKING:
    # Needed after the first paint, or when there is a first process already.
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger("workstation.ui")

ANSWER_MS: Final = 2_500
"""A process that is just starting has its hands full."""
STARTING_MS: Final = 4_000
"""How long a process may take until it can be talked to."""
AGAIN_MS: Final = 100
_ACK: Final = b"ok\n"


def channel_name(folder: Path) -> str:
    """Return the local socket's name for a profile: short, whatever the path."""
    return "workstation-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


class SingleInstance(QObject):
    """Holds a profile's lock, and hears of later starts.

    Signals:
        started_again(list): another start asked for this profile, with these arguments.
    """

    started_again = Signal(list)
    silent = False
    """Whether the process that has the profile did not answer."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = channel_name(folder)
        self._lock = QLockFile(str(folder / "lock"))
        # Zero: a lock counts as held as long as its process lives, however old it is.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def acquire(self, arguments: Sequence[str] = ()) -> bool:
        """Become the profile's one process, or hand the arguments to the one there is.

        Returns:
            Whether this process may go on. `False`: another one has the profile, and was raised if it answers.

        Raises:
            OSError: the profile's folder can't be written.
        """
        if not self._lock.tryLock(0):
            if self._lock.error() is QLockFile.LockError.PermissionError:
                raise PermissionError(f"cannot lock the profile {self._lock.fileName()!r}")
            self.silent = not self._hand_over(arguments)
            if self.silent:
                log.warning("another process holds the profile and does not answer")
            return False
        return True

    def listen(self) -> None:
        """Hear of later starts from now on: once the window stands, for it takes an import."""
        if self._server is not None or not self._lock.isLocked():
            return
        from PySide6.QtNetwork import QLocalServer

        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(lambda: self._on_connection(server))
        QLocalServer.removeServer(self._name)  # left over by one that was killed
        if not server.listen(self._name):
            log.warning("later starts cannot be heard: %s", server.errorString())

    def release(self) -> None:
        """Let the profile go."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _hand_over(self, arguments: Sequence[str]) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        deadline = QDeadlineTimer(STARTING_MS)
        while True:
            socket.connectToServer(self._name)
            if socket.waitForConnected(ANSWER_MS):
                break
            if deadline.hasExpired():
                return False
            QThread.msleep(AGAIN_MS)  # clicked twice: the first is still on its way
        socket.write(json.dumps(list(arguments)).encode() + b"\n")
        socket.flush()
        answered = socket.waitForReadyRead(ANSWER_MS) and bytes(socket.readAll().data()) == _ACK
        socket.disconnectFromServer()
        return answered

    def _on_connection(self, server: QLocalServer) -> None:
        while (socket := server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._on_ready(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._on_ready(socket)

    def _on_ready(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        try:
            arguments = json.loads(bytes(socket.readLine().data()))
        except ValueError:
            socket.abort()
            return
        socket.write(_ACK)
        socket.flush()
        self.started_again.emit(arguments if isinstance(arguments, list) else [])
