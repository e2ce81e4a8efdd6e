"""The commands of the command line, by what they are for; ``ui.cli`` puts them together."""
