"""Make a child narrower than its parent.

A child that says what its parent says is no part of it: whoever reads the tree learns nothing by going
down, and two entries now have to be kept the same. Ulwick's job map and the GitLab handbook's hierarchy
both split a main job into steps, each of which does less than the whole.

To fix it, delete the child, or say what it narrows: one step of the job, one situation in which it comes
up. A narrower child is as it should be and never flagged, however many words it shares with its parent.

`similarity` is the cosine of the words of both statements from which on the child repeats its parent, where
the motivations also have the same words but for those that only colour them. At 0.9 one word in ten may
differ in the situation or the outcome; on the labelled sets nothing between 0.85 and 0.95 changes a verdict.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Good, Problem, Problems, Related, Statement, set_rule
from jtbdlint.similarity import JobSet, place, wish


@set_rule(
    "JT402",
    "child-repeats-parent",
    level="error",
    bad=[
        Bad(
            """\
- id: brew
  statement: When guests arrive, I want to brew a pot of tea, so I can make them feel at home
- id: brew-pot
  parent: brew
  statement: «When guests arrive, I want to quickly brew a pot of tea, so that I can make them feel at home»
""",
            name="jobs.yml",
        ),
    ],
    good=[
        Good(
            """\
- id: brew
  statement: When guests arrive, I want to brew a pot of tea, so I can make them feel at home
- id: boil
  parent: brew
  statement: When the kettle is full, I want to know when the water boils, so I can pour it at the right heat
- id: steep
  parent: brew
  statement: When the leaves are in the pot, I want to see how strong the tea is, so I can pour it before it is bitter
""",
            name="jobs.yml",
        ),
    ],
)
def check(statements: Sequence[Statement], *, similarity: float = 0.9) -> Problems:
    """Yield each child that tells its parent's job again, at the child; the parent is related."""
    jobs = JobSet.of(statements)
    for mine, parent in jobs.repeated_parents(similarity):
        yield Problem(
            mine,
            f"says the same as its parent {place(parent)}: '{wish(parent)}'",
            help="delete it, or say which step or situation of the parent's job it is",
            related=(Related(parent, "the parent"),),
            data={"score": 1.0, "other": parent.id},
        )
