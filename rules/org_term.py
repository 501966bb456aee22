"""Leave your own organisation out of the job.

Nobody outside knows which team a step belongs to, and nobody's job begins where one department ends and another
starts. A statement with the names of teams or product categories in it draws its lines where the organisation has
them, which is what a list of jobs is there to question. The security section of the GitLab handbook warns its
writers that users do not care about the org chart.

To fix it, say what the users themselves see happen. The names are the groups of the frame, as far as they are
written with a capital, and those that the setting `terms` lists: teams, departments, categories. Capitals count:
"Care" is a department, and to care is not. Without any names the rule finds nothing.
"""

import re
from functools import cache

from jtbdlint.rule import EMPTY, Bad, Frame, Good, Problem, Problems, Statement, statement_rule


@statement_rule(
    "JT310",
    "org-term",
    level="info",
    terms={"terms": "org"},
    bad=[
        Bad(
            "When «Field Sales» hands over a contract, I want to see what was promised, so I can plan the visit",
            settings={"terms": ["Field Sales", "Care"]},
        ),
        Bad(
            "When a tenant calls, I want to reach «Facilities» at once, so I can stop the leak",
            settings={"terms": ["Facilities"]},
        ),
        Bad(
            "When «Checkout» is down, I want to pay by invoice, so I can get my order out today",
            frame='[frame]\ngroups = ["Checkout", "returns"]\n',
        ),
    ],
    good=[
        "When a contract is signed, I want to see what was promised, so I can plan the visit",
        "When a tenant calls, I want to reach a plumber at once, so I can stop the leak",
        Good(
            "When I care for a patient at home, I want to see her pills, so I can fill the box",
            settings={"terms": ["Care"]},
        ),
        Good(
            "When I plan returns for January, I want to see last year's, so I can hire enough hands",
            frame='[frame]\ngroups = ["Plan", "returns"]\n',
        ),
    ],
)
def check(statement: Statement, *, terms: tuple[str, ...] = (), frame: Frame = EMPTY) -> Problems:
    """Yield every name of the organisation's own."""
    names = _any_of(terms, frame.groups)
    if names is None:
        return
    for clause in statement.clauses:
        for name in clause.find(names):
            yield Problem(
                name,
                f"'{name.text}' is a part of your organisation, which the performer does not see",
                help="say what the performer sees happen",
            )


@cache
def _any_of(terms: tuple[str, ...], groups: tuple[str, ...]) -> re.Pattern[str] | None:
    names = {*terms, *(group for group in groups if group != group.lower())}
    longest_first = sorted(names, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])") if names else None
