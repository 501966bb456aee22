"""From a rule to its page in Markdown; from all rules to rules/README.md."""

import typing
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any

from jtbdlint.config import toml
from jtbdlint.rule import Bad, Good, Rule, Setting

FAMILIES = {
    "JT1": "Form",
    "JT2": "Wording",
    "JT3": "Whose job, which solution",
    "JT4": "Mutually exclusive",
    "JT5": "Collectively exhaustive",
    "JT6": "Hierarchy and evidence",
    "JT9": "The tool's own",
}

_NOTICE = "<!-- Generated from the rules by `UPDATE=1 pytest tests/test_pages.py`. Change the rules, not this page. -->"


def page(rule: Rule, level: int = 1) -> str:
    """The page of a rule: what it forbids and why, examples, settings. `level` is that of its heading."""
    return "\n".join(_page(rule, "#" * level)) + "\n"


def index(rules: Sequence[Rule]) -> str:
    """The page of all rules: a table by family, then the page of each."""
    return "\n".join(_index(rules))


def _page(rule: Rule, heading: str) -> Iterator[str]:
    yield f"{heading} {rule.code} {rule.name}"
    yield ""
    yield f"**{rule.summary}** {manner(rule)}"
    yield ""
    yield rule.rationale
    yield ""
    yield "Flagged, at the «marks»:"
    yield ""
    for bad in rule.bad:
        yield from _example(bad)
    yield "Not flagged:"
    yield ""
    for good in rule.good:
        yield from _example(good)
    if rule.settings:
        yield f"Settings, under `[rules.{rule.name}]` in the configuration:"
        yield ""
        yield "| setting | type | default |"
        yield "| --- | --- | --- |"
        for one in rule.settings:
            yield f"| `{key(one)}` | {type_name(one.type)} | {_cell(toml(one.default))} |"
        yield ""


def manner(rule: Rule) -> str:
    """Its level, and whether and how it is fixed, in a few words."""
    fix = " Can be fixed with `--fix`." if rule.fixable else ""
    return f"{'Off by default' if rule.level.value == 'off' else f'Level: {rule.level.value}'}.{fix}"


def _example(example: Bad | Good) -> Iterator[str]:
    kind = example.name.rpartition(".")[2].replace("yml", "yaml").replace("md", "markdown") or "text"
    if example.settings:
        said = ", ".join(f"`{name.replace('_', '-')} = {toml(value)}`" for name, value in example.settings.items())
        yield f"With {said}:"
        yield ""
    yield from _fenced("\n".join(text.rstrip("\n") for text in example.texts), kind)
    if isinstance(example, Bad) and example.fixed is not None:
        yield "Fixed:"
        yield ""
        yield from _fenced("\n".join(text.rstrip("\n") for text in example.fixed), kind)


def _fenced(text: str, kind: str) -> Iterator[str]:
    fence = "````" if "```" in text else "```"
    yield f"{fence}{kind}"
    yield text
    yield fence
    yield ""


def _index(rules: Sequence[Rule]) -> Iterator[str]:
    yield _NOTICE
    yield ""
    yield "# The rules"
    yield ""
    yield "One file a rule, and its page below. `jtbdlint explain RULE` shows it in the terminal."
    yield ""
    for family, title in FAMILIES.items():
        members = [rule for rule in rules if rule.code.startswith(family)]
        if members:
            yield f"**{family} {title}**"
            yield ""
            yield "| code | name | level | fix | |"
            yield "| --- | --- | --- | --- | --- |"
            for rule in members:
                anchor = f"{rule.code}-{rule.name}".lower()
                fix = "yes" if rule.fixable else ""
                yield f"| {rule.code} | [{rule.name}](#{anchor}) | {rule.level.value} | {fix} | {_cell(rule.summary)} |"
            yield ""
    for rule in rules:
        yield from _page(rule, "##")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def key(setting: Setting) -> str:
    """A setting's name as it stands in the configuration."""
    return setting.name.replace("_", "-")


def type_name(hint: Any) -> str:
    """A type in words."""
    arguments = typing.get_args(hint)
    plain = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    if hint in plain:
        return plain[hint]
    if typing.get_origin(hint) is typing.Literal:
        return " or ".join(f"`{one}`" for one in arguments)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return " or ".join(f"`{one.value}`" for one in hint)
    if type(None) in arguments:
        return " or ".join(type_name(one) for one in arguments if one is not type(None))
    if len(arguments) == 2 and arguments[1] is not Ellipsis:
        return f"table of {type_name(arguments[1])}"
    return f"list of {type_name(arguments[0])}" if arguments else "any"
