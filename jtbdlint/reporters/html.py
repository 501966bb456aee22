"""Pages of HTML that need nothing but themselves: no network, no other file. Sortable tables and heat maps.

What is put in is text; only what the functions here return is HTML.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --hot: 214 90% 50%; --hole: #d33; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
p.note { opacity: .75; }
.wide { overflow-x: auto; margin-bottom: .8rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
thead th { position: sticky; top: 0; background: Canvas; }
table.sortable thead th { cursor: pointer; }
th[aria-sort=ascending]::after { content: " \\25B2"; } th[aria-sort=descending]::after { content: " \\25BC"; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
td.hole { color: var(--hole); outline: 2px dashed var(--hole); outline-offset: -3px; text-align: center; }
td.skipped { opacity: .55; text-align: center; }
td.heat { background: hsl(var(--hot) / calc(var(--heat) * .65)); text-align: center; }
tr.total > *, .total { font-weight: bold; }
.situation { color: light-dark(#0b6a8a, #6cc9ea); } .motivation { color: light-dark(#23711f, #86d97f); }
.outcome { color: light-dark(#8c2f8c, #e49be4); }
.error { color: light-dark(#b3261e, #ff8a80); font-weight: bold; }
.warning { color: light-dark(#8a5a00, #ffc14d); font-weight: bold; }
mark { color: inherit; background: none; text-decoration: underline wavy #d33; text-underline-offset: .2em; }
small { display: block; opacity: .75; }
code { font-size: .9em; overflow-wrap: anywhere; }
td:has(> code) { min-width: 13rem; }
""".strip()

_SCRIPT = """
for (const head of document.querySelectorAll("table.sortable thead th")) {
  head.tabIndex = 0;
  const sort = () => {
    const table = head.closest("table"), body = table.tBodies[0], at = head.cellIndex;
    const up = head.getAttribute("aria-sort") !== "ascending";
    const key = (row) => row.cells[at].dataset.sort ?? row.cells[at].textContent;
    const compare = (a, b) => {
      const x = key(a), y = key(b), n = x - y;
      return (Number.isNaN(n) ? x.localeCompare(y, undefined, { numeric: true }) : n) * (up ? 1 : -1);
    };
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...[...body.rows].sort(compare));
  };
  head.addEventListener("click", sort);
  head.addEventListener("keydown", (event) => { if (event.key === "Enter") sort(); });
}
""".strip()


class Part(NamedTuple):
    """A stretch of text that looks like something."""

    text: str
    element: str = "span"
    """The element of HTML around it: span, mark, small, code."""
    kind: str = ""
    """How it looks, such as "error" or the name of a clause."""


class Cell(NamedTuple):
    """A cell of a table."""

    text: str | Sequence[Part]
    kind: str = ""
    """How it looks: "number", "hole", "skipped", "total" or nothing."""
    hint: str = ""
    """What is said when one points at it."""
    sort: str = ""
    """What it is sorted by, if not by its text."""
    heat: float | None = None
    """From 0 to 1: how strongly it is coloured."""


def page(title: str, sections: Iterable[str], note: str = "") -> Iterator[str]:
    """The lines of a page: a title, a note, and sections of HTML."""
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">"
    )
    yield f"<title>{text(title)}</title>"
    yield f"<style>\n{_STYLE}\n</style></head><body>"
    yield f"<h1>{text(title)}</h1>"
    if note:
        yield paragraph(note)
    yield from sections
    yield f"<script>\n{_SCRIPT}\n</script></body></html>"


def text(said: str) -> str:
    """Text as HTML."""
    return escape(said.encode("utf-8", "replace").decode())


def heading(said: str) -> str:
    """A heading inside the page."""
    return f"<h2>{text(said)}</h2>"


def paragraph(said: str | Sequence[Part]) -> str:
    """A paragraph in small."""
    return f'<p class="note">{_inline(said)}</p>'


def _inline(said: str | Sequence[Part]) -> str:
    if isinstance(said, str):
        return text(said)
    return "".join(f"<{one.element}{_class(one.kind)}>{text(one.text)}</{one.element}>" for one in said)


def _class(kinds: str) -> str:
    return f' class="{kinds}"' if kinds else ""


def table(head: Sequence[str], rows: Iterable[Sequence[Cell | str]], *, total: Sequence[Cell | str] = ()) -> str:
    """A table that can be sorted by each column; `total` stays below."""
    lines = ['<div class="wide"><table class="sortable"><thead>', _row([f"<th>{text(one)}</th>" for one in head])]
    lines += ["</thead><tbody>", *(_row(map(_cell, row)) for row in rows), "</tbody>"]
    if total:
        lines += ["<tfoot>", f'<tr class="total">{"".join(map(_cell, total))}</tr>', "</tfoot>"]
    return "\n".join([*lines, "</table></div>"])


def heat_map(corner: str, columns: Sequence[str], rows: Iterable[tuple[str, Sequence[float]]], digits: int = 0) -> str:
    """A table of numbers, each as strongly coloured as it is large beside the largest."""
    listed = list(rows)
    most = max((value for _, values in listed for value in values), default=0) or 1

    def cell(value: float) -> Cell:
        shown = f"{value:.{digits}f}" if value else ""
        return Cell(shown, "heat", sort=str(value), heat=value / most)

    return table([corner, *columns], ([name, *map(cell, values)] for name, values in listed))


def _row(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def _cell(cell: Cell | str) -> str:
    one = cell if isinstance(cell, Cell) else Cell(cell)
    kinds = " ".join(filter(None, [one.kind if one.kind != "heat" else "", "heat" if one.heat is not None else ""]))
    attributes = _class(kinds)
    attributes += f' title="{text(one.hint)}"' if one.hint else ""
    attributes += f' data-sort="{text(one.sort)}"' if one.sort else ""
    attributes += f' style="--heat: {one.heat:.3f}"' if one.heat is not None else ""
    return f"<td{attributes}>{_inline(one.text)}</td>"
