"""The jobs that look alike, as lines: for a terminal, as JSON, CSV, diagrams, and as a page of HTML."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from jtbdlint import __version__
from jtbdlint.clusters import CLAUSES, Cluster, Pair
from jtbdlint.reporters import PLAIN, Look
from jtbdlint.reporters.diagram import dot_label, mermaid_label
from jtbdlint.reporters.visible import escaped
from jtbdlint.statement import Statement
from jtbdlint.text import Slice

if TYPE_CHECKING:
    from jtbdlint.reporters.html import Part

_LABEL = 60


def name_of(statement: Statement) -> str:
    """What a reader calls a statement: its id, else where it stands."""
    return statement.id or f"{statement.document.path}:{statement.position.line}"


def _line(text: Slice) -> str:
    return " ".join(text.text.split())


def _wish(statement: Statement) -> str:
    return _line(statement.motivation or statement)


def _short(text: str) -> str:
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rsplit(" ", 1)[0] + "…"


def _percent(score: float | None) -> str:
    return "" if score is None else f"{score * 100:.0f}"


# --- For people ----------------------------------------------------------------------------------


def pretty(clusters: Sequence[Cluster], look: Look = PLAIN) -> Iterator[str]:
    """Each cluster: its jobs with their statements, then a table of those alike with the score of each clause."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from jtbdlint.reporters.terminal import Terminal

    terminal = Terminal(look)
    for number, cluster in enumerate(clusters, 1):
        yield from terminal.hanging(0, Text(f"{number}. {_told(cluster)}", "bold"))
        for letter, job in _lettered(cluster):
            label = Text(f"{letter}  " if len(cluster.jobs) > 1 else "", "bold")
            yield from terminal.hanging(3, Text(escaped(_wish(job[0]))), label)
            for statement in job:
                group = f"  [{escaped(statement.group)}]" if statement.group else ""
                line = Text.assemble((escaped(name_of(statement)), "cyan"), (group, "dim"))
                yield from terminal.hanging(3 + label.cell_len, line)
            if len(job) > 1 and len(cluster.jobs) > 1:
                yield from terminal.hanging(3 + label.cell_len, Text(_written(cluster, job), "dim"))
        if cluster.links:
            table = Table(box=box.SIMPLE_HEAD if look.unicode else box.ASCII, pad_edge=False)
            table.add_column("", no_wrap=True)
            table.add_column("rule", overflow="fold")
            for name in ("score", *CLAUSES):
                table.add_column(name, justify="right", no_wrap=True)
            for letters, pair in _linked(cluster):
                table.add_row(
                    Text(" ~ ".join(letters)),
                    Text(pair.rule, "dim"),
                    Text(_percent(pair.score), "bold"),
                    *(_percent(pair.clauses.get(clause)) for clause in CLAUSES),
                )
            yield from terminal.rendered(table)
        else:
            yield ""
    if any(cluster.links for cluster in clusters):
        yield from terminal.hanging(
            0, Text("Scores are percent: of the whole, and of each clause that both have.", "dim")
        )


def _told(cluster: Cluster) -> str:
    """What a cluster is, in a few words."""
    if not cluster.links:
        return _written(cluster, cluster.statements, "one job")
    up_to = "score" if len(cluster.links) == 1 else "scores up to"
    return f"{len(cluster.jobs)} jobs that look alike, {up_to} {_percent(cluster.links[0].score)}"


def _written(cluster: Cluster, job: Sequence[Statement], what: str = "") -> str:
    """How often a job is written down, and which rules say so."""
    times = "twice" if len(job) == 2 else f"{len(job)} times"
    return f"{what} written {times} ({', '.join(cluster.rules(job))})".strip()


