"""Say what, and leave open by what means.

"By scanning a code", "using a map" and "via text message" choose a way of doing the job inside the job. Take
them out and nothing of the wish is lost, while other ways come into view. Kalbach asks for jobs without
methods, the GitLab handbook for the steps of a job map without the means of execution.

To fix it, end the wish before the means, or ask what they were to bring about.
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

MEANS = compiled(
    r"(?<=\s)(?:by (?!(?:morning|evening|being|according|nothing|anything|something|everything|spring)\b)\w{2,}ing"
    r"|using(?! up\b)|via|with the help of|by means of|through the use of|powered by)\b",
    re.IGNORECASE,
)


@statement_rule(
    "JT306",
    "means-clause",
    level="info",
    languages=("en",),
    bad=[
        Bad("When I lend a tool, I want to note who has it «by scanning» a code, so I can ask for it back"),
        Bad("When a road is icy, I want to warn the drivers «via» text message, so I can keep the school open"),
    ],
    good=[
        "When I lend a tool, I want to note who has it, so I can ask for it back",
        "When a road is icy, I want to warn the drivers before six, so I can keep the school open",
        "When paint runs low, I want to order more by morning, so I can finish the hall",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield the words that bring in a means."""
    for means in statement.motivation.find(MEANS):
        yield Problem(
            means,
            f"'{means.text}' chooses a way of doing the job",
            help="leave the means open",
        )
