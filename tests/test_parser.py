"""What stands around and between the clauses of a statement: separators, edges, labels, templates, other languages."""

from itertools import permutations

import pytest

from jtbdlint.documents.candidate import CELL_END, Candidate, Place
from jtbdlint.parser import parse
from jtbdlint.statement import Form, Statement
from jtbdlint.text import Document
from tests.support import corpus

WHOLE = ("When a lamp is out", "I want to know which one", "so I can bring a spare")
SAID = ", ".join(WHOLE)
SMALL = "w" + SAID[1:]


def read(text: str, place: Place = Place.ITEM, meant: bool = False, languages: tuple[str, ...] = ()) -> list[Statement]:
    return parse(Candidate(Document("page.md", text).whole().reading, place, meant=meant), languages)


def clauses(text: str, place: Place = Place.ITEM, meant: bool = False) -> list[tuple[str, ...]]:
    """The clauses of each statement of a text; fragments have none."""
    return [tuple(clause.text for clause in one.clauses) for one in read(text, place, meant)]


# Separators and edges ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [*",;:.!?—–-\n，、；："])
def test_a_clear_marker_after_any_separator_beats_a_vague_one(separator: str) -> None:
    told = "When a guest calls, I want to tell the cook so he knows how many come{} so that we can set the table"
    vague = ("When a guest calls", "I want to tell the cook", "so he knows how many come so that we can set the table")

    assert clauses(told.format("")) == [vague]
    assert clauses(told.format(separator)) == [
        ("When a guest calls", "I want to tell the cook so he knows how many come", "so that we can set the table")
    ]


@pytest.mark.parametrize("edge", [*"\t\n\r\xa0,;:|—–-→，、；：", CELL_END])
def test_no_separator_is_part_of_a_clause_or_an_item(edge: str) -> None:
    (statement,) = read(f"{edge} {f' {edge} '.join(WHOLE)} {edge}")

    assert tuple(clause.text for clause in statement.clauses) == WHOLE
    assert statement.item.text.strip() == statement.item.text
    assert statement.item.text.startswith(WHOLE[0])
    assert statement.item.text.endswith(WHOLE[2])


@pytest.mark.parametrize("stop", [*".!?…。！？", "..", "?!", " .", ";."])
def test_what_ends_a_sentence_is_no_part_of_its_last_clause(stop: str) -> None:
    assert clauses(SAID + stop) == [WHOLE]


@pytest.mark.parametrize(
    "pair", ['""', "“”", "„“", "„”", "‘’", "‚‘", "‚’", "«»", "»«", "()", "[]", "「」", "『』", "（）"]
)
def test_a_closing_quote_stays_with_the_clause_that_opens_it(pair: str) -> None:
    opening, closing = pair[0], pair[1]
    inside = f"{SAID} {opening}just in case{closing}"

    assert clauses(inside) == [(*WHOLE[:2], f"{WHOLE[2]} {opening}just in case{closing}")]
    assert clauses(f"{opening}{SAID}{closing}") == [WHOLE]
    assert clauses(f"{opening}{SAID}.{closing}") == [WHOLE]
    assert clauses(f"([（{opening}{SAID}{closing}）])") == [WHOLE]
    assert clauses(f"{opening}{inside}.{closing}") == [(*WHOLE[:2], f"{WHOLE[2]} {opening}just in case{closing}")]


# What stands before a statement ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before",
    [
        "Lamps: ",
        "JOB-12: ",
        "JOB-12 - ",
        "See below\n",
        "See below -\n",
        "Old harbour lamps - ",
        "The list of the lamps of the harbour — ",
        "First, ",
        "(the keeper) ",
        "a) ",
        "Let me ask: ",
        "Of what the keepers of the lamps of our harbour told us in the spring and summer: ",
    ],
)
def test_a_label_may_stand_before_a_statement(before: str) -> None:
    assert clauses(before + SAID) == [WHOLE]


@pytest.mark.parametrize(
    "text",
    [
        f"Tell the keeper\n{SMALL}",
        f"The lamps of our harbour - {SMALL}",
        f"We tell Ann (the keeper) {SMALL}",
        f"She thought first, {SMALL}",
        f"He said I want it all: {SAID}",
        f"He rings so that he can go: {SAID}",
        f"{'All that was said of the lamps ' * 5}: {SAID}",
    ],
)
def test_a_sentence_before_a_marker_is_no_label(text: str) -> None:
    assert clauses(text) == []


