"""The set of statements that a run is about: paths in, statements out."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from jtbdlint import documents, files, first_look, prefilter
from jtbdlint.config import Config, ConfigError
from jtbdlint.statement import Statement
from jtbdlint.text import Document

if TYPE_CHECKING:
    from jtbdlint.cache import Cache

STDIN = "-"

LONGEST = 4_000
"""Statements of more characters are not checked: nobody reads them, and rules would take their time."""

_MANY = 300
"""Fewer files than this are read before a cache is."""

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
    cache: "Cache | None" = None
    """What is known of files from earlier runs, if that was asked."""


class _Input:
    """A file, and what is known of it."""

    def __init__(
        self,
        file: files.File | files.Fault | None,
        named: bool = False,
        location: str = "",
        mark: files.Mark | None = None,
        statements: Sequence[Statement] | None = None,
    ) -> None:
        self.file = file
        """None: it holds nothing that has to be kept."""
        self.named = named
        self.location = location
        """Where the cache has it; empty where that is not asked."""
        self.mark = mark
        """What tells it from others, where it is known that nothing is in it."""
        self.statements = statements
        """Those that are known to be in it."""


def read(
    paths: Iterable[str],
    config: Config,
    stdin_filename: str | None = None,
    *,
    keep_all: bool = False,
    jobs: int = 0,
    progress: Callable[[int, int], None] | None = None,
    cached: bool = False,
) -> Corpus:
    """Read the files that paths name and those in folders that the configuration includes.

    With `keep_all`, documents without a statement are kept as well. "-" is standard input.
    `jobs` is the number of processes (0: as many as are of use); `progress` is told how many files are read of how
    many. With `cached`, what earlier runs found in many files is made use of, and what this one finds is remembered.
    What cannot be read is among the errors. Raises ConfigError for a wrong pattern.
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
            root=config.root,
        )
    except ValueError as error:
        raise ConfigError(f"{config.origin('include')}: include or exclude: {error}") from error
    sources = found.sources
    if os.environ.get("PRE_COMMIT") == "1":
        # The hook sees what is committed, and git leaves untracked files where they are.
        from jtbdlint import history

        tracked = history.tracked(os.getcwd())
        sources = [one for one in sources if one.named or one.location in tracked]
    walked = perf_counter() - start
    notes: list[str] = []
    cache = _cache(config) if cached and not keep_all and len(sources) >= _MANY else None
    # One file at a time: a handbook does not have to fit into memory.
    results: Iterable[_Input] = _inputs(sources, config, 1 if keep_all else jobs, notes, cache)
    if STDIN in paths:
        results = chain(results, [_Input(files.read_stdin(stdin_filename or STDIN), named=True)])
    faults = [Error(one.path, one.message) for one in found.faults if not one.skipped]
    if progress:
        results = _told(results, len(sources), progress)
    corpus = _corpus(results, faults, config, keep_all, cache)
    if cache is not None:
        cache.save()
    return corpus._replace(notes=notes, seconds={"walk": walked, **corpus.seconds})


def _cache(config: Config) -> "Cache":
    """What earlier runs found in files that were read as they would be now."""
    from jtbdlint.cache import Cache

    return Cache.of(config.root, [config.languages, list(config.fields.items()), config.include_code])


def _inputs(
    sources: Sequence[files.Source], config: Config, jobs: int, notes: list[str], cache: "Cache | None"
) -> Iterator[_Input]:
    """What is in files, as far as a cache or a first look tells."""
    known = {} if cache is None else dict(_recalled(sources, cache))
    unknown = [one for one in sources if one.location not in known]
    fields = {name: tuple(keys) for name, keys in config.fields.items()}
    kind = first_look.Kind(tuple(config.languages), fields, config.include_code, marks=cache is not None)
    with closing(first_look.look(unknown, kind, jobs, notes)) as looks:
        for source in sources:
            found = known.get(source.location)
            if found is not None:
                yield found
                continue
            mark = next(looks)
            location = source.location if cache is not None and source.plain else ""
            yield _Input(files.read(source) if mark is None else None, source.named, location, mark)


def _recalled(sources: Iterable[files.Source], cache: "Cache") -> Iterator[tuple[str, _Input]]:
    """The files that a cache knows, by where they lie, and what is in them."""
    if cache.is_empty:
        return
    for source in sources:
        if not source.plain:
            continue
        if cache.holds_nothing(source.location, files.status(source)):
            yield source.location, _Input(None)
        elif (read := files.content(source)) is not None:
            found = _recall(source, *read, cache)
            if found is not None:
                yield source.location, found


