"""Write a handbook to measure on: pages of prose, data and templates, job statements in one file of 200.

    python benchmarks/handbook.py FOLDER [--files 5000] [--megabytes 60] [--seed 1]

The prose is made of the words and turns that handbooks are made of, in the mix that real ones have them:
"when", "if", "so that" and "need to" on every page, "we want" and "let us know" on two pages of five, "I want"
and "I need" on one of twenty; headings, lists, links, tables, quotes, code and HTML; curly quotes, dashes,
emoji and names with accents. A handbook of plainer pages would be skipped faster than any real one. The same
seed gives the same bytes.
"""

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

EVERY = 200
"""Of so many files one has statements."""

POOLS = {
    "person": """
        team member; manager; new colleague; reviewer; candidate; customer; engineer; designer; host; partner;
        buddy; mentor; hiring manager; recruiter; account executive; support engineer; on-call engineer; product
        manager; team lead; people partner; finance analyst; author; maintainer; contractor; interviewer;
        speaker; vendor; DRI; sponsor; stakeholder
    """,
    "thing": """
        expense report; onboarding issue; release note; planning board; interview kit; contract; invoice;
        laptop; security training; design review; travel booking; incident channel; survey; budget;
        retrospective; roadmap; pull request; access request; feature flag; release post; runbook; status page;
        dashboard; data request; forecast; job description; offer letter; performance review; escalation; root
        cause analysis; meeting agenda; recording; style guide; brand kit; campaign brief; customer story; demo
        environment; license; renewal; quote; opportunity; lead; pipeline; deployment; migration; backup; vault;
        certificate; audit log; vulnerability report; threat model; policy; exception; checklist; template;
        label; milestone; epic
    """,
    "verb": """
        open; review; update; approve; share; archive; rename; assign; schedule; discuss; close; find; create;
        record; track; merge; request; submit; sign; publish; escalate; prepare; document; measure; verify;
        rotate; deploy; restore; present; summarise
    """,
    "doing": """
        opening; reviewing; updating; approving; sharing; archiving; assigning; scheduling; discussing; closing;
        creating; recording; tracking; merging; requesting; submitting; signing; publishing; preparing;
        documenting; measuring; verifying
    """,
    "place": """
        the handbook; the shared folder; the weekly call; the team channel; the finance tool; the people page;
        the issue tracker; the calendar; the staging environment; the data warehouse; the customer portal; the
        `#questions` channel; the [team page](/handbook/team/); the quarterly review; the *working agreement*;
        **Compensation**; the intranet
    """,
    "quality": """
        clear; short; recent; complete; public; confidential; optional; mandatory; reliable; transparent;
        asynchronous; draft; quarterly; regional; global; technical; financial; internal; external; new;
        existing; urgent; relevant; useful; consistent
    """,
    "name": """
        Anna; Bjørn; Céline; Dmitri; Eva; François; Güneş; Hana; Íñigo; João; Kofi; Laura; Mei; Noël; Olu;
        Priya; Quentin; Renée; Zoë
    """,
    "time": """
        Monday; the end of the quarter; 24 hours; two business days; the kick-off; Q3; the fiscal year; FY24-Q2;
        noon UTC; 5 pm
    """,
}
# What stands on any page.
PLAIN = [
    "When a {person} asks for the {thing}, {verb} it first and then tell the {person}.",
    "If you want to {verb} the {thing}, you can do it in {place}.",
    "If the {person} is out of office, the {person} will {verb} the {thing} by {time}.",
    "The {thing} is kept in {place}; the {person} who needs it will {verb} it there.",
    "You need to {verb} the {thing} before {time}, so that the {person} has enough time to read it.",
    "Once the {thing} is {quality}, the {person} will {verb} it and let the {person} know.",
    "Please do not {verb} the {thing} before the {person} has read it — even when it is {quality}.",
    "It is fine to ask a {person} for help, and it's better to ask early than late.",
    "As a {person}, you {verb} the {thing} once a quarter.",
    "Go to {place} and look for {name}’s name in order to {verb} the {thing}.",
    "There are three reasons why the {thing} is {quality}, and they are written down in {place}.",
    "While {doing} the {thing}, keep the {quality} {thing} open, since the {person} may ask for it.",
    "The {thing} has to be {quality}, which is why it is linked from {place}.",
    "A {quality} {thing} helps the {person} to {verb} faster.",
    "Every {person} needs access to {place}, and most need a {thing} as well.",
    "After {doing} the {thing}, add a comment and ping {name} or the {person}.",
    "For {doing} the {thing} there is a {quality} {thing}: see [how to {verb} it](https://example.com/handbook/how-to/).",
    "Before {time}, the {person} needs to {verb} the {thing}; otherwise it will be closed.",
    "{name} ({quality} {person}) is the DRI for the {thing}, and {name} backs them up.",
    "A {quality} {thing} is not always needed, so use your judgement.",
    "The {thing} should be {quality}, so anyone can {verb} it without asking.",
    "Whenever the {thing} changes, the {person} gets a notification in {place}.",
    "Use the label `{quality}::{verb}` for any {thing} that would otherwise wait until {time}.",
    "It takes about {time} to {verb} a {thing}, as long as the {person} is available.",
    "The difference between a {quality} {thing} and a {thing} is explained in {place}.",
    "Some {quality} {thing}s are {quality}; they can only be seen by the {person} and by {name}.",
    "To {verb} the {thing}, run `make {verb}` and wait for the {quality} {thing}.",
    "Anyone who is {doing} a {thing} should read this page first.",
    "This is how the {person} and the {person} work together: one {verb}s, the other reads.",
    "🎉 The {thing} was made {quality} in FY23.",
]
# What stands on two pages of five.
OF_US = [
    "This is so because we want every {person} to {verb} the {thing} without having to ask.",
    "The {thing} is often late, and then we need to tell the {person} when to {verb} it.",
    "There we can {verb} the {thing} in {place}, so that every {person} can see what changed.",
    "If something is unclear, let us know in {place}.",
    "This helps us to {verb} the {thing} before {time}.",
    "Thank {name} for {doing} the {quality} {thing}, which we would like to see more often.",
    "Here is what we need from the {person}: a {quality} {thing}, and time to {verb} it.",
    "It will give us a {quality} {thing}, and we can {verb} it at {time}.",
    "We {verb} each {thing} because we need to know whether it is {quality}.",
]
# What stands on one page of twenty.
OF_ME = [
    "What I want to say here: the {thing} belongs to the {person}, not to {name}.",
    "**Who can I ask when I need help with the {thing}?** Any {person} in {place} will know.",
    'The words "I want to {verb} the {thing}" are not a reason; say why.',
    "Can I {verb} the {thing} myself? Yes, when it is {quality}.",
    "What if I would like to work from another country?",
]
# The clauses of statements. A set of jobs says each of its own: few of a handbook's two hundred are alike.
SITUATIONS = [
    "When a {person} asks me to {verb} the {thing}",
    "When the {thing} is late",
    "After the {person} has moved on",
    "While I am {doing} the {thing}",
    "When I join a team in the middle of {time}",
    "When two {person}s disagree about the {thing}",
    "When I come back after {time} away",
    "If nobody has touched the {thing} since {time}",
    "When I have to explain the {thing} to a {person}",
    "Before I leave for the day",
    "When the {quality} {thing} turns out to be wrong",
    "Whenever a {thing} lands on my desk",
]
MOTIVATIONS = [
    "I want to see who touched it last",
    "I want to know which {person} waits for it",
    "I want to {verb} the {thing}",
    "I want to hear about the {quality} {thing} at once",
    "I want to find the newest {thing} without asking around",
    "I want to compare the {thing} with last year's",
    "I want to hand the {thing} over to a {person}",
    "I want to tell {quality} work from {quality} work",
    "I want to learn how others {verb} a {thing}",
    "I want to undo what was changed in {place}",
    "I want to keep the {person} from {doing} it twice",
    "I want to set aside an hour for the {thing}",
    "I want to count how many {person}s are affected",
    "I want to write down what was agreed in {place}",
    "I want to get a second opinion from the {person}",
    "I want to spot a {quality} {thing} among many",
    "I want to check that the {thing} matches the {thing}",
    "I want to move the {thing} to {place}",
    "I want to estimate what the {thing} will cost",
    "I want to practise {doing} it where no {person} is watching",
]
OUTCOMES = [
    "so I can ask them first",
    "so I can warn them before {time}",
    "so that the {person} can go on without me",
    "so I can decide which to do first",
    "so that no {person} has to wait until {time}",
    "so I can spend my time on the {thing}",
    "so that we pay for it only once",
    "so I can answer the {person} with a clear conscience",
    "so that mistakes come to light early",
    "so I can sleep",
    "so I can plan {time} with confidence",
    "so that everybody reads the same {thing}",
    "so I can show the {person} what has improved",
    "so that the {quality} one is not forgotten",
]
# Here and there a page is in another language.
FOREIGN = [
    "Bitte meldet euch im Kanal, wenn ihr Fragen habt; wir antworten innerhalb eines Tages.",
    "Le document se trouve dans le dossier partagé, et chaque équipe peut le modifier.",
    "El equipo revisa cada solicitud antes del viernes y avisa a la persona responsable.",
    "Документ лежит в общей папке, и каждая команда может его менять.",
]


