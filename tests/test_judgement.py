"""What two statements have in common, part by part, and what each part counts."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbdlint.similarity import (
    Judgement,
    Kind,
    Pairs,
    Profile,
    Texts,
    Weighing,
    Weights,
    bag_of,
    cosine,
    judge,
    rarity,
)
from jtbdlint.vocabulary import words_of

SETS = Path(__file__).parent / "overlaps"


def texts(statement: str) -> Texts:
    """The clauses of a statement, parted by bars."""
    first, second, third = (clause.strip() for clause in statement.split("|"))
    return first, second, third


def compared(one: str, other: str) -> Judgement:
    """Two statements in a set in which every word is as rare as the next."""
    weighing = Weighing({}, 0)
    whole = cosine(bag_of(texts(one)), bag_of(texts(other)))
    return Judgement(Profile(texts(one), weighing), Profile(texts(other), weighing), whole, {})


def wishes(one: str, other: str) -> Judgement:
    """Two motivations in one and the same situation."""
    return compared(*(f"When it rains | I want to {wish} | so I can rest" for wish in (one, other)))


def pairs() -> list[Judgement]:
    """Every pair of the labelled sets that has some words in common."""
    found = []
    for name in ("labelled.txt", "second.txt", "third.txt"):
        for block in (SETS / name).read_text(encoding="utf-8").split("\n[")[1:]:
            said = [line.split(" ", 1)[1] for line in block.splitlines()[1:] if "|" in line]
            found += [judgement for _, _, judgement in judge([texts(one) for one in said], 0.2)]
    return found


PAIRS = pairs()
NAMES = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.01, 1.0))


# Words -----------------------------------------------------------------------------------------------------------


@given(NAMES, NAMES)
def test_a_cosine_is_the_cosine_of_the_angle(one: dict[str, float], other: dict[str, float]) -> None:
    product = sum(one.get(key, 0.0) * other.get(key, 0.0) for key in "abcdefgh")
    norms = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))

    assert cosine(one, other) == pytest.approx(product / norms if norms else 0.0)
    assert cosine(one, other) == pytest.approx(cosine(other, one))
    assert cosine(one, other) <= 1.0


def test_the_cosine_of_nothing_is_nothing() -> None:
    assert cosine({}, {}) == cosine({}, {"a": 1.0}) == cosine({"a": 1.0}, {}) == cosine({"a": 0.0}, {"a": 1.0}) == 0.0


@pytest.mark.parametrize(
    ("count", "size", "expected"),
    [(0, 1_000, 1.0), (10, 1_000_000, 1.0), (10, 1_000, 1.0), (1, 2, 0.928), (50, 1_000, 0.765), (1_000, 1_000, 0.024)],
)
def test_a_word_weighs_by_the_logarithm_of_its_rarity(count: int, size: int, expected: float) -> None:
    assert rarity(count, size) == pytest.approx(expected, abs=0.001)


def test_a_concept_counts_in_the_clause_where_it_counts_most() -> None:
    bag = bag_of(("When rain falls on wheat", "I want to quickly dry the wheat", "so I can sell it for bread"))

    weights = {word: bag[words_of(word)[0].concept] for word in ("rain", "wheat", "quickly", "bread")}
    assert weights["wheat"] == max(bag.values())
    assert min(bag.values()) == weights["quickly"] < weights["rain"] < weights["bread"] < weights["wheat"]
    assert not bag.keys() & {word.concept for word in words_of("when on I want to the so can it for")}


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_vector_of_a_clause_has_the_length_of_one(number: int) -> None:
    for pair in PAIRS:
        for profile in (pair.one, pair.other):
            squares = sum(weight * weight for weight in profile.vector(number).values())
            assert squares == pytest.approx(1.0 if profile.clauses[number] else 0.0)


def test_the_nearer_the_words_the_nearer_the_clauses() -> None:
    """The same word, one that means the same, one of the same kind, another."""
    verbs = [wishes("mend the net", f"{verb} the net").motivations for verb in ("mend", "repair", "paint")]
    things = [wishes("pay the client", f"pay the {who}").motivations for who in ("client", "customer", "baker")]
    kinds = [wishes("see the net", f"{verb} the net").motivations for verb in ("look at", "find", "sell")]

    assert verbs[0] == pytest.approx(1.0)
    assert verbs[0] > verbs[1] > verbs[2] > 0
    assert verbs[1] > (verbs[0] + verbs[2]) / 2
    assert kinds[0] > kinds[1] > kinds[2] > 0
    assert kinds[1] - kinds[2] < kinds[0] - kinds[1]
    assert things[0] > things[1] > (things[0] + things[2]) / 2


def test_a_filler_counts_less_than_a_word_that_tells_something() -> None:
    plain, coloured, told = (
        wishes("mend the net", f"{wish}").motivations
        for wish in ("mend the net", "quickly mend the net", "mend the net today in Spain")
    )

    assert plain > coloured > told > 0
    assert wishes("mend the net", "quickly mend the net").repeats
    assert not wishes("mend the net", "mend the net in Spain").repeats


def test_a_pronoun_stands_for_what_the_situation_tells() -> None:
    net = "When it rains | I want to mend the net | so I can rest"
    told, untold = (
        "When the net tears | I want to mend it | so I can rest",
        "When I wake | I want to mend it | so I can rest",
    )
    other = "When the sail tears | I want to mend it | so I can rest"

    assert compared(net, told).motivations > compared(net, untold).motivations > compared(net, other).motivations
    assert compared(net, told).motivations < compared(net, net).motivations
    assert compared(net, told).cosine(2) == pytest.approx(1.0)
    # A pronoun elsewhere, or none, takes nothing over.
    assert compared(net, "When the net tears | I want to mend a sail | so I can sell it").motivations == pytest.approx(
        compared(net, "When the door jams | I want to mend a sail | so I can rest").motivations
    )


# Verbs and objects -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "verbs", "objects"),
    [
        ("mend the net", "mend the net", "same", "same"),
        ("mend the net", "mends a net", "same", "same"),
        ("repair the net", "mend the net", "same", "same"),
        ("import the orders", "export the orders", "akin", "same"),
        ("mend the net before the sale", "sell the net", "distant", "same"),
        ("see the net", "sell the net", "other", "same"),
        ("mend the net", "mend the sail", "same", "other"),
        ("mend the net", "mend the sail with a net", "same", "near"),
        ("mend the net", "mend it", "same", "wide"),
        ("mend the net", "mend all things", "same", "wide"),
        ("mend nets, sails and ropes", "sell sails", "other", "same"),
        ("knead the dough", "thresh the dough", "other", "same"),
        ("knead the dough", "knead the doughs", "same", "same"),
        ("mend the rain", "mend the sail", "same", "elsewhere"),
    ],
)
def test_verbs_and_objects_relate(one: str, other: str, verbs: str, objects: str) -> None:
    pair = wishes(one, other)

    assert (pair.verbs, pair.objects) == (verbs, objects)
    assert (pair.turned.verbs, pair.turned.objects) == (verbs, objects)


def test_a_motivation_without_a_verb_is_unlike_any_in_its_verb() -> None:
    pair = compared(
        "When I sail | I want a new net | so I can fish", "When I sail | I want to mend the net | so I can fish"
    )

    assert (pair.verbs, pair.turned.verbs) == ("unknown", "unknown")
    assert (pair.objects, pair.turned.objects) == ("same", "same")


@pytest.mark.parametrize(
    ("wide", "narrow", "taken"),
    [
        ("mend everything", "mend the net", ("everything", "net")),
        ("review all data", "review the gauges", ("data", "gauges")),
        ("mend the sail", "mend the net", None),
        ("mend it", "mend the net", None),
        ("mend the sail and all things", "mend the net", None),
        ("review all data", "review everything", None),
        ("review all data", "mend the net", None),
        ("mend everything", "mend", None),
    ],
)
def test_a_wide_object_takes_in_another(wide: str, narrow: str, taken: tuple[str, str] | None) -> None:
    pair = wishes(wide, narrow)

    assert pair.takes_in == pair.turned.takes_in == taken
    assert (pair.kind is Kind.NESTED) is (pair.turned.kind is Kind.NESTED) is (taken is not None)
    if taken:
        # All but the two objects is the same.
        assert pair.widened == pair.turned.widened == pytest.approx(1.0)
        assert not pair.narrower
        assert pair.turned.narrower


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("to mend the net", "to mend the net on the pier", Kind.NESTED),
        ("to mend the net", "to repair the net on the pier", Kind.NESTED),
        ("to mend the net by hand", "to mend the net at sea", Kind.OVERLAP),
        ("a new net", "to mend the net", Kind.OVERLAP),
        # As many words are the same as are told in others, or fewer.
        ("to repair the net", "to mend the net", Kind.OVERLAP),
        ("to see the client", "to view the customer", Kind.OTHER_WORDS),
        ("to see the client in Rome", "to view the customer in Rome", Kind.OTHER_WORDS),
        ("to see the client in Rome by train", "to view the customer in Rome by train", Kind.OVERLAP),
    ],
)
def test_a_pair_is_of_one_kind(one: str, other: str, kind: Kind) -> None:
    pair = compared(*(f"When it rains | I want {wish} | so I can rest" for wish in (one, other)))

    assert pair.kind is pair.turned.kind is kind


# What each part counts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pair", [pytest.param(pair, id=str(number)) for number, pair in enumerate(PAIRS)])
def test_both_ends_of_a_pair_are_judged_alike(pair: Judgement) -> None:
    turned = pair.turned
    weights = Weights()

    assert pair.likeness(weights) == pytest.approx(turned.likeness(weights))
    assert pair.score(weights) == pytest.approx(turned.score(weights))
    for name in ("verbs", "objects", "opposed", "kind", "repeats", "supported", "takes_in"):
        assert getattr(pair, name) == getattr(turned, name)
    for name in ("motivations", "evidence", "widened", "alone", "retold"):
        assert getattr(pair, name) == pytest.approx(getattr(turned, name))
    assert not (pair.narrower and turned.narrower)
    for number in range(3):
        here, there = pair.clause(number), turned.clause(number)
        assert here.score == pytest.approx(there.score)
        assert len(here.only[0]) == len(pair.one.clauses[number]) - len(here.words)
        assert len(here.only[1]) == len(pair.other.clauses[number]) - len(here.words)


def effect(pair: Judgement, name: str, motivation: float = Weights().motivation) -> float:
    """How much a pair's likeness changes with a weight, for each unit of it."""
    step = 0.001
    weights = Weights(motivation=motivation)
    more, less = (pair.likeness(weights._replace(**{name: getattr(weights, name) + sign * step})) for sign in (1, -1))
    return (more - less) / (2 * step)


