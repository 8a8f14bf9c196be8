"""The chat: header, context strip, timeline, composer, image viewer."""
