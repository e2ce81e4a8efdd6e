"""Words and shapes: vocabularies, code lists and the value objects that every layer shares."""
