"""Comparisons side by side, each in one run: ours, and what a user would take instead."""
