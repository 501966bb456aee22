"""Keep every job that a page shows in the list of jobs.

Where a set of jobs is kept as data and shown on pages, the two drift apart: somebody improves the wording on the page,
somebody adds a job there and nowhere else. What stands on a page only is in no tree and in no matrix, and the next
person who reads the list does not know of it.

To fix it, add the statement to the list, or write it as it stands there; better still, let `jtbdlint tree
--output-format markdown` write the page. Only pages that share a statement with a list are looked at; with the
setting `every-page`, all of them.
"""

from collections.abc import Sequence

from jtbdlint.rule import Bad, Form, Good, Problem, Problems, Related, Statement, set_rule

_NEAR = 0.8
"""The share of words in common, from 0 to 1, from which on one statement was probably meant to be another."""
_MANY = 1_000_000
"""So many comparisons are made at most to find what the list has instead."""

_LIST = (
    "- id: sing-it-back\n"
    "  jtbd: When I cannot read a note, I want to hear it played, so I can sing it back\n"
    "- id: hold-the-bow\n"
    "  jtbd: When my wrist hurts, I want to see how others hold the bow, so I can go on with the scales\n"
)
_SHARED = "- When I cannot read a note, I want to hear it played, so I can sing it back.\n"
_OTHER = "When my wrist is sore, I want to see how others hold the bow, so I can go on with the scales"
_NEW = "When the strings slip, I want to tune them without a fork, so I can play before the lesson begins"


@set_rule(
    "JT608",
    "lonely-statement",
    level="info",
    bad=[
        Bad(_LIST, f"{_SHARED}- «{_OTHER}».\n", name="jobs.yml page.md"),
        Bad(_LIST, f"# Also heard\n\n> «{_NEW}»\n", name="jobs.yml page.md", settings={"every_page": True}),
    ],
    good=[
        Good(_LIST, name="jobs.yml", settings={"every_page": True}),
        Good(_LIST, f"# Also heard\n\n> {_NEW}\n", name="jobs.yml page.md"),
        Good(f"{_SHARED}- {_NEW}\n", name="page.md"),
    ],
)
def check(statements: Sequence[Statement], *, every_page: bool = False) -> Problems:
    """Yield every job statement of a page that no list of jobs has."""
    jobs = [one for one in statements if one.form is Form.JOB_STATEMENT]
    pages: dict[str, list[Statement]] = {}
    for one in jobs:
        if one.place != "field":
            pages.setdefault(one.document.path, []).append(one)
    listed = {_words(one): one for one in reversed(jobs) if one.id} if pages else {}
    if not listed:
        return
    for page in pages.values():
        lonely = [one for one in page if _words(one) not in listed]
        if not every_page and len(lonely) == len(page):
            continue
        for one in lonely:
            near = _nearest(one, listed) if len(lonely) * len(listed) <= _MANY else None
            yield Problem(
                one,
                "no list of jobs has this statement" + (", but one that is nearly the same" if near else ""),
                help=f"write it as '{near.id}' does, or there as here" if near else "add it to the list",
                related=(Related(near, "in the list"),) if near else (),
            )


def _words(statement: Statement) -> str:
    """The statement without differences of case, punctuation and white space."""
    return " ".join(word.text.casefold().replace("’", "'") for word in statement.words())


def _nearest(statement: Statement, listed: dict[str, Statement]) -> Statement | None:
    """The statement of a list that this one was probably meant to be."""
    from rapidfuzz import process  # only for who finds something
    from rapidfuzz.distance import Indel

    words = {key: key.split() for key in listed}
    scorer = Indel.normalized_similarity
    found = process.extractOne(_words(statement).split(), words, scorer=scorer, score_cutoff=_NEAR)
    return listed[found[2]] if found else None
