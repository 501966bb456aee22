"""Find the rules, choose among them and configure them."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import Any, NamedTuple

from jtbdlint import files
from jtbdlint.config import Config, ConfigError, Origin, Override, suggestion, typed
from jtbdlint.rule import Level, Rule
from jtbdlint.terms import Terms

ENTRY_POINTS = "jtbdlint.rules"

OWN = "JT9"
"""How the codes of the tool's own rules begin, which are about suppressions and the baseline."""


class Chosen(NamedTuple):
    """A rule that a run uses, with its level and its settings."""

    rule: Rule
    level: Level
    settings: Mapping[str, Any] = MappingProxyType({})
    elsewhere: tuple[tuple[Callable[[str], bool], Level], ...] = ()
    """Levels that hold in some files: whether a path is among them, and the level there. The last counts."""

    def level_in(self, path: str) -> Level:
        """The level in a file."""
        return next((level for among, level in reversed(self.elsewhere) if among(path)), self.level)


def bundled() -> list[Rule]:
    """The rules that come with jtbdlint, by code."""
    package = import_module("jtbdlint.rules")
    names = [name for folder in package.__path__ for name in os.listdir(folder)]
    modules = [name.removesuffix(".py") for name in sorted(names) if name.endswith(".py") and name[0] != "_"]
    return _sorted(rule for name in modules for rule in _rules_in(import_module(f"{package.__name__}.{name}")))


def available(plugins: Sequence[str] = (), origin: Origin | None = None) -> list[Rule]:
    """The bundled rules and those of the named packages, by code.

    Raises ConfigError: a package that is not installed or brings no rules, a code or name used twice.
    """
    rules = bundled()
    for plugin in plugins:
        rules += _plugin(plugin, origin or Origin("plugins"))
    return _sorted(rules)


def rules_of(config: Config) -> list[Rule]:
    """All rules under a configuration: the bundled ones, its plugins', and those that it declares itself.

    Raises ConfigError.
    """
    rules = available(config.plugins, config.origin("plugins"))
    if not config.term_rules:
        return rules
    from jtbdlint.term_rules import rule_of

    for number, given in enumerate(config.term_rules):
        origin = config.origin("term-rules", f"[{number}]")
        rule = rule_of(given, origin)
        for key, known in (("code", {one.code for one in rules}), ("name", {one.name for one in rules})):
            if getattr(rule, key) in known:
                raise origin.at(key).error(f"there is a rule '{getattr(rule, key)}' already")
        rules.append(rule)
    return _sorted(rules)


def _rules_in(module: ModuleType) -> Iterator[Rule]:
    """Every rule of a module or, if it is a package, of the modules in it."""
    yield from (value for value in vars(module).values() if isinstance(value, Rule))
    if hasattr(module, "__path__"):
        from pkgutil import iter_modules  # which knows packages in archives, too: ours is in none

        for one in iter_modules(module.__path__):
            yield from _rules_in(import_module(f"{module.__name__}.{one.name}"))


def _plugin(package: str, origin: Origin) -> list[Rule]:
    from importlib import metadata  # 44 ms: only for who uses plugins

    try:
        points = metadata.distribution(package).entry_points.select(group=ENTRY_POINTS)
    except metadata.PackageNotFoundError:
        raise origin.error(f"the package '{package}' is not installed") from None
    try:
        rules = [rule for point in points for rule in _rules_in(import_module(point.value))]
    except Exception as error:
        raise origin.error(f"the package '{package}' cannot be loaded: {type(error).__name__}: {error}") from error
    if not rules:
        raise origin.error(f"the package '{package}' brings no rules (entry point group '{ENTRY_POINTS}')")
    return rules


def _sorted(rules: Iterator[Rule] | list[Rule]) -> list[Rule]:
    """By code; refuses two rules of one code or name."""
    by_key: dict[str, Rule] = {}
    for rule in rules:
        for key in (rule.code, rule.name):
            if by_key.setdefault(key, rule) is not rule:
                both = " and ".join(f"{one.code} {one.name}" for one in (by_key[key], rule))
                raise ConfigError(f"two rules are called '{key}': {both}")
    return [rule for key, rule in sorted(by_key.items()) if key == rule.code]


def named(name: str, rules: Sequence[Rule]) -> Rule:
    """The rule of a code or name. Raises ConfigError with a suggestion."""
    for rule in rules:
        if name.lower() in (rule.code.lower(), rule.name):
            return rule
    raise ConfigError(f"unknown rule '{name}'{suggestion(name, _names(rules))}")


def _names(rules: Sequence[Rule]) -> list[str]:
    return [*(rule.name for rule in rules), *(rule.code for rule in rules)]


