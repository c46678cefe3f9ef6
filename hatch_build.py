"""Puts the bundled rulebook into the wheel as data too, so that the first start parses nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedRulebook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes `hocr_engine/bundled/rules.book`."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Have the engine that is built read its rules, and add what it made of them."""
        if version == "editable":
            return
        self.folder = TemporaryDirectory()
        book = Path(self.folder.name) / "rules.book"
        command = [sys.executable, "-B", "-m", "hocr_engine.rulebook.write_shipped", str(book)]
        subprocess.run(command, cwd=self.root, check=True)
        build_data["force_include"][str(book)] = "hocr_engine/bundled/rules.book"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was written for the build."""
        if version != "editable":
            self.folder.cleanup()
