"""Business cards as tables, out and in; what the tables hold is `domain/card_files`."""
