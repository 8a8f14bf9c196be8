"""Business cards in files: vCard out and in, and what tables of cards hold; nothing here knows storage or screen."""
