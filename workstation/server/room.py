"""Counting against a limit: whoever counts holds the row of whose limit it is, else two replicas both find room."""

from sqlalchemy import select

from workstation.domain.ids import ExhibitorId, PrincipalId
from workstation.server.schema import exhibitor, principal
from workstation.server.writer import Tx


def hold_person(tx: Tx, principal_id: PrincipalId) -> None:
    """Let nobody else count what this person has until the transaction ends."""
    tx.conn.execute(select(principal.c.id).where(principal.c.id == principal_id).with_for_update(key_share=True))


def hold_company(tx: Tx, exhibitor_id: ExhibitorId) -> None:
    """Let nobody else count what this exhibitor has until the transaction ends."""
    tx.conn.execute(select(exhibitor.c.id).where(exhibitor.c.id == exhibitor_id).with_for_update(key_share=True))
