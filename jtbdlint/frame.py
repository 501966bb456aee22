"""The frame: what a set of jobs has to cover. Coverage can be checked only against something that was declared."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, NamedTuple

from jtbdlint.text import Document, Slice

# After Bettencourt and Ulwick, "The customer-centered innovation map": every job passes through these, in this order.
STEPS: Mapping[str, tuple[str, ...]] = {
    "define": (
        "agree", "choose", "decide", "define", "determine", "establish", "estimate", "forecast", "pick", "plan",
        "prioritise", "prioritize", "select", "set goals", "specify", "understand", "work out",
    ),
    "locate": (
        "access", "collect", "discover", "fetch", "find", "find out", "gather", "get", "get hold of", "identify",
        "learn", "locate", "look up", "obtain", "reach", "receive", "retrieve", "search",
    ),
    "prepare": (
        "arrange", "assemble", "book", "configure", "import", "install", "lay out", "organise", "organize", "pack",
        "prepare", "reserve", "schedule", "set up", "sort",
    ),
    "confirm": (
        "approve", "be certain", "be sure", "check", "confirm", "ensure", "inspect", "make certain", "make sure",
        "prove", "review", "test", "validate", "verify",
    ),
    "execute": (
        "apply", "assign", "build", "carry out", "create", "deliver", "deploy", "do", "execute", "give", "make", "pay",
        "perform", "publish", "release", "run", "send", "share", "start", "write",
    ),
    "monitor": (
        "be alerted", "be notified", "be told", "compare", "follow", "keep an eye on", "keep track of", "know",
        "measure", "monitor", "notice", "observe", "see", "track", "view", "watch",
    ),
    "modify": (
        "adapt", "adjust", "change", "correct", "edit", "fix", "improve", "modify", "optimise", "optimize", "reduce",
        "repair", "replace", "resolve", "solve", "tune", "update",
    ),
    "conclude": (
        "archive", "clean up", "close", "complete", "conclude", "document", "end", "file", "finish", "hand back",
        "hand in", "hand over", "record", "report", "return", "save", "store", "wrap up",
    ),
}  # fmt: skip
"""The steps of the universal job map, in order, each with verbs that tell it."""


class Goal(NamedTuple):
    """A goal of the users, a "big job", under which jobs stand."""

    id: Annotated[str, "What `goal` and `parent` of a job name it by."]
    name: Annotated[str, "The goal in words; without it, the id."] = ""
    parent: Annotated[str, "The id of the goal, often an aspiration, that it is a part of."] = ""

    @property
    def title(self) -> str:
        """Its name, else its id."""
        return self.name or self.id


class Step(NamedTuple):
    """A step of the job map, with verbs of its own or more verbs for one of the universal ones."""

    name: Annotated[str, "The step: one of the universal job map, or one of your own."]
    verbs: Annotated[
        tuple[str, ...], "Verbs at the beginning of a motivation that tell the step; added to those it has."
    ] = ()


class Fault(NamedTuple):
    """Why a frame cannot be used: under which keys, the value that is wrong (the last of those), and what was meant."""

    keys: tuple[str, ...]
    value: str
    message: str
    known: tuple[str, ...] = ()


class Frame(NamedTuple):
    """What the set has to cover. Empty where nothing is declared."""

    groups: Annotated[tuple[str, ...], "The groups, as `group` of the jobs names them."] = ()
    personas: Annotated[tuple[str, ...], 'The personas: "Name (Role)", or a name alone.'] = ()
    goals: Annotated[tuple[Goal, ...], "The users' goals: id, name, parent."] = ()
    steps: Annotated[
        tuple[str | Step, ...], "The steps that each main job passes through: names, or name and verbs."
    ] = ()
    skip: Annotated[Mapping[str, str], "What is left open on purpose, with the reason: a name, or 'NAME/STEP'."] = (
        MappingProxyType({})
    )
    places: Mapping[tuple[str, str], Slice] = MappingProxyType({})
    """Where each name of each key ("groups", "personas", "goals", "steps") was written."""

    def __bool__(self) -> bool:
        return bool(self.groups or self.personas or self.goals or self.steps)

    def placed(self, places: Mapping[tuple[str, str], Slice]) -> "Frame":
        """The same frame, which knows where it was written."""
        return self._replace(places=places)

    @property
    def verbs(self) -> Mapping[str, tuple[str, ...]]:
        """The steps that count, in order, each with its verbs: those declared, else all of the universal job map."""
        if not self.steps:
            return STEPS
        steps = [Step(one) if isinstance(one, str) else one for one in self.steps]
        return {one.name: (*STEPS.get(one.name.lower(), ()), *one.verbs) for one in steps}

    def names(self, kind: str) -> tuple[str, ...]:
        """All names of a kind: groups, personas, goals (their ids) or steps."""
        if kind == "goals":
            return tuple(goal.id for goal in self.goals)
        if kind == "steps":
            return tuple(self.verbs)
        return self.groups if kind == "groups" else self.personas

    def wanted(self, kind: str) -> Iterator[tuple[str, Slice]]:
        """The declared names of a kind that are not skipped, with their places."""
        nowhere = Document("frame", "").whole()
        if kind != "steps" or self.steps:
            for name in self.names(kind):
                if not self.skipped(name):
                    yield name, self.places.get((kind, name), nowhere)

    def skipped(self, name: str, step: str = "") -> str:
        """The reason why a name, or a step of it, is left open; nothing where it is not."""
        names = (f"{name}/{step}", step, name) if step else (name,)
        return next((self.skip[one] for one in names if one in self.skip), "")

    def faults(self) -> Iterator[Fault]:
        """What is wrong with it, in the order of its keys."""
        steps = tuple(one if isinstance(one, str) else one.name for one in self.steps)
        for kind, names in (("groups", self.groups), ("personas", self.personas), ("steps", steps)):
            yield from _repeated((kind,), names)
        yield from _repeated(("goals", "id"), self.names("goals"))
        yield from self._goal_faults()
        for number, step in enumerate(self.steps):
            if isinstance(step, str) and step.lower() not in STEPS:
                yield Fault(("steps", f"[{number}]"), step, f"the step '{step}' has no verbs", tuple(STEPS))
            elif not isinstance(step, str) and not step.verbs:
                yield Fault(("steps", f"[{number}]"), step.name, f"the step '{step.name}' has no verbs")
        known = tuple(name for kind in ("groups", "personas", "goals", "steps") for name in self.names(kind))
        for name, reason in self.skip.items():
            head, slash, step = name.rpartition("/")
            if slash and name not in known and step not in self.verbs:
                yield Fault(("skip", name), step, f"'{step}' is no step", tuple(self.verbs))
            elif not (slash and head) and name not in known:
                yield Fault(("skip", name), name, f"'{name}' is not in the frame", known)
            elif not reason.strip():
                yield Fault(("skip", name), name, "no reason is given")

    def _goal_faults(self) -> Iterator[Fault]:
        parents = {goal.id: goal.parent for goal in self.goals}
        for number, goal in enumerate(self.goals):
            keys = "goals", f"[{number}]"
            if not goal.id.strip():
                yield Fault((*keys, "id"), goal.id, "the id is empty")
            elif goal.parent and goal.parent not in parents:
                others = tuple(one for one in parents if one != goal.id)
                yield Fault((*keys, "parent"), goal.parent, f"there is no goal '{goal.parent}'", others)
        done: set[str] = set()
        for number, goal in enumerate(self.goals):
            path: dict[str, None] = {}
            at = goal.id
            while at in parents and at not in done and at not in path:
                path[at] = None
                at = parents[at]
            if at in path:
                circle = " -> ".join([*list(path)[list(path).index(at) :], at])
                yield Fault(("goals", f"[{number}]", "parent"), goal.parent, f"the goal is a part of itself: {circle}")
            done.update(path)


EMPTY = Frame()
"""What is declared where nothing is."""


def _repeated(keys: tuple[str, ...], names: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, name in enumerate(names):
        folded = folding(name)
        if not folded and keys[-1] != "id":
            yield Fault((keys[0], f"[{number}]"), name, "the name is empty")
        elif folded in seen:
            yield Fault((keys[0], f"[{number}]", *keys[1:]), name, f"'{name}' is there twice")
        seen.add(folded)


def folding(name: str) -> str:
    """A name without differences of case and white space: by this names are compared."""
    return " ".join(name.casefold().split())


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, or nothing."""
    from rapidfuzz import fuzz, process  # only for who made a slip

    by_folded = {folding(one): one for one in known}
    found = process.extractOne(folding(name), by_folded.keys(), scorer=fuzz.ratio, score_cutoff=70)
    return by_folded[found[0]] if found else ""
