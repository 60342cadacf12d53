"""Checks of facts and, later, of whole reports."""