@pytest.mark.parametrize("name", ["Keepers", "Old keepers", "Old harbour keepers"])
def test_a_name_may_stand_before_a_dash_and_a_small_letter(name: str) -> None:
    assert clauses(f"{name} - {SMALL}") == [("when a lamp is out", *WHOLE[1:])]


@pytest.mark.parametrize(
    ("text", "form", "situation"),
    [
        (f"As a keeper: {SMALL}", Form.USER_STORY, "when a lamp is out"),
        (f"Keepers: as a keeper, {', '.join(WHOLE[1:])}", Form.USER_STORY, ""),
        (f"On weekends: as a keeper, {', '.join(WHOLE[1:])}", Form.USER_STORY, ""),
        (f"When at sea: on Mondays, {', '.join(WHOLE[1:])}", Form.JOB_STATEMENT, "on Mondays"),
        (f"On weekends: {SMALL}", Form.JOB_STATEMENT, "when a lamp is out"),
    ],
)
def test_a_label_may_look_like_a_clause(text: str, form: Form, situation: str) -> None:
    (statement,) = read(text)

    assert statement.form is form
    assert statement.situation.text == situation
    assert statement.motivation.text == WHOLE[1]


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("", True),
        ("JOB-12: ", True),
        ("(JOB-12) ", True),
        ("Job 12 - ", True),
        ("The keeper of the old tower told us in June: ", False),
        ("It costs 12 a year: ", False),
    ],
)
def test_a_paragraph_is_a_wish_if_it_says_nothing_else_after_an_identifier(before: str, found: bool) -> None:
    wish = "I want to know which lamp is out, so I can bring a spare."

    assert bool(read(before + wish, Place.PARAGRAPH)) is found
    assert not read(f"{before}{wish} That is what most of the keepers say.", Place.PARAGRAPH)


# Clauses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "When the line is long, I want a second till to save time",
            ("When the line is long", "I want a second till to save time", ""),
        ),
        (
            "When the line is long, I want to open a second till to save time",
            ("When the line is long", "I want to open a second till", "to save time"),
        ),
        # Spanish: "para" at the head of a line, in the middle of a clause and after a comma.
        (
            "Cuando la lámpara falla, quiero pedir una pieza\npara la torre, para que nadie espere",
            ("Cuando la lámpara falla", "quiero pedir una pieza para la torre", "para que nadie espere"),
        ),
        (
            "Cuando la lámpara falla, quiero pedir una pieza,\npara salir a tiempo",
            ("Cuando la lámpara falla", "quiero pedir una pieza", "para salir a tiempo"),
        ),
        (
            "Cuando la lámpara falla, quiero pedir una pieza\npara salir a tiempo",
            ("Cuando la lámpara falla", "quiero pedir una pieza", "para salir a tiempo"),
        ),
        # Japanese: a wish inside an outcome, and one that is what another is for.
        (
            "店が混むとき、注文を先に見たい。そうすれば、早く帰りたい。",
            ("店が混むとき", "注文を先に見たい", "そうすれば、早く帰りたい"),
        ),
        ("店が混むとき、注文を先に見たい、早く帰りたい。", ("店が混むとき", "注文を先に見たい", "早く帰りたい")),
        # A wish in another cell, and a situation after a wish, are no outcome.
        (f"店が混むとき、注文を先に見たい{CELL_END}早く帰りたい", ("店が混むとき", "注文を先に見たい", "")),
        ("店が混むとき、注文を先に見たい。雨のとき、早く帰る。", ("店が混むとき", "注文を先に見たい", "")),
        # A label on a line of its own is no part of what stands before it.
        ("店が混むとき\n動機：注文を先に見たい。", ("店が混むとき", "注文を先に見たい", "")),
        # A letter that is two in small letters moves nothing.
        (
            "When İlker Is Out, I WANT to ask İrem, SO I CAN go on",
            ("When İlker Is Out", "I WANT to ask İrem", "SO I CAN go on"),
        ),
    ],
)
def test_clauses(text: str, expected: tuple[str, ...]) -> None:
    assert clauses(text) == [expected]


