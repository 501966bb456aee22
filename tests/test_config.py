"""Finding, reading, merging and checking the configuration."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

import pytest

from jtbdlint import catalog, config
from jtbdlint.config import Config, ConfigError, FailLevel, Origin, discover, load, schema, shown, toml, typed
from jtbdlint.rule import Level

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


class TestDiscovery:
    def test_of_several_files_in_a_folder_the_first_counts(self, repository: Path) -> None:
        write(repository / "pyproject.toml", "[tool.jtbdlint]\n")
        assert discover(str(repository)) == str(repository / "pyproject.toml")
        write(repository / ".jtbdlint.toml", "")
        assert discover(str(repository)) == str(repository / ".jtbdlint.toml")
        write(repository / "jtbdlint.toml", "")
        assert discover(str(repository)) == str(repository / "jtbdlint.toml")

    def test_the_nearest_folder_counts(self, repository: Path) -> None:
        write(repository / "jtbdlint.toml", "")
        near = write(repository / "a" / "jtbdlint.toml", "")

        assert discover(str(repository / "a")) == str(near)

    def test_a_pyproject_without_the_table_is_passed_over(self, repository: Path) -> None:
        write(repository / "jtbdlint.toml", "")
        write(repository / "a" / "pyproject.toml", "[project]\nname = 'x'\n")

        assert discover(str(repository / "a")) == str(repository / "jtbdlint.toml")

    def test_nothing_above_the_repository_is_read(self, tmp_path: Path) -> None:
        write(tmp_path / "jtbdlint.toml", "")
        (tmp_path / "inner" / ".git").mkdir(parents=True)
        (tmp_path / "inner" / "deep").mkdir()

        assert discover(str(tmp_path / "inner" / "deep")) is None

    def test_outside_of_a_repository_only_the_folder_itself_is_looked_at(self, tmp_path: Path) -> None:
        write(tmp_path / "jtbdlint.toml", "")
        (tmp_path / "deep").mkdir()

        assert discover(str(tmp_path / "deep")) is None
        assert discover(str(tmp_path)) == str(tmp_path / "jtbdlint.toml")


class TestLoad:
    def test_every_key(self, repository: Path) -> None:
        text = """
            include = ["content/**/*.md"]
            exclude = ["drafts"]
            select = ["JT1"]
            extend-select = ["absolute"]
            ignore = ["JT130"]
            languages = ["en"]
            fail-level = "warning"
            max-warnings = 3
            baseline = "known.txt"
            levels = { missing-outcome = "warning" }
            [rules.long-statement]
            max-words = 30
            [fields]
            statement = ["job"]
            [[overrides]]
            files = ["drafts/**"]
            ignore = ["JT103"]
        """
        found = load(str(write(repository / "jtbdlint.toml", text)))

        assert found.include == ("content/**/*.md",)
        assert found.extend_select == ("absolute",)
        assert found.fail_level is FailLevel.WARNING
        assert found.max_warnings == 3
        assert found.levels == {"missing-outcome": Level.WARNING}
        assert found.rules == {"long-statement": {"max-words": 30}}
        assert found.fields == {"statement": ("job",)}
        assert found.overrides[0].files == ("drafts/**",)
        assert found.root == str(repository)

    def test_without_a_file_the_defaults_hold(self) -> None:
        assert load(None).select == ()
        assert load(None).fail_level is FailLevel.ERROR

    def test_a_byte_order_mark_is_no_part_of_it(self, repository: Path) -> None:
        assert load(str(write(repository / "jtbdlint.toml", "\ufeffmax-warnings = 1\n"))).max_warnings == 1

    def test_in_pyproject_it_is_a_table(self, repository: Path) -> None:
        path = write(repository / "pyproject.toml", "[tool.other]\nx = 1\n[tool.jtbdlint]\nmax-warnings = 1\n")

        assert load(str(path)).max_warnings == 1

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("\nselct = []\n", "jtbdlint.toml:2: selct: unknown key; did you mean 'select'?"),
            ("select = 'JT1'\n", "jtbdlint.toml:1: select: expected a list, not 'JT1'"),
            ("select = [1]\n", "jtbdlint.toml:1: select: expected a text, not 1"),
            ("fail-level = 'warn'\n", "jtbdlint.toml:1: fail-level: 'warn' is none of error, warning, info, never"),
            ("max-warnings = true\n", "jtbdlint.toml:1: max-warnings: expected a whole number, not true"),
            ("[levels]\n\nJT1 = 'eror'\n", "jtbdlint.toml:3: levels.JT1: 'eror' is none of"),
            ("[[overrides]]\nignore = []\n", "jtbdlint.toml:1: overrides: 'files' is missing"),
            ("[[overrides]]\nfiles = []\nfile = []\n", "jtbdlint.toml:3: overrides.file: unknown key; did you mean"),
            (
                "[[overrides]]\nfiles = []\n\n[[ overrides ]]\nfile = []\n",
                "jtbdlint.toml:5: overrides.file: unknown key",
            ),
            ("[[overrides]]\nfiles = []\n\n[[overrides]]\n", "jtbdlint.toml:4: overrides: 'files' is missing"),
            (
                "[[overrides]]\nfiles = []\n" * 2 + "['overrides'.levels]\nJT1 = 'of'\n",
                "jtbdlint.toml:6: overrides.levels.JT1: 'of' is none of",
            ),
            (
                "[[overrides]]\nfiles = []\n[[overrides]] # more\n  files = 3\n",
                "jtbdlint.toml:4: overrides.files: expected",
            ),
            ("levels = 3\n", "jtbdlint.toml:1: levels: expected a table, not 3"),
            ("select = [\n", "jtbdlint.toml: not TOML: "),
            ("[fields]\nstatment = ['x']\n", "jtbdlint.toml:2: fields.statment: nothing is called so; did you mean"),
            ("languages = ['xx']\n", "jtbdlint.toml:1: languages: there is no grammar for 'xx', only "),
        ],
    )
    def test_what_is_wrong_is_told_with_its_place(self, repository: Path, text: str, message: str) -> None:
        path = write(repository / "jtbdlint.toml", text)

        with pytest.raises(ConfigError) as error:
            load(str(path))
        assert str(error.value).startswith(message)

    def test_a_file_that_is_not_there(self, repository: Path) -> None:
        with pytest.raises(ConfigError, match=r"^nowhere.toml: No such file"):
            load(str(repository / "nowhere.toml"))


class TestExtends:
    def test_tables_are_merged_and_lists_replaced(self, repository: Path) -> None:
        write(repository / "base.toml", "select = ['JT1', 'JT2']\nignore = ['JT130']\nlevels = { JT1 = 'info' }\n")
        path = write(repository / "jtbdlint.toml", "extends = ['base.toml']\nselect = ['JT4']\nlevels.JT2 = 'error'\n")
        found = load(str(path))

        assert found.select == ("JT4",)
        assert found.ignore == ("JT130",)
        assert found.levels == {"JT1": "info", "JT2": "error"}

    def test_the_origin_of_each_key_is_kept(self, repository: Path) -> None:
        write(repository / "base.toml", "\n\nignore = ['JT130']\n")
        found = load(str(write(repository / "jtbdlint.toml", "extends = ['base.toml']\nselect = ['JT4']\n")))

        assert str(found.origin("ignore")) == "base.toml:3"
        assert str(found.origin("select")) == "jtbdlint.toml:2"
        assert str(found.origin("exclude")) == "default"
        assert str(found.with_options(exclude=("x",)).origin("exclude")) == "command line"

    def test_a_cycle_is_told_with_its_chain(self, repository: Path) -> None:
        write(repository / "a.toml", "extends = ['b.toml']")
        write(repository / "b.toml", "extends = ['a.toml']")

        with pytest.raises(ConfigError, match=r"extends itself: a.toml -> b.toml -> a.toml"):
            load(str(repository / "a.toml"))

    @pytest.mark.parametrize("name", ["../outside.toml", "/etc/passwd", "https://example.org/x.toml"])
    def test_only_what_is_in_the_repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        write(tmp_path / "outside.toml", "select = ['JT1']")
        (tmp_path / "inner" / ".git").mkdir(parents=True)
        monkeypatch.chdir(tmp_path / "inner")
        path = write(tmp_path / "inner" / "jtbdlint.toml", f"extends = ['{name}']")

        with pytest.raises(ConfigError, match="is outside"):
            load(str(path))

    def test_a_link_out_of_the_repository_is_outside(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(tmp_path / "outside.toml", "select = ['JT1']")
        (tmp_path / "inner" / ".git").mkdir(parents=True)
        monkeypatch.chdir(tmp_path / "inner")
        (tmp_path / "inner" / "link.toml").symlink_to(tmp_path / "outside.toml")
        path = write(tmp_path / "inner" / "jtbdlint.toml", "extends = ['link.toml']")

        with pytest.raises(ConfigError, match="is outside"):
            load(str(path))

    def test_what_is_extended_is_not_quoted(self, repository: Path) -> None:
        write(repository / "secret.txt", "password hunter2")
        path = write(repository / "jtbdlint.toml", "extends = ['secret.txt']")

        with pytest.raises(ConfigError) as error:
            load(str(path))
        assert "hunter2" not in str(error.value)


class Fruit(StrEnum):
    APPLE = "apple"


@pytest.mark.parametrize(
    ("value", "hint", "expected"),
    [
        ("a", str, "a"),
        (1, int, 1),
        (1, float, 1.0),
        (0.5, float, 0.5),
        (False, bool, False),
        (["a"], tuple[str, ...], ("a",)),
        (["a", "a"], frozenset[str], frozenset({"a"})),
        ("apple", Fruit, Fruit.APPLE),
        ("x", Literal["x", "y"], "x"),
        ({"a": ["b"]}, dict[str, tuple[str, ...]], {"a": ("b",)}),
        (3, int | None, 3),
        ("a", int | str, "a"),
        ({"anything": 1}, Any, {"anything": 1}),
    ],
)
def test_a_value_becomes_its_type(value: Any, hint: Any, expected: Any) -> None:
    assert typed(value, hint, Origin("x")) == expected


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("1", int),
        (True, int),
        (1, bool),
        (1.5, int),
        (1, str),
        ("a", tuple[str, ...]),
        ("pear", Fruit),
        ("z", Literal["x"]),
    ],
)
def test_a_value_of_another_type_is_refused(value: Any, hint: Any) -> None:
    with pytest.raises(ConfigError):
        typed(value, hint, Origin("x"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('a"b', '"a\\"b"'),
        (True, "true"),
        (3, "3"),
        (("a", "b"), '["a", "b"]'),
        (frozenset({"b", "a"}), '["a", "b"]'),
        ({}, "{}"),
        ({"a": 1}, '{ "a" = 1 }'),
        (Level.ERROR, '"error"'),
    ],
)
def test_a_value_is_shown_as_toml(value: Any, expected: str) -> None:
    import tomllib

    assert toml(value) == expected
    tomllib.loads(f"x = {expected}")


def test_the_shown_configuration_is_toml_and_says_where_each_key_is_from(repository: Path) -> None:
    import tomllib

    found = load(str(write(repository / "jtbdlint.toml", "levels = { JT1 = 'info' }\nselect = ['JT1']\n")))
    lines = list(shown(found))

    assert [line.split() for line in lines if line.startswith("select")] == [
        ["select", "=", '["JT1"]', "#", "jtbdlint.toml:2"]
    ]
    assert tomllib.loads("\n".join(lines))["levels"] == {"JT1": "info"}


def test_the_schema_is_fresh(update: bool) -> None:
    """`UPDATE=1 pytest` rewrites it."""
    path = ROOT / "jtbdlint" / "config.schema.json"
    expected = json.dumps(schema({rule.name: rule.settings for rule in catalog.bundled()}), indent=2) + "\n"
    if update:
        path.write_text(expected, encoding="utf-8", newline="")

    assert path.read_text(encoding="utf-8") == expected


def test_the_schema_knows_every_key() -> None:
    made = schema({})

    assert set(made["properties"]) == {one.name for one in config.keys(Config)}
    assert made["additionalProperties"] is False
    assert all(one["description"] for name, one in made["properties"].items() if name != "rules")
