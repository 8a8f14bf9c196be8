"""Engines, their tests and limits in words."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from workstation.domain.translation.engines import EngineKind
from workstation.services.translation.engines import EngineCheck
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line

DEFAULT_URLS: Final = {
    EngineKind.LIBRETRANSLATE: "http://127.0.0.1:5000",
    EngineKind.APERTIUM: "http://127.0.0.1:2737",
    EngineKind.DEEPL: "",
    EngineKind.TENCENT: "",
    EngineKind.CHAT: "http://127.0.0.1:11434/v1",
}
"""Offered for a new engine; empty: the service's public address is known."""
_DETAIL_CHARS: Final = 160


def kind_name(kind: EngineKind) -> str:
    """Return what an engine's kind is called."""
    translate = QCoreApplication.translate
    return {
        EngineKind.LIBRETRANSLATE: "LibreTranslate",
        EngineKind.APERTIUM: "Apertium",
        EngineKind.DEEPL: "DeepL",
        EngineKind.TENCENT: translate("TranslationSettings", "Tencent Machine Translation"),
        EngineKind.CHAT: translate("TranslationSettings", "Language model (OpenAI interface)"),
    }[kind]


def kind_hint(kind: EngineKind) -> str:
    """Return what one needs for an engine of that kind."""
    translate = QCoreApplication.translate
    return {
        EngineKind.LIBRETRANSLATE: translate(
            "TranslationSettings", "Free software that also runs on this machine; then no text leaves it."
        ),
        EngineKind.APERTIUM: translate(
            "TranslationSettings", "Free software for related languages; runs on this machine. Needs no key."
        ),
        EngineKind.DEEPL: translate("TranslationSettings", "Needs the key from your DeepL account."),
        EngineKind.TENCENT: translate(
            "TranslationSettings", "Needs SecretId and SecretKey from the Tencent Cloud console."
        ),
        EngineKind.CHAT: translate(
            "TranslationSettings",
            "Any service with OpenAI's interface, also on this machine. Needs a model's name.",
        ),
    }[kind]


def found(check: EngineCheck) -> str:
    """Return what the test of an engine came to."""
    translate = QCoreApplication.translate
    if not check.code:
        said = isolated_name(one_line(check.sample, 80))
        return translate("TranslationSettings", "It works: “{sample}” ({time} ms)").format(
            sample=said, time=QLocale().toString(check.took_ms)
        )
    text = _faults().get(check.code) or translate("TranslationSettings", "The engine reports a fault. Try again later.")
    if check.detail and check.code not in ("engine_insecure", "engine_unreachable", "engine_slow"):
        detail = isolated_name(one_line(check.detail, _DETAIL_CHARS))
        text += " " + translate("TranslationSettings", "It says: {detail}").format(detail=detail)
    return text


def _faults() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "engine_unreachable": translate(
            "TranslationSettings", "Nothing answers at this address. Check the address, and whether the service runs."
        ),
        "engine_slow": translate(
            "TranslationSettings", "It did not answer in time. Try again: a first answer is slow."
        ),
        "engine_untrusted": translate(
            "TranslationSettings", "Its certificate is not trusted, so nothing was sent. Ask whoever runs it."
        ),
        "engine_insecure": translate(
            "TranslationSettings",
            "Nothing was sent: the address must begin with https unless it leads to this machine.",
        ),
        "engine_key": translate("TranslationSettings", "The key is not accepted. Copy it again from your account."),
        "engine_quota": translate("TranslationSettings", "Its quota is used up; it works again with a new one."),
        "engine_busy": translate("TranslationSettings", "It is too busy at the moment. Try again in a minute."),
        "engine_too_long": translate("TranslationSettings", "Even one sentence is too long for it."),
        "engine_pair": translate(
            "TranslationSettings", "It does not know English and your language. It may know others; messages will show."
        ),
        "engine_nonsense": translate(
            "TranslationSettings", "It answers, but not with a translation. Check address and model."
        ),
        "engine_resting": translate("TranslationSettings", "It failed several times and is left alone for a minute."),
        "engine_fault": translate("TranslationSettings", "The engine reports a fault. Try again later."),
    }


def money(amount: float) -> str:
    """Return a cost, in the currency the user reckons in."""
    return QLocale().toString(amount, "f", 2)


def size(characters: int) -> str:
    """Return a count of characters."""
    return QLocale().toString(characters)
