"""Say what the person gains when the job is done.

The outcome is how anybody can tell that the job went well, and the first thing that two ideas for a
solution are compared by. Klement asks for the expected outcome in every job story, Ulwick measures
the success of a job by nothing else, and the GitLab handbook wants it to be measurable.

To fix it, ask "and what can you do then?" until the answer is no longer a step of the same work, and
close the statement with it: "so I can ...".
"""

from collections import Counter
from collections.abc import Sequence

from jtbdlint.lexicon import BLANK, CELL_END
from jtbdlint.rule import Bad, Form, Problem, Problems, Statement, set_rule

FEW = 2
"""So many job statements make a document one about jobs."""


@set_rule(
    "JT103",
    "missing-outcome",
    level="error",
    bad=[
        Bad("When I take over a ward at dawn, I want to learn what changed in the night«»"),
        Bad("When a tenant moves out, I want to record the state of each room«»."),
    ],
    good=[
        "When I take over a ward at dawn, I want to learn what changed in the night, so I can see to the sickest first",
        "When a tenant moves out, I want to record the state of each room, so that I can settle the deposit in a week.",
        "When a shelf runs empty, I want to know who can deliver tomorrow, to keep the shop open over the holiday",
    ],
)
def check(statements: Sequence[Statement]) -> Problems:
    """Yield every job statement that ends with its motivation."""
    statements = [one for one in statements if one.form is Form.JOB_STATEMENT]
    jobs = Counter(id(one.document) for one in statements)
    whole = {id(one.document) for one in statements if all(one.clauses)}
    for statement in statements:
        # In running text "when it rains, I want to read" is a statement cut short only where others are about.
        document = id(statement.document)
        about_jobs = statement.place != "paragraph" or document in whole or jobs[document] >= FEW
        if about_jobs and _ends_early(statement):
            yield Problem(
                statement.outcome,
                "the statement does not say what the person gains by it",
                help="close with 'so I can ...' and what becomes possible when the job is done",
            )


def _ends_early(statement: Statement) -> bool:
    if not statement.motivation or statement.outcome or BLANK.search(statement.text):
        return False  # a template is placeholder's business
    if statement.place != "field" and statement.situation.begin > statement.motivation.begin:
        return False  # "I want it done before it rains" is a wish that somebody tells, not a statement cut short
    rest = statement.after().up_to(statement.reading.whole()).text
    if rest.lstrip().startswith(":"):
        return False  # a line that leads in to a list: "When I have a wish I want to tell:"
    next_cell = rest.split(CELL_END)[1:2]
    return all(len(cell.split()) <= 2 for cell in next_cell)  # else the table may have a column for it
