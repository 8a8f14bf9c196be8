"""The company's conversations, to look at."""
