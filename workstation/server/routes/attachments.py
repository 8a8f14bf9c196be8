"""Bringing images to the platform, and getting them back."""

import hashlib
import re
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from litestar import Request, Response, get, put
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery

from workstation.domain.actions import UploadedImage, UploadProgress
from workstation.domain.errors import Refusal
from workstation.domain.ids import AttachmentId
from workstation.server.caller import Caller, load
from workstation.server.database import AnyRow
from workstation.server.images import Ready
from workstation.server.parts import Platform
from workstation.server.permissions import SIGNED_IN
from workstation.server.queries import attachments, uploads
from workstation.server.writer import Tx

_RANGE = re.compile(r"bytes (\d{1,10})-(\d{1,10})/(\d{1,10})")
PRIVATE = "private, max-age=31536000, immutable"
"""An attachment's bytes never change, and its number is never given again."""


async def _body(request: Request[Any, Any, Any], limit: int) -> bytes:
    """Return the body, read no further than the limit.

    Raises:
        Refusal: `image_too_large`.
    """
    megabytes = limit // (1024 * 1024)
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise Refusal("image_too_large", {"megabytes": megabytes})
    chunks: list[bytes] = []
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > limit:
                raise Refusal("image_too_large", {"megabytes": megabytes})
            chunks.append(chunk)
    except HTTPException as error:
        raise Refusal("image_too_large", {"megabytes": megabytes}) from error
    return b"".join(chunks)


def _answer(client_id: UUID, row: AnyRow, digest: bytes) -> UploadedImage:
    if bytes(row.digest) != digest:
        raise Refusal("action_id_reused")
    return _image(client_id, row)


def _image(client_id: UUID, row: AnyRow) -> UploadedImage:
    return UploadedImage(client_id=client_id, attachment_id=row.id, width=row.width, height=row.height)


def _place(given: str, size: int, limit: int) -> tuple[int, int]:
    """Return where a piece begins, and how large the whole is (`Content-Range: bytes 0-99/1000`).

    Raises:
        Refusal: `invalid_request` for one that doesn't fit the body, `image_too_large`.
    """
    found = _RANGE.fullmatch(given.strip())
    if found is None:
        raise Refusal("invalid_request", {"field": "Content-Range"})
    begin, end, total = map(int, found.groups())
    if total > limit:
        raise Refusal("image_too_large", {"megabytes": limit // (1024 * 1024)})
    if not (size and begin + size == end + 1 <= total):
        raise Refusal("invalid_request", {"field": "Content-Range"})
    return begin, total


@get("/api/v1/uploads/{client_id:uuid}", opt=SIGNED_IN)
async def progress(
    client_id: FromPath[UUID], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> UploadProgress:
    """Tell how much of an image that comes in pieces has arrived: one goes on from there."""
    done = await platform.database.read(attachments.upload_of, caller.principal_id, client_id)
    if done is not None:
        return UploadProgress(client_id=client_id, received=0, image=_image(client_id, done))
    come, total = await platform.database.read(uploads.received, caller.principal_id, client_id)
    return UploadProgress(client_id=client_id, received=come, total=total)


@put("/api/v1/uploads/{client_id:uuid}", opt=SIGNED_IN, request_max_body_size=None)
async def upload(
    client_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
) -> UploadedImage | UploadProgress:
    """Bring an image (the raw body); the same again gets the same answer, another under the same id is refused.

    With `Content-Range` the body is a piece: it counts if it begins where the last one ended, and the answer says
    where that is now. The last piece is answered like a whole image.
    """
    limit = platform.settings.limits.upload_bytes
    data = await _body(request, limit)
    if given := request.headers.get("content-range", ""):
        begin, total = _place(given, len(data), limit)
        done = await platform.database.read(attachments.upload_of, caller.principal_id, client_id)
        if done is not None:  # the answer to the last piece was lost
            return _image(client_id, done)
        data = await platform.writer.write(_add, caller, client_id, begin, total, data)
        if len(data) < total:
            return UploadProgress(client_id=client_id, received=len(data), total=total)
    return await keep(platform, caller, client_id, data)


async def keep(platform: Platform, caller: Caller, client_id: UUID, data: bytes) -> UploadedImage:
    """Keep a whole image of the caller's under that id.

    Raises:
        Refusal: what makes it no image, `too_many_requests`, `action_id_reused` for another one under the same id.
    """
    digest = hashlib.sha256(data).digest()
    known = await platform.database.read(attachments.upload_of, caller.principal_id, client_id)
    if known is not None:
        return _answer(client_id, known, digest)
    ready = await platform.images.prepare(data)
    return await platform.writer.write(_store, caller, client_id, ready, platform.settings.limits.uploads_per_hour)


def _add(tx: Tx, caller: Caller, client_id: UUID, begin: int, total: int, piece: bytes) -> bytes:
    load(tx.conn, caller.token_hash, tx.now)
    return uploads.add(tx, caller.principal_id, client_id, begin, total, piece)


def _store(tx: Tx, caller: Caller, client_id: UUID, ready: Ready, per_hour: int) -> UploadedImage:
    load(tx.conn, caller.token_hash, tx.now)
    known = attachments.upload_of(tx.conn, caller.principal_id, client_id)
    if known is not None:
        return _answer(client_id, known, ready.digest)
    if per_hour:
        recent = attachments.uploaded_since(tx, caller.principal_id, tx.now - timedelta(hours=1))
        if recent >= per_hour:
            raise Refusal("too_many_requests", {"retry_after_s": 3600})
    uploads.forget(tx, caller.principal_id, client_id)
    number = attachments.store(tx, ready, owner_id=caller.principal_id, client_id=client_id)
    return UploadedImage(client_id=client_id, attachment_id=number, width=ready.width, height=ready.height)


@get(
    "/api/v1/attachments/{attachment_id:int}",
    opt=SIGNED_IN,
    responses={200: ResponseSpec(bytes, description="The image", media_type="image/*")},
)
async def attachment(
    attachment_id: FromPath[int],
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
    size: FromQuery[Literal["thumb", "full"]] = "full",
) -> Response[bytes]:
    """Return an image that one may see."""
    found = await platform.database.read(attachments.picture, caller, AttachmentId(attachment_id), size)
    return Response(
        found.data,
        media_type=found.media_type,
        headers={"Cache-Control": PRIVATE, "Content-Disposition": "inline", "Vary": "Authorization, Cookie"},
    )


HANDLERS = [progress, upload, attachment]
