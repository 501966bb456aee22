"""Jobs that look alike, in clusters and in every form that `overlap` prints."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from jtbdlint.catalog import bundled, choose
from jtbdlint.cli import commands
from jtbdlint.clusters import RULES, Cluster, clusters_of, pairs_of
from jtbdlint.config import Config
from jtbdlint.run import Linter
from jtbdlint.similarity import Kind, Match, Overlap
from tests.support import corpus

JOBS = """\
- id: thaw
  group: kitchen
  statement: When a delivery comes early, I want to see which boxes must thaw, so I can start the soup on time
- id: thaw-again
  group: bakery
  statement: When a delivery comes early, I want to see which boxes must thaw, so that I can start the soup on time.
- id: boats
  group: harbour
  statement: When the tide is coming in, I want to move the boats to the upper mooring, so I can sleep without worry
- id: boats-in-storms
  group: harbour
  statement: When a storm is near, I want to move our boats up to the upper mooring, so that none of them is damaged
- id: "[odd] \\"name\\" <b>|"
  group: harbour
  statement: When the till does not balance, I want to count it again by coin, so I can close before midnight
"""


@pytest.fixture(scope="module")
def clusters() -> list[Cluster]:
    rules = bundled()
    report = Linter(rules, choose(Config(select=RULES), rules)).lint(corpus({"jobs.yml": JOBS}))
    return clusters_of(pairs_of(report.findings))


def run(tmp_path: Path, *arguments: str, jobs: str = JOBS) -> str:
    path = tmp_path / "jobs.yml"
    path.write_text(jobs, encoding="utf-8")
    result = CliRunner().invoke(commands, ["overlap", "--isolated", str(path), *arguments], standalone_mode=False)
    assert result.return_value == 0, result.output
    return result.stdout


def test_clusters_are_groups_of_alike_jobs_strongest_first(clusters: list[Cluster]) -> None:
    """A pair is told once although both ends tell it; who is alike to nobody is in no cluster."""
    assert [[one.id for one in cluster.statements] for cluster in clusters] == [
        ["thaw", "thaw-again"],
        ["boats", "boats-in-storms"],
    ]
    assert [len(cluster.pairs) for cluster in clusters] == [1, 1]
    assert clusters[0].score == 1 > clusters[1].score > 0
    assert set(clusters[1].pairs[0].clauses) == {"situation", "motivation", "outcome"}


def test_three_of_a_kind_are_one_cluster() -> None:
    """Mutual duplicates are told as one group, however many pairs they make."""
    rules = bundled()
    text = "".join(
        f"- id: j{number}\n  statement: When it rains, I want to find shelter, so I can stay dry\n"
        for number in range(4)
    )
    report = Linter(rules, choose(Config(select=RULES), rules)).lint(corpus({"jobs.yml": text}))

    (cluster,) = clusters_of(pairs_of(report.findings))

    assert len(cluster.statements) == 4
    assert len(cluster.pairs) == 6
    assert [len(job) for job in cluster.jobs] == [4]
    assert not cluster.links


def test_json(tmp_path: Path) -> None:
    """The JSON names the statements of each pair by their place in the cluster."""
    said = json.loads(run(tmp_path, "--output-format", "json"))

    assert said["schema"] == "jtbdlint/overlap/v1"
    first = said["clusters"][0]
    assert [one["id"] for one in first["statements"]] == ["thaw", "thaw-again"]
    assert first["pairs"][0]["statements"] == [0, 1]
    text = JOBS
    for one in first["statements"]:
        assert text[one["start"]["offset"] :].startswith(one["text"])


def test_csv(tmp_path: Path) -> None:
    """One row a pair, that a spreadsheet reads back."""
    rows = list(csv.DictReader(io.StringIO(run(tmp_path, "--output-format", "csv"))))

    assert (rows[0]["one"], rows[0]["other"], rows[0]["score"]) == ("thaw", "thaw-again", "1.00")
    assert {row["rule"] for row in rows} == {"cross-group-duplicate", "overlapping-jobs"}


def test_pretty_names_every_statement_and_score(tmp_path: Path) -> None:
    """A reader sees the jobs, their groups, and the score of each clause."""
    shown = run(tmp_path)

    for part in ("1. one job written twice (cross-group-duplicate)", "thaw-again", "2. 2 jobs that look alike, score "):
        assert part in shown
    for part in ("a  I want to move the boats", "boats-in-storms  [harbour]", "a ~ b", "overlapping-jobs"):
        assert part in shown


def test_pretty_says_once_what_is_written_many_times(tmp_path: Path) -> None:
    """Of copies, the motivation stands there once, and beside another job they are one."""
    lines = [line.replace("id: boats", f"id: boats-{number}") for number in range(3) for line in JOBS.splitlines()[6:9]]
    jobs = "\n".join([*lines, *JOBS.splitlines()[9:12]])

    shown = run(tmp_path, jobs=jobs)

    assert shown.count("move the boats to the upper mooring") == 1
    assert "2 jobs that look alike" in shown
    assert "written 3 times (duplicate-statement)" in shown
    assert shown.count(" ~ ") == 1
    assert run(tmp_path, "--output-format", "mermaid", jobs=jobs).count("---|") == 3


def test_diagrams_escape_what_is_theirs(tmp_path: Path) -> None:
    """A name with quotes and brackets breaks out of no label."""
    jobs = JOBS.replace("id: thaw-again", 'id: "a\\"]-->b"')
    mermaid = run(tmp_path, "--output-format", "mermaid", jobs=jobs)
    dot = run(tmp_path, "--output-format", "dot", jobs=jobs)

    assert mermaid.startswith("graph LR\n")
    assert "a#34;#93;--#62;b" in mermaid
    assert 'label="a\\"]-->b' in dot


def test_nothing_alike(tmp_path: Path) -> None:
    """A set without overlaps is said to have none, in every form."""
    alone = "- id: a\n  statement: When it rains, I want to find shelter, so I can stay dry\n"

    assert run(tmp_path, jobs=alone) == ""
    assert json.loads(run(tmp_path, "--output-format", "json", jobs=alone))["clusters"] == []
    assert "No two statements look alike." in run(tmp_path, "--output-format", "html", jobs=alone)


def test_the_page_needs_nothing_but_itself(tmp_path: Path) -> None:
    """No address, no outside script, no user text as markup."""
    page = run(tmp_path, "--output-format", "html", jobs=JOBS.replace("id: thaw-again", 'id: "<script>x"'))

    assert "http" not in page.replace("http-equiv", "")
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_the_page_marks_the_words_that_match(tmp_path: Path) -> None:
    """Each of the two is shown with the words that the other has too, in bold."""
    page = run(tmp_path, "--output-format", "html")

    assert "<b>move</b><span> the </span><b>boats</b>" in page
    assert "<b>move</b><span> our </span><b>boats</b>" in page


@pytest.mark.skipif(shutil.which("chromium") is None, reason="there is no chromium on this machine to draw the page")
def test_a_browser_draws_the_page_and_lists_the_clusters(tmp_path: Path) -> None:
    """A real browser renders the page, runs its script, and takes a picture of it."""
    page = tmp_path / "overlap.html"
    page.write_text(run(tmp_path, "--output-format", "html"), encoding="utf-8")
    chromium = [
        "chromium",
        *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync", "--window-size=1000,900"),
        *("--disable-background-networking", "--disable-component-update", "--disable-quic"),
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    picture = tmp_path / "overlap.png"

    drawn = subprocess.run(
        [*chromium, f"--screenshot={picture}", page.as_uri()], capture_output=True, timeout=60, check=False
    )
    dumped = subprocess.run([*chromium, "--dump-dom", page.as_uri()], capture_output=True, timeout=60, check=True)

    assert drawn.returncode == 0, drawn.stderr[-500:]
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 5_000
    dom = dumped.stdout.decode()
    for part in ("thaw-again", "boats-in-storms", "Cluster 1", "Cluster 2", 'tabindex="0"'):
        assert part in dom


def test_a_motivation_of_nothing_but_fillers_is_passed_over_in_the_message() -> None:
    rest = "When the night bus to the harbour is late, I want to {}, so I can tell my sister when I land"
    mine, theirs = corpus({"jobs.txt": f"- {rest.format('be')}\n- {rest.format('have it')}\n"}).statements

    overlap = Overlap(
        mine, theirs, (), Kind.OVERLAP, 0.5, False, {"situation": Match(1.0, (("bus", "bus"),), ((), ()))}
    )

    assert overlap.how == "situation matches (score 0.50)"
    assert "say in the motivation what sets them apart" in overlap.ways_out


def ends(
    clauses: Mapping[str, Match], kind: Kind = Kind.OVERLAP, narrower: bool = False, place: str = "jobs.yml"
) -> Overlap:
    """Two jobs that look alike, told from the end of the first."""
    said = "When the night bus is late, I want to tell {}, so I can walk home"
    if place == "jobs.yml":
        text = "".join(f"- id: {name}\n  statement: {said.format(name)}\n" for name in ("mine", "theirs"))
    else:
        text = "".join(f"- {said.format(name)}\n" for name in ("mine", "theirs"))
    mine, theirs = corpus({place: text}).statements
    return Overlap(mine, theirs, (), kind, 0.456, narrower, clauses)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((0.9, 0.9, 0.9), "situation, motivation and outcome match (score 0.46)"),
        ((0.5, 0.9, 0.49), "situation and motivation match, outcome is close (score 0.46)"),
        ((0.25, 0.9, 0.3), "motivation matches, situation and outcome are close (score 0.46)"),
        ((0.1, 0.9, 0.24), "motivation matches, situation and outcome differ (score 0.46)"),
        ((0.1, 0.3, 0.3), "motivation and outcome are close, situation differs (score 0.46)"),
        ((0.9, 0.3, 0.1), "situation matches, motivation is close, outcome differs (score 0.46)"),
    ],
)
def test_it_is_told_which_clauses_match(scores: tuple[float, float, float], expected: str) -> None:
    clauses = {
        name: Match(score, (), ((), ()))
        for name, score in zip(("situation", "motivation", "outcome"), scores, strict=True)
    }

    assert ends(clauses).how == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), ""),
        ((("bus", "bus"),), "; both motivations speak of 'bus'"),
        ((("bus", "bus"), ("tell", "tell")), "; both motivations speak of 'bus' and 'tell'"),
        ((("tell", "inform"),), "; 'tell' here is 'inform' there"),
        (
            (("bus", "bus"), ("tell", "inform"), ("late", "tardy")),
            "; both motivations speak of 'bus'; 'tell' here is 'inform' there; 'late' here is 'tardy' there",
        ),
        (
            tuple((word, word) for word in ("one", "two", "three", "four", "five")),
            "; both motivations speak of 'one', 'two', 'three' and 'four'",
        ),
        (
            (("a", "one"), ("b", "two"), ("c", "three"), ("d", "four"), ("e", "five")),
            "; 'a' here is 'one' there; 'b' here is 'two' there; 'c' here is 'three' there; 'd' here is 'four' there",
        ),
    ],
)
def test_it_is_told_which_words_match(words: tuple[tuple[str, str], ...], expected: str) -> None:
    found = ends({"motivation": Match(0.9, words, ((), ()))})

    assert found.how == f"motivation matches{expected} (score 0.46)"
    taken = found._replace(takes_in=("everything", "the net"))
    assert taken.how == "motivation matches; 'everything' takes in 'the net' (score 0.46)"


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (((), ()), "say in the motivation what sets them apart"),
        ((("pier",), ()), "only this one speaks of 'pier': say what that changes"),
        (((), ("pier", "sea")), "only the other speaks of 'pier' and 'sea': say what that changes"),
        (
            (("one", "two", "three", "four", "five"), ()),
            "only this one speaks of 'one', 'two', 'three' and 'four': say what that changes",
        ),
        (
            (("pier",), ("sea",)),
            "only this one speaks of 'pier', only the other speaks of 'sea': say what that changes",
        ),
    ],
)
def test_it_is_told_what_can_be_done(only: tuple[tuple[str, ...], tuple[str, ...]], expected: str) -> None:
    match = {"motivation": Match(0.9, (), only)}

    assert ends(match).ways_out == (
        f"merge the two; or redraw the line: {expected}; or declare 'parent' where one is a part of the other, "
        "'distinct-from: theirs' where they are two jobs"
    )
    for narrower, wider in ((True, "theirs"), (False, "mine")):
        assert ends(match, Kind.NESTED, narrower).ways_out == (
            f"declare 'parent: {wider}' beside the narrower one; or merge the two; or redraw the line: {expected}; "
            "or declare 'distinct-from: theirs' where they are two jobs"
        )
    # On a page nothing can be declared beside a statement.
    assert ends(match, place="jobs.md").ways_out == (
        f"merge the two; or redraw the line: {expected}; or suppress this above one where they are two jobs"
    )


def test_the_problem_carries_what_it_was_judged_by() -> None:
    found = ends({"motivation": Match(0.678, (("tell", "inform"),), (("pier",), ("sea",)))})

    problem = found.problem("alike")

    assert (problem.at, problem.message, problem.help) == (found.mine.motivation, "alike", found.ways_out)
    assert [(one.at, one.message) for one in problem.related] == [(found.theirs.motivation, "tell theirs")]
    assert problem.data == {
        "score": 0.46,
        "other": "theirs",
        "clauses": {"motivation": {"score": 0.68, "words": [["tell", "inform"]], "only": [["pier"], ["sea"]]}},
    }


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"jobs.yml": "- id: mine\n  statement: {}\n- group: sea\n  statement: {}\n"}, "suppress this above one"),
        (
            {"jobs.yml": "- group: sea\n  statement: {}\n- id: theirs\n  statement: {}\n"},
            "declare 'parent: the wider one's id'",
        ),
        ({"jobs.yml": "- id: mine\n  statement: {}\n- id: theirs\n  statement: {}\n"}, "declare 'parent: mine'"),
    ],
)
def test_only_what_has_a_name_can_be_declared(files: dict[str, str], expected: str) -> None:
    said = ("When it rains, I want to sail, so I can fish", "When it rains, I want to sail out, so I can fish")
    mine, theirs = corpus({name: text.format(*said) for name, text in files.items()}).statements

    assert expected in Overlap(mine, theirs, (), Kind.NESTED, 0.5, False, {}).ways_out


def test_a_job_of_a_list_meets_one_of_a_page() -> None:
    said = "When it rains, I want to sail, so I can fish"
    field, item = corpus({"jobs.yml": f"- id: listed\n  statement: {said}\n", "page.md": f"- {said}\n"}).statements

    assert "suppress" in Overlap(field, item, (), Kind.OVERLAP, 0.5, False, {}).ways_out
    assert "suppress" in Overlap(item, field, (), Kind.OVERLAP, 0.5, False, {}).ways_out
