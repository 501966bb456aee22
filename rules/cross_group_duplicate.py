"""Let one group own a job.

A job that two groups list has two owners, and so none: each may take the other to be at work on it, or both
build for it. It also hides where the line between the groups runs. The security section of the GitLab
handbook wants its jobs free of overlap for the stage as a whole, whatever the groups. Statements are the same
when they differ only in case, quotes, spaces, punctuation, and "so that" for "so".

To fix it, agree whose job it is, keep the statement there, and let the other group refer to it by its id.
Where each group has a job of its own, say in the situation or the outcome what differs, or declare
`distinct-from: ID`.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Good, Problem, Problems, Related, Statement, set_rule
from jtbdlint.similarity import JobSet, listed, place


@set_rule(
    "JT408",
    "cross-group-duplicate",
    level="error",
    bad=[
        Bad(
            """\
- id: weigh-catch
  group: Harbour
  statement: «When a boat lands, I want to weigh its catch, so I can bill the berth»
- id: weigh-fish
  group: Market
  statement: «When a boat lands, I want to weigh its catch, so that I can bill the berth»
""",
            name="jobs.yml",
        ),
    ],
    good=[
        Good(
            """\
- id: weigh-catch
  group: Harbour
  statement: When a boat lands, I want to weigh its catch, so I can bill the berth
- id: grade-fish
  group: Market
  statement: When a catch is on the scales, I want to see how fresh it is, so I can name a fair price
""",
            name="jobs.yml",
        ),
    ],
)
def check(statements: Sequence[Statement]) -> Problems:
    """Yield each statement that another group has too."""
    jobs = JobSet.of(statements)
    for mine, others in jobs.copies_where(lambda one, other: not jobs.kin(one, other) and jobs.owned(one, other)):
        groups = sorted(others.groups)
        yield Problem(
            mine,
            f"this job is also listed by {listed(groups)}: {', '.join(place(one) for one in others.first[:3])}",
            help="agree which group owns it, keep it there and refer to it from the other; "
            f"or declare 'distinct-from: {others.first[0].id or 'the id of the other'}' where they are two jobs",
            related=tuple(Related(one, f"the same statement, listed by {one.group}") for one in others.first),
            data={"score": 1.0, "other": others.first[0].id, "groups": [mine.group, *groups]},
        )