def likely() -> list[Judgement]:
    """Pairs that no bound cuts off."""
    return [pair for pair in PAIRS if 0.05 < pair.likeness(Weights()) < 0.95]


def test_each_part_of_a_score_counts_what_its_weight_says() -> None:
    """The pages of the rules say of every weight what it is multiplied with."""
    found = likely()
    assert len(found) > 50
    for pair in found:
        assert effect(pair, "whole") == pytest.approx(pair.whole)
        assert effect(pair, "retold") == pytest.approx(pair.retold)
        assert effect(pair, "alone") == pytest.approx(-pair.alone)
        assert effect(pair, "unknown_verb") == pytest.approx(-1.0 if pair.verbs == "unknown" else 0.0)
        assert effect(pair, "distant_verb") == pytest.approx(-1.0 if pair.verbs in ("distant", "other") else 0.0)
        assert effect(pair, "other_object") == pytest.approx({"other": -1.0, "elsewhere": -0.5}.get(pair.objects, 0.0))
        assert effect(pair, "wide_object") == pytest.approx(-1.0 if pair.objects == "wide" else 0.0)
        assert effect(pair, "motivation") >= pair.motivations - 1e-9
        if not pair.widened:
            assert effect(pair, "motivation") == pytest.approx(pair.motivations)
        assert 0 <= effect(pair, "evidence") <= 1.0 + 1e-9
        if pair.one.plain[2] != pair.other.plain[2] and all(one.clauses[2] for one in (pair.one, pair.other)):
            assert effect(pair, "outcome") == pytest.approx(pair.cosine(2))


