"""The platform's HTTP interface as typed, blocking calls (the table is in docs/architecture.md)."""

import math
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any, Final, Literal, TypeVar
from uuid import UUID

import msgspec
from msgspec.structs import replace

from workstation.domain.account import Exhibitor, SignedIn
from workstation.domain.actions import ActionRequest, ActionResult, UploadedImage, UploadProgress
from workstation.domain.card import CardPage
from workstation.domain.conversation import ConversationPage
from workstation.domain.distribution import Assignment, Load, WhatIf, WhatIfResult
from workstation.domain.entrance import (
    Activity,
    Health,
    LookingAt,
    Me,
    PasswordChange,
    Registration,
    SignInRequest,
    TypingAt,
)
from workstation.domain.errors import Problem
from workstation.domain.events import LogPage, MessagePage, Snapshot
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ActionId, AttachmentId, ConversationId, ExhibitorId
from workstation.domain.slot import OpenSlot
from workstation.domain.slot_actions import MadeFeed, NewFeed
from workstation.remote.errors import LogGone, NotOurServer, Refused, ServerFault, SignedOut
from workstation.remote.session import IMAGE_CAP, Answer, Session, Streamed

PRODUCT: Final = "workstation"
PIECE: Final = 256 * 1024
"""Bytes of an image sent at once: some seconds on a bad network."""
STALLS: Final = 3
LONGEST_WAIT_S: Final = 25
_PROBLEM: Final = "application/problem+json"
_NOT_SIGNED_IN: Final = "not_signed_in"
_GONE: Final = "gone"

T = TypeVar("T")


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(kind)
    return decoder


