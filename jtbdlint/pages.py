"""From a rule to its page in Markdown; from all rules to rules/README.md."""

import json
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any

from jtbdlint.config import is_table, keys, toml
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

FEW = 10
"""From how many findings that were read on a share of them says something."""

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
    if figures := measured(rule):
        yield figures
        yield ""
    for title, examples in (("Flagged, at the «marks»:", rule.bad), ("Not flagged:", rule.good)):
        if examples:
            yield title
            yield ""
        for example in examples:
            yield from _example(example)
    if rule.settings:
        yield f"Settings, under `[rules.{rule.name}]` in the configuration:"
        yield ""
        yield "| setting | type | default |"
        yield "| --- | --- | --- |"
        for name, kind, default in flat(rule.settings):
            yield f"| `{name}` | {type_name(kind)} | {_cell(toml(default))} |"
        yield ""
    for name, terms in rule.terms.items():
        yield f"To `{name.replace('_', '-')}` is added what `{terms}` under `[terms]` lists, for all rules that use it."
        yield ""


def manner(rule: Rule) -> str:
    """Its level, and whether and how it is fixed, in a few words."""
    fix = " Can be fixed with `--fix`." if rule.fixable else ""
    return f"{'Off by default' if rule.level.value == 'off' else f'Level: {rule.level.value}'}.{fix}"


def measured(rule: Rule) -> str:
    """How often it fires on the labelled corpus and how often that was right; nothing where nobody measured."""
    one = _figures()["rules"].get(rule.name)
    if one is None:
        return ""
    fires, read, right, total = one["fires"], one["read"], one["right"], _figures()["statements"]
    if not fires:
        return f"Measured: it fires on none of the {total} statements of the labelled corpus."
    said = f"Measured: it fires {_times(fires)} on the {total} statements of the labelled corpus ({fires / total:.1%})"
    if not read:
        return f"{said}; nobody has judged yet how often that is right."
    if read >= FEW:
        return f"{said}; of {read} findings that were read, {right} were right ({right / read:.0%})."
    judged = (
        f"{right} of {read} that were read were right" if read > 1 else f"the one was {'right' if right else 'wrong'}"
    )
    return f"{said}; {judged}, too few to say how good it is."


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _rates(rule: Rule) -> tuple[str, str]:
    """On what share of the statements it fires, and what share of these was right; of few their number."""
    one = _figures()["rules"].get(rule.name)
    if one is None:
        return "", ""
    few = f"{one['right']} of {one['read']}"
    right = "" if not one["read"] else few if one["read"] < FEW else f"{one['right'] / one['read']:.0%}"
    return f"{one['fires'] / _figures()['statements']:.1%}", right


@cache
def _figures() -> Mapping[str, Any]:
    figures: Mapping[str, Any] = json.loads(
        files("jtbdlint.rules").joinpath("figures.json").read_text(encoding="utf-8")
    )
    return figures


def _example(example: Bad | Good) -> Iterator[str]:
    if example.settings:
        said = ", ".join(f"`{name.replace('_', '-')} = {toml(value)}`" for name, value in example.settings.items())
        yield f"With {said}:"
        yield ""
    if example.frame:
        yield "With this in the configuration:"
        yield ""
        yield from _fenced(example.frame.rstrip("\n"), "toml")
    yield from _texts(example.texts, example.name.split() or [""])
    if isinstance(example, Bad) and example.fixed is not None:
        yield "Fixed:"
        yield ""
        yield from _texts(example.fixed, example.name.split() or [""])


def _texts(texts: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """The texts of an example: in one block, but each document of its own name in its own."""
    blocks = zip(texts, names, strict=True) if len(names) > 1 else [("\n".join(map(_ended, texts)), names[0])]
    for text, name in blocks:
        kind = name.rpartition(".")[2].replace("yml", "yaml").replace("md", "markdown") or "text"
        yield from _fenced(_ended(text), kind)


def _ended(text: str) -> str:
    return text.rstrip("\n")


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
    total = _figures()["statements"]
    yield f"In the tables: on what share of the {total} statements of a labelled corpus, by some ninety authors in"
    yield "seven languages, a rule fires, and what share of the findings that were read was right, in the eyes of"
    yield f"somebody who read each as the statement's author would; where fewer than {FEW} could be read, how many."
    yield ""
    for family, title in FAMILIES.items():
        members = [rule for rule in rules if rule.code.startswith(family)]
        if members:
            yield f"**{family} {title}**"
            yield ""
            yield "| code | name | level | fix | fires | right | |"
            yield "| --- | --- | --- | --- | --- | --- | --- |"
            for rule in members:
                anchor = f"{rule.code}-{rule.name}".lower()
                fix = "yes" if rule.fixable else ""
                cells = (
                    rule.code,
                    f"[{rule.name}](#{anchor})",
                    rule.level.value,
                    fix,
                    *_rates(rule),
                    _cell(rule.summary),
                )
                yield f"| {' | '.join(cells)} |"
            yield ""
    for rule in rules:
        yield from _page(rule, "##")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def flat(settings: Iterable[Setting]) -> Iterator[tuple[str, Any, Any]]:
    """Settings with name, type and default; one that is a table key by key: `weights.outcome`."""
    for one in settings:
        if is_table(one.type):
            for inner in keys(one.type):
                yield f"{key(one)}.{inner.name}", inner.type, getattr(one.default, inner.field)
        else:
            yield key(one), one.type, one.default


def key(setting: Setting) -> str:
    """A setting's name as it stands in the configuration."""
    return setting.name.replace("_", "-")


def type_name(hint: Any) -> str:
    """A type in words."""
    arguments = typing.get_args(hint)
    if is_table(hint):
        return "table"
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
