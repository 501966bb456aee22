"""From findings to a changed text: which edits go together, and what they make of a document."""

from collections.abc import Iterable, Sequence

from jtbdlint.engine import Finding
from jtbdlint.rule import Fix
from jtbdlint.text import Document, Edit


def applicable(fix: Fix | None, unsafe: bool = False) -> bool:
    """Whether a fix may be applied: safe, or unsafe ones are wanted, and no markup is in its way."""
    return fix is not None and (fix.safe or unsafe) and all(edit.clean for edit in fix.edits)


def together(findings: Iterable[Finding], unsafe: bool = False) -> dict[Document, list[Edit]]:
    """The edits that can be made in one go, for each document in the order of its text.

    A fix that touches the edits of an earlier finding waits for the next round.
    """
    chosen: dict[Document, list[Edit]] = {}
    for finding in findings:
        fix = finding.problem.fix
        if fix is None or not applicable(fix, unsafe):
            continue
        if not any(_touch(edit, other) for edit in fix.edits for other in chosen.get(edit.at.document, ())):
            for edit in fix.edits:
                chosen.setdefault(edit.at.document, []).append(edit)
    return {document: sorted(edits, key=lambda one: one.at.start) for document, edits in chosen.items()}


def _touch(one: Edit, other: Edit) -> bool:
    return one.at.start <= other.at.end and other.at.start <= one.at.end


def apply(document: Document, edits: Sequence[Edit]) -> str:
    """The text of a document after edits of it that do not overlap."""
    text = document.text
    for edit in sorted(edits, key=lambda one: one.at.start, reverse=True):
        text = text[: edit.at.start] + edit.text + text[edit.at.end :]
    return text
