"""A run from paths to a report: what the commands of the command line share."""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from jtbdlint import corpus, files, prefilter
from jtbdlint.config import Config, ConfigError, suggestion
from jtbdlint.corpus import STDIN, Corpus, Error, statements_of
from jtbdlint.engine import Finding, Report, check, keyed, touching
from jtbdlint.frame import Frame, folding
from jtbdlint.reporters.summary import counted
from jtbdlint.rule import Level, Problem, Rule
from jtbdlint.text import Document

if TYPE_CHECKING:
    from jtbdlint.cache import Cache
    from jtbdlint.catalog import Chosen

COVERAGE = "JT5"
"""The family of rules that find nothing without a frame."""
NO_FRAME = "Coverage is not checked: there is no [frame] (jtbdlint init writes one)."
A_PART = "Coverage is not checked: this is a part of the set (--focus reads all of it)."


class Task(NamedTuple):
    """What is asked of a run, beside the configuration."""

    paths: Sequence[str] = ()
    focus: bool = False
    """Whether the paths are what to report on, and not the corpus."""
    stdin_filename: str | None = None
    allow_empty: bool = False
    keep_all: bool = False
    """Whether documents without a statement are of use, too: for what their headings say."""
    new_since: str | None = None
    jobs: int = 0
    """How many processes read (0: as many as are of use)."""
    cached: bool = False
    """Whether what earlier runs found in many files is made use of and kept."""
    progress: Callable[[int, int], None] | None = None
    """Whom to tell how many files are read of how many."""
    fix: bool = False
    unsafe: bool = False
    write: bool = True


class Result(NamedTuple):
    """What a run came to."""

    report: Report
    changed: Sequence[tuple[Document, Document]] = ()
    """The documents that were or would be fixed: before and after."""
    fixes: int = 0
    note: str = ""
    """What is to be said once: that rules were silent for want of a frame."""
    cache: str = ""
    """What is told in detail of the cache, if there is one."""


class Linter:
    """The rules of a run, configured."""

    def __init__(
        self,
        rules: Sequence[Rule],
        chosen: "Sequence[Chosen]",
        suppressing: bool = True,
        code: bool = False,
        note: str = "",
    ) -> None:
        """`rules` are all that there are, `chosen` those that are asked; with `code`, code blocks are read.

        `note` is what is to be said once about all that it does: that rules are silent for want of a frame.
        """
        self.rules = rules
        self.chosen = chosen
        self.suppressing = suppressing
        self.code = code
        self.note = note

    @classmethod
    def of(cls, config: Config, *, suppressing: bool = True) -> "Linter":
        """The linter that a configuration asks for. Raises ConfigError."""
        from jtbdlint.catalog import choose, rules_of

        rules = rules_of(config)
        chosen = choose(config, rules)
        blind = not config.frame and any(one.rule.code.startswith(COVERAGE) for one in chosen)
        return cls(rules, chosen, suppressing, config.include_code, NO_FRAME if blind else "")

    def lint(self, read: Corpus, focus: Callable[[str], bool] | None = None) -> Report:
        """Ask the rules about a corpus, less what is suppressed.

        With a `focus`, for what touches the documents of such paths; the tool's own rules may tell of others, too.
        """
        seconds = dict(read.seconds)
        chosen = self.chosen if read.whole else [one for one in self.chosen if not one.rule.code.startswith(COVERAGE)]
        findings, errors = check(read.statements, chosen, seconds, focus)
        start = perf_counter()
        problems: list[tuple[str, Problem]] = []
        cut = [one for one in read.documents if prefilter.may_be_cut(one.path, one.text)]
        if cut:
            from jtbdlint import unclosed

            problems += unclosed.problems(cut, code=self.code)
        suppressed = 0
        if self.suppressing:
            from jtbdlint import suppressions

            outcome = suppressions.suppress(findings, read.documents, read.statements, self.chosen, self.rules)
            findings, suppressed = outcome.kept, outcome.suppressed
            problems += outcome.problems
        findings = self.and_own(findings, problems)
        return Report(
            findings,
            read.documents,
            read.statements,
            [*read.errors, *errors],
            files=read.files,
            suppressed=suppressed,
            seconds={**seconds, "suppressions": perf_counter() - start},
        )

    def and_own(self, findings: Sequence[Finding], problems: Sequence[tuple[str, Problem]]) -> list[Finding]:
        """Findings and those that problems of the tool's own rules make, where these are asked for."""
        chosen = {one.rule.name: one for one in self.chosen}
        own = [
            Finding(chosen[name].rule, level, problem, None, ())
            for name, problem in problems
            if name in chosen and (level := chosen[name].level_in(problem.at.document.path)) is not Level.OFF
        ]
        return sorted([*findings, *keyed(own)], key=Finding.order)


