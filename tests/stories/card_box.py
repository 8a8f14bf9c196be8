"""What a seeded desk gets for the screens of business cards: two dozen cards, some alike, some with pictures."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QLinearGradient, QPainter

from tests.helpers.builders import COLLEAGUE, ME, make_card, make_events, make_message
from tests.stories.seeded_desk import NOW, PEOPLE, SeededDesk
from workstation.domain.card import (
    CardContent,
    CardIm,
    CardPhone,
    CardSource,
    CardVersion,
    HeldCard,
    OwnCard,
    PhoneKind,
    SharedCard,
)
from workstation.domain.clock import to_ms
from workstation.domain.ids import AttachmentId, ConversationId, PrincipalId
from workstation.domain.message import CARD
from workstation.storage import blobs, cards, inbound

PHOTO, LOGO = AttachmentId(7001), AttachmentId(7002)
_TITLES = ("Purchasing Manager", "Buyer, Home & Living", "Managing Director", "Head of Sourcing", "Category Manager")
_PHONES = {
    "IT": "+390236014455", "AE": "+971501234567", "GB": "+442079460123", "RU": "+74951234567", "MX": "+525512345678",
    "FR": "+33142685300", "MY": "+60123456789", "BR": "+5511912345678", "TR": "+902123456789", "IN": "+919812345678",
    "PL": "+48221234567", "SE": "+46812345678",
}  # fmt: skip
_TAGS = (("VIP",), ("待报价", "VIP"), (), ("样品已寄",), (), ("repeat order", "autumn fair"))
_NOTES = ("Wants linen shades, asks about UL.", "", "上届广交会见过，主要做连锁酒店项目。", "", "")
MINE = CardContent(
    name_zh="王芳",
    name_en="Fang Wang",
    title_zh="外贸部经理",
    title_en="Export Manager",
    department_zh="国际业务部",
    department_en="International Sales",
    company_zh="宁波北光照明电器有限公司",
    company_en="Ningbo North Light Lighting Co., Ltd.",
    address_zh="浙江省宁波市鄞州区中山东路 1800 号 18 层",
    address_en="18F, 1800 Zhongshan East Road, Yinzhou District, Ningbo, Zhejiang",
    country="CN",
    phones=(CardPhone("+8613958812345", PhoneKind.MOBILE), CardPhone("+8657487654321", PhoneKind.WORK)),
    emails=("fang.wang@northlight.example",),
    websites=("www.northlight.example",),
    ims=(CardIm("wechat", "northlight-fang"),),
    booth="12.2 C18–20",
    sections=("lighting",),
    about="Floor, table and wall lamps in brass and linen; own tooling, CE, UKCA and UL.",
    photo=PHOTO,
    logo=LOGO,
)


def _card(at: int) -> HeldCard:
    name, company, country, language, _zone = PEOPLE[at % len(PEOPLE)]
    host = company.split()[0].strip(".«»„”,").lower() if company.isascii() else "trade"
    handed_over = at < 8
    fields: dict[str, Any] = {
        "name_en": name if at < len(PEOPLE) else f"{name} {at}",
        "title_en": _TITLES[at % len(_TITLES)],
        "company_en": company,
        "country": country,
        "phones": (CardPhone(_PHONES[country][:-1] + str(at % 10), PhoneKind.MOBILE),),
        "emails": (f"buyer{at}@{host}.example",),
        "websites": (f"https://www.{host}.example",) if at % 2 else (),
        "address_en": "18 Market Street, 2nd floor" if at % 3 == 0 else "",
        "sections": ("lighting",) if at % 2 else (),
        "languages": (language, "en"),
        "received_at": NOW - timedelta(hours=at * 5 + 1),
        "source": CardSource.CHAT if handed_over else CardSource.IMPORT,
        "note": _NOTES[at % len(_NOTES)],
        "tags": _TAGS[at % len(_TAGS)],
        "follow_up": (date(NOW.year, NOW.month, 1) + timedelta(days=40 + at)).isoformat() if at % 5 == 1 else "",
        "holder_id": COLLEAGUE if at % 6 == 5 else ME,
    }
    if handed_over:
        fields |= {"from_id": PrincipalId(100 + at), "conversation_id": ConversationId(at + 1), "n": 4, "version": 1}
    return make_card(**fields)


def fill(seeded: SeededDesk, *, count: int = 26) -> list[HeldCard]:
    """Put cards into the folders; three are another's duplicates, one has an earlier version."""
    held = [_card(at) for at in range(count)]
    first = held[0]
    before = CardVersion(version=1, at=first.received_at - timedelta(days=2), content=first.content)
    content = CardContent(**{f: getattr(first.content, f) for f in CardContent.__struct_fields__} | {
        "title_en": "Head of Purchasing", "name_zh": "玛丽亚·费雷蒂", "ims": (CardIm("whatsapp", "+39 340 123 4567"),),
    })  # fmt: skip
    held[0] = make_card(
        **{f: getattr(first, f) for f in HeldCard.__struct_fields__ if f not in ("content", "version", "earlier")}
        | {f: getattr(content, f) for f in CardContent.__struct_fields__}
        | {"version": 2, "earlier": (before,)}
    )
    twin = make_card(
        name_en="Ferretti Maria", company_en="Ferretti Illuminazione", emails=held[0].content.emails, country="IT",
        phones=(CardPhone("+39023601445", PhoneKind.WORK),), received_at=NOW - timedelta(days=3), note="Hall 12",
        title_en="Buyer", address_en="Via Tortona 12, Milano",
    )  # fmt: skip
    other = make_card(
        name_zh="陈志明", name_en="Chen Zhiming", company_en="Golden Lamp Trading", country="MY",
        phones=held[6].content.phones, received_at=NOW - timedelta(days=1), wechat="goldenlamp",
    )  # fmt: skip
    held += [twin, other]
    own = [
        OwnCard(owner_id=PrincipalId(ME), rev=1, version=3, at=NOW - timedelta(days=1), content=MINE),
    ]
    seeded.store.write_blocking(cards.store, held)
    seeded.store.write_blocking(cards.store_own, own)
    for attachment, data in ((PHOTO, portrait()), (LOGO, logo())):
        for size in ("thumb", "full"):
            seeded.store.images_blocking(blobs.put, attachment, size, data, now_ms=to_ms(NOW), limit_bytes=10**9)
    return held


