"""What the page of a law asks of the library, on both kinds of database."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.checklists.loader import bundled_checklists
from corpus.model import Document
from corpus.problems import Problem
from i18n.messages import Message
from milex.comparator.engine import compare
from milex.comparisons import Comparisons
from milex.errors import NotFound
from milex.found import found_in
from milex.library import Library
from milex.making import as_made
from milex.records import ReadingAccount

MakeLaw = Callable[..., Document]
LAW = "py/ley/9901-2012"


def test_the_revision_is_another_one_after_each_change(library: Library, make_law: MakeLaw) -> None:
    seen = [library.revision()]

    def has_changed() -> bool:
        seen.append(library.revision())
        return seen[-1] not in seen[:-1] and library.revision() == seen[-1]

    library.add(make_law())
    assert has_changed(), "a law came"
    library.add(make_law({"1": "Otras palabras."}))
    assert has_changed(), "a wording came"
    library.add(make_law({"1": "Otras palabras."}))
    assert library.revision() == seen[-1], "the same again is no change"
    _keep(library)
    assert has_changed(), "a comparison was kept"
    library.withdraw(LAW)
    assert has_changed(), "it went"


def _keep(library: Library) -> None:
    checklist = next(iter(bundled_checklists().values()))
    law = library.comparable(LAW)
    made = as_made(law, compare(law, checklist), checklist, library.law(LAW).xml_sha256)
    Comparisons(library._engine).keep(checklist, [made])


def test_provenance_tells_where_a_version_came_from(library: Library, make_law: MakeLaw) -> None:
    doubt = Problem("gap_in_numbering", Message("Article %(num)s is missing.", num="2"), line=7)
    library.add(
        make_law(),
        source_name="ley.txt",
        source_format="text",
        source_hash="ab" * 32,
        account=ReadingAccount("cd" * 32, 0.99, (doubt,)),
    )
    found = library.provenance(LAW, "2012-12-13")
    assert (found.source_name, found.source_format) == ("ley.txt", "text")
    assert (found.source_sha256, found.conservation, found.problems) == ("ab" * 32, 0.99, 1)
    assert found.imported_at.date() <= datetime.datetime.now(datetime.UTC).date()
    assert library.problems(LAW, "2012-12-13") == (doubt,)
    assert library.problems(LAW, "1999-01-01") == ()
    with pytest.raises(NotFound, match="2012-12-13"):
        library.provenance(LAW, "1999-01-01")


def test_places_that_current_versions_have_are_known(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law())
    places = {(LAW, ""), (LAW, "art_1"), (LAW, "art_99"), ("py/ley/1-1900", "")}
    assert library.known_places(places) == {(LAW, ""), (LAW, "art_1")}
    assert library.known_places(()) == frozenset()


def test_the_versions_of_a_law_come_oldest_first(library: Library, make_law: MakeLaw) -> None:
    later = make_law({"1": "Otras palabras."})
    day = datetime.date(2016, 5, 1)
    library.add(replace(later, metadata=replace(later.metadata, version_date=day)))
    library.add(make_law())
    assert [one.version for one in library.versions_of(LAW)] == ["2012-12-13", "2016-05-01"]
    with pytest.raises(NotFound):
        library.versions_of("py/ley/1-1900")


def test_articles_and_laws_carry_the_laws_own_term(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law())
    assert library.law(LAW).article_word == "Artículo"
    names = [article.name for article in library.comparable(LAW).articles]
    assert names == ["Artículo 1", "Artículo 2"]
    library.rebuild_articles()
    assert library.law(LAW).article_word == "Artículo"


def test_what_was_found_names_each_article_once(library: Library, make_law: MakeLaw) -> None:
    offence = (
        "Comete el delito de trata de personas quien capte a otra con fines de explotación "
        "sexual. Será reprimido con prisión de cuatro a diez años."
    )
    library.add(make_law({"1": offence}))
    checklist = bundled_checklists()["milex-un-tip-som"]
    found = found_in(compare(library.comparable(LAW), checklist))
    assert found
    assert {eid for one in found for eid in one.eids} == {"art_1"}
    assert all(len(one.eids) == len(set(one.eids)) for one in found)
    assert {one.verdict for one in found} <= {"full", "partial", "contrary"}
