"""How alike two job statements are, and which pairs of a large set may be.

Whole texts mislead: two jobs that share a template score high, one job in other words scores low. So
statements are compared clause by clause and word by word:

- A word counts by its concept, which is its class of near-synonyms, or else its stem. A word is up to
  three coordinates of a clause's vector: its stem, its class and, for a verb, its family. So equal words
  match whole, synonyms in most part and akin verbs a little, and the cosine of two vectors stays a cosine.
- A concept weighs by how rare it is in the set (see `Weighing`).
- The verb and the object say which job it is. Opposites ("import", "export"), and a swapped word within
  otherwise equal words ("all metrics of an alert", "all logs of an alert"), make it two.
- A clause that many statements share word for word tells nothing, and counts for less.

What an overlap *is* has two parts, a word-level condition and the judgement: the cosine of the two
statements, each taken as one bag of concepts, reaches a floor; and the score that `Judgement` gives
reaches a threshold. Because the first is a plain cosine, `jtbdlint.join` finds the pairs that meet it
exactly, and a set of any size yields the same findings as comparing all its pairs.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from heapq import merge
from itertools import islice, product
from typing import Annotated, ClassVar, NamedTuple

from jtbdlint.coverage import persona_of
from jtbdlint.join import Matrix, dot, join
from jtbdlint.patterns import compiled
from jtbdlint.rule import Problem, Related
from jtbdlint.statement import Asked, Form, Statement
from jtbdlint.vocabulary import MARKS, PRONOUNS, Deed, Word, alike, content, deed_of, known_words, plain, stem, words_of

__all__ = [
    "MOST_NAMED",
    "JobSet",
    "Judgement",
    "Kind",
    "Match",
    "Overlap",
    "Pairs",
    "Profile",
    "Texts",
    "Weights",
    "bag_of",
    "cosine",
    "judge",
    "listed",
    "place",
    "plain",
    "rarity",
    "wish",
]

CLAUSES = ("situation", "motivation", "outcome")
Texts = tuple[str, str, str]
"""Situation, motivation and outcome; an absent clause is empty."""


class Kind(StrEnum):
    """What two statements that look alike are to each other. Every pair is one kind, whatever its score."""

    NESTED = "nested"
    """The motivation of one is that of the other and a qualifier."""
    OTHER_WORDS = "other-words"
    """More of their motivations matches by synonyms than by the same words."""
    OVERLAP = "overlap"
    """None of these: they share words."""


class Match(NamedTuple):
    """A clause of two statements: how alike, the words that match, and those that only one has."""

    score: float
    words: tuple[tuple[str, str], ...]
    only: tuple[tuple[str, ...], tuple[str, ...]]


class Weights(NamedTuple):
    """What the score of a pair is made of: a setting of the rules, whose pages give the reasons.

    The first four are parts of one, the fifth is added, the next five are taken off, two are conditions.
    """

    motivation: Annotated[float, "How alike the motivations are."] = 0.42
    outcome: Annotated[float, "How alike the outcomes are."] = 0.25
    whole: Annotated[float, "How alike all the words are, wherever they stand."] = 0.17
    evidence: Annotated[float, "How many words of the motivations match besides the verb."] = 0.16
    retold: Annotated[float, "Added as far as situation and outcome are both alike in words of their own."] = 0.22
    unknown_verb: Annotated[float, "Taken off where one motivation names no verb."] = 0.16
    distant_verb: Annotated[float, "Taken off where the verbs are of different kinds."] = 0.12
    other_object: Annotated[float, "Taken off where the objects differ."] = 0.04
    wide_object: Annotated[float, "Taken off where one object is a pronoun or as wide as data."] = 0.025
    alone: Annotated[float, "Taken off as far as nothing but the motivations is alike."] = 0.12
    least_motivation: Annotated[float, "Motivations that are less alike name two jobs, whatever the rest says."] = 0.25
    swapped: Annotated[
        float, "From this part of a motivation on, equal word for word, a swapped word makes another job."
    ] = 0.35


WEIGHTS = Weights()


# Weights of words --------------------------------------------------------------------------------------------

# The numbers here say what a word is worth and what two clauses have in common: they are the scale on which the
# settings of the rules are marked, and no settings themselves. With other numbers here each of those would mean
# something else, and none of them changes alone what is told.

# "I want to".
_OPENING = 3
# How a word's weight is shared among its coordinates; the squares of the shares are what matches.
_VERB_SHARES = (math.sqrt(0.3), math.sqrt(0.4), math.sqrt(0.3))
_THING_SHARES = (math.sqrt(0.35), math.sqrt(0.65))
# A word that only colours a statement, and one that stands in the situation for a pronoun of the motivation.
_FILLER = 0.4
_PRONOUN = 0.5
# In the bag of a whole statement a concept weighs by the clause in which it stands.
_IN_CLAUSE = (0.5, 1.0, 0.6)


# The statements that are thought to stand behind every set, and the rarity from which on a word is just rare.
_UNSEEN = 100
_CAP = 4.0


def rarity(count: int, size: int) -> float:
    """How much a concept weighs, from 0 to 1, that `count` of `size` different statements have.

    ln((size + 100) / (count + 1.5)), as a part of its cap of 4. The hundred statements that are added
    stand for all those that are not in the set, so that in a set of two every word is about as rare as it
    would be in a large one; the cap keeps a threshold's meaning as the set grows: what one statement of a
    hundred says weighs 1 whether there are a thousand of them or a million.
    """
    return min(_CAP, math.log((size + _UNSEEN) / (count + 1.5))) / _CAP


class Weighing:
    """How much each word weighs in a set."""

    def __init__(self, count: Mapping[str, int], size: int) -> None:
        self._count = count
        self._size = size
        self._known: dict[str, float] = {}

    def of(self, word: Word) -> float:
        """The weight of a word, from 0 to 1."""
        weight = self._known.get(word.concept)
        if weight is None:
            weight = self._known[word.concept] = rarity(self._count.get(word.concept, 0), self._size)
        return weight * (_FILLER if word.filler else 1.0)


def _vector(words: Iterable[Word], weighing: Weighing, share: float = 1.0) -> dict[str, float]:
    """A clause as a vector of stems, classes and families."""
    vector: dict[str, float] = {}
    for word in words:
        weight = weighing.of(word) * share
        if word.family:
            coordinates = zip(("=" + word.stem, word.concept, "^" + word.family), _VERB_SHARES, strict=True)
        elif word.known:
            coordinates = zip(("=" + word.stem, word.concept), _THING_SHARES, strict=True)
        else:
            coordinates = zip((word.concept,), (1.0,), strict=True)
        for coordinate, part in coordinates:
            vector[coordinate] = max(vector.get(coordinate, 0.0), weight * part)
    return vector


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two sparse vectors; 0 where one is empty."""
    product = math.fsum(weight * other[key] for key, weight in one.items() if key in other)
    norms = math.fsum(w * w for w in one.values()) * math.fsum(w * w for w in other.values())
    return min(1.0, product / math.sqrt(norms)) if norms else 0.0


