"""What a seeded desk gets for purchase intents: new ones, assigned ones, some in every state, in several languages."""

from datetime import timedelta
from uuid import UUID

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    make_attachment,
    make_conversation,
    make_events,
    make_exhibit,
    make_message,
    make_section,
)
from tests.stories.seeded_desk import NOW, PEOPLE, SeededDesk
from tests.ui.chat import samples
from workstation.domain import events as ev
from workstation.domain.clock import to_ms
from workstation.domain.ids import ActionId, AttachmentId, ConversationId, ExhibitId, PrincipalId, SectionId
from workstation.domain.intent import Intent, IntentEnd, IntentState, Match, ReceivedIntent, SharedIntent, Wanted
from workstation.domain.message import INTENT
from workstation.storage import blobs, inbound

Row = tuple[str, str, str, int | None, str, int | None, str, int | None, str]
WANTED: tuple[Row, ...] = (
    (
        "Brass floor lamps for hotel rooms, linen shade",
        "Floor lamps",
        "en",
        500,
        "sets",
        2650,
        "USD",
        9,
        "For a 220-room hotel. Antique brass, natural linen shade, E27, CE and RoHS. Please quote FOB Ningbo.",
    ),
    (
        "采购户外太阳能庭院灯 IP65",
        "庭院灯",
        "zh",
        3_000,
        "pcs",
        820,
        "USD",
        2,
        "要求 IP65、3000K 暖光、续航 10 小时以上，三年质保。先寄两件样品，请报 FOB 深圳价格。",
    ),
    (
        "Lámparas de pie para cadena de tiendas",
        "Iluminación",
        "es",
        1_200,
        "pcs",
        1990,
        "EUR",
        0,
        "Necesitamos 1.200 piezas en tres entregas, con certificado CE. Precio CIF Veracruz, pago 30/70.",
    ),
    (
        "Dimmable LED desk lamps with USB-C",
        "Desk lamps",
        "en",
        2_000,
        "pcs",
        1350,
        "USD",
        21,
        "Three colour temperatures, memory function, UK plug. Private label.",
    ),
    (
        "مصابيح أرضية نحاسية لفندق",
        "مصابيح",
        "ar",
        180,
        "sets",
        None,
        "USD",
        14,
        "نحتاج 180 مصباحاً أرضياً لفندق في دبي، مع شهادة ESMA.",
    ),
    ("Торшеры для гостиниц, латунь", "Торшеры", "ru", 640, "pcs", 2400, "USD", None, "Поставка в Новороссийск, CIF."),
    ("Pendant lamps, rattan", "Pendants", "en", 800, "pcs", 1120, "USD", 30, "Hand-woven, FSC if possible."),
    ("Replacement shades, 40 cm, linen", "Shades", "en", 5_000, "pcs", 310, "USD", -2, "White and sand."),
    ("Luminaires de jardin en laiton", "Jardin", "fr", 300, "pcs", 4500, "EUR", 18, "Livraison au Havre."),
    ("Sofa-side reading lamps", "Reading lamps", "en", 400, "pcs", 1800, "USD", 6, "Swing arm, matte black."),
)
FIRST, TRANSLATED = 0, 2


def number(at: int) -> ActionId:
    """Return an id that is the same in every run."""
    return ActionId(UUID(int=(7 << 64) + at + 1))


def _state(at: int) -> dict[str, object]:
    seen, card = NOW - timedelta(hours=3), NOW - timedelta(hours=2)
    states: tuple[dict[str, object], ...] = (
        {},
        {"owner_id": None, "rule": ""},
        {"state": IntentState.SEEN, "seen_at": seen},
        {"state": IntentState.CONTACTED, "seen_at": seen, "card_sent_at": card, "chat_at": card},
        {"owner_id": PrincipalId(COLLEAGUE), "rule": "section"},
        {"owner_id": None, "rule": ""},
        {"owner_id": PrincipalId(COLLEAGUE), "state": IntentState.CONTACTED, "seen_at": seen, "card_sent_at": card},
        {"state": IntentState.SEEN, "seen_at": seen},
        {"state": IntentState.DONE, "seen_at": seen, "chat_at": card, "done_at": NOW - timedelta(hours=1),
         "done_by_id": PrincipalId(ME), "done_words": "Order drafted, 300 pieces"},
        {"state": IntentState.SEEN, "seen_at": seen},
    )  # fmt: skip
    return states[at % len(states)]


