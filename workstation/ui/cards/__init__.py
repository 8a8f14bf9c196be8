"""Business cards: one's own, the folders, handing over in a chat, files; imported when first opened."""