def _lettered(cluster: Cluster) -> Iterator[tuple[str, Sequence[Statement]]]:
    """The jobs of a cluster, each with a letter to call it by: a to z, a2 to z2 ..."""
    for at, job in enumerate(cluster.jobs):
        yield ascii_lowercase[at % 26] + (str(at // 26 + 1) if at >= 26 else ""), job


def _linked(cluster: Cluster) -> Iterator[tuple[tuple[str, str], Pair]]:
    """The pairs between the jobs of a cluster, with the letters of the two."""
    letters = {id(one): letter for letter, job in _lettered(cluster) for one in job}
    for pair in cluster.links:
        yield (letters[id(pair.one)], letters[id(pair.other)]), pair


# --- For machines --------------------------------------------------------------------------------


def document(clusters: Sequence[Cluster]) -> Iterator[str]:
    """One JSON document: the clusters, each with its statements and pairs."""
    said = {
        "schema": "jtbdlint/overlap/v1",
        "version": __version__,
        "clusters": [
            {
                "score": round(cluster.score, 2),
                "statements": [_statement(one) for one in cluster.statements],
                "pairs": [_pair(cluster, pair) for pair in cluster.pairs],
            }
            for cluster in clusters
        ],
    }
    yield json.dumps(said, indent=2)


def _statement(statement: Statement) -> Mapping[str, Any]:
    line, column = statement.position
    return {
        "id": statement.id or None,
        "group": statement.group or None,
        "path": statement.document.path,
        "start": {"line": line, "column": column, "offset": statement.start},
        "text": statement.source,
    }


def _pair(cluster: Cluster, pair: Pair) -> Mapping[str, Any]:
    index = {id(one): number for number, one in enumerate(cluster.statements)}
    return {
        "statements": [index[id(pair.one)], index[id(pair.other)]],
        "rule": pair.rule,
        "score": round(pair.score, 2),
        "clauses": {name: round(score, 2) for name, score in pair.clauses.items()},
    }


def csv(clusters: Sequence[Cluster]) -> Iterator[str]:
    """A row a pair, with the number of its cluster."""
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["cluster", "one", "other", "rule", "score", *CLAUSES, "motivation_one", "motivation_other"])
    for number, cluster in enumerate(clusters, 1):
        for pair in cluster.pairs:
            scores = [f"{pair.clauses[name]:.2f}" if name in pair.clauses else "" for name in CLAUSES]
            cells = [name_of(pair.one), name_of(pair.other), pair.rule]
            wishes = [_wish(pair.one), _wish(pair.other)]
            writer.writerow([number, *cells, f"{pair.score:.2f}", *scores, *wishes])
    yield from out.getvalue().split("\n")[:-1]


def mermaid(clusters: Sequence[Cluster]) -> Iterator[str]:
    """A graph for mermaid: a subgraph for each cluster, an edge for each pair with its score."""
    yield "graph LR"
    names = _names(clusters)
    for number, cluster in enumerate(clusters, 1):
        yield f'  subgraph c{number}["{mermaid_label(_told(cluster))}"]'
        for statement in cluster.statements:
            label = mermaid_label(f"{name_of(statement)}: {_short(_wish(statement))}")
            yield f'    {names[id(statement)]}["{label}"]'
        yield "  end"
    for one, other, score in _edges(clusters):
        yield f"  {names[id(one)]} ---|{_percent(score)}| {names[id(other)]}"


def dot(clusters: Sequence[Cluster]) -> Iterator[str]:
    """A graph for Graphviz."""
    yield "graph overlaps {"
    yield '  node [shape=box, fontname="sans-serif"];'
    names = _names(clusters)
    for number, cluster in enumerate(clusters, 1):
        yield f"  subgraph cluster_{number} {{"
        yield f'    label="{dot_label(_told(cluster))}";'
        for statement in cluster.statements:
            label = dot_label(f"{name_of(statement)}: {_short(_wish(statement))}")
            yield f'    {names[id(statement)]} [label="{label}"];'
        yield "  }"
    for one, other, score in _edges(clusters):
        edge = f"{names[id(one)]} -- {names[id(other)]}"
        yield f'  {edge} [label="{_percent(score)}", penwidth={1 + 4 * score:.1f}];'
    yield "}"


def _edges(clusters: Sequence[Cluster]) -> Iterator[tuple[Statement, Statement, float]]:
    """What a graph shows: the statements of a job in a row, and each two jobs that look alike once."""
    for cluster in clusters:
        for job in cluster.jobs:
            yield from ((one, other, 1.0) for one, other in pairwise(job))
        yield from ((pair.one, pair.other, pair.score) for pair in cluster.links)


def _names(clusters: Sequence[Cluster]) -> dict[int, str]:
    statements = [one for cluster in clusters for one in cluster.statements]
    return {id(one): f"s{number}" for number, one in enumerate(statements)}


# --- As a page -----------------------------------------------------------------------------------


def html(clusters: Sequence[Cluster]) -> Iterator[str]:
    """A page that needs nothing but itself: what is alike in a sortable table, a heat map by group, the clusters."""
    from jtbdlint.reporters.html import Cell, heading, heat_map, page, table

    def score(value: float | None) -> Cell:
        return Cell(_percent(value), "number", sort=str(value or 0))

    rows: list[list[Cell | str]] = []
    for number, cluster in enumerate(clusters, 1):
        for job in cluster.jobs:
            if len(job) > 1:
                copies = Cell(", ".join(name_of(one) for one in job[1:]), hint=_line(job[0]))
                found: list[Cell | str] = [", ".join(cluster.rules(job)), score(1.0)]
                found += [score(1.0 if clause else None) for clause in job[0].clauses]
                rows.append([Cell(str(number), "number"), Cell(name_of(job[0]), hint=_line(job[0])), copies, *found])
        for pair in cluster.links:
            ends = (Cell(name_of(one), hint=_line(one)) for one in (pair.one, pair.other))
            found = [pair.rule, score(pair.score), *(score(pair.clauses.get(name)) for name in CLAUSES)]
            rows.append([Cell(str(number), "number"), *ends, *found])
    sections = [heading("What is alike")] if rows else []
    if rows:
        sections.append(table(["cluster", "job", "and", "rule", "score", *CLAUSES], rows))
    groups, shared = _by_group(clusters)
    if len(groups) > 1:
        cells = ((group, [shared.get((group, other), 0.0) for other in groups]) for group in groups)
        sections += [heading("Pairs within and between groups"), heat_map("group", groups, cells)]
    for number, cluster in enumerate(clusters, 1):
        sections += [heading(f"Cluster {number}: {_told(cluster)}"), *_cluster(cluster)]
    members = sum(len(cluster.statements) for cluster in clusters)
    note = f"{len(clusters)} clusters of {members} statements. Scores are percent; click a column to sort by it."
    yield from page("Jobs that look alike", sections, note if clusters else "No two statements look alike.")


def _cluster(cluster: Cluster) -> Iterator[str]:
    """The statements of each job that is written more than once; then each two jobs side by side, clause by clause."""
    from jtbdlint.reporters.html import Cell, table

    for job in cluster.jobs:
        if len(job) > 1:
            yield table(["job", "group", "statement"], ([name_of(one), one.group, _line(one)] for one in job))
    for pair in cluster.links:
        rows: list[list[Cell | str]] = []
        for name, mine, theirs in zip(CLAUSES, pair.one.clauses, pair.other.clauses, strict=True):
            if mine or theirs:
                words = pair.words.get(name, ())
                one, other = _marked(mine, [one for one, _ in words]), _marked(theirs, [other for _, other in words])
                alike = Cell(_percent(pair.clauses.get(name)), "number")
                rows.append([name, Cell(one, name), Cell(other, name), alike])
        names = (f"{name_of(one)} ({one.group})" if one.group else name_of(one) for one in (pair.one, pair.other))
        yield table([f"{pair.rule}, {_percent(pair.score)}", *names, "alike"], rows)


def _marked(clause: Slice | None, words: Sequence[str]) -> "Sequence[Part]":
    """A clause with its matching words in bold."""
    from jtbdlint.reporters.html import Part

    text = _line(clause) if clause else ""
    if not words:
        return [Part(text)]
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    parts = re.split(rf"(?i)(?<!\w)({pattern})(?!\w)", text.replace("’", "'"))
    return [Part(part, "b" if at % 2 else "span") for at, part in enumerate(parts) if part]


def _by_group(clusters: Sequence[Cluster]) -> tuple[list[str], dict[tuple[str, str], float]]:
    """The groups that pairs are in, and how many pairs each two of them share."""
    counts: dict[tuple[str, str], float] = {}
    for pair in (pair for cluster in clusters for pair in cluster.pairs):
        one, other = (statement.group or "(none)" for statement in (pair.one, pair.other))
        for cell in {(one, other), (other, one)}:
            counts[cell] = counts.get(cell, 0) + 1
    return sorted({group for cell in counts for group in cell}), counts
