"""Handing conversations over: to whom, with what, and what is asked of oneself."""
