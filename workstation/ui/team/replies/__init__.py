"""Auto-replies: the company's, and each account's own."""
