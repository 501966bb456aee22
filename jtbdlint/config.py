"""The configuration: found, read, merged and checked. Data only; an unknown key is an error with a suggestion."""

import os
import re
import types
import typing
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, Union

from jtbdlint import files
from jtbdlint.frame import Fault, Frame
from jtbdlint.patterns import compiled
from jtbdlint.rule import Level, Setting
from jtbdlint.terms import TermRule, Terms
from jtbdlint.text import Document, Slice

NAMES = ("jtbdlint.toml", ".jtbdlint.toml", "pyproject.toml")
"""The files that may hold the configuration; of several in one folder the first."""

_DEEPEST_EXTENDS = 32
_PRESET = "preset:"
_PRESETS = os.path.join(os.path.dirname(os.path.realpath(__file__)), "presets")

_INDEX = compiled(r"\[\d+\]")
_PART = r"(?:[\w-]+|\"[^\"]*\"|'[^']*')"
_KEY = compiled(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")


class ConfigError(ValueError):
    """The configuration cannot be used. The message says where, why and what may have been meant."""


class Origin(NamedTuple):
    """Where a value of the configuration was written."""

    name: str
    """The file as shown, "command line" or "default"."""
    text: str = ""
    keys: tuple[str, ...] = ()

    def at(self, *keys: str) -> "Origin":
        """The origin of a key inside."""
        return Origin(self.name, self.text, (*self.keys, *keys))

    def error(self, message: str, line: int = 0) -> ConfigError:
        """An error that names the place and the key; `line` where that is known better than by the key."""
        key = ".".join(one for one in self.keys if not _INDEX.fullmatch(one))
        place = f"{self.name}:{line}" if line else str(self)
        return ConfigError(f"{place}: {key}: {message}" if key else f"{place}: {message}")

    @property
    def line(self) -> int:
        """The line on which the key is set, or 0."""
        return _line_of(self.text, self.keys)

    def __str__(self) -> str:
        line = self.line
        return f"{self.name}:{line}" if line else self.name


def _line_of(text: str, keys: Sequence[str]) -> int:
    """The line of a TOML document on which a key is set, or 0: tomllib tells no places."""
    table: list[str] = []
    tables: dict[tuple[str, ...], int] = {}
    best, found = 0, 0
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?$", line)
        key = _KEY.match(line)
        if header:
            table, parts = [], _dotted(header[2])
            for depth, part in enumerate(parts, 1):
                table.append(part)
                name = tuple(table)
                if header[1] == "[[" and depth == len(parts):
                    tables[name] = tables.get(name, -1) + 1
                if name in tables:
                    # One of several tables: what is in it has the number of the last.
                    table.append(f"[{tables[name]}]")
            here = table
        elif key:
            here = [*table, *_dotted(key[1])]
        else:
            continue
        depth = len(here) if here == list(keys[: len(here)]) else 0
        if depth > found:
            best, found = number, depth
    return best


def _dotted(key: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, key)]


