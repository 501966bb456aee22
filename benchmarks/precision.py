"""How often each rule fires on real statements, and how often that is right.

    python benchmarks/precision.py CORPUS...                 a table of all rules
    python benchmarks/precision.py CORPUS... --unread RULE   what nobody has judged yet
    python benchmarks/precision.py CORPUS... --write         rules/figures.json, which the rules' pages show

The verdicts are data: `tests/verdicts/RULE.txt` has a line "right HASH" or "wrong HASH" for each
statement that was read; of a rule about overlaps, for each pair of statements. The hash stands for the
words, so that no sentence of others is kept here. Where a rule fires more often than `SAMPLE` times, those
with the lowest hashes are read. A verdict is that of the statement's author: right where they would change
the statement for what the rule says, or concede that they should.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from jtbdlint import corpus  # noqa: E402
from jtbdlint.catalog import Chosen, bundled  # noqa: E402
from jtbdlint.config import Config  # noqa: E402
from jtbdlint.engine import Finding, check, normalised  # noqa: E402
from jtbdlint.rule import Level, Rule  # noqa: E402
from jtbdlint.statement import Statement  # noqa: E402

VERDICTS = ROOT / "tests" / "verdicts"
FIGURES = ROOT / "rules" / "figures.json"
SAMPLE = 60
FAMILIES = ("JT1", "JT2", "JT3", "JT4", "JT6")
"""The rules that say something about a statement of a plain corpus; JT5 needs a frame, JT9 is the tool's own."""
BARS = {Level.ERROR: 0.95, Level.WARNING: 0.85}
"""How often a level has to be right."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one rule: on how many statements it fires, how many of these were read, how many were right."""

    fires: int
    read: int
    right: int

    @property
    def precision(self) -> float | None:
        """The share that was right of what was read."""
        return self.right / self.read if self.read else None

    @property
    def sure(self) -> float:
        """The share to count on: as if it had been right once more and wrong once more.

        A rule that was right in all of three firings has shown less than one that was in fifty of sixty.
        """
        return (self.right + 1) / (self.read + 2)


def key(statement: Statement) -> str:
    """The hash of a statement's words; of its id where it has none."""
    return _hash(normalised(statement.text or statement.item.text or statement.id))


def about(finding: Finding) -> str:
    """The hash of what a finding is about: of its statement, in overlaps of the statements at both ends."""
    assert finding.statement is not None
    ends = {key(finding.statement)}
    if finding.rule.code.startswith("JT4"):
        ends |= {key(one) for one in finding.related if one is not None}
    return _hash(" ".join(sorted(ends))) if len(ends) > 1 else ends.pop()


def _hash(words: str) -> str:
    return sha256(words.encode()).hexdigest()


def firings(statements: Sequence[Statement], rules: Iterable[Rule]) -> dict[str, dict[str, list[Finding]]]:
    """For each rule, at its default settings, the findings by the hash of what they are about, in its order."""
    chosen = [Chosen(rule, Level.ERROR, {}) for rule in rules]
    found: dict[str, dict[str, list[Finding]]] = {one.rule.name: {} for one in chosen}
    for members in sets(statements):
        findings, errors = check(members, chosen)
        assert not errors, errors[0].message
        for finding in findings:
            if finding.statement is not None:
                found[finding.rule.name].setdefault(about(finding), []).append(finding)
    return {name: dict(sorted(by_key.items())) for name, by_key in found.items()}


def sets(statements: Iterable[Statement]) -> Iterable[list[Statement]]:
    """The statements of each organisation. In a folder `others`, every file is of another one: no set that anybody
    would want to be free of overlaps."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        path = Path(statement.document.path)
        found.setdefault(path.name if path.parent.name == "others" else "", []).append(statement)
    return found.values()


def verdicts(rule: str) -> dict[str, bool]:
    """What was judged of a rule: the hash of a statement, and whether the finding was right."""
    path = VERDICTS / f"{rule}.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {hashed: verdict == "right" for verdict, hashed in map(str.split, lines)}


def measured(statements: Sequence[Statement], rules: Iterable[Rule]) -> dict[str, Figures]:
    """The figures of each rule."""
    figures = {}
    for name, found in firings(statements, rules).items():
        judged = verdicts(name)
        fires = {hashed: len({id(one.statement) for one in findings}) for hashed, findings in found.items()}
        read = {hashed: judged[hashed] for hashed in list(found)[:SAMPLE] if hashed in judged}
        counts = Counter(
            {verdict: sum(fires[one] for one in read if read[one] is verdict) for verdict in (True, False)}
        )
        figures[name] = Figures(sum(fires.values()), counts.total(), counts[True])
    return figures


def as_json(figures: Mapping[str, Figures], statements: int) -> str:
    """The file that the pages read."""
    rules = {name: {"fires": one.fires, "read": one.read, "right": one.right} for name, one in figures.items()}
    return json.dumps({"statements": statements, "rules": rules}, indent=1) + "\n"


def read(paths: Iterable[Path]) -> Sequence[Statement]:
    """The statements of a corpus, as they are read without a configuration."""
    return corpus.read([str(path) for path in paths], Config()).statements


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--unread", metavar="RULE")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    statements, rules = read(options.corpus), bundled()
    if options.unread:
        rules = [rule for rule in rules if options.unread in (rule.name, rule.code)]
        for name, found in firings(statements, rules).items():
            judged = verdicts(name)
            for hashed in list(found)[:SAMPLE]:
                if hashed not in judged:
                    print(hashed, _shown(found[hashed]))
        return
    figures = measured(statements, rules)
    print(f"{'rule':34}{'level':9}{'fires':>6}{'rate':>8}{'read':>6}{'right':>6}{'precision':>11}{'sure':>6}")
    for rule in rules:
        one = figures[rule.name]
        share = "" if one.precision is None else f"{one.precision:.0%}"
        under = " under its bar" if one.precision is not None and one.precision < BARS.get(rule.level, 0) else ""
        sure = f"{one.sure:.0%}" if one.read else ""
        rate = f"{one.fires / len(statements):.1%}"
        counts = f"{one.fires:6}{rate:>8}{one.read:6}{one.right:6}{share:>11}{sure:>6}"
        print(f"{rule.code} {rule.name:28}{rule.level:9}{counts}{under}")
    if options.write:
        judged_here = {rule.name: figures[rule.name] for rule in rules if rule.code.startswith(FAMILIES)}
        FIGURES.write_text(as_json(judged_here, len(statements)), encoding="utf-8", newline="\n")


def _shown(findings: Sequence[Finding]) -> str:
    first = findings[0]
    assert first.statement is not None
    marks = " ".join(f"«{one.problem.at.text}»" for one in findings[:4])
    others = [one for one in first.related if one is not None] if first.rule.code.startswith("JT4") else []
    ends = {_told(one): None for one in (first.statement, *others)}
    return f"{'  <->  '.join(ends)}  {marks}"


def _told(statement: Statement) -> str:
    place = f"{statement.document.path}:{statement.position.line}"
    return f"{place} {' '.join((statement.text or statement.item.text).split())}"


if __name__ == "__main__":
    main()
