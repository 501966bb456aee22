"""Comments that say where a rule is not to report.

    <!-- jtbdlint-disable-next[need-word] -- quoted from an interview -->      in Markdown
    # jtbdlint-disable-next[overlapping-jobs:other-id] -- two teams asked       in YAML
    // and .. stand before it in AsciiDoc and reStructuredText

`disable-next` is about the next statement, `disable-line` about what stands on its line, `disable-file`
about the file, `disable` about all from there to `enable` or the end of the file. A rule is a code or a
name; with `:id` only what it says about the statement of that id is meant.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, eq=False)
class Directive:
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
        comment = next(((start, end) for start, end in comments if start <= match.start() < end), None)
        if comment is None:
            continue
        begin, stop = match.span("rules")
        targets = tuple(
            Target(name, *_split(name.text)) for name in (whole.part(begin, stop).find(_NAME) if begin >= 0 else ())
        )
        found.append(Directive(whole.part(*comment), match["verb"], targets, (match["reason"] or "").strip()))
    return found


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
    source = text.encode("utf-8", "surrogatepass")
    spans = [
        (
            len(source[: span["start"]].decode("utf-8", "surrogatepass")),
            len(source[: span["end"]].decode("utf-8", "surrogatepass")),
        )
        for event, span in pyromark.events_with_range(text, options=pyromark.Options.ENABLE_TABLES)
        if isinstance(event, dict) and event.keys() & {"Html", "InlineHtml"}
    ]
    for match in re.finditer(r"<!--.*?-->", text, re.DOTALL):
        if any(start <= match.start() < end for start, end in spans):
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
    kept = list(findings)
    problems: list[tuple[str, Problem]] = []
    for document in documents:
        here = directives(document)
        if not here:
            continue
        own = [one for one in statements if one.document is document]
        for directive in here:
            problems += _malformed(directive, by_key)
            if directive.verb == "enable":
                continue
            for target in directive.targets:
                rule = by_key.get(target.rule)
                if rule is None or rule.name not in running:
                    continue
                scope = _Scope(directive, target, own, here)
                left = [one for one in kept if one.rule is not rule or not scope.holds(one)]
                if len(left) == len(kept):
                    message = f"'{target.at.text}' suppresses nothing here"
                    fix = Fix((_without(directive, target),))
                    problems.append(("unused-suppression", Problem(target.at, message, "take it out", fix=fix)))
                kept = left
    return Outcome(kept, len(findings) - len(kept), problems)


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

    def __init__(
        self, directive: Directive, target: Target, statements: Sequence[Statement], others: Sequence[Directive]
    ) -> None:
        self.document = document = directive.at.document
        self.partner = target.partner
        self.start, self.end = 0, len(document.text)
        if directive.verb == "disable-next":
            self.start = self.end = -1
            about = [one for one in statements if one.start >= directive.at.end][:1]
        elif directive.verb == "disable-line":
            line = directive.at.end_position.line
            self.start = document.offset_of_line(line)
            self.end = self.start + len(document.line(line))
            about = [one for one in statements if line in _lines_of(one)]
        else:
            if directive.verb == "disable":
                self.start = directive.at.start
                self.end = min(_enabled(target, others), default=self.end)
            about = [one for one in statements if self.start <= one.start <= self.end]
        self.statements = {id(one) for one in about}

    def holds(self, finding: Finding) -> bool:
        """Whether it is about a finding: one at its place, or the other end of a pair with one there."""
        others = [one for one in finding.related if one is not None]
        from_there = bool(others) and all(id(one) in self.statements for one in others)
        if self.partner:
            partners = {one.id for one in others}
            here = id(finding.statement) in self.statements and partners == {self.partner}
            return here or (from_there and finding.statement is not None and finding.statement.id == self.partner)
        at = finding.problem.at
        return (
            (at.document is self.document and self.start <= at.start <= self.end)
            or id(finding.statement) in self.statements
            or from_there
        )


def _enabled(target: Target, directives: Sequence[Directive]) -> Iterator[int]:
    """Where a rule is enabled again after it was disabled."""
    for other in directives:
        if (
            other.verb == "enable"
            and other.at.start > target.at.start
            and target.rule in {one.rule for one in other.targets}
        ):
            yield other.at.start


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