class FailLevel(StrEnum):
    """From which level on a finding makes the exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


class Override(NamedTuple):
    """What differs for some files."""

    files: Annotated[tuple[str, ...], "Patterns of the files that this is about."]
    ignore: Annotated[tuple[str, ...], "Rules that report nothing there."] = ()
    levels: Annotated[Mapping[str, Level], "Levels that hold there."] = MappingProxyType({})


class Config(NamedTuple):
    """The configuration of a run. Patterns and paths are relative to `root`."""

    extends: Annotated[
        tuple[str, ...],
        "Configurations that this one builds on: files of the same repository, or preset:NAME. Tables, term rules and"
        " words of [terms] are added to theirs, other lists take the place of theirs.",
    ] = ()
    include: Annotated[
        tuple[str, ...], "The corpus: the files whose statements are one set. Without it, the whole folder."
    ] = ()
    exclude: Annotated[tuple[str, ...], "Patterns of files that are left out, also when they are named."] = ()
    select: Annotated[tuple[str, ...], "The rules to run: codes, beginnings of codes, or names. Without it, all."] = ()
    extend_select: Annotated[tuple[str, ...], "Rules to run besides; a rule that is off by default is named here."] = ()
    ignore: Annotated[tuple[str, ...], "Rules not to run; of two that fit a rule the more exact one counts."] = ()
    levels: Annotated[Mapping[str, Level], "The level of a rule or a family: error, warning, info or off."] = (
        MappingProxyType({})
    )
    rules: Annotated[Mapping[str, Mapping[str, Any]], "Settings of rules, a table each."] = MappingProxyType({})
    overrides: Annotated[tuple[Override, ...], "What differs for some files."] = ()
    fields: Annotated[
        Mapping[str, tuple[str, ...]], "The keys in YAML and JSON under which a statement and its data stand."
    ] = MappingProxyType({})
    include_code: Annotated[bool, "Whether statements are looked for in code blocks of Markdown pages too."] = False
    languages: Annotated[tuple[str, ...], "The languages in which statements are looked for. Without it, all."] = ()
    plugins: Annotated[tuple[str, ...], "Installed packages whose rules are run too."] = ()
    fail_level: Annotated[FailLevel, "From which level on findings fail the run."] = FailLevel.ERROR
    max_warnings: Annotated[int | None, "More warnings than this fail the run."] = None
    baseline: Annotated[str | None, "The file of findings that are known and not reported."] = None
    frame: Annotated[Frame, "What the set has to cover: groups, personas, goals and steps."] = Frame()
    terms: Annotated[Terms, "Words of your own: solutions, names of the organisation, acronyms, preferred terms."] = (
        Terms()
    )
    term_rules: Annotated[tuple[TermRule, ...], "Rules without code: words that are not to stand in some clauses."] = ()
    root: str = "."
    path: str | None = None
    origins: Mapping[tuple[str, ...], Origin] = MappingProxyType({})

    def origin(self, *keys: str) -> Origin:
        """Where a key, or the nearest table that holds it, was set."""
        for length in range(len(keys), 0, -1):
            if keys[:length] in self.origins:
                return self.origins[keys[:length]].at(*keys[length:])
        return Origin("default", keys=keys)

    def with_options(self, **options: Any) -> "Config":
        """With keys set on the command line; None leaves a key as it is."""
        given = {name: value for name, value in options.items() if value is not None}
        origins = dict(self.origins)
        for name in given:
            origins[_kebab(name),] = Origin("command line", keys=(f"--{_kebab(name)}",))
        return self._replace(**given, origins=origins)


class Key(NamedTuple):
    """A key that a table of the configuration may hold."""

    name: str
    """As it is written in a file."""
    field: str
    type: Any
    doc: str
    required: bool


def keys(kind: Any) -> Iterator[Key]:
    """The keys of a table: the fields of its type that say what they are for."""
    for field, hint in typing.get_type_hints(kind, include_extras=True).items():
        if typing.get_origin(hint) is Annotated:
            yield Key(_kebab(field), field, hint.__origin__, hint.__metadata__[0], field not in kind._field_defaults)


def is_table(kind: Any) -> bool:
    """Whether a type is one whose fields are the keys of a table."""
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


def _kebab(name: str) -> str:
    return name.replace("_", "-")


def suggestion(name: str, known: Iterable[str]) -> str:
    """ "; did you mean 'x'?", or nothing where no known name is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""


# --- Finding and reading -----------------------------------------------------------------------


def discover(folder: str) -> str | None:
    """The configuration file for a folder: in it or above it, up to the root of the repository."""
    folder = os.path.realpath(folder)
    for one in files.up_to_repository(folder) or [folder]:
        for name in NAMES:
            path = os.path.join(one, name)
            if os.path.isfile(path) and (name != "pyproject.toml" or _has_table(path)):
                return path
    return None