def test_every_relation_of_verbs_and_objects_is_among_the_pairs() -> None:
    """So that the test before is one of every weight."""
    assert {pair.verbs for pair in likely()} == {"same", "akin", "distant", "unknown", "other"}
    assert {"same", "near", "wide", "other"} <= {pair.objects for pair in likely()}
    assert any(pair.retold for pair in likely())
    assert any(pair.alone for pair in likely())


def test_the_more_words_match_the_more_evidence() -> None:
    """Verbs, fillers and words as wide as "data" are none, and from three words on there is no more to be had."""
    rest = ["net", "pier", "harbour", "gull", "anchor"]
    found = [wishes("mend the " + " ".join(rest[:n]), "mend the " + " ".join(rest[:n])) for n in (1, 2, 3, 5)]

    assert [pair.evidence for pair in found] == pytest.approx([1, 2, 3, 5])
    assert [effect(pair, "evidence", 0.2) for pair in found] == pytest.approx([1 / 3, 2 / 3, 1, 1], abs=1e-6)
    assert wishes("quickly mend all data", "quickly mend all data").evidence == 0


def test_a_pair_without_outcomes_is_judged_by_half_its_motivations() -> None:
    pair = compared("When it rains | I want to mend the net | ", "When I wake | I want to mend the net on the pier | ")

    assert effect(pair, "outcome") == pytest.approx(pair.motivations / 2)
    half = compared(
        "When it rains | I want to mend the net | so I rest", "When I wake | I want to mend the net on the pier | "
    )
    assert effect(half, "outcome") == effect(half.turned, "outcome") == pytest.approx(half.motivations / 2)


