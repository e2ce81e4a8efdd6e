"""Routes: each answers the questions of some intents from graph and passages."""
