"""Write "and" or "or", not a slash.

"Teams/projects" may mean teams and projects, teams or projects, or that both are the same. Whoever builds
something for the statement has to choose, and nobody will notice that they chose. The INCOSE guide to
writing requirements forbids the slash for this reason, and "and/or" with it.

To fix it, write which one is meant. Slashes that are part of a name ("24/7", "A/B", "TCP/IP") are fine, and so
are opposites, of which both are meant ("on/off", "faster/slower").
"""

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Statement, statement_rule

SLASH = compiled(r"(?<![\w/.:@`$~<{\[\\-])[a-z]{2,}(?:(?:/| / )[a-z]{2,})+(?![\w/.(`>\\-])")
FIXED = frozenset(
    {
        "client/server",
        "input/output",
        "in/out",
        "before/after",
        "buy/sell",
        "credit/debit",
        "import/export",
        "max/min",
        "min/max",
        "plus/minus",
        "push/pull",
        "start/end",
        "inbound/outbound",
        "on/off",
        "open/closed",
        "pass/fail",
        "read/write",
        "start/stop",
        "yes/no",
        "true/false",
        "win/loss",
        "up/down",
        "left/right",
        "he/she",
        "she/he",
        "his/her",
        "her/his",
        "him/her",
        "they/them",
        "km/h",
    }
)
# "Faster/slower": two ends of one scale.
SCALE = compiled(r"[a-z]+er/[a-z]+er|more/less|less/more")


@statement_rule(
    "JT205",
    "slash",
    level="warning",
    bad=[
        Bad("When seats run short, I want to see which «groups/guests» can move, so I can fit the late ones in"),
        Bad("When a bill is wrong, I want to call «and/or» write to the clerk, so I can get my money back"),
    ],
    good=[
        "When seats run short, I want to see which guests can move, so I can fit the late ones in",
        "When I run a TCP/IP link to the barn, I want to see when it drops, so I can keep the milk robot going",
        "When prices move, I want to learn which fields yield higher/lower than last year, so I can plan the sowing",
        "When a night shift is short of staff, I want to find a nurse on call 24/7, so I can keep the ward open",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield words that a slash joins."""
    if "/" not in statement.text:
        return
    for clause in statement.clauses:
        for joined in clause.find(SLASH):
            words = joined.text.replace(" ", "")
            if words not in FIXED and not SCALE.fullmatch(words):
                yield Problem(
                    joined,
                    f"'{joined.text}' leaves open whether both are meant or either",
                    help="write 'and' or 'or'",
                )
