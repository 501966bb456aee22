"""Draw the line between two jobs, or make them one.

Two statements that ask for the same deed, done to the same thing, compete: a new idea fits both, research
gets filed under either, and neither group knows whether it is theirs. A set of jobs should be mutually
exclusive (Minto's MECE), and INVEST, Wake's checklist for stories, wants them not to overlap in concept; where
two members of a set do, the line between them is not drawn yet.

To fix it, take one of three ways out. *Merge* the two, and keep the better sentence. *Redraw the line*:
say in the motivation what is done in the one and not in the other; a situation alone rarely makes two jobs.
Or *declare* what they are: `parent` where one is a part of the other, `distinct-from: ID` where they are two
jobs and share their words by chance. Two near relatives are told by rules of their own: undeclared-nesting,
and same-job-other-words.

The statements are compared clause by clause. A word counts by how rare it is in the set, up to a cap;
synonyms count nearly as much as the same word, verbs of the same kind a little. Opposites ("import",
"export") and a swapped word in otherwise equal sentences ("all metrics of an alert", "all logs of an alert")
make two jobs of it, whatever the score. Jobs that share hardly a word are not found: that "be woken before
the last bus" and "never be late for work again" are one takes knowing the world, and words alone do not tell.

The score is a sum of parts, from 0 to 1, which are set under `weights`:

- `motivation` (0.42): how alike the motivations are. They tell the job, so they weigh most.
- `outcome` (0.25): how alike the outcomes are; one that stands in many statements counts less. Where one
  statement has none, half of the motivation's likeness stands in.
- `whole` (0.17): how alike all the words are, wherever they stand; in one statement the situation says
  what in the other the outcome does.
- `evidence` (0.16): how many words of the motivations match besides the verb, three being all that counts: a
  long motivation shares a smaller part of its words, but more of them.
- `retold` (0.22) is added as far as both the situation and the outcome are alike without being the same
  sentence. Who copies a clause changes the rest and means another job; who tells all of it in words of their
  own has most likely met the same one. On sets that were labelled, nine of ten such pairs were one job.

From it are taken:

- `unknown-verb` (0.16) where one motivation names no verb, and `distant-verb` (0.12) where the verbs are of
  different kinds. What is done matters more than what it is done to.
- `other-object` (0.04) where the objects differ, half of it where one of them stands in another clause, and
  `wide-object` (0.025) where one is a pronoun or as wide as "data". Little, because an object has many names.
- `alone` (0.12) as far as the outcomes are not alike either: whole where the motivations share only their verb,
  or words but no verb, or a verb as common as "see" and one word; twice where what is done is another thing
  altogether; less where the verbs are of one kind, and next to nothing where they are the same and half of all
  words besides. A word or two is chance.

And two conditions are asked of every pair. `least-motivation` (0.25) is how alike the motivations must be, or
seven tenths of that where `retold` speaks for the pair: below it, what is alike is everything but the job.
`swapped` (0.35) is the part of a motivation that may be equal, word for word, around a word that is swapped;
from there on it is a template, and the swapped word names the job. 1 takes no pair for a template.

`threshold` is the score from which on a pair is told. On 24 labelled sets with 181 pairs to be found, precision
lies between 0.93 and 0.95 for every threshold from 0.22 to 0.36, while recall falls from 0.54 to 0.44; leaving
out one set at a time, the best one was 0.22 each time, and 0.24 is that and a step to the safe side.

`shared-words` is the least cosine of the words of both statements, the condition that makes a search among a
million statements exact. On the labelled sets no pair was right below 0.33, and the more statements there are,
the more share that much by chance; 0.35 loses one pair in twenty and finds half as many by chance.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Good, Problems, Statement, set_rule
from jtbdlint.similarity import WEIGHTS, JobSet, Kind, Weights, place, wish


@set_rule(
    "JT403",
    "overlapping-jobs",
    level="warning",
    bad=[
        Bad(
            "When the tide is coming in, «I want to move the boats to the upper mooring», so I can sleep without worry",
            "When a storm is near, «I want to move our boats up to the upper mooring», so that none of them is damaged",
        ),
    ],
    good=[
        Good(
            "When the tide is coming in, I want to move the boats to the upper mooring, so I can sleep without worry",
            "When the tide is coming in, I want to move the nets to the upper shed, so I can mend them tomorrow",
        ),
        Good(
            """\
- id: moor
  statement: When the tide is coming in, I want to move the boats to the upper mooring, so I can sleep without worry
- id: moor-in-storms
  distinct-from: moor
  statement: When a storm is near, I want to move our boats up to the upper mooring, so that none of them is damaged
""",
            name="jobs.yml",
        ),
    ],
)
def check(
    statements: Sequence[Statement],
    *,
    threshold: float = 0.24,
    shared_words: float = 0.32,
    weights: Weights = WEIGHTS,
) -> Problems:
    """Yield each end of a pair that overlaps; the other end is related."""
    for overlap in JobSet.of(statements).overlaps(Kind.OVERLAP, weights, threshold, shared_words):
        yield overlap.problem(
            f"'{wish(overlap.mine)}' overlaps with '{wish(overlap.theirs)}' ({place(overlap.theirs)}): {overlap.how}"
        )
