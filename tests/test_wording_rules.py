"""What the rules of form, wording and performer flag and leave alone, beyond the examples on their pages."""

import re

import pytest

from jtbdlint import testing
from jtbdlint.catalog import bundled
from jtbdlint.rule import Bad, Good, Rule
from jtbdlint.statement import Form

RULES = {rule.name: rule for rule in bundled()}

# A name, and texts in which exactly the marked stretch is flagged.
HITS = {
    "want-form": [
        "When a crate breaks, «I would like to» claim it, so I can be paid for it",
        "When a crate breaks, «I need» a new one, so I can ship by noon",
        "When a crate breaks, «I also need to» report it, so I can be paid for it",
    ],
    "noun-motivation": [
        "When I move, I want «one place» for my papers, so I can find the lease",
        "When I move, I want «a list» of what is where, so I can find the lease",
    ],
    "missing-to": [
        "When I move, I «want find» a school, so I can settle by summer",
        "When I move, I «need visit» the school, so I can settle by summer",
        "When I move, I «want set up» the stove, so I can cook on day one",
    ],
    "be-able-to": [
        "When I fall ill, I need to «be able to» reach a doctor, so I can get my pills",
        "When I fall ill, I would like to «be able to» reach a doctor, so I can get my pills",
        "When I fall ill, I want to «have the ability to» reach a doctor, so I can get my pills",
    ],
    "clause-separator": [
        "When a bell rings« »I want to know why, so I can open the right door",
        "When a bell rings, I want to know why«; »so I can open the right door",
        "When a bell rings«: »I want to know why, so I can open the right door",
    ],
    "typography": [
        "When a bell rings, I want to«  »know why, so I can open the door",
        "When a bell rings«,»I want to know why, so I can open the door",
    ],
    "compound-motivation": [
        "When a bid comes in, I want to read the terms «and compare» the prices, so I can answer by noon",
        "When a bid comes in, I want to read it «and then decide», so I can answer by noon",
    ],
    "compound-situation": ["When I am ploughing «or» sowing, I want to see the last yield, so I can spare seed"],
    "parenthetical": ["When I sail «(single-handed)», I want to reef early, so I can stay dry"],
    "slash": [
        "When I cook for «guests/family», I want to plan ahead, so I can sit with them",
        "When I cook, I want to chop «and / or» grate ahead, so I can sit with them",
    ],
    "open-ended": [
        "When I pack, I want to weigh boots, tent, «etc», so I can carry it",
        "When I pack, I want to weigh what is heavy, «e.g.» the tent, so I can carry it",
        "When I pack, I want to weigh «among others» the tent, so I can carry it",
    ],
    "need-word": [
        "When I pack, I want to «quickly and easily» weigh a bag, so I can carry it",
        "When I pack, I want a «convenient» scale, so I can carry it",
    ],
    "vague-term": [
        "When a calf is born, I want to «deal with» it, so I can go back to bed",
        "When a calf is born, I want to «properly» «handle» it, so I can go back to bed",
    ],
    "empty-outcome": [
        "When a calf is born, I want to be woken, «so I can do my job better»",
        "When a calf is born, I want to be woken, «so that we save time and money».",
        "When a calf is born, I want to be woken, «so I can make better decisions»",
    ],
    "loose-comparative": ["When a calf is born, I want to be woken, so I can react «more quickly»"],
    "superlative": ["When a calf is born, I want to be woken «as early as possible», so I can help"],
    "escape-clause": ["When a calf is born, I want to be woken «where possible», so I can help"],
    "absolute": ["When a calf is born, I want to «always» be woken, so I can help"],
    "negative-outcome": [
        "When a calf is born, I want to be woken, so I «don't have to» buy another",
        "When a calf is born, I want to be woken, so that none of us «will not» help",
    ],
    "vague-pronoun": ["When «they» call at night, I want to be woken, so I can help"],
    "passive-motivation": ["When a calf is born, I want the calf «to be washed», so I can show it"],
    "filler": ["When a calf is born, I want to «simply» sleep on, so I can work by day"],
    "undefined-acronym": ["When the «WTO» meets, I want to read the draft, so I can warn the growers"],
    "outcome-is-a-step": [
        "When a trial ends, I want to sum up the yields, so I can «export» them",
        "When a trial ends, I want to sum up the yields, so I can «save» the file",
    ],
    "feeling-as-job": [
        "When a trial ends, I want to «be sure» of the yields, so I can publish",
        "When a trial ends, I want «peace of mind», so I can publish",
    ],
    "not-the-performer": ["When a trial ends, «growers want» to see the yields, so they can order seed"],
    "company-goal": [
        "When a sale ends, I want «customers to come back», so we can clear the shelves",
        "When a sale ends, I want to get our «members to renew», so we can pay the rent",
    ],
    "persona-in-situation": ["When I'm «a young teacher», I want to plan the week, so I can sleep"],
    "solution-term": [
        "When a class is over, I want a «chatbot» to mark the essays, so I can sleep",
        "When a class is over, I want to file the essays in «Google Docs», so I can sleep",
    ],
    "interface-word": ["When a class is over, I want to see a «pop-up» with the marks, so I can sleep"],
    "means-clause": ["When a class is over, I want to mark essays «with the help of» a pupil, so I can sleep"],
    "system-as-subject": ["When a class is over, I want «the system» to mark the essays, so I can sleep"],
    "product-as-situation": ["When I «log into the portal», I want to see the marks, so I can sleep"],
    "wish-as-situation": ["When «I want to» sleep, I want to mark the essays by six, so I can rest"],
}

