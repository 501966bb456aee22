"""Comments that say where a rule is not to report.

    <!-- jtbdlint-disable-next[need-word] -- quoted from an interview -->      in Markdown
    # jtbdlint-disable-next[overlapping-jobs:other-id] -- two teams asked       in YAML
    // and .. stand before it in AsciiDoc and reStructuredText

`disable-next` is about the next statement, `disable-line` about what stands on its line, `disable-file`
about the file, `disable` about all from there to `enable` or the end of the file. A rule is a code or a
name; with `:id` only what it says about the statement of that id is meant.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from jtbdlint.catalog import Chosen
from jtbdlint.config import suggestion
from jtbdlint.engine import Finding
from jtbdlint.patterns import compiled
from jtbdlint.rule import Edit, Fix, Problem, Rule, Slice, Statement
from jtbdlint.text import Document

_SIGN = "jtbdlint-"
_DIRECTIVE = compiled(
    r"jtbdlint-(?P<verb>disable-next|disable-line|disable-file|disable|enable)(?:-line)?(?![\w-])"
    r"[ \t]*(?:\[(?P<rules>[^\]\n]*)\])?[ \t]*(?:--(?!>)[ \t]*(?P<reason>.*?))?[ \t]*(?:-->|$)",
    re.MULTILINE,
)
_NAME = compiled(r"[^\s,\[\]]+")


class Target(NamedTuple):
    """A rule that a directive names, and the partner that is meant, if any."""

    at: Slice
    rule: str
    partner: str


class Directive(NamedTuple):
    """A comment that suppresses."""

    at: Slice
    """All of the comment."""
    verb: str
    targets: tuple[Target, ...]
    reason: str


def directives(document: Document) -> list[Directive]:
    """The directives of a document, in its order. In code, and in the text of a YAML scalar, there are none."""
    if _SIGN not in document.text:
        return []
    found = []
    whole = document.whole()
    comments = list(_comments(document))
    for match in _DIRECTIVE.finditer(document.text):
        comment = _around(match.start(), comments)
        if comment is None:
            continue
        begin, stop = match.span("rules")
        targets = tuple(
            Target(name, *_split(name.text)) for name in (whole.part(begin, stop).find(_NAME) if begin >= 0 else ())
        )
        found.append(Directive(whole.part(*comment), match["verb"], targets, (match["reason"] or "").strip()))
    return found


def _around(offset: int, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The span that an offset is in, of some in their order that do not overlap."""
    at = bisect_right(spans, offset, key=itemgetter(0)) - 1
    return spans[at] if at >= 0 and offset < spans[at][1] else None


def _split(name: str) -> tuple[str, str]:
    rule, _, partner = name.partition(":")
    return rule, partner


def _comments(document: Document) -> Iterator[tuple[int, int]]:
    """Where the comments are that may hold a directive."""
    if document.path.lower().endswith((".yml", ".yaml")):
        yield from _yaml_comments(document.text)
    elif document.path.lower().endswith((".adoc", ".asciidoc", ".rst")):
        sign = r"\.\." if document.path.lower().endswith(".rst") else "//"
        yield from (line.span() for line in re.finditer(rf"^[ \t]*{sign}[ \t].*", document.text, re.MULTILINE))
    elif not document.path.lower().endswith(".json"):
        yield from _html_comments(document.text)


def _html_comments(text: str) -> Iterator[tuple[int, int]]:
    """The comments of a Markdown page that its reader would not see as code."""
    import pyromark

    # pyromark counts in bytes of UTF-8.
    spans = [
        (span["start"], span["end"])
        for event, span in pyromark.events_with_range(text, options=pyromark.Options.ENABLE_TABLES)
        if isinstance(event, dict) and event.keys() & {"Html", "InlineHtml"}
    ]
    counted = characters = 0
    for match in re.finditer(r"<!--.*?-->", text, re.DOTALL):
        counted += len(text[characters : match.start()].encode("utf-8", "surrogatepass"))
        characters = match.start()
        if _around(counted, spans):
            yield match.span()


