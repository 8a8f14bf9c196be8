"""The first look at the list: straight from the encrypted files, before anything heavy is imported."""

from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final

from workstation.domain.clock import SystemClock, to_ms
from workstation.services import projection
from workstation.services.presences import Presences
from workstation.services.views import InboxFilter, InboxRow
from workstation.storage import absence, cipher, overlay
from workstation.storage.cipher import Use
from workstation.storage.errors import StorageDamaged

_CACHE: Final = "cache.db"
_LOCAL: Final = "local.db"


def rows(folder: Path, key: bytes) -> list[InboxRow]:
    """Return the customers' list as it was left; empty when there is none yet, or the desk was away for too long.

    Blocks for some milliseconds, imports neither SQLAlchemy nor anything of the network.

    Raises:
        StorageError: the files can't be read like that (opening them properly mends what can be mended).
    """
    if not (folder / _CACHE).exists() or not (folder / _LOCAL).exists():
        return []
    wanted = InboxFilter()
    nobody = Presences()
    nobody.link_is_up(False)
    with ExitStack() as stack:
        local = stack.enter_context(closing(cipher.connect(folder / _LOCAL, key, Use.LOCAL)))
        cache = stack.enter_context(closing(cipher.connect(folder / _CACHE, key, Use.CACHE_READER)))
        try:
            with cipher.typed_errors():
                if absence.too_long(cache.execute, to_ms(SystemClock().now())):
                    return []
                overlays = overlay.read(local.execute)
                loaded = projection.load(cache.execute, overlays, wanted=wanted)
        except cipher.driver.Error as error:  # of another version
            raise StorageDamaged(str(error)) from error
    found = projection.rows(loaded, overlays, nobody)
    return projection.in_order([row for row in found if projection.belongs(row, wanted)], wanted)
