"""The panel beside the chat: who the other side is, and a search in what was said."""
