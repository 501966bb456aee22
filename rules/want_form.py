"""Say "I want to", not "I can" or "I need".

"I can" describes a feature that is already decided on; "I must" and "I need" a demand, whose reason is
then left out. "I want to" leaves the way open and speaks for a person. One form in all statements also
lets a reader compare them: the user story quality framework (QUS) asks for uniformity, and Klement's
job story, the Intercom team's and the GitLab handbook's all have "I want to".

To fix it, open the motivation with "I want to". The fix does, and is marked unsafe: somebody should see
whether it still says what was meant. With the setting `allowed`, other openings pass
(`allowed = ["I need"]`).
"""

import re

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Fix, Good, Problem, Problems, Statement, statement_rule

# A form, and what the fix leaves of it: "I can see" becomes "I want to see".
FORM = compiled(
    r"(?P<who>I|We)(?P<also> (?:also|still|really|then|just))?"
    r"(?P<verb>['’]d (?:like|love|prefer)| (?:can|could|need|must|should|shall|will|would (?:like|love|prefer)|"
    r"have|wish|hope|expect|desire|require))\b(?P<to> to\b)?",
    re.IGNORECASE,
)
MODAL = frozenset({"can", "could", "must", "should", "shall", "will"})


@statement_rule(
    "JT121",
    "want-form",
    level="warning",
    languages=("en",),
    bad=[
        Bad(
            "When a guest is late, «I can» keep the kitchen open, so I can serve a warm meal",
            fixed="When a guest is late, I want to keep the kitchen open, so I can serve a warm meal",
        ),
        Bad(
            "When the hive swarms, «I need to» catch it by dusk, so I can house it for the night",
            fixed="When the hive swarms, I want to catch it by dusk, so I can house it for the night",
        ),
        Bad(
            "When the choir grows, «I'd like to» hear each voice alone, so I can place it",
            fixed="When the choir grows, I want to hear each voice alone, so I can place it",
        ),
    ],
    good=[
        "When a guest is late, I want to keep the kitchen open, so I can serve a warm meal",
        "When I need a second opinion, I want to reach another vet, so I can decide whether to operate",
        Good(
            "When the hive swarms, I need to catch it by dusk, so I can house it for the night",
            settings={"allowed": ["I need"]},
        ),
    ],
)
def check(statement: Statement, *, allowed: tuple[str, ...] = ()) -> Problems:
    """Yield the opening of a motivation that is neither a wish nor in `allowed`."""
    motivation = statement.motivation
    match = FORM.match(motivation.text)
    if match is None or any(match[0].lower().startswith(form.lower()) for form in allowed):
        return
    form = motivation.part(0, match.end())
    verb = match["verb"].strip().lower()
    to = " to" if match["to"] or verb in MODAL else ""
    yield Problem(
        form,
        f"'{form.text}' is not a wish: {'it states a feature' if verb in ('can', 'could') else 'it states a demand'}"
        if "like" not in verb and "love" not in verb
        else f"'{form.text}' instead of 'I want{to}'",
        help=f"write 'I want{to}'",
        fix=Fix((form.replaced_by(f"{match['who']}{match['also'] or ''} want{to}"),), safe=False),
    )
