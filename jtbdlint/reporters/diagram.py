"""Text in diagrams: what mermaid and Graphviz would read as their own is escaped."""

from jtbdlint.patterns import compiled
from jtbdlint.reporters.visible import escaped

_MERMAID = compiled(r"[^\w\s,.:;!?'’/…–—-]|^(?=\d+[.)]\s)|[*_`]")


def mermaid_label(text: str) -> str:
    """Text for a label in quotes. Mermaid knows entities as "#34;"; what it may read as markup becomes one."""
    return _MERMAID.sub(lambda found: f"#{ord(found[0])};" if found[0] else "", escaped(text))


def dot_label(text: str) -> str:
    """Text for a label in quotes, as Graphviz reads it."""
    return escaped(text).replace("\\", "\\\\").replace('"', '\\"')
