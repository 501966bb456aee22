"""Say each thing about a job once.

Where a key stands twice in one entry of a list, most readers keep the value that comes last and drop the other
without a word; some keep the first, and strict ones refuse the file. YAML itself demands that keys be unique. So two
tools that read the same list see two different jobs, and a statement that somebody wrote is not checked, counted or
shown anywhere.

To fix it, keep the value that is meant and delete the other. Where both are meant, they are two jobs: give the second
an entry and an id of its own.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Good, Problem, Problems, Related, Statement, set_rule


@set_rule(
    "JT609",
    "repeated-key",
    level="error",
    bad=[
        Bad(
            """\
- id: mend-net
  statement: When a net comes in torn, I want to find every hole, so I can mend it before the boat leaves
  «statement»: When the tide turns, I want to be told at the quay, so I can call the crew
""",
            name="jobs.yml",
        ),
        Bad(
            """\
[{"id": "mend-net", "statement": "When a net comes in torn, I want to find every hole, so I can mend it at once",
  "«id»": "mend-sail"}]
""",
            name="jobs.json",
        ),
    ],
    good=[
        Good(
            """\
- id: mend-net
  statement: When a net comes in torn, I want to find every hole, so I can mend it before the boat leaves
- id: call-crew
  statement: When the tide turns, I want to be told at the quay, so I can get everyone aboard
""",
            name="jobs.yml",
        ),
    ],
)
def check(statements: Sequence[Statement]) -> Problems:
    """Yield each key that stands in an entry again."""
    seen = set()
    for statement in statements:
        for before, again in statement.repeated:
            # An entry may hold several statements.
            place = again.document.path, again.start
            if place not in seen:
                seen.add(place)
                yield Problem(
                    again,
                    f"the key '{again.text}' stands here again, and what line {before.position.line} says is lost",
                    help="keep the one that is meant, or make two jobs of them",
                    related=(Related(before, "the value here is lost"),),
                )
