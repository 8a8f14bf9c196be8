"""Bearer tokens: in the encrypted `local.db`, because some keyrings are too short for them."""

from msgspec import Struct
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from workstation.domain.ids import PrincipalId
from workstation.storage.schema import tokens


class Token(Struct, frozen=True, kw_only=True):
    """What the server gave for a sign-in."""

    token: str
    principal_id: PrincipalId
    expires_at: int
    """Milliseconds since 1970 UTC."""


def save(tx: Connection, server: str, login: str, token: Token) -> None:
    """Keep the token of an account in the place of an older one."""
    statement = insert(tokens).values(
        server=server, login=login, token=token.token, principal_id=token.principal_id, expires_at=token.expires_at
    )
    new = statement.excluded
    tx.execute(
        statement.on_conflict_do_update(
            index_elements=["server", "login"],
            set_={"token": new.token, "principal_id": new.principal_id, "expires_at": new.expires_at},
        )
    )


def load(tx: Connection, server: str, login: str) -> Token | None:
    """Return an account's token, `None` when it is signed out."""
    row = tx.execute(select(tokens).where(tokens.c.server == server, tokens.c.login == login)).first()
    if row is None:
        return None
    return Token(token=row.token, principal_id=PrincipalId(row.principal_id), expires_at=row.expires_at)


def forget(tx: Connection, server: str, login: str) -> None:
    """Forget an account's token."""
    tx.execute(delete(tokens).where(tokens.c.server == server, tokens.c.login == login))
