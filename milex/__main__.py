"""``python -m milex``: the command line, where the script ``milex`` is not on the path."""

from milex.cli import main

if __name__ == "__main__":
    main()