def fit(selector: str, rule: Rule) -> int:
    """How exactly a code, a beginning of a code, a name or "ALL" fits a rule; 0 where it does not."""
    if selector in (rule.code, rule.name):
        return 100
    if selector == "ALL":
        return 1
    return len(selector) if selector.isupper() and rule.code.startswith(selector) else 0


def best(selectors: Sequence[str], rule: Rule) -> int:
    """How exactly the best of several selectors fits a rule."""
    return max((fit(one, rule) for one in selectors), default=0)


def level_of(rule: Rule, levels: Mapping[str, Level]) -> Level | None:
    """The level that the most exact key of a table gives a rule, if any does."""
    fitting = [key for key in levels if fit(key, rule)]
    return levels[max(fitting, key=lambda key: fit(key, rule))] if fitting else None


def choose(config: Config, rules: Sequence[Rule]) -> list[Chosen]:
    """The rules that the configuration asks for, with their levels and settings.

    A rule that is off by default runs when it is selected by its own code or name, or given a level.
    Raises ConfigError: an unknown rule, setting or type.
    """
    for key in ("select", "extend_select", "ignore"):
        _known(getattr(config, key), rules, config.origin(key.replace("_", "-")))
    _known(tuple(config.levels), rules, config.origin("levels"))
    for number, override in enumerate(config.overrides):
        origin = config.origin("overrides", f"[{number}]")
        _known(override.ignore, rules, origin.at("ignore"))
        _known(tuple(override.levels), rules, origin.at("levels"))
    settings = _settings(config, rules)
    overrides = [(_among(config, override.files), override) for override in config.overrides]
    chosen = []
    for rule in rules:
        wanted = max(best(config.select or ("ALL",), rule), best(config.extend_select, rule))
        if wanted <= best(config.ignore, rule):
            continue
        level = level_of(rule, config.levels) or rule.level
        if level is Level.OFF and wanted == 100:
            level = Level.INFO if rule.level is Level.OFF else rule.level
        elsewhere = tuple((among, there) for among, one in overrides if (there := _level_under(one, rule)) is not None)
        if level is not Level.OFF or any(there is not Level.OFF for _, there in elsewhere):
            shared = {"frame": config.frame} if rule.framed else {}
            own = _with_terms(rule, settings.get(rule.name, {}), config.terms)
            chosen.append(Chosen(rule, level, {**own, **shared}, elsewhere))
    return chosen


def _with_terms(rule: Rule, settings: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    """The settings of a rule and, in those that it wants filled so, the words of `[terms]`."""
    filled = dict(settings)
    for name, key in rule.terms.items():
        words, own = getattr(terms, key), settings.get(name, ())
        if words:
            filled[name] = {**words, **dict(own)} if isinstance(words, Mapping) else (*words, *own)
    return filled


def _level_under(override: Override, rule: Rule) -> Level | None:
    """The level that an override gives a rule, if any."""
    if best(override.ignore, rule):
        return Level.OFF
    return level_of(rule, override.levels)


def _among(config: Config, patterns: Sequence[str]) -> Callable[[str], bool]:
    """Whether a path, as shown, fits patterns that are relative to the configuration's folder."""
    from pathspec import GitIgnoreSpec

    spec = GitIgnoreSpec.from_lines(patterns)

    def among(path: str) -> bool:
        return spec.match_file(files.relative(os.path.abspath(path), config.root) or path)

    return among


def _known(selectors: Sequence[str], rules: Sequence[Rule], origin: Origin) -> None:
    for one in selectors:
        if one != "ALL" and not any(fit(one, rule) for rule in rules):
            raise origin.error(f"unknown rule '{one}'{suggestion(one, _names(rules))}")


def _settings(config: Config, rules: Sequence[Rule]) -> dict[str, dict[str, Any]]:
    """The settings of each rule that has some in the configuration, checked by the rule's signature."""
    checked: dict[str, dict[str, Any]] = {}
    for name, table in config.rules.items():
        origin = config.origin("rules", name)
        try:
            rule = named(name, rules)
        except ConfigError as error:
            raise origin.error(str(error)) from None
        checked.setdefault(rule.name, {}).update(settings_of(rule, table, origin))
    return checked


def settings_of(rule: Rule, table: Mapping[str, Any], origin: Origin) -> dict[str, Any]:
    """Settings for a rule, checked by the types that its check's signature gives."""
    known = {one.name.replace("_", "-"): one for one in rule.settings}
    for key in table:
        if key not in known:
            hint = suggestion(key, known) or (f"; it has {', '.join(known)}" if known else "; it has none")
            raise origin.at(key).error(f"{rule.name} has no such setting{hint}")
    return {known[key].name: typed(value, known[key].type, origin.at(key)) for key, value in table.items()}
