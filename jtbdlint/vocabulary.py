"""The words of a clause, and what a motivation wants done: English, read without a dictionary of parts of speech."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from jtbdlint import thesaurus
from jtbdlint.patterns import compiled

# Words -------------------------------------------------------------------------------------------------------

_TOKEN = compiled(r"[^\W_]+(?:['’][^\W_]+)*|[,;]")
_SO_THAT = compiled(r"so that\b(?<=\bso that)")
_LETTERS = compiled(r"[^\W_]+")
PRONOUNS = frozenset(("it", "them", "they", "one", "this", "these", "those", "him", "her"))
_DETERMINERS = frozenset(("a", "an", "the", "my", "our", "all", "every", "each", "more", "multiple", "it", "them"))
_WISHES = frozenset(
    (
        "want",
        "wants",
        "need",
        "needs",
        "like",
        "would",
        "wish",
        "can",
        "could",
        "must",
        "have",
        "hope",
        "prefer",
        "love",
    )
)
_NO_TO = frozenset(("can", "could", "must"))
MARKS = frozenset(",;")


class Word(NamedTuple):
    """A word of a clause. Words with the same concept may stand for one another."""

    text: str
    stem: str
    concept: str
    """Its class in the thesaurus, or else its stem."""
    family: str
    """The kind of activity, if it is a known verb."""
    stop: bool
    """Whether it says nothing of which job it is."""
    filler: bool
    """Whether it only colours the statement."""

    @property
    def known(self) -> bool:
        """Whether the thesaurus has it."""
        return self.concept[0] == "~"


@cache
def _stemmer() -> Any:
    import Stemmer  # type: ignore[import-not-found]  # 3 ms: only for who has two statements to compare

    # A stem is asked for once (see `stem`), so a second memory would only take time.
    return Stemmer.Stemmer("english", 0)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of an English word in lower case: "deployments", "deployed" and "deploy" have one."""
    return str(_stemmer().stemWord(thesaurus.IRREGULAR.get(word, word)))


class KnownWords:
    """The thesaurus by word. Stems of its own words are made when a word of their beginning is asked for."""

    def __init__(self) -> None:
        groups = [(family, group) for family, listed in thesaurus.FAMILIES.items() for group in listed]
        groups += [("", group) for group in thesaurus.THINGS]
        self.classes: dict[str, tuple[str, str]] = {}
        # Backwards, since of two classes the first counts.
        for number in reversed(range(len(groups))):
            family, group = groups[number]
            self.classes.update(dict.fromkeys(group.split(), (f"~{number}", family)))
        self.by_beginning: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.classes:
            self.by_beginning[word[:3]].append(word)
        self.stems: dict[str, dict[str, tuple[str, str]]] = {}
        self.fillers = frozenset(stem(word) for word in thesaurus.FILLERS)
        self.helpers = frozenset(stem(word) for word in thesaurus.HELPERS)
        self.wide = frozenset(stem(word) for word in thesaurus.VAGUE_THINGS)
        self.light = frozenset(stem(word) for word in thesaurus.LIGHT_VERBS)
        self.phrases: dict[str, list[tuple[list[str], str]]] = {}
        for phrase, meant in sorted(thesaurus.PHRASES.items(), key=lambda item: -len(item[0].split())):
            stems = [stem(word) for word in phrase.split()]
            self.phrases.setdefault(stems[0], []).append((stems, meant))

    @cached_property
    def opposites(self) -> frozenset[tuple[str, str]]:
        """The stems of what is done and undone, either way round."""
        pairs = map(str.split, thesaurus.OPPOSITES)
        return frozenset((stem(one), stem(other)) for pair in pairs for one, other in (pair, pair[::-1]))

    @cached_property
    def particles(self) -> frozenset[tuple[str, str]]:
        """Particles that make opposites of one verb, either way round."""
        pairs = map(str.split, thesaurus.PARTICLES)
        return frozenset((one, other) for pair in pairs for one, other in (pair, pair[::-1]))

    def look_up(self, word: str, its_stem: str) -> tuple[str, str]:
        """Class and family of a word, by itself, its singular or its stem; empty when it has none."""
        singular = word[:-1] if word.endswith("s") else word
        for form in (word, singular, thesaurus.IRREGULAR.get(word, word)):
            if form in self.classes:
                return self.classes[form]
        beginning = its_stem[:3]
        if beginning not in self.stems:
            listed = self.by_beginning.get(beginning, ())
            self.stems[beginning] = {stem(one): self.classes[one] for one in listed}
        return self.stems[beginning].get(its_stem, ("", ""))