# A name, and texts in which nothing is flagged.
MISSES = {
    "missing-outcome": [
        "When a bell rings, I want to know why, in order to open the right door",
        "When a bell rings, I want to know why so that I open the right door",
    ],
    "placeholder": [
        "When a form asks for [name and age], I want to know why, so I can decide",
        "When I wait ... and wait, I want to be told why, so I can decide",
    ],
    "want-form": [
        "When I must be up at four, I want to sleep early, so I can drive",
        "When I can see the shore, I want to signal, so I can be met",
        "When a storm is due, we want to reach each boat, so we can bring them in",
    ],
    "noun-motivation": [
        "When I leave, I want the door locked, so I can sleep",
        "When I leave, I want my son to lock the door, so I can sleep",
        "When I leave, I want it to lock by itself, so I can sleep",
    ],
    "missing-to": [
        "When I leave, I want help with the bags, so I can catch the train",
        "When I leave, I want change for the fare, so I can catch the train",
    ],
    "be-able-to": [
        "When I am not able to drive, I want to be fetched, so I can see the doctor",
        "When I leave, I want my son to be able to lock up, so I can catch the train",
    ],
    "outcome-connector": ["When I leave, I want to lock up, so as to sleep well"],
    "clause-separator": [
        "When a bell rings, I want to know why so I can open the right door",
        "When a bell rings\nI want to know why\nso I can open the right door",
        'When the director says "Cut," I want to know why, so I can prepare the next take',
    ],
    "typography": [
        "When a bell rings, I want to know why, so I can open it at 1,5 seconds.",
        "When a bell rings ..., I want to know why, so I can open it.",
    ],
    "compound-motivation": [
        "When a bid comes in, I want to compare bread and butter prices, so I can answer by noon",
        "When a bid comes in, I want to learn who wrote it and who checks it, so I can answer by noon",
        "When a bid comes in, I want to read and compare the terms, so I can answer by noon",
        "When a bid comes in, I want to look into and weigh the terms, so I can answer by noon",
    ],
    "compound-situation": ["When wind and tide turn, I want to leave, so I can be home by dark"],
    "outcome-list": ["When wind and tide turn, I want to leave, so I can be home, warm, by dark"],
    "parenthetical": [
        "When the World Trade Organization (WTO) meets, I want to read the draft, so I can warn the growers",
        "When my child(ren) come home, I want to have cooked, so I can sit with them",
    ],
    "slash": [
        "When I run an A/B trial of two feeds, I want to weigh the calves, so I can choose",
        "When I drive at 80 km/h, I want to hear the news, so I can take another road",
        "When I read https://example.org/a/b at work, I want to note it down, so I can cite it",
    ],
    "open-ended": ["When one wants more and the rest want less, I want to weigh it, so I can be fair"],
    "need-word": [
        "When a quick-tempered guest calls, I want to hear who it is, so I can choose my words",
        "When a bus is late, I want to learn how quickly the next one comes, so I can walk",
        "When a bus is late, I want to know why, so I can quickly find another",
    ],
    "vague-term": ["When the manager is out, I want to ask the support desk, so I can go on"],
    "empty-outcome": [
        "When a calf is born, I want to be woken, so I can save time for the milking",
        "When a calf is born, I want to be woken, so I can be better prepared than last year",
    ],
    "loose-comparative": ["When a calf is born, I want to be woken, so I can be faster than the frost"],
    "superlative": ["When my best friend calls, I want to be woken, so I can talk to her"],
    "escape-clause": ["When I learn if possible rain is due, I want to be woken, so I can cover the hay"],
    "negative-outcome": ["When a calf is born, I want to be woken, so I can see to one that does not breathe"],
    "vague-pronoun": [
        "When it snows, I want to be woken, so I can clear the path",
        "When that man calls, I want to be woken, so I can answer him",
    ],
    "passive-motivation": ["When it snows, I want to be woken at four, so I can clear the path"],
    "filler": [
        "When it snows, I want to clear the whole path and not just the steps, so I can get out",
        "When it snows, I want to be woken just before four, so I can clear the path",
    ],
    "feeling-as-job": ["When it snows, I want to be warm, so I can work outside"],
    "not-the-performer": [
        "When it snows, I want to know what the neighbours need, so I can bring it",
        "When it snows, we want to clear the path, so we can get out",
    ],
    "company-goal": ["When a guest wants to pay, I want to print the bill, so I can clear the table"],
    "persona-in-situation": [
        "When I am a day from the coast, I want to hear the forecast, so I can turn back",
        "When I am on call, I want to hear the phone, so I can drive out",
    ],
    "solution-term": [
        "When the rope has too much slack, I want to tighten it, so I can climb",
        "When I zoom in on a map, I want to see the wells, so I can plan the walk",
    ],
    "interface-word": [
        "When a coat loses a button, I want to sew it on, so I can wear it",
        "When a coat loses a button, I want to order one by one-click mail, so I can wear it",
    ],
    "means-clause": ["When I leave by bus, I want to be home by dark, so I can cook"],
    "system-as-subject": [
        "When I sell, I want to use the tool to weigh the sacks, so I can name a price",
        "When I sell, I want the travel agent to call me, so I can sign",
        "When it snows, I want my son to clear the path, so I can get out",
    ],
    "product-as-situation": ["When I open the shop, I want to see what is short, so I can order it"],
    "wish-as-situation": ["When guests want to pay, I want to print the bill, so I can clear the table"],
}


