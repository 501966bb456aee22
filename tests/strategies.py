"""What may be thrown at the linter: statements, pages, lists of jobs, configurations, files that were good before."""

import json
from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

Files = Mapping[str, bytes]
"""A folder: by path with forward slashes what stands in each file."""

_WORDS = (
    "deploy fails guest arrives early the a roll back in one step be sure of sleep and who book room is full "
    "everyone naïve café’s it's e-mail 24/7 C++ [TBD] ... easier best etc. manage dashboard not always"
)
PHRASES = st.lists(st.sampled_from(_WORDS.split()), min_size=1, max_size=6).map(" ".join)

_OPENERS = (
    *("When ", "when I’m ", "Whenever ", "While ", "In case ", "As a ", "WHEN ", "Wenn ich ", "Cuando ", "Когда "),
    *("I want to ", "I want ", "I need to be able to ", "we want to ", "help me ", "I can ", "möchte ich ", "quiero "),
    *("so I can ", "so that ", "so ", "in order to ", "to ", "damit ich ", "para ", "чтобы "),
)
_BETWEEN = st.sampled_from([", ", " ", ". ", ",\n", " - ", ": ", "; ", "…", "  ", "\u00a0", ",\n\n", "，"])

GOOD = st.builds(
    "When {}, I want to {}, so I can {}{}".format, PHRASES, PHRASES, PHRASES, st.sampled_from(["", ".", "!"])
)
"""Statements as they should be, by their markers."""

_PARTS = st.one_of(*[st.builds("{}{}".format, st.sampled_from(_OPENERS), PHRASES)] * 3, PHRASES)
DEVIANT = st.lists(st.builds("{}{}".format, _PARTS, _BETWEEN), min_size=1, max_size=6).map("".join)
"""Clauses in any order and number, and what may stand between them."""

_ODD = (
    "\ufeff|\u202e|\u200b|\u0301|\u2028|\x85|\x0b|\x0c|\x1f|\x1b[31m|\x00|😀|👩‍👩‍👧|İ|ß|ſ|K|ǆ|\ud800|\t|\\|\r"
    '|&amp;|&#x200b;|&nbsp;|\\*|**|__|*|_|`|``|~~|[|](|]|![|](x "y")|<b>|</b>|<br>|<!--|-->|<%|%>'
    "|{{|}}|{%|%}|${|:::|- |> |# |1. |    |\"|'|''|«|»|jtbdlint-disable-next[JT103] -- x|jtbdlint-disable"
    "|]: x|[^1]|[^1]: |---|===|~~~|```|$|@|#|%|//|\\u0041|\\x41"
)
ODD = st.sampled_from(_ODD.split("|"))
"""Markup, escapes and characters that are apt to be read wrongly."""

NOISE = st.one_of(ODD, st.text(max_size=8), st.builds("{}{}{}".format, ODD, PHRASES, ODD))
STATEMENTS = st.one_of(GOOD, DEVIANT, st.lists(st.one_of(_PARTS, NOISE), max_size=8).map("".join))

_WRAPS = st.sampled_from(
    [
        "{}",
        "**{}**",
        "*{}*",
        "_{}_",
        "`{}`",
        "~~{}~~",
        "[{}](x.md 'y')",
        "<b>{}</b>",
        "“{}”",
        "({})",
        "<!-- {} -->",
        "![{}](x)",
    ]
)
_MARKED = st.builds(lambda text, words: text.replace("{}", words), _WRAPS, st.one_of(_PARTS, STATEMENTS))
TEXTS = st.one_of(STATEMENTS, st.lists(st.one_of(_MARKED, _BETWEEN), max_size=6).map("".join))
"""Statements with markup in them."""

