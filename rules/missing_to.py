"""Put "to" between "want" and its verb.

"I want find" is a slip, and an easy one: the "to" goes missing when a statement is put together from
notes. It makes the reader stop at the one place that should be read first.

The fix puts it in. It is marked unsafe, since the word after "want" could be meant as a noun.
"""

import re

from jtbdlint.rule import Bad, Fix, Problem, Problems, Statement, statement_rule

# Verbs that are no nouns; and verbs that are nouns too, which only an article or pronoun gives away.
VERBS = (
    "add|adapt|adjust|allow|apply|assess|assign|attach|avoid|be|become|bring|build|choose|collect|combine|compare|connect"
    "|convert|create|customize|decide|define|delete|deploy|determine|discover|do|edit|enable|ensure|evaluate|explore|find"
    "|follow|gather|get|give|go|have|identify|improve|include|keep|know|learn|locate|maintain|make|modify|organise"
    "|organize|pick|predict|prepare|prevent|protect|provide|publish|reach|receive|recognise|recognize|reduce|remove"
    "|respond|see|select|send|share|show|solve|speak|stay|store|switch|take|teach|tell|understand|verify|visualise"
    "|visualize|write|clean up|set up|sign up|log in"
)
EITHER = (
    "access|ask|book|buy|call|change|check|clean|control|copy|cut|download|drive|estimate|export|filter|fix|help|import"
    "|limit|link|list|load|look|manage|map|mark|measure|monitor|move|open|order|pay|plan|play|post|print|read|record"
    "|release|report|request|review|run|save|schedule|score|search|sort|spend|start|stop|support|test|track|transfer|try"
    "|update|use|view|visit|watch|work"
)
OBJECT = "the|a|an|my|our|their|its|this|that|these|those|it|them|for"
SLIP = re.compile(
    rf"I(?: \w+)? (?P<slip>(?:want|need)(?P<gap> )(?:(?:{VERBS})\b|(?:{EITHER})\b(?= (?:{OBJECT})\b)))",
    re.IGNORECASE,
)


@statement_rule(
    "JT128",
    "missing-to",
    level="warning",
    languages=("en",),
    bad=[
        Bad(
            "When I hear a new song, I «want find» out who sings it, so I can hear more of her",
            fixed="When I hear a new song, I want to find out who sings it, so I can hear more of her",
        ),
        Bad(
            "When the roof leaks, I «want call» a roofer whom I know, so I can stay dry tonight",
            fixed="When the roof leaks, I want to call a roofer whom I know, so I can stay dry tonight",
        ),
    ],
    good=[
        "When I hear a new song, I want to find out who sings it, so I can hear more of her",
        "When a bill looks wrong, I want to check the meter, so I can prove what I used",
        "When my mother falls, I want to be called at once, so I can be with her",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield "want" where a bare verb follows it."""
    motivation = statement.motivation
    match = SLIP.match(motivation.text)
    if match is not None:
        verb = match["slip"].split(" ", 1)[1]
        gap = motivation.part(*match.span("gap"))
        yield Problem(
            motivation.part(*match.span("slip")),
            f"'to' is missing before '{verb}'",
            help=f"write 'to {verb}'",
            fix=Fix((gap.replaced_by(" to "),), safe=False),
        )