# Sentences and lines --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "When a lamp is out, I want to know which one. So I can bring a spare.",
            (*WHOLE[:2], "So I can bring a spare"),
        ),
        (
            "When a lamp is out. I want to know which one. So I can bring a spare, can I not?",
            (*WHOLE[:2], "So I can bring a spare, can I not"),
        ),
        ("When a lamp is out. Help me find it, so I can bring a spare.", (WHOLE[0], "Help me find it", WHOLE[2])),
        ("When a lamp is out. I need to find it, so I can bring a spare.", (WHOLE[0], "I need to find it", WHOLE[2])),
        (CELL_END.join([*WHOLE[:2], "so nobody waits"]), (*WHOLE[:2], "so nobody waits")),
        # What follows is no part of it: after a question, after other words, where it is a remark, where all is said.
        ("When a lamp is out, I want to know which one? So I can bring a spare.", (*WHOLE[:2], "")),
        ("When a lamp is out, I want to know which one. That is so I can bring a spare.", (*WHOLE[:2], "")),
        ("When a lamp is out, I want to know which one. So nobody waits.", (*WHOLE[:2], "")),
        (f"{SAID}. So that we can dine.", WHOLE),
        (
            f"{SAID} because it is dark, so that we can dine.",
            (*WHOLE[:2], f"{WHOLE[2]} because it is dark, so that we can dine"),
        ),
        (f"{SAID}, because it is dark, so that we can dine.", WHOLE),
        (f"{SAID} - so that we can dine.", WHOLE),
    ],
)
def test_a_statement_may_go_on_in_another_sentence(text: str, expected: tuple[str, ...]) -> None:
    assert clauses(text) == [expected]


def test_a_language_with_its_markers_last_has_several_statements_in_one_item() -> None:
    first, second = (
        "店が混むとき、注文を先に見たい。そうすれば早く帰れる。",
        "雨のとき、傘を貸したい。そうすれば皆が喜ぶ。",
    )

    assert clauses(first + second) == [*clauses(first), *clauses(second)]
    assert clauses(second) == [("雨のとき", "傘を貸したい", "そうすれば皆が喜ぶ")]


def test_a_motivation_after_an_outcome_is_another_sentence() -> None:
    found = clauses("When a lamp is out, so that nobody waits. I want to know which one.", meant=True)

    assert found == [("When a lamp is out", "", "so that nobody waits")]


@pytest.mark.parametrize(("place", "found"), [(Place.ITEM, True), (Place.PARAGRAPH, False)])
def test_a_need_that_is_a_sentence_of_its_own_is_prose_on_a_page(place: Place, found: bool) -> None:
    text = "When a lamp is out. We need to know which one, so we can bring a spare."

    assert bool(read(text, place)) is found
    assert read(text.replace("We need", "I want"), place)


@pytest.mark.parametrize(
    ("between", "outcome"),
    [
        ("\n", "so that we can set the table"),
        (", ", "so that he knows how many come, so that we can set the table"),
    ],
)
def test_where_each_clause_has_a_line_its_marker_is_the_first_of_the_line(between: str, outcome: str) -> None:
    lines = f"When a guest calls\nI want to tell the cook, so that he knows how many come{between}"

    assert [one[2] for one in clauses(f"{lines}so that we can set the table")] == [outcome]


def test_a_marker_of_a_line_is_as_good_as_another_where_the_motivation_has_no_line() -> None:
    text = "When a guest calls, I want to tell the cook, so that he knows how many come\nso that we can set the table"

    assert [one[2] for one in clauses(text)] == ["so that he knows how many come so that we can set the table"]


