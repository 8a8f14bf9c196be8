"""Who may see what is said: the company's policy, and a buyer's own; decided before anything leaves (domain.md §2)."""

from enum import StrEnum

from msgspec import Struct

from workstation.domain.translation.engines import EngineKind


class Reach(StrEnum):
    """How far a text may travel to be translated; the stricter of two wins."""

    ENGINES = "engines"
    """To the engines that the policy allows."""
    LOCAL = "local"
    """Not off this machine: memory, glossary, and engines on loopback."""
    NEVER = "never"
    """Not at all: not even from the memory."""


_ORDER = (Reach.ENGINES, Reach.LOCAL, Reach.NEVER)


class TranslationPolicy(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The main account's decision for the company. It names engines, not addresses: those are each desk's own."""

    rev: int = 0
    reach: Reach = Reach.ENGINES
    engines: tuple[EngineKind, ...] = tuple(EngineKind)
    monthly_characters: int | None = None
    """Most characters a desk may send off the machine in a calendar month; `None`: no limit."""


class BuyerTranslation(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What holds for one buyer, besides the company's policy."""

    rev: int = 0
    reach: Reach = Reach.ENGINES
    language: str = ""
    """The buyer's language as somebody knows it; empty: as detected."""


class MonthUsedUp(Exception):
    """A text does not leave: with it there would be more than the month's limit."""


class Permit(Struct, frozen=True, kw_only=True):
    """What may be done with one text."""

    reach: Reach
    engines: frozenset[EngineKind]
    characters_a_month: int | None
    """The limit; it is held against what has left when a text is about to. `None`: no limit."""


def permit(policy: TranslationPolicy, buyer: BuyerTranslation) -> Permit:
    """Return what policy and buyer allow together."""
    return Permit(
        reach=max(policy.reach, buyer.reach, key=_ORDER.index),
        engines=frozenset(policy.engines),
        characters_a_month=policy.monthly_characters,
    )
