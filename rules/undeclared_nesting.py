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
from jtbdlint.similarity import WEIGHTS, JobSet, Kind, Weights, place, wish


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
    weights: Weights = WEIGHTS,
) -> Problems:
    """Yield each end of a pair of which one is narrower; the other end is related."""
    for overlap in JobSet.of(statements).overlaps(Kind.NESTED, weights, threshold, shared_words):
        relation = "is a narrower" if overlap.narrower else "is a wider"
        yield overlap.problem(
            f"'{wish(overlap.mine)}' {relation} form of '{wish(overlap.theirs)}' ({place(overlap.theirs)}), "
            f"and neither is declared the parent: {overlap.how}"
        )
