"""The table of faults in README.md and the tests agree."""

import ast
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROWS = [
    [cell.strip() for cell in line.strip().strip("|").split("|")]
    for line in (HERE / "README.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d+ \|", line)
]
NAMED = {one for row in ROWS for one in re.findall(r"[\w/]+\.py::\w+(?:::\w+)?", row[-1])}


def collected(path: Path) -> set[str]:
    """The tests of a file as the table names them."""
    name = path.relative_to(HERE.parent).as_posix()
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found.add(f"{name}::{node.name}")
        elif isinstance(node, ast.ClassDef):
            found |= {f"{name}::{node.name}::{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)}
    return found


def test_every_fault_has_its_row() -> None:
    assert [row[0] for row in ROWS] == [str(number) for number in range(1, 91)]
    assert all(len(row) == 4 for row in ROWS)


def test_every_row_names_a_test_or_says_why_there_is_none() -> None:
    for row in ROWS:
        said = re.search(r"::test_|not yet: \w|cannot happen: \w", " ".join(row[2:]))
        assert said, row


def test_every_test_that_is_named_is_there() -> None:
    known = {one for path in {HERE.parent / name.split("::")[0] for name in NAMED} for one in collected(path)}

    assert sorted(NAMED - known) == []


def test_every_test_of_a_fault_is_named() -> None:
    here = {one for path in HERE.glob("test_*.py") if path.name != "test_table.py" for one in collected(path)}

    assert sorted(here - NAMED) == []
