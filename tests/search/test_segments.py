"""Many small commits: their segments are merged now and then, and nothing changes for readers."""

from search.model import SearchRequest


def test_many_commits_are_merged_without_losing_or_doubling_an_article(make_index, make_entry):
    engine = make_index([make_entry("Visa de estudio.", law="zz/ley/0")])
    for number in range(1, 70):
        law = f"zz/ley/{number % 40}"
        with engine.writing() as writer:
            writer.replace(law, [make_entry(f"Visa de estudio número {number}.", law=law)])
        assert engine.count() == min(number + 1, 40)
    assert engine.search(SearchRequest('"visa de estudio"', per_law=1)).laws == 40
    assert engine.search(SearchRequest("69")).total == 1
    with engine._snapshot() as snapshot:
        assert len(snapshot._segments) < 35
