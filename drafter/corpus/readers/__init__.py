"""Readers: one module a kind of file, each `read(data, place) -> (text, encoding)`, imported when a file needs it."""
