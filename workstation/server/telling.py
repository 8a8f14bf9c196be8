"""What is said without anybody typing it: lines in a conversation, notices in a message centre."""

from sqlalchemy import insert

from workstation.domain.account import Permission
from workstation.domain.autoreply import NAME
from workstation.domain.events import MessageChanged, NoticeChanged
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.domain.message import SYSTEM, Message, SystemLine
from workstation.domain.notice import Notice
from workstation.domain.routing import Rule
from workstation.server.queries import accounts, autoreplies, buyers, messages
from workstation.server.queries.conversations import Seen
from workstation.server.schema import notice
from workstation.server.writer import Tx


def say(tx: Tx, where: Seen, code: str, params: dict[str, str | int]) -> Message:
    """Add a line that nobody typed, and let everybody there know; in the company's words where it has some."""
    own = _own_words(tx, where, code, params)
    params = {**params, "text": own} if own else params
    line = messages.add(tx, where.conversation.id, kind=SYSTEM, system=SystemLine(code=code, params=params))
    tx.emit(where.audience, MessageChanged(message=line))
    return line


def _own_words(tx: Tx, where: Seen, code: str, params: dict[str, str | int]) -> str:
    """Return what the company wants a buyer told in his language, empty for the platform's words."""
    head = where.conversation
    if code not in ("queued", "transferred") or head.buyer_id is None:
        return ""
    company = autoreplies.of(tx.conn, head.exhibitor_id, None)
    texts = None if company is None else company.waiting if code == "queued" else company.transferred
    if not texts:
        return ""
    reader = buyers.by_id(tx.conn, head.buyer_id, tx.now)
    language = "zh" if texts.for_languages(reader.languages) == texts.zh else "en"
    return texts.for_languages(reader.languages).replace(NAME, str(params.get(f"name_{language}", "")))


def notify(
    tx: Tx, principal_id: PrincipalId, code: str, params: dict[str, str | int], conversation_id: ConversationId | None
) -> None:
    """Put a notice into an account's message centre, if it has one."""
    if not accounts.by_id(tx.conn, principal_id, tx.now).may(Permission.MESSAGE_NOTICES):
        return
    values = {
        "principal_id": principal_id,
        "code": code,
        "params": params,
        "conversation_id": conversation_id,
        "at": tx.now,
    }
    notice_id = tx.conn.execute(insert(notice).returning(notice.c.id), values).scalar_one()
    body = Notice(id=notice_id, rev=1, code=code, at=tx.now, params=params, conversation_id=conversation_id)
    tx.emit([principal_id], NoticeChanged(notice=body))


def announce_owner(tx: Tx, after: Seen, rule: Rule) -> None:
    """Say in the conversation who serves the buyer now, and put a notice into that account's message centre."""
    owner_id = after.conversation.owner_id
    if owner_id is None:
        say(tx, after, "queued", {})
        return
    say(tx, after, "assigned", name_params(tx, owner_id))
    notify(tx, owner_id, "assigned", {"rule": str(rule)}, after.conversation.id)


def name_params(tx: Tx, account_id: PrincipalId) -> dict[str, str | int]:
    """Return what a line about an account needs to name it."""
    owner = accounts.by_id(tx.conn, account_id, tx.now)
    return {"account_id": owner.id, "name_zh": owner.name("zh"), "name_en": owner.name("en")}
