"""What counts as one job, and what as two."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from jtbdlint.catalog import bundled, choose
from jtbdlint.config import Config
from jtbdlint.engine import Report
from jtbdlint.run import Linter
from jtbdlint.similarity import MOST_NAMED, JobSet, Judgement, Kind, Texts, Weights, judge, listed, rarity, wish
from jtbdlint.statement import Statement
from jtbdlint.vocabulary import alike, deed_of, plain, stem, words_of
from tests.support import corpus, told

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "shared" / "corpus"
OVERLAPS = ("JT401", "JT402", "JT403", "JT404", "JT405", "JT408")
THRESHOLD = 0.24
FLOOR = 0.32


def texts(statement: str) -> Texts:
    """The clauses of a statement, parted by bars."""
    first, second, third = (clause.strip() for clause in statement.split("|"))
    return first, second, third


def judged(*statements: str) -> dict[tuple[int, int], Judgement]:
    return {(one, other): judgement for one, other, judgement in judge([texts(one) for one in statements], FLOOR)}


def score(one: str, other: str) -> float:
    """The score of two statements that are all there is; 0 where their words are too far apart."""
    judgement = judged(one, other).get((0, 1))
    return judgement.score(Weights()) if judgement else 0.0


# Words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("deploys", "shipping", True),
        ("customers", "clients", True),
        ("monitors", "tracked", True),
        ("sold", "sells", True),
        ("occurence", "occurrence", True),
        ("recieve", "receive", True),
        ("metrics", "logs", False),
        ("ballet", "pallet", False),
        ("customize", "customer", False),
        ("cat", "car", False),
    ],
)
def test_two_words_are_one(one: str, other: str, same: bool) -> None:
    assert alike(words_of(one)[0], words_of(other)[0]) is same


def test_a_phrase_is_a_word() -> None:
    assert [word.text for word in words_of("keep an eye on the pans")] == ["keep an eye", "on", "the", "pans"]
    assert words_of("found out")[0].concept == words_of("learn")[0].concept


def test_irregular_forms_have_the_stem_of_their_base() -> None:
    assert stem("written") == stem("writes") == "write"


@pytest.mark.parametrize(
    ("motivation", "verb", "objects"),
    [
        ("I want to weigh the catch", "weigh", ["catch"]),
        ("I want to be able to quickly weigh the catch of the day", "weigh", ["catch"]),
        ("I can see all relevant charts", "see", ["charts"]),
        ("I want to block it at once", "block", [None]),
        ("I want to have the pipe mended", "mended", ["pipe"]),
        ("I want to get an overview of the orders", "overview", ["orders"]),
        ("I want my editor to mark typos", "mark", ["typos"]),
        ("I want to sort nets, ropes and hooks", "sort", ["nets", "ropes", "hooks"]),
        ("I want to review all relevant data", "review", [None]),
        ("I want a quieter room", None, ["room"]),
        ("", None, []),
    ],
)
def test_a_motivation_has_a_verb_and_objects(motivation: str, verb: str | None, objects: list[str | None]) -> None:
    deed = deed_of(words_of(motivation))

    assert (deed.verb and deed.verb.text) == verb
    assert [one and one.text for one in deed.objects] == objects


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("When it rains, I want to “stay in”, so that I am dry.", "when it rains - I want to 'stay in' so I am dry"),
        ("so that I can rest", "So I can  rest"),
    ],
)
def test_plain_text_knows_no_typography(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_a_list_reads_as_a_sentence() -> None:
    assert [listed(list(words)) for words in ("a", "ab", "abc")] == ["a", "a and b", "a, b and c"]


# Two statements ------------------------------------------------------------------------------------------------

ONE_JOB = [
    pytest.param(
        "When a guest asks to stay longer | I want to see which rooms are taken tonight | so I can agree at once",
        "When a guest wants to leave later | I want to view the rooms taken tonight | so that I can agree at once",
        id="synonyms",
    ),
    pytest.param(
        "When I plant bulbs | I want to know how deep they belong | so that they bloom in spring",
        "When I plant bulbs | I want to know how deep they belong | so that they blossom by March",
        id="another outcome",
    ),
    pytest.param(
        "When the kiln cools | I want to check the glaze of every bowl | so I can fire the poor ones again",
        "When a firing is over | I want to check the glaze of each bowl | so I can fire the poor ones again",
        id="another situation",
    ),
    pytest.param(
        "When the choir meets | I want to record the rehearsal | so I can practice at home",
        "When the choir meets | I want to record the rehersal | so I can practice at home",
        id="a slip",
    ),
    pytest.param(
        "When a lesson is cancelled | I want to tell the parents by phone | so no child waits at the gate",
        "When a class falls through | I want to inform all parents | so that nobody waits at the school gate",
        id="all clauses in other words",
    ),
    pytest.param(
        "When the cellist is ill | I want to find a stand-in before the concert | so the quartet can play",
        "When a cellist calls in sick | I want to arrange a stand-in for the gig | so that the quartet plays after all",
        id="another verb, and all else in other words",
    ),
]
TWO_JOBS = [
    pytest.param(
        "When a pump stops | I want to see all relevant charts of the pump | so I can find the fault faster",
        "When a pump stops | I want to see all relevant invoices of the pump | so I can find the fault faster",
        id="a swapped object",
    ),
    pytest.param(
        "When the season ends | I want to import the bookings | so I can plan the next one",
        "When the season ends | I want to export the bookings | so I can plan the next one",
        id="opposite verbs",
    ),
    pytest.param(
        "When I buy a boat | I want to know what it is worth | so I can name a price",
        "When I sell a boat | I want to know what it is worth | so I can name a price",
        id="opposite situations",
    ),
    pytest.param(
        "When I make the rota | I want to know who comes in on Monday | so I can open all counters",
        "When I make the rota | I want to know who goes out on Monday | so I can open all counters",
        id="small words that turn it round",
    ),
    pytest.param(
        "When an oven breaks | I want to order the part | so I can bake again tomorrow",
        "When flour runs low | I want to compare three mills | so I can bake again tomorrow",
        id="only the outcome in common",
    ),
    pytest.param(
        "When a train is late | I want to call a taxi | so I can be in time",
        "When a train is late | I want to read a novel | so I can forget the wait",
        id="only the situation in common",
    ),
    pytest.param(
        "When a film is cut | I want to print the posters | so I can hang them on Friday",
        "When a film is cut | I want to burn the posters | so I can forget the first draft",
        id="other verbs",
    ),
    pytest.param(
        "When the tide turns | I want to count the crabs on the west beach | so I can report them",
        "When a storm has passed | I want to photograph the crabs on the west beach | so I can print a calendar",
        id="another deed and nothing else alike",
    ),
    pytest.param(
        "When a kettle leaks | I want to order a seal for the kettle | so tea is served on time",
        "When guests are early | I want to paint the kettle of the bar | so tea is served on time",
        id="an outcome copied to another deed",
    ),
    pytest.param(
        "When the oven is cold | I want to get a reminder | so I can preheat it",
        "When the rent is due | I want to remind my lodger | so I get my money",
        id="only the verb in common",
    ),
    pytest.param(
        "When I take over the bees | I want to sort the frames by weight | so I can harvest",
        "When I take over the bees | I want to sort the frames by age | so I can harvest",
        id="a swapped word in a copied sentence",
    ),
    pytest.param(
        "When a customer places an order | I want to check the stock | so that I can ship in time",
        "When an order comes in | I want to verify the address | so the parcel is shipped on time",
        id="the same done to another thing, and all else in other words",
    ),
]


@pytest.mark.parametrize(("one", "other"), ONE_JOB)
def test_one_job(one: str, other: str) -> None:
    assert score(one, other) >= THRESHOLD


@pytest.mark.parametrize(("one", "other"), TWO_JOBS)
def test_two_jobs(one: str, other: str) -> None:
    assert score(one, other) < THRESHOLD


@pytest.mark.parametrize(("one", "other"), ONE_JOB + TWO_JOBS)
def test_both_ends_agree(one: str, other: str) -> None:
    assert score(one, other) == pytest.approx(score(other, one))
    for judgement in judged(one, other).values():
        assert judgement.kind is judgement.turned.kind


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (
            "When I move | I want to find a dentist | so I can be treated",
            "When I move | I want to find a dentist who opens late | so I can be treated",
            Kind.NESTED,
        ),
        (
            "When a leak is found | I want to see all relevant gauges | so I can find its cause within the hour",
            "When a leak is found | I want to review all relevant data | so I can find its cause within the hour",
            Kind.NESTED,
        ),
        (
            "When my card is lost | I want to block it immediately | so nobody can spend my money",
            "When my card was stolen | I want to freeze it at once | so that nobody else can spend my money",
            Kind.OTHER_WORDS,
        ),
        (
            "When I edit a film | I want to cut its scenes | so I can show it on Friday",
            "When I edit a film | I want to quickly cut its scenes | so I can show it on Friday",
            Kind.OVERLAP,
        ),
    ],
)
def test_a_pair_has_a_kind(one: str, other: str, kind: Kind) -> None:
    assert judged(one, other)[0, 1].kind is kind


def test_the_narrower_end_is_known() -> None:
    wide = "When I move | I want to find a dentist | so I can be treated"
    narrow = "When I move | I want to find a dentist who opens late | so I can be treated"

    assert not judged(wide, narrow)[0, 1].narrower
    assert judged(narrow, wide)[0, 1].narrower


def test_an_outcome_that_recurs_counts_less() -> None:
    pair = judged(
        "When the reef warms | I want to count the fish near the reef | so I can report to the council",
        "When nets are set | I want to count the fish near the harbour | so I can report to the council",
    )[0, 1]
    outcome = pair.one.plain[2]

    scores = [Judgement(pair.one, pair.other, pair.whole, {outcome: times}).score(Weights()) for times in (1, 2, 5, 50)]

    assert scores[0] == scores[1] > scores[2] > scores[3] > 0


def test_situation_and_outcome_speak_for_a_pair_only_in_words_of_their_own() -> None:
    one = "When a lesson is cancelled | I want to tell the parents by phone | so no child waits at the gate"
    retold = "When a class falls through | I want to inform all parents | so that nobody waits at the school gate"
    copied = "When a lesson is cancelled | I want to inform all parents | so no child waits at the gate"

    assert judged(one, retold)[0, 1].retold > 0.5
    assert judged(one, copied)[0, 1].retold == 0
    assert judged(one, retold)[0, 1].score(Weights(retold=0.0)) < score(one, retold)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (Weights(), False),
        (Weights(swapped=1.0), True),
        (Weights(swapped=1.0, least_motivation=0.9), False),
    ],
)
def test_a_template_is_a_setting(weights: Weights, expected: bool) -> None:
    pair = judged(
        "When I take over the bees | I want to sort the frames by weight | so I can harvest the full ones",
        "When spring comes | I want to sort the frames by age | so I can melt the black ones",
    )[0, 1]

    assert (pair.score(weights) >= THRESHOLD) is expected


# Sets ----------------------------------------------------------------------------------------------------------


def labelled(name: str) -> Iterator[tuple[str, list[Texts], dict[tuple[int, int], str], set[tuple[int, int]]]]:
    """The sets of a file: name, statements, pairs that are one job, near misses."""
    for block in (HERE / "overlaps" / name).read_text(encoding="utf-8").split("\n[")[1:]:
        lines = [line for line in block.splitlines() if line]
        keys: dict[str, int] = {}
        statements: list[Texts] = []
        same: dict[tuple[int, int], str] = {}
        apart: set[tuple[int, int]] = set()
        for line in lines[1:]:
            key, rest = line.split(" ", 1)
            if key in "=!":
                one, other, *relation = rest.split()
                pair = (min(keys[one], keys[other]), max(keys[one], keys[other]))
                if key == "=":
                    same[pair] = relation[0]
                else:
                    apart.add(pair)
            else:
                keys[key] = len(statements)
                statements.append(texts(rest))
        yield lines[0].rstrip("]"), statements, same, apart


@pytest.mark.parametrize(
    ("name", "pairs", "misses", "precision", "recall"),
    [("labelled.txt", 61, 81, 0.93, 0.65), ("second.txt", 30, 30, 0.93, 0.5), ("third.txt", 48, 69, 0.93, 0.2)],
)
def test_the_judgement_agrees_with_the_labels(
    name: str, pairs: int, misses: int, precision: float, recall: float
) -> None:
    right = told_of = expected = near = 0
    for _, statements, same, apart in labelled(name):
        found = {
            (one, other)
            for one, other, judgement in judge(statements, FLOOR)
            if judgement.score(Weights()) >= THRESHOLD
        }
        right += len(found & same.keys())
        told_of += len(found)
        expected += len(same)
        near += len(apart)

    assert (expected, near) == (pairs, misses)
    assert right / told_of >= precision
    assert right / expected >= recall


def test_every_duplicate_of_the_labelled_sets_is_found() -> None:
    missed = []
    for name in ("labelled.txt", "second.txt", "third.txt"):
        for _, statements, same, _ in labelled(name):
            scores = {(one, other): found.score(Weights()) for one, other, found in judge(statements, FLOOR)}
            twins = [pair for pair, relation in same.items() if relation == "duplicate"]
            missed += [pair for pair in twins if scores.get(pair, 0.0) < THRESHOLD]

    assert not missed


def everything() -> list[Texts]:
    return [one for name in ("labelled.txt", "second.txt") for _, found, _, _ in labelled(name) for one in found]


def test_the_order_of_a_set_changes_nothing() -> None:
    statements = everything()
    expected = {
        frozenset((statements[one], statements[other])): judgement.score(Weights())
        for one, other, judgement in judge(statements, FLOOR)
    }
    random.Random(5).shuffle(statements)

    shuffled = {
        frozenset((statements[one], statements[other])): judgement.score(Weights())
        for one, other, judgement in judge(statements, FLOOR)
    }

    assert shuffled == pytest.approx(expected)


def test_a_threshold_means_the_same_in_a_set_of_two_and_in_one_of_thousands() -> None:
    rng = random.Random(11)
    words = ["".join(rng.choices("abcdefghij", k=7)) for _ in range(4_000)]
    others: list[Texts] = [
        (f"When {' '.join(rng.choices(words, k=4))}", f"I want to {' '.join(rng.choices(words, k=5))}", "so I can rest")
        for _ in range(3_000)
    ]
    pairs = [param.values for param in ONE_JOB + TWO_JOBS]
    alone = [score(str(one), str(other)) for one, other in pairs]

    statements = [texts(str(one)) for pair in pairs for one in pair]
    among = {(one, other): found.score(Weights()) for one, other, found in judge([*statements, *others], FLOOR)}
    together = [among.get((2 * number, 2 * number + 1), 0.0) for number in range(len(pairs))]

    assert together == pytest.approx(alone, abs=0.1)
    assert [one >= THRESHOLD for one in together] == [one >= THRESHOLD for one in alone]


@pytest.mark.parametrize("size", [2, 100, 10_000, 1_000_000])
def test_a_rare_word_weighs_about_the_same_in_every_set(size: int) -> None:
    assert 0.9 <= rarity(1, size) <= 1.0
    assert rarity(1, size) >= rarity(max(2, size // 10), size) >= rarity(size, size) > 0


# Rules ---------------------------------------------------------------------------------------------------------


def lint(files: dict[str, str], select: tuple[str, ...]) -> Report:
    """What some of the rules that are shipped say about files."""
    rules = bundled()
    return Linter(rules, choose(Config(select=select), rules), True).lint(corpus(files))


def jobs(*statements: str, **declared: dict[str, str]) -> dict[str, str]:
    """A list of jobs with the ids a, b, c ... and what is declared of them."""
    lines = []
    for name, statement in zip("abcdefghij", statements, strict=False):
        lines += [f"- id: {name}", *(f"  {key}: {value}" for key, value in declared.get(name, {}).items())]
        lines.append(f"  statement: {', '.join(texts(statement))}")
    return {"jobs.yml": "\n".join(lines) + "\n"}


BLOCK = "When my card is lost | I want to block it immediately | so nobody can spend my money"
FREEZE = "When my card was stolen | I want to freeze it at once | so that nobody else can spend my money"


def test_an_overlap_is_told_at_both_ends_each_naming_the_other() -> None:
    report = lint(jobs(BLOCK, FREEZE), OVERLAPS)

    assert told(report) == ["jobs.yml:2 same-job-other-words", "jobs.yml:4 same-job-other-words"]
    ends = [(one.statement, one.related) for one in report.findings]
    assert [(mine and mine.id, [one and one.id for one in theirs]) for mine, theirs in ends] == [
        ("a", ["b"]),
        ("b", ["a"]),
    ]
    problem = report.findings[0].problem
    assert problem.data["other"] == "b"
    assert 0 < float(str(problem.data["score"])) <= 1
    clauses = problem.data["clauses"]
    assert isinstance(clauses, dict)
    assert ["block", "freeze"] in clauses["motivation"]["words"]
    assert all(way in problem.help for way in ("merge", "redraw the line", "parent", "distinct-from: b"))
    assert "'block it immediately' seems to say 'freeze it at once' (b) in other words" in problem.message
    assert "'block' here is 'freeze' there" in problem.message
    assert f"(score {problem.data['score']:.2f})" in problem.message


def test_of_a_nested_pair_each_end_says_which_is_the_parent_and_why() -> None:
    wide = "When a leak is found | I want to review all relevant data | so I can find its cause within the hour"
    narrow = "When a leak is found | I want to see all relevant gauges | so I can find its cause within the hour"

    problems = [one.problem for one in lint(jobs(wide, narrow), ("JT404",)).findings]

    assert [" is a narrower form of " in one.message for one in problems] == [False, True]
    assert all("'data' takes in 'gauges'" in one.message for one in problems)
    assert all("'parent: a' beside the narrower one" in one.help for one in problems)


def test_copies_are_told_as_one_group() -> None:
    report = lint(jobs(BLOCK, BLOCK, BLOCK), OVERLAPS)

    assert [one.rule.code for one in report.findings] == ["JT401"] * 3
    assert [len(one.problem.related) for one in report.findings] == [2, 2, 2]


COPIES = {"jobs.md": "# Jobs to be done\n\n" + f"- {', '.join(texts(BLOCK))}\n" * 60}


def test_of_many_copies_some_are_named_and_all_are_counted() -> None:
    report = lint(COPIES, OVERLAPS)

    assert {len(one.problem.related) for one in report.findings} == {MOST_NAMED}
    assert {one.problem.message.partition(":")[0] for one in report.findings} == {
        "the same statement stands 59 times more"
    }


def test_what_a_statement_declares_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    statements = corpus(COPIES).statements
    asked: list[str] = []
    said = Statement.said

    def counted(statement: Statement, name: str) -> str:
        asked.append(name)
        return said(statement, name)

    monkeypatch.setattr(Statement, "said", counted)

    found = list(JobSet(statements).copies_where(lambda *_: True))

    assert len(found) == 60
    assert asked.count("distinct-from") == 60


def test_an_overlap_with_copies_is_told_once_at_each_end() -> None:
    report = lint(jobs(BLOCK, FREEZE, FREEZE), ("JT405",))

    assert [len(one.problem.related) for one in report.findings] == [2, 1, 1]


@pytest.mark.parametrize(
    ("second", "declared", "expected"),
    [
        (FREEZE, {}, ["JT405", "JT405"]),
        (FREEZE, {"b": {"distinct-from": "x, a"}}, []),
        (FREEZE, {"a": {"distinct-from": "b"}}, []),
        (FREEZE, {"b": {"parent": "a"}}, []),
        (BLOCK, {}, ["JT401", "JT401"]),
        (BLOCK, {"a": {"group": "Cards"}}, ["JT401", "JT401"]),
        (BLOCK, {"a": {"group": "Cards"}, "b": {"group": "cards"}}, ["JT401", "JT401"]),
        (BLOCK, {"a": {"group": "Cards"}, "b": {"group": "Fraud"}}, ["JT408", "JT408"]),
        (BLOCK, {"b": {"parent": "a"}}, ["JT402"]),
        (BLOCK, {"b": {"parent": "a", "group": "Fraud"}, "a": {"group": "Cards"}}, ["JT402"]),
        (BLOCK, {"b": {"distinct-from": "a"}}, []),
    ],
)
def test_a_pair_is_told_by_one_rule(second: str, declared: dict[str, dict[str, str]], expected: list[str]) -> None:
    report = lint(jobs(BLOCK, second, **declared), OVERLAPS)

    assert [one.rule.code for one in report.findings] == expected


def test_a_grandchild_is_kin_and_a_circle_of_parents_does_no_harm() -> None:
    middle = "When frost is forecast | I want to drain the pipes | so I can prevent a burst"
    parents = {"b": {"parent": "a"}, "c": {"parent": "b"}}

    assert not lint(jobs(BLOCK, middle, FREEZE, **parents), OVERLAPS).findings
    assert not lint(jobs(BLOCK, middle, FREEZE, a={"parent": "c"}, **parents), OVERLAPS).findings


def test_overlaps_are_found_across_files_and_formats() -> None:
    page = "# Jobs\n\n- When my card was stolen, I want to freeze it at once, so that nobody else can spend my money\n"

    report = lint({**jobs(BLOCK), "page.md": page}, OVERLAPS)

    assert told(report) == ["jobs.yml:2 same-job-other-words", "page.md:3 same-job-other-words"]


def test_other_languages_are_compared_for_copies_only() -> None:
    german = "Wenn meine Karte weg ist, möchte ich sie sofort sperren, damit niemand mein Geld ausgibt"
    page = f"# Jobs to be done\n\n- {german}\n- {german}\n"

    assert {one.rule.code for one in lint({"page.md": page}, OVERLAPS).findings} <= {"JT401"}


# The corpus ----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not CORPUS.exists(), reason="the labelled corpus is not here")
def test_the_corpus() -> None:
    lines = (CORPUS / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = [json.loads(line) for line in lines if line]
    gold = {frozenset((pair["a"].split("#")[-1], pair["b"].split("#")[-1])): pair for pair in pairs}
    unsure = {
        key
        for key, pair in gold.items()
        if pair.get("unsure") or (pair["relation"] == "nested" and pair.get("declared") == "parent")
    }
    same = {key for key, pair in gold.items() if pair["relation"] in ("duplicate", "overlap", "nested")} - unsure
    report = lint({"jobs.yml": (CORPUS / "jobs_to_be_done.yml").read_text(encoding="utf-8")}, OVERLAPS)
    found = {
        frozenset((mine.id, other.id))
        for mine, related in ((one.statement, one.related) for one in report.findings)
        for other in related
        if mine and other
    } - unsure

    assert len(found & same) / len(found) >= 0.9
    assert len(found & same) / len(same) >= 0.6
    assert {key for key, pair in gold.items() if pair["relation"] == "duplicate"} <= found


@pytest.mark.parametrize(
    ("motivation", "expected"),
    [
        ("I want to leave", "leave"),
        ("we would like to be able to leave", "leave"),
        ("I want to " + "a" * 72, "a" * 72),
        ("I want to " + "ten chars " * 8, "ten chars " * 6 + "ten..."),
    ],
)
def test_a_wish_is_short_enough_for_a_message(motivation: str, expected: str) -> None:
    (statement,) = corpus({"jobs.md": f"- When it is late, {motivation}, so I can sleep\n"}).statements

    assert wish(statement) == expected


def test_statements_that_cannot_be_compared_do_no_harm() -> None:
    empty: list[Texts] = [("", "", ""), ("When", "I want to", "so"), ("", "I want to do it", "")]

    assert judge(empty, FLOOR) == []
