"""Let one situation start the job.

"When I plan a trip or after I have come home" are two situations, with different people around, other means
at hand and another hurry. A solution for the one will rarely do for the other. The INCOSE guide to writing
requirements asks authors to say whether all conditions of a list have to hold or one of them; EARS lets a
requirement have one trigger and no more.

To fix it, write a statement for each situation, or keep the one in which the job matters most.
"""

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

SECOND = compiled(r"(?:, and|, or| and| or|/) ?(?:also )?(?:when|whenever|while|after|before|if|once|during)\b")
GERUNDS = compiled(r"(?<=\b\w\w)\w+ing (?P<or>or) [a-z]+ing\b")


@statement_rule(
    "JT202",
    "compound-situation",
    level="info",
    languages=("en",),
    bad=[
        Bad("When I plan a hike «or when» I am lost on one, I want to see the contour lines, so I can stay off cliffs"),
        Bad("When I am sowing «or» weeding, I want to know what grew here before, so I can spare the soil"),
    ],
    good=[
        "When I plan a hike, I want to see the contour lines, so I can stay off cliffs",
        "When I am sowing in spring, I want to know what grew here before, so I can spare the soil",
        "When my sister and her children visit, I want to have a game for the lot of us, so I can talk to them",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield the word that joins a second situation to the first."""
    situation = statement.situation
    for second in situation.find(SECOND, small=True):
        if second.begin > situation.begin:
            yield Problem(
                second.stripped(" ,"),
                "a second situation is joined to the first",
                help="write a statement for each situation",
            )
    for pair in situation.find(GERUNDS):
        at = pair.text.index(" or ") + 1
        yield Problem(
            pair.part(at, at + 2),
            "a second situation is joined to the first",
            help="write a statement for each situation",
        )