class Writer:
    """Writes text from pools of words, always the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.words = {pool: [" ".join(one.split()) for one in text.split(";")] for pool, text in POOLS.items()}
        self.parts = {turn: _parted(turn) for turn in (*PLAIN, *OF_US, *OF_ME, *SITUATIONS, *MOTIVATIONS, *OUTCOMES)}

    def word(self, pool: str) -> str:
        """A word of a pool."""
        words = self.words[pool]
        return words[int(self.rng.random() * len(words))]

    def filled(self, turns: Sequence[str]) -> str:
        """Words put into one of some turns."""
        parts = self.parts[turns[int(self.rng.random() * len(turns))]]
        return "".join(self.word(part) if number % 2 else part for number, part in enumerate(parts))

    def sentence(self, turns: Sequence[str]) -> str:
        """A sentence made from one of some turns."""
        text = self.filled(turns)
        return text[0].upper() + text[1:]

    def statement(self) -> str:
        """A job statement."""
        return ", ".join(map(self.filled, (SITUATIONS, MOTIVATIONS, OUTCOMES))) + "."

    def sentences(self, turns: Sequence[str], most: int) -> str:
        """A few sentences in a row."""
        return " ".join(self.sentence(turns) for _ in range(self.rng.randint(1, most)))

    def page(self, size: int, *, statements: bool = False, tags: bool = False) -> str:
        """A Markdown page of about `size` characters; with `tags`, a template of one."""
        rng = self.rng
        turns = PLAIN * 3
        if rng.random() < 0.4:
            turns += OF_US
        if rng.random() < 0.05:
            turns += OF_ME
        parts = [f"---\ntitle: {self.word('thing').title()}\ndescription: {self.sentence(PLAIN)!r}\n---\n\n"]
        if rng.random() < 0.02:
            parts.append("\n\n".join(FOREIGN) + "\n\n")
        length, blocks = 0, self.blocks(turns, tags=tags)
        while length < size:
            part = next(blocks)
            parts.append(part)
            length += len(part)
        if statements:
            listed = "".join(f"- {self.statement()}\n" for _ in range(5))
            parts.insert(len(parts) // 2, f"## Jobs to be done\n\n{listed}\n## How they are used\n\n")
        return "".join(parts)

    def blocks(self, turns: Sequence[str], *, tags: bool) -> Iterator[str]:
        """Blocks of Markdown without end."""
        kinds: dict[Callable[[Sequence[str]], str], int] = {
            self.paragraph: 40,
            self.bullets: 18,
            self.steps: 6,
            self.heading: 16,
            self.table: 5,
            self.code: 4,
            self.quote: 3,
            self.markup: 8,
        }
        if tags:
            kinds[self.tags] = 10
        while True:
            yield self.rng.choices([*kinds], [*kinds.values()])[0](turns)

    def paragraph(self, turns: Sequence[str]) -> str:
        text = self.sentences(turns, 6)
        if self.rng.random() < 0.1:
            # Some authors wrap their lines.
            words, lines, line = text.split(" "), [], ""
            for word in words:
                if len(line) + len(word) > 80:
                    lines.append(line)
                    line = word
                else:
                    line = f"{line} {word}" if line else word
            text = "\n".join([*lines, line])
        return f"{text}\n\n"

    def bullets(self, turns: Sequence[str]) -> str:
        indents = ("", "", "", "  ", "    ")
        return (
            "".join(f"{self.rng.choice(indents)}- {self.sentences(turns, 2)}\n" for _ in range(self.rng.randint(2, 7)))
            + "\n"
        )

    def steps(self, turns: Sequence[str]) -> str:
        return "".join(f"1. {self.sentence(turns)}\n" for _ in range(self.rng.randint(2, 6))) + "\n"

    def heading(self, _: Sequence[str]) -> str:
        mark = "#" * self.rng.randint(2, 4)
        return f"{mark} {self.word('verb').title()} the {self.word('quality')} {self.word('thing')}\n\n"

    def table(self, turns: Sequence[str]) -> str:
        row = "| {} | {} | {} |\n"
        rows = "".join(
            row.format(self.word("person"), self.word("thing"), self.sentence(turns))
            for _ in range(self.rng.randint(2, 8))
        )
        return f"| Who | What | Notes |\n|:----|------|-------|\n{rows}\n"

    def code(self, _: Sequence[str]) -> str:
        lines = "".join(
            f"{self.word('verb')} --{self.word('quality')} '{self.word('thing')}' | sort -u > out.txt\n"
            for _ in range(self.rng.randint(1, 8))
        )
        return f"```sh\n{lines}```\n\n"

    def quote(self, turns: Sequence[str]) -> str:
        return f"> {self.sentences(turns, 3)}\n> — {self.word('name')}\n\n"

    def markup(self, turns: Sequence[str]) -> str:
        thing, verb = self.word("thing"), self.word("verb")
        return self.rng.choice(
            [
                f"See [{thing}](/handbook/{verb}/#{thing.replace(' ', '-')}) and **{self.word('thing')}**.\n\n",
                f"![The {thing}](/images/{verb}.png)\n\n",
                f"<details>\n<summary>{thing}</summary>\n\n{self.sentence(turns)}\n\n</details>\n\n",
                f"- [ ] {verb} the {thing}\n- [x] {self.sentence(turns)}\n\n",
                f"{{: .alert .alert-info}}\n{self.sentence(turns)}\n\n",
                f"{self.sentence(turns)}[^{verb}]\n\n[^{verb}]: {self.sentence(turns)}\n\n",
                f'{{{{% panel header="{thing}" %}}}}\n{self.sentence(turns)}\n{{{{% /panel %}}}}\n\n',
                f"***{thing.title()}***: {self.sentence(turns)} <br> &nbsp;{self.sentence(turns)}\n\n",
            ]
        )

    def tags(self, _: Sequence[str]) -> str:
        key = self.word("verb")
        return f"<% data.{key}.each do |one| %>\n- <%= one.title %> (<%= one.{self.word('doing')} %>)\n<% end %>\n\n"

    def data(self, size: int, *, statements: bool = False) -> str:
        """A YAML file of about `size` characters: a list of jobs, or of people, pages, settings ..."""
        if statements:
            jobs = (
                f"- slug: {self.word('verb')}-{number}\n  group: {self.word('person')}\n"
                f"  jtbd: >-\n    {self.statement()}\n  confidence: Researched\n"
                for number in range(max(size // 220, 5))
            )
            return "".join(jobs)
        parts, length = [f"# {self.sentence(PLAIN)}\n"], 0
        while length < size:
            part = self.rng.choice(
                [
                    f"- name: {self.word('name')}\n  role: {self.word('person')}\n  slug: {self.word('verb')}\n",
                    f"- title: {self.word('thing')}\n  description: {self.sentence(PLAIN)!r}\n  weight: 20\n",
                    f"- {self.word('verb')}: &{self.word('verb')}\n    text: >\n      {self.sentence(PLAIN)}\n",
                    f"# {self.sentence(PLAIN)}\n- stage: {self.word('verb')}\n  enabled: true\n",
                ]
            )
            parts.append(part)
            length += len(part)
        return "".join(parts)


def _parted(turn: str) -> list[str]:
    """A turn as text and names of pools, alternating."""
    return [part for piece in turn.split("{") for part in piece.split("}")]


def write(folder: Path, files: int, megabytes: float, seed: int = 1) -> None:
    """Write a handbook into a folder: of 20 files 12 are Markdown, 6 YAML, which are short, and 2 templates."""
    writer = Writer(seed)
    order = ["md"] * 12 + ["yml"] * 6 + ["md.erb"] * 2
    # Shifted a little from time to time, so that every kind of file comes to hold statements.
    kinds = [order[(number + number // EVERY) % len(order)] for number in range(files)]
    sizes = [writer.rng.lognormvariate(0, 0.9) * (0.3 if kind == "yml" else 1.3) for kind in kinds]
    scale = megabytes * 1e6 / sum(sizes)
    for number, (kind, size) in enumerate(zip(kinds, sizes, strict=True)):
        length, holds = int(size * scale), number % EVERY == 7
        target = folder / f"area-{number % 40:02}" / f"topic-{number % 7}" / f"page-{number:05}.{kind}"
        target.parent.mkdir(parents=True, exist_ok=True)
        if kind == "yml":
            text = writer.data(length, statements=holds)
        else:
            text = writer.page(length, statements=holds, tags=kind == "md.erb")
        target.write_text(text, encoding="utf-8", newline="\n")


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
