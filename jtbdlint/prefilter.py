"""Which pages need not be read, since no statement can be in them: most pages of most handbooks.

The words come from the grammar. Every statement holds a SIGN of its language; where a language has none
(English), a HINT, or a HINT_OF_OTHERS with the other clauses around it. Markup between words counts as a
gap; a page with markup inside a word is read. YAML and JSON are told by their keys, in their reader.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from jtbdlint.documents.titles import TITLES
from jtbdlint.terminals import languages, terminals

_PAGES = (".md", ".markdown", ".mdx", ".erb", ".txt")

# What announces a list of statements, in which all is read.
_ANNOUNCED = re.compile(rb"j(?:tbd|obs? *to *be *done|ob +(?:stor|statement|map))")
_STATEMENT_LIST = re.compile(rb"statement +list")
_TABLE = re.compile(rb"[-:][ \t]*\||\|[ \t]*[-:]")

# Markup between two letters. Breaks and blocks are gaps in what is read, too.
_LETTER = rb"[a-z\x80-\xff]"
_RUN = rb"(?:[*~`\[\]]|<[^<>]*>|\([^()\n]*\))*" + _LETTER
_INSIDE = [
    re.compile(rb"%b(?<=%b%b)%b" % (re.escape(one), _LETTER, re.escape(one), _RUN)) for one in b"* ~ ` [ ]".split()
]
_HIDING = (
    *_INSIDE,
    re.compile(rb"<(?<=%b<)(?!/?(?:br|t[dhr]|li|p|div)\b)[^<>]*>%b" % (_LETTER, _RUN)),
    re.compile(rb"<!--(?<=%b<!--)" % _LETTER),
    # A tag with angle brackets in its attributes.
    re.compile(rb"<[a-z/](?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*+(?!>)"),
    # A letter that is spelt as an entity.
    re.compile(rb"&(?!(?:amp|lt|gt|quot|nbsp|[mn]dash|hellip|[lr][sd]quo|copy|[lr]arr|times|bull|middot|#39);)#?\w+;"),
    # A target that goes on over brackets or lines.
    re.compile(rb"\]\((?=[^()\n]*[(\n])"),
)
# What nobody sees between two words, each with what must be there for it.
_UNSEEN = (
    (b"![", re.compile(rb"!\[[^\]\n]*\]\([^()\n]*\)")),
    (b"](", re.compile(rb"\]\([^()\n]*\)")),
    (b"][", re.compile(rb"\]\[[^\]\n]*\]")),
    (b"[^", re.compile(rb"\[\^[^\]\n]*\]")),
    (b"<!--", re.compile(rb"<!--.*?-->", re.DOTALL)),
    (b"<%", re.compile(rb"<%.*?%>", re.DOTALL)),
    (b"<", re.compile(rb"<[^<>]*>")),
    (b"&", re.compile(rb"&#?\w+;")),
)
_MARGIN = b"*_~`[]>|\\\t\r\v\f\x1c\x1d\x1e\x1f"
_TO_MARGIN = bytes.maketrans(_MARGIN, b" " * len(_MARGIN))
_GAPS = bytes(one for one in range(128) if not chr(one).isalnum() and chr(one) != "'")
_TO_GAPS = bytes.maketrans(_GAPS, b" " * len(_GAPS))
_TO_LETTERS = bytes.maketrans(b"'0123456789", b" " * 11)
_BLANK = re.compile(rb"\n\s*\n")
_FOREIGN_GAP = re.compile(r"[^\w\x00-\x7f\u2019]")
# Letters that are others when case does not count.
_ODD_LETTERS = re.compile("[\u0130\u0131\u017f\u212a]")


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


class _Unsigned:
    """A language without signs: what opens motivations in it."""

    def __init__(self, terminals: Mapping[str, str]) -> None:
        self.hints = [re.compile(terminals[name].encode()) for name in ("HINT", "HINT_WE", "HINT_ME")]
        self.others = re.compile(terminals["HINT_OF_OTHERS"].encode())
        self.outcome = re.compile(terminals["HINT_SO"].encode())
        self.role = re.compile(terminals["HINT_AS"].encode())
        self.situation = terminals["WHEN"]

    def may_hold(self, data: bytes, words: bytes) -> bool:
        """Whether a page may hold a statement, by its text and by its words alone."""
        if any(hint.search(words) for hint in self.hints):
            return True
        if not self.others.search(data):
            return False
        paragraphs = [one for one in _BLANK.split(data) if one.strip()]
        for number, paragraph in enumerate(paragraphs):
            if self.others.search(paragraph):
                # A statement runs over three paragraphs at most, and this may be any of them.
                around = b"\n\n".join(paragraphs[max(0, number - 2) : number + 3])
                if self.role.search(around):
                    return True
                if self.outcome.search(around) and re.search(self.situation, around.decode("utf-8", "replace")):
                    return True
        return False


class _Filter:
    """What tells for some languages."""

    def __init__(self, names: tuple[str, ...]) -> None:
        found = [terminals(name) for name in names]
        self.signs = frozenset(sign.encode() for one in found for sign in one.get("SIGN", "").split("|") if sign)
        self.inside = [part.encode() for one in found for part in one.get("SIGN_INSIDE", "").split("|") if part]
        self.unsigned = [_Unsigned(one) for one in found if "SIGN" not in one and "SIGN_INSIDE" not in one]
        # A statement that only the titles of columns make one has the title of a motivation.
        titles = [title for clauses in TITLES.values() for title in clauses["motivation"]]
        self.titles = [frozenset(title.encode().split()) for title in titles]
        # As a label before a clause it needs no table; one that is no marker is one noun.
        self.labels = [f" {clauses['motivation'][0]} ".encode() for clauses in TITLES.values()]
        self.titles_inside = [title.encode() for title in titles if title[0] > "\u3000"]
        led = "|".join(re.escape(title).replace(r"\ ", r"\s+") for title in titles)
        self.led = re.compile(rb"\n[^\na-z\x80-\xff]*(?:%b)(?![a-z\x80-\xff])" % led.encode())

    def may_hold(self, text: str) -> bool:
        """Whether a page may hold a statement."""
        low = text.lower()
        if not low.isascii():
            if _ODD_LETTERS.search(text):
                return True
            # Dashes are left as what separates clauses.
            low = _FOREIGN_GAP.sub(lambda gap: "," if gap[0] in "—–" else " ", low).replace("\u2019", "'")
        data = low.encode("utf-8", "replace")
        if any(pattern.search(data) for pattern in _HIDING):
            return True
        for needed, unseen in _UNSEEN:
            if needed in data:
                data = unseen.sub(b" ", data)
        has_table = b"|" in data and _TABLE.search(data) is not None
        data = data.translate(_TO_MARGIN)
        words = b" " + data.translate(_TO_GAPS) + b" "
        if (
            _ANNOUNCED.search(words)
            or _STATEMENT_LIST.search(words)
            or any(one.may_hold(data, words) for one in self.unsigned)
        ):
            return True
        if any(part in data for part in self.inside) or (has_table and self.has_titles(words)):
            return True
        if self.led.search(b"\n" + data):
            return True
        if any(label in words for label in self.labels):
            return True
        return not self.signs.isdisjoint(words.translate(_TO_LETTERS).split())

    def has_titles(self, words: bytes) -> bool:
        """Whether all words of a title of motivations are there."""
        every = frozenset(words.split())
        return any(title <= every for title in self.titles) or any(title in words for title in self.titles_inside)
