"""What is stored of a password: as much work for whoever guesses as was decided, also where less was enough before."""

from argon2 import extract_parameters

from workstation.server.config import Limits
from workstation.server.passwords import Passwords, hash_blocking, verify_blocking


def cost(stored: str) -> tuple[str, int, int, int]:
    found = extract_parameters(stored)
    return found.type.name, found.memory_cost, found.time_cost, found.parallelism


async def test_guessing_costs_what_was_decided() -> None:
    passwords = Passwords(Limits())
    stored = await passwords.hash("a lamp for every desk")
    assert cost(stored) == cost(hash_blocking("x")) == ("ID", 19 * 1024, 2, 1)
    assert await passwords.verify(stored, "a lamp for every desk")
    assert not await passwords.verify(stored, "a lamp for every table")
    assert not await passwords.verify(None, "a lamp for every desk")
    assert not passwords.is_outdated(stored)
    passwords.close()


async def test_other_costs_are_known_for_outdated() -> None:
    cheap = Limits(hash_kib=8, hash_rounds=1)
    before, now = Passwords(cheap), Passwords()
    stored = await before.hash("a lamp for every desk")
    assert cost(stored) == ("ID", 8, 1, 1)
    assert verify_blocking(stored, "a lamp for every desk")
    assert now.is_outdated(stored)
    assert not before.is_outdated(stored)
    assert before.is_outdated(hash_blocking("x"))
    before.close()
    now.close()
