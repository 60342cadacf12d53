"""Facts files: read, merged, checked, completed, explained, edited in place."""