def check_paths(task: Task, config: Config, *, suppressing: bool = True) -> Result:
    """Read, lint and, where it is asked for, fix. Raises ConfigError."""
    if config.origins:
        # What somebody wrote about rules is checked whether or not there is a statement.
        linter = Linter.of(config, suppressing=suppressing)
        found = read(task, config)
    else:
        found = read(task, config)
        if not found.documents:
            # Most pages have no statement and no suppression: then no rule is loaded.
            report = Report(errors=found.errors, files=found.files, seconds=found.seconds)
            return Result(report, note=_notes(found), cache=str(found.cache or ""))
        linter = Linter.of(config, suppressing=suppressing)
    return _linted(task, config, linter, found)._replace(cache=str(found.cache or ""))


def _linted(task: Task, config: Config, linter: Linter, found: Corpus) -> Result:
    from_base = _from_base(task, config, linter, found.cache)

    focus = _focus(task)
    # What is compared with another state is all that there is.
    narrow = focus if config.baseline is None and from_base is None else None

    def lint(read: Corpus) -> Report:
        report = _compared(linter.lint(read, narrow), config, linter, from_base)
        return report if focus is None else report._replace(findings=touching(report.findings, focus))

    note = linter.note or (A_PART if config.frame and not found.whole else "")
    if not task.fix:
        return Result(lint(found), note=_notes(found, note))
    from jtbdlint import fixes

    swept: set[str] = set()

    def write(before: Document, after: Document) -> None:
        if task.write and not (STDIN in task.paths and before.path == stdin_name(task)):
            folder = os.path.dirname(os.path.realpath(before.path))
            if folder not in swept:
                fixes.sweep(folder)
                swept.add(folder)
            fixes.write(before, after, config.root)

    mended = fixes.mend(
        found,
        lint,
        lambda document: statements_of(document, config.languages, config.fields, code=config.include_code),
        unsafe=task.unsafe,
        write=write,
    )
    return Result(mended.report, mended.changed, mended.fixes, _notes(found, note))


def _notes(found: Corpus, *others: str) -> str:
    return "\n".join(filter(None, (*found.notes, *others)))


def stdin_name(task: Task) -> str:
    """What standard input is called in the report."""
    return task.stdin_filename or STDIN


def read(task: Task, config: Config) -> Corpus:
    """The corpus of a run: what is on the disk or on standard input."""
    found = corpus.read(
        _targets(task, config),
        config,
        task.stdin_filename,
        keep_all=task.keep_all,
        jobs=task.jobs,
        progress=task.progress,
        cached=task.cached,
    )
    found = found._replace(whole=not found.errors and not _is_part(task, config))
    if found.errors or task.allow_empty or found.statements:
        return found
    message = f"no job statement in {counted(found.files, 'file')}" if found.files else "no file to check"
    return found._replace(errors=[Error("", f"{message} (--allow-empty: that is all right)")])


def _is_part(task: Task, config: Config) -> bool:
    """Whether the paths are fewer than what the configuration calls the set."""
    if not config.include or not task.paths or task.focus:
        return False
    return all(files.relative(config.root, os.path.realpath(path)) is None for path in task.paths)


