"""What is said of an image wherever it is shown: in a message, with an intent."""

from typing import Any

from sqlalchemy import Row

from workstation.domain.ids import AttachmentId
from workstation.domain.message import Attachment


def attachment_of(row: Row[Any], id_: AttachmentId) -> Attachment:
    """Return the attachment with that id, whose other columns stand in the row."""
    return Attachment(
        id=id_,
        media_type=row.media_type,
        size_bytes=row.size_bytes,
        width=row.width,
        height=row.height,
        thumb_width=row.thumb_width,
        thumb_height=row.thumb_height,
    )
