"""Comments that suppress: where they are read, what they are about, and when they are told off."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbdlint import suppressions
from jtbdlint.catalog import Chosen
from jtbdlint.config import Config
from jtbdlint.engine import check
from jtbdlint.fixes import apply
from jtbdlint.rule import Level, Problem, Problems, Related, Statement, set_rule
from jtbdlint.run import Linter
from jtbdlint.suppressions import directives, suppress
from jtbdlint.text import Document
from tests.support import corpus, lint, told

NO_OUTCOME = "- When a deploy fails, I want to roll it back\n"
RULES = ["missing-outcome", "unused-suppression", "unknown-rule-in-suppression"]


def page(*parts: str) -> str:
    return "\n".join(parts)


class TestReading:
    @pytest.mark.parametrize(
        ("text", "verb", "rules", "reason"),
        [
            ("<!-- jtbdlint-disable-next[a] -- why -->", "disable-next", ["a"], "why"),
            ("<!-- jtbdlint-disable-next-line[a] -->", "disable-next", ["a"], ""),
            ("<!--jtbdlint-disable-line[a,b]-->", "disable-line", ["a", "b"], ""),
            ("<!-- jtbdlint-disable-file[JT101, b] -- a -- b -->", "disable-file", ["JT101", "b"], "a -- b"),
            ("<!-- jtbdlint-disable[a:other-id] -->", "disable", ["a:other-id"], ""),
            ("<!-- jtbdlint-enable[a] -->", "enable", ["a"], ""),
            ("<!-- jtbdlint-disable-next -- no rules -->", "disable-next", [], "no rules"),
        ],
    )
    def test_in_markdown(self, text: str, verb: str, rules: list[str], reason: str) -> None:
        (found,) = directives(Document("page.md", f"# Héad\n\n{text}\n\nProse.\n"))

        assert (found.verb, [one.at.text for one in found.targets], found.reason) == (verb, rules, reason)
        assert found.at.source == text

    @pytest.mark.parametrize(
        "text",
        [
            "```\n<!-- jtbdlint-disable-next[a] -->\n```\n",
            "`<!-- jtbdlint-disable-next[a] -->`\n",
            "    <!-- jtbdlint-disable-next[a] -->\n",
            "jtbdlint-disable-next[a]\n",
            "# jtbdlint-disable-next[a]\n",
            "<!-- jtbdlint-disabled[a] -->\n",
            "x <!-- y -->jtbdlint-disable-next[a]\n",
        ],
    )
    def test_not_in_code_nor_outside_of_comments(self, text: str) -> None:
        assert not directives(Document("page.md", text))

    def test_one_after_what_is_none(self) -> None:
        text = "`<!-- jtbdlint-disable[a] -->`\n\n<!-- jtbdlint-disable[b] -->\n"

        assert [one.targets[0].rule for one in directives(Document("page.md", text))] == ["b"]

    def test_in_a_list_a_table_and_a_line(self) -> None:
        text = "- x <!-- jtbdlint-disable-line[a] -->\n\n| y |\n|---|\n| z <!-- jtbdlint-disable-line[b] --> |\n"

        assert [one.targets[0].rule for one in directives(Document("page.md", text))] == ["a", "b"]

    def test_in_yaml(self) -> None:
        text = "# jtbdlint-disable-file[a] -- why\n- id: x # jtbdlint-disable-line[b]\n"

        assert [one.targets[0].rule for one in directives(Document("jobs.yml", text))] == ["a", "b"]

    @pytest.mark.parametrize(
        ("name", "text", "count"),
        [
            ("page.adoc", "// jtbdlint-disable-next[a] -- why\n* x\n", 1),
            ("page.asciidoc", "a\n\n  // jtbdlint-disable-next[a]\n", 1),
            ("page.adoc", "a // jtbdlint-disable-next[a]\n", 0),
            ("page.rst", ".. jtbdlint-disable-next[a] -- why\n\n- x\n", 1),
            ("page.rst", "- x\n\n  .. jtbdlint-disable-next[a]\n", 1),
            ("page.rst", "# jtbdlint-disable-next[a]\n", 0),
        ],
    )
    def test_in_pages_of_lines(self, name: str, text: str, count: int) -> None:
        assert [one.verb for one in directives(Document(name, text))] == ["disable-next"] * count

    @pytest.mark.parametrize(
        "text",
        [
            "a: |\n  # jtbdlint-disable-next[a]\n  b\n",
            "a: >-\n  # jtbdlint-disable-next[a]\n  b\n",
            "a: 'x # jtbdlint-disable-next[a]'\n",
            'a: "x # jtbdlint-disable-next[a]"\n',
            "a: x#jtbdlint-disable-next[a]\n",
            "'x # jtbdlint-disable-next[a]': b\n",
        ],
    )
    def test_not_in_the_text_of_a_scalar(self, text: str) -> None:
        assert not directives(Document("jobs.yml", text))

    def test_after_a_block_scalar(self) -> None:
        text = "a: |\n  b\n# jtbdlint-disable-next[a]\nc: d\n"

        assert len(directives(Document("jobs.yml", text))) == 1


class TestScope:
    def test_the_next_statement_and_no_other(self) -> None:
        text = page("<!-- jtbdlint-disable-next[missing-outcome] -- why -->", "", NO_OUTCOME, NO_OUTCOME)

        assert told(lint({"page.md": text}, RULES)) == ["page.md:5 missing-outcome"]

    def test_the_next_is_none_of_those_before(self) -> None:
        text = page(NO_OUTCOME, "<!-- jtbdlint-disable-next[missing-outcome] -- why -->", "", NO_OUTCOME)

        assert told(lint({"page.md": text}, RULES)) == ["page.md:1 missing-outcome"]

    def test_the_line(self) -> None:
        text = NO_OUTCOME.replace("\n", " <!-- jtbdlint-disable-line[JT103] -->\n") + NO_OUTCOME

        assert told(lint({"page.md": text}, RULES)) == ["page.md:2 missing-outcome"]

    def test_the_line_after_is_another(self) -> None:
        text = "- id: a\n  statement: When it fails, I want to roll it back\n# jtbdlint-disable-line[missing-outcome]\n"

        assert told(lint({"jobs.yml": text}, ["missing-outcome"])) == ["jobs.yml:2 missing-outcome"]

    def test_enabling_another_rule_enables_nothing_else(self) -> None:
        off, on = "<!-- jtbdlint-disable[missing-outcome] -->\n", "<!-- jtbdlint-enable[missing-situation] -->\n"

        assert told(lint({"page.md": page(off, on, NO_OUTCOME)}, RULES)) == []

    def test_the_file(self) -> None:
        text = page(NO_OUTCOME, "<!-- jtbdlint-disable-file[missing-outcome] -->", "", NO_OUTCOME)

        assert told(lint({"page.md": text, "b.md": NO_OUTCOME}, RULES)) == ["b.md:1 missing-outcome"]

    def test_the_file_from_its_first_character_on_whatever_other_files_say(self) -> None:
        text = page(NO_OUTCOME.removeprefix("- "), "<!-- jtbdlint-disable-file[missing-outcome] -->")

        assert told(lint({"a.md": NO_OUTCOME, "page.md": text}, RULES)) == ["a.md:1 missing-outcome"]

    def test_from_each_disable_to_the_nearest_enable(self) -> None:
        off, on = "<!-- jtbdlint-disable[missing-outcome] -->\n", "<!-- jtbdlint-enable[missing-outcome] -->\n"
        text = page(off, NO_OUTCOME, on, NO_OUTCOME, off, NO_OUTCOME, on)

        assert told(lint({"page.md": text}, RULES)) == ["page.md:7 missing-outcome"]

    def test_from_disable_to_enable(self) -> None:
        text = page(
            NO_OUTCOME,
            "<!-- jtbdlint-disable[missing-outcome] -->",
            "",
            NO_OUTCOME,
            "<!-- jtbdlint-enable[missing-outcome] -->",
            "",
            NO_OUTCOME,
        )

        assert told(lint({"page.md": text}, RULES)) == ["page.md:1 missing-outcome", "page.md:9 missing-outcome"]

    def test_any_line_of_an_item_in_yaml(self) -> None:
        text = (
            "- id: a\n  title: A  # jtbdlint-disable-line[missing-outcome] -- draft\n"
            "  statement: When a deploy fails, I want to roll it back\n"
            "- id: b\n  statement: When a door jams, I want to open it\n"
        )

        assert told(lint({"jobs.yml": text}, RULES)) == ["jobs.yml:5 missing-outcome"]

    def test_above_an_item_in_yaml(self) -> None:
        text = (
            "# jtbdlint-disable-next[missing-outcome] -- draft\n"
            "- id: a\n  statement: When a deploy fails, I want to roll it back\n"
        )

        assert told(lint({"jobs.yml": text}, RULES)) == []

    def test_another_rule_is_not_suppressed(self) -> None:
        text = page("<!-- jtbdlint-disable-next[missing-situation] -->", "", NO_OUTCOME)

        assert told(lint({"page.md": text}, [*RULES, "missing-situation"])) == [
            "page.md:1 unused-suppression",
            "page.md:3 missing-outcome",
        ]

    def test_without_suppressions_all_is_reported(self) -> None:
        text = page("<!-- jtbdlint-disable-next[missing-outcome] -->", "", NO_OUTCOME)

        assert told(lint({"page.md": text}, RULES, suppressing=False)) == ["page.md:3 missing-outcome"]
        assert lint({"page.md": text}, RULES).suppressed == 1
        assert lint({"page.md": text, "other.md": NO_OUTCOME}, RULES).suppressed == 1

    def test_a_rule_beside_one_that_does_not_run(self) -> None:
        text = page("<!-- jtbdlint-disable-next[missing-situation, missing-outcome] -->", "", NO_OUTCOME)

        assert told(lint({"page.md": text}, RULES)) == []


@set_rule("JT000", "alike", level="error", bad=[], good=[])
def alike(statements: Sequence[Statement]) -> Problems:
    for one in statements:
        for other in statements:
            if one is not other:
                yield Problem(one, "alike", related=(Related(other),))


@set_rule("JT000", "long-heading", level="error", bad=[], good=[])
def long_heading(statements: Sequence[Statement]) -> Problems:
    for one in statements:
        yield Problem(one.headings[0], "long", related=(Related(one.headings[0]),))


@pytest.mark.parametrize(("rule", "count"), [("long-heading", 0), ("long-heading:some-id", 1)])
def test_a_finding_that_is_about_no_statement_is_suppressed_where_it_stands(rule: str, count: int) -> None:
    read = corpus({"page.md": f"Text.\n\nJobs <!-- jtbdlint-disable-line[{rule}] -->\n===\n\n{NO_OUTCOME}"})
    chosen = [Chosen(long_heading, Level.ERROR)]
    findings, _ = check(read.statements, chosen)

    assert [one.statement for one in findings] == [None]
    assert len(suppress(findings, read.documents, read.statements, chosen, [long_heading]).kept) == count


@set_rule("JT000", "all-alike", level="error", bad=[], good=[])
def all_alike(statements: Sequence[Statement]) -> Problems:
    first, *others = statements
    yield Problem(first, "alike", related=tuple(Related(one) for one in others))


def job(name: str, comment: str = "") -> str:
    return f"- id: {name}{comment}\n  statement: When {name} fails, I want to mend it, so I can go on\n"


class TestPairs:
    def left(self, *jobs: str) -> list[tuple[str, str]]:
        read = corpus({"jobs.yml": "".join(jobs)})
        chosen = [Chosen(alike, Level.ERROR)]
        findings, _ = check(read.statements, chosen)
        outcome = suppress(findings, read.documents, read.statements, chosen, [alike])
        assert not outcome.problems
        return [(one.statement.id, one.related[0].id) for one in outcome.kept if one.statement and one.related[0]]

    def test_either_end_suppresses_both(self) -> None:
        assert self.left(job("a", " # jtbdlint-disable-line[alike] -- x"), job("b")) == []
        assert self.left(job("a"), job("b", " # jtbdlint-disable-line[alike] -- x")) == []

    def test_the_other_pairs_stay(self) -> None:
        assert self.left(job("a", " # jtbdlint-disable-line[alike] -- x"), job("b"), job("c")) == [
            ("b", "c"),
            ("c", "b"),
        ]

    def test_one_of_several_others_does_not_speak_for_all(self) -> None:
        comment = " # jtbdlint-disable-line[all-alike] -- x"
        for jobs, count in (
            (job("a") + job("b", comment) + job("c"), 1),
            (job("a") + "# jtbdlint-disable[all-alike] -- x\n" + job("b") + job("c"), 0),
        ):
            read = corpus({"jobs.yml": jobs})
            chosen = [Chosen(all_alike, Level.ERROR)]
            findings, _ = check(read.statements, chosen)
            assert len(suppress(findings, read.documents, read.statements, chosen, [all_alike]).kept) == count

    def test_a_partner_can_be_named(self) -> None:
        assert self.left(job("a", " # jtbdlint-disable-line[alike:b] -- x"), job("b"), job("c")) == [
            ("a", "c"),
            ("b", "c"),
            ("c", "a"),
            ("c", "b"),
        ]


class TestOwnFindings:
    def test_an_unused_one(self) -> None:
        text = page("<!-- jtbdlint-disable-next[missing-outcome] -->", "", "Prose.")
        report = lint({"page.md": text}, RULES)

        assert told(report) == ["page.md:1 unused-suppression"]
        assert report.findings[0].problem.at.source == "missing-outcome"

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Prose.\n\n<!-- jtbdlint-disable-next[JT103] -->\nMore.\n", "Prose.\n\nMore.\n"),
            ("Prose.\n\n<!-- jtbdlint-disable-next[JT103] -->\n", "Prose.\n\n"),
            ("Prose.\n\n  <!-- jtbdlint-disable-next[JT103] -->", "Prose.\n\n"),
            ("<!-- jtbdlint-disable-next[JT103]\n-->\nProse.\n", "Prose.\n"),
            ("Prose.  <!-- jtbdlint-disable-next[JT103] -->\n", "Prose.\n"),
            ("Prose <!-- jtbdlint-disable-next[JT103] --> and more.\n", "Prose and more.\n"),
            ("<!-- jtbdlint-disable-next[JT103] --> Prose.\n", " Prose.\n"),
            ("<!-- jtbdlint-disable-next[JT103, JT101] -->\n", "<!-- jtbdlint-disable-next[JT101] -->\n"),
            ("<!-- jtbdlint-disable-next[JT101, JT103] -->\n", "<!-- jtbdlint-disable-next[JT101] -->\n"),
            ("<!-- jtbdlint-enable[a, b, JT103] -->\n", None),
        ],
    )
    def test_an_unused_one_goes_and_nothing_else(self, text: str, expected: str | None) -> None:
        report = lint({"page.md": text}, ["missing-outcome", "unused-suppression"])
        fixes = [one.problem.fix for one in report.findings if one.problem.fix]

        assert [apply(report.documents[0], fix.edits) for fix in fixes] == [
            one for one in [expected] if one is not None
        ]

    def test_one_for_a_rule_that_does_not_run_is_not_called_unused(self) -> None:
        text = page("<!-- jtbdlint-disable-next[missing-situation] -->", "", "Prose.")

        assert told(lint({"page.md": text}, RULES)) == []

    def test_an_unknown_rule_with_a_suggestion(self) -> None:
        report = lint({"page.md": "<!-- jtbdlint-disable-next[mising-outcome] -->\n"}, RULES)

        assert told(report) == ["page.md:1 unknown-rule-in-suppression"]
        assert "did you mean 'missing-outcome'" in report.findings[0].problem.message

    def test_one_that_names_no_rule_suppresses_nothing(self) -> None:
        text = page("<!-- jtbdlint-disable-file -->", "", NO_OUTCOME)

        assert told(lint({"page.md": text}, RULES)) == [
            "page.md:1 unknown-rule-in-suppression",
            "page.md:3 missing-outcome",
        ]

    def test_a_reason_is_asked_for_only_where_that_is_wanted(self) -> None:
        text = page("<!-- jtbdlint-disable-next[missing-outcome] -->", "", NO_OUTCOME)
        with_reason = text.replace(" -->", " -- why -->")
        rules = [*RULES, "suppression-without-reason"]

        assert told(lint({"page.md": text}, RULES)) == []
        assert told(lint({"page.md": text}, rules)) == ["page.md:1 suppression-without-reason"]
        assert told(lint({"page.md": with_reason}, rules)) == []


def test_a_file_without_the_sign_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppressions, "_comments", None)

    assert directives(Document("page.md", "<!-- a comment -->")) == []


def test_a_broken_yaml_file_has_no_directives() -> None:
    assert directives(Document("jobs.yml", "a: 'b # jtbdlint-disable-file[b]\n")) == []


def test_a_linter_can_be_told_not_to_suppress() -> None:
    assert Linter.of(Config()).suppressing


COMMENTS = [
    "",
    *(
        f"jtbdlint-{verb}[{rule}] -- x"
        for verb in ("disable-next", "disable", "enable")
        for rule in ("alike", "alike:b")
    ),
    "jtbdlint-disable-next[all-alike] -- x",
    "jtbdlint-disable[all-alike, alike:c] -- x",
    "jtbdlint-disable-file[alike:a] -- x",
]
BESIDE = ["", " # jtbdlint-disable-line[alike] -- x", " # jtbdlint-disable-line[all-alike, alike:a] -- x"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(COMMENTS), st.sampled_from(BESIDE)), min_size=2, max_size=5), st.booleans())
def test_a_suppression_meets_all_that_it_may_hold(around: list[tuple[str, str]], shared: bool) -> None:
    """To look only near it gives what a look at every finding gives."""
    jobs = "".join(f"# {before}\n{job(name, beside)}" for name, (before, beside) in zip("abcde", around, strict=False))
    text = f"persona: A cook\njobs:\n{jobs}" if shared else jobs
    read = corpus({"jobs.yml": text, "page.md": NO_OUTCOME})
    chosen = [Chosen(rule, Level.ERROR) for rule in (alike, all_alike)]
    findings, _ = check(read.statements, chosen)

    def left() -> tuple[list[int], list[str]]:
        outcome = suppress(findings, read.documents, read.statements, chosen, [alike, all_alike])
        return [id(one) for one in outcome.kept], [problem.message for _, problem in outcome.problems]

    near = left()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            suppressions._Page, "near", lambda _, __, rule: [one for one in findings if one.rule.name == rule.name]
        )
        assert left() == near


@pytest.mark.parametrize(
    ("name", "before", "beside"),
    [
        ("jobs.yml", "# jtbdlint-disable-next[missing-outcome] -- x\n", ""),
        ("jobs.yml", "# jtbdlint-disable[missing-outcome] -- x\n", ""),
        ("jobs.yml", "# jtbdlint-disable[missing-outcome] -- x\n", "\n# jtbdlint-enable[missing-outcome]"),
        ("jobs.yml", "", " # jtbdlint-disable-line[missing-outcome] -- x"),
        ("page.md", "\n<!-- jtbdlint-disable-next[missing-outcome] -- x -->\n\n", ""),
        ("page.md", "", " <!-- jtbdlint-disable-line[missing-outcome] -- x -->"),
    ],
)
def test_hundreds_of_suppressions_are_little_work(
    monkeypatch: pytest.MonkeyPatch, name: str, before: str, beside: str
) -> None:
    """Each finding is laid beside a suppression or two, and each statement's lines are counted once."""
    asked = []

    def counting(of: object, name: str) -> None:
        real = getattr(of, name)

        def counted(*arguments: object) -> object:
            asked.append(name)
            return real(*arguments)

        monkeypatch.setattr(of, name, counted)

    counting(suppressions._Scope, "holds")
    counting(suppressions, "_lines_of")
    item = "- jtbd:" if name == "jobs.yml" else "-"
    jobs = (f"{before}{item} When pump {number} stops, I want to prime it again{beside}\n" for number in range(400))
    lint({name: ("" if name == "jobs.yml" else "# Jobs to be done\n\n") + "".join(jobs)}, RULES)

    assert 0 < asked.count("holds") <= 800
    assert asked.count("_lines_of") <= 400