_BLOCKS = st.sampled_from(
    [
        "- {}",
        "* {}\n\n  {}",
        "1. {}\n   - {}",
        "> {}",
        "> - {}\n> - {}",
        "# {}",
        "{}\n===",
        "## Jobs to be done\n\n- {}\n- {}",
        "**Job stories:**\n\n- {}",
        "| When | I want to | So I can |\n|---|---|---|\n| {} | {} | {} |",
        "| job | who |\n|:--|--:|\n| {} | {} |",
        "| When | {} |\n|---|---|\n| I want | {} |\n| So | {} |",
        "- **When** {}\n- **I want to** {}\n- **So I can** {}",
        "Situation: {}\nMotivation: {}\nOutcome: {}",
        "```\n{}\n```",
        "    {}",
        "<div>\n{}\n</div>",
        "[^1]: {}",
        "---\ntitle: {}\n---",
        "<!-- jtbdlint-disable-next[missing-outcome] -- {} -->\n- {}",
        "<!-- jtbdlint-disable[JT1, JT2] -->\n\n{}",
        "<% if {} %>\n{}\n<% end %>",
        (
            "<!-- jtbdlint-disable[JT1] -- x -->\n<!-- jtbdlint-disable-next[JT103] -- {} -->\n\n- {}\n\n"
            "<!-- jtbdlint-enable[JT1] -->"
        ),
        "<!--\n{}\n-->\n\n- {}",
        "<!doctype {}>\n\n- {}",
        "- <?{}?> {}",
        ".. list-table::\n\n   * - {}\n     - {}\n",
        "|===\n|{} |{}\n|===",
        "____\n{}\n____",
        ".. {}\n\n* {}",
        "// {}\n* {}",
        "{: .class }\n{}",
        "{}",
    ]
)


def _filled(block: str, texts: Sequence[str]) -> str:
    """A block with texts in its gaps."""
    parts = block.split("{}")
    return "".join(part + text for part, text in zip(parts, [*texts[: len(parts) - 1], ""], strict=True))


BLOCKS = st.builds(_filled, _BLOCKS, st.lists(TEXTS, min_size=3, max_size=3))
_LINE_ENDS = st.sampled_from(["\n", "\n", "\r\n", "\r"])


def _encoded(text: str, line_end: str, mark: bool) -> bytes:
    raw = text.replace("\n", line_end).encode("utf-8", "surrogatepass")
    return b"\xef\xbb\xbf" + raw if mark else raw