def test_of_a_text_that_is_meant_any_sentence_may_be_the_statement() -> None:
    text = "It rains. I want to rest, so I can think."

    assert clauses(text) == []
    assert clauses(text, meant=True) == [("", "I want to rest", "so I can think")]


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("**Lamps of the pier**", True),
        ("_**Lamps of the pier**_", True),
        ("The keeper said", False),
        ("The **keeper** said", False),
        ("**The keeper** said", False),
        ("The keeper **said**", False),
        ("*The keeper* **said**", False),
    ],
)
def test_a_line_before_a_wish_is_a_label_if_all_of_it_stands_out(label: str, found: bool) -> None:
    page = f"- {label}\n  I want to know which lamp is out, so I can bring a spare\n"

    assert bool(corpus({"page.md": page}).statements) is found


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        # An outcome that is told first is the only one.
        (
            "So that I can sleep, I want to bar the door so that nobody comes in",
            "job_statement",
            ("", "I want to bar the door so that nobody comes in", "So that I can sleep"),
        ),
        (
            "So that I can sleep, when it is late, I want to bar the door",
            "job_statement",
            ("when it is late", "I want to bar the door", "So that I can sleep"),
        ),
        (
            "So that I can sleep when it is late, I want to bar the door",
            "job_statement",
            ("", "I want to bar the door", "So that I can sleep when it is late"),
        ),
        (
            "When the gate shuts, so that nobody can pass, I want to open it, so I can go",
            "job_statement",
            ("When the gate shuts, so that nobody can pass", "I want to open it", "so I can go"),
        ),
        (
            "When the gate shuts, so that nobody can pass, I want to open it",
            "job_statement",
            ("When the gate shuts, so that nobody can pass", "I want to open it", ""),
        ),
        (
            "Speed: to save time, I want to bar the door so that nobody comes in",
            "job_statement",
            ("", "I want to bar the door so that nobody comes in", "to save time"),
        ),
        (
            "Speed: to save time, I want to bar the door when it is late",
            "job_statement",
            ("when it is late", "I want to bar the door", "to save time"),
        ),
        # A motivation begins after a separator, unless an outcome comes before that.
        (
            "When a guest calls I want to tell the cook, I want to be sure, so that he knows",
            "job_statement",
            ("When a guest calls I want to tell the cook", "I want to be sure", "so that he knows"),
        ),
        (
            "When a guest calls I want to tell the cook so that he knows, I want to be sure",
            "job_statement",
            ("When a guest calls", "I want to tell the cook", "so that he knows, I want to be sure"),
        ),
        # A reason after a motivation ends it; one before is a part of the situation.
        (
            "When a lamp is out, I want to know it, because it is dark so that nobody sees",
            "job_statement",
            ("When a lamp is out", "I want to know it", ""),
        ),
        (
            "When it is dark, because the lamp is out, I want to know it, so I can bring a spare",
            "job_statement",
            ("When it is dark, because the lamp is out", "I want to know it", "so I can bring a spare"),
        ),
        # A situation that is told last belongs to what it follows.
        (
            "I want to sleep, so I can think when the ward is quiet",
            "job_statement",
            ("", "I want to sleep", "so I can think when the ward is quiet"),
        ),
        (
            "When a lamp is out, I want it to last, so I can tell when it rains",
            "job_statement",
            ("When a lamp is out", "I want it to last", "so I can tell when it rains"),
        ),
        (
            "As a keeper, I want to sleep when the ward is quiet so I can think",
            "user_story",
            ("when the ward is quiet", "I want to sleep", "so I can think"),
        ),
        (
            "So that I can sleep, as a keeper, I want to bar the door when it is late",
            "user_story",
            ("when it is late", "I want to bar the door", "So that I can sleep"),
        ),
        # A role stands before the motivation and after a separator.
        (f"{WHOLE[0]}, as a keeper, {', '.join(WHOLE[1:])}", "user_story", WHOLE),
        (f"As a keeper, {SMALL}", "user_story", ("when a lamp is out", *WHOLE[1:])),
        (f"As a keeper who comes {SMALL}", "user_story", ("", *WHOLE[1:])),
        (f"As a keeper, so that nobody waits, {WHOLE[1]}", "user_story", ("", WHOLE[1], "so that nobody waits")),
        (
            f"As a keeper, so that nobody waits, {WHOLE[1]} when it is out",
            "user_story",
            ("when it is out", WHOLE[1], "so that nobody waits"),
        ),
        (f"As a keeper, so that nobody waits, {', '.join(WHOLE[1:])}", "user_story", ("", *WHOLE[1:])),
        (f"As a keeper who works so that nobody waits, {WHOLE[1]}", "user_story", ("", WHOLE[1], "")),
        (
            f"As a keeper, when a lamp is out, so that nobody waits, {WHOLE[1]}",
            "user_story",
            ("when a lamp is out, so that nobody waits", WHOLE[1], ""),
        ),
        (f"As a keeper, as a cook, {', '.join(WHOLE[1:])}", "user_story", ("", *WHOLE[1:])),
        ("When I work as a keeper, I want to sit", "job_statement", ("When I work as a keeper", "I want to sit", "")),
        (
            "When a lamp is out, I want to work, as a keeper, so I can bring a spare",
            "job_statement",
            ("When a lamp is out", "I want to work, as a keeper", "so I can bring a spare"),
        ),
        # What is wanted in a situation, or said there, is no motivation.
        (
            "When I want to be sure I want to ask twice so I can act",
            "job_statement",
            ("When I want to be sure", "I want to ask twice", "so I can act"),
        ),
        (
            "If I want to be sure I want to ask twice so I can act",
            "job_statement",
            ("If I want to be sure", "I want to ask twice", "so I can act"),
        ),
        (
            "When the lamp is on I want to sleep elsewhere, so I can rest",
            "job_statement",
            ("When the lamp is on", "I want to sleep elsewhere", "so I can rest"),
        ),
        ("On what I want, I want to ask twice", "job_statement", ("On what I want", "I want to ask twice", "")),
        ("When I need to go, I need a coat", "job_statement", ("When I need to go", "I need a coat", "")),
        (
            'When she asks for "I want to see it", I want to go to her, so I can help',
            "job_statement",
            ('When she asks for "I want to see it"', "I want to go to her", "so I can help"),
        ),
        (
            "料理人として、店が混むとき、注文を先に見たい、早く帰りたい。",
            "user_story",
            ("店が混むとき", "注文を先に見たい", "早く帰りたい"),
        ),
        # Of two purposes or situations before a wish the first is read as a part of the second, or the other way.
        (
            "早く帰るために、休むために、店を閉めたい。",
            "job_statement",
            ("", "店を閉めたい", "早く帰るために、休むために"),
        ),
        ("店が混むとき、雨のとき、傘を貸したい。", "job_statement", ("店が混むとき、雨のとき", "傘を貸したい", "")),
        (
            f"Lamps: to save time, {SMALL.partition(', so')[0]}",
            "job_statement",
            ("when a lamp is out", WHOLE[1], "to save time"),
        ),
        # Titles on lines of their own.
        (
            "When a lamp is out\nMotivation:\nI want to know which one\nOutcome:\nso I can bring a spare",
            "job_statement",
            WHOLE,
        ),
    ],
)
def test_the_order_of_clauses(text: str, form: str, expected: tuple[str, ...]) -> None:
    (statement,) = read(text)

    assert (statement.form.value, tuple(clause.text for clause in statement.clauses)) == (form, expected)


