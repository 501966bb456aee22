"""Declare a narrower job as a part of the wider one.

"Compare venues by price" is "compare venues" and a qualifier: whoever does the first is doing the second. As
sisters they overlap; as parent and child they are a hierarchy, as Ulwick's job map and the GitLab handbook
have it. Left undeclared, nobody can tell whether the narrower one was meant as a step, or slipped in.

To fix it, declare the wider one as `parent` of the narrower. Or merge the two, or declare `distinct-from: ID`
where they are two jobs.

A job is narrower when its motivation has all words of the other's, the same verb and the same object, and
others besides; or when the other's object is so wide ("all relevant data") that it takes its own in.
One judgement serves the three rules of overlaps. Each setting here means what it does in overlapping-jobs, whose
page gives the reasons; change it in all three, or a pair may be told by one and not by another.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Good, Problems, Statement, set_rule
from jtbdlint.similarity import JobSet, Kind, Weights, place, wish


@set_rule(
    "JT404",
    "undeclared-nesting",
    level="warning",
    bad=[
        Bad(
            "When I plant an orchard, «I want to choose the trees», so I can pick fruit for decades",
            "When I plant an orchard, «I want to choose trees for a dry slope», so I can pick fruit for decades",
        ),
    ],
    good=[
        Good(
            """\
- id: choose-trees
  statement: When I plant an orchard, I want to choose the trees, so I can pick fruit for decades
- id: choose-trees-for-a-slope
  parent: choose-trees
  statement: When I plant an orchard, I want to choose trees for a dry slope, so I can pick fruit for decades
- id: ask-the-neighbours
  parent: choose-trees
  statement: When a nursery praises a sort, I want to taste it next door, so I can tell whether it bears
""",
            name="jobs.yml",
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
    """Yield each end of a pair of which one is narrower; the other end is related."""
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
    for overlap in JobSet.of(statements).overlaps(Kind.NESTED, weights, threshold, shared_words):
        relation = "is a narrower" if overlap.narrower else "is a wider"
        yield overlap.problem(
            f"'{wish(overlap.mine)}' {relation} form of '{wish(overlap.theirs)}' ({place(overlap.theirs)}), "
            f"and neither is declared the parent: {overlap.how}"
        )
