"""Write a bare job as a verb, an object and what narrows it.

Ulwick writes a job down as a verb, the object of the verb and a contextual clarifier: "listen to music while on
the go". The verb keeps it something to do, the clarifier keeps it from being everything at once. Kalbach and
the GitLab handbook write jobs the same way, without joining two of them and without words for how well they
should be done, which are needs and stated apart.

To fix it, begin with the verb in its bare form ("prune", not "pruning of"), make two jobs of two verbs, and take
out "quickly" and its kind. The rule is off by default, since bare jobs are told to grow into statements there
(fragment); the preset `ulwick` has it instead of that.
"""

import re

from jtbdlint.lexicon import BESIDE, BLANK, PROSE, opens_no_clause
from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Form, Good, Problem, Problems, Statement, statement_rule

_WELL = "quickly|easily|efficiently|effectively|effortlessly|seamlessly|smoothly|safely|accurately|cheaply|reliably"
FAULTS = (
    (
        compiled(r"(?P<at>(?!(?:Bring|Sing|Ring|Swing|String|Spring|Fling|Cling|Ping|Wring)\b)\w{2,}ing)\b", re.I),
        "'{word}' names an activity",
        "begin with the verb in its bare form",
    ),
    (
        compiled(r"(?P<at>(?:An?|The|My|Our|Their|Your|Some|More|Better|All|Every) \w+)", re.I),
        "'{word}' is a thing, not something to do",
        "begin with what is done to it",
    ),
    (compiled(r"(?P<at>\w+)\W*$"), "'{word}' says neither what is done nor what to", "write a verb and its object"),
    (
        compiled(r"(?P<at>\w+(?:, \w+)*,? (?:and|or|&) \w+)\b"),
        "'{word}' are two jobs in one",
        "make a job of each, or keep the one that the other serves",
    ),
)
NEED = compiled(rf"\b(?:{_WELL})\b", re.IGNORECASE)


@statement_rule(
    "JT112",
    "bare-job",
    level="off",
    forms=(Form.FRAGMENT,),
    languages=("en",),
    bad=[
        Bad("«Pruning» of fruit trees"),
        Bad("«Plan and book» a trip to the coast"),
        Bad("Find a dentist «quickly» on a Sunday"),
        Bad("«A better» view of the stage"),
    ],
    good=[
        Good(
            "# Jobs to be done\n\n<!-- jtbdlint-disable-file[fragment] -- jobs, not stories -->\n\n"
            "- Prune fruit trees after the frost\n- Find a dentist on a Sunday\n- Bring up a child far from home\n",
            name="page.md",
        ),
        "When frost is over, I want to prune the fruit trees, so I can get a full crop in autumn",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield how a bare job begins where that is with no verb or with two, and words for how well it should be done."""
    job = statement.item.stripped(" \n\t.")
    if not _is_bare(statement, job.text):
        return
    for pattern, message, remedy in FAULTS:
        if found := pattern.match(job.text):
            at = job.part(*found.span("at"))
            yield Problem(at, message.format(word=at.text), help=remedy)
            break
    for word in job.find(NEED):
        yield Problem(
            word,
            f"'{word.text}' tells how well the job should be done, not what it is",
            help="take it out, and state it apart as a need",
        )


def _is_bare(statement: Statement, text: str) -> bool:
    """Whether it is a job without its story: neither prose, nor a template, nor told beside a statement."""
    if not text or statement.failure is None or BLANK.search(text) or PROSE.search(text):
        return False
    return opens_no_clause(statement.failure) and (statement.place == "field" or not BESIDE.match(text))
