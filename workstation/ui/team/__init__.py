"""The team: who serves whom, seen and decided by the main account."""
