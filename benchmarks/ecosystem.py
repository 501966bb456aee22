"""Lint real folders, keep what is found, and show what another version of the tool finds otherwise.

    python benchmarks/ecosystem.py DIR... --write before.json          find, and keep it in a file
    python benchmarks/ecosystem.py DIR... --compare before.json        find, and show how it differs from the file
    python benchmarks/ecosystem.py --compare before.json after.json    show how two files differ
    python benchmarks/ecosystem.py DIR... --statements                 show all that was taken for a statement

So a change of a rule or of the grammar can be judged on pages that were not written for it: run once before,
once after it. `--tool CHECKOUT` runs the tool of another checkout. Each folder is a set of its own; no
configuration counts but that of `--config`. A finding is known by its rule, level, file and fingerprint, a
statement by its file and clauses, so that what only moved is no difference. Where there is one the status is 1.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EXCERPT = 120
STATEMENTS = "statements"

Run = dict[str, Any]
"""What is kept: the tool's version, and by folder the number of files, the errors and the entries."""
Entry = dict[str, Any]
"""A finding or statement: `about` (the rule or "statements"), `key`, `path`, `line`, `excerpt` and `message`."""


def run(folders: Sequence[Path], tool: Path, config: Path | None) -> Run:
    """Lint each folder by itself."""
    found: Run = {"version": "", "folders": {}}
    for folder in folders:
        checked = told(folder, tool, config, "check", "--exit-zero")
        parsed = told(folder, tool, config, "parse")
        entries = [*map(finding, checked["findings"]), *map(statement, parsed["statements"])]
        found["version"] = checked["version"]
        found["folders"][folder.name] = {
            "files": checked["summary"]["files"],
            "errors": [f"{one['path']}: {one['message']}" for one in checked["errors"]],
            "entries": entries,
        }
        count = Counter(one["about"] == STATEMENTS for one in entries)
        print(f"{folder.name}: {checked['summary']['files']} files, {count[True]} statements, {count[False]} findings")
    return found


def told(folder: Path, tool: Path, config: Path | None, command: str, *more: str) -> Any:
    """What a command says about a folder, in JSON."""
    options = ["--config", str(config.resolve())] if config else ["--isolated"]
    done = subprocess.run(
        [sys.executable, "-m", "jtbdlint", command, *more, "--allow-empty", "--output-format", "json", *options, "."],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(tool.resolve()), "PYTHONSAFEPATH": "1"},
        stdout=subprocess.PIPE,
        check=False,
    )
    if not done.stdout:
        sys.exit(f"{folder}: {command} ended with status {done.returncode}")
    return json.loads(done.stdout)


def finding(one: Mapping[str, Any]) -> Entry:
    text = one["statement"]["text"] if one["statement"] else ""
    about = f"{one['code']} {one['name']} ({one['level']})"
    return entry(one, about, one["fingerprint"], text, one["message"])


def statement(one: Mapping[str, Any]) -> Entry:
    clauses = [clause["text"] if clause else "-" for clause in one["clauses"].values()]
    key = " / ".join([one["form"], *clauses] if any(one["clauses"].values()) else [one["form"], one["text"]])
    return entry(one, STATEMENTS, key, key, "")


def entry(one: Mapping[str, Any], about: str, key: str, excerpt: str, message: str) -> Entry:
    excerpt = " ".join(excerpt.split())
    shown = excerpt if len(excerpt) <= EXCERPT or about == STATEMENTS else f"{excerpt[:EXCERPT]}..."
    line = one["start"]["line"]
    return {"about": about, "key": key, "path": one["path"], "line": line, "excerpt": shown, "message": message}


def entries(kept: Run) -> dict[tuple[str, ...], Entry]:
    """The entries of all folders by what they are known by; equal ones are told apart by their number."""
    found: dict[tuple[str, ...], Entry] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for folder, told_of in kept["folders"].items():
        for one in told_of["entries"]:
            key = (one["about"], folder, one["path"], one["key"])
            seen[key] += 1
            found[(*key, str(seen[key]))] = {**one, "path": f"{folder}/{one['path']}"}
    return found


def difference(before: Run, after: Run) -> Iterator[str]:
    """What is found in one run only, by rule; folders that were not in both are left out."""
    both = before["folders"].keys() & after["folders"].keys()
    old, new = (
        entries({"folders": {name: one for name, one in kept["folders"].items() if name in both}})
        for kept in (before, after)
    )
    changed = [("-", key, old[key]) for key in old.keys() - new.keys()]
    changed += [("+", key, new[key]) for key in new.keys() - old.keys()]
    counts = Counter((one["about"], sign) for sign, _, one in changed)
    about = None
    for sign, _, one in sorted(changed, key=lambda one: (one[1][0], one[2]["path"], one[2]["line"], one[0], one[1])):
        if one["about"] != about:
            about = one["about"]
            yield f"{about}: {counts[about, '+']} more, {counts[about, '-']} fewer"
        yield f"  {sign} {one['path']}:{one['line']}  {'  | '.join(filter(None, (one['message'], one['excerpt'])))}"


def read(path: Path) -> Run:
    kept: Run = json.loads(path.read_text(encoding="utf-8"))
    return kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="DIR")
    parser.add_argument("--write", type=Path, metavar="FILE")
    parser.add_argument("--compare", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--statements", action="store_true")
    parser.add_argument("--tool", type=Path, default=ROOT, metavar="CHECKOUT")
    parser.add_argument("--config", type=Path, metavar="FILE")
    given = parser.parse_args()
    files = given.compare or []
    if not given.folders and len(files) != 2:
        parser.error("give folders to lint, or two files to compare")
    now = run(given.folders, given.tool, given.config) if given.folders else read(files[1])
    if given.write:
        given.write.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8", newline="\n")
    if given.statements:
        for one in entries(now).values():
            if one["about"] == STATEMENTS:
                print(f"{one['path']}:{one['line']}  {one['excerpt']}")
    print(f"{sum(one['files'] for one in now['folders'].values())} files in {len(now['folders'])} folders")
    for folder, told_of in now["folders"].items():
        for error in told_of["errors"]:
            print(f"{folder}/{error}", file=sys.stderr)
    lines = list(difference(read(files[0]), now)) if files else []
    print(*lines, sep="\n", end="\n" * bool(lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
