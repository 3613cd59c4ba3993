"""docs/commands.md and the program say the same."""

import re
import shlex
from pathlib import Path

import click
import pytest

from milex.cli.tree import build
from milex.settings import settings_from_environment

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## `milex (\w+)`(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
PROGRAM = build(settings_from_environment({"MILEX_LANGUAGE": "en"}))


def options(verb: str) -> set[str]:
    command = PROGRAM.commands[verb]
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    return {
        name
        for one in (command, *inner)
        for parameter in one.params
        if isinstance(parameter, click.Option)
        for name in parameter.opts
    }


def test_the_page_has_each_verb_once_and_no_other() -> None:
    assert re.findall(r"^## `milex (\w+)`", PAGE, re.M) == list(PROGRAM.commands)


@pytest.mark.parametrize("verb", PROGRAM.commands)
def test_the_page_names_each_option_of_a_verb_and_no_other(verb: str) -> None:
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", SECTIONS[verb]))
    assert named - {"--json"} == options(verb) - {"--json"}


@pytest.mark.parametrize("verb", PROGRAM.commands)
def test_each_example_can_be_parsed(verb: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("my-laws", "gold/verdicts", "laws"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "my-law.md").touch()
    (tmp_path / "kept.milex").touch()
    examples = re.findall(r"^    milex (.+)$", SECTIONS[verb], re.M)
    assert examples
    for example in examples:
        name, *words = shlex.split(example)
        assert name == verb
        command = PROGRAM.commands[verb]
        if isinstance(command, click.Group):
            command, words = command.commands[words[0]], words[1:]
        with command.make_context(verb, words):
            pass


@pytest.mark.parametrize("verb", PROGRAM.commands)
def test_each_verb_says_its_exit_codes(verb: str) -> None:
    codes = re.match(r" \(([0-3](?:, [0-3])*)\)\n", SECTIONS[verb])
    assert codes
    assert codes[1].startswith("0")
