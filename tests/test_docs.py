"""What exists is documented, what is documented exists, and the examples in the docs are run."""

import ast
import re
import runpy
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
import yaml

import tollbook.model as model

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "tollbook"
REFERENCE = ROOT / "docs" / "reference"


def documented_in(page: str) -> set[str]:
    """The codes that have a row of their own: the first cell of a row, in backticks."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([\w-]+)` \|", text, flags=re.MULTILINE))


def codes_of_the_model() -> set[str]:
    enums = [value for value in vars(model).values() if isinstance(value, type) and issubclass(value, StrEnum)]
    kept_inside = {model.MentionKind, model.StandardOfProof}
    return {member.value for enum in enums if enum not in kept_inside for member in enum}


def codes_with_words() -> set[str]:
    """The codes that the pages have words for: groups, reasons and modes are no enums of the model."""
    messages = yaml.safe_load((SOURCE / "data" / "messages" / "en.yaml").read_text(encoding="utf-8"))["codes"]
    return {code for section in ("groups", "set_aside", "keep", "modes", "status") for code in messages[section]}


def test_every_code_is_documented() -> None:
    missing = (codes_of_the_model() | codes_with_words()) - documented_in("codes.md")
    assert missing == set(), "give each a row in docs/reference/codes.md"


def modules() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(SOURCE.rglob("*.py")):
        yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def called(node: ast.AST) -> str | None:
    if not isinstance(node, ast.Call):
        return None
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", None)


def code_of(call: ast.Call) -> ast.expr | None:
    named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    return (call.args or named or [None])[0]


# Of tollbook.read.page: they hand their first parameter on as the code.
SHARED_MAKERS = dict.fromkeys(("lost", "to_look_at", "noted"), 0)


def makers_of_issues(tree: ast.Module) -> dict[str, int]:
    """Functions of a module that hand one of their own parameters on as an issue's code, and which parameter it is."""
    makers = {"Issue": 0, **SHARED_MAKERS}
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        names = [argument.arg for argument in function.args.args]
        for call in [node for node in ast.walk(function) if called(node) == "Issue"]:
            code = code_of(call)
            if isinstance(code, ast.Name) and code.id in names:
                makers[function.name] = names.index(code.id)
    return makers


def issue_codes() -> Iterator[tuple[str, ast.expr | None]]:
    """Each place that makes an issue, with the expression that gives its code."""
    for name, tree in modules():
        makers = makers_of_issues(tree)
        inside = {id(call) for call in _inside_makers(tree, makers)}
        for node in ast.walk(tree):
            maker = called(node)
            if maker in makers and id(node) not in inside:
                place = makers[maker]
                code = node.args[place] if len(node.args) > place else code_of(node)
                yield f"{name}:{node.lineno}", code


def _inside_makers(tree: ast.Module, makers: dict[str, int]) -> Iterator[ast.Call]:
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name in makers]:
        yield from (node for node in ast.walk(function) if called(node) == "Issue")


def test_every_disagreement_is_documented() -> None:
    made = {
        node.args[0].value
        for _, tree in modules()
        for node in ast.walk(tree)
        if called(node) == "Disagreement" and node.args and isinstance(node.args[0], ast.Constant)
    }
    assert made, "no disagreement was found in the source: this test reads it wrongly"
    assert made <= documented_in("codes.md")


def test_every_issue_has_a_code_that_can_be_looked_up() -> None:
    unclear = [place for place, code in issue_codes() if not isinstance(code, ast.Constant)]
    assert unclear == [], "write the code of an issue as a string where the issue is made"


def test_every_issue_code_is_documented_and_no_other() -> None:
    made = {code.value for _, code in issue_codes() if isinstance(code, ast.Constant)}
    assert made, "no issue was found in the source: this test reads it wrongly"
    assert made == documented_in("issues.md")


def test_every_issue_code_has_words_and_no_other() -> None:
    """A release gives these in the place of the issue's message, which may hold a name."""
    messages = yaml.safe_load((SOURCE / "data" / "messages" / "en.yaml").read_text(encoding="utf-8"))
    assert set(messages["codes"]["issues"]) == documented_in("issues.md")


@pytest.mark.parametrize("page", ["commands.md", "rules.md", "questions.md"])
def test_the_generated_pages_are_up_to_date(page: str) -> None:
    pages = runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"]
    assert (REFERENCE / page).read_text(encoding="utf-8") == pages[page](), "run `make docs`"


def test_every_link_in_the_docs_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")]
    broken = {
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    }
    assert broken == set()


def test_pictures_stay_small() -> None:
    large = [picture.name for picture in (ROOT / "docs" / "pictures").iterdir() if picture.stat().st_size > 300_000]
    assert large == []


def test_the_functions_that_architecture_names_are_where_it_says() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"`(\w+)`\s+in\s+\[[^]]+\]\(([^)]+\.py)\)", text)
    assert len(named) >= 8, "trace one figure names a function at each stop"
    missing = [f"{name} in {file}" for name, file in named if not _defined(name, ROOT / file)]
    assert missing == []


def _defined(name: str, file: Path) -> bool:
    source = file.read_text(encoding="utf-8")
    return re.search(rf"^(def|class) {name}\b|^from .* import .*\b{name}\b", source, flags=re.MULTILINE) is not None
