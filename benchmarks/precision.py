"""How often each rule fires on real statements, and how often that is right.

    python benchmarks/precision.py CORPUS...                 a table of all rules
    python benchmarks/precision.py CORPUS... --unread RULE   what nobody has judged yet
    python benchmarks/precision.py CORPUS... --write         rules/figures.json, which the rules' pages show

The verdicts are data: `tests/verdicts/RULE.txt` has a line "right HASH" or "wrong HASH" for each
statement that was read. The hash stands for the statement's words, so that no sentence of others is
kept here. Where a rule fires on more than `SAMPLE` statements, those with the lowest hashes are read.
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
FAMILIES = ("JT1", "JT2", "JT3")
"""The rules about one statement, which are judged here; those about sets have a benchmark of their own."""
BARS = {Level.ERROR: 0.95, Level.WARNING: 0.85}


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


def key(statement: Statement) -> str:
    """The hash of a statement's words."""
    return sha256(normalised(statement.text or statement.item.text).encode()).hexdigest()


def firings(statements: Sequence[Statement], rules: Iterable[Rule]) -> dict[str, dict[str, list[Finding]]]:
    """For each rule, at its default settings, the findings by the hash of their statement, in order of the hash."""
    found: dict[str, dict[str, list[Finding]]] = {}
    for rule in rules:
        findings, errors = check(statements, [Chosen(rule, Level.ERROR, {})])
        assert not errors, errors[0].message
        by_key: dict[str, list[Finding]] = {}
        for finding in findings:
            if finding.statement is not None:
                by_key.setdefault(key(finding.statement), []).append(finding)
        found[rule.name] = dict(sorted(by_key.items()))
    return found


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
    """The English statements of a corpus, as they are read without a configuration.

    Those of other languages are left out: whoever judged could not read them all as their author.
    """
    found = corpus.read([str(path) for path in paths], Config()).statements
    return [statement for statement in found if statement.language == "en"]


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
    print(f"{'rule':34}{'level':9}{'fires':>6}{'rate':>8}{'read':>6}{'right':>6}{'precision':>11}")
    for rule in rules:
        one = figures[rule.name]
        share = "" if one.precision is None else f"{one.precision:.0%}"
        under = " under its bar" if one.precision is not None and one.precision < BARS.get(rule.level, 0) else ""
        rate = f"{one.fires / len(statements):.1%}"
        print(
            f"{rule.code} {rule.name:28}{rule.level:9}{one.fires:6}{rate:>8}{one.read:6}{one.right:6}{share:>11}{under}"
        )
    if options.write:
        judged_here = {rule.name: figures[rule.name] for rule in rules if rule.code.startswith(FAMILIES)}
        FIGURES.write_text(as_json(judged_here, len(statements)), encoding="utf-8", newline="\n")


def _shown(findings: Sequence[Finding]) -> str:
    first = findings[0]
    assert first.statement is not None
    marks = " ".join(f"«{one.problem.at.text}»" for one in findings[:4])
    place = f"{first.statement.document.path}:{first.statement.position.line}"
    return f"{place} {' '.join((first.statement.text or first.statement.item.text).split())}  {marks}"


if __name__ == "__main__":
    main()
