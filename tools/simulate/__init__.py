"""`dev.py simulate`: whole days of the fair in fast motion, through the public interface, against a real server."""
