"""Queries over invented laws, judged by reading the laws."""

from pathlib import Path
from typing import Any

import pytest
import yaml

JUDGED: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("judged_queries.yaml").read_text("utf-8")
)


@pytest.mark.parametrize(
    "judged",
    JUDGED,
    ids=[f"{one['query']}{' across' * one.get('across', False)}" for one in JUDGED],
)
def test_query_finds_what_a_lawyer_expects(judged, ask, named):
    found = named(ask(judged["query"], across=judged.get("across", False)))
    if "first" in judged:
        assert found[0] == judged["first"]
    assert set(judged.get("found", ())) <= set(found)
    assert not set(judged.get("never", ())) & set(found)


def test_judgements_name_existing_articles(invented):
    known = {f"{one.key.law}#{one.num}" for one in invented}
    for judged in JUDGED:
        named_here = [*judged.get("found", ()), *judged.get("never", ())]
        named_here += [judged["first"]] if "first" in judged else []
        assert set(named_here) <= known
