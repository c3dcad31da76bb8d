"""`python -m haiguan.demo [FOLDER]`: what `make demo` runs."""

import sys
from pathlib import Path

from haiguan.demo.run import demo

if __name__ == "__main__":
    sys.exit(demo(Path(sys.argv[1] if len(sys.argv) > 1 else "demo-out")))
