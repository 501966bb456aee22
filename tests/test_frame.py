"""What a configuration may declare as a frame, and how a bad one is refused: with the place and what was meant."""

from pathlib import Path

import pytest

from jtbdlint.config import ConfigError, frame_in, load
from jtbdlint.frame import EMPTY, STEPS, Frame

GOALS = '[[frame.goals]]\nid = "safe"\nname = "Be safe"\n[[frame.goals]]\nid = "fast"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[frame]\ngrups = ["a"]\n', "2: frame.grups: unknown key; did you mean 'groups'?"),
        ('[frame]\ngroups = "a"\n', "2: frame.groups: expected a list, not 'a'"),
        ('[frame]\ngroups = ["a", 1]\n', "2: frame.groups: expected a text, not 1"),
        ('[frame]\ngroups = [\n  "a",\n  # "A" was here\n  "A ",\n]\n', "5: frame.groups: 'A ' is there twice"),
        ('[frame]\ngroups = ["a",\n""]\n', "3: frame.groups: the name is empty"),
        ('frame.personas = ["Sam (Cook)", "sam (cook)"]\n', "1: frame.personas: 'sam (cook)' is there twice"),
        (f'{GOALS}[[frame.goals]]\nid = "safe"\n', "7: frame.goals.id: 'safe' is there twice"),
        (f'{GOALS}parent = "saef"\n', "6: frame.goals.parent: there is no goal 'saef'; did you mean 'safe'?"),
        (f'{GOALS}parent = "x"\n', "6: frame.goals.parent: there is no goal 'x'; known are safe"),
        (f'{GOALS}parent = "fast"\n', "6: frame.goals.parent: the goal is a part of itself: fast -> fast"),
        (f'{GOALS}[[frame.goals]]\nidd = "x"\n', "7: frame.goals.idd: unknown key; did you mean 'id'?"),
        ('[[frame.goals]]\nname = "x"\n', "1: frame.goals: 'id' is missing"),
        ('[[frame.goals]]\nid = " "\n', "2: frame.goals.id: the id is empty"),
        (
            '[frame]\ngoals = [\n  { id = "a" },\n  { id = "b", parent = "c" },\n]\n',
            "4: frame.goals.parent: there is no goal 'c'; known are a",
        ),
        (
            '[frame]\nsteps = ["define",\n  "confrim"]\n',
            "3: frame.steps: the step 'confrim' has no verbs; did you mean",
        ),
        ('[frame]\nsteps = [{ name = "pray", verbs = [] }]\n', "2: frame.steps: the step 'pray' has no verbs"),
        ('[[frame.steps]]\nname = "pray"\n', "2: frame.steps: the step 'pray' has no verbs"),
        ('[frame]\nsteps = ["define", "Define"]\n', "2: frame.steps: 'Define' is there twice"),
        ('[frame]\ngroups = ["a"]\n[frame.skip]\nb = "x"\n', "4: frame.skip.b: 'b' is not in the frame"),
        ('[frame]\ngroups = ["a"]\n[frame.skip]\na = " "\n', "4: frame.skip.a: no reason is given"),
        (
            '[frame]\ngroups = ["a b"]\n[frame.skip]\n"a b/confrim" = "x"\n',
            "4: frame.skip.a b/confrim: 'confrim' is no step; did you mean 'confirm'?",
        ),
    ],
)
def test_a_bad_frame_is_refused(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        frame_in(text, "jtbdlint.toml")
    assert f"{refusal.value}".startswith(f"jtbdlint.toml:{message}")


def test_every_name_knows_where_it_was_written() -> None:
    text = (
        'frame.groups = ["Doors", "Roofs", # "Walls"\n  \'Walls\']\n'
        'frame.personas = ["Sam (Cook)"]\nframe.steps = ["confirm", { name = "pray", verbs = ["pray"] }]\n'
        '[[frame.goals]]\nname = "x"\nid = "x"\n'
    )
    frame = frame_in(text, "jtbdlint.toml")

    for kind in ("groups", "personas", "goals", "steps"):
        for name in frame.names(kind):
            assert frame.places[kind, name].source == name
    assert frame.places["groups", "Walls"].position == (2, 4)
    assert frame.places["goals", "x"].position == (7, 7)


def test_a_frame_of_another_file_knows_that_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.toml").write_text('[frame]\ngroups = ["Doors"]\n')
    (tmp_path / "jtbdlint.toml").write_text('extends = ["base.toml"]\n[frame]\npersonas = ["Sam (Cook)"]\n')
    frame = load(str(tmp_path / "jtbdlint.toml")).frame

    places = [frame.places[key].document.path for key in (("groups", "Doors"), ("personas", "Sam (Cook)"))]
    assert places == ["base.toml", "jtbdlint.toml"]


def test_in_a_pyproject_the_places_are_right_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "pyproject.toml"
    path.write_text('[project]\nname = "x"\n[tool.jtbdlint.frame]\ngroups = ["Doors"]\n')
    assert load(str(path)).frame.places["groups", "Doors"].position.line == 4

    path.write_text('[[tool.jtbdlint.frame.goals]]\nid = "a"\n[[tool.jtbdlint.frame.goals]]\nid = "a"\n')
    with pytest.raises(ConfigError, match=r"pyproject\.toml:4: .*'a' is there twice"):
        load(str(path))


@pytest.mark.parametrize("text", ["", "[frame]\n", "[frame]\ngroups = []\n", 'select = ["JT1"]\n'])
def test_nothing_declared_is_no_frame(text: str) -> None:
    assert not frame_in(text, "jtbdlint.toml")


def test_steps_are_those_of_the_job_map_unless_some_are_declared() -> None:
    assert list(EMPTY.verbs) == list(STEPS)
    frame = frame_in('[frame]\nsteps = ["monitor", { name = "define", verbs = ["sketch"] }]\n', "jtbdlint.toml")

    assert list(frame.verbs) == ["monitor", "define"]
    assert {"sketch", "plan"} <= set(frame.verbs["define"])


def test_every_verb_of_the_job_map_tells_one_step() -> None:
    verbs = [verb for step in STEPS.values() for verb in step]

    assert len(verbs) == len(set(verbs))


@pytest.mark.parametrize(
    ("name", "step", "reason"),
    [
        ("a", "", "r1"),
        ("a", "define", "r1"),
        ("b", "", ""),
        ("b", "define", "r2"),
        ("b", "confirm", "r3"),
        ("c", "", ""),
    ],
)
def test_skips(name: str, step: str, reason: str) -> None:
    frame = Frame(groups=("a", "b"), skip={"a": "r1", "b/define": "r2", "confirm": "r3"})

    assert frame.skipped(name, step) == reason
