"""Cells that reports tell more than once: whether their figures agree, and which of them is preferred."""
