"""The desk's local files: the only client package that knows SQLAlchemy."""
