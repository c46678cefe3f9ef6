"""How much is read and tried before the engine says so and stops: every bound in one place."""

from __future__ import annotations

from typing import Final

MAX_FILE_BYTES: Final = 10_000_000
MAX_NESTING: Final = 100
MAX_LIST: Final = 10_000
MAX_MISTAKES: Final = 200
MAX_WORLDS: Final = 256
MAX_STEP_BRANCHES: Final = 64
MAX_SUPPOSED: Final = 36
MAX_FACTS_SUPPOSED: Final = 6
MAX_BRANCHES: Final = 120
MAX_COMPARED: Final = 20_000
MAX_CHANGES_TRIED: Final = 36
MAX_OPEN_CHANGES_TRIED: Final = 3
MAX_DECIDED_FOR_CHANGES: Final = 200
LEAST_CHANGES_TRIED: Final = 12
MAX_FORGOTTEN: Final = 160
MAX_FORGOTTEN_OF_MANY: Final = 16
MAX_DECIDED_ANEW: Final = 8
MAX_ALIKE: Final = 256
MAX_IMPLIED: Final = 200
MAX_KEPT_FOR_VALUES: Final = 4_096
MAX_QUESTIONS: Final = 100_000
MAX_SHEET_ROWS: Final = 200_000
MAX_PACKS: Final = 16
MAX_PACK_BYTES: Final = 50_000_000
