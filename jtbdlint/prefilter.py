"""Which pages need not be read, since no statement can be in them: nearly all pages of most handbooks.

One pass over the words of a page finds the few without which there is no statement in any language: a SIGN of its
language, or a HINT in English, which has no signs. Around a hint, a sentence to either side, the other clauses are
looked for, since prose has the same words. Where that leaves a statement possible, the piece of the page around it is
read by the reader and the parser, as the whole page would be. So a look may take in too much, and never too little.
YAML and JSON are told by their keys, in their reader.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from jtbdlint import documents
from jtbdlint.documents.candidate import CELL_END
from jtbdlint.documents.titles import TITLES
from jtbdlint.patterns import compiled
from jtbdlint.terminals import languages, terminals
from jtbdlint.text import Document

_PLAIN, _TEMPLATES = ".txt", ".erb"
_PAGES = (".md", ".markdown", ".mdx", _TEMPLATES, _PLAIN)

_LETTER = rb"[A-Za-z\x80-\xff]"
_TARGET = rb"(?:\([^()\n]*\)|\[[^\]\n]*\])"
# What begins markup of which the next character tells the kind: looked for once, since most pages have little of it.
_OPENERS = (b"<", b"]", b"[", b"!")
_KINDS_OF_MARKUP = rb"(?=([!?%bB(\[^]))"
# What may read otherwise than it looks, each with what it begins with: a letter that is spelt as an entity, a tag
# with angle brackets in its attributes, a comment inside a word, the target of a link that has brackets, spaces or
# words of another link in it, a declaration inside a line.
_UNCERTAIN = (
    (b"&", rb"&(?!(?:amp|lt|gt|quot|nbsp|[mn]dash|hellip|[lr][sd]quo|copy|[lr]arr|times|bull|middot|#39);)#?\w+;"),
    (b"<", rb"<[A-Za-z/](?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*+(?!>)|<!--(?<=%b<!--)" % _LETTER),
    (b"](", rb"\]\((?![^()\s]*+\))(?=[^()\n]*[(\n]|[^()\n\"']*[^()\s][ \t]+[^\s\"')])"),
    (b"][", rb"\]\[(?=[^\]\n]*[ \t\n])"),
    (b"<!", rb"(?<!\n)<!(?!--)"),
    (b"<?", rb"(?<!\n)<\?"),
)
# Markup inside a word. Breaks and blocks are gaps.
_TAG = rb"<(?!/?(?:br|t[dhr]|li|p|div)\b|!--)[^<>]*>"
_INSIDE = tuple(
    (one, rb"%b(?<=%b%b)(?:[*~`\[\]]|%b|\([^()\n]*\))*%b" % (opening, _LETTER, re.escape(one), _TAG, _LETTER))
    for one, opening in ((b"*", rb"\*"), (b"~", b"~"), (b"`", b"`"), (b"[", rb"\["), (b"]", rb"\]"), (b"<", b"<"))
)
_ALL_INSIDE = rb"(?:[*~`\[]|\]%b?|%b)+" % (_TARGET, _TAG)
_IN_PARTS = rb"(?<!%b)%b++(?:%b%b++)+" % (_LETTER, _LETTER, _ALL_INSIDE, _LETTER)
_VALUE = rb"(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'=<>`]+)"
_SPACE, _BREAK = False, True
# What nobody sees: the character or two that it begins with, itself, and whether it is a space or ends a line.
_TEMPLATE_TAG = (b"<%", rb"<%(?s:.)*?%>", _SPACE)
_UNSEEN = (
    # Over several lines only where it is a block for certain, and no block of code or HTML around it ends before it.
    (
        b"<!",
        rb"\n<!--(?:(?<=\n\n<!--)|(?<=\A\n<!--))(?s:(?!```|~~~|</(?i:pre|script|style|textarea)).)*?-->",
        _BREAK,
    ),
    (b"<!", rb"<!--[^\n]*?-->", _SPACE),
    (b"<b", rb"<br\b[^<>]*>", _BREAK),
    (b"<B", rb"<BR\b[^<>]*>", _BREAK),
    (b"<", rb"</?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*+(?:\s*=\s*%b)?)*+\s*/?>" % _VALUE, _SPACE),
    (b"![", rb"!\[[^\]\n]*\]" + _TARGET, _SPACE),
    (b"](", rb"\]\([^()\n]*\)", _SPACE),
    (b"][", rb"\]\[[^\]\n]*\]", _SPACE),
    (b"[^", rb"\[\^[^\]\s]*\]", _SPACE),
    (b"&", rb"&#?\w+;", _SPACE),
)
_MARKUP = b"[*_~`>\\\t\v\f\1\x1c\x1d\x1e"
_TO_TEXT = bytes.maketrans(_MARKUP, b" " * len(_MARKUP))
# Offsets stay. Of a letter in two bytes the first one stays, the same for small ones and capitals; what else is no
# letter of ASCII becomes a space.
_TO_WORDS = bytes(
    ord(chr(one).lower()) if one < 0x80 and chr(one).isalpha() else one if 0xC3 <= one <= 0xCA else 32
    for one in range(256)
)
_GAPS = bytes(one for one in range(128) if not chr(one).isalpha())
_SIGNS_OF_SUMS = rb"\xc3[\x97\xb7]"
_CYRILLIC = (b"\xd0", b"\xd1")
# A letter outside ASCII that is one in it when case does not count.
_KELVIN = "\u212a".encode()
# White space outside ASCII, each by what it begins with: to look for one character is fastest.
_SPACES = (
    (b"\xc2", rb"\xc2[\x85\xa0]"),
    (b"\xe2", rb"\xe2(?:\x80[\x80-\x8a\xa8\xa9\xaf]|\x81\x9f)"),
    (b"\xe3", rb"\xe3\x80\x80"),
    (b"\xe1", rb"\xe1\x9a\x80"),
)

# What announces a list of statements, in which all is read: by its first letters, and in full.
_ANNOUNCERS = (b" jtbd", b" job", b" statement")
_ANNOUNCED = rb" (?:j(?:tbd|obs? *to *be *done|ob +(?:stor|statement|map))|statement +list)"
_BEFORE_COLON = rb"[a-z\x80-\xff]+(?:\s+[a-z\x80-\xff]+){0,2}[\s*_`~]*(?::|\xef\xbc\x9a)"
_NO_WORD_IN_LINE = rb"[^\na-z\x80-\xff]*"
# A bar in the line under the head of a table, and what else is in such a line.
_BAR_OF_RULE = rb"\|(?=[ \t]*:?-)"
_RULE = b" \t\f>|:-"

# Where an item begins beyond doubt. In brackets that are closed soon, a sentence does not end.
_ITEM = rb" {0,3}(?:[-+*]|1[.)]) +\S"
_NOT_BRACKETED = rb"(?![^()\[\]\n]{0,60}+[)\]])"
_CLOSERS = b"]\1)*_`"
_AFTER_A_WORD = rb"(?<=[a-z]{2}\.)(?:(?<![slxp]\.)|(?<!vs\.)(?<!approx\.)(?<!incl\.)(?<!resp\.))"
_STOP = rb"\.(?=[ \n]+[A-Z])(?:%b|(?P<closed>(?<=[\x01)*_`]\.)))%b" % (_AFTER_A_WORD, _NOT_BRACKETED)
_END_OF_BLOCK = rb"\n(?:(?:[ \t]*\n)+|(?=%b|[ \t]*\|[ \t]))" % _ITEM
# Items that only what is above tells from text that goes on.
_DEEP_ITEMS = rb"\n[ \t]*\n( *)[-+*] \S[^\n]*(?:\n\1[-+*] \S[^\n]*)+"
# What a clause may open after: the beginning of a sentence, line or cell, a colon, a dash; and then no word. All
# patterns here begin with one set of characters, for which `re` looks fast.
_BEGIN = (
    rb"[]\n.!?:|,;\x1f\x81\x82\x92-\x94\x9a\x9f-](?:(?P<comma>(?<=[,;]))|(?P<line>(?<=\n))|(?<=[].!?:|\x1f])"
    rb"|(?P<dash>(?<=\xe2\x80[\x93\x94])|(?<=\xe2\x86\x92)|(?:(?<=\s-)|(?<=\s--)|(?<=\s---))(?=\s))"
    rb"|(?<=\xe3\x80\x82)|(?<=\xef\xbc[\x81\x9a\x9f]))"
)
_NO_WORD = rb"[^a-z\xc3-\xca\xd0-\xd3]*(?:\xc3[\x97\xb7][^a-z\xc3-\xca\xd0-\xd3]*)*"
_NOTE = rb"\([^()\n]{1,60}\)|[a-z0-9]{1,3} *\)"
_KINDS = ((b"when", "HINT_WHEN"), (b"role", "HINT_AS"), (b"so", "HINT_FIRST_SO"), (b"on", "HINT_ON"))
_CAPITALS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_SETS_APART = b"*_[`~<\1"
_LATE = "role after a comma"
_NAME = 12
"""More words than the name of a job has, which stands before a dash."""
_FAR = 400
"""So far before "me" or "needs" the words are looked for that belong to it."""
_NEAR, _MANY = 100, 7
"""Of so many words before "needs" and more there is no other than those of whom it tells."""
_LONGEST_PIECE = 40_000
"""A longer piece of a page may hold anything: to look at it in part would not pay."""

# What opens or closes what goes on over blank lines, so that a piece cannot be read alone.
_BALANCED = rb"<!--(?s:.)*?-->"
_UNBALANCED = rb"(?i)```|~~~|<!|-->|</?(?:script|style|pre|textarea)\b|<\?|\?>|\]\]>"
_FRONT = rb"\n(?:---|\+\+\+)"
_DEFINITION = rb"\n[ \t>*+-]*(\[[^\]\n]+\]:(?:[ \t]*\n)?)([^\n]*)"

# What a word that is looked for in all pages may be.
_SIGN, _TITLE, _ANNOUNCING, _OWN, _ASKED, _WANTED, _SITUATION, _OUTCOME, _SITUATION_OR_ROLE = (1 << n for n in range(9))
_WORDS_OF_HINTS = (
    (_OWN, "HINT_I"),
    (_ASKED, "HINT_ME"),
    (_WANTED, "HINT_WANTED"),
    (_SITUATION, "HINT_SITUATION"),
    (_OUTCOME, "HINT_OUTCOME"),
    (_SITUATION_OR_ROLE, "HINT_SITUATION_OR_ROLE"),
)
_VERB = 10
"""A word that asks for something is shorter than this."""
_NAME_OF_LEAD = 40
"""What may stand before the first clause has fewer letters."""
_TITLE_WORDS = 40
"""Titles are shorter than this."""

_compiled = cache(compiled)


def is_page(path: str) -> bool:
    """Whether `may_hold` can tell files of this name: Markdown and plain text."""
    return path.lower().endswith(_PAGES)


def may_hold(text: str, names: Sequence[str] = (), path: str = "page.md", *, code: bool = False) -> bool:
    """Whether a page may hold a statement in one of some languages (none named: all there are).

    `path` says by its suffix how the page is read; with `code`, code blocks are too. True says nothing; False is
    certain. Linear in the text.
    """
    page = b"\n%b\n" % text.encode("utf-8", "replace")
    if b"\r" in page:
        page = page.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    names = tuple(names) or languages()
    pieces = _Pieces(page, path.lower(), names)
    return any(at is None or code or pieces.may_hold(at) for at in _filter(names).spots(page, path.lower()))


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


class _Pieces:
    """The pieces of a page that can be read alone: from a line that goes on with nothing to the next such line."""

    def __init__(self, page: bytes, path: str, names: tuple[str, ...]) -> None:
        self.page = page
        self.path = path
        self.names = names
        self.read: dict[int, int] = {}
        """The ends of those that hold nothing, by where they begin."""

    def may_hold(self, at: int) -> bool:
        """Whether the piece around a place holds a statement, as far as can be told without the rest of the page."""
        begin, end = piece(self.page, at)
        if begin in self.read:
            return False
        self.read[begin] = end
        text = self.alone(begin, end) if end - begin <= _LONGEST_PIECE else None
        if text is None:
            return True
        from jtbdlint.parser import parse  # only for who has something to parse

        candidates = documents.read(Document(self.path, text.decode("utf-8", "replace")))
        return any(parse(candidate, self.names) for candidate in candidates)

    def alone(self, begin: int, end: int) -> bytes | None:
        """A piece with the definitions of its links; None where what is around it may be of matter."""
        text = self.page[begin:end]
        if self.path.endswith(_PLAIN):
            return text
        left = _compiled(_BALANCED).sub(b"", text) if b"<!--" in text else text
        if _compiled(_UNBALANCED).search(left) or (begin > 1 and _compiled(_FRONT).search(b"\n" + text)):
            return None
        if self.path.endswith(_TEMPLATES):
            left = _compiled(_TEMPLATE_TAG[1]).sub(b"", text)
            if b"<%" in left or b"%>" in left:
                return None
        if b"[" in text and b"]:" in self.page:
            for label, rest in _compiled(_DEFINITION).findall(self.page):
                text += b"\n\n%b%b" % (label, b"x" if label.startswith(b"[^") else rest)
        return text


def piece(page: bytes, at: int) -> tuple[int, int]:
    """Where the piece of a page around a place begins and ends: lines after a blank one that are not indented."""
    begin, end = at + 1, at
    while (begin := page.rfind(b"\n\n", 0, begin)) >= 0 and page[begin + 2 : begin + 3] in (b" ", b"\t", b"\n"):
        pass
    while (end := page.find(b"\n\n", end)) >= 0 and page[end + 2 : end + 3] in (b" ", b"\t", b"\n"):
        end += 1
    return max(begin + 2, 1), len(page) if end < 0 else end + 1


@cache
def _filter(names: tuple[str, ...]) -> "_Filter":
    return _Filter(names)


class _Filter:
    """What tells for some languages."""

    def __init__(self, names: tuple[str, ...]) -> None:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        found = [terminals(name) for name in names]
        self.signs = frozenset(sign for one in found for sign in one.get("SIGN", "").split("|") if sign)
        self.unsigned = [_Unsigned(one) for one in found if "SIGN" not in one and "SIGN_INSIDE" not in one]
        # A statement that only the titles of columns or labels make one has the title of a motivation.
        titles = [title for clauses in TITLES.values() for title in clauses["motivation"]]
        self.titles = [title.replace(" ", "").encode() for title in titles]
        led = b"|".join(rb"\s*".join(map(re.escape, title.encode().split())) for title in titles)
        # At the head of a line, or before a colon.
        self.led = (
            compiled(
                rb"\n%b(?:(?:[a-z][\]).]|\xe2..)%b)*(?:%b)(?![a-z\x80-\xe1\xe3-\xff])"
                % (_NO_WORD_IN_LINE, _NO_WORD_IN_LINE, led)
            ),
            compiled(rb"(?<![a-z\x80-\xff])(?:%b)[\s*_`~]*(?::|\xef\xbc\x9a)" % led),
        )
        # Of each the word that prose has least: a sign, if there is one in it.
        keys = {min(title.split(), key=lambda word: (word not in self.signs, -len(word))) for title in titles}
        kinds: dict[bytes, int] = {}
        # A word of other letters than Latin ones is looked for apart.
        for kind, words in (
            (_SIGN, self.signs),
            (_TITLE, keys),
            *((kind, one.words[name]) for one in self.unsigned for kind, name in _WORDS_OF_HINTS),
        ):
            for word in filter(bytes.strip, map(_word, words)):
                kinds[word] = kinds.get(word, 0) | kind
        for one in self.unsigned:
            kinds.update((_word(f"{who} {wanted}"), 0) for who in one.not_others for wanted in one.words["HINT_WANTED"])
        kinds.update(dict.fromkeys(_ANNOUNCERS, _ANNOUNCING))
        self.kinds = list(kinds.values())
        self.find = BytesAhoCorasick(list(kinds), implementation=Implementation.ContiguousNFA).find_matches_as_indexes
        inside = [part for one in found for part in one.get("SIGN_INSIDE", "").split("|") if part]
        foreign = [sign.encode() for sign in (*self.signs, *inside) if not _word(sign).strip()]
        self.titles_from = len(foreign)
        foreign += (key.encode() for key in keys if not _word(key).strip())
        self.leads = {one[:1] for one in foreign} | set(
            _CYRILLIC if any(one[:1] in _CYRILLIC for one in foreign) else ()
        )
        self.find_foreign = BytesAhoCorasick(foreign).find_matches_as_indexes

    def is_label(self, low: bytes, at: int) -> bool:
        """Whether a word of a page in small letters may be one of the title of a motivation."""
        at_line, before_colon = self.led
        line = low.rfind(b"\n", 0, at)
        if at_line.match(low, line) and not _is_wrapped(low, line, at):
            return True
        ends = _compiled(_BEFORE_COLON).match(low, at)
        return ends is not None and before_colon.search(low, max(line, at - _TITLE_WORDS), ends.end()) is not None

    def spots(self, page: bytes, path: str) -> Iterator[int | None]:
        """Where there may be a statement in a page, or what is part of one; None where all of the page may be."""
        if CELL_END.encode() in page:
            yield None  # it reads as the end of a cell in the middle of a line
        if path.endswith(_PLAIN):
            yield from _Look(self, page).spots()
            return
        openers = _openers(page)
        for needed, pattern in _UNCERTAIN:
            if needed in openers:
                for match in _compiled(pattern).finditer(page):
                    yield match.start()
        is_parted = any(needed in page and _compiled(pattern).search(page) for needed, pattern in _INSIDE)
        yield from _Look(self, _seen(page, path, openers)).spots()
        if is_parted:
            yield from _Look(self, _seen(_compiled(_IN_PARTS).sub(_joined, page), path, openers)).spots()


def _word(word: str) -> bytes:
    return b" %b " % word.encode().translate(_TO_WORDS)


def _joined(match: re.Match[bytes]) -> bytes:
    """A word without the markup in it, as long as before."""
    return _compiled(_ALL_INSIDE).sub(b"", match[0]).ljust(len(match[0]))


def _openers(page: bytes) -> set[bytes]:
    """What markup begins with in a page: characters, and pairs of them."""
    openers = {b"&"} if b"&" in page else set()
    for one in _OPENERS:
        if one in page:
            openers.add(one)
            openers.update(one + after for after in set(_compiled(re.escape(one) + _KINDS_OF_MARKUP).findall(page)))
    return openers


def _seen(page: bytes, path: str, openers: Container[bytes]) -> bytes:
    """A page without what nobody sees, as long as before; `openers` is what markup begins with in it."""
    for needed, pattern, is_break in (_TEMPLATE_TAG, *_UNSEEN) if path.endswith(_TEMPLATES) else _UNSEEN:
        if needed in openers:
            page = _compiled(pattern).sub(_broken if is_break else _filled, page)
    return page


def _filled(match: re.Match[bytes]) -> bytes:
    return b"\1" * len(match[0])


def _broken(match: re.Match[bytes]) -> bytes:
    return b"\n".ljust(len(match[0]), b"\1")


class _Look:
    """One look at a page in which nothing is hidden."""

    def __init__(self, filter_: _Filter, page: bytes) -> None:
        words = page
        if not page.isascii():
            for needed, pattern in _SPACES:
                if needed in page:
                    words = page = _compiled(pattern).sub(_blank, page)
            if b"\xc3" in page:
                words = _compiled(_SIGNS_OF_SUMS).sub(b"  ", page)
        self.filter = filter_
        self.page = page
        self.words = words.translate(_TO_WORDS)

    def spots(self) -> Iterator[int | None]:
        """As `_Filter.spots`."""
        page, kinds, low = self.page, self.filter.kinds, self.page.lower()
        if not page.isascii():
            yield from self.foreign()
        if b"|" in page and self.is_titled(_heads(low)):
            yield None
        found: dict[int, list[int]] = {kind: [] for kind, _ in _WORDS_OF_HINTS}
        not_others = 0
        # Of those with one end the longest comes first.
        for number, start, end in self.filter.find(self.words, overlapping=True):
            kind = kinds[number]
            if kind in found and kind != _WANTED:
                found[kind].append(start + 1)
                continue
            if not kind:
                not_others = end
            if kind & _SIGN:
                yield start + 1
            if kind & _WANTED and end != not_others:
                found[_WANTED].append(start + 1)
            if kind & _TITLE and self.filter.is_label(low, start + 1):
                yield None
            if kind & _ANNOUNCING and _compiled(_ANNOUNCED).match(self.words, start):
                yield None
        for language in self.filter.unsigned:
            yield from _Prose(language, page, self.words, found).spots()

    def foreign(self) -> Iterator[int | None]:
        """What is told by letters outside of the Latin ones."""
        page = self.page
        if b"\xe2" in page and _KELVIN in page:
            yield None
        if any(one in page for one in self.filter.leads):
            low = page.lower()
            if any(one in page for one in _CYRILLIC):
                low = page.decode("utf-8", "replace").lower().encode()
                if len(low) != len(page):
                    yield None
            for number, start, _ in self.filter.find_foreign(low, overlapping=True):
                if number < self.filter.titles_from:
                    yield start
                elif any(one.search(low) for one in self.filter.led):
                    yield None

    def is_titled(self, heads: Iterable[bytes]) -> bool:
        """Whether one of the tables with these heads may have a column of motivations."""
        squeezed = b"\xff".join(heads).translate(None, _GAPS)
        return any(title in squeezed for title in self.filter.titles)


def _heads(low: bytes) -> Iterator[bytes]:
    """The lines of a page that may be heads of tables of more than one column."""
    end = 0
    for bar in _compiled(_BAR_OF_RULE).finditer(low):
        if bar.start() >= end:
            begin, end = low.rfind(b"\n", 0, bar.start()), low.find(b"\n", bar.start())
            head = low[low.rfind(b"\n", 0, begin) + 1 : begin]
            if b"|" in head and not low[begin + 1 : end].strip(_RULE):
                yield head


class _Unsigned:
    """A language without signs: what its statements are made of. Compiled when it is first looked for."""

    def __init__(self, terminals: Mapping[str, str]) -> None:
        self.hints = {name: one.encode() for name, one in terminals.items() if name.startswith(("HINT", "LEAD"))}
        self.words = {name: terminals[name].split("|") for _, name in _WORDS_OF_HINTS}
        # Before what is wanted: it is no others who want it.
        self.not_others = self.hints["HINT_NOT_OTHERS"].decode().split("|")

    @cached_property
    def own(self) -> re.Pattern[bytes]:
        """One's own motivation; one that is told as a "fact" is in a group of that name."""
        return compiled(rb"(?:%b)|(?P<fact>%b)" % (self.hints["HINT_OWN"], self.hints["HINT_FACT"]))

    @cached_property
    def lead(self) -> re.Pattern[bytes]:
        """What may stand before the first clause."""
        return compiled(self.hints["LEAD"] + rb"\Z")

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
        """A situation, wherever it stands."""
        return compiled(rb"[^a-z](?:%b)" % self.hints["HINT_WHEN"])

    @cached_property
    def role(self) -> re.Pattern[bytes]:
        """A role."""
        return compiled(self.hints["HINT_AS"])

    @cached_property
    def next_outcome(self) -> re.Pattern[bytes]:
        """An outcome at the head of a sentence."""
        return compiled(rb"(?:[^a-z]|[a-z][]).])*(?:%b)" % self.hints["HINT_NEXT_SO"])

    @cached_property
    def others(self) -> re.Pattern[bytes]:
        """What stands before what others want."""
        return compiled(self.hints["HINT_OTHERS"])