# Statements and prose ------------------------------------------------------------------------------------------

CELLS = f"7{CELL_END}%s{CELL_END}P1"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # A wish with a situation and an outcome is one everywhere; "we need" tells how a thing works.
        (SAID, "field item quote cell paragraph heading"),
        (f"{SAID}. It rains.", "field item quote cell paragraph heading"),
        ("When a lamp is out, we need to see it, so nobody waits", "field item quote cell paragraph heading"),
        ("When a lamp is out, we need to see it, so nobody waits. It rains.", "field item quote cell"),
        ("When a lamp is out, I can see it, so nobody waits", "field item quote cell paragraph heading"),
        ("When a lamp is out, I can see it, so nobody waits. It rains.", "field item quote cell"),
        (
            "It rains. I want to see the lamp when it is dark, so nobody waits.",
            "field item quote cell paragraph heading",
        ),
        # One of two clauses is one where nothing else is said.
        ("When it is quiet, I want to rest", "field item quote cell paragraph heading"),
        ("When it is quiet, I want to rest. It rains.", "field item quote cell"),
        ("I want to rest when it is quiet", "field item quote cell"),
        ("When it is quiet, I need to rest", "field item quote cell"),
        ("When it is quiet, I need to rest. It rains.", "field item quote cell"),
        ("If it is quiet, I need to rest", "field item quote cell"),
        ("If it is quiet, I need to rest. It rains.", ""),
        ("I need to rest, so I can think. It rains.", "field item quote cell"),
        ("When a lamp is out, I can see it, to save time", "field item quote cell"),
        ("I want to rest, so I can think. It rains.", "field item quote cell"),
        ("It rains. I want to rest, so I can think.", ""),
        # What is asked for is one where nothing else stands in a cell or quote.
        ("When a lamp is out, help me find it, so nobody waits", "field item quote cell"),
        ("Help me find it, so nobody waits", "quote cell"),
        ("Help me find it, so nobody waits. It rains.", ""),
        ("When a lamp is out, help me find it", "quote cell"),
        ("If a lamp is out, help me find it", ""),
        (CELLS % "When a lamp is out, help me find it.", "cell"),
        (CELLS % "7 When a lamp is out, help me find it.", ""),
        (CELLS % "When a lamp is out, help me find it. Soon.", ""),
        # A role, and what is wanted in it.
        ("As a keeper, I want to rest", "field item quote cell paragraph heading"),
        ("As a keeper, we need to rest so that we can think", "field item quote cell paragraph heading"),
        ("As a keeper, we need to rest", "field item quote cell heading"),
        ("As a town, we want to rest, so nobody waits", "field item quote cell heading"),
        ("I want to rest. So that I can think. It rains.", "field item quote cell"),
        # None of it is a wish.
        ("When a lamp is out, so that nobody waits", ""),
        ("I want to rest", ""),
    ],
)
def test_what_is_told_from_prose_by_where_it_stands(text: str, places: str) -> None:
    assert " ".join(place for place in Place if clauses(text, place)) == places


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("When a lamp is out, the keeper needs to see it", True),
        ("The keeper needs to see it, so nobody waits", True),
        ("When it is quiet, I can rest", True),
        ("If a lamp is out, I can see it, so nobody waits", True),
        ("If it is quiet, I need to rest. It rains.", True),
        ("Help me find it, so nobody waits", True),
        ("If a lamp is out, help me find it", True),
        ("I can rest, so nobody waits", False),
        ("The keeper needs to see it", False),
        ("Help me find it", False),
    ],
)
def test_a_fact_and_a_wish_of_others_are_statements_where_they_are_meant(text: str, meant: bool) -> None:
    assert not read(text)
    (statement,) = read(text, meant=True)

    assert (statement.form is Form.JOB_STATEMENT) is meant


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Help me find it, so nobody waits.”", True),
        ("*Help me find it, so nobody waits*!", True),
        (f"7{CELL_END}  Help me find it, so nobody waits  {CELL_END}", True),
        ("See: help me find it, so nobody waits", False),
        ("Help me find it, so nobody waits - he says", False),
    ],
)
def test_what_is_asked_for_fills_a_cell(text: str, found: bool) -> None:
    assert bool(read(text, Place.CELL)) is found


