"""Sets of jobs made without a parser: any size and any shape in no time."""

from collections.abc import Iterable

from jtbdlint.statement import Form, Statement
from jtbdlint.text import Document, Slice


def jobs(rows: Iterable[tuple[str, ...]], form: Form = Form.JOB_STATEMENT) -> list[Statement]:
    """Statements of a list of jobs; a row is an id, and then, as far as given, parent, group, step and goal."""
    rows = list(rows)
    text = "".join(" ".join([*row, "I want to check it"]) + "\n" for row in rows)
    whole = Document("jobs.yml", text).whole()
    made = []
    at = 0
    for row in rows:
        declared: dict[str, Slice] = {}
        for name, value in zip(("id", "parent", "group", "step", "goal"), row, strict=False):
            if value:
                declared[name] = whole.part(at, at + len(value))
            at += len(value) + 1
        said = whole.part(at, at + len("I want to check it"))
        at = said.stop + 1
        made.append(
            Statement(
                said.reading,
                said.begin,
                said.stop,
                form=form,
                situation=said.before(),
                motivation=said,
                outcome=said.after(),
                item=said,
                meant=True,
                place="field",
                declared=declared,
            )
        )
    return made
