"""Reports to facts: read, match, resolve, assemble."""
