"""A conversation with everything a timeline may have to show."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw

from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import (
    ActionId,
    AttachmentId,
    ConversationId,
    ExhibitId,
    ExhibitorId,
    PrincipalId,
    SectionId,
)
from workstation.domain.message import Attachment, SystemLine
from workstation.services.views import Fault, ItemState, LinkedConversation, Quote, TimelineItem

ME = PrincipalId(7)
BUYER = PrincipalId(900)
COLLEAGUE = PrincipalId(8)
START = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)

TEXTS = (
    "Good morning! I saw the folding e-bike FB-20 on your page. What is the FOB price for 500 sets?",
    "您好，FB-20 现在 500 台的 FOB 宁波价是每台 286 美元，交期 35 天。",
    "Could you send the CE certificate as well? Our customs office in Valencia asks for it before shipment.",
    "好的，CE 证书稍后发给您。",
    "مرحبا، هل يمكنكم إرسال السعر النهائي مع الشحن إلى جدة؟",
    "Thanks. Two questions: (1) is the battery UN 38.3 tested, (2) can we mix colours in one 40HQ?",
    "电池有 UN38.3 报告 👍 颜色可以混装，每种颜色至少 50 台。",
    "Perfect",
)


BIKE = Exhibit(
    id=ExhibitId(5),
    rev=1,
    exhibitor_id=ExhibitorId(1),
    section_id=SectionId(1),
    number="FB-20",
    name_zh="20 寸折叠电动自行车",
    name_en='20" folding e-bike',
    price_min_minor=27900,
    price_max_minor=31000,
    unit="set",
    moq=100,
    lead_time_days=35,
    picture_id=AttachmentId(77),
)


def action_id(number: int) -> ActionId:
    """Return a client id for a number."""
    return ActionId(UUID(int=number))


def item(n: int | None, text: str = "", **changes: Any) -> TimelineItem:
    """Return a text item: of the buyer unless said otherwise."""
    number = n if n is not None else int(changes.pop("waiting", 1))
    mine = bool(changes.get("mine"))
    values: dict[str, Any] = {
        "key": f"m:{number}" if n is not None else f"a:{action_id(number)}",
        "n": n,
        "kind": "text",
        "text": text,
        "at": START + timedelta(minutes=number),
        "from_buyer": not mine,
        "sender_id": ME if mine else BUYER,
        "sender_name_zh": "" if mine else "Ana Torres",
        "sender_name_en": "" if mine else "Ana Torres",
        "state": ItemState.SENT if mine else ItemState.RECEIVED,
        "message_id": n,
    }
    return TimelineItem(**{**values, **changes})


def many(count: int, first: int = 1) -> list[TimelineItem]:
    """Return a plain conversation of that many messages."""
    return [
        item(n, TEXTS[n % len(TEXTS)], mine=n % len(TEXTS) in (1, 3, 6), state=ItemState.READ)
        if n % len(TEXTS) in (1, 3, 6)
        else item(n, TEXTS[n % len(TEXTS)])
        for n in range(first, first + count)
    ]


def picture(width: int = 320, height: int = 240, colour: str = "#3b6ea8") -> bytes:
    """Return a JPEG drawn here."""
    image = Image.new("RGB", (width, height), "#dfe7ef")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 0.72, width, height), fill="#b9c4cf")
    for x in (0.3, 0.7):
        draw.ellipse(
            (width * x - height * 0.18, height * 0.5, width * x + height * 0.18, height * 0.86), outline=colour, width=6
        )
    draw.line(
        (width * 0.3, height * 0.68, width * 0.5, height * 0.35, width * 0.7, height * 0.68), fill=colour, width=8
    )
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


def attachment(number: int, width: int = 320, height: int = 240) -> Attachment:
    """Return an attachment whose thumbnail has that size."""
    return Attachment(
        id=AttachmentId(number), media_type="image/jpeg", size_bytes=9000, width=width * 4, height=height * 4,
        thumb_width=width, thumb_height=height,
    )  # fmt: skip


def everything() -> list[TimelineItem]:
    """Return one of each kind, in a plausible order."""
    day = timedelta(days=1)
    sys_at = START - day
    colleague: dict[str, Any] = {
        "mine": True,
        "sender_id": COLLEAGUE,
        "sender_name_zh": "李 静",
        "sender_name_en": "Li Jing",
        "state": ItemState.READ,
    }
    return [
        item(1, kind="system", at=sys_at, system=SystemLine(code="queued", params={}), sender_id=None),
        item(2, TEXTS[0], at=sys_at, exhibit_id=BIKE.id, exhibit=BIKE),
        item(
            3,
            "Hello! Thank you for your interest, we will answer shortly.",
            at=sys_at,
            automatic=True,
            mine=True,
            state=ItemState.READ,
        ),
        item(4, TEXTS[1], at=sys_at + timedelta(minutes=3), **colleague),
        item(5, "这是最新的目录。", at=sys_at + timedelta(minutes=3), **colleague),
        item(
            6,
            kind="system",
            at=sys_at + timedelta(minutes=9),
            sender_id=None,
            system=SystemLine(code="transferred", params={"account_id": 7, "name_zh": "王伟", "name_en": "Wang Wei"}),
        ),
        item(7, kind="image", attachment=attachment(1)),
        item(
            8,
            "Is this the frame you mean? We would like it in matt black with our logo.",
            kind="image",
            attachment=attachment(2, 320, 180),
        ),
        item(
            9,
            TEXTS[1],
            mine=True,
            state=ItemState.READ,
            reply_to=Quote(
                n=8,
                text="Is this the frame you mean? We would like it in matt black with our logo.",
                kind="image",
                sender_name_en="Ana Torres",
                sender_name_zh="Ana Torres",
            ),
        ),
        item(10, TEXTS[4]),
        item(11, "السعر 286 دولار FOB Ningbo لكل قطعة، و MOQ هو 500 — see https://example.com/fb-20?lang=ar للتفاصيل."),
        item(
            12,
            "Datasheet: https://www.example.com/catalogue/folding/fb-20/specification-2026.pdf (4 MB), see page 3.",
        ),
        item(13, recalled=True),
        item(14, "hologram", kind="hologram"),
        item(15, TEXTS[6], mine=True, state=ItemState.SENT),
        item(16, TEXTS[5]),
        item(17, TEXTS[7]),
        item(
            None,
            "We can do 279 USD for 1,000 sets, valid until Friday.",
            waiting=18,
            mine=True,
            sender_id=None,
            state=ItemState.FAILED,
            problem=Fault(code="overtaken"),
            action_id=action_id(18),
        ),
        item(
            None,
            kind="image",
            waiting=19,
            mine=True,
            sender_id=None,
            state=ItemState.SENDING,
            upload_id=action_id(91),
            upload_width=640,
            upload_height=360,
            action_id=action_id(19),
        ),
        item(
            None,
            "最终价格请看附件。",
            waiting=20,
            mine=True,
            sender_id=None,
            state=ItemState.WAITING,
            action_id=action_id(20),
        ),
    ]


def among_colleagues() -> list[TimelineItem]:
    """Return a chat with a colleague who points at conversations."""
    names: dict[str, Any] = {
        "sender_name_zh": "李 静",
        "sender_name_en": "Li Jing",
        "sender_id": COLLEAGUE,
        "from_buyer": False,
    }
    linked = LinkedConversation(
        title="Maria Ferretti", company="Ferretti Illuminazione S.r.l.", country="IT", buyer_id=PrincipalId(901)
    )
    return [
        item(1, "早！意大利的客户昨天问了新灯，你能看一下吗？", **names),
        item(
            2,
            "她要 300 套，我不确定交期。",
            kind="conversation",
            link_conversation_id=ConversationId(1),
            linked=linked,
            **names,
        ),
        item(3, "好的，我马上看。", mine=True, state=ItemState.READ),
        item(4, kind="conversation", link_conversation_id=ConversationId(404), **names),
        item(5, kind="conversation", link_conversation_id=ConversationId(2), linked=linked, mine=True),
    ]