@pytest.mark.parametrize("pair", [pytest.param(pair, id=str(number)) for number, pair in enumerate(PAIRS)])
def test_a_score_is_a_part_of_one_and_never_above_the_likeness(pair: Judgement) -> None:
    weights = Weights()

    assert 0 <= pair.score(weights) <= pair.likeness(weights) <= 1
    assert pair.score(weights) in (0.0, pair.likeness(weights))
    assert 0 <= pair.alone <= 2
    assert 0 <= pair.retold <= 1
    assert not (pair.alone and pair.supported)
    if pair.opposed or pair.contrasted(weights.swapped):
        assert pair.score(weights) == 0
    # Motivations that are less alike name two jobs, whatever the rest says.
    assert not pair.likeness(weights._replace(least_motivation=2.0))


def apart(one: str, other: str, outcome: str = "so the town is fed") -> Judgement:
    """Two motivations with nothing alike around them."""
    return compared(f"When it rains | I want {one} | so I can rest", f"When a guest calls | I want {other} | {outcome}")


LEAK = "When the hull leaks in a storm | I want to mend the hull | so we reach the port"


@pytest.mark.parametrize(
    ("other", "retold", "supported"),
    [
        ("When a storm makes the hull leak | I want to seal the hull | so that we come to port", True, True),
        # Neither is the same sentence.
        ("When the hull leaks in a storm | I want to seal the hull | so that we come to port", False, False),
        ("When a storm makes the hull leak | I want to seal the hull | so we reach the port", False, False),
        # Both are alike.
        ("When a storm makes the hull leak | I want to seal the hull | so that nobody drowns", False, False),
        ("When the oars are dry | I want to seal the hull | so that we come to port", False, False),
        # The situation speaks for one job where the verbs do.
        ("When a storm makes the hull leak | I want to mend the hull | so that nobody drowns", False, True),
        ("When a storm makes the hull leak | I want to repair the hull | so that nobody drowns", False, True),
        ("When the oars are dry | I want to mend the hull | so that nobody drowns", False, False),
        ("When the hull leaks in a storm | I want to mend the hull | so that nobody drowns", False, False),
    ],
)
def test_what_is_around_two_motivations_speaks_for_one_job(other: str, retold: bool, supported: bool) -> None:
    pair = compared(LEAK, other)

    assert bool(pair.retold) is retold
    assert pair.supported is supported