class Profile:
    """A statement, read for comparison: its words, its deed and its vectors."""

    def __init__(self, texts: Texts, weighing: Weighing) -> None:
        self.texts = texts
        self.weighing = weighing
        self._vectors: dict[int, dict[str, float]] = {}

    @cached_property
    def motivation(self) -> list[Word]:
        """All words of the motivation."""
        return words_of(self.texts[1])

    @cached_property
    def clauses(self) -> list[list[Word]]:
        """The words of the three clauses that may tell which job it is."""
        return [content(words) for words in (words_of(self.texts[0]), self.motivation, words_of(self.texts[2]))]

    @cached_property
    def deed(self) -> Deed:
        """What the motivation wants done."""
        return deed_of(self.motivation)

    @cached_property
    def plain(self) -> list[str]:
        """The clauses as plain text."""
        return [plain(text) for text in self.texts]

    def vector(self, number: int) -> dict[str, float]:
        """A clause as a vector of length one."""
        known = self._vectors.get(number)
        if known is None:
            known = _vector(self.clauses[number], self.weighing)
            # "When a card is lost, I want to block it": "it" is told in the situation.
            if number == 1 and any(word.text in PRONOUNS for word in self.motivation):
                for coordinate, weight in _vector(self.clauses[0], self.weighing, _PRONOUN).items():
                    known[coordinate] = max(known.get(coordinate, 0.0), weight)
            norm = math.sqrt(math.fsum(weight * weight for weight in known.values())) or 1.0
            known = self._vectors[number] = {coordinate: weight / norm for coordinate, weight in known.items()}
        return known

    @cached_property
    def wide(self) -> bool:
        """Whether its object is so wide that it takes in others: "all data"."""
        objects = self.deed.objects
        wide = known_words().wide
        return (
            bool(objects) and all(one is None for one in objects) and any(word.stem in wide for word in self.clauses[1])
        )


def bag_of(texts: Texts) -> dict[str, float]:
    """A statement as one bag of concepts, each with its share in the clause where it counts most."""
    bag: dict[str, float] = {}
    for text, share in zip(texts, _IN_CLAUSE, strict=True):
        for word in words_of(text):
            if not word.stop:
                weight = share * _FILLER if word.filler else share
                if weight > bag.get(word.concept, 0.0):
                    bag[word.concept] = weight
    return bag


# The judgement of two statements -----------------------------------------------------------------------------


