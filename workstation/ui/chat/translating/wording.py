"""Translations, doubts and refusals in words."""

from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from workstation.domain.errors import Refusal
from workstation.domain.translation.doubts import Doubt, Fault
from workstation.domain.translation.translated import Origin, Translation
from workstation.ui import formats
from workstation.ui.chat import people
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.chat.timeline.readings import Remedy


def my_language() -> str:
    """Return into which language one reads: the interface's."""
    return "zh-Hans" if QLocale().name().startswith("zh") else "en"


def made_by(translation: Translation) -> str:
    """Return who made a translation."""
    translate = QCoreApplication.translate
    if translation.origin is Origin.MEMORY:
        return translate("Translating", "memory, {score} %").format(score=translation.score)
    if translation.origin is Origin.SCRIPT:
        return translate("Translating", "characters converted on this machine")
    return isolated_name(translation.engine)


def note(translation: Translation) -> str:
    """Return the line below a translation: languages, who made it, when."""
    pair = translation.pair
    languages = f"{people.language_name(pair.source)} → {people.language_name(pair.target)}"
    when = formats.chat_time(translation.at, datetime.now(UTC))
    return " · ".join([languages, made_by(translation), when])


def doubts(found: tuple[Doubt, ...]) -> str:
    """Return what is doubtful about a translation."""
    translate = QCoreApplication.translate
    said = {
        Fault.MISSING: translate("Translating", "“{text}” of the original is not in it"),
        Fault.ADDED: translate("Translating", "“{text}” was not in the original"),
        Fault.MOVED: translate("Translating", "figures stand in another order"),
    }
    parts = [said[doubt.fault].format(text=isolated_name(doubt.text)) for doubt in found[:3]]
    return translate("Translating", "Check this translation: {doubts}").format(doubts=formats.enumerated(parts))


def alike(translation: Translation) -> str:
    """Return that a translation is that of a similar sentence."""
    translate = QCoreApplication.translate
    return translate("Translating", "Of a similar sentence ({score} %): check it").format(score=translation.score)


def warning(translation: Translation) -> str:
    """Return why one should look twice, empty when one needn't."""
    if translation.doubts:
        return doubts(translation.doubts)
    return alike(translation) if translation.score < 100 else ""


_AGAIN: Final = frozenset(
    {"engine_unreachable", "engine_slow", "engine_busy", "engine_nonsense", "engine_fault", "engine_resting"}
)
_SETTINGS: Final = frozenset(
    {"no_engine", "engine_pair", "engine_key", "engine_quota", "engine_insecure", "engine_untrusted"}
)


def remedy(reason: Refusal) -> tuple[Remedy, str]:
    """Return what helps where there is no translation, and what a click there does."""
    translate = QCoreApplication.translate
    if reason.code in _AGAIN:
        return Remedy.AGAIN, translate("Translating", "Try again")
    if reason.code in _SETTINGS:
        return Remedy.SETTINGS, translate("Translating", "Open the settings of translation")
    return Remedy.NONE, translate("Translating", "Put this note away")


def refusal(reason: Refusal) -> str:
    """Return why there is no translation, and what to do."""
    translate = QCoreApplication.translate
    said = {
        "never_allowed": translate("Translating", "Not translated: your company does not allow it here."),
        "local_only": translate(
            "Translating", "Not translated: nothing may leave this machine here, and the memory does not know it."
        ),
        "limit_reached": translate("Translating", "Not translated: this month's limit is used up."),
        "no_engine": translate(
            "Translating", "Not translated: no engine for this language is set up. Settings › Translation adds one."
        ),
        "same_language": translate("Translating", "It is in your language already."),
        "nothing_to_translate": translate("Translating", "There are no words in it to translate."),
        "engine_unreachable": translate("Translating", "Not translated: the engine cannot be reached. Try later."),
        "engine_slow": translate("Translating", "Not translated: the engine did not answer in time. Try again."),
        "engine_untrusted": translate("Translating", "Not translated: the engine's certificate is not trusted."),
        "engine_insecure": translate("Translating", "Not translated: the engine's address does not begin with https."),
        "engine_key": translate("Translating", "Not translated: the engine does not accept the key. See the settings."),
        "engine_quota": translate("Translating", "Not translated: the engine's quota is used up."),
        "engine_busy": translate("Translating", "Not translated: the engine is too busy. Try again in a minute."),
        "engine_too_long": translate("Translating", "Not translated: the text is too long for the engine."),
        "engine_pair": translate("Translating", "Not translated: the engine does not know these languages."),
        "engine_nonsense": translate("Translating", "Not translated: the engine's answer made no sense."),
        "engine_resting": translate(
            "Translating", "Not translated: the engine failed several times and is left alone for a minute."
        ),
    }
    return said.get(reason.code) or translate("Translating", "Not translated: something went wrong. Try again.")
