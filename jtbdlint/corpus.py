"""The set of statements that a run is about: paths in, statements out."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import NamedTuple, TypeVar

from jtbdlint import documents, files, first_look, prefilter
from jtbdlint.config import Config, ConfigError
from jtbdlint.statement import Statement
from jtbdlint.text import Document

STDIN = "-"

LONGEST = 4_000
"""Statements of more characters are not checked: nobody reads them, and rules would take their time."""

_LARGE = 100_000
"""A document of fewer characters is read without a look at the clock: none takes long."""


class Error(NamedTuple):
    """Why a run is not a complete answer: a file that could not be read, a rule that crashed."""

    path: str
    message: str


class Corpus(NamedTuple):
    """What was read."""

    documents: Sequence[Document] = ()
    """Those with statements or suppressions."""
    statements: Sequence[Statement] = ()
    errors: Sequence[Error] = ()
    files: int = 0
    """How many files were read."""
    whole: bool = True
    """Whether it is all of the set, so that what is missing from it is missing."""
    notes: Sequence[str] = ()
    """What is to be said about the reading, though all was read."""
    seconds: Mapping[str, float] = {}
    """How long each stage took, by its name."""


def read(
    paths: Iterable[str],
    config: Config,
    stdin_filename: str | None = None,
    *,
    keep_all: bool = False,
    jobs: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Corpus:
    """Read the files that paths name and those in folders that the configuration includes.

    With `keep_all`, documents without a statement are kept as well. "-" is standard input.
    `jobs` is the number of processes (0: as many as are of use); `progress` is told how many files are read of how
    many. What cannot be read is among the errors. Raises
    ConfigError for a wrong pattern.
    """
    start = perf_counter()
    paths = list(paths)
    try:
        found = files.find(
            (path for path in paths if path != STDIN),
            suffixes=documents.SUFFIXES,
            asked=documents.TABLES,
            include=config.include,
            exclude=config.exclude,
            root=str(config.root),
        )
    except ValueError as error:
        raise ConfigError(f"{config.origin('include')}: include or exclude: {error}") from error
    sources = found.sources
    if os.environ.get("PRE_COMMIT") == "1":
        # The hook sees what is committed, and git leaves untracked files where they are.
        from jtbdlint import history

        tracked = {str(path) for path in history.tracked(Path.cwd())}
        sources = [one for one in sources if one.named or one.location in tracked]
    walked = perf_counter() - start
    notes: list[str] = []
    kind = first_look.Kind(tuple(config.languages), {name: tuple(keys) for name, keys in config.fields.items()})
    looks = first_look.look(sources, kind, 1 if keep_all else jobs, notes)
    # One file at a time: a handbook does not have to fit into memory.
    results: Iterable[tuple[files.File | files.Fault | None, bool]] = (
        (files.read(source) if may_hold else None, source.named)
        for source, may_hold in zip(sources, looks, strict=True)
    )
    if STDIN in paths:
        results = chain(results, [(files.read_stdin(stdin_filename or STDIN), True)])
    faults = [Error(one.path, one.message) for one in found.faults if not one.skipped]
    if progress:
        results = _told(results, len(sources), progress)
    corpus = _corpus(results, faults, config, keep_all)
    return corpus._replace(notes=notes, seconds={"walk": walked, **corpus.seconds})


T = TypeVar("T")


def _told(results: Iterable[T], total: int, progress: Callable[[int, int], None]) -> Iterator[T]:
    for number, result in enumerate(results):
        progress(number, total)
        yield result
    progress(total, total)


def read_at(commit: str, paths: Iterable[str], config: Config) -> Corpus:
    """Read what the paths name as it was at a commit. What could not be read then says nothing now."""
    from jtbdlint import history

    found = history.texts_at(commit, config.root, _wanted(paths, config))
    results = ((files.decoded(files.Source(_shown(path), str(path), named=False), raw), False) for path, raw in found)
    return _corpus(results, (), config)


def _corpus(
    results: Iterable[tuple[files.File | files.Fault | None, bool]],
    errors: Sequence[Error],
    config: Config,
    keep_all: bool = False,
) -> Corpus:
    kept: list[Document] = []
    statements: list[Statement] = []
    errors = list(errors)
    count = 0
    parsed = 0.0
    begun = perf_counter()
    for result, named in results:
        if isinstance(result, files.Fault):
            if not result.skipped:
                errors.append(Error(result.path, result.message))
            continue
        count += 1
        if result is None:
            continue
        document = result.document
        start = perf_counter()
        try:
            own = _in_time(document, config, named=named)
        except documents.Unreadable as error:
            line, column = document.position(error.offset)
            errors.append(Error(document.path, f"{line}:{column}: {error.message}"))
            continue
        except Exception as error:
            errors.append(Error(document.path, f"internal error, please report it: {type(error).__name__}: {error}"))
            continue
        finally:
            parsed += perf_counter() - start
        if (
            own
            or keep_all
            or first_look.SUPPRESSES in document.text
            or (own is not None and _is_swallowed(document, config))
        ):
            kept.append(document)
        if own:
            statements += (one for one in own if not _is_too_long(one))
            errors += (Error(document.path, _too_long(one)) for one in own if _is_too_long(one))
    seconds = {"read": perf_counter() - begun - parsed, "parse": parsed}
    return Corpus(kept, statements, errors, count, seconds=seconds)


def statements_of(
    document: Document,
    languages: Sequence[str] = (),
    fields: Mapping[str, Sequence[str]] | None = None,
    *,
    named: bool = False,
    code: bool = False,
) -> list[Statement]:
    """The statements of a document, in its order, less those that are too long.

    `languages` are those to look for (none: all), `fields` the keys that the configuration names for data.
    `named` says that somebody asked for this very document, `code` that code blocks are read. Raises
    documents.Unreadable.
    """
    found = _all_of(document, languages, fields, named=named, code=code)
    return [one for one in found or () if not _is_too_long(one)]


def _in_time(document: Document, config: Config, *, named: bool) -> list[Statement] | None:
    """All statements of a document, if that does not take for ever. Raises documents.Unreadable."""

    def read() -> list[Statement] | None:
        return _all_of(document, config.languages, config.fields, named=named, code=config.include_code)

    length = len(document.text)
    if length < _LARGE:
        return read()
    from jtbdlint.deadline import SECONDS, SECONDS_A_MEGABYTE, GaveUpError, within

    try:
        return within(SECONDS + SECONDS_A_MEGABYTE * length / 1e6, read)
    except GaveUpError as error:
        raise documents.Unreadable(f"not checked: {error}", 0) from error


def _is_swallowed(document: Document, config: Config) -> bool:
    """Whether a block that is never closed may hold a statement, for which the document has to be kept."""
    if not prefilter.may_be_cut(document.path, document.text):
        return False
    from jtbdlint import unclosed

    return unclosed.block(document, code=config.include_code) is not None


def _is_too_long(statement: Statement) -> bool:
    return statement.stop - statement.begin > LONGEST


def _too_long(statement: Statement) -> str:
    line, column = statement.position
    length = statement.stop - statement.begin
    return f"{line}:{column}: not checked: a statement of {length:,} characters (at most {LONGEST:,})"


def _all_of(
    document: Document,
    languages: Sequence[str],
    fields: Mapping[str, Sequence[str]] | None,
    *,
    named: bool,
    code: bool,
) -> list[Statement] | None:
    """The statements, long or short; None where there can be none, nor anything else to be told."""
    if prefilter.is_page(document.path) and not prefilter.may_hold(document.text, languages):
        return None
    candidates = documents.read(document, fields or None, named=named, code=code)
    if not candidates:
        return []
    if document.path == STDIN and len(candidates) == 1 and candidates[0].place is documents.Place.PARAGRAPH:
        # Who types one sentence means it as a statement.
        candidates = [candidates[0]._replace(place=documents.Place.FIELD, meant=True)]
    from jtbdlint.parser import parse  # lark is only for who has something to parse

    return [statement for candidate in candidates for statement in parse(candidate, languages)]


def _wanted(paths: Iterable[str], config: Config) -> Callable[[Path], bool]:
    """Whether a file that lies or lay on the disk is among those that paths name, as `files.find` tells."""
    from pathspec import GitIgnoreSpec

    include, exclude = GitIgnoreSpec.from_lines(config.include), GitIgnoreSpec.from_lines(config.exclude)
    places = [Path(path).resolve() for path in paths if path != STDIN]

    def wanted(path: Path) -> bool:
        asked = documents.TABLES if config.include or path in places else ()
        if not path.name.lower().endswith((*documents.SUFFIXES, *asked)):
            return False
        if not any(path.is_relative_to(place) for place in places):
            return False
        name = path.relative_to(config.root).as_posix() if path.is_relative_to(config.root) else None
        if name is not None and exclude.match_file(name):
            return False
        return path in places or not config.include or (name is not None and include.match_file(name))

    return wanted


def _shown(path: Path) -> str:
    here = Path.cwd().resolve()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
