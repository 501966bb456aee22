"""The options that several commands have, and the configuration that they ask for."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from jtbdlint.config import Config, FailLevel, discover, load

F = TypeVar("F", bound=Callable[..., Any])


def _options(*options: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _listed(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...] | None:
    """Repeated and comma-separated values as one list; None where there is none."""
    return tuple(one.strip() for text in value for one in text.split(",") if one.strip()) or None


paths = click.argument("paths", nargs=-1, metavar="[PATH...]")
configuration = _options(
    click.option("--config", "config_file", metavar="FILE", help="Read this configuration, and no other."),
    click.option("--isolated", is_flag=True, help="Read no configuration."),
    click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours in the output."
    ),
    click.option("--debug", is_flag=True, hidden=True),
)
reading = _options(
    configuration,
    click.option("--stdin-filename", metavar="NAME", help="What standard input (-) is called, and so how it is read."),
    click.option("--allow-empty", is_flag=True, help="That there is no statement is no error."),
)
caching = click.option(
    "--no-cache", is_flag=True, help="Read all files anew, whatever is known of them from earlier runs."
)
selection = _options(
    click.option(
        "--select",
        multiple=True,
        callback=_listed,
        metavar="RULES",
        help="Run these rules only (codes, beginnings of codes, names).",
    ),
    click.option("--extend-select", multiple=True, callback=_listed, metavar="RULES", help="Run these rules besides."),
    click.option("--ignore", multiple=True, callback=_listed, metavar="RULES", help="Do not run these rules."),
)


def configured(options: dict[str, Any], **given: Any) -> Config:
    """The configuration that the options ask for, with what the command line sets itself."""
    if options["isolated"]:
        path = None
    elif options["config_file"]:
        path = options["config_file"]
    else:
        path = discover(os.getcwd())
    if given.get("fail_level") is not None:
        given["fail_level"] = FailLevel(given["fail_level"])
    if given.get("baseline") is not None:
        given["baseline"] = os.path.join(os.getcwd(), given["baseline"])
    if given.get("select") is not None and given.get("ignore") is None:
        # Who asks for a rule gets it, whatever the configuration ignores.
        given["ignore"] = ()
    return load(path).with_options(**given)
