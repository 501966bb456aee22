"""Which pages need not be read, since no statement can be in them: nearly all pages of most handbooks.

Every statement holds a SIGN of its language, for which one look at the words of a page is enough. English has no
signs: there a HINT is looked for, and around it, a sentence to either side, the other clauses, since prose has the
same words. All of these are terminals of the grammar. Markup between words is a gap, inside a word it is taken out;
where something makes that uncertain, the page is read. YAML and JSON are told by their keys, in their reader.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from jtbdlint.documents.titles import TITLES
from jtbdlint.patterns import compiled
from jtbdlint.terminals import languages, terminals

_PAGES = (".md", ".markdown", ".mdx", ".erb", ".txt")

# What announces a list of statements, in which all is read.
_ANNOUNCED = rb" j(?:tbd|obs? *to *be *done|ob +(?:stor|statement|map))"
_STATEMENT_LIST = rb" statement +list"
_ANNOUNCING = frozenset((b"jtbd", b"jtbds", b"job", b"jobs", b"statement"))

_LETTER = rb"[A-Za-z\x80-\xff]"
_TARGET = rb"(?:\([^()\n]*\)|\[[^\]\n]*\])"
# Each with what must be there for it: a letter that is spelt as an entity, a tag with angle brackets in its
# attributes, a comment inside a word, a target that goes on over brackets or lines.
_UNCERTAIN = (
    (b"&", rb"&(?!(?:amp|lt|gt|quot|nbsp|[mn]dash|hellip|[lr][sd]quo|copy|[lr]arr|times|bull|middot|#39);)#?\w+;"),
    (b"<", rb"<[A-Za-z/](?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*+(?!>)|<!--(?<=%b<!--)" % _LETTER),
    (b"(", rb"\]\((?=[^()\n]*[(\n])"),
)
# Markup inside a word. Breaks and blocks are gaps.
_TAG = rb"<(?!/?(?:br|t[dhr]|li|p|div)\b|!--)[^<>]*>"
_INSIDE = tuple(
    (one, rb"%b(?<=%b%b)(?:[*~`\[\]]|%b|\([^()\n]*\))*%b" % (opening, _LETTER, re.escape(one), _TAG, _LETTER))
    for one, opening in ((b"*", rb"\*"), (b"~", b"~"), (b"`", b"`"), (b"[", rb"\["), (b"]", rb"\]"), (b"<", b"<"))
)
_ALL_INSIDE = rb"(?<=%b)(?:[*~`\[]|\]%b?|%b)+(?=%b)" % (_LETTER, _TARGET, _TAG, _LETTER)
_VALUE = rb"(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'=<>`]+)"
# What nobody sees, each with what must be there for it, and what it is between two words: nothing, a line's end.
_UNSEEN = (
    (b"<", rb"\n[ \t>]*<!--(?s:.)*?-->", b"\n\1"),
    (b"<", rb"<(?:!--[^\n]*?--|%(?s:.)*?%)>", b"\1"),
    (b"<", rb"<br\b[^<>]*>", b"\n"),
    (b"<", rb"</?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*+(?:\s*=\s*%b)?)*+\s*/?>|<[!?][^<>]*>" % _VALUE, b"\1"),
    (b"!", rb"!\[[^\]\n]*\]" + _TARGET, b"\1"),
    (b"]", rb"\]" + _TARGET, b"\1"),
    (b"^", rb"\[\^[^\]\n]*\]", b"\1"),
    (b"&", rb"&#?\w+;", b"\1"),
)
_MARKUP = b"[*_~`>\\\t\v\f\1\x1c\x1d\x1e"
_TO_TEXT = bytes.maketrans(_MARKUP, b" " * len(_MARKUP))
# Offsets stay: what is no letter of ASCII becomes a space.
_TO_WORDS = bytes(ord(chr(one).lower()) if chr(one).isalpha() else 32 for one in range(128)) + b" " * 128
# Of a letter in two bytes the first one stays, the same for small ones and capitals; all else is a gap.
_TO_SIGNS = _TO_WORDS[:0xC3] + bytes(range(0xC3, 0xCB)) + b" " * (256 - 0xCB)
_GAPS = bytes(one for one in range(128) if not chr(one).isalpha())
_SECOND_BYTES = bytes(range(0x80, 0xC0))
_SIGNS_OF_SUMS = (b"\xc3\x97", b"\xc3\xb7")
_CYRILLIC = (b"\xd0", b"\xd1")
_LETTERS = r"[^\W\d_]+"
# A letter outside ASCII that is one in it when case does not count.
_KELVIN = "\u212a".encode()
# White space outside ASCII, each with what must be there for it.
_SPACES = (
    (b"\xc2", rb"\xc2[\x85\xa0]"),
    (b"\xe2", rb"\xe2\x80[\x80-\x8a\xa8\xa9\xaf]"),
    (b"\xe2\x81\x9f", rb"\xe2\x81\x9f"),
    (b"\xe3\x80\x80", rb"\xe3\x80\x80"),
    (b"\xe1\x9a\x80", rb"\xe1\x9a\x80"),
)

# The line under the head of a table.
_RULE = rb"\n[ \t>|:]*-[ \t>|:-]*(?=\n)"
# Where a block, item or row ends beyond doubt, and where a cell does.
_END = rb"\n(?:(?:[ \t]*\n)+|(?= {0,3}(?:[-+*]|1[.)]) |[ \t]*\|[ \t]))"
_CELL_END = rb"\|(?<=[ \t]\|)(?=[ \t])"
# A line with an item; what begins a line and has nothing to do with the lines before.
_ITEM = rb"\n( *)([-+*]|1[.)]) (?=\S)[^\n]*"
_ITEM_OR_ROW = rb" *(?:[-+*]|1[.)]) |[ \t]*\|[ \t]"
_ANEW = _ITEM_OR_ROW + rb"|[^ \t>]"
_AS = rb"[^a-z]as[\s\]]"
# In brackets that are closed soon, a sentence does not end.
_NOT_BRACKETED = rb"(?![^()\[\]\n]{0,60}[)\]])"
# What a clause may open after: the beginning of a sentence, line or cell, a colon, a dash; and then no word. All
# patterns here begin with one set of characters, for which `re` looks fast.
_BEGIN = (
    rb"[]\n.!?:|,;\x1f\x81\x82\x92-\x94\x9a\x9f-](?:(?P<comma>(?<=[,;]))|(?P<line>(?<=\n))|(?<=[].!?:|\x1f])"
    rb"|(?P<dash>(?<=\xe2\x80[\x93\x94])|(?<=\xe2\x86\x92)|(?:(?<=\s-)|(?<=\s--)|(?<=\s---))(?=\s))"
    rb"|(?<=\xe3\x80\x82)|(?<=\xef\xbc[\x81\x9a\x9f]))"
)
_NO_WORD = rb"[^a-z\xc3-\xca\xd0-\xd3]*(?:\xc3[\x97\xb7][^a-z\xc3-\xca\xd0-\xd3]*)*"
_NOTE = rb"\([^()\n]{1,60}\)|[a-z0-9]{1,3} *\)"
# So far before "me" or "needs" the words are looked for that belong to it.
_FAR = 400
_NEAR, _MANY = 100, 7
_CAPITALS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_SETS_APART = b"*_[`~<\1"
_KINDS = ((b"when", "HINT_WHEN"), (b"role", "HINT_AS"), (b"so", "HINT_FIRST_SO"), (b"on", "HINT_ON"))
_NAME = 12
"""More words than the name of a job has, which stands before a dash."""
_LATE = "role after a comma"
_MOST_INDENT = 3
"""Of what is not code, in spaces more than what it is in."""

_compiled = cache(compiled)


def is_page(path: str) -> bool:
    """Whether `may_hold` can tell files of this name: Markdown and plain text."""
    return path.lower().endswith(_PAGES)


def may_hold(text: str, names: Sequence[str] = ()) -> bool:
    """Whether a page may hold a statement in one of some languages (none named: all there are).

    True says nothing; False is certain. Linear in the text.
    """
    return _filter(tuple(names) or languages()).may_hold(text)


# What opens a block that goes on over blank lines, and what closes it.
_BLOCKS = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<pre", "</pre"))


def may_be_cut(path: str, text: str) -> bool:
    """Whether a Markdown page may hold a block that opens in its first half and is never closed.

    True says nothing; False is as good as certain: a line that looks like the end of a code block may be code.
    """
    if not is_page(path) or path.lower().endswith(".txt"):
        return False
    half, low = len(text) // 2, text.lower()
    for fence in ("```", "~~~"):
        if fence in low[:half] and not any(line.strip("\t >`~") == "" for line in _lines_with(fence, low, half)):
            return True
        if fence + fence[0] in low[:half]:
            return True
    return any((at := low.rfind(opening, 0, half)) >= 0 and low.find(closing, at) < 0 for opening, closing in _BLOCKS)


def _lines_with(fence: str, text: str, start: int) -> list[str]:
    """The lines with a fence in them, from a place on."""
    lines = []
    at = text.find(fence, start)
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        lines.append(text[text.rfind("\n", 0, at) + 1 : end].strip("\r"))
        at = text.find(fence, end)
    return lines


@cache
def _filter(names: tuple[str, ...]) -> "_Filter":
    return _Filter(names)


class _Filter:
    """What tells for some languages."""

    def __init__(self, names: tuple[str, ...]) -> None:
        found = [terminals(name) for name in names]
        self.signs = frozenset(sign for one in found for sign in one.get("SIGN", "").split("|") if sign)
        self.words = frozenset(sign.encode().translate(_TO_SIGNS, _SECOND_BYTES) for sign in self.signs)
        self.inside = [part.encode() for one in found for part in one.get("SIGN_INSIDE", "").split("|") if part]
        self.unsigned = [_Unsigned(one) for one in found if "SIGN" not in one and "SIGN_INSIDE" not in one]
        # A statement that only the titles of columns or labels make one has the title of a motivation.
        titles = [title for clauses in TITLES.values() for title in clauses["motivation"]]
        self.titles = [title.replace(" ", "").encode() for title in titles]
        led = b"|".join(rb"\s*".join(map(re.escape, title.encode().split())) for title in titles)
        no_word = rb"[^\na-z\x80-\xff]*"
        # At the head of a line, or before a colon.
        self.led = compiled(
            rb"\n%b(?:(?:[a-z][\]).]|\xe2..)%b)*(?:%b)(?![a-z\x80-\xff])"
            rb"|(?<![a-z\x80-\xff])(?:%b)[\s*_`~]*(?::|\xef\xbc\x9a)" % (no_word, no_word, led, led)
        )

    def may_hold(self, text: str) -> bool:
        """Whether a page may hold a statement."""
        page = b"\n%b\n" % text.encode("utf-8", "replace")
        if b"\r" in page:
            page = page.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if any(needed in page and _compiled(pattern).search(page) for needed, pattern in _UNCERTAIN):
            return True
        if any(needed in page and _compiled(pattern).search(page) for needed, pattern in _INSIDE):
            return self.holds(page) or self.holds(_compiled(_ALL_INSIDE).sub(b"", page))
        return self.holds(page)

    def holds(self, page: bytes) -> bool:
        """Whether a page may hold a statement that has no markup inside a word."""
        for needed, pattern, instead in _UNSEEN:
            if needed in page:
                page = _compiled(pattern).sub(instead, page)
        low = page.lower()
        words = page.translate(_TO_WORDS)
        if not page.isascii():
            if b"\xe2" in page and _KELVIN in page:
                return True
            if b"\xe3" in page and any(part in page for part in self.inside):
                return True
            if any(one in page for one in _CYRILLIC):
                text = page.decode("utf-8", "replace").lower()
                low = text.encode()
                if not self.signs.isdisjoint(_compiled(_LETTERS).findall(text)):
                    return True
        found = _signs(page)
        if not self.words.isdisjoint(found):
            return True
        if not _ANNOUNCING.isdisjoint(found) and any(
            _compiled(one).search(words) for one in (_ANNOUNCED, _STATEMENT_LIST)
        ):
            return True
        return (
            self.led.search(low) is not None
            or (b"|" in page and any(map(self.is_titled, _heads(low))))
            or any(one.may_be_in(page, words) for one in self.unsigned)
        )

    def is_titled(self, head: bytes) -> bool:
        """Whether a table with this head may have a column of motivations."""
        squeezed = head.translate(None, _GAPS)
        return any(title in squeezed for title in self.titles)


class _Head(NamedTuple):
    """A word that may open the first clause of a statement: where it stands and which it opens."""

    at: int
    kind: str | None


class _Unsigned:
    """A language without signs: what its statements are made of. Compiled when it is first looked for."""

    def __init__(self, terminals: Mapping[str, str]) -> None:
        self.hints = {name: one.encode() for name, one in terminals.items() if name.startswith(("HINT", "LEAD"))}
        self.hint = compiled(self.hints["HINT"])
        self.own = compiled(self.hints["HINT_OWN"])
        self.not_others = tuple(b" %b " % word for word in self.hints["HINT_NOT_OTHERS"].split(b"|"))

    @cached_property
    def kept(self) -> re.Pattern[bytes]:
        """An own motivation that is no marker."""
        return compiled(self.hints["HINT_KEPT"])

    @cached_property
    def asked(self) -> re.Pattern[bytes]:
        """Who is done something for."""
        return compiled(self.hints["HINT_ASKED"])

    @cached_property
    def asking(self) -> re.Pattern[bytes]:
        """What stands before that."""
        return compiled(self.hints["HINT_ASKING"])

    @cached_property
    def others(self) -> re.Pattern[bytes]:
        """What stands before what others want."""
        return compiled(self.hints["HINT_OTHERS"])

    @cached_property
    def before(self) -> bytes:
        """What stands before the first clause of a statement."""
        return rb"%b%b(?:(?:%b|%b)%b)*" % (_BEGIN, _NO_WORD, _NOTE, self.hints["LEAD"], _NO_WORD)

    @cached_property
    def head(self) -> re.Pattern[bytes]:
        """A first clause that is no motivation."""
        kinds = b"|".join(rb"(?P<%b>%b)" % (kind, self.hints[name]) for kind, name in _KINDS)
        return compiled(rb"%b(?:%b)" % (self.before, kinds))

    @cached_property
    def at_head(self) -> re.Pattern[bytes]:
        """What ends where a first clause may begin; "my team and I" is one person's wish."""
        return compiled(self.before + rb"(?:(?:[a-z'\x80-\xff]+\s+){1,3}and\s+)?\Z")

    @cached_property
    def outcome(self) -> re.Pattern[bytes]:
        """An outcome."""
        return compiled(rb"[^a-z](?:%b)" % self.hints["HINT_SO"])

    @cached_property
    def late(self) -> re.Pattern[bytes]:
        """A situation after the motivation."""
        return compiled(rb"[^a-z](?:%b)" % self.hints["HINT_WHEN"])

    @cached_property
    def outcome_or_late(self) -> re.Pattern[bytes]:
        """Any of both."""
        return compiled(rb"[^a-z](?:%b|%b)" % (self.hints["HINT_SO"], self.hints["HINT_WHEN"]))

    @cached_property
    def next_outcome(self) -> re.Pattern[bytes]:
        """An outcome at the head of a sentence."""
        return compiled(rb"(?:[^a-z]|[a-z][]).])*(?:%b)" % self.hints["HINT_NEXT_SO"])

    @cached_property
    def ends(self) -> list[re.Pattern[bytes]]:
        """Where sentences, cells and blocks end; faster one by one, since each begins with one character."""
        stop = self.hints["HINT_STOP"] + _NOT_BRACKETED
        return [compiled(one) for one in (stop, _CELL_END + _NOT_BRACKETED, _END)]

    def may_be_in(self, page: bytes, words: bytes) -> bool:
        """Whether a page may hold a statement, by its text and by its words at the same places."""
        prose: _Prose | None = None
        for hint in self.hint.finditer(words):
            at, end = hint.start() + 1, hint.end()
            own = self.own.match(words, at)
            if own and self.kept.match(words, at):
                continue
            if not own and words.endswith(self.not_others, 0, at):
                continue
            prose = prose or _Prose(self, page)
            if own:
                holds = prose.has_clauses(at, own.end())
            elif self.asked.match(words, at):
                asking = self.asking.search(words, max(0, at - _FAR), at)
                holds = asking is not None and prose.has_clauses(asking.start(), end, asked=True)
            else:
                holds = prose.has_clauses_of_others(at, end)
            if holds:
                return True
        return False