class Judgement:
    """Two statements, compared."""

    def __init__(self, one: Profile, other: Profile, whole: float, recurring: Mapping[str, int]) -> None:
        """`whole` is the word-level condition: the cosine of their bags of concepts. `recurring` tells in how many
        statements of the set each plain outcome stands.
        """
        self.one = one
        self.other = other
        self.whole = whole
        self.recurring = recurring

    def cosine(self, number: int) -> float:
        """How alike a clause of the two is."""
        return dot(self.one.vector(number), self.other.vector(number))

    @cached_property
    def motivations(self) -> float:
        """How alike the motivations are."""
        return self.cosine(1)

    def score(self, weights: Weights) -> float:
        """From 0 (two jobs) to 1 (one job)."""
        likeness = self.likeness(weights)
        return 0.0 if not likeness or self.opposed or self.contrasted(weights.swapped) else likeness

    def likeness(self, weights: Weights) -> float:
        """The score, but for what makes two jobs of them however alike they are: never less than the score."""
        motivation = max(self.motivations, 0.9 * self.widened)
        least = weights.least_motivation
        # What else there is to go by makes up for a part of what is asked for.
        if motivation < 0.7 * least or (motivation < least and not (self.widened or self.supported)):
            return 0.0
        both = bool(self.one.clauses[2] and self.other.clauses[2])
        outcome = self.cosine(2) * self._telling() if both else motivation / 2
        score = (
            weights.motivation * motivation
            + weights.outcome * outcome
            + weights.whole * self.whole
            + weights.evidence * min(1.0, self.evidence / 3)
            + weights.retold * self.retold
        )
        return max(0.0, min(1.0, score - self._doubt(weights)))

    def _telling(self) -> float:
        """What an outcome counts that is the same in both: half when five statements share it."""
        mine, theirs = self.one.plain[2], self.other.plain[2]
        return 1.0 if mine != theirs else min(1.0, 3 / (1 + self.recurring.get(mine, 0)))

    def _doubt(self, weights: Weights) -> float:
        verb = {"unknown": weights.unknown_verb, "distant": weights.distant_verb, "other": weights.distant_verb}
        things = {
            "other": weights.other_object,
            "elsewhere": weights.other_object / 2,
            "wide": weights.wide_object,
        }
        return verb.get(self.verbs, 0.0) + things.get(self.objects, 0.0) + weights.alone * self.alone

    @cached_property
    def retold(self) -> float:
        """How alike situation and outcome both are, from 0 to 1, where neither is the same sentence.

        Who copies a sentence and changes its motivation writes another job; who tells the situation and the outcome
        in words of their own tells the same one. Where both are half alike, no more is to be had from them.
        """
        outcome = self.cosine(2)
        return min(1.0, 2 * min(self._situations, outcome)) if self._situations and outcome >= 0.2 else 0.0

    @cached_property
    def supported(self) -> bool:
        """Whether what surrounds the motivations speaks for one job: both clauses, or the situation and the verbs."""
        if self.retold:
            return True
        if self.verbs not in ("same", "akin"):
            return False
        return self._situations >= (_CLOSE_CLAUSE if self.evidence else _SAME_CLAUSE)

    @cached_property
    def _situations(self) -> float:
        """How alike the situations are; 0 where they or the outcomes are the same sentence, or are not close."""
        mine, theirs = self.one.plain, self.other.plain
        situation = 0.0 if mine[0] == theirs[0] or mine[2] == theirs[2] else self.cosine(0)
        return situation if situation >= _CLOSE_CLAUSE else 0.0

    @cached_property
    def alone(self) -> float:
        """How much the motivations stand alone and are not much alike either: from 0 to 2."""
        if self.supported:
            return 0.0
        if not self.evidence:
            much = 1.0
        elif self.verbs == "same":
            much = max(0.0, min(1.0, (0.55 - self.whole) / 0.2))
            # "See" and one other word are in half of all motivations.
            if all(one.deed.verb and one.deed.verb.stem in known_words().light for one in (self.one, self.other)):
                much = max(much, min(1.0, 2 - self.evidence))
        else:
            much = {"akin": 0.4, "other": 2.0}.get(self.verbs, 1.0)
        return much * max(0.0, 1 - self.cosine(2) / 0.4)

    @cached_property
    def verbs(self) -> str:
        """How the two verbs relate: same, akin, distant (one stands elsewhere in the other), unknown, other."""
        mine, theirs = self.one.deed.verb, self.other.deed.verb
        if mine is None or theirs is None:
            return "unknown"
        if mine.concept == theirs.concept or mine.stem == theirs.stem:
            return "same"
        if mine.family and mine.family == theirs.family:
            return "akin"
        if _any_alike([mine], self.other.clauses[1]) or _any_alike([theirs], self.one.clauses[1]):
            return "distant"
        return "other"

    @cached_property
    def objects(self) -> str:
        """How the two objects relate: same, near (one stands in the other motivation), elsewhere, wide, other."""
        mine, theirs = self.one.deed.objects, self.other.deed.objects
        my_heads = [head for head in mine if head is not None]
        their_heads = [head for head in theirs if head is not None]
        if _any_alike(my_heads, their_heads):
            return "same"
        if len(my_heads) < max(1, len(mine)) or len(their_heads) < max(1, len(theirs)):
            return "wide"
        if _any_alike(my_heads, self.other.clauses[1]) or _any_alike(their_heads, self.one.clauses[1]):
            return "near"
        if any(_any_alike(my_heads, clause) for clause in self.other.clauses) or any(
            _any_alike(their_heads, clause) for clause in self.one.clauses
        ):
            return "elsewhere"
        return "other"

    @cached_property
    def opposed(self) -> bool:
        """Whether a word of one motivation or situation turns round a word of the other."""
        opposites = known_words().opposites
        for clause in (0, 1):
            mine = {word.stem for word in self.one.clauses[clause]}
            theirs = {word.stem for word in self.other.clauses[clause]}
            if any((here, there) in opposites for here in mine - theirs for there in theirs - mine):
                return True
        # Small words are in every sentence: they tell only where all others are the same.
        if self.motivations < _SAME_TEMPLATE:
            return False
        here, there = ({word.text for word in one.motivation} for one in (self.one, self.other))
        return any(pair in known_words().particles for pair in product(here - there, there - here))

    def contrasted(self, least: float) -> bool:
        """Whether the motivations are a template with another word in it, or what is equal is all but they.

        `least` is the part of them that is equal word for word from which on they are a template.
        """
        situation, outcome = (
            bool(mine) and mine == theirs
            for mine, theirs in zip(self.one.plain[::2], self.other.plain[::2], strict=True)
        )
        if situation and outcome and max(self._shares) < 0.85 and not self.widened:
            return True
        if outcome and self.verbs == "other" and self.objects != "same":
            return True
        if self.motivations >= _SAME_TEMPLATE:
            return False
        # What is done to another thing is another job, however alike the rest.
        if self.objects in ("other", "elsewhere") and not self.evidence:
            return True
        mine, theirs = self.one.deed.verb, self.other.deed.verb
        if self.objects == "other" and mine and theirs and mine.stem == theirs.stem:
            return True
        # Two sentences can be laid beside one another in several ways, and which is tried depends on the order.
        least = 2 * least if self.supported else least
        return _is_template(self.one, self.other, least) or _is_template(self.other, self.one, least)

    @cached_property
    def _shares(self) -> tuple[float, float]:
        """What part of each motivation's weight the other has, but for fillers."""
        return _share(self.one, self.other), _share(self.other, self.one)

    @cached_property
    def evidence(self) -> float:
        """How many words of the motivations match besides the verbs, each by its weight."""
        return min(_evidence(self.one, self.other), _evidence(self.other, self.one))

    @cached_property
    def widened(self) -> float:
        """How alike the motivations are but for their objects, where one is so wide that it takes in the other's."""
        for wide, narrow in ((self.one, self.other), (self.other, self.one)):
            heads = narrow.deed.objects
            if wide.wide and heads and None not in heads:
                stems = {head.stem for head in heads if head is not None}
                known = known_words().wide
                return cosine(
                    _vector([word for word in wide.clauses[1] if word.stem not in known], wide.weighing),
                    _vector([word for word in narrow.clauses[1] if word.stem not in stems], narrow.weighing),
                )
        return 0.0

    @cached_property
    def kind(self) -> Kind:
        """Nested, in other words, or plainly overlapping."""
        if self.widened > self.motivations:
            return Kind.NESTED
        mine, theirs = self._shares
        if self.verbs == "same" and self.objects == "same" and max(mine, theirs) > 0.99 and min(mine, theirs) < 0.9:
            return Kind.NESTED
        literal = sum(1 for one, other in self.clause(1).words if stem(one) == stem(other))
        return Kind.OVERLAP if 2 * literal >= len(self.clause(1).words) else Kind.OTHER_WORDS

    @property
    def narrower(self) -> bool:
        """Of a nested pair: whether the first is the narrower job."""
        if self.widened > self.motivations:
            return not self.one.wide
        return self._shares[0] < self._shares[1]

    @property
    def takes_in(self) -> tuple[str, str] | None:
        """Where an object is so wide that it takes in the other's: the two, as they are written."""
        if self.widened <= self.motivations:
            return None
        wide, narrow = (self.one, self.other) if self.one.wide else (self.other, self.one)
        every = next(word.text for word in wide.clauses[1] if word.stem in known_words().wide)
        return every, next(head.text for head in narrow.deed.objects if head is not None)

    @cached_property
    def turned(self) -> "Judgement":
        """The same from the other end."""
        return Judgement(self.other, self.one, self.whole, self.recurring)

    @property
    def repeats(self) -> bool:
        """Whether the motivations hold the same words, but for fillers."""
        return min(self._shares) > 0.99 and self.verbs in ("same", "akin")

    def clause(self, number: int) -> Match:
        """How a clause compares, with its words."""
        mine, theirs = self.one.clauses[number], self.other.clauses[number]
        pairs = []
        only: list[str] = []
        left = list(theirs)
        for word in mine:
            found = next((other for other in left if alike(word, other)), None)
            if found is None:
                only.append(word.text)
            else:
                left.remove(found)
                pairs.append((word.text, found.text))
        return Match(self.cosine(number), tuple(pairs), (tuple(only), tuple(word.text for word in left)))


