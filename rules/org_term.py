"""Leave your own organisation out of the job.

Nobody outside knows which team a step belongs to, and nobody's job begins where one department ends and another
starts. A statement with the names of teams or product categories in it draws its lines where the organisation has
them, which is what a list of jobs is there to question. The security section of the GitLab handbook warns its
writers that users do not care about the org chart.

To fix it, say what the users themselves see happen. The setting `terms` lists the names of teams, departments and
categories; without it the rule finds nothing, so it is off unless it is selected.
"""

import re
from functools import cache

from jtbdlint.rule import Bad, Good, Problem, Problems, Statement, statement_rule


@statement_rule(
    "JT310",
    "org-term",
    level="off",
    bad=[
        Bad(
            "When «Field Sales» hands over a contract, I want to see what was promised, so I can plan the visit",
            settings={"terms": ["Field Sales", "Care"]},
        ),
        Bad(
            "When a tenant calls, I want to reach «Facilities» at once, so I can stop the leak",
            settings={"terms": ["Facilities"]},
        ),
    ],
    good=[
        "When a contract is signed, I want to see what was promised, so I can plan the visit",
        "When a tenant calls, I want to reach a plumber at once, so I can stop the leak",
        Good(
            "When I care for a patient at home, I want to see her pills, so I can fill the box",
            settings={"terms": ["Care"]},
        ),
    ],
)
def check(statement: Statement, *, terms: tuple[str, ...] = ()) -> Problems:
    """Yield every name of the organisation's own."""
    if not terms:
        return
    for clause in statement.clauses:
        for name in clause.find(_any_of(terms)):
            yield Problem(
                name,
                f"'{name.text}' is a part of your organisation, which the performer does not see",
                help="say what the performer sees happen",
            )


@cache
def _any_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