def test_where_both_are_half_alike_no_more_is_to_be_had() -> None:
    """What is told again counts as far as the less alike of the two, twice."""
    told = [pair for pair in PAIRS if pair.retold]

    assert [pair.retold for pair in told] == pytest.approx(
        [min(1.0, 2 * min(pair.cosine(0), pair.cosine(2))) for pair in told]
    )
    assert {pair.retold == 1.0 for pair in told} == {True, False}
    assert all(pair.cosine(2) >= 0.2 for pair in told)


def test_an_outcome_that_five_statements_share_counts_half() -> None:
    pair = wishes("mend the net", "mend the net on the pier")
    outcome = pair.one.plain[2]

    counted = [effect(Judgement(pair.one, pair.other, pair.whole, {outcome: n}), "outcome", 0.2) for n in (1, 2, 5, 29)]

    assert counted == pytest.approx([1, 1, 0.5, 0.1])


def test_motivations_stand_alone_the_more_the_less_alike_their_verbs_are() -> None:
    same = apart("to mend the net on the pier", "to mend the net on the pier").alone
    akin = apart("to see the net", "to find the net").alone
    unknown = apart("a new net", "to mend the net").alone
    distant = apart("to mend the net", "to sell the net before we mend it").alone
    other = apart("to mend the net", "to paint the net").alone

    assert (same, other) == (0.0, 2.0)
    assert same < akin < unknown == distant < other
    # As much as where nothing but a verb is alike.
    assert unknown == apart("to mend the net", "to mend the sail").alone


def test_motivations_stand_alone_where_only_a_verb_is_alike_or_a_light_one_and_a_word() -> None:
    assert apart("to mend the net", "to mend the sail").alone == 1.0
    assert apart("to see the net", "to see the net").alone == 1.0
    assert apart("to mend the net", "to mend the net").alone == 0.0
    assert apart("to see the net on the pier", "to see the net on the pier").alone == 0.0


def test_motivations_stand_alone_the_more_the_less_else_of_them_is_alike() -> None:
    rest = "the {} net on the {} pier {}"
    found = [
        apart("to mend " + rest.format("red", "long", "by hand"), "to mend " + rest.format(*words)).alone
        for words in (("red", "long", "by hand"), ("red", "wet", "by boat"), ("torn", "wet", "in June before dawn"))
    ]

    far = apart("to mend the net on the pier by hand with wax", "to mend the net in spring before the sale of boats")
    assert far.alone == 1.0
    assert found[0] == 0.0
    assert found == sorted(found)
    assert 0 < found[-1] <= 1


def test_motivations_with_like_outcomes_do_not_stand_alone() -> None:
    outcomes = ("so the town is fed", "so all the town may rest in bed", "so that I rest")
    far, near, same = (apart("to mend the net", "to paint the net", outcome).alone for outcome in outcomes)

    assert far == 2.0
    assert far > near >= same == 0.0


