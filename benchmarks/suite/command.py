"""The command line of this checkout, whatever is installed."""

from ui.cli import main

if __name__ == "__main__":
    main()
