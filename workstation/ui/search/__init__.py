"""The screen of the search: what was found among buyers and messages, in place of the list."""
