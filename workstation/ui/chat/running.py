"""Tells whether something asynchronous can be started right now."""

import asyncio


def loop_runs() -> bool:
    """Return whether an event loop runs: not before the program has begun, and not while it ends."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
