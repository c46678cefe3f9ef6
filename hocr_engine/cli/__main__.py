"""`python -m hocr_engine.cli` does what `hocr` does."""

import sys

from hocr_engine.cli import main

sys.exit(main())
