"""Statements with a clause a block: list items or paragraphs one after another, or lines with a label each."""

import re
from collections.abc import Iterator, Sequence

from jtbdlint.documents.candidate import CELL_END, Candidate, Place, cells
from jtbdlint.documents.titles import TITLES, Clauses, clauses_named, of_cells
from jtbdlint.patterns import compiled
from jtbdlint.text import Reading, Slice

_TITLES = "|".join(
    sorted({re.escape(name) for one in TITLES.values() for names in one.values() for name in names}, reverse=True)
)
_LEAD = compiled(rf"({_TITLES})(?!\w)", re.IGNORECASE)
_LABEL = compiled(rf"(?<!\w)({_TITLES})[ \t]*[:：]", re.IGNORECASE)
_BETWEEN = " \t\r\n,;/|·•–—-"
_BEFORE_A_LABEL = f".!?。！？{_BETWEEN.replace(' ', '')}"
_SENTENCE_END = compiled(r"[.!?。！？]\s+\S")
_CLAUSES = 3


def gathered(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of a page, those that are three clauses of one statement made one."""
    result: list[Candidate] = []
    number = 0
    while number < len(found):
        candidate = found[number]
        three = found[number : number + _CLAUSES]
        one = None
        if _LEAD.match(candidate.reading.text):
            one = _of_labels([candidate])
            if one is None:
                one = _of_titles(found[number : number + 2 * _CLAUSES])
                number += 2 * _CLAUSES - 1 if one else 0
            if one is None and len(three) == _CLAUSES and all(block.place is candidate.place for block in three):
                one = _of_labels(three) or _of_markers(three)
                number += _CLAUSES - 1 if one else 0
        result.append(one or candidate)
        number += 1
    return result


def _of_labels(blocks: Sequence[Candidate]) -> Candidate | None:
    """The statement whose clauses stand after labels: "Situation: ..."."""
    labelled = [pair for block in blocks for pair in _labelled(block.reading)]
    named = _in_order([title for title, _ in labelled])
    if named is None or not all(map(_LABEL.match, (block.reading.text for block in blocks))):
        return None
    texts = [text for _, text in labelled]
    if any(not any(map(str.isalnum, text.text)) or _SENTENCE_END.search(text.text) for text in texts):
        return None
    reading = Reading.joined(texts, CELL_END)
    first = blocks[0]
    candidate = Candidate(reading, first.place, headings=first.headings)
    return of_cells(candidate, cells(reading), named)


def _of_titles(blocks: Sequence[Candidate]) -> Candidate | None:
    """The statement whose clauses stand under a title each: headings, or lines that are all bold."""
    titles, texts = blocks[::2], blocks[1::2]
    named = _in_order([title.reading.text for title in titles]) if len(blocks) == 2 * _CLAUSES else None
    if named is None or not all(map(_is_title, titles)) or any(map(_is_title, texts)):
        return None
    if any(_SENTENCE_END.search(text.reading.text.strip()) for text in texts):
        return None
    reading = Reading.joined([text.reading.whole().stripped() for text in texts], CELL_END)
    candidate = Candidate(reading, Place.PARAGRAPH, headings=blocks[0].headings)
    return of_cells(candidate, cells(reading), named)


def _is_title(block: Candidate) -> bool:
    text = block.reading.text.strip()
    return block.place is Place.HEADING or any(wrap[:2] == (0, len(text)) for wrap in block.reading.wraps)


def _labelled(reading: Reading) -> Iterator[tuple[str, Slice]]:
    set_apart = {wrap.begin for wrap in reading.wraps}
    labels = [
        label
        for label in _LABEL.finditer(reading.text)
        if label.start() in set_apart
        or reading.text[max(0, label.start() - 4) : label.start()].rstrip(" \t")[-1:] in ("", *_BEFORE_A_LABEL)
    ]
    ends = [*(label.start() for label in labels[1:]), len(reading.text)]
    for label, end in zip(labels, ends, strict=False):
        yield label[1], reading.slice(label.end(), end).stripped(_BETWEEN)


def _of_markers(blocks: Sequence[Candidate]) -> Candidate | None:
    """The statement that three blocks make which open with the markers of clauses.

    Paragraphs of prose may open with the same words: there the markers have to be set apart by markup.
    """
    first = blocks[0]
    leads = [_LEAD.match(block.reading.text) for block in blocks]
    named = _in_order([lead[1] for lead in leads if lead])
    if not all(leads) or named is None:
        return None
    if any(_SENTENCE_END.search(block.reading.text) for block in blocks[:-1]):
        return None
    for block, following in zip(blocks, ("motivation", "outcome"), strict=False):
        if _holds(block.reading.text, following, named.language):
            return None
    set_apart = all(any(wrap.begin == 0 for wrap in block.reading.wraps) for block in blocks)
    if first.place is not Place.ITEM and not (set_apart and first.place in (Place.PARAGRAPH, Place.QUOTE)):
        return None
    reading = Reading.joined([block.reading.whole() for block in blocks], "\n\n")
    return Candidate(reading, first.place, any(block.meant for block in blocks), first.headings)


def _holds(text: str, clause: str, language: str) -> bool:
    """Whether a block has the clause that the next one would be: then it is a statement of its own.

    Such a clause stands after a comma, or opens with several words ("I want to") that mean nothing else.
    """
    names = TITLES[language][clause]
    parted = "|".join(map(re.escape, names))
    clear = "|".join(re.escape(one) for one in names if " " in one) or "(?!)"
    return re.search(rf"(?:[,;]\s+(?:{parted})|\s(?:{clear}))(?!\w)", text, re.IGNORECASE) is not None


def _in_order(titles: Sequence[str]) -> Clauses | None:
    """The three clauses that titles name, if they come in the order of a statement."""
    named = clauses_named(titles) if len(titles) == _CLAUSES else None
    if named is None:
        return None
    clauses = sorted(named.numbers, key=lambda clause: named.numbers[clause])
    if clauses[0] not in ("situation", "role") or clauses[1:] != ["motivation", "outcome"]:
        return None
    return Clauses(named.language, {clause: number for number, clause in enumerate(clauses)})
