"""Tables: a row a job, a row a clause, or a column a job."""

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from jtbdlint.documents.candidate import CELL_END, Candidate, cells
from jtbdlint.documents.titles import Clauses, clauses_named, names_a_clause, of_cells
from jtbdlint.text import Reading, Slice

# Columns that tell what the parts of a statement are. Compiled when such a table is met, since few are.
_EXPLAINS = (
    r"(?is)\W*(?:what|why|how|meaning|descriptions?|definitions?|explanations?|questions?|purpose|notes?|comments?|tips?"
    r"|guidance|hints?|instructions?|bedeutung|beschreibung|erklärung|descripción|significado|descrição|signification"
    r"|descrizione|описание|значение|опис|значення|説明)\b.*"
)


def of_table(head: Candidate | None, rows: Sequence[Candidate], *, announced: bool = False) -> list[Candidate]:
    """The candidates of a table, whose clauses are known where titles of columns or rows name them.

    `head` and `rows` are read as they are written, cells apart. The head is none of the candidates, unless it is
    a row with the name of a clause before it. Job statements are `announced` by a title over the table or in it.
    """
    titles = cells(head.reading) if head else []
    columns = clauses_named([title.text for title in titles], announced=announced)
    if columns is not None:
        return [of_cells(row, cells(row.reading), columns) for row in rows]
    found: list[Candidate] = []
    group: list[Candidate] = []
    if head and any(titles[1:]) and names_a_clause(titles[0].text):
        group.append(head)
    for row in rows:
        name = _name(row)
        if not name or name in map(_name, group):
            found += _of_group(group, titles, announced) or [one for one in group if one is not head]
            group = []
        if name:
            group.append(row)
        else:
            found.append(row)
    found += _of_group(group, titles, announced) or [one for one in group if one is not head]
    return found


def of_clauses(clauses: Mapping[str, Slice], language: str, like: Candidate) -> Candidate:
    """The candidate that clauses in places of their own make, which stands where `like` does."""
    filled = sorted((one.start, clause) for clause, one in clauses.items() if one)
    reading = Reading.joined([clauses[clause] for _, clause in filled], CELL_END)
    candidate = Candidate(reading, like.place, like.meant, like.headings, like.declared)
    numbers = {clause: number for number, (_, clause) in enumerate(filled)}
    return of_cells(candidate, cells(reading), Clauses(language, numbers))


def _name(row: Candidate) -> str:
    """The first cell of a row, if it may name a clause and has others beside it."""
    first, *others = cells(row.reading)
    return first.text if others and names_a_clause(first.text) else ""


def _of_group(rows: Sequence[Candidate], titles: Sequence[Slice], announced: bool) -> list[Candidate]:
    """The statements that rows with the name of a clause each make: one for every column after the names."""
    lines = [cells(row.reading) for row in rows]
    named = clauses_named([line[0].text for line in lines], announced=announced)
    if named is None:
        return []
    columns = list(zip_longest(*(line[1:] for line in lines), fillvalue=lines[0][0].before()))
    tops = [title.text for title in titles[1:]] + [""] * len(columns)
    jobs = [
        {clause: column[number] for clause, number in named.numbers.items()}
        for column, top in zip(columns, tops, strict=False)
        if len(columns) == 1 or not re.fullmatch(_EXPLAINS, top)
    ]
    return [of_clauses(job, named.language, rows[0]) for job in jobs if sum(map(bool, job.values())) > 1]
