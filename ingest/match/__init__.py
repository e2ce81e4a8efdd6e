"""Matchers: text to mentions, pure and independent of each other."""
