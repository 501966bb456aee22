"""Give every job a place of its own.

An item is what gets an identifier, a parent, a score in a survey. With two jobs in it, nobody can say which
of them was meant, and no overlap with other jobs can be told apart. The user story quality framework (QUS)
calls such a story not atomic; INVEST, Wake's checklist for stories, wants them small and independent, so that
each can be planned and finished by itself.

To fix it, make an item of each. Paragraphs may hold as many statements as the text needs.
"""

from collections.abc import Sequence

from jtbdlint.lexicon import CELL_END
from jtbdlint.rule import Bad, Form, Good, Problem, Problems, Related, Statement, set_rule

ONE_EACH = frozenset({"field", "item", "cell"})


@set_rule(
    "JT105",
    "several-statements",
    level="error",
    bad=[
        Bad(
            "When a parcel is late, I want to know where it is, so I can calm the customer. "
            "«When it is lost, I want to claim its price, so I can send another one»."
        ),
        Bad(
            "When the tide turns, I want to see how much water is under the keel, so I can stay afloat. "
            "«When fog comes up, I want to hear the other ships, so I can keep clear of them»."
        ),
        Bad(
            "# Jobs to be done\n"
            "\n"
            "- When dough will not rise, I want to find out why, so I can save the batch.\n"
            "  «When the oven fails, I want to borrow another, so I can open at six».\n",
            name="page.md",
        ),
    ],
    good=[
        "When a parcel is late, I want to know where it is, so I can calm the customer.",
        "When I cannot sleep because I want to be up at four, I want to hear quiet music, so I can drift off",
        Good(
            "# Jobs to be done\n"
            "\n"
            "- When dough will not rise, I want to find out why, so I can save the batch.\n"
            "- When the oven fails, I want to borrow another, so I can open at six.\n",
            name="page.md",
        ),
    ],
)
def check(statements: Sequence[Statement]) -> Problems:
    """Yield every statement that shares its field, item or cell with an earlier one."""
    earlier: Statement | None = None
    for statement in statements:
        if statement.form is Form.FRAGMENT or statement.place not in ONE_EACH:
            continue
        if earlier is not None and statement.number > 0 and earlier.item == statement.item:
            between = earlier.after().up_to(statement.before())
            # Two cells of a row are a place each.
            if CELL_END not in between.text:
                yield Problem(
                    statement,
                    "a second job shares the place of the first",
                    help="give each job an item of its own",
                    related=(Related(earlier, "the first job"),),
                )
        earlier = statement
