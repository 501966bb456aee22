"""Rules for people in a terminal: the page of one, the table of all; and all of them as JSON."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from jtbdlint.config import toml
from jtbdlint.pages import FAMILIES, key, manner, type_name
from jtbdlint.reporters import PLAIN, Look
from jtbdlint.reporters.terminal import Terminal
from jtbdlint.reporters.visible import escaped
from jtbdlint.rule import Bad, Good, Level, Rule

_LEVELS = {"error": "bold red", "warning": "bold yellow", "info": "bold blue", "off": "dim"}
_MARKED = re.compile("«([^«»]*)»")


def page(rule: Rule, look: Look = PLAIN) -> Iterator[str]:
    """The page of a rule."""
    terminal = Terminal(look)
    level = (rule.level.value, _LEVELS[rule.level.value])
    yield from terminal.printed(Text.assemble((f"{rule.code} {rule.name}", "bold"), "  ", level))
    yield ""
    yield from terminal.hanging(0, Text(rule.summary, "bold"))
    for paragraph in rule.rationale.split("\n\n"):
        yield ""
        yield from terminal.hanging(0, Text(" ".join(paragraph.split())))
    yield ""
    yield from terminal.printed(Text("Flagged", "bold red"))
    for bad in rule.bad:
        yield from _example(terminal, bad, bad.texts)
        if bad.fixed is not None:
            yield from terminal.hanging(2, Text("fixed:", "dim"))
            yield from _example(terminal, bad, bad.fixed)
    yield ""
    yield from terminal.printed(Text("Not flagged", "bold green"))
    for good in rule.good:
        yield from _example(terminal, good, good.texts)
    if rule.settings:
        yield ""
        yield from terminal.printed(Text.assemble(("Settings", "bold"), f" in [rules.{rule.name}]"))
        for one in rule.settings:
            said = Text.assemble((f"{key(one)} = {toml(one.default)}", "cyan"), (f"  {type_name(one.type)}", "dim"))
            yield from terminal.hanging(2, said)
    yield ""
    yield from terminal.hanging(0, Text(manner(rule), "dim"))


def _example(terminal: Terminal, example: Bad | Good, texts: Sequence[str]) -> Iterator[str]:
    """An example, what is flagged in it underlined; an empty place keeps its marks."""
    for name, value in example.settings.items():
        yield from terminal.hanging(2, Text(f"{name.replace('_', '-')} = {toml(value)}", "dim"))
    for text in (*filter(None, [example.frame]), *texts):
        for line in text.rstrip("\n").split("\n"):
            shown = Text()
            at = 0
            for mark in _MARKED.finditer(line):
                shown.append(line[at : mark.start()])
                # Without colours an underline is not seen.
                plain = terminal.console.no_color or not mark[1]
                shown.append(mark[0] if plain else mark[1], "underline red")
                at = mark.end()
            shown.append(line[at:])
            yield from terminal.hanging(2, shown)


def table(rules: Sequence[Rule], levels: Mapping[str, Level], look: Look = PLAIN) -> Iterator[str]:
    """All rules by family, with the levels that hold."""
    terminal = Terminal(look)
    wide = max(len(rule.name) for rule in rules) + 2
    for family, title in {**FAMILIES, "": "Plugins"}.items():
        members = [rule for rule in rules if _family(rule) == family]
        if members:
            yield from terminal.printed(Text(f"{family} {title}".strip(), "bold"))
        for rule in members:
            level = levels.get(rule.code, Level.OFF).value
            head = Text.assemble(f"  {rule.code:<7}", (f"{level:<9}", _LEVELS[level]), f"{rule.name:<{wide}}")
            head.append("fix  " if rule.fixable else "     ", "green")
            if terminal.width >= 100:
                yield from terminal.hanging(0, Text(escaped(rule.summary), "dim"), head)
            else:
                yield from terminal.printed(head)
        if members:
            yield ""


def _family(rule: Rule) -> str:
    return next((family for family in FAMILIES if rule.code.startswith(family)), "")


def document(rules: Sequence[Rule], levels: Mapping[str, Level]) -> Iterator[str]:
    """All rules as one JSON document."""
    said = [
        {
            "code": rule.code,
            "name": rule.name,
            "level": levels.get(rule.code, Level.OFF).value,
            "default_level": rule.level.value,
            "fixable": rule.fixable,
            "summary": rule.summary,
            "rationale": rule.rationale,
            "settings": [
                {"name": key(one), "type": type_name(one.type), "default": toml(one.default)} for one in rule.settings
            ],
        }
        for rule in rules
    ]
    yield json.dumps({"schema": "jtbdlint/rules/v1", "rules": said}, indent=2)
