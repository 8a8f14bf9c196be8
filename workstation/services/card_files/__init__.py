"""Business cards in files: vCard and CSV, out and in; nothing here knows storage, network or screen."""
