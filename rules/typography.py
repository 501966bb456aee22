"""Clear away the slips of the keyboard.

Doubled spaces, a space before a comma, two commas or full stops in a row, a bar left over from a table:
none changes the meaning, and each tells the reader that nobody has read the statement since it was
typed. They also keep two equal statements from being found equal by a search.

The fix takes the slip out and is safe.
"""

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Fix, Problem, Problems, Statement, statement_rule

SLIP = compiled(
    # All begin with one of three characters, and what is before is looked at behind it: so they are found fast.
    r"[ \t,](?:(?<=[^\s.!?:|][ \t])(?P<spaces>[ \t]+)(?=[^\s|])|(?<=\w[ \t])(?P<space>[ \t]*)(?=,(?:\s|$))"
    r"|(?<=[^\s,],)(?P<commas>(?:[ \t]*,)+)(?=[ \t\n]|$)|(?<=[^\W\d_],)(?P<joined>)(?=[^\W\d_]))"
)
# The same after the end of the statement, before any other word.
AFTER = compiled(r"\W*")
ENDING = compiled(r"(?<=[^\s.])(?P<stops>\.\.)(?=\s|$)|(?<=[^\s|])(?P<bar>[ \t]+\|[ \t]*)$")
# What each is called, and what should stand there.
NAMES = {
    "spaces": ("two spaces", " "),
    "space": ("a space before the comma", ""),
    "commas": ("two commas", ","),
    "joined": ("no space after the comma", ", "),
    "stops": ("two full stops", "."),
    "bar": ("a stray bar", ""),
}


@statement_rule(
    "JT127",
    "typography",
    level="info",
    bad=[
        Bad(
            "When the bakery«  »opens, I want to see what is still warm, so I can choose fresh bread.",
            fixed="When the bakery opens, I want to see what is still warm, so I can choose fresh bread.",
        ),
        Bad(
            "When I lose my way«,,» I want to find the next shelter, so I can wait out the storm«..»",
            fixed="When I lose my way, I want to find the next shelter, so I can wait out the storm.",
        ),
        Bad(
            "When a trail is closed« », I want to learn it at the car park, so I can pick another one.« |»",
            fixed="When a trail is closed, I want to learn it at the car park, so I can pick another one.",
        ),
    ],
    good=[
        "When the bakery opens, I want to see what is still warm, so I can choose fresh bread.",
        "When I pay 1,200 for a course, I want to hear what others made of it, so I can judge its worth.",
        "When I wonder ... and wait, I want to be told the odds, so I can decide before the deadline.",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield every slip in the statement, and those that end its item."""
    text = statement.reading.text
    after = AFTER.match(text, statement.stop)
    end = after.end() if after else statement.stop
    for pattern, begin, stop in ((SLIP, statement.begin, statement.stop), (ENDING, statement.stop, end)):
        for match in pattern.finditer(text, begin, stop):
            if match.lastgroup == "bar" and end < len(text):
                continue
            name, right = NAMES[match.lastgroup or ""]
            slip = statement.reading.slice(match.start(), match.end())
            yield Problem(slip, name, fix=Fix((slip.replaced_by(right),)))
