"""Keeps storage and server equal: inbound events, the outbox, first sync, the link."""
