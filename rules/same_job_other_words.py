"""Tell one job in one sentence, however well both are put.

Two people who write the same job down rarely take the same words: one wants to "block a lost card at once",
the other to "freeze a stolen card". No search finds the second by the first, so the set keeps both, and the
work is planned twice. Most of what matches here are synonyms and verbs of one kind, not equal words.

To fix it, take the clearer sentence and keep the other's words where people will look for them, in the
title or the source. If they are two jobs, say what sets them apart, or declare `distinct-from: ID`.

One judgement serves the three rules of overlaps. Each setting here means what it does in overlapping-jobs, whose
page gives the reasons; change it in all three, or a pair may be told by one and not by another.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Good, Problems, Statement, set_rule
from jtbdlint.similarity import JobSet, Kind, Weights, place, wish


@set_rule(
    "JT405",
    "same-job-other-words",
    level="info",
    bad=[
        Bad(
            "When my card is lost, «I want to block it immediately», so nobody can spend my money",
            "When my card was stolen, «I want to freeze it at once», so that nobody else can spend my money",
        ),
    ],
    good=[
        Good(
            "When my card is lost, I want to block it immediately, so nobody can spend my money",
            "When my card is lost, I want to order a new one, so I can pay again within days",
        ),
    ],
)
def check(
    statements: Sequence[Statement],
    *,
    threshold: float = 0.24,
    shared_words: float = 0.32,
    motivation: float = 0.42,
    outcome: float = 0.25,
    whole: float = 0.17,
    evidence: float = 0.16,
    retold: float = 0.22,
    unknown_verb: float = 0.16,
    distant_verb: float = 0.12,
    other_object: float = 0.04,
    wide_object: float = 0.025,
    alone: float = 0.12,
    least_motivation: float = 0.25,
    swapped: float = 0.35,
) -> Problems:
    """Yield each end of a pair that synonyms make one job; the other end is related."""
    weights = Weights(
        motivation=motivation,
        outcome=outcome,
        whole=whole,
        evidence=evidence,
        retold=retold,
        unknown_verb=unknown_verb,
        distant_verb=distant_verb,
        other_object=other_object,
        wide_object=wide_object,
        alone=alone,
        least_motivation=least_motivation,
        swapped=swapped,
    )
    for overlap in JobSet.of(statements).overlaps(Kind.OTHER_WORDS, weights, threshold, shared_words):
        yield overlap.problem(
            f"'{wish(overlap.mine)}' seems to say '{wish(overlap.theirs)}' ({place(overlap.theirs)}) "
            f"in other words: {overlap.how}"
        )