class Api:
    """Calls of one caller; usable from several threads.

    Every call raises the `RemoteFault`s of `remote.errors`: `Unreachable`, `NotOurServer`, `ServerFault`,
    `Refused`, `SignedOut`; `Cancelled` after `session.cancel()`.
    """

    def __init__(self, session: Session) -> None:
        self.session = session

    # ------------------------------------------------------------------ at the door

    def hello(self) -> Health:
        """Ask whether a platform answers at this address.

        Raises:
            NotOurServer: something else does.
        """
        answer = self.session.call("GET", "/healthz", cap=64 * 1024)
        if answer.status >= 500:
            raise ServerFault(f"HTTP {answer.status}")
        try:
            health: Health = _decoder(Health).decode(answer.body)
        except msgspec.MsgspecError as error:
            raise NotOurServer("no health document") from error
        if answer.status != 200 or health.product != PRODUCT:
            raise NotOurServer("another product")
        return health

    def sign_in(self, login: str, password: str, device: str = "") -> SignedIn:
        """Exchange a password for a token (which the session does not take over by itself).

        Raises:
            Refused: `wrong_credentials`, `locked` (with `retry_after_s`), `account_disabled`.
        """
        return self._post("/api/v1/sign-in", SignInRequest(login=login, password=password, device=device), SignedIn)

    def register(self, registration: Registration) -> SignedIn:
        """Become a buyer of the fair."""
        return self._post("/api/v1/register", registration, SignedIn)

    def sign_out(self) -> None:
        """Have the token revoked."""
        self._result("POST", "/api/v1/sign-out")

    def change_password(self, old: str, new: str) -> None:
        """Set a new password; the other tokens of this account end."""
        body = msgspec.json.encode(PasswordChange(old=old, new=new))
        self._result("POST", "/api/v1/password", body=body)

    def me(self) -> Me:
        """Return who the token belongs to, and the server's time."""
        return self._get("/api/v1/me", Me)

    # ------------------------------------------------------------------ reading

    def snapshot(self, cursor: str | None = None) -> Snapshot:
        """Return a page of everything the account may see; the first one without `cursor`."""
        params: dict[str, str | int | float] = {"cursor": cursor} if cursor is not None else {}
        return self._get("/api/v1/snapshot", Snapshot, params)

    def conversation(self, conversation_id: ConversationId) -> ConversationPage:
        """Return a conversation's head and newest messages."""
        return self._get(f"/api/v1/conversations/{conversation_id}", ConversationPage)

    def conversations(self) -> tuple[ConversationPage, ...]:
        """Return a buyer's own conversations, each with its last message."""
        return self._get("/api/v1/conversations", tuple[ConversationPage, ...])

    def messages(
        self,
        conversation_id: ConversationId,
        *,
        before: int | None = None,
        after: int | None = None,
        since: datetime | None = None,
        limit: int = 200,
    ) -> MessagePage:
        """Return messages with `n` below `before` or above `after`, or from a moment on, ascending."""
        params: dict[str, str | int | float] = {"limit": limit}
        if before is not None:
            params["before"] = before
        if after is not None:
            params["after"] = after
        if since is not None:
            params["since"] = since.isoformat()
        return self._get(f"/api/v1/conversations/{conversation_id}/messages", MessagePage, params)

    def cards(self, after: UUID | None = None, limit: int = 200) -> CardPage:
        """Return a page of the cards in all folders that the account may see, by their ids."""
        params: dict[str, str | int | float] = {"limit": limit}
        if after is not None:
            params["after"] = str(after)
        return self._get("/api/v1/cards", CardPage, params)

    def attachment(self, attachment_id: AttachmentId, size: Literal["thumb", "full"] = "full") -> bytes:
        """Return the bytes of an image."""
        answer = self._answer(
            "GET", f"/api/v1/attachments/{attachment_id}", params={"size": size}, accept="image/*", cap=IMAGE_CAP
        )
        if not answer.media_type.startswith("image/"):
            raise NotOurServer("no image")
        return answer.body

    def exhibitors(self) -> tuple[Exhibitor, ...]:
        """Return the exhibitors of the fair."""
        return self._get("/api/v1/exhibitors", tuple[Exhibitor, ...])

    def exhibits(self, exhibitor_id: ExhibitorId) -> tuple[Exhibit, ...]:
        """Return what an exhibitor shows."""
        return self._get(f"/api/v1/exhibitors/{exhibitor_id}/exhibits", tuple[Exhibit, ...])

    def open_slots(self, exhibitor_id: ExhibitorId) -> tuple[OpenSlot, ...]:
        """Return the slots of an exhibitor that a buyer may see."""
        return self._get(f"/api/v1/exhibitors/{exhibitor_id}/slots", tuple[OpenSlot, ...])

    def assignments(self, conversation_id: ConversationId) -> tuple[Assignment, ...]:
        """Return why a conversation went to whom, newest first."""
        return self._get(f"/api/v1/conversations/{conversation_id}/assignments", tuple[Assignment, ...])

    def intent_assignments(self, intent_id: ActionId) -> tuple[Assignment, ...]:
        """Return why a purchase intent went to whom, newest first."""
        return self._get(f"/api/v1/intents/{intent_id}/assignments", tuple[Assignment, ...])

    def what_if(self, asked: WhatIf) -> WhatIfResult:
        """Return what other rules would have done with the last assignments."""
        return self._post("/api/v1/distribution/what-if", asked, WhatIfResult)

    def loads(self) -> tuple[Load, ...]:
        """Return how much each account of the exhibitor has to do."""
        return self._get("/api/v1/team/loads", tuple[Load, ...])

    # ------------------------------------------------------------------ writing

    def act(self, request: ActionRequest) -> ActionResult:
        """Do an action; the same request again gets the same result."""
        return self._post("/api/v1/actions", request, ActionResult)

    def make_calendar_feed(self, wanted: NewFeed) -> MadeFeed:
        """Have a secret calendar address made; return it with scheme and host.

        Raises:
            NotOurServer: what came is no address of a web server.
        """
        made = self._post("/api/v1/calendar-feeds", wanted, MadeFeed)
        address = self.session.base_url + made.address if made.address.startswith("/") else made.address
        if not address.startswith(("https://", "http://")):
            raise NotOurServer("no address")
        return replace(made, address=address)

    def upload(self, client_id: UUID, data: bytes, media_type: str) -> UploadedImage:
        """Bring an image to the server; the same again gets the same answer.

        A large one goes in pieces: after a cut the next call goes on where the last one ended.
        """
        path = f"/api/v1/uploads/{client_id}"
        if len(data) <= PIECE:
            answer = self._answer("PUT", path, body=data, media_type=media_type, total_timeout_s=300.0)
            return _decode(answer, UploadedImage)
        so_far = self._get(path, UploadProgress)
        if so_far.image is not None:
            return so_far.image
        begin, stalled = so_far.received, 0
        while stalled < STALLS:
            begin = begin if begin < len(data) else 0
            piece = data[begin : begin + PIECE]
            place = f"bytes {begin}-{begin + len(piece) - 1}/{len(data)}"
            answer = self._answer(
                "PUT", path, body=piece, media_type=media_type, headers={"Content-Range": place}, total_timeout_s=120.0
            )
            arrived: UploadedImage | UploadProgress = _decode_either(answer)
            if isinstance(arrived, UploadedImage):
                return arrived
            stalled = 0 if arrived.received > begin else stalled + 1
            begin = arrived.received
        raise ServerFault("the pieces of an image do not add up")

    def typing(self, conversation_id: ConversationId) -> None:
        """Tell the other side that one is writing."""
        self._result("POST", "/api/v1/typing", body=msgspec.json.encode(TypingAt(conversation_id=conversation_id)))

    def looking(self, conversation_id: ConversationId, *, here: bool = True, hello: bool = False) -> None:
        """Tell the others who may write there that one has it open, or looks away."""
        body = LookingAt(conversation_id=conversation_id, here=here, hello=hello)
        self._result("POST", "/api/v1/looking", body=msgspec.json.encode(body))

    def activity(self, *, idle: bool) -> None:
        """Say whether somebody is at this desk."""
        self._result("POST", "/api/v1/activity", body=msgspec.json.encode(Activity(idle=idle)))

    # ------------------------------------------------------------------ following

    def log(self, after: int, wait_s: float = 0) -> LogPage:
        """Return the log after `after`, waiting up to `wait_s` for something to come.

        Raises:
            LogGone: the log no longer reaches back to there.
        """
        wait_s = min(LONGEST_WAIT_S, max(0.0, wait_s))
        params: dict[str, str | int | float] = {"after": after, "wait": math.floor(wait_s)}
        answer = self._answer("GET", "/api/v1/log", params=params, read_timeout_s=wait_s + self.session.read_timeout_s)
        return _decode(answer, LogPage)

    @contextmanager
    def stream(self, after: int, *, first_timeout_s: float) -> Iterator[Streamed]:
        """Open the event stream after `after`; heads and first bytes must come within `first_timeout_s`.

        Raises:
            LogGone: the log no longer reaches back to there.
        """
        with self.session.stream(
            "/api/v1/stream", params={"after": after}, accept="text/event-stream", first_timeout_s=first_timeout_s
        ) as streamed:
            if streamed.status != 200:
                _check(streamed.whole())
                raise NotOurServer(f"HTTP {streamed.status}")
            if streamed.media_type != "text/event-stream":
                raise NotOurServer("no event stream")
            yield streamed

    # ------------------------------------------------------------------ for modules beside this one

    def fetch(self, path: str, kind: type[T], params: dict[str, str | int | float] | None = None) -> T:
        """Get a document of that kind."""
        return self._get(path, kind, params)

    def post(self, path: str, body: msgspec.Struct | None, kind: type[T]) -> T:
        """Send a document (or nothing) and return the answer."""
        return _decode(self._answer("POST", path, body=None if body is None else msgspec.json.encode(body)), kind)

    def order(self, path: str) -> None:
        """Have something done that has no answer."""
        self._result("POST", path)

    # ------------------------------------------------------------------

    def _get(self, path: str, kind: type[T], params: dict[str, str | int | float] | None = None) -> T:
        return _decode(self._answer("GET", path, params=params), kind)

    def _post(self, path: str, body: msgspec.Struct, kind: type[T]) -> T:
        return _decode(self._answer("POST", path, body=msgspec.json.encode(body)), kind)

    def _result(self, method: str, path: str, *, body: bytes | None = None) -> None:
        self._answer(method, path, body=body)

    def _answer(self, method: str, path: str, **how: Any) -> Answer:
        answer = self.session.call(method, path, **how)
        _check(answer)
        return answer