class _Prose:
    """The sentences of a page, as far as they are looked at.

    The first clause of a statement stands in the sentence of its motivation, or in the one before if the motivation
    is at the head of its own; the last stands in that sentence or at the head of the one after.
    """

    def __init__(self, language: _Unsigned, page: bytes) -> None:
        self.language = language
        for needed, pattern in () if page.isascii() else _SPACES:
            if needed in page:
                page = _compiled(pattern).sub(_blank, page)
        self.page = page
        self.found: dict[int, list[_Head]] = {}

    @cached_property
    def text(self) -> bytes:
        """The page in small letters, with spaces for markup."""
        return self.page.lower().translate(_TO_TEXT)

    @cached_property
    def begins(self) -> list[int]:
        """Where the sentences begin, and where the last one ends. Some are more than one, since it is not certain."""
        begins = [0, len(self.page), *self.items()]
        for end in self.language.ends:
            begins += [one.end() for one in end.finditer(self.page)]
        return sorted(set(begins))

    def items(self) -> Iterator[int]:
        """Where items begin that only the items above tell from text that goes on."""
        end, above, within = -1, 0, range(0)
        for item in _compiled(_ITEM).finditer(self.page):
            indent = len(item[1])
            if indent > _MOST_INDENT:
                if item.start() != end or not (indent == above or indent in within):
                    continue
                yield item.start() + 1
            inside = indent + len(item[2]) + 1
            end, above, within = item.end(), indent, range(inside, inside + _MOST_INDENT + 1)

    def is_apart(self, number: int) -> bool:
        """Whether a sentence has nothing to do with the one before."""
        begin = self.begins[number]
        return self.page[begin - 1 : begin] == b"\n" and _compiled(_ANEW).match(self.page, begin) is not None

    def heads(self, number: int) -> list[_Head]:
        """The words of a sentence that may open the first clause of a statement, or its role after a comma."""
        if number not in self.found:
            begin, stop = self.begins[number : number + 2]
            # With what ends the sentence before: that is what a first word stands after.
            before = max(begin - 1, 0)
            self.found[number] = [
                _Head(before + one.end(), one.lastgroup if one["comma"] is None else _LATE)
                for one in self.language.head.finditer(self.text[before:stop])
                if self.may_lead(one, before)
            ]
        return self.found[number]

    def heads_before(self, number: int) -> list[_Head]:
        """Those of the sentence before, if a statement may run over both."""
        return [] if number == 0 or self.is_apart(number) else self.heads(number - 1)

    def may_lead(self, head: re.Match[bytes], before: int) -> bool:
        """Whether a word opens a clause that may open one: after a dash or a line's end it takes a capital."""
        if head["comma"] is not None:
            return head.lastgroup == "role"
        at = before + head.start(head.lastindex or 0)
        if self.page[at] in _CAPITALS:
            return True
        if head["dash"] is not None and len(self.page[before : before + head.start()].split()) > _NAME:
            return False
        return head["line"] is None or head.start() == 0 or not self.is_wrapped(before + head.start(), at)

    def is_wrapped(self, end: int, at: int) -> bool:
        """Whether what stands at the head of a line, after the `end` of another, is in the middle of plain text."""
        above = self.page[self.page.rfind(b"\n", 0, end) + 1 : end]
        below = self.page[at : self.page.find(b"\n", at)]
        return above[:1].isalpha() and not self.page[end + 1 : at].strip(b" ") and b"|" not in above + below

    def is_head(self, number: int, begin: int, *, asked: bool) -> bool:
        """Whether one's own motivation may open a statement."""
        before = max(self.begins[number] - 1, 0)
        head = self.language.at_head.search(self.text[before:begin])
        if head is None or head["comma"] is not None:
            return False
        if head["line"] is None or head.start() == 0 or (asked and self.page[begin] in _CAPITALS):
            return True
        # A label in bold may stand on the line above.
        end = before + head.start()
        return any(one in _SETS_APART for one in self.page[before:end]) or not self.is_wrapped(end, begin)

    def has_clauses(self, begin: int, stop: int, *, asked: bool = False) -> bool:
        """Whether one's own motivation whose first words stand there may have a situation, role or outcome."""
        number = bisect_right(self.begins, begin) - 1
        if any(head.at <= begin and head.kind != _LATE for head in self.heads(number)):
            return True
        if not self.is_head(number, begin, asked=asked):
            return False
        return bool(self.heads_before(number)) or self.goes_on(number, stop, self.language.outcome_or_late)

    def has_clauses_of_others(self, begin: int, stop: int) -> bool:
        """Whether somebody else's motivation may have both a situation and an outcome, or a role."""
        before = self.text[max(begin - _NEAR, 0) : begin]
        opening = self.language.others.search(before)
        if not opening and len(before.split()) < _MANY:
            before = self.text[max(begin - _FAR, 0) : begin]
            opening = self.language.others.search(before)
        if not opening:
            return False
        opens = begin - len(before) + opening.start()
        if not self.may_go_on(opens, begin, stop):
            return False
        number = bisect_right(self.begins, begin) - 1
        start = self.begins[number]
        heads = [head for head in self.heads(number) if head.at <= begin]
        if not self.text[start:opens].strip():
            heads += self.heads_before(number)
        kinds = {head.kind for head in heads}
        if kinds & {"role", _LATE}:
            return True
        if not kinds & {"when", "on"} and not self.language.late.search(self.text, stop, self.begins[number + 1]):
            return False
        return "so" in kinds or self.goes_on(number, stop, self.language.outcome)

    def may_go_on(self, opens: int, begin: int, stop: int) -> bool:
        """Whether a look at the block around somebody else's motivation, which `opens` there, leaves it possible."""
        block = _compiled(_END).search(self.page, stop)
        end = block.start() if block else len(self.page)
        if self.language.late.search(self.text, stop, end):
            return True
        if self.page[opens : opens + 1] == b"\n":
            # Nothing is before it, unless the block goes on with the one before.
            first = opens + 1
            is_new = self.page[opens - 1 : opens] == b"\n" or _compiled(_ITEM_OR_ROW).match(self.page, first)
            if is_new:
                return _compiled(_ANEW).match(self.page, first) is None
            while self.page[first : first + 1] == b" ":
                first += 1
            return self.page[opens - 1 : opens] in (b",", b";") or not self.is_wrapped(opens, first)
        if self.language.outcome.search(self.text, stop, end) or self.language.next_outcome.match(self.text, end):
            return True
        return _compiled(_AS).search(self.text, self.block(begin), begin) is not None

    def block(self, at: int) -> int:
        """Where a block begins, or what is before it."""
        return max(0, *(self.page.rfind(one, 0, at) for one in (b"\n\n", b"\n- ", b"\n1. ")))

    def goes_on(self, number: int, stop: int, clause: re.Pattern[bytes]) -> bool:
        """Whether a sentence goes on with a clause, or the next one begins with an outcome."""
        end = self.begins[number + 1]
        if clause.search(self.text, stop, end):
            return True
        is_last = number + 2 >= len(self.begins)
        return not is_last and not self.is_apart(number + 1) and bool(self.language.next_outcome.match(self.text, end))


def _signs(page: bytes) -> list[bytes]:
    """The words of a page, as those are spelt that tell the language of a statement."""
    if b"\xc3" in page:
        for one in _SIGNS_OF_SUMS:
            page = page.replace(one, b" ")
    return page.translate(_TO_SIGNS, _SECOND_BYTES).split()


def _blank(match: re.Match[bytes]) -> bytes:
    return b" " * len(match[0])


def _heads(page: bytes) -> list[bytes]:
    """The lines of a page that may be heads of tables."""
    ends = (rule.start() for rule in _compiled(_RULE).finditer(page))
    return [head for end in ends if b"|" in (head := page[page.rfind(b"\n", 0, end) + 1 : end])]