def test_a_need_is_a_statement_in_a_paragraph_that_is_meant() -> None:
    text = "When it is quiet, I need to rest"

    assert not read(text, Place.PARAGRAPH)
    assert [one.form for one in read(text, Place.PARAGRAPH, meant=True)] == [Form.JOB_STATEMENT]


def test_a_role_is_a_story_in_a_paragraph_that_is_meant() -> None:
    text = "As a keeper, we need to rest"

    assert not read(text, Place.PARAGRAPH)
    assert [one.form for one in read(text, Place.PARAGRAPH, meant=True)] == [Form.USER_STORY]


def test_a_situation_and_an_outcome_are_a_statement_only_where_one_is_meant() -> None:
    text = "When a lamp is out, so that nobody waits"

    assert not read(text)
    assert clauses(text, meant=True) == [("When a lamp is out", "", "so that nobody waits")]


# Templates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "When [situation], I want to [motivation], so I can [outcome]",
        "When [Type Of User], I want to [Some Action], so I can [The Benefit]",
        "When <place of delivery>, I want to <see the boxes>, so I can <plan the day>",
        "When tbd, I want to todo, so I can TBD",
        "When ___, I want to ___, so I can ___",
        "When ${event} happens, I want to {do something}, so I can <benefit>",
    ],
)
def test_a_template_is_no_statement(text: str) -> None:
    """It parses, so nothing is said to be expected; it is only told of where a statement is meant."""
    assert not read(text)
    for place in (Place.ITEM, Place.QUOTE):
        (fragment,) = read(text, place, meant=True)
        assert fragment.form is Form.FRAGMENT
        assert fragment.failure is None
    assert [one.form for one in read(f"{text}. {SAID}.", meant=True)] == [Form.FRAGMENT, Form.JOB_STATEMENT]


@pytest.mark.parametrize(
    "text",
    [
        "When [two ripe pears], I want to [wash both now], so I can [eat them soon]",
        "When [two ripe pears] {n}, I want to [wash both now] {n}, so I can [eat them soon] {n}",
        "When {n} parcels come to the back door, I want to know which of {n} docks are free, so I can unload {n} vans",
        "When the lamp is out, I want to <do something>, so I can <benefit>",
    ],
)
def test_a_statement_with_placeholders_is_one(text: str) -> None:
    (statement,) = read(text, meant=True)

    assert statement.form is Form.JOB_STATEMENT


# Fragments -------------------------------------------------------------------------------------------------------

SITUATION = "a situation (“When ...”)"
MOTIVATION = "a motivation (“I want to ...”)"
OUTCOME = "an outcome (“so I can ...”)"


