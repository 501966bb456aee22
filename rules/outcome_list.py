"""Name the outcome that decides.

Three outcomes in a row are seldom three reasons. Mostly one is why people care and the others come along
with it, and the list hides which one a solution should be judged by. Ulwick asks for outcomes of one
dimension each; INCOSE for one thought in a sentence.

To fix it, ask which of them, if it failed, would make people drop the whole thing. Keep that one.
"""

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

# A list after "who" tells of somebody, and is no list of outcomes.
LIST = compiled(r"(?:(?!\bwho\b|\bwhom\b|\bwhich\b)[^,;])+, [^,;]+,? (?:and|or|&) [^,;]+")


@statement_rule(
    "JT203",
    "outcome-list",
    level="info",
    languages=("en",),
    bad=[
        Bad("When a mill stops, I want to see why, «so I can repair it, spare the grain and pay no overtime»"),
        Bad("When I hire a cook, I want to taste her soup, «so I can judge her skill, speed, and care»."),
    ],
    good=[
        "When a mill stops, I want to see why, so I can repair it before the grain gets warm",
        "When I hire a cook, I want to taste her soup, so I can judge her skill",
        "When I run the house, I want to see whose turn it is, so I can stop being the one who asks, begs and sulks",
        "When a ship is late, I want to hear of it at sea, so I can keep a berth and a crane free",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield an outcome that lists three or more."""
    if LIST.fullmatch(statement.outcome.text):
        yield Problem(
            statement.outcome,
            "a list of outcomes hides the one that decides",
            help="keep the outcome by which a solution should be judged",
        )
