"""`python -m haiguan` is the command."""

from haiguan.cli import main

if __name__ == "__main__":
    main(prog_name="haiguan")