def _files(texts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    return st.builds(_encoded, texts, _LINE_ENDS, st.sampled_from([False, False, True]))


PAGES = _files(
    st.builds(
        lambda blocks, gap, end: gap.join(blocks) + end,
        st.lists(BLOCKS, max_size=5),
        st.sampled_from(["\n\n", "\n", "\n\n\n"]),
        st.sampled_from(["", "\n"]),
    )
)
"""Markdown, and what passes for plain text."""

_KEYS = st.sampled_from(
    ["jtbd", "job_story", "statement", "job", "When", "I want to", "so_that", "slug", "id", "parent", "group"]
)
_IDS = st.sampled_from(["a", "b", "c", "1", "no", "~", ""])
_JOBS = st.fixed_dictionaries(
    {},
    optional={
        "slug": _IDS,
        "parent": _IDS,
        "group": _IDS,
        "jtbd": TEXTS,
        "short_jtbd": PHRASES,
        "persona": st.one_of(PHRASES, st.lists(PHRASES, max_size=2)),
        "distinct_from": st.lists(_IDS, max_size=2),
    },
)
_DATA = st.recursive(
    st.one_of(TEXTS, st.none(), st.booleans(), st.integers()),
    lambda inside: st.one_of(st.lists(inside, max_size=3), st.dictionaries(_KEYS, inside, max_size=3)),
    max_leaves=6,
)
_JSON = st.builds(
    json.dumps,
    st.one_of(st.lists(_JOBS, max_size=4), st.dictionaries(_KEYS, st.lists(_JOBS, max_size=2), max_size=2), _DATA),
    ensure_ascii=st.booleans(),
    indent=st.sampled_from([None, 1]),
)


def _scalar(text: str, style: str, width: int) -> str:
    """A text as YAML writes it, or as near to that as somebody does who knows no rule."""
    if style == "'":
        return "'" + text.replace("'", "''").replace("\n", "\n\n    ") + "'"
    if style == '"':
        return json.dumps(text)
    if style == "":
        return text
    words, lines = text.split(" "), list[str]()
    for number in range(0, len(words), width):
        lines.append(" ".join(words[number : number + width]))
    return f"{style}\n" + "".join(f"    {line}\n" for line in lines)


_SCALARS = st.builds(
    _scalar,
    TEXTS,
    st.sampled_from(["", "", "'", '"', ">", ">-", "|", "|+", ">2-", "&a >-", "!!str |"]),
    st.integers(1, 9),
)
_YAML = st.lists(
    st.one_of(
        st.builds("- jtbd: {}\n".format, _SCALARS),
        st.builds(
            "- slug: {}\n  parent: {}\n  jtbd: {}\n  # jtbdlint-disable-line[JT103] -- x\n".format, _IDS, _IDS, _SCALARS
        ),
        st.builds("- {{slug: {}, jtbd: {}}}\n".format, _IDS, _SCALARS),
        st.builds("jobs:\n  - {}\n  - jtbd: *a\n".format, _SCALARS),
        st.builds("- when: {}\n  i_want: {}\n  so_that: {}\n".format, _SCALARS, _SCALARS, _SCALARS),
        st.builds("# {}\n".format, TEXTS),
        st.just("---\n"),
    ),
    max_size=5,
).map("".join)
LISTS = _files(st.one_of(_YAML, _JSON))
"""Lists of jobs in YAML and JSON."""

_CELLS = st.one_of(TEXTS, TEXTS.map(lambda text: '"' + text.replace('"', '""') + '"'))
TABLES = _files(
    st.builds(
        lambda head, rows: "\n".join([head, *(",".join(row) for row in rows)]),
        st.sampled_from(["id,jtbd", "When,I want to,So I can", "slug,parent,job_story", "a,b", ""]),
        st.lists(st.lists(_CELLS, max_size=4), max_size=3),
    )
)
"""CSV."""

_NAMED = ["JT", "JT1", "JT103", "JT4", "missing-outcome", "overlapping-jobs", "undefined-acronym", "nonsense", ""]
_RULES = st.lists(st.sampled_from(_NAMED), max_size=3).map(json.dumps)
_LEVELS = st.sampled_from(["error", "warning", "info", "off", "fatal"])
_PATTERNS = st.sampled_from(['["**"]', '["a.md"]', '["!["]', '["*/"]'])
_LINES = st.one_of(
    st.builds("{} = {}".format, st.sampled_from(["select", "extend-select", "ignore"]), _RULES),
    st.builds('levels = {{ {} = "{}" }}'.format, st.sampled_from(["JT4", "need-word", "duplicate-statement"]), _LEVELS),
    st.builds('fail-level = "{}"'.format, _LEVELS),
    st.builds("{} = {}".format, st.sampled_from(["include", "exclude"]), _PATTERNS),
    st.builds("languages = {}".format, st.sampled_from(['["en"]', '["de", "ja"]', "[]", '["xx"]'])),
    st.sampled_from(["include-code = true", "max-warnings = 0", "baseline = 'none'", "nonsense = 1", "[[[", "= 3"]),
)
_TEXTS = st.lists(PHRASES, max_size=2).map(json.dumps)
_GROUPS = st.lists(_IDS).map(json.dumps)
_SECTIONS = st.one_of(
    st.builds("[frame]\ngroups = {}\npersonas = {}\n".format, _GROUPS, _GROUPS),
    st.builds("[terms]\nsolution = {}\nacronyms = {}\n".format, _TEXTS, _TEXTS),
    st.builds(
        '[[term-rules]]\ncode = "ACME{}"\nname = "no-{}"\nmessage = "no"\n{} = {}\n'.format,
        st.integers(1, 2),
        st.sampled_from(["jargon", "slang", "Slang"]),
        st.sampled_from(["words", "pattern", "clauses"]),
        st.sampled_from(['["guest"]', "'(a+)+$'", '"gu.st"', '["outcome"]', "3"]),
    ),
    st.builds('[[overrides]]\nfiles = ["*.md"]\nignore = {}\n'.format, _RULES),
    st.builds("[rules.{}]\nmost = 1\n".format, st.sampled_from(["altitude", "only-child", "nonsense"])),
    st.builds("[fields]\nstatement = {}\n".format, st.sampled_from(['["text"]', '["Job"]', '"a"', "[]"])),
)
CONFIGURATIONS = st.one_of(
    st.builds(
        lambda lines, sections: "\n".join([*lines, *sections]),
        st.lists(_LINES, max_size=3),
        st.lists(_SECTIONS, max_size=2),
    ),
    st.text(max_size=30),
)
"""Configurations: right, wrong, and no TOML at all."""

_LARGEST = 12_000


@st.composite
def mutations(draw: st.DrawFn, sources: Sequence[bytes]) -> bytes:
    """A file that was good before a few spans of it were lost, doubled, moved, mixed with others or overwritten."""
    raw = draw(st.sampled_from(sources))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(raw)))
        length = draw(st.one_of(st.integers(0, 12), st.integers(0, 300)))
        span, rest = raw[start : start + length], raw[start + length :]
        kind = draw(st.integers(0, 7))
        if kind == 0:
            raw = raw[:start] + rest
        elif kind == 1:
            raw = (raw[:start] + span * draw(st.sampled_from([2, 3, 40, 1000])) + rest)[:_LARGEST]
        elif kind == 2:
            raw = raw[:start] + draw(NOISE).encode("utf-8", "surrogatepass") + rest
        elif kind == 3:
            other = draw(st.sampled_from(sources))
            begin = draw(st.integers(0, len(other)))
            raw = (raw[:start] + other[begin : begin + 400] + raw[start:])[:_LARGEST]
        elif kind == 4:
            raw = raw[:start] + draw(st.one_of(STATEMENTS, BLOCKS)).encode("utf-8", "surrogatepass") + raw[start:]
        elif kind == 5:
            lines = raw.split(b"\n")
            number = draw(st.integers(0, len(lines) - 1))
            lines[number] = draw(st.sampled_from([b"> ", b"- ", b"    ", b"\t", b"# ", b"| ", b"  "])) + lines[number]
            raw = b"\n".join(lines)
        elif kind == 6:
            raw = raw.replace(b"\n", draw(st.sampled_from([b"\r\n", b"\r", b"\n\n", b" "])))
        else:
            raw = raw[:start] + draw(st.binary(max_size=3)) + rest
    return raw


_NAMES = st.sampled_from(
    ["a.md", "b c.md", "c/d.md.erb", "é.markdown", "f.mdx", "%41.txt", "-g.md", "h.rst", "i.adoc", "İß.MD"]
)
_DATA_NAMES = st.sampled_from(["jobs.yml", "c/list.yaml", "jobs.json", "other.json"])


@st.composite
def folders(draw: st.DrawFn, sources: Mapping[str, Sequence[bytes]]) -> dict[str, bytes]:
    """Some files. `sources` are real ones to be mutated, by suffix."""
    found: dict[str, bytes] = {}
    for suffix in draw(st.lists(st.sampled_from(sorted(sources)), max_size=2, unique=True)) if sources else ():
        found[f"real{suffix}"] = draw(mutations(sources[suffix]))
    found |= draw(st.dictionaries(_NAMES, PAGES, max_size=2))
    found |= draw(st.dictionaries(_DATA_NAMES, LISTS, max_size=1))
    found |= draw(st.dictionaries(st.just("t.csv"), TABLES, max_size=1))
    return found or {"a.md": draw(PAGES)}
