"""A linter for job statements."""

from pathlib import Path

__version__ = "0.1.0"

# A wheel carries rules/ and grammar/ inside this package; a checkout keeps them beside it.
if not (Path(__file__).parent / "rules").is_dir():
    __path__.append(str(Path(__file__).parent.parent))
