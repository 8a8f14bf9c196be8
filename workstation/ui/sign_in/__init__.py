"""Signing in: the first thing seen, and what comes back when the session ended."""