def _cases(table: dict[str, list[str]]) -> list[object]:
    return [pytest.param(RULES[name], text, id=f"{name}-{n}") for name in table for n, text in enumerate(table[name])]


@pytest.mark.parametrize(("rule", "text"), _cases(HITS))
def test_flags_exactly_what_is_marked(rule: Rule, text: str) -> None:
    testing.check_bad(rule, Bad(text))


ANY_CASE = {
    name: [*HITS.get(name, ()), *(one.texts[0] for one in RULES[name].bad if not one.name)]
    for name in (
        "be-able-to",
        "escape-clause",
        "filler",
        "interface-word",
        "loose-comparative",
        "need-word",
        "open-ended",
        "superlative",
        "vague-term",
    )
}


@pytest.mark.parametrize(("rule", "text"), _cases(ANY_CASE))
def test_capitals_are_as_good_as_small_letters(rule: Rule, text: str) -> None:
    testing.check_bad(rule, Bad(text.upper()))


@pytest.mark.parametrize(("rule", "text"), _cases(MISSES))
def test_leaves_alone(rule: Rule, text: str) -> None:
    assert [one.form for one in testing.statements_in([text])] == [Form.JOB_STATEMENT]
    testing.check_good(rule, Good(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Repair the fence", "fragment"),
        ("Cutting the hedge.", "fragment"),
        ("I want to repair the fence", "fragment"),
        ("The list below is a draft.", "prose-in-statement-field"),
        ("Note: to be discussed with the growers", "prose-in-statement-field"),
        ("When the fence is down, the cows are out", "unparsed-statement"),
        ("When [situation], I want to [motivation], so I can [outcome]", "placeholder"),
        ("When the fence is down, I want to TODO, so I can sleep", "placeholder"),
        ("When the fence is down, so I can sleep", "missing-motivation"),
    ],
)
def test_what_is_no_statement_is_told_once_and_by_the_right_rule(text: str, name: str) -> None:
    form = [rule for rule in RULES.values() if re.fullmatch(r"JT1[01]\d", rule.code) and rule.level != "off"]

    assert {rule.name for rule in form if list(rule.check(testing.statements_in([text])))} == {name}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("When <a thing>, I want to <do it>, so I can <win>", "after 'When' but '<a thing>', which is read as HTML"),
        ("When <situation>, I want to eat, so I can rest", "after 'When' but '<situation>', which is read as HTML"),
        ("When I wake, I want to <act>", "after 'When I wake, I want to' but '<act>', which is read as HTML"),
        ("When I wake, I want to *<act>*.", "after 'When I wake, I want to' but '<act>', which is read as HTML"),
        # What is a tag, or stands elsewhere, is not what was meant to stand there.
        ("When <br>, I want to eat", "after 'When'"),
        ("When, I want to <act>", "after 'When'"),
        ("<note> When, I want to eat", "after 'When'"),
    ],
)
def test_a_placeholder_that_is_a_tag_to_markdown_is_named(line: str, said: str) -> None:
    statements = testing.statements_in([f"# Jobs to be done\n\n- {line}\n"], "page.md")

    assert [problem.message for problem in RULES["unparsed-statement"].check(statements)] == [f"nothing stands {said}"]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Whne it rains, I want to eat", "Whne it rains"),
        ("To save time, we'd like to eat, when it rains", "To save time"),
        ("Rain: I need to eat", ""),
        ("Things I want to eat", ""),
        ("Repair the fence", ""),
    ],
)
def test_what_stands_before_a_wish_and_is_no_clause_is_named(text: str, at: str) -> None:
    (problem,) = RULES["fragment"].check(testing.statements_in([f'- id: a\n  statement: "{text}"\n'], "jobs.yml"))

    assert problem.at.text == (at or text)
    assert problem.message.startswith("what stands before") is bool(at)