@pytest.mark.parametrize(
    ("text", "place", "known", "expected"),
    [
        ("The lamp by the pier", 0, "", (MOTIVATION, SITUATION, OUTCOME)),
        ("When the lamp is out", 20, "When the lamp is out", (MOTIVATION, OUTCOME)),
        ("When a lamp is out, ", 18, "When a lamp is out", (MOTIVATION, OUTCOME)),
        ("Lamps: When a lamp is out", 25, "When a lamp is out", (MOTIVATION, OUTCOME)),
        ("On the pier", 0, "", (MOTIVATION, SITUATION, OUTCOME)),
        ("So that I can sleep", 19, "So that I can sleep", (MOTIVATION, SITUATION)),
        ("As a keeper", 11, "As a keeper", (MOTIVATION, SITUATION, OUTCOME)),
        ("When the lamp is out, I want to", 31, "When the lamp is out, I want to", ("words",)),
        ("When a lamp is out, to save time", 32, "When a lamp is out, to save time", (MOTIVATION, OUTCOME)),
        ("Keepers want to rest, I want to", 22, "Keepers want to rest", (SITUATION, OUTCOME, "the end")),
        ("When, I want to see it", 6, "When", ("words",)),
        # Japanese: a wish of which an outcome speaks is none, and a marker alone closes nothing.
        ("そうすれば、早く帰りたい", 12, "そうすれば、早く帰りたい", (MOTIVATION, SITUATION)),
        ("そうすれば：早く帰りたい", 12, "そうすれば：早く帰りたい", (MOTIVATION, SITUATION)),
        ("店が混むとき、たい", 9, "店が混むとき、たい", (MOTIVATION, OUTCOME)),
    ],
)
def test_a_fragment_says_what_was_read_and_what_could_have_followed(
    text: str, place: int, known: str, expected: tuple[str, ...]
) -> None:
    (fragment,) = read(text, meant=True)

    assert fragment.text == fragment.item.text == text.rstrip(", ")
    assert fragment.failure is not None
    assert fragment.failure.read == known
    assert fragment.failure.at.begin == place
    assert fragment.failure.expected == expected


@pytest.mark.parametrize(
    ("place", "count"),
    [
        (Place.FIELD, 1),
        (Place.ITEM, 1),
        (Place.CELL, 1),
        (Place.QUOTE, 0),
        (Place.PARAGRAPH, 0),
        (Place.HEADING, 0),
    ],
)
def test_a_fragment_is_told_of_where_each_text_is_to_be_a_statement(place: Place, count: int) -> None:
    assert len(read("The lamp by the pier", place, meant=True)) == count
    assert not read("The lamp by the pier", place)


@pytest.mark.parametrize(("languages", "expected"), [(("es", "de"), "es"), (("de",), "de"), (("de", "en"), "en")])
def test_a_fragment_is_in_one_of_the_languages_that_are_read(languages: tuple[str, ...], expected: str) -> None:
    (fragment,) = read("11", Place.FIELD, meant=True, languages=languages)

    assert fragment.language == expected


# Several languages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_statements_of_several_languages_are_told_in_the_order_of_the_text(order: tuple[int, ...]) -> None:
    said = [
        ("en", "When a lamp is out, I want to know which one, so I can bring a spare."),
        ("de", "Wenn eine Lampe aus ist, möchte ich wissen, welche es ist, damit ich Ersatz mitbringe."),
        ("es", "Cuando falla una lámpara, quiero saber cuál es, para que nadie espere."),
    ]
    chosen = [said[at] for at in order]

    found = read(" ".join(text for _, text in chosen))

    assert [one.language for one in found] == [language for language, _ in chosen]
    assert [one.number for one in found] == [0, 1, 2]
    assert all(all(one.clauses) for one in found)


# What a statement carries ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [f"{SAID} (p1)", "The lamp by the pier", "|".join(WHOLE)])
@pytest.mark.parametrize("given", [False, True])
def test_a_statement_carries_what_its_candidate_has(text: str, given: bool) -> None:
    whole = Document("jobs.md", f"{text}\nLamps\nlamp-7").whole().reading
    lines = [whole.slice(0, len(text)), *(whole.slice(at, at + 5) for at in (len(text) + 1, len(text) + 7))]
    candidate = Candidate(
        whole,
        Place.FIELD,
        meant=True,
        headings=(lines[1],),
        declared={"id": lines[2]},
        repeated=((lines[1], lines[2]),),
        clauses={"situation": lines[1], "motivation": lines[2]} if given else {},
        language="en",
    )

    (statement,) = parse(candidate)

    assert (statement.place, statement.meant, statement.language) == (Place.FIELD, True, "en")
    assert (statement.headings, statement.declared, statement.repeated) == (
        (lines[1],),
        {"id": lines[2]},
        ((lines[1], lines[2]),),
    )
    assert statement.number == 0
    assert statement.item == whole.whole()


