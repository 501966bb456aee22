"""Lines for a terminal, made by rich: wrapped to its width, in colours where it has them."""

from collections.abc import Iterator
from io import StringIO

from rich.console import Console, RenderableType
from rich.text import Text

from jtbdlint.reporters import Look


class Terminal:
    """Turns what rich can print into lines. It is given Text only, never markup."""

    def __init__(self, look: Look) -> None:
        self.width = max(look.width, 20)
        self.bar = "│" if look.unicode else "|"
        self.colored = look.color
        self._buffer = StringIO()
        self.console = Console(
            file=self._buffer,
            width=self.width,
            color_system="standard" if look.color else None,
            force_terminal=look.color,
            no_color=not look.color,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def printed(self, *texts: Text) -> Iterator[str]:
        """Texts as they are, a line each."""
        if not self.colored:
            yield from (text.plain.rstrip() for text in texts)
            return
        for text in texts:
            self.console.print(text, soft_wrap=True)
        yield from self._lines()

    def hanging(self, indent: int, text: Text, label: Text | None = None) -> Iterator[str]:
        """Text that is wrapped and indented; a label stands before it, and its later lines below its first."""
        label = label or Text()
        room = max(self.width - indent - label.cell_len, 10)
        # Most texts fit, and rich takes long to find that out.
        lines = [text] if text.cell_len <= room else text.wrap(self.console, room, overflow="fold")
        for number, line in enumerate(lines):
            margin = Text(" " * indent) + (label if number == 0 else Text(" " * label.cell_len))
            yield from self.printed(margin + line)

    def rendered(self, thing: RenderableType) -> Iterator[str]:
        """Whatever rich can print, such as a table."""
        self.console.print(thing)
        yield from self._lines()

    def _lines(self) -> Iterator[str]:
        said = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        yield from (line.rstrip() for line in said.splitlines())
