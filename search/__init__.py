"""Passages, questions, answers."""