def titled(titles: dict[str, str]) -> Statement:
    """The statement of a row whose cells stand under titles."""
    text = CELL_END.join(titles.values())
    reading = Document("jobs.md", text).whole().reading
    clauses, begin = {}, 0
    for name, said in titles.items():
        clauses[name] = reading.slice(begin, begin + len(said))
        begin += len(said) + 1
    (statement,) = parse(Candidate(reading, Place.CELL, meant=True, clauses=clauses, language="en"))
    return statement


@pytest.mark.parametrize(
    ("titles", "form", "tabular"),
    [
        ({"situation": "Night", "motivation": "See lamps", "outcome": "Rest"}, Form.JOB_STATEMENT, True),
        ({"situation": "— Night", "motivation": ": See lamps ", "outcome": "\nRest."}, Form.JOB_STATEMENT, True),
        ({"motivation": "See lamps", "outcome": "Rest"}, Form.JOB_STATEMENT, True),
        ({"role": "Keeper", "situation": "Night", "motivation": "See lamps"}, Form.JOB_STATEMENT, True),
        ({"role": "Keeper", "motivation": "See lamps", "outcome": "Rest"}, Form.USER_STORY, True),
        ({"situation": "[situation]", "motivation": "[motivation]", "outcome": "[outcome]"}, Form.FRAGMENT, False),
        ({"situation": "[situation]", "motivation": "See lamps", "outcome": "Rest"}, Form.JOB_STATEMENT, True),
        # Where the cells have the markers as well, they are read by these.
        (dict(zip(("situation", "motivation", "outcome"), WHOLE, strict=True)), Form.JOB_STATEMENT, False),
        ({"situation": WHOLE[0], "motivation": WHOLE[1], "outcome": "Rest"}, Form.JOB_STATEMENT, True),
    ],
)
def test_titles_name_clauses(titles: dict[str, str], form: Form, tabular: bool) -> None:
    statement = titled(titles)

    assert (statement.form, statement.tabular) == (form, tabular)
    if form is not Form.FRAGMENT:
        for name in ("situation", "motivation", "outcome"):
            assert getattr(statement, name).text == titles.get(name, "").strip(" —:\n.")


def test_an_absent_motivation_stands_after_what_comes_before_it() -> None:
    statement = titled({"role": "Keeper", "outcome": "Rest"})
    assert statement.motivation.begin == statement.motivation.stop == len("Keeper")

    statement = titled({"situation": "Night", "outcome": "Rest"})
    assert statement.motivation.begin == statement.motivation.stop == len("Night")


@pytest.mark.parametrize(("languages", "tabular"), [(("en",), True), (("de",), False)])
def test_titles_in_a_language_that_is_not_read_name_no_clauses(languages: tuple[str, ...], tabular: bool) -> None:
    text = f"Night{CELL_END}See lamps"
    reading = Document("jobs.md", text).whole().reading
    clauses = {"situation": reading.slice(0, 5), "motivation": reading.slice(6, 15)}
    candidate = Candidate(reading, Place.CELL, meant=True, clauses=clauses, language="en")

    (statement,) = parse(candidate, languages)

    assert statement.tabular is tabular


@pytest.mark.parametrize(
    ("text", "meant", "count"), [(f"{SAID}. ", False, 1), ("It rains. ", False, 0), ("It rains. ", True, 1)]
)
def test_a_text_of_a_whole_book_is_one_fragment_if_anything(text: str, meant: bool, count: int) -> None:
    """Nobody means it as a statement; it is not looked through, and nothing is expected of it."""
    found = read(text * (300_000 // len(text)), meant=meant)

    assert [(one.form, one.failure) for one in found] == [(Form.FRAGMENT, None)] * count
    assert all(one.item.text.startswith(text.strip()) for one in found)
    assert len(read(text * 100, meant=meant)) == (100 if text.startswith("When") else count)
