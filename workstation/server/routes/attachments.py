"""Bringing images to the platform, and getting them back."""

import hashlib
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from litestar import Request, Response, get, put
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery

from workstation.domain.actions import UploadedImage
from workstation.domain.errors import Refusal
from workstation.domain.ids import AttachmentId
from workstation.server.caller import Caller, load
from workstation.server.database import AnyRow
from workstation.server.images import Ready
from workstation.server.parts import Platform
from workstation.server.permissions import SIGNED_IN
from workstation.server.queries import attachments
from workstation.server.writer import Tx

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
    return UploadedImage(client_id=client_id, attachment_id=row.id, width=row.width, height=row.height)


@put("/api/v1/uploads/{client_id:uuid}", opt=SIGNED_IN, request_max_body_size=None)
async def upload(
    client_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
) -> UploadedImage:
    """Bring an image (the raw body); the same again gets the same answer, another under the same id is refused."""
    data = await _body(request, platform.settings.limits.upload_bytes)
    digest = hashlib.sha256(data).digest()
    known = await platform.database.read(attachments.upload_of, caller.principal_id, client_id)
    if known is not None:
        return _answer(client_id, known, digest)
    ready = await platform.images.prepare(data)
    return await platform.writer.write(_store, caller, client_id, ready, platform.settings.limits.uploads_per_hour)


def _store(tx: Tx, caller: Caller, client_id: UUID, ready: Ready, per_hour: int) -> UploadedImage:
    load(tx.conn, caller.token_hash, tx.now)
    known = attachments.upload_of(tx.conn, caller.principal_id, client_id)
    if known is not None:
        return _answer(client_id, known, ready.digest)
    if per_hour:
        recent = attachments.uploaded_since(tx, caller.principal_id, tx.now - timedelta(hours=1))
        if recent >= per_hour:
            raise Refusal("too_many_requests", {"retry_after_s": 3600})
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


HANDLERS = [upload, attachment]
