"""Open the situation with a word that says how it begins.

"When" is an event, "while" lasts, "if" may never come: EARS gives each of these words one meaning, and
its readers rely on it. "As", "with" or "for" leave open whether the situation starts the job or only
surrounds it.

To fix it, ask what happens at the moment when the job arises, and put it after "When". The setting
`allowed` lists the openings that pass.
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Good, Problem, Problems, Statement, statement_rule

WORD = compiled(
    r"\W*(?:and |but |first,? |second(?:ly)?,? |then,? |also,? |even |just |only |immediately |right )?(\w+)",
    re.IGNORECASE,
)
DEFAULT = ("when", "whenever", "while", "whilst", "if", "once", "after", "before", "during", "until", "where")


@statement_rule(
    "JT125",
    "situation-opener",
    level="info",
    languages=("en",),
    bad=[
        Bad("«As» I get closer to the border, I want to know what papers they ask for, so I can have them at hand"),
        Bad(
            "«Once» the paint is dry, I want to see it by daylight, so I can judge the colour",
            settings={"allowed": ["when", "while"]},
        ),
    ],
    good=[
        "When I get closer to the border, I want to know what papers they ask for, so I can have them at hand",
        "While the paint dries, I want to plan the next wall, so I can finish by the evening",
        Good("If the paint runs, I want to stop it at once, so I can save the wall", settings={"allowed": ["if"]}),
    ],
)
def check(statement: Statement, *, allowed: tuple[str, ...] = DEFAULT) -> Problems:
    """Yield the first word of a situation where it is not in `allowed`."""
    if statement.tabular:
        return  # a column or key says that it is one
    match = WORD.match(statement.situation.text)
    if match is not None and match[1].lower() not in allowed:
        yield Problem(
            statement.situation.part(match.start(1), match.end(1)),
            f"'{match[1]}' leaves open what starts the job",
            help="open with 'When' and what happens",
        )