def _any_alike(some: Sequence[Word], others: Sequence[Word]) -> bool:
    concepts = {other.concept for other in others}
    # Most words that are one are so by their concept, which is sooner seen than a slip.
    return any(one.concept in concepts for one in some) or any(alike(one, other) for one in some for other in others)


def _is_template(one: Profile, other: Profile, least: float) -> bool:
    """Whether more than `least` of two motivations is equal, word for word, and a word is put in another's place."""
    mine = [word for word in one.motivation if word.text not in MARKS and not word.filler]
    theirs = [word for word in other.motivation if word.text not in MARKS and not word.filler]
    stems = [word.stem for word in mine], [word.stem for word in theirs]
    length = max(len(mine), len(theirs)) - _OPENING
    if (Counter(stems[0]) & Counter(stems[1])).total() - _OPENING <= least * length:
        return False
    from rapidfuzz.distance import Levenshtein  # 7 ms: only where so many words are equal

    steps = Levenshtein.opcodes(*stems)
    swapped = False
    for step in steps:
        if step.tag == "replace":
            out = content(mine[step.src_start : step.src_end])
            into = content(theirs[step.dest_start : step.dest_end])
            met = _any_alike(out, other.clauses[1]) or _any_alike(into, one.clauses[1])
            swapped = swapped or bool(out and into and not met)
    equal = sum(step.src_end - step.src_start for step in steps if step.tag == "equal") - _OPENING
    return swapped and equal > least * length