def test_a_score_has_bounds() -> None:
    same = wishes("mend the net on the pier", "mend the net on the pier")

    assert same.likeness(Weights(motivation=9.0)) == 1.0
    assert same.likeness(Weights(motivation=0, outcome=0, whole=0, evidence=0, retold=0)) == 0.0
    bare = wishes("mend the net", "sell the sail")
    assert bare.likeness(Weights(least_motivation=0.0, alone=9.0, distant_verb=9.0)) == 0.0


# What makes two jobs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("import the orders", "export the orders", True),
        ("export the orders", "import the orders", True),
        ("import the orders", "import the orders", False),
        ("import and export the orders", "export the orders", False),
        ("know who comes in today", "know who goes out today", True),
        ("know who comes in today", "know who comes home today", False),
        ("mend the nets in the harbour of the town", "paint the boats out there", False),
    ],
)
def test_a_word_may_turn_another_round(one: str, other: str, expected: bool) -> None:
    assert wishes(one, other).opposed is wishes(other, one).opposed is expected


def test_a_word_of_an_outcome_turns_nothing_round() -> None:
    def opposed(situation: str, outcome: str, there: str, then: str) -> bool:
        return compared(
            f"When I {situation} a boat | I want to mend the net | so I can {outcome} fish",
            f"When I {there} a boat | I want to mend the net | so I can {then} fish",
        ).opposed

    assert opposed("buy", "eat", "sell", "eat")
    assert not opposed("see", "buy", "see", "sell")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # The same sentence but for its motivation is another job, unless that is told again.
        ("When it rains | mend the net | rest", "When it rains | mend the sail | rest", True),
        ("When it rains | mend the net | rest", "When it rains | repair the net | rest", False),
        ("When it rains | mend everything | rest", "When it rains | mend the net | rest", False),
        # Most of a long motivation is told again where the verbs are at least akin.
        (
            "When it rains | see the red net on the long pier | rest",
            "When it rains | find the red net on the long pier | rest",
            False,
        ),
        (
            "When it rains | mend the red net on the long pier | rest",
            "When it rains | paint the red net on the long pier | rest",
            True,
        ),
        # Another verb and another object for the same outcome.
        ("When it rains | mend the net | rest", "When I wake | sell the sail | rest", True),
        ("When it rains | mend the net | rest", "When I wake | sell the net | rest", True),
        ("When it rains | mend the net | rest", "When I wake | patch up the old net | rest", False),
        # The same done to another thing.
        ("When it rains | mend the net | rest", "When I wake | mend the sail | eat", True),
        ("When it rains | mend the net | rest", "When I wake | mend the net | eat", False),
        ("When it rains | see the net | rest", "When I wake | find the sail | eat", True),
        # A word put in the place of another, within words that are the same.
        (
            "When it rains | sort the frames by weight | rest",
            "When I wake | sort the frames by age | eat",
            True,
        ),
        (
            "When it rains | sort the frames by weight | rest",
            "When I wake | sort the frames | eat",
            False,
        ),
    ],
)
def test_motivations_may_be_one_template(one: str, other: str, expected: bool) -> None:
    here, there = (statement.replace(" | ", " | I want to ", 1) for statement in (one, other))
    pair = compared(here, there)

    assert pair.contrasted(0.35) is pair.turned.contrasted(0.35) is expected
    assert (pair.score(Weights()) > 0) is not expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # An outcome that both lack is not the same.
        ("When it rains | to mend the net by hand |", "When it rains | to mend the net at sea |", False),
        ("When it rains | to mend the net by hand | rest", "When it rains | to mend the net at sea | eat", False),
        ("When it rains | to mend the net by hand | rest", "When it rains | to mend the net at sea | rest", True),
        # With another verb, what is done to the same thing for the same outcome may be the same.
        ("When it rains | to sort nets | rest", "When I wake | to see nets | rest", False),
        ("When it rains | to sort nets | rest", "When I wake | to see sails | rest", True),
        # What is done to another thing is another job, if anything is done.
        ("When it rains | to list nets from the dock | rest", "When I wake | to list sails from the dock | eat", True),
        ("When it rains | nets from the dock | rest", "When I wake | to list sails from the dock | eat", False),
        ("When it rains | nets from the dock | rest", "When I wake | sails from the dock | eat", False),
    ],
)
def test_two_jobs_may_be_told_without_a_template(one: str, other: str, expected: bool) -> None:
    here, there = (statement.replace(" | ", " | I want ", 1) for statement in (one, other))
    pair = compared(here, there)

    assert pair.contrasted(1.0) is pair.turned.contrasted(1.0) is expected


