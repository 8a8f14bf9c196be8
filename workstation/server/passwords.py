"""Passwords: argon2id in a small pool, so that a rush of sign-ins can take neither the memory nor the event loop."""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from workstation.domain.errors import Refusal
from workstation.server.config import Limits

T = TypeVar("T")

MIN_CHARS = 8
MAX_CHARS = 200
THREADS = 2
QUEUE = 64
_GUESSED_FIRST = """
    password password1 passw0rd 12345678 123456789 1234567890 11111111 00000000 88888888 66666666 qwertyui qwerty123
    1q2w3e4r iloveyou abc12345 a1234567 admin123 letmein1 welcome1 changeme 5201314520 woaini1314 baseball football
"""
_COMMON = frozenset(_GUESSED_FIRST.split())

_PLAIN = Limits()


@cache
def _hasher(limits: Limits) -> PasswordHasher:
    return PasswordHasher(time_cost=limits.hash_rounds, memory_cost=limits.hash_kib, parallelism=1, type=Type.ID)


def check_strength(password: str, login: str) -> None:
    """Refuse a password that would be guessed.

    Raises:
        Refusal: `password_too_weak`.
    """
    lowered = password.lower()
    weak = (
        not MIN_CHARS <= len(password) <= MAX_CHARS
        or lowered in _COMMON
        or len(set(lowered)) < 4
        or (login and lowered in {login.lower(), login.lower().partition("@")[0]})
    )
    if weak or any("\ud800" <= one <= "\udfff" for one in password):
        raise Refusal("password_too_weak", {"minimum": MIN_CHARS})


def random_password() -> str:
    """Return a first password: easy to type, hard to guess."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(3))


def hash_blocking(password: str, limits: Limits = _PLAIN) -> str:
    """Return the hash that is stored."""
    return _hasher(limits).hash(password.encode("utf-8", "surrogatepass"))


def verify_blocking(stored: str, password: str) -> bool:
    """Tell whether the password is the one whose hash is stored."""
    try:
        return _hasher(_PLAIN).verify(stored, password.encode("utf-8", "surrogatepass"))
    except (VerificationError, InvalidHashError):
        return False


class Passwords:
    """The pool that hashes and verifies."""

    def __init__(self, limits: Limits = _PLAIN) -> None:
        self._limits = limits
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="argon2")
        self._waiting = 0
        self._dummy = ""
        self.verified = 0
        """How many passwords were looked at."""

    async def hash(self, password: str) -> str:
        """Return the hash to store.

        Raises:
            Refusal: `busy` when too many wait already.
        """
        return await self._run(hash_blocking, password, self._limits)

    def is_outdated(self, stored: str) -> bool:
        """Tell whether the hash was made with other parameters than today's."""
        return _hasher(self._limits).check_needs_rehash(stored)

    async def verify(self, stored: str | None, password: str) -> bool:
        """Tell whether the password is right; an unknown login (`None`) takes as long as a wrong password.

        Raises:
            Refusal: `busy` when too many wait already.
        """
        if stored is None:
            self._dummy = self._dummy or await self._run(hash_blocking, secrets.token_hex(8), self._limits)
            await self._run(verify_blocking, self._dummy, password)
            return False
        self.verified += 1
        return await self._run(verify_blocking, stored, password)

    async def _run(self, fn: Callable[..., T], *args: str | Limits) -> T:
        if self._waiting >= QUEUE:
            raise Refusal("busy")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, fn, *args)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)
