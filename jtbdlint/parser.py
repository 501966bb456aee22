"""From a candidate to its statements.

A language's clause markers ("When", "I want to", "so I can") are the terminals of its grammar file.
One pass finds them all; the words between two markers are one run of text. Which of several markers
opens a clause and which stands inside one ("When I want to be sure ..., I want ...") is decided a
sentence at a time by where they stand: at its head, after a separator, at the head of a line. What
remains is some eight tokens, which one LALR(1) grammar reads for all languages. Everything is linear
in the text, and a language costs nothing but one search for its signs until one of them is found.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from jtbdlint.automaton import UnexpectedError, tree_of
from jtbdlint.documents.candidate import CELL_END, Candidate, Place
from jtbdlint.patterns import compiled
from jtbdlint.statement import Failure, Form, Statement
from jtbdlint.terminals import languages, terminals
from jtbdlint.text import Reading, Slice

_WANTS = frozenset({"WANT", "NEED"})
_ASKED = frozenset({"OTHERS", "HELP"})
_MOTIVATIONS = _WANTS | _ASKED | {"CAN"}
_OPENERS = frozenset({"WHEN", "ON"})
_OUTCOMES = frozenset({"SO", "THUS"})
_CLAUSE = _OPENERS | _MOTIVATIONS | _OUTCOMES | {"TO", "AS"}
_HEADS = _OPENERS | _WANTS | _ASKED | {"SO", "TO", "AS"}
# Behind these the next clause may begin.
_BEFORE_A_CLAUSE = _CLAUSE | {"STOP", "CELL", "COLON"}
# Where a language has its markers last ("とき、"): the kind of clause that each closes.
_CLOSERS = {"WHEN_END": "WHEN", "WANT_END": "WANT", "SO_END": "SO", "AS_END": "AS"}
# A terminal for which capitals are as good as small letters, as `terminals` gives it.
_ANY_CASE = compiled(r"\(\?i:((?:(?!\(\?-i:).)+)\)")
_WORD_BEGIN = r"(?<![^\W_])"
_NOTHING = "(?!)"
_ESCAPE = compiled(r"(\\.)")

# In a text of more characters in one piece no statements are looked for: it is taken for one, which is too long.
_LONGEST_TEXT = 250_000

# A label before a statement ("Manage incidents:", "JTBD-7 - Editing on a phone") is shorter than this.
_LABEL = 120
# One before a dash ("Freelancers - when ...") has so many words, where the statement begins with a small letter.
_NAME = 3
_SEPARATORS = ",;:.!?—–-\n，、；：。！？" + CELL_END
_EDGES = " \t\n\r\xa0,;:|—–-→，、；：" + CELL_END
_STOPS = ".!?…。！？"
_ENDS = _EDGES + _STOPS
# What closes, and all that may open it.
_QUOTES = dict(zip('"”’“‘»«)]」』）', ('"', "“„", "‘‚", *"„‚«»([「『（"), strict=True))
# "Motivation:" at the end of what stands before "I want to ...".
_BEFORE_A_WORD = compiled(rf"[\s\"'“‘„«「『{re.escape(_EDGES)}]*")
_OPENING_QUOTES = "\"'“‘„«「『([/"
_IDENTIFIER = compiled(r"[^\w\n]{0,3}[^\W\d_]{1,8}(?:[-_ .][^\W\d_]{1,12})?[-_ ]?#?\d{1,5}[^\w\n]{1,5}")
_BARE_LINE_END = compiled(r"[^\s,;:.!?—–-]\s*\n\s*\Z")
# What somebody says, in the middle of a sentence: 'only for "I want to see it"'.
_QUOTED_SPEECH = compiled(r"[^\W_][ \t\xa0]+[\"“„«]\Z")
_LETTERS = compiled(r"[^\W\d_]+")
_NEXT_WORD = compiled(r"\s*\S{1,40}")
_NEXT_LABEL = compiled(r"\n[^\n:]{1,30}$")
# Each begins with a character of its own, by which it is found fast.
_PLACEHOLDER = compiled(
    r"\[[^\[\]]*\]|<[^<>]*>|\$\{[^{}]*\}|\{[^{}]*\}|__+|\.\.\.|…"
    r"|T(?<!\wT)(?i:BD|ODO)\b|t(?<!\wt)(?i:BD|ODO)\b"
)
# So many words in brackets, and none that names what belongs there ("[type of user]"), fill it.
_FILLED = 3
_SLOT = compiled(
    r"\b(?:situation|context|trigger|event|motiv|outcome|benefit|goal|action|result|reason|role|persona"
    r"|some(?:thing|body|one)?\b|type of|insert|describe|what\b|your\b|situaci|situaç|ситуа|мотив|ergebnis|nutzen|etwas"
    r"|resul|risul|résul|результ|algo\b|quelque|qualcosa|что-то|щось)|状況|動機|成果",
    re.IGNORECASE,
)
# A clause of which a placeholder is at least this part is to be filled in; a note in brackets is less of it.
_OPEN_SHARE = 1 / 3

# Where the grammar has one way to open a clause, it has the others of its kind as well.
_EXPECTED = {
    "WHEN": "a situation (“When ...”)",
    "WANT": "a motivation (“I want to ...”)",
    "SO": "an outcome (“so I can ...”)",
    "TEXT": "words",
    "$END": "the end",
}


class _Mark(NamedTuple):
    """A terminal where it stands in the reading. One that is empty opens a clause whose marker comes last."""

    kind: str
    begin: int
    stop: int


class _Sentence(NamedTuple):
    """A sentence or cell: from `begin` to `stop`, with the marks in it."""

    begin: int
    stop: int
    marks: list[_Mark]
    cell: bool
    """Whether a cell's end stands before it."""


