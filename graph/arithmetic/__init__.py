"""Do a report's printed figures agree with each other? What does not is a finding; no figure is changed."""