def _share(mine: Profile, theirs: Profile) -> float:
    total = matched = 0.0
    for word in mine.clauses[1]:
        if word.filler:
            continue
        weight = mine.weighing.of(word)
        total += weight
        if _any_alike([word], theirs.clauses[1]):
            matched += weight
        elif word.family and any(word.family == other.family for other in theirs.clauses[1]):
            matched += 0.4 * weight
    return matched / total if total else 0.0


def _evidence(mine: Profile, theirs: Profile) -> float:
    wide = known_words().wide
    others = [word for word in theirs.clauses[1] if word is not theirs.deed.verb]
    weight = {
        word.concept: mine.weighing.of(word)
        for word in mine.clauses[1]
        if word is not mine.deed.verb and not word.filler and word.stem not in wide and _any_alike([word], others)
    }
    return math.fsum(weight.values())


# A set of statements -----------------------------------------------------------------------------------------


# More statements than these are read again rather than kept: a hundred thousand take a gigabyte.
_KEPT = 50_000


class Pairs:
    """The pairs of a set whose words are at least that much alike. They are judged when they are asked for."""

    def __init__(self, texts: Sequence[Texts], shared_words: float) -> None:
        matrix = Matrix((bag_of(one) for one in texts), rarity)
        self._texts = texts
        self._found = join(matrix, shared_words)
        self._weighing = Weighing(matrix.count, len(texts))
        self._recurring = Counter(plain(one[2]) for one in texts)
        self._profiles: dict[int, Profile] = {}

    def judged(self, whole: float = 0.0, about: Container[int] | None = None) -> Iterator[tuple[int, int, Judgement]]:
        """Each pair i < j of them, or those whose words are even more alike, or with one of `about`, compared."""
        for one, other, its_whole in self._found:
            if its_whole >= whole and (about is None or one in about or other in about):
                yield one, other, Judgement(self._profile(one), self._profile(other), its_whole, self._recurring)

    def _profile(self, at: int) -> Profile:
        known = self._profiles.get(at)
        if known is None:
            if len(self._profiles) >= _KEPT:
                self._profiles.clear()
            known = self._profiles[at] = Profile(self._texts[at], self._weighing)
        return known


def judge(texts: Sequence[Texts], shared_words: float) -> list[tuple[int, int, Judgement]]:
    """Every pair i < j of different statements whose words are at least that much alike, compared."""
    return list(Pairs(texts, shared_words).judged())


