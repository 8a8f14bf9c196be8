"""The history of the server's tables; a migration names no code of ours, so that it means the same for ever."""
