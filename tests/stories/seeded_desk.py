"""A real desk over real encrypted files: a morning at the booth, without a network."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    make_account,
    make_answer,
    make_buyer,
    make_colleague_chat,
    make_conversation,
    make_exhibit,
    make_image_message,
    make_marks,
    make_message,
    make_page,
    make_read,
    make_section,
    make_snapshot,
)
from tests.helpers.fresh_store import fresh_store
from workstation.domain.account import AccountKind, Presence
from workstation.domain.clock import to_ms
from workstation.domain.conversation import ConversationPage
from workstation.domain.errors import Refusal
from workstation.domain.ids import ExhibitId, PrincipalId
from workstation.domain.link import LinkState, Phase
from workstation.domain.message import Message
from workstation.remote.api import Api
from workstation.services.desk import Desk
from workstation.services.settings import SettingsService
from workstation.services.sign_in import SignIn
from workstation.services.views import KeyKeeping
from workstation.storage import drafts, inbound
from workstation.storage.profile_file import ProfileFile
from workstation.ui.bus import Bus

NOW = datetime.now(UTC).astimezone().replace(hour=14, minute=2, second=0, microsecond=0).astimezone(UTC)
"""Two past two today on this machine's clock."""

PEOPLE = (
    ("Maria Ferretti", "Ferretti Illuminazione S.r.l.", "IT", "it", "Europe/Rome"),
    ("محمد العلي", "شركة النور للتجارة", "AE", "ar", "Asia/Dubai"),
    ("John Whitfield", "Whitfield & Sons Lighting Ltd", "GB", "en", "Europe/London"),
    ("Ольга Петрова", "ООО «СветТорг»", "RU", "ru", "Europe/Moscow"),
    ("José Hernández Ruiz", "Grupo Lumínico del Norte", "MX", "es", "America/Monterrey"),
    ("Amélie Dubois", "Maison Dubois", "FR", "fr", "Europe/Paris"),
    ("陈志明", "Golden Lamp Trading Sdn Bhd", "MY", "zh", "Asia/Kuala_Lumpur"),
    ("João Almeida", "Almeida Importação Lda", "BR", "pt", "America/Sao_Paulo"),
    ("Aylin Yılmaz", "Yılmaz Aydınlatma", "TR", "tr", "Europe/Istanbul"),
    ("Priya Raman", "Raman Interiors", "IN", "en", "Asia/Kolkata"),
    ("Katarzyna Nowak", "Dom Światła sp. z o.o.", "PL", "pl", "Europe/Warsaw"),
    ("Lars Lindqvist", "Nordljus AB", "SE", "en", "Europe/Stockholm"),
)
QUESTIONS = (
    "Could you quote the brass floor lamp FOB Ningbo, 300 pieces?",
    "هل يمكنكم إرسال كتالوج المصابيح مع الأسعار؟",
    "Is the LX-204 certified for the UK market?",
    "Какой срок поставки на 500 штук?",
    "¿Pueden hacer la pantalla en lino natural?",
    "Merci. Nous attendons l'échantillon cette semaine.",
    "请问落地灯的最小起订量是多少？能先寄样品吗？",
    "Qual é o prazo de entrega para 200 peças?",
    "Do you have it with an E27 socket?",
    "Please send the packing list for the last order.",
)
TAGS = {2: ("VIP",), 3: ("样品已寄", "repeat order"), 6: ("price sent", "VIP", "autumn fair")}
ANSWERS = (
    "Good afternoon! FOB Ningbo it is USD 27.90 a piece from 300 pieces on.",
    "您好，起订量 100 套，样品三天内可寄出。",
    "Yes, both UKCA and CE. I will send you the test report today.",
)


def _minutes(count: float) -> datetime:
    return NOW - timedelta(minutes=count)


