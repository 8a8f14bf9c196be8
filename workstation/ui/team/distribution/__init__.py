"""How buyers and intents are shared out, and who serves those who ask about what."""