class _Language:
    """One language's markers. They are compiled when they are first looked for."""

    def __init__(self, name: str) -> None:
        self.name = name
        every = terminals("separators", name)
        self.terminals = {key: pattern for key, pattern in every.items() if not key.startswith(("HINT", "TITLE"))}
        self._rank = {key: number for number, key in enumerate(self.terminals)}
        self._first = self.terminals.pop("FIRST")
        self.signs = frozenset(self.terminals.pop("SIGN", "").split("|")) - {""}
        self.signs_inside = frozenset(self.terminals.pop("SIGN_INSIDE", "").split("|")) - {""}
        self._verb = self.terminals.pop("VERB", None)

    def _one_of(self, patterns: Iterable[str]) -> re.Pattern[str]:
        """Words, to be looked for in small letters: five times as fast as without regard to case and place."""
        # Where words are spaced, all of them begin where no letter is before.
        return compiled(f"{'' if self.signs_inside else _WORD_BEGIN}(?:{'|'.join(patterns) or _NOTHING})")

    @cached_property
    def _words(self) -> re.Pattern[str]:
        small = ((name, _ANY_CASE.fullmatch(pattern)) for name, pattern in self.terminals.items())
        return self._one_of(f"(?P<{name}>{_small(pattern[1])})" for name, pattern in small if pattern)

    @cached_property
    def _separators(self) -> re.Pattern[str]:
        return compiled("|".join(f"(?P<{name}>{self.terminals[name]})" for name in self._exact))

    @cached_property
    def _exact(self) -> Sequence[str]:
        return [name for name, pattern in self.terminals.items() if not _ANY_CASE.fullmatch(pattern)]

    @cached_property
    def _sign(self) -> re.Pattern[str] | None:
        """What all that `_separators` finds begins with, but for notes; None where words are among it."""
        return compiled(self._first) if terminals("separators").keys() >= set(self._exact) else None

    def _separator(self, text: str, start: int) -> re.Match[str] | None:
        """The next separator, or what else is looked for with regard to case."""
        if self._sign is None:
            return self._separators.search(text, start)
        # Most characters separate nothing, and a search for one of some characters takes less than a try at each.
        match = self._separators.match
        found = match(text, start)
        if found:
            return found
        return next(filter(None, (match(text, sign.start()) for sign in self._sign.finditer(text, start))), None)

    @cached_property
    def _wants(self) -> re.Pattern[str]:
        kinds = _MOTIVATIONS | {"WANT_END"}
        found = (_ANY_CASE.fullmatch(pattern) or pattern for name, pattern in self.terminals.items() if name in kinds)
        return self._one_of(_small(one if isinstance(one, str) else one[1]) for one in found)

    @cached_property
    def _own_verb(self) -> re.Pattern[str] | None:
        return compiled(rf"(?:{self._verb})\Z") if self._verb else None

    def wants(self, reading: Reading) -> bool:
        """Whether a motivation may be in a text. Most text has none and needs no slower scan for all markers."""
        return self._wants.search(reading.small) is not None

    def has_verb(self, opening: str) -> bool:
        """Whether a motivation that opens with these words has a verb of its own ("I want to see")."""
        return self._own_verb is not None and self._own_verb.search(opening) is not None

    def marks(self, reading: Reading) -> Iterator[_Mark]:
        """All markers and separators of a text, in order."""
        text, low = reading.text, reading.small
        word, separator = self._words.search(low), self._separator(text, 0)
        while first := self._first_of(word, separator):
            begin, stop = first.span()
            if stop > begin:
                yield _Mark(first.lastgroup or "", begin, stop)
            else:
                stop = begin + 1
            if word and word.start() < stop:
                word = self._words.search(low, stop)
            if separator and separator.start() < stop:
                separator = self._separator(text, stop)

    def _first_of(self, word: re.Match[str] | None, separator: re.Match[str] | None) -> re.Match[str] | None:
        """What stands first, and of two at one place the one with the higher priority."""
        if word is None or separator is None:
            return word or separator
        if word.start() != separator.start():
            return word if word.start() < separator.start() else separator
        return min(word, separator, key=lambda one: self._rank[one.lastgroup or ""])