def hand_over(seeded: SeededDesk, held: list[HeldCard], conversation: int = 2) -> None:
    """Let a buyer and the account have handed their cards over in a conversation."""
    person = held[1].content
    said = [
        make_message(conversation, 4, kind=CARD, text="", at=NOW - timedelta(minutes=4), from_buyer=True,
                     sender_id=PrincipalId(100 + conversation),
                     card=SharedCard(owner_id=PrincipalId(100 + conversation), version=1, content=person)),
        make_message(conversation, 5, kind=CARD, text="", at=NOW - timedelta(minutes=2), from_buyer=False,
                     sender_id=PrincipalId(ME),
                     card=SharedCard(owner_id=PrincipalId(ME), version=3, content=MINE)),
    ]  # fmt: skip
    seeded.store.write_blocking(inbound.apply, make_events(11, said))


def portrait() -> bytes:
    """Draw somebody."""
    image = QImage(480, 480, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QLinearGradient(QPointF(0, 0), QPointF(480, 480))
    ground.setColorAt(0, QColor("#cfd9e6"))
    ground.setColorAt(1, QColor("#8ea3bd"))
    painter.fillRect(image.rect(), ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#2b3340"))
    painter.drawEllipse(QRectF(140, 70, 200, 240))
    painter.setBrush(QColor("#f0cdb4"))
    painter.drawEllipse(QRectF(168, 110, 144, 180))
    painter.drawRect(QRectF(212, 260, 56, 70))
    painter.setBrush(QColor("#233c63"))
    painter.drawRoundedRect(QRectF(90, 325, 300, 260), 110, 110)
    painter.setBrush(QColor("#ffffff"))
    painter.drawPolygon([QPointF(205, 325), QPointF(275, 325), QPointF(240, 400)])
    painter.end()
    return _bytes(image)


def logo() -> bytes:
    """Draw a company's sign."""
    image = QImage(320, 320, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#e08a1e"))
    painter.drawPie(QRectF(20, 20, 280, 280), 0, 180 * 16)
    painter.setBrush(QColor("#1f4e79"))
    painter.drawRoundedRect(QRectF(20, 180, 280, 36), 18, 18)
    painter.drawRoundedRect(QRectF(80, 236, 160, 36), 18, 18)
    painter.end()
    return _bytes(image)


def _bytes(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())