class _Prose:
    """The motivations of a page in a language without signs."""

    def __init__(self, language: _Unsigned, page: bytes, words: bytes, found: Mapping[int, Sequence[int]]) -> None:
        self.language = language
        self.page = page
        self.words = words
        self.found = found
        """Where words of situations, outcomes and roles stand."""
        self.base = self.end = 0
        self.last: _Near | None = None

    def spots(self) -> Iterator[int]:
        """Where motivations may begin, or what is part of one."""
        words, language = self.words, self.language
        for at in self.found[_OWN]:
            own = language.own.match(words, at)
            if own is None or language.kept.match(self.page, at):
                continue
            is_fact = own.lastgroup == "fact"
            if is_fact and not self.has_all(at, own.end()):
                continue
            near = self.near(at)
            begin, stop = at - self.base, own.end() - self.base
            # What goes on after the piece is no motivation.
            if own.end() < self.end and (near.has_both(begin, stop) if is_fact else near.has_one(begin, stop)):
                yield at
        for at in self.found[_ASKED]:
            if not language.asked.match(words, at):
                continue
            # The word before, which is short.
            verb = max(at - _FAR, 0) + len(words[max(at - _FAR, 0) : at].rstrip()) - _VERB
            asking = language.asking.search(words, max(verb, 0), at)
            if asking is None:
                continue
            near = self.near(at)
            if asking.start() > self.base and near.has_one(asking.start() - self.base, at - self.base, asked=True):
                yield at
        for at in self.found[_WANTED]:
            opens = self.others(at) if self.has_all(at, at) else None
            if opens is not None:
                near = self.near(at)
                begin = at - self.base
                if near.has_both(begin, begin, opens - self.base):
                    yield at

    @cached_property
    def ends(self) -> Sequence[int]:
        """Where sentences end, items and paragraphs too."""
        # One after the other: a pattern that begins with one of two characters is looked for much slower.
        stops = [
            stop.end()
            for stop in _compiled(_STOP).finditer(self.page)
            if stop.lastindex is None or self.is_after_a_word(stop.start())
        ]
        blocks = [end.end() for end in _compiled(_END_OF_BLOCK).finditer(self.page)]
        return sorted([0, *stops, *blocks, len(self.page)])

    def is_after_a_word(self, at: int) -> bool:
        """Whether a word stands for certain before the markup, bracket or target of a link that ends at a full stop."""
        text = self.page[max(at - _FAR, 0) : at].rstrip(_CLOSERS) + b"."
        return _compiled(_AFTER_A_WORD).match(text, len(text)) is not None

    def has_all(self, at: int, stop: int) -> bool:
        """Whether words for both a situation and an outcome, or for a role, stand where a motivation may have them.

        That is in its sentence, in the one before, or an outcome at the head of the next. Its own first words are those
        from `at` to `stop`.
        """
        number = bisect_right(self.ends, at) - 1
        last = number if stop == at else bisect_right(self.ends, stop) - 1
        start, end = self.ends[max(number - 1, 0)], self.ends[min(last + 1, len(self.ends) - 1)]
        roles = self.within(_SITUATION_OR_ROLE, start, end)
        if roles and any(one < at and self.is_role(one) for one in roles):
            return True
        outcomes = self.found[_OUTCOME]
        first = bisect_left(outcomes, start)
        if first == len(outcomes) or (outcomes[first] >= end and not self.is_blank(end, outcomes[first])):
            return False
        return bool(self.within(_SITUATION, start, end)) or any(map(self.is_late, roles))

    def within(self, kind: int, start: int, end: int) -> Sequence[int]:
        """Where words of a kind stand in a part of the page."""
        places = self.found[kind]
        first = bisect_left(places, start)
        return places[first : bisect_left(places, end, first)]

    def is_blank(self, start: int, end: int) -> bool:
        """Whether there is no word in a part of the page, but maybe the letter of an item."""
        return _compiled(rb"[^ ]{2}").search(self.words, start, end) is None

    def is_late(self, at: int) -> bool:
        """Whether a situation stands there that "as" opens."""
        return self.language.late.match(self.words, at - 1) is not None

    def is_role(self, at: int) -> bool:
        """Whether a role stands there, where one may stand."""
        return self.language.role.match(self.text(at)) is not None and self.is_parted(at)

    def text(self, at: int) -> bytes:
        """Some of the page from a place on in small letters, with spaces for markup."""
        return self.page[at : at + _FAR].lower().translate(_TO_TEXT)

    def is_parted(self, at: int) -> bool:
        """Whether more than a space stands before a word, or what a clause may open after."""
        words = self.words
        return not words[at - 2 : at].strip() or bool(self.language.lead.search(words, max(at - _NAME_OF_LEAD, 0), at))

    def others(self, at: int) -> int | None:
        """What stands before those who want something: a comma, a bar, a line's end, some words before."""
        before = self.page[max(at - _NEAR, 0) : at]
        if not _compiled(rb"[,;|\n]").search(before) and len(before.split()) > _MANY:
            return None
        begin = max(at - (_NEAR if before.count(b" ") >= _MANY else _FAR), 0)
        found = self.language.others.search(self.page[begin:at].lower().translate(_TO_TEXT))
        return begin + found.start() if found else None

    def near(self, at: int) -> "_Near":
        """The piece around a place."""
        self.go(at)
        if self.last is None:
            first = bisect_right(self.ends, self.base)
            ends = self.ends[first : bisect_left(self.ends, self.end, first)]
            self.last = _Near(self.language, self.page[self.base : self.end], [end - self.base for end in ends])
        return self.last

    def go(self, at: int) -> None:
        """Go to the piece around a place."""
        if not self.base < at < self.end:
            begin, self.end = piece(self.page, at)
            self.base, self.last = begin - 1, None


