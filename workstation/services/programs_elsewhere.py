"""Asking Windows and macOS which program opens a kind of link. Written by their documentation, not run yet."""

import ctypes
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import winreg

    def in_the_registry(scheme: str) -> str | None:
        """Return the name of a program registered for a protocol (may be empty), `None` when there is none."""

        chosen = rf"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\{scheme}\UserChoice"
        for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            try:
                with winreg.OpenKey(root, rf"Software\Classes\{scheme}") as key:
                    winreg.QueryValueEx(key, "URL Protocol")
                    name = str(winreg.QueryValueEx(key, "")[0] or "")
                winreg.OpenKey(root, rf"Software\Classes\{scheme}\shell\open\command").Close()
                return name.removeprefix("URL:")
            except OSError:
                continue
        try:
            winreg.OpenKey(winreg.HKEY_CURRENT_USER, chosen).Close()
        except OSError:
            return None
        return ""

else:

    def in_the_registry(scheme: str) -> str | None:
        """Another system: nothing is registered."""
        return None


if sys.platform == "darwin":

    def in_launch_services(scheme: str) -> str | None:
        """Return the name of a program registered for a protocol (may be empty), `None` when there is none."""

        frameworks = "/System/Library/Frameworks"
        core = ctypes.CDLL(f"{frameworks}/CoreFoundation.framework/CoreFoundation")
        services = ctypes.CDLL(f"{frameworks}/CoreServices.framework/CoreServices")
        core.CFURLCreateWithBytes.restype = ctypes.c_void_p
        core.CFURLCreateWithBytes.argtypes = [
            ctypes.c_void_p, ctypes.c_char_p, ctypes.c_long, ctypes.c_uint32, ctypes.c_void_p
        ]  # fmt: skip
        core.CFURLGetFileSystemRepresentation.argtypes = [
            ctypes.c_void_p, ctypes.c_bool, ctypes.c_char_p, ctypes.c_long
        ]  # fmt: skip
        core.CFRelease.argtypes = [ctypes.c_void_p]
        services.LSCopyDefaultApplicationURLForURL.restype = ctypes.c_void_p
        services.LSCopyDefaultApplicationURLForURL.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p]
        link = f"{scheme}://x".encode()
        url = core.CFURLCreateWithBytes(None, link, len(link), 0x08000100, None)  # UTF-8
        if not url:
            return None
        application = services.LSCopyDefaultApplicationURLForURL(url, 0xFFFFFFFF, None)  # any role
        core.CFRelease(url)
        if not application:
            return None
        room = ctypes.create_string_buffer(1024)
        named = core.CFURLGetFileSystemRepresentation(application, True, room, len(room))
        core.CFRelease(application)
        return Path(os.fsdecode(room.value)).stem if named else ""

else:

    def in_launch_services(scheme: str) -> str | None:
        """Another system: nothing is registered."""
        return None
