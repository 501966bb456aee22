"""The tree and the map on real data, and what must hold for every text that they show."""

import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbdlint.config import Config
from jtbdlint.corpus import Corpus, statements_of
from jtbdlint.coverage import Coverage, matrix
from jtbdlint.derive import configuration, found_in, matrix_of
from jtbdlint.engine import Finding
from jtbdlint.frame import EMPTY, Frame
from jtbdlint.hierarchy import Hierarchy
from jtbdlint.outline import Node, Outline, outline
from jtbdlint.reporters import html as page
from jtbdlint.reporters import map as shown_map
from jtbdlint.reporters import tree
from jtbdlint.run import Linter
from jtbdlint.text import Document
from tests.jobs import jobs

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real statements is not here")

# What a terminal, Markdown, mermaid, Graphviz, HTML and a spreadsheet may each read as more than text.
HOSTILE = st.text(alphabet="aé漢 \"'`*_[](){}<>|#&;%\\-=+@.1\n\t\x1b\u202e", max_size=30)


def read(name: str) -> Corpus:
    path = CORPUS / name
    document = Document(path.name, path.read_bytes().decode())
    return Corpus([document], statements_of(document))


def findings(corpus: Corpus, *rules: str) -> list[Finding]:
    return list(Linter.of(Config(select=rules)).lint(corpus).findings)


@needs_corpus
class TestRealJobs:
    def test_what_is_broken_is_found_and_nothing_else(self) -> None:
        corpus = read("jobs_to_be_done.yml")
        found = outline(corpus.statements, EMPTY, findings(corpus, "JT602", "JT603"))
        dangling = [node for node in found.nodes if "is nowhere" in node.broken]
        empty = [node for node in found.nodes if node.broken == "no job statement"]

        assert found.jobs == 122
        assert [node.job and node.job.parent_at.position.line for node in dangling] == [173, 835]
        assert all(node.job is not None and not node.job.stated for node in empty)
        assert found.broken == len(dangling) + len(empty) == 12
        assert [node for node in found.nodes if node.findings and node.job] == dangling

    def test_every_entry_of_the_file_is_shown_once(self) -> None:
        corpus = read("jobs_to_be_done.yml")
        slugs = re.findall(r"^- slug: *(\S+)", corpus.documents[0].text, re.MULTILINE)
        lines = list(tree.document(outline(corpus.statements, EMPTY)))
        nodes = json.loads("\n".join(lines))["nodes"]

        assert [node["id"] for node in nodes if "id" in node] != slugs  # below their parents, not as in the file
        assert sorted(node["id"] for node in nodes if "id" in node) == sorted(slugs)

    def test_the_personas_and_those_without_a_statement(self) -> None:
        corpus = read("pages/personas.md")
        found = matrix_of(Coverage(corpus.statements, EMPTY), corpus.documents, None, "steps")
        headings = re.findall(r"^#### (.+\(.+\))$", corpus.documents[0].text, re.MULTILINE)

        assert found.rows == tuple(headings)
        assert len(headings) == 20
        assert [found.places[row].source for row in found.rows] == headings
        # Rachel's only one may be read as prose as well: its label says so.
        uncovered = [name.split()[0] for name in found.uncovered]
        assert [name for name in uncovered if name != "Rachel"] == ["Parker", "Dakota", "Daphne", "Mia"]
        assert sum(found.row_total(row) for row in found.rows) == found.total


def nodes(*titles: str) -> Outline:
    top = Node("group", titles[0])
    top.children = [Node("micro job", title, under=top, depth=1, broken=title) for title in titles[1:]]
    return Outline([top, *top.children])


@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_no_title_leaves_its_line_or_its_quotes(titles: list[str]) -> None:
    shown = nodes(*titles)
    for number, line in enumerate(list(tree.mermaid(shown))[1 : len(titles) + 1]):
        assert re.fullmatch(rf'  n{number}(?:\(\["|\[")(?:[\w\s,.:;!?\'’/…–-]|#\d+;)*(?:"\]\)|"\])', line)
    for number, line in enumerate(list(tree.dot(shown))[3 : len(titles) + 3]):
        assert re.fullmatch(rf'  n{number} \[label="(?:[^"\\\n]|\\.)*"(?:, [a-z=, ]+)?\];', line)
    for form in (tree.pretty, tree.markdown, tree.mermaid, tree.dot, tree.document):
        assert not any(set("\n\x1b\u202e") & set(line) for line in form(shown) for line in line.splitlines())


@given(st.lists(HOSTILE.filter(str.strip), min_size=1, max_size=3, unique_by=lambda one: " ".join(one.split())))
def test_a_map_shows_any_name_as_text(names: list[str]) -> None:
    found = matrix(Coverage(jobs([("a",)]), Frame(groups=tuple(names))), "group", "step")
    cells = re.findall(r"<tr><td>(.*?)</td>", "\n".join(shown_map.html(found)), re.DOTALL)

    assert [html.unescape(cell) for cell in cells] == [*names, shown_map.NOWHERE]
    for cell in cells:
        assert not set('<>"') & set(cell)
    assert len(list(shown_map.markdown(found))) >= len(names) + 4
    for line in list(shown_map.markdown(found))[: len(names) + 4]:
        assert len(re.findall(r"(?<!\\)\|", line)) == 11 or not line.startswith("|")
    assert not any(line.startswith(("=", "+", "-", "@")) for line in shown_map.csv(found))


def test_a_page_needs_nothing_but_itself() -> None:
    said = "\n".join(page.page("A & B", [page.heat_map("x", ["a", "b"], [("<r>", [1, 0]), ("s", [2, 4])])], "A <note>"))

    assert "<title>A &amp; B</title>" in said
    assert "A &lt;note&gt;" in said
    assert "&lt;r&gt;" in said
    assert not re.search(r"(?:src|href)\s*=|https?:|@import|url\(", said)
    assert "default-src 'none'" in said
    assert re.findall(r"--heat: ([\d.]+)", said) == ["0.250", "0.000", "0.500", "1.000"]


def test_a_table_says_by_what_a_cell_is_sorted_and_keeps_its_total_below() -> None:
    said = page.table(["a"], [[page.Cell("ten", sort="10")]], total=["sum"])

    assert '<td data-sort="10">ten</td>' in said
    assert said.index("<tfoot>") > said.index("</tbody>")


def test_a_first_configuration_is_one_that_can_be_read(tmp_path: Path) -> None:
    from jtbdlint.config import load

    text = (
        '- id: "a\\"b"\n  group: \'C:\\d\'\n  short_jtbd: x\n  jtbd: When it rains, I want to wait\n'
        '- id: c\n  parent: "a\\"b"\n  group: Ünï\n  jtbd: When it snows, I want to wait\n'
    )
    document = Document("jobs.yml", text)
    statements = statements_of(document)
    path = tmp_path / "jtbdlint.toml"
    path.write_text("\n".join(configuration(found_in([document], statements), ["jobs.yml"])), encoding="utf-8")
    frame = load(str(path)).frame

    assert frame.groups == ("C:\\d", "Ünï")
    assert [(goal.id, goal.name) for goal in frame.goals] == [('a"b', "x")]
    assert not Hierarchy.of(statements, frame.names("goals")).dangling
    assert load(str(path)).include == ("jobs.yml",)


def test_a_deep_tree_is_indented_so_far_and_no_further() -> None:
    rows = [(f"j{n}", f"j{n - 1}" if n else "") for n in range(100)]
    lines = list(tree.pretty(outline(jobs(rows), EMPTY)))

    assert len(lines) == 101
    assert max(map(len, lines)) < 120
    assert "[100] " in lines[-1]