def _targets(task: Task, config: Config) -> Sequence[str]:
    """What is read: the paths that are given, else the corpus of the configuration, else this folder."""
    if task.paths and not task.focus:
        return task.paths
    return [files.shown(config.root)] if config.path else ["."]


def _focus(task: Task) -> Callable[[str], bool] | None:
    """Whether a file is in focus, by its path; None where all are."""
    if not task.focus:
        return None
    from pathlib import Path  # with nine modules: not for who names pages alone

    focus = {Path(path).resolve() for path in task.paths}

    @cache
    def inside(path: str) -> bool:
        place = Path(path).resolve()
        return not focus.isdisjoint((place, *place.parents))

    return inside


def _compared(report: Report, config: Config, linter: Linter, from_base: frozenset[str] | None) -> Report:
    """A report less what is in the baseline, with what was there before marked as not new."""
    if config.baseline is not None:
        from jtbdlint import baseline

        file = os.path.join(config.root, config.baseline)
        known = baseline.read(file, files.shown(file))
        kept, stale = baseline.hide(report.findings, known)
        hidden = len(report.findings) - len(kept)
        findings = linter.and_own(kept, [("stale-baseline-entry", one) for one in stale])
        report = report._replace(findings=findings, baselined=hidden)
    if from_base is not None:
        findings = [one._replace(new=one.fingerprint not in from_base) for one in report.findings]
        report = report._replace(findings=findings)
    return report


def _from_base(task: Task, config: Config, linter: Linter, cache: "Cache | None") -> frozenset[str] | None:
    """The fingerprints of what the rules say about the corpus where this branch began."""
    if task.new_since is None:
        return None
    from jtbdlint import history

    commit = history.merge_base(task.new_since, config.root)
    base = corpus.read_at(commit, _targets(task, config), config, cache)
    return frozenset(one.fingerprint for one in linter.lint(base).findings)


def without(read: Corpus, file: str | None) -> Corpus:
    """A corpus less what stands in a file: a page that is made of the others is no source for itself."""
    if file is None:
        return read
    path = os.path.realpath(file)
    statements = [one for one in read.statements if os.path.realpath(one.document.path) != path]
    return read._replace(statements=statements)


def known_group(name: str | None, frame: Frame, read: Corpus) -> str | None:
    """A group that was asked for. Raises ConfigError with a suggestion where no job is in it."""
    if name is None:
        return None
    from jtbdlint.outline import groups

    known = groups(read.statements, frame)
    found = next((one for one in known if folding(one) == folding(name)), None)
    if found is None:
        raise ConfigError(f"--group: no job is in a group '{name}'{suggestion(name, known)}")
    return found


def stale(file: str, lines: Iterable[str]) -> list[str]:
    """How a file differs from the lines that it should hold: a diff, empty where it does not. Raises ConfigError."""
    try:
        with open(file, "rb") as content:
            text = content.read().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"--check: {file}: {getattr(error, 'strerror', None) or error}") from error
    from jtbdlint.fixes import diff

    is_now, should_be = "\n".join(text.splitlines()), "\n".join(lines)
    return diff(Document(file, f"{is_now}\n"), Document(file, f"{should_be}\n"))


def write_baseline(task: Task, config: Config, *, suppressing: bool = True) -> tuple[Report, str]:
    """Write all that is found to the baseline; the report and the path. Raises ConfigError."""
    if config.baseline is None:
        raise ConfigError("--write-baseline: which file? Give --baseline FILE, or set baseline in the configuration")
    from jtbdlint import baseline, fixes

    report = Linter.of(config, suppressing=suppressing).lint(read(task, config))
    path = os.path.join(config.root, config.baseline)
    if not report.errors:
        fixes.write_whole(path, "\n".join(baseline.lines(report.findings)) + "\n")
    return report, files.shown(path)
