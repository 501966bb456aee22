"""Leave out "be able to".

"I want to be able to assign" says no more than "I want to assign", in six words instead of four, and
moves the reader's eye from the job to a permission. The INCOSE guide to writing requirements warns of
such superfluous infinitives.

The fix takes the words out, which changes nothing else, and is safe.
"""

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Fix, Problem, Problems, Statement, statement_rule

# Each with what is left of it; what is before is looked at behind the first words, which are so found fast.
PADDING = (
    (compiled(r"be able to (?<=(?:want|need|like) to be able to )(?=\w)"), ""),
    (
        compiled(
            r"have the (?<=(?:want|need|like) to have the )(?:ability|possibility|option|chance) to (?=\w)",
        ),
        "",
    ),
    (compiled(r"the (?<=(?:want|need) the )(?:ability|possibility|option) to (?=\w)"), "to "),
)


@statement_rule(
    "JT129",
    "be-able-to",
    level="warning",
    languages=("en",),
    bad=[
        Bad(
            "When a judge asks for a precedent, I want to «be able to» find it in minutes, so I can argue my case",
            fixed="When a judge asks for a precedent, I want to find it in minutes, so I can argue my case",
        ),
        Bad(
            "When my shift is moved, I want «the ability to» swap with a colleague, so I can pick up my son",
            fixed="When my shift is moved, I want to swap with a colleague, so I can pick up my son",
        ),
        Bad(
            "- When the wind blows, I want to «be able\n  to» fold the parasols, so I can save them\n",
            fixed="- When the wind blows, I want to fold the parasols, so I can save them\n",
            name="page.md",
        ),
    ],
    good=[
        "When a judge asks for a precedent, I want to find it in minutes, so I can argue my case",
        "When I am not able to attend a hearing, I want to read what was said, so I can advise my client",
        "When my shift is moved, I want to swap with a colleague, so I can pick up my son",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield every padded infinitive of the motivation."""
    for pattern, rest in PADDING:
        for padding in statement.motivation.find(pattern, small=True):
            words = padding.stripped()
            yield Problem(
                words,
                f"'{words.text}' adds nothing to the wish",
                help="name what the person wants to do",
                fix=Fix((padding.replaced_by(rest),)),
            )
