"""Reading a conversation in one's own language, and writing in the buyer's."""
