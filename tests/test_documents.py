"""The pages hold together: links lead somewhere, everything is listed, and what they tell people to type exists."""

import re
import shlex
from pathlib import Path

import click
import pytest

from tadwin.cli.main import program

ROOT = Path(__file__).parent.parent
DOCS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
TEACHING = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs" / "quickstart.md"]


def path_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def prose(path: Path) -> str:
    """A page without its code."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", DOCS, ids=path_of)
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        aim = (page.parent / file).resolve() if file else page
        if not aim.exists() or (anchor and anchor not in anchors(aim)):
            broken.append(target)
    assert not broken


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT.resolve() / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        targets = re.findall(r"\]\(([^)\s#:]+)(?:#[^)\s]*)?\)", prose(page))
        waiting.extend((page.parent / target).resolve() for target in targets)
    assert {page.resolve() for page in DOCS} == seen


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    pages = sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")
    assert sorted(set(re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", index))) == pages
    assert all(re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", name) for name in pages)
    assert len({name[:4] for name in pages}) == len(pages), "two decisions with one number"


def test_changelog_has_a_place_for_what_is_next() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert headings[0] == "Unreleased"


def shown(*, named: bool) -> list[str]:
    """The commands of tadwin, without the program's name: those named in running text, or the lines to type."""
    typed = set()
    for page in DOCS:
        text = re.sub(r"\\\n *", "", page.read_text(encoding="utf-8"))  # a line that goes on is one
        fences = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
        lines = [*"\n".join(fences).splitlines(), *re.findall(r"^ {4}(.+)$", text, flags=re.MULTILINE)]
        for code in re.findall(r"`([^`\n]+)`", text) if named else lines:
            match = re.match(r"(?:unshare -rn )?(?:\.venv/bin/)?tadwin ([a-z][^…|>]*)", code.strip())
            if match:
                typed.add(match[1].strip())
    return sorted(typed)


def found(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that these words call, and its arguments."""
    command: click.Command | None = program
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        command, words = command.get_command(click.Context(command), words[0]), words[1:]
    assert command is not None, "there is no such command"
    return command, words


@pytest.mark.parametrize("line", shown(named=False))
def test_lines_to_type_are_understood(line: str) -> None:
    command, arguments = found(shlex.split(line, comments=True))
    try:
        command.make_context("tadwin", arguments)
    except click.BadParameter as error:
        # A page's own files are not there.
        assert "does not exist" in error.message  # noqa: PT017


@pytest.mark.parametrize("line", shown(named=True))
def test_commands_that_are_named_exist(line: str) -> None:
    command, arguments = found(line.split())
    options = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    assert {word for word in arguments if word.startswith("-")} <= options | {"--help", "-"}


@pytest.mark.parametrize("page", TEACHING, ids=path_of)
def test_make_targets_in_the_documents_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    asked = set(re.findall(r"(?:^ {4}|`)make ([a-z]+)", page.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert asked
    assert asked <= targets