def _yaml_comments(text: str) -> Iterator[tuple[int, int]]:
    """The comments of a YAML file: what follows a # that stands in no scalar."""
    import yaml

    scalars = []
    try:
        for token in yaml.scan(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(token, yaml.ScalarToken):
                scalars.append((token.start_mark.index, token.end_mark.index))
    except yaml.YAMLError:
        return
    inside = 0
    for match in re.finditer(r"(?:^|(?<=\s))#.*", text, re.MULTILINE):
        while inside < len(scalars) and scalars[inside][1] <= match.start():
            inside += 1
        if inside == len(scalars) or not scalars[inside][0] <= match.start():
            yield match.span()


class Outcome(NamedTuple):
    """What suppression makes of findings."""

    kept: list[Finding]
    suppressed: int
    problems: list[tuple[str, Problem]]
    """Problems with the directives themselves, each with the name of its rule."""


def suppress(
    findings: Sequence[Finding],
    documents: Iterable[Document],
    statements: Sequence[Statement],
    chosen: Sequence[Chosen],
    rules: Sequence[Rule],
) -> Outcome:
    """Take out the findings that a directive is about, and say which directives are unused, unknown or unreasoned.

    `rules` are all that there are; a directive for one that this run does not use is not called unused.
    """
    by_key = {key: rule for rule in rules for key in (rule.code, rule.name)}
    running = {one.rule.name for one in chosen}
    gone: set[int] = set()
    problems: list[tuple[str, Problem]] = []
    found = [(document, here) for document in documents if (here := directives(document))]
    statements_in: dict[int, list[Statement]] = {id(document): [] for document, _ in found}
    findings_in: dict[int, list[Finding]] = {id(document): [] for document, _ in found}
    for one in statements if found else ():
        if id(one.document) in statements_in:
            statements_in[id(one.document)].append(one)
    for finding in findings if found else ():
        places = (finding.problem.at, finding.statement, *finding.related)
        for of in findings_in.keys() & {id(place.document) for place in places if place is not None}:
            findings_in[of].append(finding)
    for document, here in found:
        page = _Page(document, statements_in[id(document)], here, findings_in[id(document)])
        for directive in here:
            problems += _malformed(directive, by_key)
            if directive.verb == "enable":
                continue
            for target in directive.targets:
                rule = by_key.get(target.rule)
                if rule is None or rule.name not in running:
                    continue
                scope = _Scope(directive, target, page)
                held = {id(one) for one in page.near(scope, rule) if id(one) not in gone and scope.holds(one)}
                if not held:
                    message = f"'{target.at.text}' suppresses nothing here"
                    fix = Fix((_without(directive, target),))
                    problems.append(("unused-suppression", Problem(target.at, message, "take it out", fix=fix)))
                page.lose(rule, held)
                gone |= held
    return Outcome([one for one in findings if id(one) not in gone], len(gone), problems)


class _Listed:
    """Findings by numbers, in their order. Those that are suppressed are left out sooner or later."""

    def __init__(self) -> None:
        self._listed: list[tuple[int, Finding]] = []
        self._gone: set[int] = set()
        self._sorted = False

    def add(self, number: int, finding: Finding) -> None:
        """Take in a finding. All are taken in before one is asked for."""
        self._listed.append((number, finding))

    def within(self, first: int, last: int) -> Iterator[Finding]:
        """Those from a number to another."""
        if not self._sorted:
            self._listed.sort(key=itemgetter(0))
            self._sorted = True
        for at in range(bisect_left(self._listed, first, key=itemgetter(0)), len(self._listed)):
            if self._listed[at][0] > last:
                break
            yield self._listed[at][1]

    def lose(self, findings: set[int]) -> None:
        """Leave out findings, by their identities."""
        self._gone |= findings
        # A list that is made anew when half of it is gone is made anew a few times.
        if 2 * len(self._gone) > len(self._listed):
            self._listed = [one for one in self._listed if id(one[1]) not in self._gone]
            self._gone.clear()


class _Page:
    """A document with what stands where in it. Of thousands of findings, a suppression meets those that it may hold."""

    def __init__(
        self,
        document: Document,
        statements: Iterable[Statement],
        directives: Sequence[Directive],
        findings: Iterable[Finding],
    ) -> None:
        self.document = document
        self._statements = sorted(statements, key=lambda one: one.start)
        self._starts = [one.start for one in self._statements]
        self._enabled: dict[str, list[int]] = {}
        for one in directives:
            for name in {target.rule for target in one.targets} if one.verb == "enable" else ():
                self._enabled.setdefault(name, []).append(one.at.start)
        self.number = {id(one): number for number, one in enumerate(self._statements)}
        """Which statement of the document each is, from 0."""
        self._by_place: dict[str, _Listed] = {}
        self._by_number: dict[str, _Listed] = {}
        for finding in findings:
            if finding.problem.at.document is document:
                self._by_place.setdefault(finding.rule.name, _Listed()).add(finding.problem.at.start, finding)
            about = {self.number.get(id(one)) for one in (finding.statement, *finding.related)} - {None}
            for number in about:
                self._by_number.setdefault(finding.rule.name, _Listed()).add(number or 0, finding)

    def near(self, scope: "_Scope", rule: Rule) -> Iterator[Finding]:
        """All findings of a rule that a scope may hold, some of them twice."""
        if rule.name in self._by_place:
            yield from self._by_place[rule.name].within(scope.start, scope.end)
        if rule.name in self._by_number:
            for part in scope.statements:
                yield from self._by_number[rule.name].within(part.start, part.stop - 1)

    def lose(self, rule: Rule, findings: set[int]) -> None:
        """Leave out findings of a rule, by their identities."""
        for listed in (self._by_place, self._by_number):
            if rule.name in listed:
                listed[rule.name].lose(findings)

    def enabled(self, rule: str, offset: int) -> int | None:
        """Where a rule is enabled for the first time after an offset."""
        places = self._enabled.get(rule, [])
        at = bisect_right(places, offset)
        return places[at] if at < len(places) else None

    def next_after(self, offset: int) -> range:
        """The first statement that begins at an offset or after it, if there is one."""
        at = bisect_left(self._starts, offset)
        return range(at, min(at + 1, len(self._starts)))

    def between(self, start: int, end: int) -> range:
        """The statements that begin in a stretch, or where it ends."""
        return range(bisect_left(self._starts, start), bisect_right(self._starts, end))

    @cached_property
    def _lines(self) -> list[tuple[range, int]]:
        """The lines of each statement, by where they end."""
        found = ((_lines_of(one), number) for number, one in enumerate(self._statements))
        return sorted(found, key=lambda one: one[0].stop)

    @cached_property
    def _firsts(self) -> list[int]:
        """For each of them the first line of all from there on."""
        return [*accumulate((lines.start for lines, _ in reversed(self._lines)), min)][::-1]

    def on_line(self, line: int) -> Iterator[range]:
        """The statements that a line belongs to."""
        at = bisect_right(self._lines, line, key=lambda one: one[0].stop)
        while at < len(self._lines) and self._firsts[at] <= line:
            lines, number = self._lines[at]
            if line in lines:
                yield range(number, number + 1)
            at += 1


def _malformed(directive: Directive, by_key: dict[str, Rule]) -> Iterator[tuple[str, Problem]]:
    if not directive.targets:
        message = "the suppression names no rule"
        help_ = f"write jtbdlint-{directive.verb}[rule-name] -- reason"
        yield "unknown-rule-in-suppression", Problem(directive.at, message, help_)
    for target in directive.targets:
        if target.rule not in by_key:
            message = f"there is no rule '{target.rule}'{suggestion(target.rule, by_key)}"
            yield "unknown-rule-in-suppression", Problem(target.at, message)
    if directive.verb != "enable" and not directive.reason:
        message = "the suppression gives no reason"
        yield "suppression-without-reason", Problem(directive.at, message, "add ' -- ' and why")


class _Scope:
    """What one target of one directive is about: a stretch of its document, or some of its statements."""

    def __init__(self, directive: Directive, target: Target, page: _Page) -> None:
        self.document = document = page.document
        self.partner = target.partner
        self.start, self.end = 0, len(document.text)
        self.number = page.number
        if directive.verb == "disable-next":
            self.start = self.end = -1
            self.statements = [page.next_after(directive.at.end)]
        elif directive.verb == "disable-line":
            line = directive.at.end_position.line
            self.start = document.offset_of_line(line)
            self.end = self.start + len(document.line(line))
            self.statements = [*page.on_line(line)]
        else:
            if directive.verb == "disable":
                self.start = directive.at.start
                enabled = page.enabled(target.rule, target.at.start)
                self.end = self.end if enabled is None else enabled
            self.statements = [page.between(self.start, self.end)]

    def about(self, statement: Statement | None) -> bool:
        """Whether a statement is one of those that it is about."""
        number = self.number.get(id(statement), -1)
        return any(number in part for part in self.statements)

    def holds(self, finding: Finding) -> bool:
        """Whether it is about a finding: one at its place, or the other end of a pair with one there."""
        others = [one for one in finding.related if one is not None]
        from_there = bool(others) and all(map(self.about, others))
        if self.partner:
            partners = {one.id for one in others}
            here = self.about(finding.statement) and partners == {self.partner}
            return here or (from_there and finding.statement is not None and finding.statement.id == self.partner)
        at = finding.problem.at
        return (
            (at.document is self.document and self.start <= at.start <= self.end)
            or self.about(finding.statement)
            or from_there
        )


def _lines_of(statement: Statement) -> range:
    """The lines of a statement and of what is declared beside it."""
    parts = [one for one in (statement, *statement.declared.values()) if one.document is statement.document]
    document = statement.document
    first = min(document.position(one.start).line for one in parts)
    return range(first, max(document.position(one.end).line for one in parts) + 1)


def _without(directive: Directive, target: Target) -> Edit:
    """The edit that takes a target out of a directive, or all of the comment where it is the only one."""
    number = directive.targets.index(target)
    if number:
        return directive.targets[number - 1].at.after().up_to(target.at).replaced_by("")
    if len(directive.targets) > 1:
        return target.at.up_to(directive.targets[1].at.before()).replaced_by("")
    document, whole = directive.at.document, directive.at.document.whole()
    line = directive.at.position.line
    begin = document.offset_of_line(line)
    last = directive.at.end_position.line
    stop = document.offset_of_line(last) + len(document.line(last))
    before, after = document.text[begin : directive.at.start], document.text[directive.at.end : stop]
    if not before.strip() and not after.strip():
        # It has its lines to itself: they go, line end and all.
        return whole.part(begin, document.offset_of_line(last + 1) if last < document.lines else stop).replaced_by("")
    return whole.part(directive.at.start - (len(before) - len(before.rstrip())), directive.at.end).replaced_by("")
