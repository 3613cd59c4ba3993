"""Words put right from those that the articles have."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.query import parse
from search.spelling import closest_words, did_you_mean


@pytest.fixture
def engine(make_engine, make_entry):
    spanish = [
        make_entry("La víctima recibe asilo y residencia en el país.", num=str(n)) for n in range(9)
    ]
    english = [
        make_entry("The smuggling of migrants is an offence.", law="zz/act/2", num=str(n),
                   language="en")
        for n in range(9)
    ]  # fmt: skip
    rare = [make_entry("La residenta declara. Las víctimas.", law="zz/ley/3")]
    return make_engine([*spanish, *english, *rare])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("vicitma", "victima"),
        ("residensia", "residencia"),
        ("smugling of migrants", "smuggling of migrants"),
        ("offense smugglnig", "offense smuggling"),
        ("(asillo OR resdencia) AND country:py", "(asilo OR residencia) AND country:py"),
        ("asilio NEAR/5 victma", "asilo NEAR/5 victima"),
        ("victima", None),
        ("víctimas", None),
        ("residencias", None),
        ("zapatería", None),
        ("paiz", "pais"),
        ("vicitma*", None),
        ('"vicitma"', None),
        ("asilo NOT resdencia", None),
        ("de la", None),
        ("", None),
    ],
)
def test_only_words_without_hits_are_put_right_by_words_of_the_articles(engine, query, expected):
    assert did_you_mean(engine, query) == expected


def test_fewer_slips_go_before_commoner_words():
    vocabulary = {"asilo": 5, "asido": 900, "ario": 50, "aislado": 9}
    assert closest_words("asilo", vocabulary) == [("asilo", 0), ("asido", 1)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(query=st.text(max_size=40))
def test_any_query_may_be_put_right_and_the_proposal_can_be_read(engine, query):
    proposed = did_you_mean(engine, query)
    assert proposed is None or parse(proposed).root is not None
