"""Fixtures and command-line switches of the suite. `UPDATE=1 pytest` rewrites what is generated."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def update() -> bool:
    """Whether expected output is to be rewritten instead of compared."""
    return os.environ.get("UPDATE") == "1"
