"""Images that were uploaded."""

from msgspec import Struct

from workstation.domain.ids import AttachmentId


class Attachment(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An image that was uploaded; sizes in pixels and bytes."""

    id: AttachmentId
    media_type: str
    size_bytes: int
    width: int
    height: int
    thumb_width: int
    thumb_height: int
