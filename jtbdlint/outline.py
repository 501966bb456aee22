"""The set from the top: goals or groups, main jobs, micro jobs, and what hangs in the air. Linear in the jobs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jtbdlint.coverage import Coverage
from jtbdlint.engine import Finding
from jtbdlint.frame import Frame, folding
from jtbdlint.hierarchy import Hierarchy, Job
from jtbdlint.rule import Level
from jtbdlint.statement import Statement

ASPIRATION, GOAL, GROUP, PAGE, SATELLITES = "aspirational job", "goal", "group", "page", "satellites"
MAIN, MICRO, STATEMENT = "main job", "micro job", "statement"


@dataclass(eq=False, slots=True)
class Node:
    """A line of the outline."""

    kind: str
    title: str
    job: Job | None = None
    under: "Node | None" = None
    depth: int = 0
    broken: str = ""
    """What is wrong with its place in the tree; nothing where it is sound."""
    note: str = ""
    """What is to be said of its place besides."""
    findings: Counter[Level] = field(default_factory=Counter)
    """How often each level was found here; at what is no job, in all that is below."""
    children: list["Node"] = field(default_factory=list)


@dataclass(eq=False)
class Outline:
    """All nodes, from the top to the bottom: each stands before what is under it."""

    nodes: Sequence[Node]

    @property
    def jobs(self) -> int:
        """How many jobs it shows."""
        return sum(node.job is not None for node in self.nodes)

    @property
    def broken(self) -> int:
        """How many places of it are broken."""
        return sum(bool(node.broken) for node in self.nodes)


def groups(statements: Sequence[Statement], frame: Frame) -> list[str]:
    """The groups that the jobs of a set belong to, in its order."""
    coverage = Coverage(statements, frame)
    found = (coverage.group(one) for one in statements)
    return list(dict.fromkeys(one.value for one in found if one is not None))


def outline(
    statements: Sequence[Statement], frame: Frame, findings: Iterable[Finding] = (), group: str | None = None
) -> Outline:
    """The outline of a set; with `group`, of the jobs of that group."""
    hierarchy = Hierarchy.of(statements, frame.names("goals"))
    return _Builder(Coverage(statements, frame, hierarchy), group).build(_counted(hierarchy, findings))


def _counted(hierarchy: Hierarchy, findings: Iterable[Finding]) -> Mapping[int, Counter[Level]]:
    counts: dict[int, Counter[Level]] = {}
    for finding in findings:
        job = hierarchy.by_statement.get(id(finding.statement))
        if job is not None:
            counts.setdefault(id(job), Counter())[finding.level] += 1
    return counts


class _Builder:
    def __init__(self, coverage: Coverage, group: str | None) -> None:
        self.coverage = coverage
        self.hierarchy = coverage.hierarchy
        self.goals = {goal.id: goal for goal in coverage.frame.goals}
        self.group_of = {id(job): self._group(job) for job in self.hierarchy.jobs}
        wanted = None if group is None else folding(group)
        self.kept = {id(job) for job in self.hierarchy.jobs if wanted in (None, folding(self.group_of[id(job)]))}
        self.filtered = group is not None
        self.cycles = {id(cycle[0]): cycle for cycle in self.hierarchy.cycles}
        self.dangling = {id(job) for job in self.hierarchy.dangling}
        self.top: list[Node] = []
        self.sections: dict[tuple[str, str], Node] = {}

    def build(self, counts: Mapping[int, Counter[Level]]) -> Outline:
        self._add_goals()
        placed = {id(node.job) for node in self.sections.values() if node.job is not None}
        roots = {id(job) for job in self.hierarchy.roots}
        for job in self.hierarchy.jobs:
            parted = job.parent is not None and id(job.parent) not in self.kept
            if id(job) in self.kept and id(job) not in placed and (id(job) in roots or parted):
                self._section(job).children.append(self._node(job))
        nodes = self._laid_out(placed)
        for node in nodes:
            if node.job is not None:
                node.findings += counts.get(id(node.job), Counter())
        for node in reversed(nodes):
            # What is below is complete before what is above it asks.
            if node.job is None:
                node.findings = sum((child.findings for child in _below(node)), Counter())
        return Outline(nodes)

    def _group(self, job: Job) -> str:
        found = self.coverage.group(job.first)
        return "" if found is None else found.value

    def _add_goals(self) -> None:
        """A node for every goal, under the goal that it is a part of; a goal may itself be a job of the list."""
        with_parts = {goal.parent for goal in self.goals.values()}
        for goal in self.goals.values():
            job = self.hierarchy.by_id.get(goal.id)
            kind = ASPIRATION if goal.id in with_parts and not goal.parent else GOAL
            shown = job if job is not None and id(job) in self.kept and not job.parent_id else None
            self.sections[GOAL, goal.id] = Node(kind, goal.title, shown)
        for goal in self.goals.values():
            node = self.sections[GOAL, goal.id]
            above = self.sections[GOAL, goal.parent].children if goal.parent else self.top
            above.append(node)

    def _section(self, job: Job) -> Node:
        """The node under which a job stands that is not under another job."""
        goal = self.coverage.goal(job.first)
        if goal is not None and goal.declared:
            return self.sections[GOAL, goal.value]
        group = self.group_of[id(job)]
        if not job.id and not group:
            return self._at_top(PAGE, job.first.document.path)
        if any(node.kind == ASPIRATION for node in self.top):
            return self._at_top(SATELLITES, "Satellites")
        return self._at_top(GROUP, group)

    def _at_top(self, kind: str, name: str) -> Node:
        if (kind, name) not in self.sections:
            self.sections[kind, name] = Node(kind, name or "No group")
            self.top.append(self.sections[kind, name])
        return self.sections[kind, name]

    def _node(self, job: Job) -> Node:
        kind = (MICRO if job.parent_id and job.parent_id not in self.goals else MAIN) if job.id else STATEMENT
        node = Node(kind, job.title, job)
        if id(job) in self.dangling:
            node.broken = f"parent '{job.parent_id}' is nowhere"
        elif id(job) in self.cycles:
            names = [one.id for one in self.cycles[id(job)]]
            shown = names if len(names) <= 4 else [*names[:3], f"{len(names) - 3} more"]
            node.broken = f"is a part of itself: {' -> '.join([*shown, names[0]])}"
        elif not job.stated:
            node.broken = "no job statement"
        elif job.parent is not None and id(job.parent) not in self.kept:
            node.note = f"part of {job.parent.id}"
        return node

    def _laid_out(self, placed: set[int]) -> list[Node]:
        """All nodes in their order, with those of the jobs below them."""
        nodes: list[Node] = []
        seen: set[int] = set(placed)
        stack = [node for node in reversed(self.top) if not self.filtered or self._holds(node)]
        while stack:
            node = stack.pop()
            nodes.append(node)
            below = list(node.children)
            if node.job is not None:
                seen.add(id(node.job))
                below += [self._node(one) for one in node.job.children if id(one) in self.kept and id(one) not in seen]
                node.children = below
            for child in below:
                child.under, child.depth = node, node.depth + 1
            stack += [child for child in reversed(below) if not self.filtered or self._holds(child)]
        return nodes

    def _holds(self, node: Node) -> bool:
        """Whether a node has a job, itself or below. Goals are few and nested but little."""
        return node.job is not None or any(self._holds(child) for child in node.children)


def _below(node: Node) -> Iterable[Node]:
    """All nodes under one that is no job: of those that are none themselves, the sum is known already."""
    stack = list(node.children)
    while stack:
        child = stack.pop()
        yield child
        if child.job is not None:
            stack += child.children
