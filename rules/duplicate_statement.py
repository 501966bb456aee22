"""Write a job down once.

The same sentence in two places is two jobs to whoever counts, plans or measures them, and soon two versions:
one gets edited, the other does not. A set whose members exclude one another ("mutually exclusive", the ME of
Minto's MECE) cannot hold a job twice, and the user story quality framework (QUS) asks that each story be
unique. Statements are the same when they differ only in case, quotes, spaces, punctuation, and "so that" for
"so".

To fix it, keep one and point to it from the other place. Where the two stand in different groups,
cross-group-duplicate tells it; where one is the parent of the other, child-repeats-parent does. Two jobs that
really share their words can be told apart with `distinct-from: ID` beside one of them. A page may show the
jobs of a list: what stands there word for word is the job of the list and no copy of it.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Good, Problem, Problems, Related, Statement, set_rule
from jtbdlint.similarity import JobSet, place


@set_rule(
    "JT401",
    "duplicate-statement",
    level="error",
    bad=[
        Bad(
            "«When the ferry is cancelled, I want to find another way across, so that I can keep my appointment»",
            "«When the ferry is cancelled I want to find another way across so I can keep my appointment».",
        ),
    ],
    good=[
        "When the ferry is cancelled, I want to find another way across, so I can keep my appointment",
        Good(
            "## Ines (Islander)\n\n"
            "- When the ferry is cancelled, I want to find another way across, so I can keep my word\n\n"
            "## Olaf (Skipper)\n\n"
            "- When the ferry is cancelled, I want to find another way across, so I can keep my word\n",
            name="personas.md",
        ),
        Good(
            "- id: cross\n"
            "  statement: When the ferry is cancelled, I want to find another way across, so I can keep my word\n",
            "# Jobs of islanders\n\n"
            "- When the ferry is cancelled, I want to find another way across, so I can keep my word\n",
            name="jobs.yml page.md",
        ),
    ],
)
def check(statements: Sequence[Statement]) -> Problems:
    """Yield each statement of a group that says the same, with the others of the group."""
    jobs = JobSet.of(statements)
    for mine, others in jobs.copies_where(lambda one, other: not jobs.kin(one, other) and not jobs.owned(one, other)):
        yield Problem(
            mine,
            f"the same statement stands {'once' if others.number == 1 else f'{others.number} times'} more: "
            f"{', '.join(place(one) for one in others.first[:3])}{' ...' if others.number > 3 else ''}",
            help=f"keep one and point to it; or say what tells them apart; "
            f"or declare 'distinct-from: {others.first[0].id or 'the id of the other'}' where they are two jobs",
            related=tuple(Related(one, "the same statement") for one in others.first),
            data={"score": 1.0, "other": others.first[0].id},
        )
