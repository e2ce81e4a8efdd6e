"""A seeded corpus of made reports with their truth: every figure, event and document that each one tells.

``world`` decides what is so in a district and year, ``telling`` what a report tells of it and in which words,
``truth`` writes it down beside the reports. Same seed, same bytes. Nothing of it comes from a real report.
"""
