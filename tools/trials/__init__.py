"""Parts of long trials: real servers and desks as processes of their own, buyers, and what is checked at the end."""