def test_what_is_told_beside_a_statement_is_no_fragment() -> None:
    page = "# Jobs to be done\n\n- When it snows, I want to be woken, so I can work\n- **Persona:** a janitor\n- Mow\n"
    statements = testing.statements_in([page], "page.md")

    found = [
        problem.at.text
        for name in ("fragment", "prose-in-statement-field")
        for problem in RULES[name].check(statements)
    ]

    assert found == ["Mow"]


def test_a_page_may_teach_the_form() -> None:
    page = "Write them like this:\n\n**When** [situation], **I want to** [motivation], **so I can** [outcome].\n"

    assert list(RULES["placeholder"].check(testing.statements_in([page], "page.md"))) == []


def test_a_child_takes_over_the_situation_of_an_ancestor_and_cycles_end() -> None:
    rows = [
        ("top", "", "When the tide turns, I want to leave, so I can be home by dark"),
        ("middle", "top", "I want to hoist the sail, so I can clear the pier"),
        ("low", "middle", "I want to find the rope, so I can cast off"),
        ("odd", "even", "I want to find the anchor, so I can stay"),
        ("even", "odd", "I want to count the fish, so I can sell them"),
        ("lost", "nowhere", "I want to sort the nets, so I can mend them"),
    ]
    text = "".join(f"- id: {i}\n" + (f"  parent: {p}\n" if p else "") + f"  statement: {s}\n" for i, p, s in rows)

    found = RULES["missing-situation"].check(testing.statements_in([text], "jobs.yml"))

    assert sorted(problem.at.document.line(problem.at.position.line).split()[-1] for problem in found) == [
        "stay",
        "them",
    ]


@pytest.mark.parametrize(
    ("page", "rule", "count"),
    [
        # A heading or a line above a list may tell the situation of all that follows.
        ("# Jobs\n\n## When it snows\n\n- I want to be woken, so I can clear the path\n", "missing-situation", 0),
        ("# Jobs\n\n**When it snows:**\n\n- I want to be woken, so I can clear the path\n", "missing-situation", 0),
        ("# Jobs to be done\n\nAll winter:\n\n- I want to be woken, so I can clear the path\n", "missing-situation", 1),
        # What people tell elsewhere is no job statement cut short.
        ("# Plans\n\n- I want to mend the roof so I can sleep\n", "missing-situation", 0),
        ("# Diary\n\nWhen it snows, I want to read.\n", "missing-outcome", 0),
        ("# Jobs to be done\n\n- When it snows, I want to read.\n", "missing-outcome", 1),
        ("# Notes\n\nWhen it snows, I want to read.\n\nWhen it rains, I want to swim.\n", "missing-outcome", 2),
        ("# Jobs to be done\n\nWhen I have a tale I want to tell:\n\n- Sit down.\n", "missing-outcome", 0),
        (
            "# Jobs\n\n| job | gain |\n|-|-|\n| When it snows, I want to read | the day goes by |\n",
            "missing-outcome",
            0,
        ),
    ],
)
def test_what_is_missing_is_looked_for_around_the_statement(page: str, rule: str, count: int) -> None:
    assert len(list(RULES[rule].check(testing.statements_in([page], "page.md")))) == count


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_tie_of_connectors_is_left_alone(count: int) -> None:
    lines = [f"- When bell {n} rings, I want to know why, so {'that ' * (n % 2)}I can open it\n" for n in range(count)]

    found = list(RULES["outcome-connector"].check(testing.statements_in(["".join(lines)], "page.md")))

    assert len(found) == (count % 2)


@pytest.mark.parametrize("seed", ["[a ", "(a", "a/", "and see ", "quickly and ", "  ", "a, ", "the "])
def test_hostile_text_is_read_to_its_end(seed: str) -> None:
    """A pattern that is not linear would take minutes here."""
    statements = testing.statements_in([f"When {seed * 3000}, I want to {seed * 3000}, so I can {seed * 3000}"])

    for rule in RULES.values():
        if rule.code[:3] in ("JT1", "JT2", "JT3"):
            assert all(problem.message for problem in rule.check(statements))
