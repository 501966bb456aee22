"""`jtbdlint init`: a first configuration."""

import os
from typing import Any

import click

from jtbdlint import run
from jtbdlint.commands._options import configured, paths, reading
from jtbdlint.commands._output import say, tell_errors
from jtbdlint.config import NAMES, discover
from jtbdlint.derive import configuration, found_in
from jtbdlint.fixes import write_whole
from jtbdlint.gate import Exit


@click.command("init")
@paths
@reading
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Write a first configuration, with a frame of what the files name. Changes nothing where there is one."""
    there = discover(os.getcwd())
    if there is not None:
        say(f"{os.path.basename(there)}: there is a configuration already; nothing was changed")
        return Exit.INCOMPLETE
    config = configured({**options, "isolated": True})
    corpus = run.read(run.Task(paths=paths, stdin_filename=options["stdin_filename"], keep_all=True), config)
    tell_errors(corpus)
    if corpus.errors:
        return Exit.INCOMPLETE
    found = found_in(corpus.documents, corpus.statements)
    places = [*corpus.statements, *(at for at, _ in found.personas.values() if at is not None)]
    lines = configuration(found, sorted({one.document.path for one in places}))
    write_whole(NAMES[0], "".join(f"{line}\n" for line in lines))
    say(f"{NAMES[0]}: written")
    return Exit.CLEAN
