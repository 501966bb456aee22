"""Titles over job statements."""

import re

from jtbdlint.patterns import compiled
from jtbdlint.text import Reading

_ANNOUNCES = compiled(
    r"""[\W\d]*
        (?: (?: the|our|their|my|all|main|primary|secondary|key|top|core|big|small|user|customer|buyer|functional
              | emotional|social|related|supporting|validated ) \s+ )*
        (?: jobs?[ -]?to[ -]?be[ -]?done | jtbds? | job[ ](?:story|stories|statements?|map) | statement[ ]list )
        (?: [ ](?:list|statements?|stories) )?
        (?: \s*[(/:–—-].* | \s+(?:for|of|by)\b.* | \W* )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_LONGEST_TITLE = 120


def announces(title: str) -> bool:
    """Whether a heading, a lead-in line or a column title says that job statements follow.

    "Jobs to be done", "Primary JTBD (draft)" and "Job stories for admins" do, "How we use JTBDs" does not.
    """
    return _ANNOUNCES.fullmatch(title) is not None


def is_announcement(reading: Reading) -> bool:
    """Whether a text is a line over job statements: it ends in a colon or is all bold."""
    title = reading.text.strip()
    if len(title) > _LONGEST_TITLE:
        return False
    set_apart = title[-1] in ":：" or any(wrap[:2] == (0, len(title)) for wrap in reading.wraps)
    return set_apart and announces(title)