def _small(pattern: str) -> str:
    """A pattern in small letters, its escapes left as they are."""
    parts = _ESCAPE.split(pattern)
    parts[::2] = map(str.lower, parts[::2])
    return "".join(parts)


@cache
def _language(name: str) -> _Language:
    return _Language(name)


@cache
def _signs(names: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str], tuple[_Language, ...]]:
    """The signs of languages, those inside words apart, and the languages that need none."""
    every = [_language(name) for name in names]
    always = tuple(one for one in every if not one.signs and not one.signs_inside)
    return (
        frozenset().union(*(one.signs for one in every)),
        frozenset().union(*(one.signs_inside for one in every)),
        always,
    )


def _spoken(text: str, names: tuple[str, ...]) -> Sequence[_Language]:
    """The languages that a text may hold a statement in: those with a sign in it, then those that need none."""
    signs, inside, always = _signs(names)
    words = signs.intersection(_LETTERS.findall(text.lower())) if signs else signs
    parts = {part for part in inside if part in text}
    if not words and not parts:
        return always
    return [one for one in map(_language, names) if one.signs & words or one.signs_inside & parts] + [*always]


def _named(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(names) or languages()


def parse(candidate: Candidate, languages: Sequence[str] = ()) -> list[Statement]:
    """The statements of a candidate, in the order of the text, in any of `languages` (none named: all there are).

    Prose gives none. What stands where a statement is meant to stand (`candidate.meant`) and is none
    gives one statement of form `fragment`, with `failure` telling what was expected. Where a text can
    be read in two languages, the one with more clauses is right, then the one of which more words are known.
    """
    names = _named(languages)
    spoken = _spoken(candidate.reading.text, names)
    if len(candidate.reading.text) > _LONGEST_TEXT:
        holds = candidate.meant or any(language.wants(candidate.reading) for language in spoken)
        return [_Parse(candidate, _language(names[0])).fragment(understood=False)] if holds else []
    statements = [statement for language in spoken for statement in _Parse(candidate, language).statements()]
    if len({one.language for one in statements}) > 1:
        known = {language.name: len(list(language.marks(candidate.reading))) for language in spoken}
        statements = _apart(sorted(statements, key=lambda one: -known[one.language]))
    # Where the cells have the markers as well, these tell more exactly where a clause ends.
    given = len(candidate.clauses)
    if given and candidate.language in names and all(given > sum(map(bool, one.clauses)) for one in statements):
        language = statements[0].language if statements else candidate.language
        return [_Parse(candidate, _language(language)).given()]
    if statements:
        return statements
    if candidate.meant and candidate.place in (Place.FIELD, Place.ITEM, Place.CELL):
        return [_Parse(candidate, spoken[0] if spoken else _language(names[0])).fragment()]
    return []


def _is_open(words: str) -> bool:
    """Whether the words of a clause are those of a template: a placeholder that nobody filled in, and little else."""
    slots = _PLACEHOLDER.findall(words)
    if not slots:
        return False
    left = sum(map(str.isalnum, _PLACEHOLDER.sub("", words)))
    return left <= (1 - _OPEN_SHARE) * sum(map(str.isalnum, words)) and all(
        slot[0] != "[" or _SLOT.search(slot) or len(_LETTERS.findall(slot)) < _FILLED for slot in slots
    )


def _apart(statements: list[Statement]) -> list[Statement]:
    """Of statements that overlap the one with the most clauses, in the order of the text."""
    apart: list[Statement] = []
    for one in sorted(statements, key=lambda one: -sum(map(bool, one.clauses))):
        if all(one.stop <= other.begin or other.stop <= one.begin for other in apart):
            apart.append(one)
    apart.sort(key=lambda one: one.begin)
    for number, one in enumerate(apart):
        one.number = number
    return apart


class _Parse:
    """One candidate in one language."""

    def __init__(self, candidate: Candidate, language: _Language) -> None:
        self.candidate = candidate
        self.language = language
        self.reading = candidate.reading
        self.unwrapped = candidate.reading.unwrapped()
        self.text = candidate.reading.text
        self.item = candidate.reading.whole().stripped(_EDGES)
        self.closed: dict[int, int] = {}
        """Where the marker at the end of a clause begins, by where the clause does."""

    def statements(self) -> list[Statement]:
        """All statements of the candidate."""
        if not self.candidate.meant and not self.language.wants(self.reading):
            return []
        found: list[Statement] = []
        sentences = self.sentences()
        number = 0
        while number < len(sentences):
            head = self.head(sentences[number])
            if head is None:
                number += 1
                continue
            stop, marks = sentences[number].stop, self.from_head(sentences[number], head)
            number += 1
            while number < len(sentences) and self.continues(marks, sentences[number]):
                stop = sentences[number].stop
                marks += sentences[number].marks
                number += 1
            statement = self.statement(marks, stop, len(found))
            if statement is not None:
                found.append(statement)
        return found

    def sentences(self) -> list[_Sentence]:
        """The text cut at full stops and cells."""
        sentences = []
        begin, marks, cell = 0, list[_Mark](), False
        for mark in self.opened(self.language.marks(self.reading)):
            if mark.kind in ("STOP", "CELL"):
                sentences.append(_Sentence(begin, mark.begin, marks, cell))
                begin, marks, cell = mark.stop, [], mark.kind == "CELL"
            else:
                marks.append(mark)
        sentences.append(_Sentence(begin, len(self.text), marks, cell))
        return sentences

    def opened(self, marks: Iterable[_Mark]) -> Iterator[_Mark]:
        """Marks that open clauses: one that closes a clause opens it instead, empty, at the clause's first word.

        What opens an outcome after a separator only does so there and is nothing elsewhere.
        """
        begin, outcome = 0, False
        closed: list[str] = []
        for mark in marks:
            if mark.kind == "FOR":
                if not self.parted(mark):
                    continue
                # A line may also end in the middle of a clause: then a clearer marker goes first.
                wrapped = _BARE_LINE_END.search(self.text, max(0, mark.begin - 8), mark.begin)
                mark = mark._replace(kind="TO" if wrapped else "THUS")
            kind = _CLOSERS.get(mark.kind)
            if kind is None:
                yield mark
                if mark.kind in _BEFORE_A_CLAUSE:
                    begin = mark.stop
                    outcome = mark.kind in _OUTCOMES or (outcome and mark.kind == "COLON")
                    closed = closed if mark.kind == "STOP" else []
            elif not outcome:
                before = _BEFORE_A_WORD.match(self.text, begin)
                begin = before.end() if before else begin
                if begin < mark.begin:
                    # After a situation and a wish, another wish is what the first is for.
                    kind = "SO" if kind == "WANT" and closed[-2:] == ["WHEN", "WANT"] else kind
                    self.closed[begin] = mark.begin
                    closed.append(kind)
                    yield _Mark(kind, begin, begin)
                begin = mark.stop

    def head(self, sentence: _Sentence) -> _Mark | None:
        """The marker at the head of a sentence, after a label if there is one."""
        head: _Mark | None = None
        start, via = sentence.begin, ""
        for mark in sentence.marks:
            if mark.begin - sentence.begin > 2 * _LABEL:
                break
            if mark.kind in _CLAUSE:
                leads = mark.kind in _HEADS and not any(map(str.isalpha, self.text[start : mark.begin]))
                if leads and self.may_lead(mark, via, sentence) and (head is None or via in ("COLON", "DASH")):
                    if head is None or (head.kind != "AS" and mark.kind in ("WHEN", "ON", "AS")):
                        head = mark
                elif mark.kind in _WANTS | _ASKED | {"SO"}:
                    break
            elif mark.kind in ("COLON", "DASH", "BREAK"):
                if mark.stop - sentence.begin > _LABEL:
                    break
                start, via = mark.stop, mark.kind
            elif mark.kind in ("LEAD", "NOTE") and not any(map(str.isalpha, self.text[start : mark.begin])):
                start = mark.stop
        return head

    def may_lead(self, mark: _Mark, via: str, sentence: _Sentence) -> bool:
        """Whether a marker after a dash or line break may be the first of a statement: a label is before it."""
        if via in ("", "COLON"):
            return True
        capital = self.text[mark.begin].isupper() or not self.text[mark.begin].lower().isascii()
        if (
            via == "DASH"
            and mark.kind == "WHEN"
            and len(_LETTERS.findall(self.text, sentence.begin, mark.begin)) <= _NAME
        ):
            return True
        if via == "DASH" or mark.kind not in _WANTS:
            return capital
        line = self.reading.slice(sentence.begin, mark.begin).stripped()
        return any(wrap.begin <= line.begin and line.stop <= wrap.stop for wrap in self.reading.wraps)

    @staticmethod
    def from_head(sentence: _Sentence, head: _Mark) -> list[_Mark]:
        return [mark for mark in sentence.marks if mark.begin >= head.begin]

    def continues(self, marks: list[_Mark], sentence: _Sentence) -> bool:
        """Whether a sentence or cell goes on with the statement that the marks before it began."""
        first = next((mark for mark in sentence.marks if mark.kind in _CLAUSE), None)
        if first is None or any(map(str.isalpha, self.text[sentence.begin : first.begin])):
            return False
        if "?" in self.text[max(0, sentence.begin - 3) : sentence.begin]:
            return False  # a question is no clause
        kinds = {mark.kind for mark in self.chosen(marks)}
        if kinds & (_WANTS | _ASKED):
            return not kinds & _OUTCOMES and (first.kind == "SO" or (first.kind == "THUS" and sentence.cell))
        # "We want ..." as a sentence of its own is how prose goes on.
        opens = first.kind in _ASKED or first.kind == "WANT" or (first.kind == "NEED" and self.is_listed)
        return opens and bool(kinds & {"WHEN", "ON", "AS"}) and not kinds & _OUTCOMES

    def parted(self, mark: _Mark) -> bool:
        """Whether a separator stands before a marker."""
        before = self.text[max(0, mark.begin - 8) : mark.begin].rstrip(" \t\xa0\"'“‘(*")
        return not before or before[-1] in _SEPARATORS

    def fresh(self, mark: _Mark) -> bool:
        """Whether a marker is the first of its line or cell."""
        before = self.text[max(0, mark.begin - 80) : mark.begin].rstrip(" \t\xa0")
        return not before or before[-1] in "\n" + CELL_END

    def chosen(self, marks: list[_Mark]) -> list[_Mark]:
        """Of all markers of a statement those that open its clauses."""
        marks = self.before_reason(marks)
        head, rest = marks[0], marks[1:]
        wants = self.wants(marks)
        if head.kind not in _WANTS and not wants:
            outcome = self.outcome(rest) if head.kind in _OPENERS else None
            return [head, outcome] if outcome else [head]
        want = head if head.kind in _WANTS else self.want(wants, marks)
        after = [mark for mark in rest if mark.begin > want.begin]
        outcome = None if head.kind in ("SO", "TO") else self.outcome(after, want)
        role = None
        if head.kind != "AS":
            role = next(
                (mark for mark in rest if mark.kind == "AS" and mark.begin < want.begin and self.parted(mark)), None
            )
        late = None
        if head.kind in ("SO", "TO", "AS"):
            before = (mark for mark in rest if mark.kind in _OPENERS and mark.begin < want.begin and self.parted(mark))
            late = next(before, None)
        if outcome is None and head.kind in _OPENERS | {"AS"}:
            # "When the gate shuts, so that nobody can pass" is a situation as a whole; a role tells no purpose.
            clear = head.kind == "AS" and late is None
            purposes = (mark for mark in rest if mark.kind == "SO")
            outcome = next((one for one in purposes if one.begin in self.closed or (clear and self.parted(one))), None)
        if head.kind not in _OPENERS and late is None:
            stop = outcome.begin if outcome and outcome.begin > want.begin else len(self.text)
            late = next((mark for mark in after if mark.kind == "WHEN" and want.stop + 1 < mark.begin < stop), None)
        clauses = {mark for mark in (head, want, role, late, outcome) if mark}
        return sorted(clauses, key=lambda mark: mark.begin)

    @staticmethod
    def before_reason(marks: list[_Mark]) -> list[_Mark]:
        """The clause markers up to a reason ("because ...") that follows a motivation: what it holds is no clause."""
        kept: list[_Mark] = []
        for mark in marks:
            if mark.kind == "END" and any(one.kind in _MOTIVATIONS for one in kept):
                break
            if mark.kind in _CLAUSE:
                kept.append(mark)
        return kept

    def wants(self, marks: list[_Mark]) -> list[_Mark]:
        """The markers that may open the motivation; "When I want ..." does not."""
        free = []
        for before, mark in zip([None, *marks], marks, strict=False):
            if mark.kind not in _MOTIVATIONS:
                continue
            opens = before is not None and (before.kind == "WHEN" or (before is marks[0] and before.kind == "ON"))
            inside = before is not None and opens and not self.text[before.stop : mark.begin].strip()
            if not inside and not _QUOTED_SPEECH.search(self.text, max(0, mark.begin - 8), mark.begin):
                free.append(mark)
        for kinds in (_WANTS, {"OTHERS"}, {"HELP"}, {"CAN"}):
            found = [mark for mark in free if mark.kind in kinds]
            if found:
                return found
        return []

    def want(self, wants: list[_Mark], marks: list[_Mark]) -> _Mark:
        """The one that opens the motivation: the first after a separator, unless an outcome comes before it."""
        first = wants[0]
        for later in wants:
            if self.parted(later):
                so = any(mark.kind in _OUTCOMES and first.begin < mark.begin < later.begin for mark in marks)
                return first if so else later
        return first

    def outcome(self, marks: list[_Mark], want: _Mark | None = None) -> _Mark | None:
        """The marker that opens the outcome: the first, but a clear one after a separator beats a vague one."""
        found = [mark for mark in marks if mark.kind in _OUTCOMES]
        if want is not None and self.fresh(want):
            fresh = [mark for mark in found if self.fresh(mark)]
            found = fresh or found
        if not found:
            return next((mark for mark in marks if mark.kind == "TO" and self.is_purpose(mark, want)), None)
        first = found[0]
        if not self.parted(first):
            return next((mark for mark in found if mark.kind == "SO" and self.parted(mark)), first)
        return first

    def is_purpose(self, mark: _Mark, want: _Mark | None) -> bool:
        """Whether "to ..." tells a purpose: after a comma, or behind a motivation that has its own verb."""
        if want is None:
            return False
        if self.parted(mark):
            return True
        word = _NEXT_WORD.match(self.text, want.stop)
        opening = self.text[want.begin : word.end()] if word else ""
        return mark.begin > want.stop + 1 and self.language.has_verb(opening)

    def statement(self, marks: list[_Mark], stop: int, number: int) -> Statement | None:
        """The statement that the marks make, if they make one that is not prose."""
        tokens = self.tokens(self.chosen(marks), marks, stop)
        try:
            (sentence,) = tree_of(tuple(token.kind for token in tokens)).parts
        except UnexpectedError:
            return None
        slices: dict[str, Slice] = {}
        openers: dict[str, str] = {}
        for clause in sentence.parts:
            name = "situation" if clause.name == "late" else clause.name
            slices[name] = self.trimmed(tokens[clause.first].begin, tokens[clause.last].stop)
            openers[name] = tokens[clause.first].kind
        if not (
            self.is_statement(slices, openers, number) if sentence.name == "job_statement" else self.is_story(openers)
        ):
            return None
        if all(_is_open(self.after_marker(tokens, one)) for one in slices.values()):
            return self.fragment() if self.candidate.meant else None
        form = Form.USER_STORY if sentence.name == "user_story" else Form.JOB_STATEMENT
        return self.built(form, slices, number)

    def after_marker(self, tokens: list[_Mark], clause: Slice) -> str:
        """The words of a clause without its opening words."""
        marker = next(token for token in tokens if token.begin == clause.begin)
        return self.text[marker.stop : self.closed.get(clause.begin, clause.stop)]

    def is_statement(self, slices: dict[str, Slice], openers: dict[str, str], number: int) -> bool:
        """Whether clauses make a job statement here. Prose has the same words; it is told by where it stands."""
        meant, listed = self.candidate.meant, self.is_listed
        situation, outcome = "situation" in slices, "outcome" in slices
        want = openers.get("motivation")
        if want is None:
            return meant
        if want in _WANTS:
            alone = self.is_alone(slices)
            if situation and outcome:
                # "When it fails, we need to ..., so we ..." also tells how a thing works.
                return want == "WANT" or listed or alone
            # What stands after other sentences of an item is prose.
            first = number > 0 or min(one.begin for one in slices.values()) < self.first_stop
            likely = (listed and (meant or first)) or (want == "WANT" and alone)
            # "I want to rest when it is quiet" alone is prose.
            late = situation and slices["motivation"].begin < slices["situation"].begin
            # "If it changes, we need to do it again. ..." tells how a thing works.
            likely = likely and (meant or outcome or alone or want == "WANT" or openers.get("situation") == "WHEN")
            return likely and (outcome or (situation and (listed or not late)))
        if want == "HELP":
            return (situation or outcome) and (
                meant
                or (outcome and situation and listed)
                or ((outcome or openers["situation"] == "WHEN") and self.fills(slices))
            )
        if want == "OTHERS" and meant:
            return situation or outcome
        if not (situation and outcome) or meant:
            return situation and meant
        # "During the day we can do it to avoid ..." in a paragraph has no clause that is set apart.
        likely = listed or (openers["outcome"] != "TO" and self.is_alone(slices))
        return openers["situation"] == "WHEN" and likely

    def is_story(self, openers: dict[str, str]) -> bool:
        """Whether clauses with a role make a user story here: "As a charity, we want ..., so ..." also opens prose."""
        listed = self.candidate.meant or self.candidate.place is not Place.PARAGRAPH
        return listed or "WANT" in openers.values() or "SO" in openers.values()

    def fills(self, slices: dict[str, Slice]) -> bool:
        """Whether the clauses are all that a table cell or block quote says."""
        begin = min(one.begin for one in slices.values())
        stop = max(one.stop for one in slices.values())
        if self.candidate.place is Place.QUOTE:
            return self.is_alone(slices)
        edges = _EDGES.replace(CELL_END, "") + "\"“”'‘’«».!*"
        before = self.text[max(0, begin - 8) : begin].rstrip(edges)
        after = self.text[stop : stop + 8].lstrip(edges)
        return self.candidate.place is Place.CELL and before[-1:] in ("", CELL_END) and after[:1] in ("", CELL_END)

    @property
    def is_listed(self) -> bool:
        """Whether the text stands where statements are gathered."""
        return self.candidate.meant or self.candidate.place in (Place.ITEM, Place.QUOTE, Place.CELL, Place.FIELD)

    @cached_property
    def first_stop(self) -> int:
        """Where the first sentence of the text ends."""
        stops = (mark.begin for mark in self.language.marks(self.reading) if mark.kind == "STOP")
        return next(stops, len(self.text))

    def is_alone(self, slices: dict[str, Slice]) -> bool:
        """Whether the clauses are all that the candidate says, after an identifier ("JTBD-7:") if there is one."""
        begin, stop = min(one.begin for one in slices.values()), max(one.stop for one in slices.values())
        first = begin <= self.item.begin + 3 or _IDENTIFIER.fullmatch(self.text, self.item.begin, begin)
        return stop >= self.item.stop - 3 and bool(first)

    def tokens(self, chosen: list[_Mark], marks: list[_Mark], stop: int) -> list[_Mark]:
        """Markers and the runs of text between them."""
        tokens = []
        ends = [mark.begin for mark in chosen[1:]] + [self.tail(chosen[-1], marks, stop)]
        for mark, end in zip(chosen, ends, strict=True):
            tokens.append(mark)
            if self.text[mark.stop : end].strip(_EDGES + ".!?…\"'"):
                tokens.append(_Mark("TEXT", mark.stop, end))
        return tokens

    @staticmethod
    def tail(last: _Mark, marks: list[_Mark], stop: int) -> int:
        """Where the last clause ends: a dash or a reason after it is a note, not a part of it."""
        for mark in marks:
            if mark.begin > last.stop and mark.kind in ("DASH", "END"):
                return mark.begin
        return stop

    def trimmed(self, begin: int, stop: int) -> Slice:
        """A clause without what stands between it and the next: separators, bars, a label, closing quotes."""
        clause = self.text[begin:stop].lstrip(_EDGES)
        begin = stop - len(clause)
        if clause[-8:].rstrip().endswith((":", "：")):
            label = _NEXT_LABEL.search(clause.rstrip(_EDGES))
            clause = clause[: label.start()] if label else clause
        clause = clause.rstrip(_ENDS)
        for _ in range(4):
            end = clause[-1:]
            closes = end in _QUOTES and not self.is_paired(clause, end)
            # A quote or slash that stands alone belongs to the next clause.
            if not closes and not (end in _OPENING_QUOTES and clause[-2:-1].isspace()):
                break
            clause = clause[:-1].rstrip(_ENDS)
        return self.reading.slice(begin, begin + len(clause))

    @staticmethod
    def is_paired(text: str, end: str) -> bool:
        """Whether a closing quote or bracket at the end of a text has its opening one in it."""
        opening = _QUOTES[end]
        return text.count(end) % 2 == 0 if opening == end else text.count(end) <= sum(map(text.count, opening))

    def built(self, form: Form, slices: dict[str, Slice], number: int, *, tabular: bool = False) -> Statement:
        """A statement of its clauses; the absent ones are empty slices where they would stand."""
        begin = min(one.begin for one in slices.values())
        stop = max(one.stop for one in slices.values())
        situation = slices.get("situation") or self.reading.slice(begin, begin)
        last = max(situation.stop, slices["role"].stop if "role" in slices else begin)
        motivation = slices.get("motivation") or self.reading.slice(last, last)
        outcome = slices.get("outcome") or self.reading.slice(stop, stop)
        situation, motivation, outcome = (
            self.unwrapped.slice(one.begin, one.stop) for one in (situation, motivation, outcome)
        )
        candidate = self.candidate
        return Statement(
            self.reading,
            begin,
            stop,
            form=form,
            situation=situation,
            motivation=motivation,
            outcome=outcome,
            item=self.item,
            number=number,
            language=self.language.name,
            meant=candidate.meant,
            place=candidate.place,
            headings=candidate.headings,
            declared=candidate.declared,
            repeated=candidate.repeated,
            tabular=tabular,
        )

    def given(self) -> Statement:
        """The statement whose clauses are named by titles."""
        slices = {name: self.trimmed(one.begin, one.stop) for name, one in self.candidate.clauses.items()}
        if all(_is_open(one.text) for one in slices.values()):
            return self.fragment()
        form = Form.USER_STORY if "role" in slices and "situation" not in slices else Form.JOB_STATEMENT
        return self.built(form, slices, 0, tabular=True)

    def fragment(self, *, understood: bool = True) -> Statement:
        """The whole item as a fragment, with what was expected where, if that is to be understood."""
        nothing = self.item.before()
        return Statement(
            self.reading,
            self.item.begin,
            self.item.stop,
            form=Form.FRAGMENT,
            situation=nothing,
            motivation=nothing,
            outcome=nothing,
            item=self.item,
            language=self.language.name,
            meant=self.candidate.meant,
            place=self.candidate.place,
            headings=self.candidate.headings,
            declared=self.candidate.declared,
            repeated=self.candidate.repeated,
            failure=self.failure() if understood else None,
        )

    def failure(self) -> Failure | None:
        """What was read and what was expected next; None for a text that parses (a template) or is empty."""
        if not self.item:
            return None
        for sentence in self.sentences():
            head = self.head(sentence)
            # "In ..." and "On ..." open notes more often than broken statements.
            if head is not None and head.kind != "ON":
                marks = self.from_head(sentence, head)
                tokens = self.tokens(self.chosen(marks), marks, sentence.stop)
                break
        else:
            tokens = []
        try:
            tree_of(tuple(token.kind for token in tokens))
        except UnexpectedError as error:
            unread = tokens[error.number :]
            begin = unread[0].begin if unread else tokens[-1].stop if tokens else self.item.begin
            begin = min(begin, self.item.stop)
            read = self.text[tokens[0].begin : begin].strip(_EDGES) if tokens else ""
            expected = {_EXPECTED[name] for name in error.expected if name in _EXPECTED}
            return Failure(self.reading.slice(begin, begin), read, tuple(sorted(expected)))
        return None
