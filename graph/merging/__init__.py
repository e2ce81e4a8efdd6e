"""Documents, programmes and events that several reports tell: which are one, by what rule, who said."""
