"""The language of templates: Markdown-like markup with Jinja; out to blocks, and back to patterns that read text."""
