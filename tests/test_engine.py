"""Rules over statements: the order of findings, their statements, their fingerprints; crashes."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbdlint.catalog import Chosen
from jtbdlint.documents.candidate import Candidate, Place
from jtbdlint.engine import check, identity, normalised
from jtbdlint.parser import parse
from jtbdlint.rule import Level, Problem, Problems, Related, Rule, Statement, set_rule
from jtbdlint.text import Document, Piece, Reading, Slice


def chosen(check: Callable[..., Problems], code: str = "JT000", level: Level = Level.ERROR) -> Chosen:
    return Chosen(set_rule(code, f"rule-{code.lower()}", level="error", bad=[], good=[])(check), level)


def statements(*lines: str, path: str = "page.md", ids: Sequence[str] = ()) -> list[Statement]:
    """A statement for each line of one document; with ids, each is declared beside it, in front of a bar."""
    names = [*ids, *[""] * (len(lines) - len(ids))]
    text = "\n".join(f"{name}|{line}" if name else line for name, line in zip(names, lines, strict=True))
    document = Document(path, text)
    found = []
    for number in range(1, document.lines + 1):
        start = document.offset_of_line(number)
        line = document.line(number)
        bar = line.find("|") + 1
        declared = {"id": Reading(document, [Piece(start, start + bar - 1, line[: bar - 1])]).whole()} if bar else {}
        reading = Reading(document, [Piece(start + bar, start + len(line), line[bar:])])
        found += parse(Candidate(reading, Place.FIELD, meant=True, declared=declared))
    return found


A = "When a deploy fails, I want to roll it back, so I can sleep"
B = "When a door jams, I want to open it by hand, so I can leave"


def every(statements: Sequence[Statement]) -> Problems:
    for one in statements:
        yield Problem(one.motivation, "flagged")


def pairs(statements: Sequence[Statement]) -> Problems:
    for one in statements:
        for other in statements:
            if one is not other:
                yield Problem(one, "alike", related=(Related(other, "this one"),))


class TestOrder:
    def test_findings_come_by_path_offset_and_code(self) -> None:
        read = [*statements(A, B, path="b.md"), *statements(A, path="a.md")]
        findings, errors = check(read, [chosen(every, "JT002"), chosen(every, "JT001")])

        assert not errors
        places = [(one.path, one.problem.at.position.line, one.rule.code) for one in findings]
        assert places == sorted(places)
        assert len(places) == 6

    @given(st.permutations(range(4)))
    def test_the_order_of_the_statements_does_not_matter(self, order: Sequence[int]) -> None:
        read = [*statements(A, B, path="b.md"), *statements(A, B, path="a.md")]
        expected, _ = check(read, [chosen(pairs)])
        found, _ = check([read[number] for number in order], [chosen(pairs)])

        def told(findings: Sequence[object]) -> list[tuple[object, ...]]:
            return [(f.path, f.problem.at.start, f.fingerprint) for f in findings]  # type: ignore[attr-defined]

        assert told(found) == told(expected)


class TestStatement:
    def test_a_finding_knows_its_statement_and_those_of_its_related_places(self) -> None:
        one, other = statements(A, B)
        findings, _ = check([one, other], [chosen(pairs)])

        assert [(f.statement, f.related) for f in findings] == [(one, (other,)), (other, (one,))]

    def test_a_problem_with_what_is_declared_belongs_to_the_statement_beside_it(self) -> None:
        one, other = statements(A, B, ids=["roll-back", "open"])
        findings, _ = check([one, other], [chosen(lambda all_: [Problem(s.declared["id"], "odd") for s in all_])])

        assert [f.statement for f in findings] == [one, other]

    def test_of_several_statements_in_one_item_it_is_the_one_that_holds_the_place(self) -> None:
        document = Document("a.md", f"{A}. {B}.")
        both = (
            parse(Candidate(document.whole(), Place.ITEM, meant=True))
            if False
            else parse(Candidate(document.whole().reading, Place.ITEM, meant=True))
        )
        assert len(both) == 2
        findings, _ = check(both, [chosen(every)])

        assert [f.statement for f in findings] == both

    def test_a_place_outside_of_every_statement_has_none(self) -> None:
        other = Document("frame.toml", "Pages").whole()
        findings, _ = check(statements(A), [chosen(lambda _: [Problem(other, "no job for this")])])

        assert findings[0].statement is None


class TestCrash:
    def test_a_rule_that_crashes_is_named_and_the_others_are_asked(self) -> None:
        def crash(_: Sequence[Statement]) -> Problems:
            raise ZeroDivisionError("oh")

        findings, errors = check(statements(A), [chosen(crash, "JT001"), chosen(every, "JT002")])

        assert [one.message for one in errors] == ["JT001 rule-jt001 crashed: ZeroDivisionError: oh"]
        assert [one.rule.code for one in findings] == ["JT002"]

    def test_what_a_rule_found_before_it_crashed_is_not_reported(self) -> None:
        def crash(all_: Sequence[Statement]) -> Problems:
            yield Problem(all_[0], "half")
            raise RuntimeError

        findings, errors = check(statements(A), [chosen(crash)])

        assert not findings
        assert len(errors) == 1


def prints(read: Sequence[Statement], rule: Callable[..., Problems] = every) -> list[str]:
    return [one.fingerprint for one in check(read, [chosen(rule)])[0]]


class TestFingerprint:
    def test_it_does_not_change_when_lines_are_added_above(self) -> None:
        assert prints(statements(A)) == prints(statements("Some prose.", "", A)[-1:])

    def test_it_does_not_change_when_the_page_moves(self) -> None:
        assert prints(statements(A, path="a.md")) == prints(statements(A, path="elsewhere/b.md"))

    def test_the_set_does_not_change_when_statements_are_reordered(self) -> None:
        assert sorted(prints(statements(A, B), pairs)) == sorted(prints(statements(B, A), pairs))

    def test_it_does_not_change_when_a_statement_with_an_id_is_reworded(self) -> None:
        assert prints(statements(A, ids=["x"])) == prints(statements(B, ids=["x"]))

    def test_it_changes_when_a_statement_without_an_id_is_reworded(self) -> None:
        assert prints(statements(A)) != prints(statements(B))

    def test_case_quotes_and_spaces_do_not_matter(self) -> None:
        assert prints(statements("When it’s late, I want to go")) == prints(statements("When it's LATE, I want to  go"))

    def test_equal_findings_are_told_apart(self) -> None:
        assert len(set(prints(statements(A, A, A)))) == 3

    def test_two_rules_give_two(self) -> None:
        findings, _ = check(statements(A), [chosen(every, "JT001"), chosen(every, "JT002")])

        assert len({one.fingerprint for one in findings}) == 2

    def test_the_ends_of_a_pair_have_one_each(self) -> None:
        found = prints(statements(A, B, ids=["x", "y"]), pairs)

        assert len(set(found)) == 2
        assert sorted(found) == sorted(prints(statements(B, A, ids=["y", "x"]), pairs))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("  When  I\n go ", "when i go"), ("“It’s”", '"it\'s"'), ("Straße", "strasse"), ("é", "é")],
)
def test_normalised(text: str, expected: str) -> None:
    assert normalised(text) == expected


def test_the_identity_is_the_id_or_the_words() -> None:
    with_id, without = statements(A, ids=["x"])[0], statements(A)[0]

    assert identity(with_id) == "x"
    assert identity(without) == normalised(A)


def test_a_level_of_off_in_a_file_silences_it() -> None:
    rule: Rule = chosen(every).rule
    quiet = Chosen(rule, Level.ERROR, {}, ((lambda path: path.startswith("drafts/"), Level.OFF),))
    findings, _ = check([*statements(A, path="drafts/a.md"), *statements(A, path="a.md")], [quiet])

    assert [one.path for one in findings] == ["a.md"]


def test_slices_are_what_findings_point_at() -> None:
    findings, _ = check(statements(A), [chosen(every)])
    at: Slice = findings[0].problem.at

    assert at.source == "I want to roll it back"