def test_a_template_is_a_part_of_the_motivation_that_is_equal_word_for_word() -> None:
    """Of the words after "I want to", as many as the longer of the two has; fillers and commas are not counted."""

    def share(
        one: str,
        other: str,
        around: tuple[str, str] = ("When I wake | {} | so I eat", "When it rains | {} | so I rest"),
    ) -> float:
        """The part from which on the two are a template, in hundredths."""
        pair = compared(*(text.format(f"I want to {wish}") for text, wish in zip(around, (one, other), strict=True)))
        found = [pair.contrasted(least / 100) for least in range(120)]
        assert found == sorted(found, reverse=True)
        assert found == [pair.turned.contrasted(least / 100) for least in range(120)]
        return sum(found) / 100

    assert share("sort the frames by weight", "sort the frames by age") == pytest.approx(0.8)
    assert share("quickly sort the frames by weight", "sort the frames, by age") == pytest.approx(0.8)
    assert share("sort the frames by weight", "sort the frames by age at dawn") == pytest.approx(4 / 7, abs=0.01)
    assert share("quickly sort the frames, by weight", "easily sort the frames, by age") == pytest.approx(0.8)
    # What is put in the place of a word is another word, and one that the other has not got elsewhere.
    assert share("sort the frames by weight", "sort the frames by the weight") == 0
    assert share("sort nets and sails by weight", "sort sails and nets by weight") == 0
    assert share("list the boats by owner", "list the boats of an owner by age") == 0
    assert share("move the boats to the dock", "move the dock to the shore") == 0
    assert share("sort nets at sea", "sort nets by the sea") == 0
    assert share("sort nets in it", "sort nets in sheds by age or size") == 0
    assert share("sort the frames by weight for it", "sort the frames by age for them") == pytest.approx(
        5 / 7, abs=0.01
    )
    # Words are equal where they stand in the same order, whatever is put in before them or between.
    assert share("move nets from boats with cranes", "move sails from nets with ropes") == 0.5
    assert share("move nets from boats with cranes", "move the old sails from nets with ropes") == pytest.approx(0.38)
    assert share("sort frames by weight at sea", "sort the old frames by age at sea") == pytest.approx(0.625, abs=0.01)
    # "the" may have been left out or be what another word is put in the place of: it is a template if it may be one.
    assert share("sort the boats", "list boats") == pytest.approx(1 / 3, abs=0.01)
    # Where what is around them speaks for one job, twice as much of them may be equal.
    around = (
        "When a hive in the garden is full | {} | so I eat",
        "When the garden hive is full of bees | {} | so I rest",
    )
    assert share("sort the frames by weight", "sort the frames by age", around) == pytest.approx(0.4)