def _recall(source: files.Source, content: bytes, status: files.Status | None, cache: "Cache") -> _Input | None:
    """What a cache knows of a file that is or was read."""
    known = cache.known(source.location, files.Mark(files.digest(content), status))
    if known is None:
        return None
    if known.data is None:
        return _Input(None)
    file = files.decoded(source, content)
    statements = None if isinstance(file, files.Fault) else cache.statements(file.document, known)
    return None if statements is None else _Input(file, statements=statements)


T = TypeVar("T")


def _told(results: Iterable[T], total: int, progress: Callable[[int, int], None]) -> Iterator[T]:
    for number, result in enumerate(results):
        progress(number, total)
        yield result
    progress(total, total)


def read_at(commit: str, paths: Iterable[str], config: Config, cache: "Cache | None" = None) -> Corpus:
    """Read what the paths name as it was at a commit. What could not be read then says nothing now.

    What a cache knows of files that were the same then as they are now is made use of.
    """
    from jtbdlint import history

    here = os.path.realpath(os.curdir)

    def inputs() -> Iterator[_Input]:
        for path, raw in history.texts_at(commit, config.root, _wanted(paths, config)):
            source = files.Source(files.shown(path, here), path, named=False)
            known = _recall(source, raw, None, cache) if cache is not None else None
            yield known or _Input(files.decoded(source, raw))

    return _corpus(inputs(), (), config)


def _corpus(
    inputs: Iterable[_Input],
    errors: Sequence[Error],
    config: Config,
    keep_all: bool = False,
    cache: "Cache | None" = None,
) -> Corpus:
    kept: list[Document] = []
    statements: list[Statement] = []
    errors = list(errors)
    count = 0
    parsed = 0.0
    begun = perf_counter()
    for one in inputs:
        if isinstance(one.file, files.Fault):
            if not one.file.skipped:
                errors.append(Error(one.file.path, one.file.message))
            continue
        count += 1
        if one.file is None:
            if cache is not None and one.location and one.mark is not None:
                cache.note(one.location, one.mark, None)
            continue
        document = one.file.document
        if one.statements is not None:
            kept.append(document)
            statements += one.statements
            continue
        start = perf_counter()
        try:
            own = _in_time(document, config, named=one.named)
        except documents.Unreadable as error:
            line, column = document.position(error.offset)
            errors.append(Error(document.path, f"{line}:{column}: {error.message}"))
            continue
        except Exception as error:
            errors.append(Error(document.path, f"internal error, please report it: {type(error).__name__}: {error}"))
            continue
        finally:
            parsed += perf_counter() - start
        is_kept = bool(
            own or first_look.SUPPRESSES in document.text or (own is not None and _is_swallowed(document, config))
        )
        if is_kept or keep_all:
            kept.append(document)
        fitting = [statement for statement in own or () if not _is_too_long(statement)]
        statements += fitting
        if len(fitting) < len(own or ()):
            errors += (Error(document.path, _too_long(one)) for one in own or () if _is_too_long(one))
        elif cache is not None and one.location:
            cache.note(one.location, one.file.mark, fitting if is_kept else None)
    seconds = {"read": perf_counter() - begun - parsed, "parse": parsed}
    return Corpus(kept, statements, errors, count, seconds=seconds, cache=cache)


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
    if prefilter.is_page(document.path) and not prefilter.may_hold(document.text, languages, document.path, code=code):
        return None
    candidates = documents.read(document, fields or None, named=named, code=code)
    if not candidates:
        return []
    if document.path == STDIN and len(candidates) == 1 and candidates[0].place is documents.Place.PARAGRAPH:
        # Who types one sentence means it as a statement.
        candidates = [candidates[0]._replace(place=documents.Place.FIELD, meant=True)]
    from jtbdlint.parser import parse  # lark is only for who has something to parse

    return [statement for candidate in candidates for statement in parse(candidate, languages)]


def _wanted(paths: Iterable[str], config: Config) -> Callable[[str], bool]:
    """Whether a file that lies or lay on the disk is among those that paths name, as `files.find` tells."""
    from pathspec import GitIgnoreSpec

    include, exclude = GitIgnoreSpec.from_lines(config.include), GitIgnoreSpec.from_lines(config.exclude)
    places = [os.path.realpath(path) for path in paths if path != STDIN]

    def wanted(path: str) -> bool:
        asked = documents.TABLES if config.include or path in places else ()
        if not path.lower().endswith((*documents.SUFFIXES, *asked)):
            return False
        if all(files.relative(path, place) is None for place in places):
            return False
        name = files.relative(path, config.root)
        if name is not None and exclude.match_file(name):
            return False
        return path in places or not config.include or (name is not None and include.match_file(name))

    return wanted