@cache
def known_words() -> KnownWords:
    """The thesaurus, read once."""
    return KnownWords()


@lru_cache(maxsize=100_000)
def _word(text: str, meant: str = "") -> Word:
    known = known_words()
    counted = meant or text
    its_stem = stem(counted)
    concept, family = known.look_up(counted, its_stem)
    stop = not meant and (text in thesaurus.STOP_WORDS or text in MARKS or len(text) == 1)
    return Word(text, its_stem, concept or "=" + its_stem, family, stop, its_stem in known.fillers)


class _Reading(dict[str, tuple[Word, ...]]):
    """What was read between two spaces, with its words; each is looked up once."""

    def __init__(self) -> None:
        super().__init__()
        self.begin_phrases: set[str] = set()

    def __missing__(self, written: str) -> tuple[Word, ...]:
        if len(self) >= _MOST_READ:
            self.clear()
        texts = _TOKEN.findall(written.replace("’", "'"))
        words = self[written] = tuple(_word(one.removesuffix("'s")) for one in texts)
        if any(word.stem in known_words().phrases for word in words):
            self.begin_phrases.add(written)
        return words


# A million statements have fewer; a text without end must not fill the memory.
_MOST_READ = 1_000_000
_reading = _Reading()


def words_of(text: str) -> list[Word]:
    """The words of a clause, commas and semicolons among them; a phrase of the thesaurus is one word."""
    written = text.lower().split()
    words = [word for one in written for word in _reading[one]]
    return words if _reading.begin_phrases.isdisjoint(written) else _with_phrases(words)


def _with_phrases(read: Sequence[Word]) -> list[Word]:
    phrases = known_words().phrases
    words: list[Word] = []
    at = 0
    while at < len(read):
        word = read[at]
        length = 1
        for stems, meant in phrases.get(word.stem, ()):
            if stems == [one.stem for one in read[at : at + len(stems)]]:
                length = len(stems)
                word = _word(" ".join(one.text for one in read[at : at + length]), meant)
                break
        words.append(word)
        at += length
    return words


def content(words: Iterable[Word]) -> list[Word]:
    """The words that may tell which job it is."""
    return [word for word in words if not word.stop]


def alike(one: Word, other: Word) -> bool:
    """Whether two words are one: by stem or class, or so nearly spelt the same that one is a slip."""
    if one.concept == other.concept:
        return True
    mine, theirs = one.stem, other.stem
    # A slip leaves the beginning or the end as it was: soon seen, and true of few words.
    if mine[:2] != theirs[:2] and mine[-2:] != theirs[-2:]:
        return False
    if one.known and other.known:
        return False
    return mine == theirs or _slip(mine, theirs)


def _slip(one: str, other: str) -> bool:
    """Whether two stems differ by a slip: letters that changed places, a doubled one, or one in seven."""
    return abs(len(one) - len(other)) <= 1 and min(len(one), len(other)) >= 5 and _one_edit(one, other)


@lru_cache(maxsize=100_000)
def _one_edit(one: str, other: str) -> bool:
    if len(set(one) ^ set(other)) > 2:
        return False  # a slip brings one letter and takes one away
    from rapidfuzz.distance import OSA  # 7 ms: only for words that may be one

    if OSA.distance(one, other, score_cutoff=1) != 1:
        return False
    return max(len(one), len(other)) > 6 or sorted(one) == sorted(other) or _single(one) == _single(other)


