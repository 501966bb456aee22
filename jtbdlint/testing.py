"""Run the examples of a rule: for our tests and for authors of plugins.

from jtbdlint.testing import check_rule

def test_no_brands():
    check_rule(no_brands.check)
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from jtbdlint import unclosed
from jtbdlint.baseline import hide
from jtbdlint.baseline import parse as parse_baseline
from jtbdlint.catalog import OWN, Chosen, bundled, settings_of
from jtbdlint.config import ConfigError, Origin, frame_in
from jtbdlint.corpus import statements_of
from jtbdlint.documents.candidate import Candidate, Place
from jtbdlint.engine import Finding, check
from jtbdlint.fixes import ROUNDS, apply, damage, edits_of, together
from jtbdlint.parser import parse
from jtbdlint.patterns import compiled
from jtbdlint.rule import Bad, Good, Level, Rule
from jtbdlint.statement import Statement
from jtbdlint.suppressions import suppress
from jtbdlint.text import Document, Piece, Reading

CONFIGURATION = "jtbdlint.toml"
"""What the document of an example's frame is called."""

SOON = 3
"""In how many rounds the fixes of a rule settle."""

_MARKS = compiled("[«»]")


def check_rule(rule: Rule) -> None:
    """Check a rule's page, messages and every example. Raises AssertionError with what is wrong."""
    check_page(rule)
    for bad in rule.bad:
        check_bad(rule, bad)
        check_laws(rule, bad)
    for good in rule.good:
        check_good(rule, good)


def faults(rule: Rule) -> Iterator[str]:
    """All that is wrong with a rule's page and examples, in words."""
    checks = [partial(check_page, rule)]
    checks += [partial(check_bad, rule, one) for one in rule.bad]
    checks += [partial(check_laws, rule, one) for one in rule.bad]
    checks += [partial(check_good, rule, one) for one in rule.good]
    for check_it in checks:
        try:
            check_it()
        except (AssertionError, ConfigError) as error:
            yield str(error)


def check_page(rule: Rule) -> None:
    """A rule has a summary, a rationale, a bad and a good example, and typed settings with defaults."""
    assert rule.summary.endswith("."), f"{rule.name}: the docstring opens with one sentence that ends in a full stop"
    assert rule.rationale, f"{rule.name}: the docstring tells why"
    assert rule.bad, f"{rule.name}: no bad example"
    assert rule.good, f"{rule.name}: no good example"
    assert re.fullmatch("[a-z]+(-[a-z]+)*", rule.name), f"{rule.name}: a name is words with hyphens"
    assert re.fullmatch("[A-Z]+[0-9]+", rule.code), f"{rule.code}: a code is capital letters and digits"
    for setting in rule.settings:
        assert setting.type is not setting.default, f"{rule.name}: the setting '{setting.name}' has no type"


def check_bad(rule: Rule, example: Bad) -> None:
    """A bad example is flagged at exactly its marks, and its fix gives exactly `fixed`."""
    texts = [_MARKS.sub("", text) for text in example.texts]
    documents = _documents(texts, example.name)
    findings = _findings(rule, documents, example)
    found = tuple(_marked(document, findings) for document in documents)
    assert found == example.texts, f"{rule.name}: expected, then found:\n{_shown(example.texts)}\n{_shown(found)}"
    if example.frame:
        marked = _marked(Document(CONFIGURATION, _MARKS.sub("", example.frame)), findings)
        assert marked == example.frame, f"{rule.name}: expected, then found:\n{example.frame}\n{marked}"
    for finding in findings:
        _check_messages(finding)
    if example.fixed is None:
        return
    for _ in range(ROUNDS):
        edits = edits_of(together(findings, unsafe=True))
        if not edits:
            break
        documents = _documents([apply(one, edits.get(one, ())) for one in documents], example.name)
        findings = _findings(rule, documents, example)
    else:
        raise AssertionError(f"{rule.name}: the fix does not settle within {ROUNDS} rounds")
    fixed = tuple(document.text for document in documents)
    assert fixed == example.fixed, f"{rule.name}: expected, then fixed:\n{_shown(example.fixed)}\n{_shown(fixed)}"
    assert not findings, f"{rule.name}: finds something after its own fix:\n{_shown(fixed)}"


def check_laws(rule: Rule, example: Bad) -> None:
    """What must hold of a fix: it settles soon, damages no clause, and brings no finding as grave as the one it mends.

    Others' findings are those of the bundled rules that are on by default.
    """
    if example.fixed is None:
        return
    documents = _documents([_MARKS.sub("", text) for text in example.texts], example.name)
    others = [one for one in bundled() if one.level is not Level.OFF and one.name != rule.name]
    statements = _all_statements(documents, example)
    findings = _findings(rule, documents, example, others, statements)
    before = _grave(findings, rule)
    for number in range(SOON + 1):
        edits = edits_of(together([one for one in findings if one.rule is rule], unsafe=True))
        if not edits:
            break
        assert number < SOON, f"{rule.name}: the fix does not settle within {SOON} rounds"
        changed = _documents([apply(one, edits.get(one, ())) for one in documents], example.name)
        after = _all_statements(changed, example)
        for old, new in zip(documents, changed, strict=True):
            hurt = damage(old, edits.get(old, ()), statements, [one for one in after if one.document is new])
            assert not hurt, f"{rule.name}: its edits {hurt}:\n{new.text}"
        documents, statements = changed, after
        findings = _findings(rule, documents, example, others, statements)
    brought = _grave(findings, rule) - before
    assert not brought, f"{rule.name}: its fix brings {', '.join(brought)}:\n{_shown([one.text for one in documents])}"


