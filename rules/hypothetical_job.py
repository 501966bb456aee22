"""Say where a job comes from, and take no hypothesis for a finding.

Hypothetical jobs are worth writing down, since they make plain what a team believes; but nothing should be
built on them until research has shown that people have them. The security section of the GitLab handbook says
so of its jobs; in the handbook's list a job has a confidence and a source.

To fix it, link the interviews, the survey or the field notes as `source`, or go and find out. Only lists are
looked at in which a third of the jobs or more have a source, or a confidence. The setting `unvalidated` lists
how a confidence begins that says that nobody has checked yet.
"""

from collections.abc import Iterator, Sequence

from jtbdlint.hierarchy import Hierarchy, Job
from jtbdlint.rule import Bad, Good, Problem, Problems, Statement, set_rule

UNVALIDATED = (
    "assum", "draft", "guess", "heuristic", "hypothe", "low", "needs research", "no research", "none", "not researched",
    "not validated", "not yet", "to be validated", "unproven", "unresearched", "untested", "unvalidated",
)  # fmt: skip

_KEPT = 1 / 3
"""A list tells sources or confidences when so many of its jobs do."""

_PARCELS = (
    "- id: sort-by-street\n"
    "  confidence: Researched\n"
    "  source: Six rides in the van, May\n"
    "  jtbd: When I load the van at six, I want to stack the parcels by street, so I can reach each with one grip\n"
)


@set_rule(
    "JT607",
    "hypothetical-job",
    level="info",
    bad=[
        Bad(
            _PARCELS + "- id: leave-with-neighbour\n"
            "  confidence: «Not validated»\n"
            "  source:\n"
            "  jtbd: When nobody opens, I want to know who next door takes parcels in, so I can be done by two\n",
            name="jobs.yml",
        ),
        Bad(
            _PARCELS + "- id: «calm-the-dog»\n"
            "  jtbd: When a dog runs free, I want to be warned at the gate, so I can wait in the van\n"
            "- id: «spare-my-back»\n"
            "  confidence: Certain\n"
            "  jtbd: When a parcel is heavy, I want to roll it to the door, so I can still lift my children at night\n",
            name="jobs.yml",
        ),
    ],
    good=[
        Good(_PARCELS, name="jobs.yml"),
        Good(
            "- id: calm-the-dog\n"
            "  jtbd: When a dog runs free, I want to be warned at the gate, so I can wait in the van\n",
            name="jobs.yml",
        ),
    ],
)
def check(statements: Sequence[Statement], *, unvalidated: tuple[str, ...] = UNVALIDATED) -> Problems:
    """Yield every job of a list with evidence that has none itself, or says that nobody has checked."""
    lists: dict[str, list[Job]] = {}
    for job in Hierarchy.of(statements).jobs:
        if job.id:
            lists.setdefault(job.first.document.path, []).append(job)
    for jobs in lists.values():
        kept = {
            name
            for name in ("source", "confidence")
            if sum(bool(job.first.said(name).strip()) for job in jobs) >= _KEPT * len(jobs)
        }
        for job in jobs:
            yield from _of_job(job, kept, unvalidated)


def _of_job(job: Job, kept: set[str], unvalidated: tuple[str, ...]) -> Iterator[Problem]:
    confidence = job.first.declared.get("confidence")
    if confidence is not None and confidence.text.strip().casefold().startswith(unvalidated):
        yield Problem(
            confidence.stripped(),
            f"the job is a hypothesis: its confidence is '{confidence.stripped().text}'",
            help="let research show that people have this job before anything is built on it",
        )
    elif "source" in kept and not job.first.said("source").strip():
        yield Problem(
            job.at,
            "the job names no source" + ("" if confidence is not None else " and no confidence"),
            help="link the research that it comes from, or say in its confidence that there is none",
        )
    elif "source" not in kept and kept and confidence is None:
        yield Problem(
            job.at,
            "nothing tells whether the job was researched",
            help="give it a confidence, as the other jobs have",
        )
