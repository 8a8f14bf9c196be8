"""Entering a negotiation: the way in, typing a meeting in, readiness, help, reminders."""