class Overlap(NamedTuple):
    """A statement, and another that looks like the same job, told from this end."""

    mine: Statement
    theirs: Statement
    copies: tuple[Statement, ...]
    """Statements that say the same as theirs."""
    kind: Kind
    score: float
    narrower: bool
    """For a nested pair: whether mine is the narrower job."""
    clauses: Mapping[str, Match]
    """Those that both have."""
    takes_in: tuple[str, str] | None = None
    """An object that is so wide that it takes in the other's, and that one."""

    @property
    def wishes(self) -> Match:
        """How the motivations match; nothing does where one of them is all fillers."""
        return self.clauses.get("motivation", Match(0.0, (), ((), ())))

    @property
    def how(self) -> str:
        """Which clauses match and which differ, in words."""
        same = [name for name, match in self.clauses.items() if match.score >= _SAME_CLAUSE]
        close = [name for name, match in self.clauses.items() if _CLOSE_CLAUSE <= match.score < _SAME_CLAUSE]
        apart = [name for name, match in self.clauses.items() if match.score < _CLOSE_CLAUSE]
        clauses = [f"{listed(same)} match{'' if len(same) > 1 else 'es'}"] if same else []
        clauses += [f"{listed(close)} {'are' if len(close) > 1 else 'is'} close"] if close else []
        clauses += [f"{listed(apart)} differ{'' if len(apart) > 1 else 's'}"] if apart else []
        words = self.wishes.words[:_MOST_WORDS] if self.takes_in is None else ()
        both = [one for one, other in words if stem(one) == stem(other)]
        told = [", ".join(clauses), *([f"both motivations speak of {_quoted(both)}"] if both else [])]
        told += [f"'{one}' here is '{other}' there" for one, other in words if stem(one) != stem(other)]
        told += ["'{}' takes in '{}'".format(*self.takes_in)] if self.takes_in else []
        return f"{'; '.join(told)} (score {self.score:.2f})"

    @property
    def ways_out(self) -> str:
        """What can be done: merge, redraw the line, or declare what they are."""
        ends = zip(("this one", "the other"), self.wishes.only, strict=True)
        only = [f"only {end} speaks of {_quoted(words)}" for end, words in ends if words]
        line = f"{', '.join(only)}: say what that changes" if only else "say in the motivation what sets them apart"
        name = self.theirs.id
        if not name or self.mine.place != "field":
            # On a page nothing can be declared beside a statement.
            return f"merge the two; or redraw the line: {line}; or suppress this above one where they are two jobs"
        if self.kind is Kind.NESTED:
            wider = (self.theirs if self.narrower else self.mine).id or "the wider one's id"
            return (
                f"declare 'parent: {wider}' beside the narrower one; or merge the two; or redraw the line: {line}; "
                f"or declare 'distinct-from: {name}' where they are two jobs"
            )
        return (
            f"merge the two; or redraw the line: {line}; or declare 'parent' where one is a part of the other, "
            f"'distinct-from: {name}' where they are two jobs"
        )

    def problem(self, message: str) -> Problem:
        """The problem at this end, which names the other end and its copies."""
        return Problem(
            self.mine.motivation,
            message,
            help=self.ways_out,
            related=tuple(Related(one.motivation, wish(one)) for one in (self.theirs, *self.copies)),
            data={
                "score": round(self.score, 2),
                "other": self.theirs.id,
                "clauses": {
                    name: {
                        "score": round(match.score, 2),
                        "words": [list(pair) for pair in match.words],
                        "only": [list(words) for words in match.only],
                    }
                    for name, match in self.clauses.items()
                },
            },
        )


# What the rules ask for by default; child-repeats-parent asks for more, and so need not search for itself.
_SHARED_WORDS = 0.32
# From this cosine on, one word more or less is no longer what a clause is about.
_SAME_TEMPLATE = 0.7
# From this cosine on, a reader takes two clauses for one.
_SAME_CLAUSE = 0.5
# From this one on, for two that speak of the same.
_CLOSE_CLAUSE = 0.25
_WISH = compiled(
    r"^(?:I|we)\s+(?:also\s+)?(?:want|need|would like|wish|can|could|have)\b(?:\s+to\b)?(?:\s+be able to\b)?\s*",
    re.IGNORECASE,
)
_LONGEST_WISH = 72
# So many words are named in a message.
_MOST_WORDS = 4


def wish(statement: Statement) -> str:
    """What a statement's motivation says after "I want to", short enough for a message."""
    text = " ".join(_WISH.sub("", statement.motivation.text).split()) or " ".join(statement.text.split())
    return text if len(text) <= _LONGEST_WISH else text[: _LONGEST_WISH - 3].rsplit(" ", 1)[0] + "..."


