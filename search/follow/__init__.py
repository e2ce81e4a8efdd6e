"""Questions that follow each other: what the later one leaves open is taken from the one before."""
