"""Let the outcome add something to the wish.

"When I post pictures, I want to post a picture, so I can have posted pictures" is one thought three times. A
statement goes round in circles when nobody asked why: the situation is then the job under way, and the
outcome the job done. Klement's job story wants the situation to be what causes the wish, and the outcome to
be what the wish is for.

To fix it, ask what happened before anybody thought of the job, and what they do once it is done.
"""

from functools import lru_cache

from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Problem, Problems, Slice, Statement, statement_rule

# What opens a clause, and what says nothing by itself.
EMPTY = frozenset(
    {
        "a", "about", "all", "also", "always", "am", "an", "and", "any", "are", "as", "at", "be", "been", "before",
        "being", "by", "can", "could", "do", "does", "doing", "done", "easily", "for", "from", "get", "getting",
        "had", "has", "have", "having", "he", "her", "him", "his", "how", "i", "if", "i'm", "i’m", "in", "into", "is",
        "it", "it's", "its", "just", "make", "making", "more", "my", "need", "never", "new", "not", "of", "on",
        "once", "one", "or", "our", "out", "own", "quickly", "really", "see", "she", "so", "some", "that", "the",
        "their", "them", "then", "there", "these", "they", "this", "those", "to", "up", "us", "use", "using", "want",
        "was", "we", "were", "what", "when", "whenever", "where", "whether", "which", "while", "who", "will", "with",
        "would", "you", "your",
    }
)  # fmt: skip
WORD = compiled(r"[^\W_][\w'’-]*")
ENDING = compiled(r"(?:ing|ed|es|s|e|ies|y)$")


@statement_rule(
    "JT231",
    "circular-statement",
    level="info",
    languages=("en",),
    bad=[
        Bad("When spring comes, I want to prune the roses, «so I can have pruned roses»"),
        Bad("When I am repairing bicycles, «I want to repair a bicycle», so I can give it back on Friday"),
    ],
    good=[
        "When spring comes, I want to prune the roses, so I can cut fresh ones for the table in June",
        "When a bicycle comes in with a bent frame, I want to find a spare, so I can give it back on Friday",
        "When I have lost my keys, I want to find them, so I can leave for work",
    ],
)
def check(statement: Statement) -> Problems:
    """Yield an outcome that only repeats the motivation, or a motivation that only repeats the situation."""
    motivation = _content(statement.motivation)
    if _repeats(statement.outcome, motivation):
        yield Problem(
            statement.outcome,
            "the outcome repeats the wish",
            help="say what becomes possible when the job is done",
        )
    situation = statement.situation.text.lower()
    # Most wishes have a word that is in the situation in no form: then it need not be read.
    near = len(motivation) > 1 and all(word in situation for word in motivation)
    if near and motivation <= _content(statement.situation):
        yield Problem(
            statement.motivation,
            "the wish repeats the situation",
            help="say what happened before anybody thought of the job",
        )


def _content(clause: Slice) -> frozenset[str]:
    return frozenset(map(_bare, {*WORD.findall(clause.text.lower())} - EMPTY))


def _repeats(clause: Slice, known: frozenset[str]) -> bool:
    """Whether a clause has several words that say something, and all of them are known."""
    said = set()
    for word in WORD.findall(clause.text.lower()):
        if word not in EMPTY:
            if _bare(word) not in known:
                return False
            said.add(_bare(word))
    return len(said) > 1


@lru_cache(maxsize=100_000)
def _bare(word: str) -> str:
    return ENDING.sub("", word)
