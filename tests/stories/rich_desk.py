"""What a seeded desk gets for the profile, the search and the message centre: images, notes, tags, odd names."""

from datetime import timedelta

from msgspec.structs import replace

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    make_answer,
    make_attachment,
    make_buyer,
    make_events,
    make_exhibit,
    make_image_message,
    make_marks,
    make_message,
    make_note,
)
from tests.stories.seeded_desk import NOW, SeededDesk
from tests.ui.chat import samples
from workstation.domain import events as ev
from workstation.domain.clock import to_ms
from workstation.domain.ids import AttachmentId, ConversationId, PrincipalId
from workstation.domain.message import IMAGE, Message
from workstation.domain.note import Note
from workstation.storage import blobs, inbound

RICH = ConversationId(4)
"""José Hernández, of whom much is known."""
ODD = ConversationId(1)
"""A buyer whose names try to break the layout."""
EVIL_NAME = "عبد الرحمن \u202eevil\u202c Al-Khalifa \u2066bin Mohammed <b>Al-Thani</b>"
LONG_COMPANY = "شركة الخليج للتجارة العامة والمقاولات المحدودة — Gulf General Trading & Contracting W.L.L. " * 2
HTML = "<script>alert(1)</script> <b>not bold</b> & <a href='http://evil.example'>click</a>"
_COLOURS = ("#3b6ea8", "#a8563b", "#2b7686", "#8a6d1f", "#6b3ba8", "#3b8a52")
_SAID = (
    "Hola, ¿cuál es el MOQ de la lámpara?",
    "您好！最小起订量是 100 套，FOB 宁波每套 27.90 美元。",
    "¿Y el plazo de entrega para 300 juegos?",
    "收到定金后 30 天。样品可以先寄，通过铁路12306运到口岸也可以。",
    "Please quote FOB and CIF Veracruz, 300 sets.",
    "FOB Ningbo USD 26.80 / set for 300 sets; CIF Veracruz USD 29.40.",
)


def _notes(number: int) -> list[Note]:
    return [
        make_note(number, author_id=PrincipalId(COLLEAGUE), shared=True, at=NOW - timedelta(days=2),
                  text="上届广交会见过，主要做连锁酒店项目，决策人是他本人。"),
        make_note(number, author_id=PrincipalId(ME), at=NOW - timedelta(hours=3),
                  text="Wants linen shades, asks about UL. Call after 22:00 our time."),
    ]  # fmt: skip


def enrich(seeded: SeededDesk) -> None:
    """Let much have been said, noted and tagged."""
    begin = NOW - timedelta(days=3)
    bodies: list[ev.Body | Message] = []
    for n, text in enumerate(_SAID, 4):
        make = make_message if n % 2 == 0 else make_answer
        bodies.append(make(RICH, n, text=text, at=begin + timedelta(hours=5 * n)))
    for at, colour in enumerate(_COLOURS):
        n = 10 + at
        attachment = make_attachment(900 + at)
        bodies.append(
            make_image_message(RICH, n, attachment_id=900 + at, at=NOW - timedelta(minutes=50 - at), kind=IMAGE)
        )
        for size, (width, height) in (("thumb", (320, 240)), ("full", (800, 600))):
            seeded.store.images_blocking(
                blobs.put, AttachmentId(attachment.id), size, samples.picture(width, height, colour),
                now_ms=to_ms(NOW), limit_bytes=10**9,
            )  # fmt: skip
    bodies += [ev.NoteChanged(note=note) for note in _notes(RICH)]
    bodies.append(ev.MarksChanged(marks=make_marks(RICH, rev=9, read_n=15, tags=("VIP", "样品已寄", "UL"))))
    bodies.append(ev.MarksChanged(marks=make_marks(5, rev=9, read_n=3, tags=("VIP", "待报价"))))
    odd = make_buyer(
        101, rev=9, name=EVIL_NAME, company=LONG_COMPANY, country="SA", languages=("ar", "en"),
        time_zone="Asia/Riyadh", email="a.very.long.address.that.goes.on_and-on@procurement.gulf-general.example",
        phone="+966 50 123 4567 ext. 88912", badge_number="V26-40001", interests=("<b>Lamps</b>", "灯具"),
    )  # fmt: skip
    bodies.append(ev.BuyerChanged(buyer=odd))
    bodies.append(ev.NoteChanged(note=make_note(ODD, author_id=PrincipalId(ME), at=NOW, text=HTML)))
    bodies.append(
        ev.NoteChanged(note=make_note(ODD, author_id=PrincipalId(ME), at=NOW, text="很长的备注 long note\n" * 500))
    )
    rich = make_exhibit(2, rev=9, price_min_minor=2680, price_max_minor=3250, unit="sets", moq=100, lead_time_days=30)
    bodies.append(ev.ExhibitChanged(exhibit=replace(rich, name_zh="黄铜落地灯", name_en="Brass floor lamp")))
    seeded.store.write_blocking(inbound.apply, make_events(11, bodies))