def _has_table(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return b"[tool.jtbdlint" in file.read()
    except OSError:
        return True  # reading it will tell why it cannot be read


def load(path: str | None) -> Config:
    """Read a configuration file, with all that it extends. None: the defaults, for the working folder.

    Raises ConfigError: not readable, not TOML, an unknown key, a wrong type, a cycle.
    """
    if path is None:
        return Config(root=os.path.realpath(os.curdir))
    location = os.path.realpath(path)
    values, origins = _read(location, ())
    top = Origin(files.shown(location))
    kept = {
        one.field: _typed_at(one.name, values[one.name], one.type, origins)
        for one in keys(Config)
        if one.name in values
    }
    for name in values:
        if name.replace("-", "_") not in kept:
            raise origins.get((name,), top).error(f"unknown key{suggestion(name, [one.name for one in keys(Config)])}")
    if kept.get("fields"):
        from jtbdlint.documents.yaml import FIELDS

        for name in kept["fields"]:
            if name not in FIELDS:
                raise origins["fields",].at(name).error(f"nothing is called so{suggestion(name, FIELDS)}")
    if kept.get("languages"):
        from jtbdlint.terminals import languages

        for name in kept["languages"]:
            if name not in languages():
                raise origins["languages",].error(f"there is no grammar for '{name}', only {', '.join(languages())}")
    config = Config(**kept, root=os.path.dirname(location), path=path, origins=origins)
    return config._replace(frame=_placed(config.frame, config.origin)) if config.frame or config.frame.skip else config


def _typed_at(name: str, value: Any, hint: Any, origins: Mapping[tuple[str, ...], Origin]) -> Any:
    """The value of a key as its type. Of tables in a list each has its own origin: they may be of several files."""
    if not _is_tables(value):
        return typed(value, hint, origins[name,])
    inner = typing.get_args(hint)
    if not inner:
        return typed(value, hint, origins[name,])
    return tuple(typed(one, inner[0], origins[name, f"[{number}]"]) for number, one in enumerate(value))


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def frame_in(text: str, name: str) -> Frame:
    """The frame that a configuration declares, given as its text. Raises ConfigError, tomllib.TOMLDecodeError."""
    import tomllib

    values = tomllib.loads(text).get("frame", {})
    return _placed(typed(values, Frame, Origin(name, text, ("frame",))), lambda *keys: Origin(name, text, keys))


def _placed(frame: Frame, origin_of: Callable[..., Origin]) -> Frame:
    """A frame that knows where its names were written. Raises ConfigError with the place of what is wrong."""
    places: dict[tuple[str, str], Slice] = {}
    documents: dict[str, Document] = {}
    listed: dict[str, list[Slice]] = {}
    for kind in ("groups", "personas", "goals", "steps"):
        origin = origin_of("frame", kind)
        document = documents.setdefault(origin.name, Document(origin.name, origin.text))
        names = frame.names(kind) if kind != "steps" or frame.steps else ()
        listed[kind] = _names_in(document, origin.line, names, r"\bid\s*=\s*" if kind == "goals" else "")
        places.update(zip(((kind, name) for name in names), listed[kind], strict=True))
    for fault in frame.faults():
        raise _fault(fault, origin_of("frame", *fault.keys), listed.get(fault.keys[0], []))
    return frame.placed(places)


def _fault(fault: Fault, origin: Origin, listed: Sequence[Slice]) -> ConfigError:
    number = next((int(one[1:-1]) for one in fault.keys if _INDEX.fullmatch(one)), None)
    # Of a list in one value only the line of its key is known, of one in tables that of the very key.
    line = max(origin.line, listed[number].position.line) if number is not None and number < len(listed) else 0
    hint = suggestion(fault.value, fault.known)
    if fault.known and not hint:
        hint = f"; known are {', '.join(fault.known)}"
    return origin.error(f"{fault.message}{hint}", line)


def _names_in(document: Document, line: int, names: Iterable[str], before: str) -> list[Slice]:
    """Where names are written as texts of TOML, one after the other from a line on; one that is not found stands
    at the line itself.
    """
    whole = document.whole()
    at = document.offset_of_line(line) if line else 0
    found = []
    for name in names:
        quoted = re.compile(rf"{before}(?:\"(?={re.escape(name)}\")|'(?={re.escape(name)}'))")
        for match in quoted.finditer(document.text, at):
            if "#" not in document.text[document.text.rfind("\n", 0, match.start()) + 1 : match.start()]:
                at = match.end() + len(name)
                found.append(whole.part(match.end(), at))
                break
        else:
            found.append(whole.part(at, at))
    return found


def presets() -> list[str]:
    """The names of the configurations that come with jtbdlint."""
    return sorted(name.removesuffix(".toml") for name in os.listdir(_PRESETS) if name.endswith(".toml"))


_Origins = dict[tuple[str, ...], Origin]


def _read(path: str, chain: tuple[str, ...]) -> tuple[dict[str, Any], _Origins]:
    """The tables of a file over those it extends, and where each key comes from."""
    import tomllib

    folder, name = os.path.split(path)
    shown = _PRESET + name.removesuffix(".toml") if folder == _PRESETS else files.shown(path)
    if path in chain:
        raise ConfigError(f"{shown}: extends itself: {' -> '.join(map(files.shown, (*chain, path)))}")
    if len(chain) >= _DEEPEST_EXTENDS:
        raise ConfigError(f"{shown}: more than {_DEEPEST_EXTENDS} configurations extend one another")
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig")
        values = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{shown}: {error.strerror or error}") from error
    except ValueError as error:
        # An extended file may be anything in the repository: the message must not quote it.
        raise ConfigError(f"{shown}: not TOML: {error}" if not chain else f"{shown}: not TOML") from error
    table: tuple[str, ...] = ()
    if name == "pyproject.toml":
        table = ("tool", "jtbdlint")
        values = values.get("tool", {}).get("jtbdlint", {})
    top = Origin(shown, text, table)
    origins: _Origins = {(key,): top.at(key) for key in values}
    for key, value in values.items():
        inside = value if isinstance(value, dict) else [f"[{n}]" for n in range(len(value) if _is_tables(value) else 0)]
        origins.update({(key, inner): top.at(key, inner) for inner in inside})
    merged: dict[str, Any] = {}
    merged_origins: _Origins = {}
    for wanted in typed(values.get("extends", []), tuple[str, ...], top.at("extends")):
        base, base_origins = _read(_inside(folder, wanted, top.at("extends")), (*chain, path))
        base.pop("extends", None)
        merged, merged_origins = _joined(merged, merged_origins, base, base_origins)
    return _joined(merged, merged_origins, values, origins)


def _joined(
    base: dict[str, Any], base_origins: _Origins, values: dict[str, Any], origins: _Origins
) -> tuple[dict[str, Any], _Origins]:
    """One configuration over another. Tables are merged, lists of tables and of terms are added, the rest replaced."""
    before = {key: base[key] for key, value in values.items() if _is_tables(value) and _is_tables(base.get(key))}
    moved = {
        (keys[0], f"[{int(keys[1][1:-1]) + len(before[keys[0]])}]")
        if len(keys) > 1 and keys[0] in before
        else keys: one
        for keys, one in origins.items()
    }
    joined = _over(base, values)
    joined.update({key: [*one, *values[key]] for key, one in before.items()})
    if "terms" in base and "terms" in values:
        joined["terms"] = _added(base["terms"], values["terms"])
    return joined, {**base_origins, **moved}


def _over(base: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Tables are merged, anything else is replaced."""
    merged = dict(base)
    for key, value in values.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _over(merged[key], value) if both else value
    return merged


def _added(base: Any, values: Any) -> Any:
    """The words of two lists, or of all lists in two tables."""
    if isinstance(base, dict) and isinstance(values, dict):
        return {**base, **{key: _added(base[key], one) if key in base else one for key, one in values.items()}}
    if isinstance(base, list) and isinstance(values, list):
        return [*base, *(one for one in values if one not in base)]
    return values


def _inside(folder: str, name: str, origin: Origin) -> str:
    """The file that `extends` names in a file of a folder: a preset, or one in the same repository."""
    if name.startswith(_PRESET):
        preset = name.removeprefix(_PRESET)
        if preset not in presets():
            hint = suggestion(preset, presets()) or f"; there are {', '.join(presets())}"
            raise origin.error(f"there is no preset '{preset}'{hint}")
        return os.path.join(_PRESETS, f"{preset}.toml")
    repository = (files.up_to_repository(folder) or [folder])[-1]
    target = os.path.realpath(os.path.join(folder, name))
    if "://" in name or files.relative(target, repository) is None:
        raise origin.error(f"'{name}' is outside {files.shown(repository)}")
    if not os.path.isfile(target):
        raise origin.error(f"'{name}' is no file")
    return target


# --- Types ---------------------------------------------------------------------------------------


def typed(value: Any, hint: Any, origin: Origin) -> Any:
    """A value read from TOML as the type that is asked for. Raises ConfigError where it is another.

    The types: bool, int, float, str, enums, Literal, None, unions, tuples and other collections of
    one type, mappings from str, and named tuples, whose fields are the keys of a table.
    """
    base: Any = typing.get_origin(hint) or hint
    arguments = typing.get_args(hint)
    if hint is Any:
        return value
    if base in (Union, types.UnionType):
        choices = [one for one in arguments if one is not types.NoneType]
        for one in choices[:-1]:
            try:
                return typed(value, one, origin)
            except ConfigError:
                continue
        return typed(value, choices[-1], origin)
    if base is Literal:
        return _one_of(value, arguments, origin)
    if issubclass(base, Enum):
        return base(_one_of(value, [one.value for one in base], origin))
    if is_table(base):
        return _typed_table(value, base, origin)
    if issubclass(base, Mapping):
        if not isinstance(value, dict):
            raise origin.error(f"expected a table, not {_said(value)}")
        inner = arguments[1] if arguments else Any
        return {key: typed(one, inner, origin.at(key)) for key, one in value.items()}
    if base is str:
        expected, right = "a text", isinstance(value, str)
    elif base is bool:
        expected, right = "true or false", isinstance(value, bool)
    elif base is int:
        expected, right = "a whole number", isinstance(value, int) and not isinstance(value, bool)
    elif base is float:
        expected, right = "a number", isinstance(value, int | float) and not isinstance(value, bool)
    else:
        return _typed_list(value, base, arguments, origin)
    if not right:
        raise origin.error(f"expected {expected}, not {_said(value)}")
    return base(value)


def _one_of(value: Any, known: Sequence[Any], origin: Origin) -> Any:
    if value not in known:
        listed = ", ".join(map(str, known))
        raise origin.error(f"{_said(value)} is none of {listed}{suggestion(str(value), map(str, known))}")
    return value


def _typed_table(value: Any, kind: Any, origin: Origin) -> Any:
    if not isinstance(value, dict):
        raise origin.error(f"expected a table, not {_said(value)}")
    known = {one.name: one for one in keys(kind)}
    for name in value:
        if name not in known:
            raise origin.at(name).error(f"unknown key{suggestion(name, known)}")
    for one in known.values():
        if one.required and one.name not in value:
            raise origin.error(f"'{one.name}' is missing")
    return kind(**{known[name].field: typed(one, known[name].type, origin.at(name)) for name, one in value.items()})


def _typed_list(value: Any, base: Any, arguments: tuple[Any, ...], origin: Origin) -> Any:
    if not issubclass(base, Collection):
        raise origin.error(f"no value can be given: a setting of type {base.__name__}")
    if not isinstance(value, list):
        raise origin.error(f"expected a list, not {_said(value)}")
    inner = arguments[0] if arguments else Any
    items = [typed(one, inner, origin.at(f"[{number}]")) for number, one in enumerate(value)]
    return base(items) if base in (list, set, frozenset) else tuple(items)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"'{value}'"
    return "a table" if isinstance(value, dict) else "a list" if isinstance(value, list) else str(value)


# --- Showing -------------------------------------------------------------------------------------


def shown(config: Config) -> Iterator[str]:
    """The configuration that holds, a key a line as in TOML, each with the place where it was set."""
    lines: list[tuple[str, str]] = []
    for name, field, *_ in keys(Config):
        value = getattr(config, field)
        if value is None:
            continue
        if isinstance(value, Mapping) and value:
            for inner, setting in value.items():
                lines.append((f"{name}.{inner} = {toml(setting)}", str(config.origin(name, inner))))
        else:
            lines.append((f"{name} = {toml(value)}", str(config.origin(name))))
    width = min(max(len(line) for line, _ in lines), 60)
    for line, origin in lines:
        yield f"{line:<{width}}  # {origin}"


def toml(value: Any) -> str:
    """A value as TOML says it; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Enum):
        return toml(value.value)
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{toml(name)} = {toml(one)}" for name, one in value.items()) + " }" if value else "{}"
    if is_table(type(value)):
        return toml({one.name: getattr(value, one.field) for one in keys(type(value))})
    if isinstance(value, set | frozenset):
        return toml(sorted(value))
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    return str(value)


