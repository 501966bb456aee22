"""Reports and CI files against the schemas of those who read them.

Schemas of others are no part of this repository. JTBDLINT_SCHEMAS may name a folder that holds them under the names
below: CONTRIBUTING.md tells where they are from. Those of CI files come with check-jsonschema.
"""

import json
import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from jtbdlint.corpus import Error
from jtbdlint.engine import Report
from jtbdlint.reporters import reporter
from tests.support import lint

ROOT = Path(__file__).resolve().parent.parent
PAGE = "# Jobs to be done\n\n- When the café’s till breaks, I want to “pay later” & go\n- I want to pay, so I can go\n"


@pytest.fixture
def schemas() -> Path:
    folder = os.environ.get("JTBDLINT_SCHEMAS")
    if not folder:
        pytest.skip("JTBDLINT_SCHEMAS names no folder of schemas")
    return Path(folder)


def reports() -> Iterator[Report]:
    """One of nothing, one of findings, one with errors of the run."""
    yield Report()
    found = lint({"100% a:b.md": PAGE, "/elsewhere/a b.md": PAGE})
    assert found.findings
    yield found
    yield Report(found.findings, found.documents, found.statements, [Error("a.md", "not UTF-8"), Error("", "crashed")])


def said(name: str, report: Report) -> str:
    return "\n".join(reporter(name)(report))


@pytest.mark.parametrize(("name", "schema"), [("sarif", "sarif-2.1.0.json"), ("rdjson", "DiagnosticResult.json")])
def test_a_report_in_json(name: str, schema: str, schemas: Path) -> None:
    jsonschema: Any = pytest.importorskip("jsonschema")
    wanted = json.loads((schemas / schema).read_text(encoding="utf-8-sig"))

    for report in reports():
        jsonschema.validate(json.loads(said(name, report)), wanted)


def test_junit(schemas: Path) -> None:
    xmlschema: Any = pytest.importorskip("xmlschema")
    wanted = xmlschema.XMLSchema(schemas / "junit-10.xsd")

    for report in reports():
        wanted.validate(said("junit", report))


CI = [("gitlab.yml", "gitlab-ci"), ("github.yml", "github-workflows"), ("action/action.yml", "github-actions")]


@pytest.mark.parametrize(("name", "schema"), CI)
def test_a_ci_file(name: str, schema: str) -> None:
    jsonschema: Any = pytest.importorskip("jsonschema")
    package: Any = pytest.importorskip("check_jsonschema")
    text = files(package).joinpath("builtin_schemas", "vendor", f"{schema}.json").read_text(encoding="utf-8")
    validator = jsonschema.validators.validator_for(json.loads(text))(json.loads(text))

    yaml: Any = pytest.importorskip("ruamel.yaml")  # of YAML 1.2, where "on" is a text

    for document in yaml.YAML(typ="safe").load_all(ROOT / "examples" / "ci" / name):
        assert [one.message for one in validator.iter_errors(document)] == []
