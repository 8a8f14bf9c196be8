"""The timeline: a self-painted window of messages."""
