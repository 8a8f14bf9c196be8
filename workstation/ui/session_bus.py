"""The desktop's session bus (Linux), spoken to without ever waiting for it on the GUI's time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from jeepney.io.asyncio import DBusConnection
    from jeepney.low_level import Message

ANSWER_S: Final = 5.0
"""A service may have to be started first."""

Hear = Callable[[str, tuple[Any, ...]], None]
"""Gets a signal's name and what it carries."""


class NoAnswer(Exception):
    """There is no session bus, or nobody on it who answers as expected."""


class SessionBus:
    """One connection to the session bus; made by the first call, and again after it was lost.

    Args:
        hear: is told each signal of what `listen` named.
    """

    def __init__(self, hear: Hear | None = None) -> None:
        self._hear = hear
        self._connection: DBusConnection | None = None
        self._receiving: asyncio.Task[None] | None = None
        self._waiting: dict[int, asyncio.Future[Message]] = {}
        self._one_at_a_time = asyncio.Lock()

    async def call(
        self, name: str, path: str, interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        """Call a method and return what it answers.

        Raises:
            NoAnswer: nobody answers, or an error comes back.
        """
        try:
            async with asyncio.timeout(ANSWER_S):
                return await self._call(name, path, interface, method, signature, body)
        except (OSError, EOFError, KeyError, RuntimeError, TimeoutError) as error:
            await self.close()
            raise NoAnswer(type(error).__name__) from error

    async def listen(self, interface: str) -> None:
        """Hear the signals of an interface from now on.

        Raises:
            NoAnswer: there is no bus.
        """
        rule = f"type='signal',interface='{interface}'"
        bus = "org.freedesktop.DBus"
        await self.call(bus, "/org/freedesktop/DBus", bus, "AddMatch", "s", (rule,))

    async def close(self) -> None:
        """Let go of the connection; the next call makes another one."""
        connection, self._connection = self._connection, None
        receiving, self._receiving = self._receiving, None
        if receiving is not None:
            receiving.cancel()
            await asyncio.wait([receiving])
        if connection is not None:
            with suppress(OSError):
                await connection.close()

    async def _call(
        self, name: str, path: str, interface: str, method: str, signature: str, body: tuple[Any, ...]
    ) -> tuple[Any, ...]:
        from jeepney import DBusAddress, MessageType, new_method_call

        async with self._one_at_a_time:
            if self._connection is None:
                await self._connect()
        connection = self._connection
        if connection is None:
            raise EOFError
        message = new_method_call(DBusAddress(path, name, interface), method, signature or None, body)
        serial = next(connection.outgoing_serial)
        answer = self._waiting[serial] = asyncio.get_running_loop().create_future()
        try:
            await connection.send(message, serial=serial)
            reply = await answer
        finally:
            self._waiting.pop(serial, None)
        if reply.header.message_type is not MessageType.method_return:
            raise NoAnswer(str(reply.body[:1]))
        return tuple(reply.body)

    async def _connect(self) -> None:
        from jeepney.io.asyncio import open_dbus_connection

        self._connection = await open_dbus_connection("SESSION")
        self._receiving = asyncio.create_task(self._receive(self._connection), name="session bus")

    async def _receive(self, connection: DBusConnection) -> None:
        from jeepney import HeaderFields, MessageType

        try:
            while True:
                message = await connection.receive()
                fields = message.header.fields
                waiting = self._waiting.get(fields.get(HeaderFields.reply_serial, 0))
                if waiting is not None and not waiting.done():
                    waiting.set_result(message)
                elif message.header.message_type is MessageType.signal and self._hear is not None:
                    self._hear(str(fields.get(HeaderFields.member, "")), tuple(message.body))
        except (OSError, EOFError):
            self._connection = None
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_exception(EOFError())
            with suppress(OSError):
                await connection.close()
