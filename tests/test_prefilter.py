"""A page that the prefilter leaves out has no statement, however its words are marked up."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbdlint import documents, parser, prefilter
from jtbdlint.corpus import statements_of
from jtbdlint.statement import Statement
from jtbdlint.terminals import languages, terminals
from jtbdlint.text import Document
from tests.strategies import PAGES

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "shared" / "corpus"
ROWS = [
    (path.stem, json.loads(line)["text"])
    for path in sorted((HERE / "statements").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line.strip()
]


def read_in_full(name: str, text: str) -> list[Statement]:
    """All statements of a page, without a first look at it."""
    return [found for one in documents.read(Document(name, text)) for found in parser.parse(one)]


def missed(text: str, name: str = "page.md") -> bool:
    """Whether the prefilter leaves out a page that holds a statement."""
    return not prefilter.may_hold(text, path=name) and bool(read_in_full(name, text))


def each_word(before: str, after: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"[^\W_]+", lambda word: f"{before}{word[0]}{after}", text)


def inside(before: str, after: str) -> Callable[[str], str]:
    """Markup around the last letter of every longer word."""
    return lambda text: re.sub(r"(\w{3,})(\w)\b", lambda word: f"{word[1]}{before}{word[2]}{after}", text)


LAYOUTS: dict[str, Callable[[str], str]] = {
    "paragraph": lambda text: text,
    "item": lambda text: f"- {text}\n",
    "item with a word for each line": lambda text: "1. " + "\n   ".join(text.split()),
    "quote with a word for each line": lambda text: "> " + "\n> ".join(text.split()),
    "carriage returns": lambda text: "* " + "\r\n  ".join(text.split()),
    "tabs": lambda text: "-\t" + "\t".join(text.split()),
    "hard breaks": lambda text: "- " + "\\\n  ".join(text.split()),
    "capitals": lambda text: f"- {text.upper()}",
    "bold": lambda text: f"- **{text}**",
    "bold words": lambda text: "- " + each_word("**", "**")(text),
    "underlined words": lambda text: "- " + each_word("_", "_")(text),
    "code words": lambda text: "- " + each_word("`", "`")(text),
    "linked words": lambda text: "- " + each_word("[", "](https://example.org/a_(b) 'I am')")(text),
    "words of references": lambda text: "- " + each_word("[", "][1]")(text) + "\n\n[1]: https://example.org\n",
    "short references": lambda text: "- " + each_word("[", "]")(text) + "\n",
    "tags": lambda text: "- " + each_word("<b>", "</b>")(text),
    "words in tags with attributes": lambda text: "- " + each_word('<span title="a > b">', "</span>")(text),
    "notes": lambda text: "- " + each_word("", "[^1]")(text) + "\n\n[^1]: A note.\n",
    "images": lambda text: "- " + text.replace(" ", " ![seen](a.png) "),
    "comments": lambda text: "- " + text.replace(" ", " <!-- a > b --> "),
    "line break tags": lambda text: "- " + text.replace(" ", "<br>"),
    "fixed spaces": lambda text: "- " + text.replace(" ", "\xa0"),
    "thin spaces": lambda text: "- " + text.replace(" ", "\u2009"),
    "space entities": lambda text: "- " + text.replace(" ", "&nbsp;"),
    "spaces by number": lambda text: "- " + text.replace(" ", "&#32;"),
    "letters by number": lambda text: "- " + re.sub(r"[a-z]\b", lambda one: f"&#{ord(one[0])};", text),
    "letters by name": lambda text: "- " + text.replace("ö", "&ouml;").replace("é", "&eacute;").replace("ê", "&ecirc;"),
    "bold letters": lambda text: "- " + inside("**", "**")(text),
    "code letters": lambda text: "- " + inside("`", "`")(text),
    "linked letters": lambda text: "- " + inside("[", "](u)")(text),
    "letters in tags": lambda text: "- " + inside("<i>", "</i>")(text),
    "struck letters": lambda text: "- " + inside("~~", "~~")(text),
    "after quotes": lambda text: f"- “{text}”",
    "after a label": lambda text: f"- **Job (1):** {text}",
    "escaped": lambda text: "- \\*" + text,
    "a cell": lambda text: f"| no | text |\n|---|---|\n| 1 | {text} |\n",
    "a cell for each clause": lambda text: "| a | b | c |\n|---|---|---|\n| " + text.replace(", ", " | ") + " |\n",
    "paragraphs for each clause": lambda text: "- " + text.replace(", ", ".\n\n  "),
    "below a heading": lambda text: f"## Jobs **to be** done\n\n- {text}\n- open the door\n",
    "between prose": lambda text: f"{'There is a house by the sea. ' * 40}\n\n- {text}\n\n{'It rains here. ' * 40}",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_labelled_text_is_missed(layout: str) -> None:
    assert [text for _, text in ROWS if missed(LAYOUTS[layout](text))] == []


def test_no_labelled_text_is_missed_in_plain_text() -> None:
    assert [text for _, text in ROWS if missed(text, "notes.txt")] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.md", "<!\n# Jobs to be done\n- ->"),
        ("page.txt", "<!When r I want >"),
        ("page.txt", "<!--When r I want p so-->"),
        ("page.md", "```<!`\n<!---->\rWhen r I want>"),
        ("page.md", "x <!a\n\n- When r, I want x, so I can y>\n"),
        ("page.md", "x <?a\n\n- When r, I want x, so I can y>\n"),
        ("page.md", "- x <? When r, I want x, so I can y>\n"),
        ("page.md", "- x <! When r, I want x, so I can y>\n"),
        ("page.md", "- When r, I <!a. b> want x, so I can y\n"),
        ("page.md", "- When r, I <?a. b?> want x, so I can y\n"),
        ("page.md", "- When r, I\n      <!a> want x, so I can y\n"),
        ("page.md", "><!--\n# Jobs to be done\n- -->"),
        ("page.md", "- a\n\n  <!--\n\n# Jobs to be done\n- b\n\nc -->"),
        ("page.md", "```\n\n<!--\n```\n\n- When r, I want x, so I can y\n\nc -->"),
        ("page.md", "<pre>\n\n<!--\n</pre>\n\n- When r, I want x, so I can y\n\nc -->"),
        ("page.md", "<div>\n<!--\n\n- When r, I want x, so I can y\n\nc -->"),
        ("page.md", "# Jobtobedone\n- ->"),
    ],
)
def test_what_only_looks_hidden_is_not_missed(name: str, text: str) -> None:
    assert read_in_full(name, text)
    assert not missed(text, name)


@pytest.mark.parametrize("text", ["<!--\n{}\n-->\n", "a\n\n<!-- b\n\n{} --> c\n"])
def test_a_comment_over_several_lines_is_not_seen(text: str) -> None:
    page = text.format("# Jobs to be done\n\n- When r, I want x, so I can y")

    assert not read_in_full("page.md", page)
    assert not prefilter.may_hold(page)


@pytest.mark.parametrize(
    "title", ["Jobs to be done", "JTBDs", "**Job stories** (draft)", "Our job-map", "Statement list"]
)
def test_an_announced_list_is_read_whatever_is_in_it(title: str) -> None:
    text = f"# {title}\n\n- open the door\n"

    assert not missed(text)
    assert not missed(f"{title}:\n\n- open the door\n")


def test_a_table_whose_columns_are_titled_is_read() -> None:
    assert not missed("| Situation | Motivation | Outcome |\n|---|---|---|\n| rain | stay dry | no cold |\n")
    assert not missed("| Когда | Хочу | Чтобы |\n|:--|--:|---|\n| дождь | зонт | сухо |\n")
    assert not missed("| 状況 | 動機 | 成果 |\n|---|---|---|\n| 雨 | 傘 | 乾 |\n")


TITLED = {
    "table.md": "| Situation{0} | Motivation{0} | Outcome{0} |\n|---|---|---|\n| it is dark | see it | it is safe |\n",
    "headings.md": "### Situation{0}\n\nit is dark\n\n### Motivation{0}\n\nsee it\n\n### Outcome{0}\n\nit is safe\n",
    "keys.yml": "- Situation{0}: a lamp fails\n  Motivation{0}: see which\n  Outcome{0}: it is mended\n",
    "quoted.yml": "- 'When{0}': a lamp fails\n  'I want  to{0}': see which\n  'So that{0}': it is mended\n",
    "humps.yml": "- When{0}: a lamp fails\n  iWantTo{0}: see which\n  soThat{0}: it is mended\n",
}


@pytest.mark.parametrize("tail", ["", " ", " (why)", " / goal", "…", "...", "?", " *", " [x]", "."])
@pytest.mark.parametrize("name", TITLED)
def test_whatever_comes_after_a_title_it_is_not_missed(name: str, tail: str) -> None:
    text = TITLED[name].format(tail)
    held = prefilter.may_hold(text, path=name) if prefilter.is_page(name) else documents.may_hold(name, text)
    assert [parser.parse(one) for one in documents.read(Document(name, text), named=True)]
    assert held


@pytest.mark.parametrize("language", languages())
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_way_to_say_it_is_missed(language: str, data: st.DataObject) -> None:
    """The hints and signs take in all that the other terminals of their language do."""
    known = terminals(language)

    def said(*names: str) -> str:
        name = data.draw(st.sampled_from([one for one in names if one in known] or [""]))
        return data.draw(st.from_regex(known[name])) if name else ""

    wish = said("WANT", "NEED", "CAN", "OTHERS", "HELP")
    situation, outcome = said("WHEN"), said("SO", "THUS", "TO")
    text = data.draw(
        st.sampled_from(
            [
                f"- {situation} it rains, {wish} sleep, {outcome} rest\n",
                f"- {wish} sleep {outcome} rest\n",
                f"{situation} it rains, {wish} sleep\n",
                f"- {said('AS')} sailor, {wish} sleep, {outcome} rest\n",
                f"- {outcome} rest, {wish} sleep {situation} it rains\n",
            ]
        )
    )

    assert not missed(text)


@pytest.mark.parametrize("name", ["page.md", "notes.txt", "page.md.erb"])
@given(raw=PAGES)
@settings(max_examples=60, deadline=None)
def test_no_page_is_missed(name: str, raw: bytes) -> None:
    assert not missed(raw.decode("utf-8-sig", "replace"), name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.md", "When app.Foo fails, I want to see it, so I can fix it\n"),
        ("page.md", "- <% When it rains, I want to stay in, so I can rest %>\n"),
        ("notes.txt", "<!-- When it rains, I want to stay in, so I can rest -->\n"),
        ("page.md", "- [When](it rains), I want to stay in, so I can rest\n"),
        ("page.md", "- Tell me, \n> - When it rains, I want to stay in, so I can rest\n"),
        ("page.md", "- When it is so wet that I want to swim, I want a boat, so I can swim\n"),
        ("page.md", "- So I can rest, I want to stay in when it rains\n"),
        ("page.md", "- When it rains, let us, know, so we can rest\n"),
        ("page.md", "Wow%İrain\n\nWhen best not, I want to stay İ in, so I can rest\n"),
        ("page.md", "Prose.\n\n- When it rains, I [want][1] to stay in, so I can rest\n\n[1]: https://example.org\n"),
        ("page.md", "```\ncode\n\n```\nWhen it rains, I want to stay in, so I can rest\n"),
        ("page.md", "- As\n\x85\ra sailor, I want to stay in, so I can rest\n"),
        ("page.md", "- When it rains\n\xa0\nI want to stay in, so I can rest\n"),
        ("page.md", "- When it rains [e.g](u). Foo, I want to stay in, so I can rest\n"),
        ("page.md", "- When it rains `vs`. Foo, I want to stay in, so I can rest\n"),
        ("page.md", "- When it rains *approx*. Five, I want to stay in, so I can rest\n"),
        ("page.md", "- When **it rains**. I want to stay in. So I can rest\n"),
        ("page.md", "<!-- a note\n\nends -->\n- When it rains, I want to stay in, so I can rest\n"),
    ],
)
def test_what_was_missed_once_is_read(name: str, text: str) -> None:
    assert read_in_full(name, text)
    assert prefilter.may_hold(text, path=name)


def test_code_is_looked_at_where_it_is_read() -> None:
    text = "```\nWhen it rains, I want to stay in, so I can rest\n```\n"

    assert prefilter.may_hold(text, code=True)
    assert not prefilter.may_hold("```\nWhen it rains, stay in.\n```\n", code=True)


@pytest.mark.parametrize(
    "text",
    [
        "# The office\n\nThe door is open from eight. Whoever comes last locks it.\n",
        "- Ask the host when the room is taken\n- Bring a coat, since it is cold\n",
        "The team needs a new lamp. It stands in the hall.\n\nWhen it is dark, take the torch.\n",
        "| day | who |\n|---|---|\n| Monday | the reviewer |\n",
        "See [the list](https://example.org/i-want/) and `--want`'s page.\n",
        "Der Flur ist lang. Quer durch das Haus.\n",
    ],
)
def test_prose_is_left_out(text: str) -> None:
    assert not prefilter.may_hold(text, ("en", "de"))


@pytest.mark.parametrize("end", ["it", "[it](https://example.org)", "(all of it)", "**it**", "`it`"])
def test_what_follows_a_full_stop_is_not_read_with_what_is_before(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "read", None)

    assert not prefilter.may_hold(f"For the lamp see {end}. This is because we want light.\n", ("en",))


@pytest.mark.parametrize(
    "text",
    [
        "- When it rains, I\n\ncan sleep, so rest\n",
        "- When it rains, so I rest, I\n\ncan",
        "When it rains, I\n\nwould like to sleep, so I rest.\n",
        "When it rains, help\n\nme sleep, so I rest.\n",
        "When it rains, a cook\n\nwants to sleep, so I rest.\n",
    ],
)
def test_a_motivation_does_not_go_on_after_a_blank_line(text: str) -> None:
    assert not prefilter.may_hold(text, ("en",))
    assert not read_in_full("page.md", text)


def test_a_line_that_goes_on_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "read", None)

    assert not prefilter.may_hold("The lamp is often late,\nand then we need to ask when to light it.\n", ("en",))


def test_what_is_left_out_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(document: Document, *_: object, **__: object) -> list[documents.Candidate]:
        read.append(document.path)
        return []

    monkeypatch.setattr(documents, "read", noted)
    for name in ("page.md", "page.markdown", "page.md.erb", "notes.txt", "jobs.yml", "-"):
        statements_of(Document(name, "The door is open from eight."))

    assert read == ["jobs.yml", "-"]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_no_page_of_the_corpus_is_missed() -> None:
    pages = [path for path in CORPUS.rglob("*") if path.suffix in (".md", ".txt")]
    texts = [path.read_bytes().decode("utf-8-sig") for path in pages]

    assert [str(path) for path, text in zip(pages, texts, strict=True) if missed(text)] == []
    items = {one.item.source for text in texts for one in read_in_full("page.md", text)}
    assert items
    assert [item for item in items if missed(item)] == []
