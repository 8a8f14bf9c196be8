"""What each action does, one file per noun; importing the package registers them all."""

from workstation.server.handlers import accounts, conversations, marks, messages, notes, notices, phrases, team

__all__ = ["accounts", "conversations", "marks", "messages", "notes", "notices", "phrases", "team"]
