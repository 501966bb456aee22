"""Write a handbook to measure on: many pages of prose, job statements in one file of 200.

    python benchmarks/handbook.py FOLDER [--files 5000] [--megabytes 60] [--seed 1]

The prose is made of the words and turns that handbooks are made of ("If you want to ..., you can ...",
"I need", "so that", headings, lists, links, tables, code), since a page without them would be skipped
faster than any real one. The same seed gives the same bytes.
"""

import argparse
import random
from pathlib import Path

PEOPLE = [
    "team",
    "manager",
    "new colleague",
    "reviewer",
    "candidate",
    "customer",
    "engineer",
    "designer",
    "host",
    "partner",
]
THINGS = [
    "expense report",
    "onboarding issue",
    "release note",
    "planning board",
    "interview kit",
    "contract",
    "invoice",
    "laptop",
    "security training",
    "design review",
    "travel booking",
    "incident channel",
    "survey",
    "budget",
    "retrospective",
    "roadmap",
]
VERBS = [
    "open",
    "review",
    "update",
    "approve",
    "share",
    "archive",
    "rename",
    "assign",
    "schedule",
    "discuss",
    "close",
    "find",
]
PLACES = [
    "the handbook",
    "the shared folder",
    "the weekly call",
    "the team channel",
    "the finance tool",
    "the people page",
]
TURNS = [
    "If you want to {verb} the {thing}, you can do it in {place}.",
    "When a {person} asks for the {thing}, {verb} it first and then tell the {other}.",
    "We {verb} each {thing} in {place} so that every {person} can see what changed.",
    "The {thing} is kept in {place}; the {person} who needs it will {verb} it there.",
    "Once the {thing} is ready, the {person} will {verb} it and let the {other} know.",
    "Please do not {verb} the {thing} before the {person} has read it.",
    "It is fine to ask a {person} for help, and it is better to ask early than late.",
    "What I want to say here: the {thing} belongs to the {person}, not to the {other}.",
    "As a {person}, you {verb} the {thing} once a quarter.",
    "In order to {verb} the {thing}, go to {place} and look for the {other}'s name.",
    "I need help with the {thing}, who can I ask? Any {person} in {place} will know.",
    "There are three reasons why we {verb} the {thing} this way, and they are written down in {place}.",
]
STATEMENTS = [
    "When a {person} asks me to {verb} the {thing}, I want to see who touched it last, so I can ask them first.",
    "When the {thing} is late, I want to know which {person} waits for it, so I can warn them before the day ends.",
    "After the {person} has left {place}, I want to {verb} the {thing}, so that the {other} can go on without me.",
]


def sentence(rng: random.Random, turns: list[str]) -> str:
    """One sentence of a kind."""
    person, other = rng.sample(PEOPLE, 2)
    return rng.choice(turns).format(
        person=person, other=other, thing=rng.choice(THINGS), verb=rng.choice(VERBS), place=rng.choice(PLACES)
    )


def page(rng: random.Random, size: int, with_statements: bool) -> str:
    """A page of about `size` characters."""
    parts = [f"---\ntitle: {rng.choice(THINGS).title()}\n---\n\n# {rng.choice(THINGS).title()}\n\n"]
    length = 0
    while length < size:
        kind = rng.random()
        if kind < 0.12:
            part = f"## {rng.choice(VERBS).title()} the {rng.choice(THINGS)}\n\n"
        elif kind < 0.3:
            part = "".join(f"- {sentence(rng, TURNS)}\n" for _ in range(rng.randint(2, 6))) + "\n"
        elif kind < 0.35:
            rows = "".join(
                f"| {rng.choice(PEOPLE)} | {rng.choice(THINGS)} | {rng.choice(PLACES)} |\n" for _ in range(4)
            )
            part = f"| who | what | where |\n|---|---|---|\n{rows}\n"
        elif kind < 0.4:
            part = f"```sh\n{rng.choice(VERBS)} --all {rng.choice(THINGS).replace(' ', '-')}\n```\n\n"
        elif kind < 0.45:
            part = f"See [{rng.choice(THINGS)}](/handbook/{rng.choice(VERBS)}/) and **{rng.choice(THINGS)}**.\n\n"
        else:
            part = " ".join(sentence(rng, TURNS) for _ in range(rng.randint(2, 7))) + "\n\n"
        parts.append(part)
        length += len(part)
    if with_statements:
        parts.append("## Jobs to be done\n\n" + "".join(f"- {sentence(rng, STATEMENTS)}\n" for _ in range(5)))
    return "".join(parts)


def write(folder: Path, files: int, megabytes: float, seed: int) -> None:
    """Write the handbook."""
    rng = random.Random(seed)
    average = megabytes * 1e6 / files
    for number in range(files):
        target = folder / f"section-{number % 40:02}" / f"page-{number:05}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        size = int(average * rng.uniform(0.3, 1.7))
        target.write_text(page(rng, size, number % 200 == 7), encoding="utf-8", newline="\n")


def main() -> None:
    """Read the arguments and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--files", type=int, default=5000)
    options.add_argument("--megabytes", type=float, default=60)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    write(given.folder, given.files, given.megabytes, given.seed)


if __name__ == "__main__":
    main()