@pytest.mark.parametrize(("least", "expected"), [(0.7, False), (4 / 6, False), (0.6, True), (0.4, True)])
def test_motivations_are_laid_side_by_side_only_where_enough_words_are_in_both(
    least: float, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here four of six, of which three stand in the same order."""
    from rapidfuzz.distance import Levenshtein

    tried: list[tuple[list[str], ...]] = []
    opcodes = Levenshtein.opcodes

    def seen(*stems: list[str]) -> object:
        tried.append(stems)
        return opcodes(*stems)

    monkeypatch.setattr(Levenshtein, "opcodes", seen)
    pair = compared(
        "When I wake | I want to move nets from boats with cranes | so I eat",
        "When it rains | I want to move sails from nets with ropes | so I rest",
    )

    assert pair.contrasted(least) is (least < 0.5)
    assert bool(tried) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("mend the net", "repair the net", True),
        ("mend the net", "quickly mend the net", True),
        ("mend the net on the pier", "mend the net", False),
        ("mend the net", "mend the net on the pier", False),
        ("see the net", "find the net", False),
        ("mend the net before the sale", "sell the net after it is mended", False),
    ],
)
def test_motivations_may_repeat_one_another(one: str, other: str, expected: bool) -> None:
    assert wishes(one, other).repeats is expected


def test_the_words_of_a_clause_match_each_with_one() -> None:
    match = wishes("mend the net and the sail of the net", "repair a net of the boat").clause(1)

    assert match.words == (("mend", "repair"), ("net", "net"))
    assert match.only == (("sail", "net"), ("boat",))


# Sets ------------------------------------------------------------------------------------------------------------


def test_what_is_kept_of_a_set_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [texts(f"When it rains | I want to mend net {number} on the pier | so I can rest") for number in range(8)]
    kept = [(one, other, pair.score(Weights())) for one, other, pair in judge(said, 0.3)]
    monkeypatch.setattr("jtbdlint.similarity._KEPT", 2)

    assert len(kept) == 28
    assert [(one, other, pair.score(Weights())) for one, other, pair in judge(said, 0.3)] == kept


def test_a_search_may_ask_for_more_words_in_common_than_the_pairs_have() -> None:
    said = [
        texts(f"When it rains | I want to mend {what} | so I can rest")
        for what in ("nets", "nets", "a sail", "ropes at sea")
    ]
    found = Pairs(said, 0.1)

    for least in (0.0, 0.5, 0.8, 1.0):
        expected = [(one, other) for one, other, pair in found.judged() if pair.whole >= least]
        assert [(one, other) for one, other, _ in found.judged(least)] == expected
    assert len(list(found.judged())) == 6
    for about in (set(), {0}, {3}, {1, 2}, {0, 1, 2, 3}):
        expected = [(one, other) for one, other, _ in found.judged() if {one, other} & about]
        assert [(one, other) for one, other, _ in found.judged(0.0, about)] == expected
    assert (0, 1) in [(one, other) for one, other, _ in found.judged(0.99)]


def test_an_outcome_that_much_of_a_set_shares_counts_less_there() -> None:
    pair = [
        "When the reef warms | I want to count the fish near the reef | so I can report to the council",
        "When nets are set | I want to count the fish near the harbour | so I can report to the council",
    ]
    verbs = ("paint", "sell", "weigh", "rent", "burn", "lend")
    shared = [
        f"When day {n} is over | I want to {verb} boat {n} | so I can report to the council"
        for n, verb in enumerate(verbs)
    ]
    unlike = [one.replace("report to the council", f"rest in house {n}") for n, one in enumerate(shared)]

    scores = [
        next(
            found.score(Weights())
            for one, other, found in judge([texts(one) for one in pair + others], 0.1)
            if (one, other) == (0, 1)
        )
        for others in (shared, unlike)
    ]

    assert scores[0] < scores[1]


def test_what_many_statements_say_makes_no_two_alike() -> None:
    """A rare word in common makes two statements more alike than one that half of the set has."""
    many = [f"When day {n} is over | I want to paint boat {n} | so I can rest in house {n}" for n in range(400)]
    rare = [
        "When it rains | I want to paint a walrus | so I can fish",
        "When I wake | I want to rent the walrus | so I sail",
    ]
    common = [
        "When snow falls | I want to sell a boat | so I eat",
        "When bells ring | I want to weigh the boat | so I can go",
    ]
    said = [texts(one) for one in rare + common + many]

    whole = {(one, other): found.whole for one, other, found in judge(said, 0.05) if other < 4}

    assert whole[0, 1] > 1.5 * whole.get((2, 3), 0.0)