def _talk(number: int, newest: float) -> Iterable[Message]:
    """Yield what was said with a buyer; the newest so many minutes ago."""
    question, answer = QUESTIONS[number % len(QUESTIONS)], ANSWERS[number % len(ANSWERS)]
    yield make_message(number, 1, text=question, at=_minutes(newest + 90))
    yield make_answer(number, 2, text=answer, at=_minutes(newest + 80))
    if number % 5 == 4:
        yield make_image_message(number, 3, at=_minutes(newest))
    elif number % 3:
        yield make_message(number, 3, text=QUESTIONS[(number * 7) % len(QUESTIONS)], at=_minutes(newest))
    else:
        yield make_answer(number, 3, text=ANSWERS[(number + 1) % len(ANSWERS)], at=_minutes(newest))


def _page(number: int) -> ConversationPage:
    name, company, country, language, zone = PEOPLE[number % len(PEOPLE)]
    newest = 2 + number * number * 1.7
    buyer = make_buyer(
        100 + number,
        name=name if number <= len(PEOPLE) else f"{name} {number}",
        company=company,
        country=country,
        languages=(language, "en"),
        time_zone=zone,
        presence=list(Presence)[number % 4],
        email=f"buyer{number}@example.com",
        badge_number=f"V26-{40_000 + number}",
        interests=("Lighting", "Furniture"),
    )
    owner = PrincipalId(COLLEAGUE) if number % 6 == 5 else PrincipalId(ME)
    return make_page(
        number,
        tuple(_talk(number, newest)),
        conversation=make_conversation(
            number, owner_id=None if number % 11 == 10 else owner, exhibit_id=ExhibitId(1 + number % 3), last_n=3
        ),
        buyer=buyer,
        marks=make_marks(
            number,
            read_n=3 if number > 8 else 2,
            pinned=number == 3,
            starred=number in (3, 7),
            muted=number == 9,
            tags=TAGS.get(number, ()),
        ),
        reads=(make_read(number, 100 + number, 2),),
    )


class SeededDesk:
    """The desk, and what it stands on."""

    def __init__(self, folder: Path, bus: Bus, *, customers: int = 40, kind: AccountKind = AccountKind.MAIN) -> None:
        self.folder = folder
        self.bus = bus
        self.store = fresh_store(folder)
        self.me = make_account(ME, kind=kind, name_zh="王芳", name_en="Fang Wang", presence=Presence.ONLINE)
        pages = [_page(number) for number in range(1, customers + 1)]
        if customers:
            said = (
                make_message(
                    900, 1, sender_id=PrincipalId(COLLEAGUE), text="能帮我看一下意大利客户的报价吗？", at=_minutes(6)
                ),
            )
            pages.append(make_page(900, said, conversation=make_colleague_chat(900, last_n=1), buyer=None))
        snapshot = make_snapshot(
            pages,
            as_of=10,
            me=self.me,
            accounts=(self.me, make_account(COLLEAGUE, name_zh="李强", name_en="Qiang Li", presence=Presence.BUSY)),
            sections=(make_section(),),
            exhibits=tuple(make_exhibit(n, moq=100, lead_time_days=30) for n in (1, 2, 3)),
        )
        self.store.write_blocking(inbound.apply_snapshot, snapshot)
        self.store.write_blocking(inbound.finish_snapshot, 10, to_ms(NOW))
        if customers > 1:
            self.store.write_local_blocking(drafts.save, pages[1].conversation.id, "شكراً، سأرسل", now_ms=to_ms(NOW))
        profile = ProfileFile(folder)
        self.settings = SettingsService(profile, default_language="en")
        self.sign_in = SignIn(folder, profile)
        self.sign_in.store, self.sign_in.me, self.sign_in.key_state = self.store, self.me, KeyKeeping.KEYRING
        self.desk = Desk(self.store, self.me, self.settings, self.sign_in, bus, self, no_network)
        self.desk.link = LinkState(phase=Phase.ONLINE, as_of=NOW)

    def now(self) -> datetime:
        """Tell the time of the story."""
        return NOW

    def monotonic(self) -> float:
        """Tell the seconds of the story."""
        return NOW.timestamp()

    async def close(self) -> None:
        """Close the desk and its files."""
        await self.desk.close()


def no_network() -> Api:
    """Stand for a server that can't be reached."""
    raise Refusal("unreachable")
