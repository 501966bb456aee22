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
from jtbdlint.similarity import WEIGHTS, JobSet, Kind, Weights, place, wish


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
    weights: Weights = WEIGHTS,
) -> Problems:
    """Yield each end of a pair that synonyms make one job; the other end is related."""
    for overlap in JobSet.of(statements).overlaps(Kind.OTHER_WORDS, weights, threshold, shared_words):
        yield overlap.problem(
            f"'{wish(overlap.mine)}' seems to say '{wish(overlap.theirs)}' ({place(overlap.theirs)}) "
            f"in other words: {overlap.how}"
        )
