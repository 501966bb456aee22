"""Rules for people in a terminal: the page of one, the table of all; and all of them as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from jtbdlint.config import toml
from jtbdlint.pages import FAMILIES, flat, key, manner, measured, type_name
from jtbdlint.pages import page as markdown
from jtbdlint.patterns import compiled
from jtbdlint.reporters import PLAIN, Look
from jtbdlint.reporters.terminal import Terminal
from jtbdlint.reporters.visible import escaped
from jtbdlint.rule import Bad, Good, Level, Rule

_LEVELS = {"error": "bold red", "warning": "bold yellow", "info": "bold blue", "off": "dim"}
_MARKED = compiled("«([^«»]*)»")
_ITEM = compiled(r"(?:^|\n)- ")
_STYLED = compiled(r"`(?P<code>[^`]+)`|(?<![\w*])\*(?P<word>[^*]+)\*(?![\w*])")


def page(rule: Rule, look: Look = PLAIN) -> Iterator[str]:
    """The page of a rule."""
    terminal = Terminal(look)
    level = (rule.level.value, _LEVELS[rule.level.value])
    mark = "• " if look.unicode else "* "
    yield from terminal.printed(Text.assemble((f"{rule.code} {rule.name}", "bold"), "  ", level))
    yield ""
    yield from terminal.hanging(0, Text(rule.summary, "bold"))
    for paragraph in [*rule.rationale.split("\n\n"), *filter(None, [measured(rule)])]:
        yield ""
        yield from _paragraph(terminal, paragraph)
    if rule.bad:
        yield ""
        yield from terminal.printed(Text("Flagged", "bold red"))
    for bad in rule.bad:
        yield from _example(terminal, bad, mark)
        if bad.fixed is not None:
            yield from _lines(terminal, bad.fixed, "fixed: ")
    if rule.good:
        yield ""
        yield from terminal.printed(Text("Not flagged", "bold green"))
    for good in rule.good:
        yield from _example(terminal, good, mark)
    if rule.settings:
        yield ""
        yield from terminal.printed(Text.assemble(("Settings", "bold"), f" in [rules.{rule.name}]"))
        for name, kind, default in flat(rule.settings):
            said = Text.assemble(
                (f"{name} = {toml(default)}", "cyan"), (f"  ({type_name(kind).replace('`', '')})", "dim")
            )
            yield from terminal.hanging(2, said)
    yield ""
    yield from _paragraph(terminal, manner(rule))


def _paragraph(terminal: Terminal, paragraph: str) -> Iterator[str]:
    """A paragraph of the page; the items of a list hang below their marks."""
    if not _ITEM.match(paragraph):
        yield from terminal.hanging(0, _styled(terminal, paragraph))
        return
    for item in _ITEM.split(paragraph)[1:]:
        yield from terminal.hanging(0, _styled(terminal, item), Text("- "))


def _styled(terminal: Terminal, text: str) -> Text:
    """What stands between backticks or asterisks in colour or italics; without colours the marks stay."""
    text = " ".join(text.split())
    shown = Text()
    at = 0
    for mark in _STYLED.finditer(text) if not terminal.console.no_color else ():
        shown.append(text[at : mark.start()])
        shown.append(mark["code"] or mark["word"], "cyan" if mark["code"] else "italic")
        at = mark.end()
    shown.append(text[at:])
    return shown


def _example(terminal: Terminal, example: Bad | Good, mark: str) -> Iterator[str]:
    settings = [f"{name.replace('_', '-')} = {toml(value)}" for name, value in example.settings.items()]
    yield from _lines(terminal, [*settings, *filter(None, [example.frame]), *example.texts], mark)


def _lines(terminal: Terminal, texts: Sequence[str], label: str) -> Iterator[str]:
    """Texts behind a label."""
    for number, line in enumerate(line for text in texts for line in text.rstrip("\n").split("\n")):
        yield from terminal.hanging(2, _marked(terminal, line), Text(label if number == 0 else " " * len(label), "dim"))


def _marked(terminal: Terminal, line: str) -> Text:
    """A line, what is flagged in it underlined; an empty place keeps its marks."""
    shown = Text()
    at = 0
    for mark in _MARKED.finditer(line):
        shown.append(line[at : mark.start()])
        # Without colours an underline is not seen.
        plain = terminal.console.no_color or not mark[1]
        shown.append(mark[0] if plain else mark[1], "underline red")
        at = mark.end()
    shown.append(line[at:])
    return shown


def table(rules: Sequence[Rule], levels: Mapping[str, Level], look: Look = PLAIN) -> Iterator[str]:
    """All rules by family, with the levels that hold."""
    terminal = Terminal(look)
    wide = max(len(rule.name) for rule in rules) + 2
    for family, title in {**FAMILIES, "": "Your own"}.items():
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
            "page": markdown(rule),
            "settings": [
                {"name": key(one), "type": type_name(one.type), "default": toml(one.default)} for one in rule.settings
            ],
        }
        for rule in rules
    ]
    yield json.dumps({"schema": "jtbdlint/rules/v1", "rules": said}, indent=2)
