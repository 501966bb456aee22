"""The jobs that look alike, as lines: for a terminal, as JSON, CSV, diagrams, and as a page of HTML."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jtbdlint import __version__
from jtbdlint.clusters import CLAUSES, Cluster, Pair
from jtbdlint.reporters import PLAIN, Look
from jtbdlint.reporters.diagram import dot_label, mermaid_label
from jtbdlint.reporters.visible import escaped
from jtbdlint.statement import Statement

_LABEL = 60


def name_of(statement: Statement) -> str:
    """What a reader calls a statement: its id, else where it stands."""
    return statement.id or f"{statement.document.path}:{statement.position.line}"


def _wish(statement: Statement) -> str:
    return " ".join((statement.motivation or statement).text.split())


def _short(text: str) -> str:
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rsplit(" ", 1)[0] + "…"


def _percent(score: float | None) -> str:
    return "" if score is None else f"{score * 100:.0f}"


# --- For people ----------------------------------------------------------------------------------


def pretty(clusters: Sequence[Cluster], look: Look = PLAIN) -> Iterator[str]:
    """A table for each cluster: its statements, then its pairs with the score of each clause."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from jtbdlint.reporters.terminal import Terminal

    terminal = Terminal(look)
    for number, cluster in enumerate(clusters, 1):
        title = f"{number}. {len(cluster.statements)} statements, {_told(cluster)}"
        yield from terminal.hanging(0, Text(title, "bold"))
        for statement in cluster.statements:
            group = f"  [{escaped(statement.group)}]" if statement.group else ""
            line = Text.assemble((escaped(name_of(statement)), "cyan"), (group, "dim"), "  ", escaped(_wish(statement)))
            yield from terminal.hanging(3, line)
        table = Table(box=box.SIMPLE_HEAD if look.unicode else box.ASCII, pad_edge=False)
        table.add_column("pair", overflow="fold", ratio=1, min_width=16)
        table.add_column("rule", overflow="fold")
        for name in ("score", "sit.", "mot.", "out."):
            table.add_column(name, justify="right", no_wrap=True)
        for pair in cluster.pairs:
            table.add_row(
                Text(f"{escaped(name_of(pair.one))} ~ {escaped(name_of(pair.other))}"),
                Text(pair.rule, "dim"),
                Text(_percent(pair.score), "bold"),
                *(_percent(pair.clauses.get(clause)) for clause in CLAUSES),
            )
        yield from terminal.rendered(table)
    if clusters:
        yield from terminal.hanging(
            0, Text("Scores are percent, of the whole and of situation, motivation and outcome.", "dim")
        )


def _told(cluster: Cluster) -> str:
    return "the same words" if cluster.score >= 1 else f"score up to {_percent(cluster.score)}"


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
        yield f"  subgraph c{number}[{_percent(cluster.score)}]"
        for statement in cluster.statements:
            label = mermaid_label(f"{name_of(statement)}: {_short(_wish(statement))}")
            yield f'    {names[id(statement)]}["{label}"]'
        yield "  end"
    for pair in (pair for cluster in clusters for pair in cluster.pairs):
        yield f"  {names[id(pair.one)]} ---|{_percent(pair.score)}| {names[id(pair.other)]}"


def dot(clusters: Sequence[Cluster]) -> Iterator[str]:
    """A graph for Graphviz."""
    yield "graph overlaps {"
    yield '  node [shape=box, fontname="sans-serif"];'
    names = _names(clusters)
    for number, cluster in enumerate(clusters, 1):
        yield f"  subgraph cluster_{number} {{"
        for statement in cluster.statements:
            label = dot_label(f"{name_of(statement)}: {_short(_wish(statement))}")
            yield f'    {names[id(statement)]} [label="{label}"];'
        yield "  }"
    for pair in (pair for cluster in clusters for pair in cluster.pairs):
        width = f"{1 + 4 * pair.score:.1f}"
        edge = f"{names[id(pair.one)]} -- {names[id(pair.other)]}"
        yield f'  {edge} [label="{_percent(pair.score)}", penwidth={width}];'
    yield "}"


def _names(clusters: Sequence[Cluster]) -> dict[int, str]:
    statements = [one for cluster in clusters for one in cluster.statements]
    return {id(one): f"s{number}" for number, one in enumerate(statements)}


# --- As a page -----------------------------------------------------------------------------------


def html(clusters: Sequence[Cluster]) -> Iterator[str]:
    """A page that needs nothing but itself: all pairs in a sortable table, a heat map by group, the clusters."""
    from jtbdlint.reporters.html import Cell, heading, heat_map, page, table

    def score(value: float | None) -> Cell:
        return Cell(_percent(value), "number", sort=str(value or 0))

    rows: list[list[Cell | str]] = [
        [
            Cell(str(number), "number"),
            Cell(name_of(pair.one), hint=" ".join(pair.one.text.split())),
            Cell(name_of(pair.other), hint=" ".join(pair.other.text.split())),
            pair.rule,
            score(pair.score),
            *(score(pair.clauses.get(name)) for name in CLAUSES),
        ]
        for number, cluster in enumerate(clusters, 1)
        for pair in cluster.pairs
    ]
    head = ["cluster", "one", "other", "rule", "score", *CLAUSES]
    sections = [heading("Pairs"), table(head, rows)] if rows else []
    groups, shared = _by_group(clusters)
    if len(groups) > 1:
        cells = ((group, [shared.get((group, other), 0.0) for other in groups]) for group in groups)
        sections += [heading("Pairs within and between groups"), heat_map("group", groups, cells)]
    for number, cluster in enumerate(clusters, 1):
        listed = [[name_of(one), one.group, " ".join(one.text.split())] for one in cluster.statements]
        sections += [heading(f"Cluster {number}: {_told(cluster)}"), table(["job", "group", "statement"], listed)]
    members = sum(len(cluster.statements) for cluster in clusters)
    note = f"{len(clusters)} clusters of {members} statements. Scores are percent."
    yield from page("Jobs that look alike", sections, note if clusters else "No two statements look alike.")


def _by_group(clusters: Sequence[Cluster]) -> tuple[list[str], dict[tuple[str, str], float]]:
    """The groups that pairs are in, and how many pairs each two of them share."""
    counts: dict[tuple[str, str], float] = {}
    for pair in (pair for cluster in clusters for pair in cluster.pairs):
        one, other = (statement.group or "(none)" for statement in (pair.one, pair.other))
        for cell in {(one, other), (other, one)}:
            counts[cell] = counts.get(cell, 0) + 1
    return sorted({group for cell in counts for group in cell}), counts
