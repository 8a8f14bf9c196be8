"""Cards made by chance, the same for the same seed: both sides, several scripts, everything a card may hold."""

from random import Random

from workstation.domain.card import CardContent, CardIm, CardPhone, NameParts, PhoneKind, check_card
from workstation.domain.card_files.model import FileCard

_FAMILY = ["李", "王", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "欧阳", "司马", "诸葛"]
_GIVEN = ["芳", "伟", "敏", "静", "丽娟", "建国", "雪梅", "志强", "晓东", "思远", "海燕"]
_FIRST = ["Ana", "José", "Fatima", "Olga", "François", "Amélie", "Björn", "Wing", "Priya", "محمد", "Дмитрий"]
_LAST = ["García", "O'Neill", "Müller", "Иванова", "Rossi", "Nguyễn", "Smith-Jones", "حسن", "de", "la", "Cruz"]
_COMPANIES = ("Acme Import & Export; GmbH", "Comercial Río, S.L.", "Al Noor \\ LLC", "ООО «Свет»", "LED=Licht AG")
_ZH_COMPANIES = ("广东澜枝家电实业有限公司", "佛山市顺德区灯饰厂；一分厂", "宁波进出口，有限公司", "義烏國際貿易")
_WORDS = ["light,", "lamp;", "报价\\起订量", "FOB=Guangzhou", "😀", "éclairage", "освещение", "مصابيح"]
_COUNTRIES = ["CN", "ES", "DE", "AE", "RU", "FR", "IT", "VN", "US", "GB", "IN", "BR", "MX"]
_SERVICES = ("wechat", "whatsapp", "skype", "telegram", "kakaotalk", "my own: service")


def cards(count: int, seed: int = 1) -> list[FileCard]:
    """Return that many cards, none like another."""
    rng = Random(seed)
    return [_card(rng, number) for number in range(count)]


def _card(rng: Random, number: int) -> FileCard:
    def sometimes(text: str, chance: float = 0.6) -> str:
        return text if rng.random() < chance else ""

    def words(count: int, join: str = " ") -> str:
        return join.join(rng.choice(_WORDS) for _ in range(count))

    name_zh = sometimes(rng.choice(_FAMILY) + rng.choice(_GIVEN))
    name_en = f"{rng.choice(_FIRST)} {rng.choice(_LAST)}" if not name_zh or rng.random() < 0.5 else ""
    company_zh = sometimes(rng.choice(_ZH_COMPANIES), 0.5)
    address_en = sometimes(f"No. {number}, {words(2)}\n2nd floor; left")
    content = CardContent(
        name_zh=name_zh,
        name_en=name_en if rng.random() < 0.97 else "",
        parts=NameParts("Cruz", "Ana", "María", "Dr.", "Jr.") if rng.random() < 0.1 else None,
        title_zh=sometimes("外贸总监，华南区", 0.4),
        title_en=sometimes(f"Export {words(1)}", 0.5),
        department_zh=sometimes("外贸部", 0.2) if company_zh else "",
        department_en=sometimes("Sales; Europe", 0.2),
        company_zh=company_zh,
        company_en=rng.choice(_COMPANIES),
        address_zh=sometimes("广东省佛山市顺德区；大良街道 12 号", 0.3),
        address_en=address_en,
        country=sometimes(rng.choice(_COUNTRIES), 0.8),
        phones=tuple(_phone(rng) for _ in range(rng.randint(0, 3))),
        emails=tuple(f"card{number}.{at}@example{rng.randint(1, 9)}.com" for at in range(rng.randint(0, 2))),
        websites=(f"https://www.example.com/{number}?a=1,2;b=3",) if rng.random() < 0.5 else (),
        ims=tuple(CardIm(one, f"id_{number};{one}") for one in rng.sample(_SERVICES, rng.randint(0, 2))),
        sections=tuple(rng.sample(["1.03", "Lighting, LED", "家用电器", "Garden; tools"], rng.randint(0, 3))),
        languages=tuple(rng.sample(["zh", "en", "es", "pt-BR"], rng.randint(0, 2))),
        time_zone=sometimes("Asia/Shanghai", 0.3),
        booth=sometimes("3.2 F18-20", 0.3),
        about=sometimes("\n".join(words(rng.randint(1, 40)) for _ in range(rng.randint(1, 4))), 0.5),
        uid=sometimes(f"urn:uuid:{number:032x}", 0.5),
        extra=(f"BDAY:19{rng.randint(50, 99)}0101", 'item9.X-FOO;BAR="a:b":x\\,y') if rng.random() < 0.2 else (),
    )
    return FileCard(
        content=check_card(content),
        photo=b"\xff\xd8\xff" + rng.randbytes(rng.randint(1, 400)) if rng.random() < 0.2 else b"",
        logo=b"\x89PNG\r\n\x1a\n" + rng.randbytes(60) if rng.random() < 0.1 else b"",
        note=sometimes(f"met on day {number % 5}\n{words(3)}", 0.3),
        tags=tuple(rng.sample(["VIP", "to call, soon", "展会"], rng.randint(0, 2))),
        follow_up=sometimes("2026-11-20", 0.2),
    )


def _phone(rng: Random) -> CardPhone:
    number = rng.choice(
        (
            f"+8613{rng.randint(10**8, 10**9 - 1)}",
            f"+3460{rng.randint(10**6, 10**7 - 1)}",
            f"+8620{rng.randint(22_000_000, 89_999_999)};ext=12",
            "内线 12; 转",
        )
    )
    return CardPhone(number, rng.choice(list(PhoneKind)))
