"""The data every stage passes on: frozen dataclasses without I/O."""