def place(statement: Statement) -> str:
    """A statement's name for a reader: its id, or where it stands."""
    return statement.id or f"{statement.document.path}:{statement.position.line}"


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _quoted(words: Sequence[str]) -> str:
    return listed([f"'{word}'" for word in words[:_MOST_WORDS]])


def _performer(statement: Statement) -> str:
    """The persona whose heading a statement stands under, or nothing."""
    named = (persona_of(heading.text) for heading in reversed(statement.headings))
    return next((persona.name for persona in named if persona), "")


MOST_NAMED = 20
"""So many of a statement's copies are named in a finding: of a thousand, nobody reads more."""


class _Declared(NamedTuple):
    """What a statement is declared to be, read once: in a set of copies each meets all the others.

    It is all that `kin`, `owned` and `parted` know of a statement.
    """

    id: str
    group: str
    above: frozenset[str]
    apart: frozenset[str]
    performer: str


class Copies(NamedTuple):
    """What other statements say the same as one."""

    first: Sequence[Statement]
    """The first of them, MOST_NAMED at most."""
    number: int
    """How many there are."""
    groups: frozenset[str]
    """The groups that own them and not the one."""


_Compared = tuple[list[Statement], list[Statement], Judgement]


class JobSet:
    """Statements, and which of them look alike."""

    _latest: ClassVar["JobSet | None"] = None

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self._declared: dict[int, _Declared] = {}
        self._pairs: dict[float, Pairs] = {}
        self._scored: dict[tuple[Weights, float, float], list[tuple[_Compared, float]]] = {}

    @classmethod
    def of(cls, statements: Sequence[Statement]) -> "JobSet":
        """The set of some statements. Rules are asked about one list after another, and share what they find out."""
        latest = cls._latest
        if latest is None or latest.statements is not statements:
            latest = cls._latest = cls(statements)
        return latest

    @cached_property
    def copies(self) -> list[list[Statement]]:
        """Statements that say the same, in groups; one that nobody repeats is a group of its own.

        A page that shows a job of a list tells no second job: it is left out.
        """
        groups: dict[str, list[Statement]] = {}
        for statement in self.statements:
            if statement.form is not Form.FRAGMENT and (text := plain(statement.text)):
                groups.setdefault(text, []).append(statement)
        return [
            [one for one in group if one.place == "field" or one.id] if any(one.id for one in group) else group
            for group in groups.values()
        ]

    def copies_where(self, test: Callable[[Statement, Statement], bool]) -> Iterator[tuple[Statement, Copies]]:
        """Each statement with those of its copies that pass a test and are not declared to be distinct.

        The test is one of what both are declared to be (`kin`, `owned`).
        """
        for group in self.copies:
            if len(group) < 2:
                continue
            order = {id(one): number for number, one in enumerate(group)}
            # Copies that declare the same have the same others: so a thousand copies are tested once.
            classes = self._declaring_the_same(group)
            for own in classes:
                passing = [some for some in classes if not self.parted(own[0], some[0]) and test(own[0], some[0])]
                # It may be a copy of itself, as far as the test goes.
                number = sum(map(len, passing)) - any(some is own for some in passing)
                if number:
                    first = list(islice(merge(*passing, key=lambda one: order[id(one)]), MOST_NAMED + 1))
                    groups = frozenset(one.group for some in passing if self.owned(own[0], some[0]) for one in some)
                    for mine in own:
                        yield mine, Copies([one for one in first if one is not mine][:MOST_NAMED], number, groups)

    def _declaring_the_same(self, copies: Sequence[Statement]) -> list[list[Statement]]:
        """Copies in classes of those that declare the same, as far as the others of them are concerned."""
        known = [(one, self.declared(one)) for one in copies]
        ids = {its.id for _, its in known}
        named = {name for _, its in known for name in its.above | its.apart}
        classes: dict[_Declared, list[Statement]] = {}
        for one, its in known:
            key = its._replace(id=its.id if its.id in named else "", above=its.above & ids, apart=its.apart & ids)
            classes.setdefault(key, []).append(one)
        return list(classes.values())

    def overlaps(self, kind: Kind, weights: Weights, threshold: float, shared_words: float) -> Iterator[Overlap]:
        """Every pair of a kind with at least this score, at both ends, but those declared kin or distinct."""
        key = weights, threshold, shared_words
        if key not in self._scored:
            self._scored[key] = [
                (pair, score)
                for pair in self._judged(shared_words, 0.0)
                if pair[2].likeness(weights) >= threshold and (score := pair[2].score(weights)) >= threshold
            ]
        for (one, other, judgement), score in self._scored[key]:
            if judgement.kind is kind:
                yield from self._ends(one, other, judgement, score)
                yield from self._ends(other, one, judgement.turned, score)

    def _ends(
        self, group: Sequence[Statement], others: Sequence[Statement], judgement: Judgement, score: float
    ) -> Iterator[Overlap]:
        clauses = {
            name: judgement.clause(number)
            for number, name in enumerate(CLAUSES)
            if judgement.one.clauses[number] and judgement.other.clauses[number]
        }
        for mine in group:
            free = (one for one in others if not self.kin(mine, one) and not self.parted(mine, one))
            named = tuple(islice(free, MOST_NAMED))
            if named:
                yield Overlap(
                    mine,
                    named[0],
                    named[1:],
                    judgement.kind,
                    score,
                    judgement.narrower,
                    clauses,
                    judgement.takes_in,
                )

    def repeated_parents(self, whole: float) -> Iterator[tuple[Statement, Statement]]:
        """Children with the parent whose job they tell again, word for word or in all but fillers."""
        for group in self.copies:
            # Most statements have no copies.
            for mine, theirs in self._with_parents(group, group) if len(group) > 1 else ():
                if mine is not theirs and not self.parted(mine, theirs):
                    yield mine, theirs
        for one, other, judgement in self._judged(_SHARED_WORDS, whole):
            if judgement.repeats:
                yield from self._with_parents(one, other)
                yield from self._with_parents(other, one)

    def _with_parents(
        self, children: Sequence[Statement], parents: Sequence[Statement]
    ) -> Iterator[tuple[Statement, Statement]]:
        """Statements with those that they are declared to be a part of."""
        by_id: dict[str, list[Statement]] = {}
        for parent in parents:
            by_id.setdefault(parent.id, []).append(parent)
        for child in children:
            for name in sorted(self.declared(child).above & by_id.keys()):
                yield from ((child, parent) for parent in by_id[name])

    @cached_property
    def _comparable(self) -> list[list[Statement]]:
        """Groups of copies that can be compared word by word: in English, and with a motivation."""
        return [
            group
            for group in self.copies
            if group[0].form is Form.JOB_STATEMENT and group[0].language == "en" and group[0].motivation
        ]

    @cached_property
    def _about(self) -> Container[int] | None:
        """Which of those groups hold a statement that is asked about; None for all."""
        statements = self.statements
        if not isinstance(statements, Asked):
            return None
        return {number for number, group in enumerate(self._comparable) if any(map(statements.is_about, group))}

    def _judged(self, shared_words: float, whole: float) -> Iterator[_Compared]:
        """Those groups in pairs."""
        groups = self._comparable
        if len(groups) < 2:
            return
        if shared_words not in self._pairs:
            texts = [(one.situation.text, one.motivation.text, one.outcome.text) for one, *_ in groups]
            self._pairs[shared_words] = Pairs(texts, shared_words)
        for first, second, judgement in self._pairs[shared_words].judged(whole, self._about):
            yield groups[first], groups[second], judgement

    @cached_property
    def _by_id(self) -> dict[str, Statement]:
        return {statement.id: statement for statement in reversed(self.statements) if statement.id}

    def declared(self, statement: Statement) -> _Declared:
        """What a statement of the set is declared to be."""
        known = self._declared.get(id(statement))
        if known is None:
            names = (name.strip() for name in statement.said("distinct-from").split(","))
            known = _Declared(
                statement.id,
                statement.group.casefold(),
                frozenset(self.above(statement)),
                frozenset(name for name in names if name),
                _performer(statement),
            )
            self._declared[id(statement)] = known
        return known

    def kin(self, one: Statement, other: Statement) -> bool:
        """Whether one is declared to be a part of the other, directly or through others."""
        mine, theirs = self.declared(one), self.declared(other)
        return theirs.id in mine.above or mine.id in theirs.above

    def above(self, statement: Statement) -> set[str]:
        """The identifiers of the jobs that it is declared to be a part of."""
        above: set[str] = set()
        while statement.parent and statement.parent not in above:
            above.add(statement.parent)
            if statement.parent not in self._by_id:
                break
            statement = self._by_id[statement.parent]
        return above

    def owned(self, one: Statement, other: Statement) -> bool:
        """Whether the two are listed under two groups."""
        mine, theirs = self.declared(one).group, self.declared(other).group
        return bool(mine and theirs) and mine != theirs

    def parted(self, one: Statement, other: Statement) -> bool:
        """Whether one is declared to be distinct from the other, or they stand under headings of two personas.

        A page of personas tells each one's jobs; that two of them have one job is news, not a fault.
        """
        mine, theirs = self.declared(one), self.declared(other)
        if theirs.id in mine.apart or mine.id in theirs.apart:
            return True
        return bool(mine.performer and theirs.performer) and mine.performer != theirs.performer