def _check(answer: Answer) -> None:
    """Raise what an unsuccessful answer stands for."""
    if 200 <= answer.status < 300:
        return
    problem = _problem(answer)
    retry_after_s = _retry_after_s(answer)
    if answer.status >= 500:
        raise ServerFault(problem.code if problem else f"HTTP {answer.status}", retry_after_s=retry_after_s)
    if problem is None:
        # Our server words every refusal as a problem document: somebody else speaks here.
        raise NotOurServer(f"HTTP {answer.status}")
    if problem.code == _NOT_SIGNED_IN:
        raise SignedOut(problem)
    if problem.code == _GONE:
        raise LogGone(problem.code)
    raise Refused(problem, retry_after_s=retry_after_s)


def _problem(answer: Answer) -> Problem | None:
    if answer.media_type != _PROBLEM:
        return None
    try:
        problem: Problem = _decoder(Problem).decode(answer.body)
    except msgspec.MsgspecError:
        return None
    return problem


def _retry_after_s(answer: Answer) -> float:
    value = answer.headers.get("Retry-After", "")
    return min(3600.0, float(value)) if value.isdecimal() else 0.0


def _decode_either(answer: Answer) -> UploadedImage | UploadProgress:
    """Return the answer to a piece: the one to the last piece names the image."""
    try:
        return _decode(answer, UploadedImage)
    except ServerFault:
        return _decode(answer, UploadProgress)


def _decode(answer: Answer, kind: type[T]) -> T:
    if answer.media_type != "application/json":
        raise NotOurServer(f"{answer.media_type or 'nothing'} in place of JSON")
    try:
        key: Any = kind
        result: T = _decoder(key).decode(answer.body)
    except msgspec.MsgspecError as error:
        # Broken off and patched together by something in between, or a server much newer than this desk.
        raise ServerFault("unreadable JSON") from error
    return result
