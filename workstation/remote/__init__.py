"""The desk's view of the network: the only client package that knows requests."""