def intents(*, reduced: bool = False, mine_only: bool = False) -> list[ReceivedIntent]:
    """Return them, the last received first."""
    made = []
    for at, (title, category, language, quantity, unit, price, currency, days, about) in enumerate(WANTED):
        person = 1 + at
        name, company, country, _language, zone = PEOPLE[person % len(PEOPLE)]
        deadline = "" if days is None else (NOW + timedelta(days=days)).date().isoformat()
        wanted = Wanted(
            title=title, section_id=SectionId(1 + at % 3), category=category, quantity=None if reduced else quantity,
            unit=unit, target_price_minor=None if reduced else price, currency=currency, destination=country,
            deadline=deadline, description="" if reduced else about, language=language,
        )  # fmt: skip
        pictures = tuple(make_attachment(950 + n) for n in range(3)) if at == FIRST and not reduced else ()
        received_at = NOW - timedelta(minutes=12 + 95 * at * at)
        given: dict[str, object] = {"owner_id": PrincipalId(ME), "rule": "exhibit"} | _state(at)
        if mine_only:
            given["owner_id"] = PrincipalId(ME)
        made.append(
            ReceivedIntent(
                intent=Intent(
                    id=number(at), rev=1, buyer_id=PrincipalId(100 + person), at=received_at - timedelta(minutes=2),
                    wanted=wanted, images=pictures, ended=IntentEnd.WITHDRAWN if at == 9 else None,
                ),
                rev=1,
                received_at=received_at,
                matches=_matches(at),
                buyer_name="" if reduced else name,
                buyer_company="" if reduced else company,
                buyer_country=country,
                buyer_zone=zone,
                reduced=reduced,
                conversation_id=ConversationId(person),
                **given,  # type: ignore[arg-type]
            )
        )  # fmt: skip
    return made


def _matches(at: int) -> tuple[Match, ...]:
    every = (
        Match(exhibit_id=ExhibitId(1), score=92 - 5 * at, reasons=("section", "words", "quantity", "complete"),
              words=("brass", "floor", "lamp")),
        Match(exhibit_id=ExhibitId(2), score=max(12, 71 - 7 * at), reasons=("section", "price")),
        Match(exhibit_id=ExhibitId(3), score=max(8, 44 - 6 * at), reasons=("category",)),
    )  # fmt: skip
    return every[: 3 - at % 3]


def fill(seeded: SeededDesk, *, reduced: bool = False, mine_only: bool = False) -> list[ReceivedIntent]:
    """Put them on a desk."""
    made = intents(reduced=reduced, mine_only=mine_only)
    exhibits = (
        make_exhibit(1, rev=9, name_zh="黄铜亚麻落地灯", name_en="Brass floor lamp with linen shade", number="LX-204",
                     price_min_minor=2680, price_max_minor=3250, unit="sets", moq=100, lead_time_days=30,
                     picture_id=AttachmentId(960)),
        make_exhibit(2, rev=9, name_zh="太阳能庭院灯", name_en="Solar garden light", number="GL-18",
                     price_min_minor=790, price_max_minor=990, unit="pcs", moq=500, lead_time_days=25,
                     picture_id=AttachmentId(961)),
        make_exhibit(3, rev=9, name_zh="阅读灯", name_en="Reading lamp, swing arm", number="RL-7",
                     price_min_minor=1750, unit="pcs", moq=200),
    )  # fmt: skip
    bodies: list[ev.Body] = [ev.ExhibitChanged(exhibit=one) for one in exhibits]
    bodies += [ev.IntentChanged(intent=one) for one in made]
    started = made[3]
    conversation = started.conversation_id
    assert conversation is not None
    bodies.append(
        ev.MessageChanged(
            message=make_message(
                conversation, 4, kind=INTENT, text="", from_buyer=False, sender_id=PrincipalId(ME),
                intent=SharedIntent(id=started.id, wanted=started.intent.wanted), at=NOW - timedelta(minutes=1),
            )
        )
    )  # fmt: skip
    head = make_conversation(conversation, rev=9, owner_id=PrincipalId(ME), last_n=4, intent_id=started.id)
    bodies.append(ev.ConversationChanged(conversation=head))
    seeded.store.write_blocking(inbound.apply, make_events(11, bodies))
    sections = (
        make_section(1), make_section(2, name_zh="园林用品", name_en="Gardening"),
        make_section(3, name_zh="家居装饰品", name_en="Home decorations"),
    )  # fmt: skip
    from workstation.storage import exhibits as stored

    seeded.store.write_blocking(stored.store_sections, sections)
    colours = ("#8a6d1f", "#3b6ea8", "#a8563b", "#b08d3c", "#3b8a52")
    for number_, colour in zip((950, 951, 952, 960, 961), colours, strict=True):
        for size, (width, height) in (("thumb", (320, 240)), ("full", (800, 600))):
            seeded.store.images_blocking(
                blobs.put, AttachmentId(number_), size, samples.picture(width, height, colour), now_ms=to_ms(NOW),
                limit_bytes=10**9,
            )  # fmt: skip
    return made
