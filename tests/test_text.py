"""Where text is: lines and columns, readings, slices, edits."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbdlint.text import Document, Edit, Piece, Position, Reading, Slice, Wrap

# "**When** it &amp; that\n  ends", read as "When it & that\nends".
SOURCE = "**When** it &amp; that\n  ends"
PIECES = [
    Piece(2, 6, "When"),
    Piece(8, 12, " it "),
    Piece(12, 17, "&"),
    Piece(17, 22, " that"),
    Piece(22, 25, "\n"),
    Piece(25, 29, "ends"),
]
READING = Reading(Document("page.md", SOURCE), PIECES, [Wrap(0, 4, 0, 8)])


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("", 0, (1, 1)),
        ("ab", 1, (1, 2)),
        ("ab", 2, (1, 3)),
        ("a\nb", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\r\nb", 2, (1, 3)),
        ("a\rb", 2, (2, 1)),
        ("a\n\rb", 3, (3, 1)),
        ("a\n", 2, (2, 1)),
        ("😀é\tx", 3, (1, 4)),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", 10, (1, 11)),
    ],
)
def test_lines_end_where_editors_end_them(text: str, offset: int, position: tuple[int, int]) -> None:
    assert Document("x", text).position(offset) == Position(*position)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a", ""]),
        ("a\r\n\rb\n", ["a", "", "b", ""]),
        ("a\x0bb\u2028", ["a\x0bb\u2028"]),
    ],
)
def test_a_line_is_told_without_its_end(text: str, lines: list[str]) -> None:
    document = Document("x", text)

    assert document.lines == len(lines)
    assert [document.line(number) for number in range(1, len(lines) + 1)] == lines
    for number, line in enumerate(lines, 1):
        start = document.offset_of_line(number)
        assert text[start : start + len(line)] == line
        assert document.position(start) == (number, 1)


@settings(deadline=None)
@given(st.text(alphabet="a😀\t\r\n\x0b\x85\u2028"), st.data())
def test_every_offset_has_one_position(text: str, data: st.DataObject) -> None:
    document = Document("x", text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = document.position(offset)

    assert document.offset_of_line(line) + column - 1 == offset
    assert line == 1 + len(re.findall(r"\r\n|\r|\n", text[:offset])) - (text[offset - 1 : offset + 1] == "\r\n")


def test_documents_are_equal_only_to_themselves() -> None:
    assert Document("x", "a") != Document("x", "a")


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("When it & that\nends", SOURCE),
        ("When", "**When**"),
        ("When it", "**When** it"),
        ("Whe", "Whe"),
        ("hen", "hen"),
        ("hen it", "hen** it"),
        ("it", "it"),
        ("&", "&amp;"),
        ("it & that", "it &amp; that"),
        ("that\nends", "that\n  ends"),
        ("that\n", "that\n  "),
        ("\nends", "\n  ends"),
        ("ends", "ends"),
    ],
)
def test_a_slice_knows_what_stands_in_the_file(part: str, source: str) -> None:
    begin = READING.text.index(part)
    found = READING.slice(begin, begin + len(part))

    assert found.text == part
    assert found.source == source
    assert SOURCE[found.start : found.end] == source
    assert found.position == found.document.position(found.start)
    assert found.end_position == found.document.position(found.end)


def test_markup_that_ends_with_a_slice_belongs_to_it() -> None:
    text = "When [*it* ends](there)"
    pieces = [Piece(0, 5, "When "), Piece(7, 9, "it"), Piece(10, 15, " ends")]
    reading = Reading(Document("x", text), pieces, [Wrap(5, 7, 6, 10), Wrap(5, 12, 5, 23)])

    assert reading.whole().source == text
    assert reading.slice(5, 12).source == "[*it* ends](there)"
    assert reading.slice(5, 7).source == "*it*"
    assert reading.slice(0, 7).source == "When [*it*"
    assert reading.slice(8, 12).source == "ends"
    assert reading.slice(0, 12).end == len(text)


@pytest.mark.parametrize(("index", "offset"), [(0, 2), (4, 8), (8, 12), (9, 17), (14, 22), (15, 25), (19, 29)])
def test_an_empty_slice_has_a_place(index: int, offset: int) -> None:
    empty = READING.slice(index, index)

    assert not empty
    assert (empty.start, empty.end, empty.source, empty.text) == (offset, offset, "", "")


def test_the_text_up_to_nothing_ends_where_it_begins() -> None:
    assert READING.source_end(0) == READING.source_start(0) == 2


def test_an_empty_reading_stands_where_it_is_put() -> None:
    document = Document("x", "id: a\njob:\n")
    nothing = Reading.empty(document, 10).whole()

    assert not nothing
    assert (nothing.start, nothing.end, nothing.text) == (10, 10, "")
    assert nothing.position == (2, 5)


def test_a_reading_without_pieces_is_empty() -> None:
    assert Reading(Document("x", "abc"), []).text == ""
    assert Reading(Document("x", "abc"), [Piece(1, 1, "")]).text == ""


def test_slices_of_slices() -> None:
    whole = Document("x", "  When I rest, I want quiet. ").whole()
    inner = whole.stripped()
    first, last = inner.part(0, 11), inner.part(13, 26)

    assert inner.text == "When I rest, I want quiet."
    assert first.text == "When I rest"
    assert last.text == "I want quiet."
    assert last.stripped(".").text == "I want quiet"
    assert first.up_to(last) == inner
    assert first.before() == whole.part(2, 2)
    assert first.after() == whole.part(13, 13)
    assert [word.text for word in last.words()] == ["I", "want", "quiet"]
    assert [one.text for one in first.find(re.compile("[A-Z]"))] == ["W", "I"]
    assert whole.part(0, 2).stripped() == whole.part(2, 2)


@pytest.mark.parametrize(("text", "small"), [("When I REST", "when i rest"), ("İ Ä", "İ ä"), ("", "")])
def test_small_letters_stand_where_the_others_do(text: str, small: str) -> None:
    whole = Document("x", text).whole()
    assert whole.reading.small == small
    assert [one.text for one in whole.find(re.compile("rest|ä"), small=True)] == text.split()[-1:]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I don't re-read “it’s” 24/7", ["I", "don't", "re-read", "it’s", "24", "7"]),
        ("snake_case -x- '", ["snake", "case", "x"]),
        ("Über 日本", ["Über", "日本"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [word.text for word in Document("x", text).whole().words()] == words


@pytest.mark.parametrize(
    ("begin", "stop", "clean"),
    [(5, 7, True), (9, 19, True), (0, 3, True), (0, 4, False), (5, 9, False), (2, 7, False)],
)
def test_an_edit_is_clean_when_it_touches_no_markup(begin: int, stop: int, clean: bool) -> None:
    part = READING.slice(begin, stop)

    assert part.replaced_by("x") == Edit(part, "x")
    assert part.replaced_by("x").clean is clean


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings of all shapes: text that stands there, text that is shorter or longer than what stands, gaps."""
    source, pieces, wraps, length = "", [], [], 0
    for _ in range(draw(st.integers(0, 8))):
        source += draw(st.sampled_from(["", "**", "<!-- -->"]))
        text = draw(st.text("ab \n", max_size=4))
        if draw(st.booleans()):
            pieces.append(Piece(len(source), len(source) + len(text), text))
            source += text
        else:
            stretch = draw(st.text("&;\\", min_size=1, max_size=5))
            if len(stretch) != len(text):
                pieces.append(Piece(len(source), len(source) + len(stretch), text))
                source += stretch
    reading = Reading(Document("x", source), pieces)
    length = len(reading.text)
    for _ in range(draw(st.integers(0, 3))):
        begin = draw(st.integers(0, length))
        stop = draw(st.integers(begin, length))
        if begin < stop:
            wraps.append(Wrap(begin, stop, reading.slice(begin, stop).start, reading.slice(begin, stop).end))
    return Reading(Document("x", source), pieces, wraps)


@settings(deadline=None)
@given(readings(), st.data())
def test_places_are_in_the_document_and_in_order(reading: Reading, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(reading.text)))
    stop = data.draw(st.integers(begin, len(reading.text)))
    middle = data.draw(st.integers(begin, stop))
    whole: Slice = reading.slice(begin, stop)

    assert 0 <= whole.start <= whole.end <= len(reading.document.text)
    first, second = reading.slice(begin, middle), reading.slice(middle, stop)
    assert whole.start <= first.start <= first.end
    assert first.start <= second.start
    assert first.end <= second.end <= whole.end or not second