# --- The schema ----------------------------------------------------------------------------------


def schema(settings: Mapping[str, Sequence[Setting]]) -> dict[str, Any]:
    """The JSON schema of the configuration file, for editors; `settings` are those of each rule."""
    whole = _schema_of(Config)
    whole["properties"]["rules"] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    _kebab(one.name): {**_schema_of(one.type), "default": _plain(one.default)} for one in settings[name]
                },
            }
            for name in sorted(settings)
        },
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "jtbdlint", **whole}


def _schema_of(hint: Any) -> dict[str, Any]:
    base: Any = typing.get_origin(hint) or hint
    arguments = typing.get_args(hint)
    simple = {str: "string", bool: "boolean", int: "integer", float: "number"}
    if hint is Any:
        return {}
    if base in simple:
        return {"type": simple[base]}
    if base in (Union, types.UnionType):
        choices = [_schema_of(one) for one in arguments if one is not types.NoneType]
        return choices[0] if len(choices) == 1 else {"anyOf": choices}
    if base is Literal:
        return {"enum": list(arguments)}
    if issubclass(base, Enum):
        return {"enum": [one.value for one in base]}
    if is_table(base):
        table: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": {}}
        for one in keys(base):
            table["properties"][one.name] = {**_schema_of(one.type), "description": one.doc}
        return table
    if issubclass(base, Mapping):
        return {"type": "object", "additionalProperties": _schema_of(arguments[1])}
    return {"type": "array", "items": _schema_of(arguments[0])}


def _plain(value: Any) -> Any:
    """A default as TOML and JSON can say it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(_plain(one) for one in value)
    if is_table(type(value)):
        return {one.name: getattr(value, one.field) for one in keys(type(value))}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
