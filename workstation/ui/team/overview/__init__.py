"""The overview: what is going on, and how quickly buyers are answered."""
