"""The engines there are: one line each."""

from collections.abc import Callable, Mapping
from typing import Final

from workstation.domain.translation.engines import EngineKind, Setup
from workstation.remote.translation.apertium import Apertium
from workstation.remote.translation.chat import ChatCompletions
from workstation.remote.translation.deepl import DeepL
from workstation.remote.translation.engine import Engine
from workstation.remote.translation.libretranslate import LibreTranslate
from workstation.remote.translation.tencent import Tencent

_MAKERS: Final[Mapping[EngineKind, Callable[[Setup], Engine]]] = {
    EngineKind.LIBRETRANSLATE: LibreTranslate,
    EngineKind.APERTIUM: Apertium,
    EngineKind.DEEPL: DeepL,
    EngineKind.TENCENT: Tencent,
    EngineKind.CHAT: ChatCompletions,
}


def make(setup: Setup) -> Engine:
    """Return the engine that the setup describes.

    Raises:
        EngineFault: `engine_insecure`: its address is no https one and leads off this machine.
    """
    return _MAKERS[setup.kind](setup)
