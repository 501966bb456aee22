"""What may be shown in a terminal, and what would only do something to it."""

from jtbdlint.patterns import compiled

# Control characters, C1 and the byte order mark; bidirectional and zero-width controls, which make a
# line read as something else than it is; halves of surrogate pairs, which stand for undecodable bytes.
_HARMFUL = compiled(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)

LONGEST = 400
"""So many characters of a text are shown in a terminal; the formats for machines have all of it."""


def cut(text: str) -> str:
    """The beginning of a text that is longer than anybody reads."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 2]} …"


def escaped(text: str) -> str:
    """The text with each such character written as an escape: "\\x1b", "\\u202e"."""
    return _HARMFUL.sub(lambda found: escape(found[0]), text)


def escape(character: str) -> str:
    """A character as an escape, if it may not be shown; a tab is a space."""
    if character == "\t":
        return " "
    if not _HARMFUL.match(character):
        return character
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
