"""What the program is built with, and under which licences."""

from __future__ import annotations

from typing import Final

COMPONENTS: Final = (
    ("Python", "PSF-2.0"),
    ("Qt 6, PySide6, Shiboken6", "LGPL-3.0-only"),
    ("qasync", "BSD-2-Clause"),
    ("SQLCipher, sqlcipher3", "BSD-3-Clause, Zlib"),
    ("SQLAlchemy", "MIT"),
    ("cryptography", "Apache-2.0 OR BSD-3-Clause"),
    ("OpenSSL", "Apache-2.0"),
    ("msgspec", "BSD-3-Clause"),
    ("Requests, urllib3", "Apache-2.0, MIT"),
    ("Pillow", "MIT-CMU"),
    ("keyring, jeepney", "MIT"),
    ("Babel, platformdirs", "BSD-3-Clause, MIT"),
    ("tenacity, uuid6", "Apache-2.0, MIT"),
)
"""Names and SPDX identifiers."""
