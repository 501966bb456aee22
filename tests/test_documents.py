"""The readers: what is found in a document, where it stands, and what stands around it."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jtbdlint.documents import CELL_END, SUFFIXES, Candidate, Place, Unreadable, read
from jtbdlint.documents.announced import announces
from jtbdlint.text import Document

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"


def candidates(text: str, name: str = "page.md", **options: Any) -> Sequence[Candidate]:
    """What is found in a document; every place in it is checked besides."""
    found = read(Document(name, text), **options)
    for one in found:
        check_places(one)
    return found


def readable(text: str, name: str, *, named: bool = False) -> Sequence[Candidate]:
    """What is found in a document that may be broken; then that is told with a place in it."""
    try:
        return candidates(text, name, named=named)
    except Unreadable as error:
        broken = error
    assert 0 <= broken.offset <= len(text)
    assert broken.message
    return []


def check_places(candidate: Candidate) -> None:
    """Places are in the document, in order, and hold what they claim to hold."""
    reading, source = candidate.reading, candidate.reading.document.text
    before = (0, 0)
    for index, character in enumerate(reading.text):
        start, end = reading.source_start(index), reading.source_end(index + 1)
        assert before[1] <= start <= end <= len(source) or before == (start, end)
        assert start < end or character == CELL_END
        if end - start == 1:
            assert source[start] == character or (character, source[start]) in SAME
        before = start, end
    whole = reading.whole()
    assert 0 <= whole.start <= whole.end <= len(source)
    for wrap in reading.wraps:
        part = reading.slice(wrap.begin, wrap.stop)
        assert 0 <= wrap.begin < wrap.stop <= len(reading.text)
        assert wrap.start <= reading.source_start(wrap.begin)
        assert reading.source_end(wrap.stop) <= wrap.end <= len(source)
        assert part.start <= wrap.start
        assert wrap.end <= part.end


SAME = {("\n", "\r"), ("\n", "\x85"), ("\n", "\u2028"), ("\n", "\u2029"), (CELL_END, "|"), (":", "\n"), (":", "\r")}
"""A character of a reading and another one that stands there: a colon is read between a term and what it means."""


def texts(found: Sequence[Candidate]) -> list[tuple[str, str]]:
    return [(one.place.value, one.reading.text) for one in found]


def sources(found: Sequence[Candidate]) -> list[str]:
    return [one.reading.whole().source for one in found]


# --- Markdown ------------------------------------------------------------------------------------

PAGES: Mapping[str, tuple[str, list[tuple[str, str]]]] = {
    "nothing": ("", []),
    "blank lines": ("\n  \n\t\n", []),
    "paragraphs": ("When a,\nI want b\n\nso c\n", [("paragraph", "When a,\nI want b"), ("paragraph", "so c")]),
    "indented lines": ("When a,\n   I want b", [("paragraph", "When a,\nI want b")]),
    "hard breaks": ("When a,  \nI want b\\\nso c", [("paragraph", "When a,\nI want b\nso c")]),
    "line tags": ("When a<br>I want b<br/>\nso c", [("paragraph", "When a\nI want b\nso c")]),
    "items": ("- a\n- b\n* c\n1. d\n2) e", [("item", one) for one in "abcde"]),
    "wrapped item": ("- When a,\n  I want b,\nso c", [("item", "When a,\nI want b,\nso c")]),
    "tasks": ("- [ ] When a\n- [x] so b", [("item", "When a"), ("item", "so b")]),
    "nested items": ("- a\n  - b\n    1. c\n- d", [("item", "a"), ("item", "b"), ("item", "c"), ("item", "d")]),
    "loose items": ("- a\n\n- b\n\n  c\n", [("item", "a"), ("item", "b\n\nc")]),
    "item around a list": ("- a\n\n  - b\n\n  c\n", [("item", "a"), ("item", "b"), ("item", "c")]),
    "quotes": ("> When a,\n> I want b\n>\n> so c\n", [("quote", "When a,\nI want b"), ("quote", "so c")]),
    "lazy quote": ("> When a,\nI want b", [("quote", "When a,\nI want b")]),
    "nested quotes": ("> a\n> > b\n> > c\n> - d", [("quote", "a"), ("quote", "b\nc"), ("item", "d")]),
    "quote in an item": ("- a\n  > b\n  > c\n", [("item", "a"), ("quote", "b\nc")]),
    "alert": ("> [!NOTE]\n> When a", [("quote", "When a")]),
    "headings": (
        "# a\nb\n\nc\n===\n## d {#e}",
        [("heading", "a"), ("paragraph", "b"), ("heading", "c"), ("heading", "d")],
    ),
    "empty heading": ("#\n\na", [("paragraph", "a")]),
    "table": (
        "| Job | Why |\n|---|:-:|\n| When a | so b |\n|c||\n| d |\n",
        [("cell", f"When a{CELL_END}so b"), ("cell", f"c{CELL_END}"), ("cell", f"d{CELL_END}")],
    ),
    "table without bars at the edges": ("a | b\n-|-\nc | d", [("cell", f"c{CELL_END}d")]),
    "table of empty cells": ("|a|b|\n|-|-|\n| | |\n", []),
    "bar in a cell": ("|a|b|\n|-|-|\n|c \\| d|`e\\|f`|\n", [("cell", f"c | d{CELL_END}e|f")]),
    "a break at the end of a cell": ("|a|b|\n|-|-|\n|c<br>|<br>d|\n", [("cell", "c\x1f\nd")]),
    "lines in a cell": ("|a|\n|-|\n|b<br>c|\n", [("cell", "b\nc")]),
    "stray bars": ("- When a, I want b.   | |\n", [("item", "When a, I want b.   | |")]),
    "emphasis": ("**When** *a* __b__ _c_ ~~d~~ ***e***", [("paragraph", "When a b c d e")]),
    "links": (
        '[a](b "c") [d][e] [f] <https://g.example>\n\n[e]: h "i"\n[f]: j',
        [("paragraph", "a d f https://g.example")],
    ),
    "no link": ("[a] [b](c", [("paragraph", "[a] [b](c")]),
    "images": ("a ![b *c*](d) e", [("paragraph", "a  e")]),
    "linked image": ("[![a](b)](c) d", [("paragraph", " d")]),
    "inline code": ("a `b` ``c ` d`` `` ` `` `  `", [("paragraph", "a b c ` d `   ")]),
    "wrapped code": ("a `b\n   c` d", [("paragraph", "a b\nc d")]),
    "wrapped code in a quote": ("> a `b\n> c`", [("quote", "a b\nc")]),
    "entities": ("a &amp; b&nbsp;c &#x1F600; &zip; &lt;d&gt;", [("paragraph", "a & b\xa0c 😀 &zip; <d>")]),
    "escapes": ("\\*a\\* \\[b\\] c\\d \\\\", [("paragraph", "*a* [b] c\\d \\")]),
    "HTML in a line": ("a <b>c</b> <!-- d --> <span class='e'>f</span>", [("paragraph", "a c  f")]),
    "instruction in a line": ("a <?b?> c", [("paragraph", "a  c")]),
    "comment between lines": ("a\n<!-- b -->\nc", [("paragraph", "a"), ("paragraph", "c")]),
    "comment over lines": ("a <!-- b\nc --> d", [("paragraph", "a  d")]),
    "comment after a break": ("a <b>b</b>\nc <!-- d -->\n<i>e</i>", [("paragraph", "a b\nc \ne")]),
    "HTML blocks": ("<div>\na\n</div>\n\nb\n\n<!-- c\n\nd -->\n\n<p>e</p>", [("paragraph", "b")]),
    "Markdown in HTML": ("<details>\n\na\n\n</details>", [("paragraph", "a")]),
    "open comment": ("a\n\n<!-- b\n\nc\n", [("paragraph", "a")]),
    "code blocks": ("a\n\n    b\n\n```\nc\n```\n~~~ md\nd\n~~~\n- e\n\n      f\n", [("paragraph", "a"), ("item", "e")]),
    "open fence": ("a\n```\nb\n", [("paragraph", "a")]),
    "front matter": ("---\ntitle: a\n---\nb", [("paragraph", "b")]),
    "TOML front matter": ("+++\ntitle = 'a'\n+++\nb", [("paragraph", "b")]),
    "lines for kramdown": (
        "## a\n{:.b}\n- c\n- d\n{: .e}\n\n{:toc}\nf {:g}",
        [("heading", "a"), ("item", "c"), ("item", "d"), ("paragraph", "f {:g}")],
    ),
    "lines for Liquid and Hugo": (
        "{% if a %}\nb\n  {{< c >}} \n{{% d %}}\n{{ e }}\n{% f %} g\n{{< h",
        [("paragraph", "b"), ("paragraph", "{{ e }}\n{% f %} g\n{{< h")],
    ),
    "rule": ("a\n\n---\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
    "footnotes": ("a[^1] b\n\n[^1]: c\n", [("paragraph", "a b"), ("paragraph", "c")]),
    "definitions alone": ("[a]: b\n", []),
    "no tags without templates": ("a <%= b %> c", [("paragraph", "a <%= b %> c")]),
    "Japanese": ("- 会議のとき、**静かに**したい。", [("item", "会議のとき、静かにしたい。")]),
    "Russian": ("- Когда *a*, я хочу b", [("item", "Когда a, я хочу b")]),
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("page", "expected"), PAGES.values(), ids=PAGES)
def test_what_is_found_in_a_page(page: str, expected: Sequence[tuple[str, str]], end: str) -> None:
    assert texts(candidates(page.replace("\n", end))) == expected


@pytest.mark.parametrize(
    ("page", "part", "source"),
    [
        ("**When** it *ends*, x", "When", "**When**"),
        ("**When** it *ends*, x", "When it ends", "**When** it *ends*"),
        ("**When** it *ends*, x", "it end", "it *end"),
        ("***When*** it", "When", "***When***"),
        ("- [When *it*](a 'b') ends", "When it", "[When *it*](a 'b')"),
        ("- [When *it*](a 'b') ends", "it", "*it*"),
        ("When `it` ends", "it", "`it`"),
        ("When `` `it` `` ends", "`it`", "`` `it` ``"),
        ("<b>When</b> it", "When", "<b>When</b>"),
        ("<b><i>When</i> it</b>", "When it", "<b><i>When</i> it</b>"),
        ("<b>When <img src='x'> it</b>", "When  it", "<b>When <img src='x'> it</b>"),
        ("x <b>When</i> it", "When", "When"),
        ("Q&amp;A ends", "Q&A", "Q&amp;A"),
        ("Q&amp;A ends", "&", "&amp;"),
        ("a\\*b", "a*b", "a\\*b"),
        ("> When it  \n>   ends", "it\nends", "it  \n>   ends"),
        ("When 😀 it\r\n\tends 😀 x", "ends 😀", "ends 😀"),
        ("| a | b |\n|-|-|\n| When 😀 | **so** b |", "so b", "**so** b"),
        ("| a | b |\n|-|-|\n| When 😀 | **so** b |", f"😀{CELL_END}so", "😀 | **so**"),
        ("# When it\n", "When it", "When it"),
        ("[![x](y)](z)When it", "When", "When"),
        ("é[é *é*](é)é" * 200 + " When it", "When it", "When it"),
    ],
)
def test_a_part_of_a_page_is_found_again(page: str, part: str, source: str) -> None:
    reading = candidates(page)[-1].reading
    begin = reading.text.index(part)

    assert reading.slice(begin, begin + len(part)).source == source


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("a", [[]]),
        ("# A\na", [[], ["A"]]),
        ("# A\n## B\na\n# C\nb", [[], ["A"], ["A", "B"], [], ["C"]]),
        ("### A\n# B\na", [[], [], ["B"]]),
        ("# A\n### B\n## C\na", [[], ["A"], ["A"], ["A", "C"]]),
        ("# **A** b\n- a", [[], ["A b"]]),
        ("# A\n> ## B\n> a\n\nb", [[], ["A"], ["A"], ["A"]]),
        ("# A\n##\na", [[], ["A"]]),
        ("# A\n|a|\n|-|\n|b|\n", [[], ["A"]]),
    ],
)
def test_the_headings_above_are_known(page: str, expected: Sequence[Sequence[str]]) -> None:
    found = candidates(page)

    assert [[title.text for title in one.headings] for one in found] == expected
    assert all(title.text in title.source.replace("**", "") for one in found for title in one.headings)


@pytest.mark.parametrize(
    "title",
    [
        *("Jobs to be done", "JTBD", "JTBDs:", "jobs-to-be-done", "3. Job stories", "✅ Main jobs to be done (JTBD)"),
        *("Job statements for admins", "User job stories", "Job story", "Job map", "Statement list", "JTBD: deploying"),
        *("The job statements of this team", "Our key JTBD statements", "JTBD list", "Job to be done / draft"),
    ],
)
def test_what_announces_statements(title: str) -> None:
    assert announces(title)


@pytest.mark.parametrize(
    "title",
    [
        *("", "Jobs", "How we use JTBDs", "What are jobs to be done?", "Jobs to be done framework", "JTBD process"),
        *("Job title", "Creating job stories", "Job hierarchy", "Statement", "The", "Why JTBD matters"),
        *("Jobs to be done and how we use them", "the " * 10_000, "-" * 10_000, "jobs to be done" + " " * 10_000 + "x"),
    ],
)
def test_what_does_not_announce_statements(title: str) -> None:
    assert not announces(title)


@pytest.mark.parametrize(
    ("page", "meant"),
    [
        ("## JTBD\n- a\n- b\n", ["a", "b"]),
        ("## JTBD\na\n\n> b\n\n1. c\n", ["c"]),
        ("## JTBD\n### Developers\n- a\n", []),
        ("## JTBD\n- a\n## Tools\n- b\n", ["a"]),
        ("## How we use JTBDs\n- a\n", []),
        ("Primary JTBD:\n- a\n\n- b\n\nc\n\n- d\n", ["a", "b"]),
        ("**Job stories**\n\n1. a\n", ["a"]),
        ("Job stories\n\n1. a\n", []),
        ("We use JTBD:\n- a\n", []),
        ("## JTBD\n- Developers\n  - a\n  - b\n", ["a", "b"]),
        ("- Developers\n  - JTBD:\n    - a\n  - Tools:\n    - b\n", ["a"]),
        ("## JTBD\n- a\n\n  b\n\n      code\n\n  c\n", ["a\n\nb"]),
        ("## JTBD\n- a\n  > b\n", ["a"]),
        ("|Job statement|Owner|\n|-|-|\n|a|b|\n\n|Name|\n|-|\n|c|\n", [f"a{CELL_END}b"]),
        ("## JTBD\n|Name|\n|-|\n|a|\n", []),
    ],
)
def test_where_statements_are_meant_to_stand(page: str, meant: Sequence[str]) -> None:
    assert [one.reading.text for one in candidates(page) if one.meant] == meant


TEMPLATES: Mapping[str, tuple[str, list[tuple[str, str]]]] = {
    "a tag in a line": ("When <%= a %>, I want b", [("paragraph", "When  , I want b")]),
    "a tag at the head of an item": ("- <%= a %> When b\n", [("item", "  When b")]),
    "a tag as emphasis": ("**<%= a %>** b", [("paragraph", "  b")]),
    "a tag in a link": ("[When](<%= url('a b') %>) b", [("paragraph", "When b")]),
    "tags on lines of their own": ("a\n<% if b %>\nc\n  <% end %> <%# d %>\ne", [("paragraph", one) for one in "ace"]),
    "a tag over lines": ("a\n\n<%= b('c',\n  d: 'When, I want') %>\n\nf", [("paragraph", "a"), ("paragraph", "f")]),
    "tags around items": ("<% a do %>\n- b\n- c\n<% end %>\n", [("item", "b"), ("item", "c")]),
    "a tag in a heading": ("# <%= a %>\n# b <%= c %>\n", [("heading", "b  ")]),
    "tags in code": ("`<%= a %>` b", [("paragraph", "  b")]),
    "open tag": ("a <% b\n\nc", [("paragraph", "a <% b"), ("paragraph", "c")]),
    "text like the mask": ("xxxx <%= a %> xxxx", [("paragraph", "xxxx   xxxx")]),
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["page.md.erb", "PAGE.HTML.MD.ERB"])
@pytest.mark.parametrize(("page", "expected"), TEMPLATES.values(), ids=TEMPLATES)
def test_the_tags_of_a_template_are_not_text(
    page: str, expected: Sequence[tuple[str, str]], name: str, end: str
) -> None:
    found = candidates(page.replace("\n", end), name)

    assert texts(found) == expected


def test_a_slice_over_a_tag_takes_it_in() -> None:
    page = "When <%= a %> 😀, *I want <%# b %>* it"
    (found,) = candidates(page, "page.md.erb")

    assert found.reading.whole().source == page


# --- Plain text ----------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("When a, I want b", [("paragraph", "When a, I want b")]),
        ("  When a,  \n\tI want b \n", [("paragraph", "When a,\nI want b")]),
        ("a\n\nb\n \nc", [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")]),
        ("- a\n* b\n• c\n– d\n1. e\n2) f\n(3) g\na) h", [("item", one) for one in "abcdefgh"]),
        ("- a\n  b\nc\n\nd", [("item", "a\nb\nc"), ("paragraph", "d")]),
        ("Jobs:\n- a", [("paragraph", "Jobs:"), ("item", "a")]),
        ("-a\n3.5 b\n-\n", [("paragraph", "-a\n3.5 b\n-")]),
        ("**When** a_b_c &amp; <d>\n    e", [("paragraph", "**When** a_b_c &amp; <d>\ne")]),
    ],
)
def test_what_is_found_in_plain_text(text: str, expected: Sequence[tuple[str, str]], end: str) -> None:
    found = candidates(text.replace("\n", end), "notes.txt")

    assert texts(found) == expected
    assert not any(one.meant for one in found)


@pytest.mark.parametrize("name", ["-", "<stdin>", "stdin", "page", "page.MD", "page.markdown", "page.mdx"])
def test_a_name_without_a_known_suffix_is_read_as_markdown(name: str) -> None:
    assert texts(candidates("- **When** a", name)) == [("item", "When a")]


# --- YAML and JSON: what is found ---------------------------------------------------------------


def jobs(text: str, name: str = "data.yml", **options: Any) -> list[tuple[str, dict[str, str]]]:
    """Statements with what is declared beside them."""
    found = candidates(text, name, **options)
    assert all(one.place is Place.FIELD and not one.headings for one in found)
    return [(one.reading.text, {key: value.text for key, value in one.declared.items()}) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("---\n---\n# nothing\n", []),
        ("- jtbd: When a\n", [("When a", {})]),
        ("- {jtbd: When a, slug: b}\n", [("When a", {"id": "b"})]),
        ("jobs:\n  - id: 1\n    job_story: When a\n", [("When a", {"id": "1"})]),
        ("- Job-Story: When a\n- job statement: so b\n- JTBD: c", [("When a", {}), ("so b", {}), ("c", {})]),
        ("- [[{jtbd: When a}], {jtbd: so b}]", [("When a", {}), ("so b", {})]),
        ("a:\n  b:\n    c:\n    - jtbd: When a\n---\n- jtbd: so b\n", [("When a", {}), ("so b", {})]),
        (
            "- jtbd: a\n  id: b\n  parent: c\n  stage: d\n  title: e\n  performer: f\n  goal: g\n  step: h\n",
            [("a", {"id": "b", "parent": "c", "group": "d", "title": "e", "persona": "f", "goal": "g", "step": "h"})],
        ),
        (
            "- {jtbd: a, confidence: b, grade: c, evidence: d, distinct-from: e}",
            [("a", {"confidence": "b", "maturity": "c", "source": "d", "distinct-from": "e"})],
        ),
        ("- {name: a, title: b, short_jtbd: c, jtbd: d}", [("d", {"title": "c"})]),
        ("- {short_jtbd: , name: b, jtbd: d}", [("d", {"title": "b"})]),
        ("- {parent: ~, group: null, id: '', grade: '~', jtbd: d}", [("d", {"maturity": "~"})]),
        ("- {personas: [a, b], sources: [[c], {d: e}], jtbd: f}", [("f", {"persona": "a, b"})]),
        (
            "- {id: no, parent: 1_000, source: 2001-99-99, jtbd: 12:30:45}",
            [("12:30:45", {"id": "no", "parent": "1_000", "source": "2001-99-99"})],
        ),
        (
            "- {id: &a b, jtbd: c}\n- {id: d, parent: *a, jtbd: e}",
            [("c", {"id": "b"}), ("e", {"id": "d", "parent": "b"})],
        ),
        ("x: &a {jtbd: b c}\ny: *a", [("b c", {"id": "x"})]),
        ("- &a {jtbd: b, self: *a}\n- *a", [("b", {})]),
        ("- {jtbd: !secret When a, id: !!python/object/apply:os.system [b]}", [("When a", {"id": "b"})]),
        ("- {jtbd: [When a, so b], id: c}", [("When a", {"id": "c"}), ("so b", {"id": "c"})]),
        ("- jtbd: {when: When a, want: I want b, so: ~}", [(f"When a{CELL_END}I want b", {})]),
        ("jtbd:\n- When a\n- - b\n- so c", [("When a", {}), ("so c", {})]),
        ("job_stories: [When a]", [("When a", {})]),
        ("persona: a\njobs_to_be_done:\n- When b", [("When b", {"persona": "a"})]),
        (
            "- persona: a\n  jobs:\n  - jtbd: b\n    group: c\n  - jtbd: d\n    persona: e\n",
            [("b", {"persona": "a", "group": "c"}), ("d", {"persona": "e"})],
        ),
        (
            "- id: a\n  jtbd: b\n  goal: g\n  children:\n  - id: c\n    jtbd: d\n  - {id: e, jtbd: f, parent: x}",
            [
                ("b", {"id": "a", "goal": "g"}),
                ("d", {"id": "c", "parent": "a", "goal": "g"}),
                ("f", {"id": "e", "parent": "x", "goal": "g"}),
            ],
        ),
        (
            "jobs:\n  a-b: {jtbd: When c}\n  d: {jtbd: so e f, id: g}",
            [("When c", {"id": "a-b"}), ("so e f", {"id": "g"})],
        ),
        ("rules: {jtbd: off}\njtbd: true", []),
        ("jtbd: When a", [("When a", {})]),
        ("? jtbd\n: When a", [("When a", {})]),
        ("? {a: b}\n: c\n? [d]\n: - jtbd: e", []),
        ("- {jtbd: a, jtbd: b}", [("b", {})]),
        ("- jtbd: a\n  ? |\n  : b\n  ? |\n  : c\n", [("a", {})]),
    ],
)
def test_what_is_found_in_yaml(text: str, expected: Sequence[tuple[str, dict[str, str]]]) -> None:
    assert jobs(text) == expected
    assert all(one.meant for one in candidates(text, "data.yml"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {id: a, jtbd: b c}\n- {id: d, jtbd: }\n", [("", 25, {"id": "d"})]),
        ("- {id: a, jtbd: b c}\n- {id: d, jtbd: ''}\n", [("", 38, {"id": "d"})]),
        ("- {id: a, jtbd: b c}\n- {id: d, jtbd: ~}\n", [("", 37, {"id": "d"})]),
        ("- {id: a, jtbd: b c}\n- {id: d, title: e}\n", [("", 23, {"id": "d", "title": "e"})]),
        ('- {id: a, jtbd: b c}\n- jtbd: "  "\n', [("", 30, {})]),
        ("- {id: a, jtbd: b c}\n- jtbd: |\n- jtbd: []\n", [("", 29, {})]),
        ("- {id: a, jtbd: b c}\n- {id: d}\n- e\n- [f]\n", []),
        ("- {id: d, title: e}\n- {jtbd: }\n", []),
    ],
)
def test_a_job_without_a_statement_is_known_among_others(
    text: str, expected: Sequence[tuple[str, int, dict[str, str]]]
) -> None:
    empty = [one for one in candidates(text, "data.yml") if not one.reading.text]

    found = [
        (one.reading.text, one.reading.whole().start, {k: v.text for k, v in one.declared.items()}) for one in empty
    ]
    assert [(text, declared) for text, _, declared in found] == [(text, declared) for text, _, declared in expected]
    assert all(one.meant for one in empty)


@pytest.mark.parametrize(
    ("text", "name", "found", "meant"),
    [
        ("- {id: a, statement: When b}", "data.yml", ["When b"], False),
        ("jobs:\n- {id: a, statement: When b}", "data.yml", ["When b"], True),
        ("- {id: a, statement: When b}", "content/jobs.yml", ["When b"], True),
        ("- {id: a, statement: When b}", "content/jobs/x.yml", ["When b"], False),
        ("- {title: a, job: When b}", "my-jtbd.yml", ["When b"], True),
        ("- {job: a, statement: When b}", "data.yml", ["When b"], False),
        ("- {job: Deploy code, jtbd: When b}", "data.yml", ["When b"], True),
        ("- {statement: When b}", "data.yml", [], False),
        ("- {id: a, statement: b}", "data.yml", [], False),
        ("x: {id: a, statement: When b}", "data.yml", [], False),
        ("jobs: [When a b c d, When e f g h, Note]", "data.yml", ["When a b c d", "When e f g h", "Note"], True),
        ("jobs: [build app, test app, lint all of the app]", "data.yml", [], False),
        ("statements: [When a b c d]", "data.yml", ["When a b c d"], False),
    ],
)
def test_ambiguous_keys_need_more_around_them(text: str, name: str, found: Sequence[str], meant: bool) -> None:
    result = candidates(text, name)

    assert [one.reading.text for one in result] == list(found)
    assert all(one.meant is meant for one in result)


@pytest.mark.parametrize(
    "text",
    [
        "unit tests:\n  stage: build\n  script: [make]\n  needs:\n  - {job: build all, artifacts: true}\n",
        "jobs:\n  build:\n    name: Build it\n    steps:\n    - name: Check\n      run: |\n        When I want so\n",
        "jobs:\n- job: Build\n  displayName: Build the app\n  steps:\n  - script: make\n",
        "Statement:\n- Effect: Allow\n  Action: s3:GetObject\n",
        "job: {{ .Values.job }}\n  {{ if }}",
        "apiVersion: batch/v1\nkind: Job\nmetadata: {name: job}\n",
        "scrape_configs:\n- job_name: node\n",
    ],
)
def test_files_of_other_kinds_give_nothing(text: str) -> None:
    assert jobs(text) == []


def test_keys_can_be_renamed() -> None:
    text = "- {need: When a, key: b, jtbd: c, id: d}\n"

    assert jobs(text) == [("c", {"id": "d"})]
    assert jobs(text, fields={"statement": ["Need"], "id": ["key"]}) == [("When a", {"id": "b"})]
    assert jobs("- {need: When a, statement: b c, id: d}", fields={"statement": ("need",)}) == [("When a", {"id": "d"})]
    assert jobs("needs: [When a]", fields={"statement": ("need",)}) == [("When a", {})]
    assert jobs("- {statement: When a, id: d}", fields={"statement": ("need",)}) == []


def test_repeated_keys_are_known() -> None:
    (found,) = candidates("- id: a\n  jtbd: b\n  note: c\n  JTBD: d\n  id: e\n", "data.yml")

    assert [(before.position.line, key.text, key.position.line) for before, key in found.repeated] == [
        (2, "JTBD", 4),
        (1, "id", 5),
    ]
    assert found.reading.text == "d"
    assert found.declared["id"].text == "e"


# --- YAML and JSON: every kind of scalar --------------------------------------------------------

SCALARS: Mapping[str, tuple[str, str, str | None]] = {
    "plain": ("When a", "When a", "When a"),
    "plain with a comment": ("When a # b", "When a", "When a"),
    "plain over lines": ("When a  \n   b\n\n   c", "When a\nb\n\nc", "When a  \n   b\n\n   c"),
    "plain on the next line": ("\n    When a", "When a", "When a"),
    "single": ("'it''s \"a\"'", 'it\'s "a"', "it''s \"a\""),
    "single over lines": ("'When  \n   a\n\n   b '", "When\na\n\nb ", "When  \n   a\n\n   b "),
    "double": (r'"a \"b\" \\ \/ \u00e9\x41\U0001F600\tc\_\N\e"', 'a "b" \\ / éA😀\tc\xa0\x85\x1b', None),
    "double over lines": ('"When \n  a\n\n  b"', "When\na\n\nb", "When \n  a\n\n  b"),
    "double with escaped line ends": ('"When \\\n  \\ a\\\n\n  b"', "When  a\nb", "When \\\n  \\ a\\\n\n  b"),
    "double with a line feed": (r'"When\na"', "When\na", r"When\na"),
    "literal": ("|\n    When a\n     b\n\n    c\n", "When a\n b\n\nc", "When a\n     b\n\n    c"),
    "literal with spaces at ends": ("|\n    When a  \n    b\n", "When a  \nb", "When a  \n    b"),
    "folded": (">\n    When a\n    b\n\n    c\n", "When a\nb\n\nc", "When a\n    b\n\n    c"),
    "folded, stripped": (">-\n    When a\n    b\n\n\n", "When a\nb", "When a\n    b"),
    "folded, kept": (">+ # c\n    When a\n\n\n", "When a", "When a"),
    "folded with deeper lines": (">\n    When\n      a\n    b\n", "When\n  a\nb", "When\n      a\n    b"),
    "blank lines first": (">\n\n  \n    When a\n", "When a", "When a"),
    "indentation told": ("|4-\n       When\n      a\n", " When\na", " When\n      a"),
    "tabs": ("|\n    When\ta\n    \tb\n", "When\ta\n\tb", "When\ta\n    \tb"),
    "emoji": ("|\n    😀 a\n    é 😀\n", "😀 a\né 😀", "😀 a\n    é 😀"),
    "anchor and tag": ("&x !!str 'a'", "a", "a"),
    "tag on its own line": ("!!str # b\n    # c\n    &x\n    When a", "When a", "When a"),
    "anchor on a literal": ("&x |\n    When a\n", "When a", "When a"),
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("scalar", "text", "source"), SCALARS.values(), ids=SCALARS)
def test_a_scalar_is_read_with_its_places(scalar: str, text: str, source: str | None, end: str) -> None:
    document = f"# 😀\n- id: é\n  jtbd: {scalar}\n  title: b\n".replace("\n", end)
    (found,) = candidates(document, "data.yml")

    assert found.reading.text == text
    assert {key: value.text for key, value in found.declared.items()} == {"id": "é", "title": "b"}
    if source is not None:
        assert found.reading.whole().source == source.replace("\n", end)


@pytest.mark.parametrize("tail", ["", "\n", "\n# c", "\n...\n", "\n---\nx: y", "\n\n\n- a"])
@pytest.mark.parametrize(
    "scalar", [">\n    When a\n    b", "|+\n    When a\n    b", "When a\n    b", "'When a\n    b'"]
)
def test_what_comes_after_a_scalar_is_no_part_of_it(scalar: str, tail: str) -> None:
    (found,) = candidates(f"- jtbd: {scalar}{tail}", "data.yml")

    assert (found.reading.text, found.reading.whole().source) == ("When a\nb", "When a\n    b")


@pytest.mark.parametrize("text", ["--- |\n When a\n", "--- >\n When a\n...\n", "'When a'"])
def test_a_document_that_is_one_scalar_gives_nothing(text: str) -> None:
    assert candidates(text, "jtbd.yml", named=True) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"jtbd": "When a"}', "When a"),
        ('[\n\t{"id": 1,\t"jtbd":"When \\"a\\" \\u2019 \\/ \\n\\t\\\\"}\r\n]', 'When "a" ’ / \n\t\\'),
        ('[{"jtbd": "\\ud83d\\ude00 \\udc00 \\uD83D"}]', "😀 \ufffd \ufffd"),
        ('[{"jtbd": "a, [b] {c}: \\\\"}]', "a, [b] {c}: \\"),
        ('[{"x": [NaN, 1e999, -0.5, true, null], "jtbd": "😀"}]', "😀"),
        (f'[{{"x": {"9" * 6000}, "jtbd": "a"}}]', "a"),
        ('[{"jt\\u0062d": "a b", "jtbd_": 1, "note": "jtbd"}]', "a b"),
    ],
)
def test_what_is_found_in_json(text: str, expected: str) -> None:
    (found,) = candidates(text, "data.json")

    assert found.reading.text == expected
    assert found.reading.whole().source in text


# --- What cannot be read ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "message", "offset"),
    [
        ("a.yml", "- jtbd: [ a, b ] ]\n", "not YAML: did not find expected key", 17),
        ("a.yml", "- jtbd: 'a\n", "not YAML: found unexpected end of stream", 11),
        ("a.yml", "- jtbd: 😀\n\tb: c", "not YAML: found a tab character that violates indentation", 10),
        ("a.yml", "- jtbd: é\n- b\0c", "not YAML: control characters are not allowed", 13),
        ("a.yml", "%YAML 3.0\n---\njtbd: a", "not YAML: found incompatible YAML document", 0),
        ("a.yml", "- jtbd: *a", "not YAML: undefined alias", 8),
        ("a.yml", "jtbd: " + "[" * 100_000, "nested more than 100 levels deep", 105),
        ("a.yml", "jtbd:\n" + "- " * 100_000, "nested more than 100 levels deep", 204),
        ("a.json", '[{"jtbd": "a",}]', "not JSON: illegal trailing comma before end of object", None),
        ("a.json", '{"jtbd": "a\n"}', "not JSON: invalid control character at", 11),
        ("a.json", "jtbd: a", "not JSON: expecting value", 0),
        ("a.json", '{"jtbd":' * 100_000, "nested more than 100 levels deep", 800),
        ("a.json", '{"jtbd":' * 101 + "1" + "}" * 101, "nested more than 100 levels deep", 800),
    ],
)
def test_a_broken_document_is_told_with_its_place(name: str, text: str, message: str, offset: int | None) -> None:
    with pytest.raises(Unreadable) as caught:
        read(Document(name, text))

    if not message.startswith("not JSON: illegal"):  # Pythons differ in their words
        assert caught.value.message.startswith(message)
        assert caught.value.offset == offset
    assert str(caught.value) == caught.value.message


@pytest.mark.parametrize("key", ["jtbd", '"JTBD" ', "job_stories", "Job-Story", "job statements", "- jtbd", "{jtbd"])
def test_a_broken_document_with_a_key_for_statements_is_told(key: str) -> None:
    with pytest.raises(Unreadable):
        read(Document("a.yml", f"{key}: [a] ]\n"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yml", "[ a ] ]"),
        ("a.yml", "job: {{ x }}\n y"),
        ("a.yml", "note: jtbd [ a ] ]: b\n c"),
        ("a.yml", "job: [ jtbd ] ]"),
        ("a.json", "// no\n{}"),
    ],
)
def test_a_broken_document_of_another_kind_is_told_only_when_it_was_named(name: str, text: str) -> None:
    assert read(Document(name, text)) == []
    with pytest.raises(Unreadable):
        read(Document(name, text), named=True)


def test_a_hundred_levels_are_read() -> None:
    assert len(candidates("{a: " * 98 + "[{jtbd: b}]" + "}" * 98, "data.yml")) == 1


def test_an_alias_bomb_does_not_go_off() -> None:
    lines = ["a0: &a0 [jtbd]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]

    assert jobs("\n".join([*lines, "jobs:", "- jtbd: When a", "  personas: *a29"])) == [("When a", {})]


def test_pure_python_yaml_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(f"- {{id: 😀, title: é}}\n- id: a\n  jtbd: {scalar}" for scalar, _, _ in SCALARS.values())
    text = text.replace("title: é", "jtbd: é")
    with_c = [(one.reading.text, one.reading.whole().start) for one in candidates(text, "data.yml")]
    monkeypatch.delattr(yaml, "CSafeLoader")

    assert [(one.reading.text, one.reading.whole().start) for one in candidates(text, "data.yml")] == with_c
    with pytest.raises(Unreadable, match=r"(control|special) characters"):
        read(Document("a.yml", "- jtbd: é\0"))


# --- What always holds --------------------------------------------------------------------------

ENDS = st.sampled_from(["\n", "\r\n", "\r"])
WORDS = st.sampled_from(
    ["When", "I", "want", "so", "é", "naïve", "it’s", "日本語", "Когда", "😀", "👩‍💻", "e\u0301", "x", "a-b", "24/7"]
)

Markup = tuple[str, str]
"""How a word is written, and how it is read."""

MARKED: Sequence[Callable[[str], Markup]] = [
    lambda word: (word, word),
    lambda word: (f"**{word}**", word),
    lambda word: (f"*{word}*", word),
    lambda word: (f"~~{word}~~", word),
    lambda word: (f"***{word}***", word),
    lambda word: (f"`{word}`", word),
    lambda word: (f"`` `{word} ``", f"`{word}"),
    lambda word: (f'[{word}](u "When I want")', word),
    lambda word: (f"[**{word}** {word}](<u v>)", f"{word} {word}"),
    lambda word: (f"<b>{word}</b>", word),
    lambda word: (f"{word}&amp;{word}", f"{word}&{word}"),
    lambda word: (f"{word}&#x1F600;", f"{word}😀"),
    lambda word: (f"{word}\\*\\_", f"{word}*_"),
    lambda word: (f"{word}<!-- I want -->", word),
    lambda word: (f"{word}![I want](so)", word),
]

# How the first line of a block and its others begin.
LAYOUTS: Mapping[str, tuple[Place, str, str]] = {
    "paragraph": (Place.PARAGRAPH, "", ""),
    "indented": (Place.PARAGRAPH, "  ", "      "),
    "item": (Place.ITEM, "- ", "  "),
    "lazy item": (Place.ITEM, "* ", ""),
    "numbered": (Place.ITEM, "10. ", "    "),
    "tab": (Place.ITEM, "-\t", "\t"),
    "task": (Place.ITEM, "- [ ] ", "  "),
    "nested": (Place.ITEM, "- x\n  - ", "    "),
    "quote": (Place.QUOTE, "> ", "> "),
    "lazy quote": (Place.QUOTE, "> ", ""),
    "tight quote": (Place.QUOTE, ">", ">"),
    "nested quote": (Place.QUOTE, "> > ", "> > "),
    "quote in an item": (Place.QUOTE, "- x\n  > ", "  > "),
    "item in a quote": (Place.ITEM, "> 1. ", ">    "),
    "below": (Place.PARAGRAPH, "# x\n\n| x |\n|---|\n| x |\n\n```\nx\n```\n\n", ""),
}


@st.composite
def sentences(draw: st.DrawFn) -> list[Markup]:
    """Words with markup."""
    return [draw(st.sampled_from(MARKED))(draw(WORDS)) for _ in range(draw(st.integers(1, 6)))]


@pytest.mark.parametrize(("place", "first", "rest"), LAYOUTS.values(), ids=LAYOUTS)
@settings(deadline=None)
@given(words=sentences(), ends=ENDS, data=st.data())
def test_a_sentence_is_read_back_from_any_layout(
    place: Place, first: str, rest: str, words: list[Markup], ends: str, data: st.DataObject
) -> None:
    # A line must not begin with what opens a block: a letter stands before every word.
    written, said = f"{first}a {words[0][0]}", f"a {words[0][1]}"
    for markup, text in words[1:]:
        gap, read_as = data.draw(
            st.sampled_from([(" ", " "), (f"\n{rest}a ", "\na "), (f"  \n{rest}a ", "\na "), ("<br>a ", "\na ")])
        )
        written, said = written + gap + markup, said + read_as + text
    document = f"{written}\n\n> 😀 *end*\n".replace("\n", ends)
    found = candidates(document)

    assert next(one.reading.text for one in found if one.place is place and one.reading.text != "x") == said
    assert found[-1].reading.text == "😀 end"


@settings(deadline=None)
@given(cells=st.lists(sentences(), min_size=1, max_size=4), ends=ENDS, edges=st.booleans())
def test_a_row_is_read_back(cells: list[list[Markup]], ends: str, edges: bool) -> None:
    bar = "|" if edges or len(cells) == 1 else ""
    rows = ["x " * (len(cells) == 0) + " | ".join("x" for _ in cells), "|".join("---" for _ in cells)]
    rows.append(" | ".join(" ".join(markup for markup, _ in cell) for cell in cells))
    (row,) = candidates(ends.join(f"{bar} {row} {bar}" for row in rows))

    assert row.place is Place.CELL
    assert row.reading.text == CELL_END.join(" ".join(text for _, text in cell) for cell in cells)


@settings(deadline=None)
@given(
    words=st.lists(WORDS, min_size=2, max_size=12), style=st.sampled_from([None, "'", '"', "|", ">"]), data=st.data()
)
def test_a_value_is_read_back_from_yaml(words: list[str], style: str | None, data: st.DataObject) -> None:
    gaps = [
        data.draw(st.sampled_from([" ", "  ", "\n", "\n\n", " \\ ", ": ", " #", "'", '"', "\t"])) for _ in words[1:]
    ]
    value = (
        words[0]
        + "".join(gap + word for gap, word in zip(gaps, words[1:], strict=True))
        + data.draw(st.sampled_from(["", "\n", "\n\n"]))
    )
    document = yaml.dump(
        {"deep": [{"id": "😀", "jtbd": value, "title": "é"}]},
        default_style=style,
        width=data.draw(st.sampled_from([10, 40, 1000])),
        indent=data.draw(st.integers(2, 8)),
        allow_unicode=data.draw(st.booleans()),
        line_break=data.draw(st.sampled_from(["\n", "\r\n", "\r"])),
        explicit_start=data.draw(st.booleans()),
        sort_keys=data.draw(st.booleans()),
    )
    (found,) = candidates(document, "data.yml")

    assert found.reading.text.split() == value.split()
    assert {key: one.text for key, one in found.declared.items()} == {"id": "😀", "title": "é"}


@settings(deadline=None)
@given(
    value=st.text(min_size=1).filter(str.strip), ascii_only=st.booleans(), indent=st.sampled_from([None, 0, 2, "\t"])
)
def test_a_value_is_read_back_from_json(value: str, ascii_only: bool, indent: int | str | None) -> None:
    document = json.dumps([{"é": [], "jtbd": value, "title": 0.5}], ensure_ascii=ascii_only, indent=indent)
    (found,) = candidates(document, "data.json")

    assert found.reading.text == value
    assert found.declared["title"].text == "0.5"


YAML_BITS = (
    "When· a·: ·- ·'·\"·\\·\\\n·\\x41·\\u00e9·|·>·-·+·2·#· #·&b ·*b·!c ·\n·\n  ·\n    ·\n      "
    "·\t·\r\n·\r·[·]·{·}·,·?·😀·\x85·\u2028·''·~·..."
)


@settings(deadline=None)
@given(bits=st.lists(st.sampled_from(YAML_BITS.split("·")), max_size=14))
def test_any_scalar_is_read_as_yaml_means_it(bits: list[str]) -> None:
    text = "- jtbd: " + "".join(bits)
    try:
        (root,) = yaml.compose_all(text, Loader=yaml.CBaseLoader)
        value = root.value[0].value[0][1] if root.value[0].value[0][0].value == "jtbd" else None
    except (yaml.YAMLError, ValueError, AttributeError, IndexError, TypeError, RecursionError):
        value = None
    found = readable(text, "data.yml")
    if isinstance(value, yaml.ScalarNode) and value.value.strip() and len(found) == 1:
        null = value.style is None and value.value in ("~", "null")
        assert found[0].reading.text.split() == ([] if null else value.value.split())


MARKDOWN_BITS = (
    "When· a·I want·\n·\n\n·\r\n·\r· ·    ·\t·- ·1. ·> ·#·* ·*·**·_·~~·`·```·[·]·(·)·](u)·![·<b>·</b>·<br>·<!--·-->"
    "·<div>·|·|-|-|\n·|a|b|\n·&amp;·&·\\·---\n·+++\n·===·[^a]·[^a]: ·[a]: b·- [ ] ·<%·%>·😀·é·日·\xa0·\0·:·\x1f·{#a}"
    "·[!NOTE]"
)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(MARKDOWN_BITS.split("·")), max_size=30).map("".join),
    st.sampled_from(["page.md", "page.md.erb", "page.txt"]),
)
def test_any_text_is_read(text: str, name: str) -> None:
    found = candidates(text, name)

    starts = [one.reading.whole().start for one in found]
    assert all(one.reading.text.strip() for one in found)
    if name == "page.txt":
        assert starts == sorted(starts)


@settings(deadline=None)
@given(st.text(), st.sampled_from([*SUFFIXES, ""]), st.booleans())
def test_nothing_but_unreadable_is_raised(text: str, suffix: str, named: bool) -> None:
    readable(text, f"x{suffix}", named=named)


# --- AsciiDoc and reStructuredText ---------------------------------------------------------------

ASCIIDOC: Mapping[str, tuple[str, list[tuple[str, str]]]] = {
    "nothing": ("", []),
    "paragraphs": ("When a,\nI want b\n\nso c\n", [("paragraph", "When a,\nI want b"), ("paragraph", "so c")]),
    "hard breaks": ("When a, +\nI want b", [("paragraph", "When a,\nI want b")]),
    "items": ("* a\n- b\n. c\n1. d\n<1> e", [("item", one) for one in "abcde"]),
    "wrapped items": ("* When a,\nI want b\n  so c\n* d", [("item", "When a,\nI want b\nso c"), ("item", "d")]),
    "tasks": ("* [ ] a\n* [x] b", [("item", "a"), ("item", "b")]),
    "an item goes on": ("* a\n+\nb\n* c", [("item", "a"), ("paragraph", "b\n* c")]),
    "terms": ("Who:: a\nWhy:: b\nHow;;\n  c", [("item", "Who: a"), ("item", "Why: b"), ("item", "How: c")]),
    "a term alone": ("a::\n\nb", [("item", "a"), ("paragraph", "b")]),
    "titles": ("= a\n\n== b\nc\n### d", [("heading", "a"), ("heading", "b"), ("paragraph", "c\n### d")]),
    "underlined titles": (
        "Abcd\n====\nb\n\nEfgh\n~~~~\n",
        [("heading", "Abcd"), ("paragraph", "b"), ("heading", "Efgh")],
    ),
    "no underlines": ("Abcdefghij\n----\nx\n----\n----\ny", [("paragraph", "Abcdefghij")]),
    "quotes": ("____\na\n\n* b\n____\nc", [("quote", "a"), ("item", "b"), ("paragraph", "c")]),
    "a quoted paragraph": ("[quote, Ann]\na\n\nb", [("quote", "a"), ("paragraph", "b")]),
    "quotes of Markdown": ("> a\n> b", [("quote", "a\nb")]),
    "titled blocks": (".a b\n====\nc\n====\n", [("paragraph", "a b"), ("paragraph", "c")]),
    "an admonition": ("NOTE: a", [("paragraph", "NOTE: a")]),
    "listings": ("----\na\n----\n....\nb\n....\n```sh\nc\n```\nd", [("paragraph", "d")]),
    "styled listings": ("[source,sh]\na\nb\n\nc", [("paragraph", "c")]),
    "an indented block": ("a\n\n b\n c\n\nd", [("paragraph", "a"), ("paragraph", "d")]),
    "comments": ("// a\nb\n// c\nd\n\n////\ne\n////\nf", [("paragraph", "b\nd"), ("paragraph", "f")]),
    "a comment at the end": ("a\n// b", [("paragraph", "a")]),
    "a passthrough": ("++++\n<p>a</p>\n++++\n", []),
    "never closed": ("a\n\n----\nb", [("paragraph", "a")]),
    "attributes and macros": (
        ":a: b\n:!c:\ninclude::d[]\nimage::e.png[f]\nifdef::g[]\nh\n\nendif::[]",
        [("paragraph", "h")],
    ),
    "emphasis": ("*a* _b_ `c` #d# **e**f [.g]#h# 2*3*4", [("paragraph", "a b c d ef h 2*3*4")]),
    "emphasis in emphasis": ("*_a_ b*", [("paragraph", "a b")]),
    "links": ("https://a.b[c] link:d[e^] xref:f[g] <<h,i>> <<j>>", [("paragraph", "c e g i <<j>>")]),
    "macros in a line": ("a footnote:[b] image:c[d] [[e]]f", [("paragraph", "a   f")]),
    "escapes": ("\\*a*", [("paragraph", "*a*")]),
    "table": ("|===\n|a |b\n\n|c\n|d\n|===", [("cell", f"c{CELL_END}d")]),
    "table without a head": ("|===\n|a |b\n|c |d\n|===", [("cell", f"a{CELL_END}b"), ("cell", f"c{CELL_END}d")]),
    "table with a style": ('[%header,cols="1,2a"]\n|===\n|a\n|b\n|c\n|d\ne\n|===', [("cell", f"c{CELL_END}d\ne")]),
    "columns by number": ("[cols=2*]\n|===\n|a\n|b\n|===", [("cell", f"a{CELL_END}b")]),
    "cells with a style": (
        "|===\n|a 2+|b\n.2+^.>s|c |d |e\n|===",
        [("cell", f"a{CELL_END}b{CELL_END}"), ("cell", f"c{CELL_END}d{CELL_END}e")],
    ),
    "a bar in a cell": ("|===\n|a \\| b\n|===", [("cell", "a | b")]),
    "empty cells": ("|===\n|a | |b\n| | |\n|===", [("cell", f"a{CELL_END}{CELL_END}b")]),
    "an empty table": ("|===\n|===\n\na", [("paragraph", "a")]),
    "rule": ("a\n\n'''\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
}

RST: Mapping[str, tuple[str, list[tuple[str, str]]]] = {
    "nothing": ("", []),
    "paragraphs": ("When a,\nI want b\n\nso c\n", [("paragraph", "When a,\nI want b"), ("paragraph", "so c")]),
    "items": ("- a\n- b\n\n1. c\n#. d\n\n(a) e", [("item", one) for one in "abcde"]),
    "wrapped items": ("- When a,\n  I want b\n- c", [("item", "When a,\nI want b"), ("item", "c")]),
    "paragraphs of an item": ("- a\n\n  b\n\n- c", [("item", "a"), ("item", "b"), ("item", "c")]),
    "nested items": ("- a\n\n  - b\n\n- c\n\nd", [("item", "a"), ("item", "b"), ("item", "c"), ("paragraph", "d")]),
    "definitions": ("When\n  a\nI want\n  b\n  c\n", [("item", "When: a"), ("item", "I want: b\nc")]),
    "fields": (":When: a\n:I want:\n  b\n", [("item", "When: a"), ("item", "I want: b")]),
    "lines": ("| When a\n| I want b", [("paragraph", "When a\nI want b")]),
    "quotes": ("a\n\n  b\n  c\n\nd", [("paragraph", "a"), ("quote", "b\nc"), ("paragraph", "d")]),
    "titles": (
        "===\nAbc\n===\n\nDef\n---\nb\n\nGhi\n---\n",
        [("heading", "Abc"), ("heading", "Def"), ("paragraph", "b"), ("heading", "Ghi")],
    ),
    "a numbered title": ("1. a\n====\n\nb", [("heading", "1. a"), ("paragraph", "b")]),
    "rule": ("a\n\n----\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
    "literal blocks": ("a::\n\n  b\n\n  c\n\nd\n\n::\n\n  e\n", [("paragraph", "a:"), ("paragraph", "d")]),
    "a literal block in an item": ("- a::\n\n    b\n\n- c", [("item", "a:"), ("item", "c")]),
    "a session": (">>> a\nb\n\nc", [("paragraph", "c")]),
    "comments": (".. a\n   b\n\n   c\n\nd\n\n..\n\n  e", [("paragraph", "d"), ("quote", "e")]),
    "directives": (
        ".. code-block:: sh\n   :caption: a\n\n   b\n\n.. image:: c\n.. _d: e\n.. [1] f\n\ng",
        [("paragraph", "g")],
    ),
    "a note": (".. note:: a\n   b\n\n   c\n\nd", [("paragraph", "a\nb"), ("paragraph", "c"), ("paragraph", "d")]),
    "a titled block": (".. topic:: a\n   :class: b\n\n   c\n", [("paragraph", "a"), ("paragraph", "c")]),
    "a quote that a directive makes": (".. epigraph::\n\n   a\n", [("paragraph", "a")]),
    "emphasis": ("**a** *b* ``c`` 2*3*4", [("paragraph", "a b c 2*3*4")]),
    "roles and links": (":ref:`a <b>` `c <d>`_ `e`__ :doc:`f` g_ [1]_", [("paragraph", "a c e f g_")]),
    "escapes": ("\\*a* b\\ c", [("paragraph", "*a* bc")]),
    "grid": (
        "+---+----+\n| a | b  |\n+===+====+\n| c | d  |\n|   | e  |\n+---+----+\n| f |    |\n+---+----+\n\ng",
        [("cell", f"c{CELL_END}d\ne"), ("cell", f"f{CELL_END}"), ("paragraph", "g")],
    ),
    "grid without a head": ("+---+---+\n| a | b |\n+---+---+", [("cell", f"a{CELL_END}b")]),
    "grid of wide letters": ("+----+----+\n| 会 | 議 |\n+----+----+\n", [("cell", f"会{CELL_END}議")]),
    "simple table": (
        "===  ===\na    b\n===  ===\nc    d e\n     f\ng\n===  ===\n\nh",
        [("cell", f"c{CELL_END}d e\nf"), ("cell", f"g{CELL_END}"), ("paragraph", "h")],
    ),
    "list table": (
        ".. list-table:: a\n   :header-rows: 1\n\n   * - b\n     - c\n   * - d\n       e\n     -\n\nf",
        [("paragraph", "a"), ("cell", f"d\ne{CELL_END}"), ("paragraph", "f")],
    ),
    "a table that never ends": ("===  ===\na    b", [("cell", f"a{CELL_END}b")]),
}

PAGES_OF_LINES = [("page.adoc", *case) for case in ASCIIDOC.values()] + [("page.rst", *case) for case in RST.values()]
IDS_OF_LINES = [f"adoc {name}" for name in ASCIIDOC] + [f"rst {name}" for name in RST]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("name", "page", "expected"), PAGES_OF_LINES, ids=IDS_OF_LINES)
def test_what_is_found_in_a_page_of_lines(name: str, page: str, expected: Sequence[tuple[str, str]], end: str) -> None:
    assert texts(candidates(page.replace("\n", end), name)) == expected


@pytest.mark.parametrize(
    ("name", "page", "part", "source"),
    [
        ("page.adoc", "*When* it _ends_, x", "When it ends", "*When* it _ends_"),
        ("page.adoc", "* [.a]#When# it", "When", "[.a]#When#"),
        ("page.adoc", "https://a.b[When it] ends", "When it", "https://a.b[When it]"),
        ("page.adoc", "When 😀 it\r\n\tends 😀 x", "ends 😀", "ends 😀"),
        ("page.adoc", "When:: it", "When: it", "When:: it"),
        ("page.adoc", "a\\*b", "a*b", "a\\*b"),
        ("page.adoc", "|===\n|When 😀 |*so* b\n|===", "so b", "*so* b"),
        ("page.adoc", "> When it\n> ends", "it\nends", "it\n> ends"),
        ("page.rst", "**When** it *ends*, x", "When it ends", "**When** it *ends*"),
        ("page.rst", "- :ref:`When <a>` it", "When", ":ref:`When <a>`"),
        ("page.rst", "``When`` 😀 it", "When 😀", "``When`` 😀"),
        ("page.rst", "When\n   it", "When: it", "When\n   it"),
        ("page.rst", "+--------+---+\n| When 😀 | a |\n+--------+---+", "When 😀", "When 😀"),
        ("page.rst", "| When\n| it", "When\nit", "When\n| it"),
    ],
)
def test_a_part_of_a_page_of_lines_is_found_again(name: str, page: str, part: str, source: str) -> None:
    reading = candidates(page, name)[-1].reading
    begin = reading.text.index(part)

    assert reading.slice(begin, begin + len(part)).source == source


@pytest.mark.parametrize(
    ("name", "page", "meant"),
    [
        ("page.adoc", "== JTBD\n* a\n* b\n\nc\n", ["a", "b"]),
        ("page.adoc", ".Job stories\n* a\n\n* b\n\nc\n\n* d\n", ["a", "b"]),
        ("page.adoc", "Our JTBD:\n\n. a\n", ["a"]),
        ("page.adoc", "== JTBD\n* Developers\n** a\n** b\n* c\n", ["a", "b", "c"]),
        ("page.adoc", "* Developers\n** JTBD:\n*** a\n** Tools:\n*** b\n", ["a"]),
        ("page.adoc", "|===\n|Job statement |Owner\n\n|a |b\n|===\n* c", [f"a{CELL_END}b"]),
        ("page.adoc", "== How we use JTBDs\n* a\n", []),
        ("page.rst", "JTBD\n====\n\n- a\n- b\n\nc\n", ["a", "b"]),
        ("page.rst", ".. rubric:: Job stories\n\n- a\n\nb\n\n- c\n", ["a"]),
        ("page.rst", "**Job stories**\n\n#. a\n\n   b\n", ["a"]),
        ("page.rst", "JTBD\n====\n\n- Developers\n\n  - a\n\n- b\n", ["a", "b"]),
        ("page.rst", ".. list-table:: JTBD\n\n   * - a\n     - b\n", [f"a{CELL_END}b"]),
        ("page.rst", "Tools\n=====\n\n- a\n", []),
    ],
)
def test_where_statements_are_meant_to_stand_in_pages_of_lines(name: str, page: str, meant: Sequence[str]) -> None:
    assert [one.reading.text for one in candidates(page, name) if one.meant] == meant


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("page.adoc", "= A\n\n== B\na\n\n= C\nb"),
        ("page.rst", "A\n---\n\nB\n===\na\n\nC\n---\nb"),
        ("page.rst", "===\n A\n===\n\nB\n===\na\n\n===\nC\n===\nb"),
    ],
)
def test_the_headings_above_are_known_in_pages_of_lines(name: str, page: str) -> None:
    found = [[title.text for title in one.headings] for one in candidates(page, name)]

    assert found == [[], ["A"], ["A", "B"], [], ["C"]]


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("page.adoc", "----\na\n----\n\n b\n\n[source]\nc\n\n////\nd\n////\n"),
        ("page.rst", "::\n\n  a\n\n.. code-block:: sh\n   :caption: x\n\n   b\n\n::\n\n  c\n\n.. d\n"),
    ],
)
def test_code_in_pages_of_lines_is_read_when_asked_for(name: str, page: str) -> None:
    assert [one.reading.text for one in candidates(page, name)] == []
    assert [one.reading.text for one in candidates(page, name, code=True)] == ["a", "b", "c"]


LINE_BITS = (
    "When· a·I want·\n·\n\n·\r\n·\r· ·   ·\t·- ·* ·** ·. ·1. ·= ·== ·*·_·`·``·**·#·|·|===\n·\n|===\n·----\n·____\n"
    "·....·+\n·::·:: ·:a: ·[quote]\n·[cols=2*]\n·.T\n·//·////\n·<<a,b>>·https://a[b]·.. ·.. note:: ·.. list-table:: a\n"
    "·   * - ·     - ·===\n·=== ===\n·+--+--+\n·| a| b|\n·:ref:`a <b>`·`a`_·\\·😀·é·日·\0·\x1f"
)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(LINE_BITS.split("·")), max_size=30).map("".join),
    st.sampled_from(["page.adoc", "page.rst"]),
    st.booleans(),
)
@example("term\n a", "page.rst", False)
def test_any_lines_are_read(text: str, name: str, code: bool) -> None:
    found = read(Document(name, text), code=code)

    assert all(one.reading.text.strip() for one in found)
    for one in found:
        # The lines of a cell stand beside those of others: a place is that of every character.
        for index, character in enumerate(one.reading.text):
            start, end = one.reading.source_start(index), one.reading.source_end(index + 1)
            assert 0 <= start <= end <= len(text)
            if end - start == 1:
                # A colon is read between a term and what is said of it.
                assert text[start] == character or (character, text[start]) in SAME or character in (CELL_END, ":")
        whole = one.reading.whole()
        assert 0 <= whole.start <= whole.end <= len(text)


# --- However much there is ----------------------------------------------------------------------


class _Counting(str):
    """A text that counts the characters that are cut out of it."""

    __slots__ = ()
    cut = 0

    def __getitem__(self, key: Any) -> str:
        part = super().__getitem__(key)
        _Counting.cut += len(part)
        return part


HOSTILE: Mapping[str, tuple[str, int]] = {
    "one line of a megabyte": ("When a, I want b, so c. " * 40_000, 1),
    "spaces": ("a" + " " * 1_000_000 + "b", 1),
    "emphasis": ("*_" * 80_000, 1),
    "closed emphasis": ("*a* " * 80_000, 1),
    "brackets": ("[" * 100_000, 1),
    "images": ("![[](" * 40_000, 1),
    "backticks": (" ".join("`" * n for n in range(1, 600)), 1),
    "code": ("`a` é " * 40_000, 1),
    "line tags": ("a<br>" * 40_000, 1),
    "HTML tags": ("a <b>" * 40_000, 1),
    "quotes in quotes": ("> " * 20_000 + "a", 1),
    "lists in lists": ("- " * 20_000 + "a", 1),
    "items": ("- a\n" * 10_000, 10_000),
    "headings": ("# a\n" * 10_000, 10_000),
    "paragraphs of an item": ("- a\n" + "\n  b\n" * 20_000, 1),
    "entities": ("&amp;" * 40_000, 1),
    "emoji": ("😀é" * 100_000, 1),
    "columns": ("|" + "a|" * 1_000 + "\n|" + "-|" * 1_000 + "\n" + ("|" + "b|" * 1_000 + "\n") * 20, 20),
}


@pytest.mark.parametrize(("page", "count"), HOSTILE.values(), ids=HOSTILE)
def test_a_page_of_any_kind_and_size_is_read(page: str, count: int) -> None:
    _Counting.cut = 0
    found = read(Document("page.md", _Counting(page)))

    assert len(found) == count
    assert _Counting.cut <= 2 * len(page), "what is cut out of the page grows faster than the page"


@pytest.mark.parametrize("page", ["<% ", "<% %>", "<% %>a", "<%\n", "a <%= b\n %>"])
def test_a_template_of_any_size_is_read(page: str) -> None:
    assert len(read(Document("page.md.erb", page * 40_000))) <= 80_000


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("x.yml", "- jtbd: When a\n" * 10_000, 10_000),
        ("x.yml", "---\njtbd: When a\n" * 2_000, 2_000),
        ("x.yml", "- jtbd: >\n" + "   a b\n" * 20_000, 1),
        ("x.yml", "- jtbd: a" + " " * 1_000_000 + "b", 1),
        ("x.yml", '- jtbd: "a' + " " * 1_000_000 + '"', 1),
        ("x.yml", "- jtbd: '" + "''" * 40_000 + "'", 1),
        ("x.yml", "- &a jtbd\n" + "- *a\n" * 20_000, 0),
        ("x.yml", "- jtbd: &a\n" + "  #\n" * 20_000 + "    b", 1),
        ("x.json", "[" + ",".join(['{"jtbd":"When a"}'] * 10_000) + "]", 10_000),
        ("x.json", '[{"jtbd":"' + "\\ud83d\\ude00" * 20_000 + '"}]', 1),
        ("x.txt", "a" + " " * 1_000_000 + "b", 1),
        ("x.txt", "- a\n" * 10_000, 10_000),
    ],
)
def test_data_of_any_size_is_read(name: str, text: str, count: int) -> None:
    assert len(read(Document(name, text))) == count


LINES_WITHOUT_END: Mapping[str, tuple[str, str]] = {
    "items": ("page.adoc", "* a\n" * 10_000),
    "nested items": ("page.adoc", "".join("*" * n + " a\n" for n in range(1, 600))),
    "emphasis": ("page.adoc", "*_" * 40_000),
    "closed emphasis": ("page.adoc", "*a* _b_ " * 40_000),
    "links": ("page.adoc", "https://a[" * 20_000),
    "cells": ("page.adoc", "|===\n" + "|a" * 40_000),
    "open tables": ("page.adoc", "|===\n|a\n" * 10_001),
    "terms": ("page.adoc", "a:: b\n" * 10_000),
    "comments": ("page.adoc", "a\n" + "// b\n" * 20_000),
    "attributes": ("page.adoc", "[a]\n" * 10_000 + "a"),
    "items of rst": ("page.rst", "- a\n" * 10_000),
    "quotes in quotes": ("page.rst", "".join(" " * n + "a\n\n" for n in range(600))),
    "emphasis of rst": ("page.rst", "*a **b " * 20_000),
    "roles": ("page.rst", ":a:`b" * 20_000),
    "directives": ("page.rst", ".. note::\n" * 10_000),
    "comments of rst": ("page.rst", ".. a\n\n   b\n\n" * 5_000),
    "literal blocks": ("page.rst", "a::\n\n  b\n\n" * 5_000),
    "borders": ("page.rst", "=== ===\na b\n" * 5_000),
    "titles": ("page.rst", "abc\n===\n" * 5_000),
    "adornments": ("page.rst", "===\n" * 10_001),
}


@pytest.mark.parametrize(("name", "page"), LINES_WITHOUT_END.values(), ids=LINES_WITHOUT_END)
def test_lines_of_any_number_are_read(name: str, page: str) -> None:
    _Counting.cut = 0
    read(Document(name, _Counting(page)))

    assert _Counting.cut <= 4 * len(page) + 1_000, "what is cut out of the page grows faster than the page"


# --- Real pages ---------------------------------------------------------------------------------


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the labelled corpus is not here")
def test_labelled_statements_are_within_candidates() -> None:
    def letters(text: str) -> str:
        return re.sub(r"[\W_]+", "", text)

    def read_as_markdown(text: str) -> str:
        return letters("".join(one.reading.text for one in read(Document("x.md", text))))

    found = {
        path.relative_to(CORPUS).as_posix(): [
            letters(one.reading.text) for one in candidates(path.read_bytes().decode(), path.name)
        ]
        for path in CORPUS.rglob("*")
        if path.suffix in (".md", ".yml")
    }
    missing = []
    for line in (CORPUS / "clauses.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        clauses = [label[name] for name in ("situation", "motivation", "outcome") if label[name]]
        wanted = [read_as_markdown(clause) for clause in clauses]
        texts_there = found[re.split(r"#|:\d", label["id"])[0]]
        if label["form"] == "job_statement" and not any(all(one in text for one in wanted) for text in texts_there):
            missing.append(label["id"])

    # Three stand in indented code; one in a cell beyond the columns of its table, which no page shows.
    assert len(missing) <= 4, missing