class _Near:
    """The sentences of a piece of a page, all places counted from the line's end before it.

    The first clause of a statement stands in the sentence of its motivation, or in the one before if the motivation
    is at the head of its own; the last stands in that sentence or at the head of the one after.
    """

    def __init__(self, language: _Unsigned, page: bytes, ends: Sequence[int]) -> None:
        self.language = language
        self.page = page
        self.text = self.page.lower().translate(_TO_TEXT)
        self.deep_items = set(_deep_items(page))
        """Where items begin that only what is above tells from text that goes on."""
        self.begins = sorted({0, *ends, *self.deep_items, len(page)})
        """Where the sentences begin, and where the last one ends. Some are more than one, since it is not certain."""

    def is_apart(self, number: int) -> bool:
        """Whether a sentence has nothing to do with the one before."""
        begin = self.begins[number]
        return begin in self.deep_items or (
            self.page[begin - 1 : begin] == b"\n" and _compiled(_ITEM).match(self.page, begin) is not None
        )

    def heads(self, number: int, end: int) -> Iterator[str | None]:
        """Kinds of the words of a sentence up to an `end` that may open the first clause, or a role after a comma."""
        # With what ends the sentence before: that is what a first word stands after.
        before = max(self.begins[number] - 1, 0)
        text = self.text[before:end]
        one = self.language.head.search(text)
        while one:
            leads = self.may_lead(one, before)
            if leads:
                yield one.lastgroup if one["comma"] is None else _LATE
            # What leads to no clause after a comma may do so after what stands between.
            one = self.language.head.search(text, one.end() if leads else one.start() + 1)

    def heads_before(self, number: int, first: int) -> list[str | None]:
        """Those of the sentence before, if a statement may run over both: its next clause is the `first` thing here."""
        begin = self.begins[number]
        if number == 0 or self.is_apart(number) or _compiled(rb"[a-z]").search(self.text, begin, first):
            return []
        return list(self.heads(number - 1, begin))

    def may_lead(self, head: re.Match[bytes], before: int) -> bool:
        """Whether a word opens a clause that may open one: after a dash or a line's end it takes a capital."""
        if head["comma"] is not None:
            return head.lastgroup == "role"
        at = before + head.start(head.lastindex or 0)
        if self.page[at] in _CAPITALS:
            return True
        if head["dash"] is not None and len(self.page[before : before + head.start()].split()) > _NAME:
            return False
        return head["line"] is None or head.start() == 0 or not _is_wrapped(self.page, before + head.start(), at)

    def is_head(self, number: int, begin: int, *, asked: bool) -> bool:
        """Whether one's own motivation may open a statement."""
        before = max(self.begins[number] - 1, 0)
        text = self.text[before:begin]
        head = self.language.at_head.search(text)
        while head and head["comma"] is not None:
            head = self.language.at_head.search(text, head.start() + 1)
        if head is None:
            return False
        if head["line"] is None or head.start() == 0 or (asked and self.page[begin] in _CAPITALS):
            return True
        # A label in bold may stand on the line above.
        end = before + head.start()
        if any(one in _SETS_APART for one in self.page[before:end]):
            return True
        # The words that lead ("and then") open the line.
        lead = self.page[end + 1 : begin].lstrip(b" ")
        return not _is_wrapped(self.page, end, begin - len(lead) if lead.translate(None, b" ,").isalpha() else begin)

    def has_one(self, begin: int, stop: int, *, asked: bool = False) -> bool:
        """Whether one's own motivation whose first words stand there may have a situation, role or outcome."""
        number = bisect_right(self.begins, begin) - 1
        if any(kind != _LATE for kind in self.heads(number, begin)):
            return True
        if not self.is_head(number, begin, asked=asked):
            return False
        # A marker may run over the end of a sentence that is none.
        last = bisect_right(self.begins, stop) - 1
        late = self.language.late.search(self.text, stop, self.begins[last + 1])
        return bool(late or self.goes_on(last, stop) or self.heads_before(number, begin))

    def has_both(self, begin: int, stop: int, opens: int | None = None) -> bool:
        """Whether a motivation may have both a situation and an outcome, or a role, as it needs.

        `opens` is where those may be told of who have it: it may open a statement.
        """
        number = bisect_right(self.begins, begin) - 1
        before = self.heads_before(number, begin if opens is None else opens)
        kinds = {*self.heads(number, begin), *before}
        if kinds & {"role", _LATE}:
            return True
        if opens is None and not kinds:
            return False
        start = self.begins[number - 1 if before else number]
        last = bisect_right(self.begins, stop) - 1
        if not self.language.late.search(self.text, max(start - 1, 0), self.begins[last + 1]):
            return False
        return "so" in kinds or self.goes_on(last, stop)

    def goes_on(self, number: int, stop: int) -> bool:
        """Whether a sentence goes on with an outcome, or the next one begins with one."""
        end = self.begins[number + 1]
        if self.language.outcome.search(self.text, stop, end):
            return True
        is_last = number + 2 >= len(self.begins)
        return not is_last and not self.is_apart(number + 1) and bool(self.language.next_outcome.match(self.text, end))


def _deep_items(page: bytes) -> Iterator[int]:
    """As `_Near.deep_items`."""
    for one in _compiled(_DEEP_ITEMS).finditer(page):
        at = one.start(1)
        while at < one.end():
            yield at
            at = page.index(b"\n", at) + 1


def _blank(match: re.Match[bytes]) -> bytes:
    """White space that does not make a line a blank one, as long as a match."""
    return b"\f" * len(match[0])


def _is_wrapped(page: bytes, end: int, at: int) -> bool:
    """Whether what stands at the head of a line, after the `end` of another, is in the middle of plain text."""
    above = page[page.rfind(b"\n", 0, end) + 1 : end]
    below = page[at : page.find(b"\n", at)]
    return above[:1].isalpha() and not page[end + 1 : at].strip(b" ") and b"|" not in above + below
