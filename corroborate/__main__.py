"""python -m corroborate: the command line."""

from corroborate.faces.cli import main

if __name__ == "__main__":
    main()
