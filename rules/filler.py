"""Leave out "just", "simply" and "really".

They belong to speech. In writing they weaken what they were to stress, and "just" and "simply" hide how much
work is behind the wish. The user story quality framework (QUS) wants stories minimal.

The fix takes the word out. It is marked unsafe, since "just" can also mean "only".
"""

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Fix, Problem, Problems, Statement, statement_rule

FILLER = compiled(
    r"(?<=\s)(?<!\bnot\s)(?:just|simply|really|basically|literally|very|quite|somehow)(?P<space>\s)(?=\w)"
    r"(?!(?:in time|before|after|because|as|like|one|the|enough|a few|few|a)\b)"
)


@statement_rule(
    "JT221",
    "filler",
    level="info",
    languages=("en",),
    bad=[
        Bad(
            "When I park in town, I want to «just» pay for the hour, so I can be on my way",
            fixed="When I park in town, I want to pay for the hour, so I can be on my way",
        ),
        Bad(
            "When a wall is damp, I want to find out where the water «really» comes from, so I can dry it for good",
            fixed="When a wall is damp, I want to find out where the water comes from, so I can dry it for good",
        ),
    ],
    good=[
        "When I park in town, I want to pay for the hour, so I can be on my way",
        "When a wall is damp, I want to find out where the water comes from, so I can dry it for good",
        "When I have just moved, I want to learn which doctor takes new patients, so I can get my pills",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield filler words of motivation and outcome."""
    for clause in (statement.motivation, statement.outcome):
        for filler in clause.find(FILLER, small=True):
            word = filler.stripped()
            yield Problem(
                word,
                f"'{word.text}' can go",
                help="take it out",
                fix=Fix((filler.replaced_by(""),), safe=False),
            )
