"""Purchase intents: what buyers want, what of ours fits, and what we do about it."""