def _single(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def plain(text: str) -> str:
    """A text without case, quotes, spaces, punctuation and the difference of "so that" and "so"."""
    return _SO_THAT.sub("so", " ".join(_LETTERS.findall(text.casefold())))


# What a motivation is about ----------------------------------------------------------------------------------


class Deed(NamedTuple):
    """What a motivation wants done, and to what."""

    verb: Word | None
    objects: tuple[Word | None, ...]
    """The head of each object; None for a pronoun or a word so wide that it may be anything."""


def deed_of(words: Sequence[Word]) -> Deed:
    """The verb and the objects of a motivation, by the order of its words."""
    known = known_words()
    wish = -1
    for at, word in enumerate(words[:7]):
        if word.text in _WISHES:
            wish = at
        elif wish >= 0:
            break
    at = wish + 1
    bare = wish >= 0 and words[wish].text in _NO_TO
    if not bare and not (at < len(words) and words[at].text == "to"):
        # "I want my editor to mark typos": the verb comes after what is to do it.
        later = next((n for n in range(at, len(words)) if words[n].text == "to"), None)
        if later is None:
            return Deed(None, _objects(words, at))
        at = later
    first = at
    while at < len(words):
        word = words[at]
        if not (
            word.stop or word.stem in known.helpers or word.text.endswith("ly") or (word.filler and not word.family)
        ):
            break
        if at > first and word.text in _DETERMINERS:
            return _light(words, at)
        at += 1
    return Deed(words[at], _objects(words, at + 1)) if at < len(words) else Deed(None, ())


def _light(words: Sequence[Word], at: int) -> Deed:
    """The deed after a verb that says little: "have the pipe mended", "get an overview of the orders"."""
    run: list[tuple[int, Word]] = []
    for place in range(at, len(words)):
        word = words[place]
        if word.text in thesaurus.PREPOSITIONS or (word.stop and run):
            break
        if not word.stop:
            run.append((place, word))
    telling = [(place, word) for place, word in run if not word.filler]
    verbs = [(place, word) for place, word in run if word.family]
    if verbs and telling and verbs[-1] == telling[-1]:
        if len(telling) > 1:
            return Deed(verbs[-1][1], (telling[-2][1],))
        return Deed(verbs[-1][1], _objects(words, verbs[-1][0] + 1))
    if verbs and words[at].text in PRONOUNS:
        return Deed(verbs[0][1], (None,))
    return Deed(None, _objects(words, at))


def _objects(words: Sequence[Word], at: int) -> tuple[Word | None, ...]:
    """The heads of the objects from a place on: the last word of each run up to a preposition."""
    wide = known_words().wide
    heads: list[Word | None] = []
    at = _past_stops(words, at)
    while at < len(words):
        if words[at].stop:
            heads.append(None)
            break
        run: list[Word] = []
        while at < len(words) and not words[at].stop and words[at].text not in thesaurus.PREPOSITIONS:
            run.append(words[at])
            at += 1
        while len(run) > 1 and run[-1].filler:
            run.pop()
        if not run:
            break
        if run[-1].stem in wide or run[-1].filler:
            heads.append(None)
            if at < len(words) and words[at].text in ("of", "about", "on", "regarding", "relating"):
                at = _past_stops(words, at)
                continue
            break
        heads.append(run[-1])
        following = at
        while following < len(words) and (words[following].text in MARKS or words[following].text in ("and", "or")):
            following += 1
        if following == at:
            break
        at = _past_stops(words, following)
    return tuple(heads)


def _past_stops(words: Sequence[Word], at: int) -> int:
    while at < len(words) and words[at].stop and words[at].text not in PRONOUNS:
        at += 1
    return at