def _grave(findings: Sequence[Finding], rule: Rule) -> Counter[str]:
    """How often other rules found something that weighs as much as what the rule finds."""
    levels = list(Level)
    return Counter(
        one.rule.name
        for one in findings
        if one.rule is not rule and levels.index(one.rule.level) <= levels.index(rule.level)
    )


def check_good(rule: Rule, example: Good, *others: Rule) -> None:
    """A rule finds nothing in a good example, its own or that of another rule; nor do others."""
    documents = _documents(example.texts, example.name)
    findings = _findings(rule, documents, example, others)
    found = [_marked(document, findings) for document in documents]
    names = ", ".join(sorted({one.rule.name for one in findings}))
    assert found == list(example.texts), f"{names}: something is found in a good example:\n{_shown(found)}"
    # Others may miss something in a frame that is there for this rule's sake.
    assert rule not in [one.rule for one in findings], f"{rule.name}: finds something beside a good example"


def statements_in(texts: Sequence[str], name: str = "") -> list[Statement]:
    """The statements of texts, each in a field of its own; with a name, of a whole document of that name."""
    return [one for document in _documents(texts, name) for one in _statements(document, bool(name))]


def _documents(texts: Sequence[str], name: str) -> list[Document]:
    names = name.split()
    if len(names) != len(texts):
        names = [name or f"example {number}" for number in range(1, len(texts) + 1)]
    return [Document(one, text) for one, text in zip(names, texts, strict=True)]


def _statements(document: Document, whole: bool) -> list[Statement]:
    if whole:
        return statements_of(document)
    reading = Reading(document, [Piece(0, len(document.text), document.text)])
    return parse(Candidate(reading, Place.FIELD, meant=True))


def _all_statements(documents: Sequence[Document], example: Bad | Good) -> list[Statement]:
    return [one for document in documents for one in _statements(document, bool(example.name))]


def _findings(
    rule: Rule,
    documents: Sequence[Document],
    example: Bad | Good,
    others: Sequence[Rule] = (),
    statements: Sequence[Statement] | None = None,
) -> list[Finding]:
    """What a rule finds in an example under the example's settings, and what others find there."""
    if statements is None:
        statements = _all_statements(documents, example)
    table = {name.replace("_", "-"): value for name, value in example.settings.items()}
    settings = settings_of(rule, table, Origin(f"{rule.name}: settings of an example"))
    chosen = [_chosen(rule, example, settings), *(_chosen(one, example, {}) for one in others)]
    findings: list[Finding] = []
    for own in [one for one in chosen if one.rule.code.startswith(OWN)]:
        findings += _own_findings(own, documents, statements)
    found, errors = check(statements, [one for one in chosen if not one.rule.code.startswith(OWN)])
    assert not errors, errors[0].message
    return findings + suppress(found, documents, statements, chosen, [one.rule for one in chosen]).kept


def _chosen(rule: Rule, example: Bad | Good, settings: dict[str, Any]) -> Chosen:
    if rule.framed:
        settings = {**settings, "frame": frame_in(_MARKS.sub("", example.frame), CONFIGURATION)}
    return Chosen(rule, Level.ERROR, settings)


def _own_findings(own: Chosen, documents: Sequence[Document], statements: Sequence[Statement]) -> list[Finding]:
    """What one of the tool's own rules says: about a page as a whole, its suppressions, or a baseline."""
    rules = bundled()
    chosen = [own, *(Chosen(one, Level.ERROR) for one in rules if not one.code.startswith(OWN))]
    findings, _ = check(statements, chosen)
    problems = suppress(findings, documents, statements, chosen, rules).problems + unclosed.problems(documents)
    for document in documents:
        if "baseline" in document.path:
            problems += [("stale-baseline-entry", one) for one in hide([], parse_baseline(document))[1]]
    return [Finding(own.rule, own.level, problem, None, ()) for name, problem in problems if name == own.rule.name]


def _marked(document: Document, findings: Sequence[Finding]) -> str:
    """The text of a document with its findings marked."""
    places = {(one.problem.at.start, one.problem.at.end) for one in findings if _stands_in(document, one)}
    text = document.text
    # From the end, and at one offset the closing mark first: "«a»«b»", never "«a«»b»".
    marks = sorted(
        [(start, 1, "«") for start, _ in places] + [(end, int(start == end) * 2, "»") for start, end in places]
    )
    for offset, _, mark in reversed(marks):
        text = text[:offset] + mark + text[offset:]
    return text


def _stands_in(document: Document, finding: Finding) -> bool:
    # The document of a frame is made where the frame is read.
    own = finding.problem.at.document
    return own is document or own.path == document.path == CONFIGURATION


def _check_messages(finding: Finding) -> None:
    problem = finding.problem
    for text in (problem.message, problem.help, *(one.message for one in problem.related)):
        assert not text.endswith("."), f"{finding.rule.name}: a message has no full stop: {text}"
        first = text.split(" ", 1)[0]
        assert not first[:1].isupper() or first.isupper() or "'" in first, (
            f"{finding.rule.name}: a message starts lower-case: {text}"
        )
    assert problem.message, f"{finding.rule.name}: a problem without a message"


def _shown(texts: Sequence[str]) -> str:
    return "\n".join(texts)
